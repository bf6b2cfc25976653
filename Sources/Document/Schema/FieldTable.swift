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
  /// What holds between the keys.
  package let rules: [FieldRule]
  private let byName: [String: Int]

  /// Of two fields with one name the later holds, so that a table can refine one it includes.
  package init(_ fields: [Field], isOpen: Bool = false, rules: [FieldRule] = []) {
    self.fields = fields
    self.isOpen = isOpen
    self.rules = rules
    byName = Dictionary(fields.enumerated().map { ($1.name, $0) }) { $1 }
  }

  package subscript(name: String) -> Field? { byName[name].map { fields[$0] } }

  /// Whether a server of this version takes the key. How emitters ask what to write.
  package func has(_ name: String, in version: Version) -> Bool { self[name]?.isKnown(to: version) ?? isOpen }

  /// Everything that is wrong with a mapping, all the way down. Without a version, age is no error.
  ///
  /// - Parameter expandsEnvironment: Whether the server replaces `${NAME}` before it reads a value.
  package func check(
    _ node: Node, version: Version?, what: String, expandsEnvironment: Bool = true
  ) -> [Diagnostic] {
    var pass = FieldPass(version: version, expandsEnvironment: expandsEnvironment)
    pass.check(node, against: self, what: .phrase(what))
    return pass.findings.diagnostics
  }
}
