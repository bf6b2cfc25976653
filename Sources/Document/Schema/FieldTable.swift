package import Diagnostics
package import Quantities

/// The keys of one mapping of a server's configuration: what exists, of which type, since when and until when.
///
///     static let scrapeConfig = FieldTable([
///       Field("job_name", .string, isRequired: true),
///       Field("scrape_interval", .duration),
///       Field("static_configs", .list { staticConfig }),
///       Field("scrape_protocols", .strings, since: "2.49"),
///     ])
///
/// A table that contains itself needs its type spelled out: `static let route: FieldTable = …`.
package struct FieldTable: Sendable {
  package let fields: [Field]
  /// Whether keys that aren't listed are accepted, for tables that don't know every key yet.
  package let isOpen: Bool
  private let byName: [String: Int]

  /// Of two fields with one name the later holds, so that a table can refine one it includes.
  package init(_ fields: [Field], isOpen: Bool = false) {
    self.fields = fields
    self.isOpen = isOpen
    byName = Dictionary(fields.enumerated().map { ($1.name, $0) }) { $1 }
  }

  package subscript(name: String) -> Field? { byName[name].map { fields[$0] } }

  /// Whether a server of this version takes the key. How emitters ask what to write.
  package func has(_ name: String, in version: Version) -> Bool { self[name]?.isKnown(to: version) ?? isOpen }

  /// Everything that is wrong with a mapping, all the way down. Without a version, age is no error.
  package func check(_ node: Node, version: Version?, what: String) -> [Diagnostic] {
    var pass = FieldPass(version: version)
    pass.check(node, against: self, what: .phrase(what))
    return pass.diagnostics
  }
}

/// What a finding is about. Put into words only when there is one.
private indirect enum Subject: CustomStringConvertible {
  case phrase(String)
  case key(String)
  /// An entry of a mapping from names.
  case entry(Node)
  case item(of: Subject)

  var description: String {
    switch self {
    case .phrase(let phrase): phrase
    case .key(let name): quoted(name)
    case .entry(let key): quoted(key.text)
    case .item(let list): "an item of \(list)"
    }
  }
}

/// One walk over a mapping and a table side by side.
private struct FieldPass {
  let version: Version?
  var diagnostics: [Diagnostic] = []

  /// Beyond this many findings in one file the rest says nothing new.
  private static let enough = 1000
  /// The same for the unknown keys of one mapping, each of which is compared with all that are known.
  private static let enoughUnknown = 50

  init(version: Version?) { self.version = version }

  mutating func check(_ node: Node, against table: FieldTable, what: Subject) {
    if node.isNull { return missing(in: node, table, what) }
    guard node.kind == .mapping else {
      return report("schema/wrong-type", "\(what) must be a mapping, not \(node.phrase)", at: node)
    }
    var unknown = 0
    for (key, value) in node.entries {
      guard diagnostics.count < Self.enough else { return }
      guard let field = table[key.text] else {
        if !table.isOpen, unknown < Self.enoughUnknown { diagnostics.append(.unknownKey(key, known: known(table))) }
        unknown += 1
        continue
      }
      checkAge(field, at: key)
      checkExclusions(field, key, in: node)
      check(value, field.type, name: .key(field.name), isSecret: field.isSecret)
    }
    missing(in: node, table, what)
  }

  private mutating func check(_ node: Node, _ type: FieldType, name: Subject, isSecret: Bool) {
    guard !node.isNull, diagnostics.count < Self.enough else { return }
    guard type.isWritten(as: node.kind) else {
      let phrase = isSecret && node.kind == .scalar ? "a plain value" : node.phrase
      return report("schema/wrong-type", "\(name) must be \(type.expected), not \(phrase)", at: node)
    }
    switch (type, node.kind) {
    case (.list(let item), _):
      for value in node.items { check(value, item, name: .item(of: name), isSecret: isSecret) }
    case (.oneOrMore(let item), .sequence):
      for value in node.items { check(value, item, name: .item(of: name), isSecret: isSecret) }
    case (.oneOrMore(let item), _): check(node, item, name: name, isSecret: isSecret)
    case (.map(let item), _):
      for (key, value) in node.entries { check(value, item, name: .entry(key), isSecret: isSecret) }
    case (.table(let table), _): check(node, against: table(), what: name)
    case (.either(let first, let second), .sequence), (.either(let first, let second), .mapping):
      check(node, first.isWritten(as: node.kind) ? first : second, name: name, isSecret: isSecret)
    default:
      guard node.kind == .scalar, !type.accepts(node) else { return }
      let phrase = isSecret ? "this value" : node.phrase
      let help = nearest(to: node.text, among: type.choices).map { "did you mean \(quoted($0))?" }
      report("schema/invalid-value", "\(name) must be \(type.expected), not \(phrase)", at: node, help: help)
    }
  }

  /// The keys worth suggesting: those the server at hand takes.
  private func known(_ table: FieldTable) -> [String] {
    table.fields.filter { field in version.map { field.isKnown(to: $0) } ?? true }.map(\.name)
  }

  private mutating func checkAge(_ field: Field, at key: Node) {
    guard field.since != nil || field.removed != nil || field.deprecated != nil else { return }
    let name = quoted(field.name)
    if let since = field.since, let version, version < since {
      return report(
        "schema/not-yet-key", "\(name) needs version \(since), and the deployment must suit \(version)", at: key)
    }
    if let removed = field.removed {
      let isGone = version.map { $0 >= removed.in } ?? false
      let help = Self.replacement(removed.instead)
      return isGone
        ? report("schema/removed-key", "\(name) was removed in version \(removed.in)", at: key, help: help)
        : report("schema/deprecated-key", "\(name) is removed in version \(removed.in)", at: key, .warning, help: help)
    }
    if let deprecated = field.deprecated, version.map({ $0 >= deprecated.in }) ?? true {
      report(
        "schema/deprecated-key", "\(name) is deprecated since version \(deprecated.in)", at: key, .warning,
        help: Self.replacement(deprecated.instead))
    }
  }

  private static func replacement(_ instead: String) -> String? { instead.isEmpty ? nil : "use \(quoted(instead))" }

  private mutating func checkExclusions(_ field: Field, _ key: Node, in node: Node) {
    guard !field.excludes.isEmpty else { return }
    for (other, value) in node.entries where field.excludes.contains(other.text) && !value.isNull {
      // Each pair once, at the later of the two.
      guard other.span.start < key.span.start || other.file != key.file else { continue }
      diagnostics.append(
        Diagnostic(
          "schema/exclusive-keys", "\(quoted(field.name)) can't stand beside \(quoted(other.text))", at: key.origin,
          notes: [.init("\(quoted(other.text)) is here", at: other.origin)], help: "keep one of the two"))
    }
  }

  private mutating func missing(in node: Node, _ table: FieldTable, _ what: Subject) {
    for field in table.fields where field.isRequired {
      if let value = node[field.name], !value.isNull { continue }
      report("schema/missing-key", "\(what) needs \(quoted(field.name))", at: node)
    }
  }

  private mutating func report(
    _ id: String, _ message: String, at node: Node, _ severity: Severity = .error, help: String? = nil
  ) {
    diagnostics.append(Diagnostic(id, severity, message, at: node.origin, help: help))
  }
}
