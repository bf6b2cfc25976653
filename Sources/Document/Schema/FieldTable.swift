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
/// A class, so that whoever goes through a table on several cores counts one reference to it and not one for every part.
/// A table that contains itself needs its type spelled out: `static let route: FieldTable = …`.
package final class FieldTable: Sendable {
  package let fields: [Field]
  /// Whether keys that aren't listed are accepted, for tables that don't know every key yet.
  package let isOpen: Bool
  /// Whether the server passes over keys that it doesn't know, so that they are worth a warning and no more.
  package let ignoresUnknown: Bool
  /// What holds between the keys.
  package let rules: [FieldRule]
  private let index: KeyIndex
  /// Where in `fields` the required ones are.
  let required: [Int]
  /// Of each field, whether it is bound to versions or to the absence of other keys, as few are.
  private let isConditional: [Bool]

  /// Tells one table from another, which is how those are told that contain themselves.
  package typealias Identity = ObjectIdentifier
  package var identity: Identity { ObjectIdentifier(self) }

  /// Of two fields with one name the later holds, so that a table can refine one it includes.
  package init(_ fields: [Field], isOpen: Bool = false, ignoresUnknown: Bool = false, rules: [FieldRule] = []) {
    self.fields = fields
    self.isOpen = isOpen
    self.ignoresUnknown = ignoresUnknown
    self.rules = rules
    index = KeyIndex(fields.map(\.name))
    required = fields.indices.filter { fields[$0].isRequired }
    isConditional = fields.map { $0.isDated || !$0.excludes.isEmpty }
  }

  /// The fields that hold.
  package var effectiveFields: [Field] {
    fields.indices.filter { position in
      var name = fields[position].name
      return name.withUTF8 { index.position(of: $0) } == position
    }.map { fields[$0] }
  }

  package subscript(name: String) -> Field? {
    var name = name
    return name.withUTF8 { index.position(of: $0) }.map { fields[$0] }
  }

  /// Where in `fields` the one of a key is.
  func position(of key: Node) -> Int? {
    key.kind == .scalar ? key.withTextBytes { index.position(of: $0) } : nil
  }

  /// The field at a position if it is bound to versions or to the absence of other keys.
  func conditional(at position: Int) -> Field? { isConditional[position] ? fields[position] : nil }

  /// Whether a server of this version takes the key. How emitters ask what to write.
  package func has(_ name: String, in version: Version) -> Bool { self[name]?.isKnown(to: version) ?? isOpen }

  /// Everything that is wrong with a mapping, all the way down. Without a version, age is no error.
  ///
  /// - Parameters:
  ///   - oldest: Without a version, what every server from this one on has a replacement for is still worth a word.
  ///   - expandsEnvironment: Whether the server replaces `${NAME}` before it reads a value.
  package func check(
    _ node: Node, version: Version?, oldest: Version? = nil, what: String, expandsEnvironment: Bool = true
  ) -> [Diagnostic] {
    var pass = FieldPass(version: version, oldest: oldest, expandsEnvironment: expandsEnvironment)
    pass.check(node, against: self, what: .phrase(what))
    return pass.findings.diagnostics
  }
}
