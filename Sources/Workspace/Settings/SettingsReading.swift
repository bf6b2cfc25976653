package import Deployment
package import Diagnostics
import Document
import Quantities
import Stack

extension Settings {
  /// Decodes a settings file; what is wrong in it is among its diagnostics.
  package init(reading file: SourceFile, in folder: String) {
    self.init()
    self.folder = folder
    let result = YAMLReader.read(file)
    diagnostics = result.diagnostics
    guard let root = result.documents.first, !root.isNull else { return }
    var reader = MappingReader(root, ".belfry.yaml")
    readServers(&reader)
    excluded = reader.patterns("exclude")
    included = reader.patterns("include")
    for (pattern, kind) in reader.map("kinds", .namedKind) {
      if let pattern = reader.pattern(pattern) { kinds.append((pattern, kind.value)) }
    }
    let shown = file.path.parentPath
    metrics = reader.list("metrics", .name).map { shown.resolving(path: $0.value) }
    if var checks = reader.nested("checks", "\"checks\"") {
      readChecks(&checks)
      reader.take(checks)
    }
    for item in reader.items("ignore") { ignored += Self.ignoredFindings(item, into: &reader.diagnostics) }
    for (name, value) in reader.entries("stacks") {
      let nodes = value.kind == .sequence ? Array(value.items) : [value]
      let texts = nodes.compactMap {
        reader.decode($0, .name, name: name.value, isItem: value.kind == .sequence)
      }
      stacks.append(NamedStack(name: name, files: PathPatterns(texts.compactMap { reader.pattern($0) })))
    }
    reader.finish(into: &diagnostics)
  }

  private mutating func readServers(_ reader: inout MappingReader) {
    if var fields = reader.nested("targets", "\"targets\"") {
      for server in Server.allCases {
        if let version = fields.optional(server.rawValue, .version) { targets[server] = version.value }
      }
      reader.take(fields)
    }
    isAgent = reader.optional("agent", .bool)?.value ?? false
    assumesFiles = reader.optional("assume-files", .bool)?.value ?? false
    failOn = reader.optional("fail-on", .choice(Threshold.self))?.value
  }

  private mutating func readChecks(_ reader: inout MappingReader) {
    for (id, _) in reader.map("ignore", .reason) {
      if reader.isCheck(id) { ignoredChecks.insert(id.value) }
    }
    for (id, severity) in reader.map("severity", .choice(Severity.self)) {
      if reader.isCheck(id) { severities[id.value] = severity.value }
    }
  }

  /// `{check: ID, paths: [PATTERN], reason: TEXT, until: DAY}`; `check` may be a list.
  private static func ignoredFindings(_ node: Node, into diagnostics: inout [Diagnostic]) -> [IgnoredFindings] {
    var reader = MappingReader(node, "an entry of \"ignore\"")
    _ = reader.requiredNode("check")
    let checks = reader.oneOrMore("check", .name).filter { reader.isCheck($0) }
    let paths = reader.has("paths") ? PathPatterns(reader.patterns("paths")) : nil
    _ = reader.required("reason", .reason)
    let until = reader.optional("until", .day)
    reader.finish(into: &diagnostics)
    return checks.map { IgnoredFindings(check: $0, paths: paths, until: until?.value) }
  }
}

extension MappingReader {
  /// A list of path patterns, or one.
  fileprivate mutating func patterns(_ key: String) -> [PathPattern] {
    oneOrMore(key, .name).compactMap { pattern($0) }
  }

  fileprivate mutating func pattern(_ text: Located<String>) -> PathPattern? {
    if let pattern = PathPattern(text.value) { return pattern }
    diagnostics.append(
      Diagnostic(
        "schema/invalid-value", "\(quoted(text.value)) is a pattern that matches nothing", at: text.origin,
        help: "write it as in a .gitignore: \"vendor/\", \"*.gen.yml\", \"/rules/**/old\""))
    return nil
  }

  /// Whether there is a check of that id; otherwise it is reported.
  fileprivate mutating func isCheck(_ id: Located<String>) -> Bool {
    if FindingCatalogue.isKnown(id.value) { return true }
    let problem = FindingCatalogue.problem(with: id.value) ?? "\(quoted(id.value)) is a group; name its checks"
    diagnostics.append(Diagnostic("schema/invalid-value", problem, at: id.origin))
    return false
  }
}

extension Shape where Value == String {
  /// Why something is silenced.
  fileprivate static var reason: Shape {
    .text("a reason, in words") { $0.trimmingSpaces.isEmpty ? nil : $0 }
  }
}

extension Shape where Value == Day {
  fileprivate static var day: Shape<Day> { .text("a day such as \"2026-12-31\"") { Day($0) } }
}

extension Shape where Value == NamedKind {
  fileprivate static var namedKind: Shape<NamedKind> {
    let words = NamedKind.all.map(\.word)
    return Shape(alternatives(words), choices: words) { $0.kind == .scalar ? NamedKind($0.text) : nil }
  }
}
