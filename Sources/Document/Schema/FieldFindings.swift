package import Diagnostics
package import Quantities

/// What rules report into, and the version they judge for.
package struct FieldFindings {
  /// Nil when nobody named the server; then what some version takes is fine.
  package internal(set) var version: Version?
  /// The version that was named, where `version` is that of something built into the server.
  var outerVersion: Version?
  package internal(set) var diagnostics: [Diagnostic] = []
  /// Without a version, what is out of date for this one is worth a word.
  var oldest: Version?
  var expandsEnvironment = true

  package init(version: Version?) { self.version = version }

  /// Whether the server is known to be older.
  package func isBefore(_ other: @autoclosure () -> Version) -> Bool { version.map { $0 < other() } ?? false }
  /// Whether the server is known to be of this version or later.
  package func isSince(_ other: @autoclosure () -> Version) -> Bool { version.map { $0 >= other() } ?? false }

  /// Reports an error at a node.
  package mutating func report(
    _ id: String, _ message: String, at node: Node, notes: [Diagnostic.Note] = [], help: String? = nil
  ) {
    diagnostics.append(Diagnostic(id, message, at: node.origin, notes: notes, help: help))
  }

  /// A value that the server doesn't take.
  package mutating func invalid(_ message: String, at node: Node, help: String? = nil) {
    report("schema/invalid-value", message, at: node, help: help)
  }

  /// The same at bytes of a scalar's text.
  package mutating func invalid(_ message: String, at node: Node, bytes: Range<Int>) {
    diagnostics.append(Diagnostic("schema/invalid-value", message, at: .file(node.place(inText: bytes))))
  }

  /// A value that the server takes and can't do anything with.
  package mutating func doubtful(_ message: String, at node: Node, help: String? = nil) {
    diagnostics.append(Diagnostic("schema/invalid-value", .warning, message, at: node.origin, help: help))
  }

  /// A key that this combination of others needs.
  package mutating func missing(_ message: String, at node: Node, help: String? = nil) {
    report("schema/missing-key", message, at: node, help: help)
  }

  /// Two keys of which one may stand.
  package mutating func exclusive(_ key: Node, _ other: Node, help: String = "keep one of the two") {
    report(
      "schema/exclusive-keys", "\(quoted(key.text)) can't stand beside \(quoted(other.text))", at: key,
      notes: [.init("\(quoted(other.text)) is here", at: other.origin)], help: help)
  }
}

extension FieldFindings {
  /// The later of two things of which there may be one.
  package mutating func duplicate(
    _ message: String, at node: Node, of other: Node, id: String = "schema/duplicate-name", help: String? = nil
  ) {
    report(id, message, at: node, notes: [.init("the other is here", at: other.origin)], help: help)
  }

  /// Reports the later of two entries of some lists that have one name. An empty name is none.
  package mutating func checkUnique(
    _ key: String, in lists: Node?..., id: String = "schema/duplicate-name", message: (String) -> String
  ) {
    checkUnique(key, in: lists.flatMap { $0?.items ?? Node.noItems }, id: id, message: message)
  }

  package mutating func checkUnique(
    _ key: String, in items: [Node], id: String = "schema/duplicate-name", message: (String) -> String
  ) {
    var first: [String: Node] = [:]
    for name in items.compactMap({ $0.filled(key) }) {
      if let other = first[name.text] {
        duplicate(message(quoted(name.text)), at: name, of: other, id: id)
      } else {
        first[name.text] = name
      }
    }
  }

  /// Holds a node against a table that only the content around it can name.
  package mutating func check(_ node: Node, against table: FieldTable, what: String) {
    diagnostics += table.check(
      node, version: version, oldest: oldest, what: what, expandsEnvironment: expandsEnvironment)
  }
}
