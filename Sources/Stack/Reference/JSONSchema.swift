import Deployment
package import Document
package import Quantities

/// A table as JSON Schema (draft 7, which editors know best), for completion and for red lines while one types.
///
/// It takes everything that the server takes: what only a rule can tell, such as which keys exclude each other, is left
/// to `belfry check`.
package struct JSONSchema {
  private let native: NativeTable
  private let version: Version?
  private let walk: TableWalk

  /// - Parameter version: The server's; nil for keys of any.
  package init(of native: NativeTable, version: Version? = nil) {
    (self.native, self.version) = (native, version)
    walk = TableWalk(native.table, named: native.kind.rawValue)
  }

  package var draft: Draft {
    let root = walk.entries.first?.name ?? ""
    let server = native.server.rawValue + (version.map { " \($0)" } ?? "")
    return [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": .string("\(native.what), as \(server) reads it"),
      "$ref": .string("#/definitions/\(root)"),
      "definitions": .map(walk.entries.map { ($0.name, definition(of: $0)) }),
    ]
  }

  private func definition(of entry: TableWalk.Entry) -> Draft {
    let table = entry.table
    let version = entry.dating.map { self.version.map($0) } ?? self.version
    let fields = table.effectiveFields.filter { field in version.map { field.isKnown(to: $0) } ?? true }
    let required = fields.filter(\.isRequired).map { Draft.string($0.name) }
    return [
      "type": entry.path.isEmpty ? "object" : ["object", "null"],
      "properties": .map(fields.map { ($0.name, property($0, in: entry)) }),
      "required": required.isEmpty ? nil : .list(required),
      "additionalProperties": .bool(table.isOpen || table.ignoresUnknown),
    ]
  }

  private func property(_ field: Field, in entry: TableWalk.Entry) -> Draft {
    var references = walk.references(of: field, in: entry)[...]
    var schema = schema(of: field.type, &references)
    let notes = field.notes(of: entry.dating == nil ? "version" : "Prometheus", isDated: version == nil)
    if !notes.isEmpty {
      // Beside `$ref`, draft 7 reads nothing.
      if schema["$ref"] != nil { schema = ["allOf": [schema]] }
      schema = .map(schema.entries + [("description", .string(notes.joined(separator: " ")))])
    }
    if field.deprecated != nil || field.removed != nil {
      schema = .map(schema.entries + [("deprecated", true)])
    }
    return schema
  }

  /// `references` are the names of the tables, in the order in which the type holds them.
  private func schema(of type: FieldType, _ references: inout ArraySlice<String>) -> Draft {
    switch type {
    case .table: return ["$ref": .string("#/definitions/\(references.popFirst() ?? "")")]
    case .list(let item): return ["type": ["array", "null"], "items": schema(of: item, &references)]
    case .map(let item): return ["type": ["object", "null"], "additionalProperties": schema(of: item, &references)]
    case .oneOrMore(let item):
      let one = schema(of: item, &references)
      return ["anyOf": [one, ["type": "array", "items": one]]]
    case .either(let first, let second):
      let one = schema(of: first, &references)
      return ["anyOf": [one, schema(of: second, &references)]]
    case .ruled(let type, _), .dated(_, let type): return schema(of: type, &references)
    case .any: return [:]
    default: return ScalarSchema(type).draft(expandsEnvironment: native.expandsEnvironment)
    }
  }
}

/// What a scalar may be in JSON's terms.
private struct ScalarSchema {
  /// JSON's types besides null, which stands for absence everywhere.
  var types: [String]
  /// What texts must match; nil for any.
  var pattern: String?
  var words: [String]?
  var minimum: Int?
  var maximum: Int?

  init(_ type: FieldType) {
    switch type {
    case .int: types = ["integer", "number"]
    case .unsigned: (types, minimum) = (["integer", "number"], 0)
    case .float: (types, pattern) = (["number", "string"], #"^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$|^[-+]?[0-9]"#)
    case .bool:
      types = ["boolean", "string"]
      pattern = "^(y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE)$"
    case .duration: (types, pattern, minimum, maximum) = (["string", "integer"], "^\(Self.duration)$|^0$", 0, 0)
    case .positiveDuration: (types, pattern) = (["string"], "^\(Self.duration)$")
    case .goDuration:
      types = ["string", "integer"]
      pattern = Self.goDuration
      (minimum, maximum) = (0, 0)
    case .nanoDuration:
      types = ["string", "integer", "number"]
      pattern = Self.goDuration
    case .size, .unitSize: (types, pattern) = (["string", "integer"], "^[-+]?[0-9.]")
    case .url: (types, pattern) = (["string"], "^[A-Za-z0-9+.-]+://.+")
    case .oneOf(let words): (types, self.words) = (["string"], words)
    case .range(let words):
      let any = "(" + words.map(Self.inAnyCase).joined(separator: "|") + ")"
      (types, pattern) = (["string"], "^\(any)(:\(any))?$")
    default: types = ["string", "number", "boolean"]
    }
  }

  func draft(expandsEnvironment: Bool) -> Draft {
    let reference = "\\$\\{"
    if let words {
      let known: Draft = ["enum": .list(words.map { Self.word($0) } + [.null])]
      return expandsEnvironment ? ["anyOf": [known, ["type": "string", "pattern": .string(reference)]]] : known
    }
    var types = types
    var pattern = pattern
    if expandsEnvironment {
      if types.contains("string") {
        pattern = pattern.map { "\($0)|\(reference)" }
      } else {
        types.append("string")
        pattern = reference
      }
    }
    return [
      "type": .list((types + ["null"]).map { .string($0) }), "pattern": pattern.map { .string($0) },
      "minimum": minimum.map { .int($0) }, "maximum": maximum.map { .int($0) },
    ]
  }

  /// A word as YAML reads it unquoted.
  private static func word(_ text: String) -> Draft {
    if let number = Int(text) { return .int(number) }
    return text == "true" || text == "false" ? .bool(text == "true") : .string(text)
  }

  /// At least one of the units, in their order.
  private static let duration =
    "(?=[0-9])([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?"

  private static let goDuration = "^[-+]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$"

  private static func inAnyCase(_ word: String) -> String {
    word.map { $0.isLetter ? "[\($0.uppercased())\($0.lowercased())]" : String($0) }.joined()
  }
}

extension Field {
  /// What there is to say of a key in a line, besides its type.
  ///
  /// - Parameters:
  ///   - software: What its versions are of.
  ///   - isDated: Whether to say when it came, which is needless for one version.
  func notes(of software: String, isDated: Bool) -> [String] {
    var notes: [String] = []
    if let value = `default` { notes.append("Default: \(value).") }
    if isSecret { notes.append("A secret.") }
    if let since, isDated { notes.append("Since \(software) \(since).") }
    if let deprecated {
      notes.append("Deprecated since \(software) \(deprecated.in)\(Self.instead(deprecated.instead)).")
    }
    if let removed { notes.append("Removed in \(software) \(removed.in)\(Self.instead(removed.instead)).") }
    if !excludes.isEmpty { notes.append("Not beside \(excludes.joined(separator: ", ")).") }
    return notes
  }

  private static func instead(_ key: String) -> String { key.isEmpty ? "" : ", use \(key)" }
}
