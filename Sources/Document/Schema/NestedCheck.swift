extension FieldFindings {
  /// Holds a node against a table that only the content around it can name.
  package mutating func check(_ node: Node, against table: FieldTable, what: String) {
    diagnostics += table.check(
      node, version: version, oldest: oldest, what: what, expandsEnvironment: expandsEnvironment)
  }
}
