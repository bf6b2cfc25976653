internal import Diagnostics
internal import Document
internal import Parallel

/// Puts a spec together: all its files, the component templates it uses, and the overlays on top.
struct SpecAssembly {
  private var diagnostics: [Diagnostic] = []

  /// The one tree that is decoded; nil if there is too much of it.
  static func assemble(_ roots: [Node], overlays: [Node], into diagnostics: inout [Diagnostic]) -> Node? {
    guard let first = roots.first else { return nil }
    var assembly = SpecAssembly()
    var spec = Layer.node(first)
    for root in roots.dropFirst() { spec = assembly.merged(spec, .node(root), path: []) }
    // An overlay may choose other templates, and may also change what a template brought.
    let uses = Self.overlaid(spec, overlays)["use"]
    let used = uses.map { $0.kind == .sequence ? $0.items : [$0] } ?? []
    let templates = assembly.templates(named: used).concurrentMap { ComponentTemplate.read($0) }
    for template in templates { spec = assembly.adding(template, to: spec) }
    diagnostics += assembly.diagnostics
    var joiner = TreeJoiner()
    let root = joiner.join(overlaid(spec, overlays))
    if root == nil {
      diagnostics.append(Diagnostic("spec/too-large", "the spec is too large", at: first.origin))
    }
    return root
  }

  private static func overlaid(_ spec: Layer, _ overlays: [Node]) -> Layer {
    overlays.reduce(spec) { $0.overlaid(with: .node($1)) }
  }

  // MARK: Files

  /// Two files' parts under the same key. Sections are shared between files, what is declared in them is not.
  private mutating func merged(_ a: Layer, _ b: Layer, path: [String]) -> Layer {
    var entries = a.entries
    var positions = entries.positions
    for entry in b.entries {
      guard let at = positions[entry.name] else {
        positions[entry.name] = entries.count
        entries.append(entry)
        continue
      }
      let earlier = entries[at]
      let inner = path + [entry.name]
      switch (earlier.value.kind, entry.value.kind) {
      case (.mapping, .mapping) where Self.isShared(inner):
        entries[at].value = merged(earlier.value, entry.value, path: inner)
      case (.sequence, .sequence) where Self.isShared(inner):
        entries[at].value = .sequence(earlier.value.items + entry.value.items, like: earlier.value.node)
      case (.scalar, .scalar) where path.isEmpty && earlier.value.text == entry.value.text:
        break
      default:
        if earlier.value.node.isNull {
          entries[at] = entry
        } else if !entry.value.node.isNull {
          reportClash(earlier, entry, path: path)
        }
      }
    }
    return .mapping(entries, like: a.node)
  }

  /// Whether several files may add to what stands at a path: to every section, and to lists in which order says nothing.
  private static func isShared(_ path: [String]) -> Bool { path.count == 1 || sharedParts.contains(path) }

  private static let sharedParts: Set<[String]> = [
    ["checks", "ignore"], ["checks", "severity"], ["logs", "loki"], ["logs", "sources"], ["routing", "expect"],
    ["routing", "inhibit"],
  ]

  private mutating func reportClash(_ a: Layer.Entry, _ b: Layer.Entry, path: [String]) {
    let section = path.isEmpty ? "" : " in \(quoted(path.joined(separator: ".")))"
    diagnostics.append(
      Diagnostic(
        "spec/duplicate-name", "\(quoted(b.name))\(section) is declared twice", at: b.key.origin,
        notes: [.init("first declared here", at: a.key.origin)], help: "rename or remove one of them"))
  }

  // MARK: Templates

  /// The templates that `use` names. What is no name is reported where `use` is decoded.
  private mutating func templates(named uses: [Layer]) -> [String] {
    uses.compactMap { use in
      guard let name = use.text, !use.node.isNull else { return nil }
      if ComponentTemplate.files[name] != nil { return name }
      let names = ComponentTemplate.files.keys.sorted()
      let meant = nearest(to: name, among: names)
      diagnostics.append(
        Diagnostic(
          "spec/undefined-reference", "there is no component template \(quoted(name))", at: use.node.origin,
          help: meant.map { "did you mean \"\($0)\"?" } ?? "use \(alternatives(names))",
          fixes: meant.map { [.init("use \"\($0)\"", replacing: use.node.span, with: $0)] } ?? []))
      return nil
    }
  }

  private mutating func adding(_ template: ReadResult?, to spec: Layer) -> Layer {
    guard let template else { return spec }
    diagnostics += template.diagnostics
    return template.documents.first.map { Self.filled(spec, from: .node($0)) } ?? spec
  }

  /// A spec with what a template adds; what the spec names itself stays as it is.
  private static func filled(_ spec: Layer, from template: Layer) -> Layer {
    var entries = spec.entries
    let positions = entries.positions
    for section in template.entries where section.name != "belfry" {
      guard let at = positions[section.name], !entries[at].value.node.isNull else {
        entries.removeAll { $0.name == section.name }
        entries.append(section)
        continue
      }
      let own = entries[at].value
      if own.kind == .sequence, section.value.kind == .sequence {
        entries[at].value = .sequence(own.items + newGroups(in: section.value, beside: own), like: own.node)
      } else if own.kind == .mapping {
        let names = own.entries.positions
        let new = section.value.entries.filter { names[$0.name] == nil }
        entries[at].value = .mapping(own.entries + new, like: own.node)
      }
    }
    return .mapping(entries, like: spec.node)
  }

  /// A template's rule groups without the groups and rules that the spec has under the same name.
  private static func newGroups(in template: Layer, beside own: Layer) -> [Layer] {
    let groups = Set(own.items.compactMap { $0["group"]?.text })
    let rules = Set(own.items.flatMap { $0["rules"]?.items ?? [] }.compactMap(ruleName))
    return template.items.compactMap { group in
      if let name = group["group"]?.text, groups.contains(name) { return nil }
      let entries = group.entries.map { entry in
        guard entry.name == "rules" else { return entry }
        let kept = entry.value.items.filter { rule in ruleName(rule).map { !rules.contains($0) } ?? true }
        return Layer.Entry(key: entry.key, value: .sequence(kept, like: entry.value.node))
      }
      return .mapping(entries, like: group.node)
    }
  }

  private static func ruleName(_ rule: Layer) -> String? { (rule["alert"] ?? rule["record"])?.text }
}
