package import Deployment
package import Diagnostics
package import Document

/// What is native in a file: of each of its documents, the document itself, or what a resource, a list or a text inside it
/// holds. One file may hold many native files of many kinds, and most YAML holds none.
package struct NativeContent: Sendable {
  package private(set) var files: [StackFile] = []
  /// What is wrong with the text of what is embedded.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The second document of a file of which servers read only the first.
  package private(set) var unread: Node?
  /// Scalars whose content is read as a file of its own.
  package private(set) var texts: [Span] = []
  /// Scalars whose content is nobody's to see.
  package private(set) var secrets: [Span] = []

  /// - Parameter forced: What a document is that is no resource of Kubernetes.
  package init(of documents: [Node], as forced: NamedKind? = nil) {
    for root in documents { add(root, as: forced) }
    // Rules of a namespace are uploaded, document by document.
    if documents.count > 1, !documents[1].isNull, let first = files.first, first.wrapper == nil, first.rules != .mimir,
      first.root.tree === documents[0].tree
    {
      unread = documents[1]
    }
  }

  private mutating func add(_ root: Node, as forced: NamedKind?) {
    if let resource = KubernetesResource(root) { return add(resource) }
    if let forced { return add(StackFile(root, as: forced)) }
    if let first = root.items.first {
      if KubernetesResource(first) != nil {
        for item in root.items { KubernetesResource(item).map { add($0) } }
        return
      }
      if let file = StackFile(list: root) { return add(file) }
    }
    if let kind = FileKind.recognized(in: root) { return add(StackFile(kind: kind, root: root)) }
    files += HelmValues.files(in: root)
  }

  mutating func add(_ file: StackFile) { files.append(file) }

  /// What stands in a list of resources, each by itself: lists stand in lists only when somebody means harm.
  mutating func add(_ resource: KubernetesResource) {
    if resource.kind.hasSuffix("List"), let items = resource.node["items"] {
      for item in items.items { KubernetesResource(item).map { $0.content(into: &self) } }
    } else {
      resource.content(into: &self)
    }
  }

  // MARK: Embedded texts

  /// Texts inside texts inside texts: nobody writes more.
  private static let depthLimit = 3

  /// What a text holds that goes by `name`.
  mutating func add(text scalar: Node, named name: String, in wrapper: StackFile.Wrapper, isBase64: Bool = false) {
    guard scalar.kind == .scalar, scalar.embeddingDepth < Self.depthLimit else { return }
    texts.append(scalar.span)
    let text: EmbeddedText
    if isBase64 {
      guard let decoded = EmbeddedText(base64: scalar) else { return }
      text = decoded
    } else {
      guard NativeHint(in: scalar.textBytes) > .none else { return }
      text = EmbeddedText(scalar)
    }
    let hint = NativeHint(in: text.file.bytes[...])
    guard hint > .none, !TemplateText.isTemplate(text.file.bytes) else { return }
    let result = name.hasSuffix(".json") ? JSONReader.read(text) : YAMLReader.read(text)
    let inner = NativeContent(of: result.documents)
    let own = inner.files.filter { ![.spec, .compose, .ruleTest].contains($0.kind) }
    files += own.map { $0.embedded(in: wrapper) }
    diagnostics += inner.diagnostics
    texts += inner.texts
    secrets += inner.secrets
    if !own.isEmpty || hint == .strong && Self.isConfiguration(name) { diagnostics += result.diagnostics }
  }

  /// Specs are compiled, not checked as they are.
  package mutating func withoutSpecs() { files.removeAll { $0.kind == .spec } }

  /// Says by which further paths the file is found.
  package mutating func found(alsoAt paths: [String]) {
    for index in files.indices { files[index].otherPaths = paths }
  }

  mutating func hide(_ scalar: Node) { secrets.append(scalar.span) }

  /// Whether a name is one that configuration goes by, and not a script's or a template's.
  private static func isConfiguration(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return true }
    return ["yaml", "yml", "json", "rules"].contains(String(name[name.index(after: dot)...]))
  }
}

extension StackFile {
  /// Scrape configs as the operator takes further ones, or targets as file discovery does: a list without anything
  /// around it. Nil when it is neither.
  fileprivate init?(list: Node) {
    let items = list.items
    func all(_ holds: (Node) -> Bool) -> Bool { items.allSatisfy { $0.kind == .mapping && holds($0) } }
    if all({ $0["job_name"]?.kind == .scalar }) {
      self.init(kind: .prometheus, root: Self.scrapeConfigs(list), wrapper: Wrapper("a list of scrape configs"))
    } else if all({ $0["targets"]?.kind == .sequence && $0.entries.count == ($0["labels"] == nil ? 1 : 2) }) {
      self.init(kind: .targets, root: list)
    } else {
      return nil
    }
  }

  /// A list of scrape configs in the form of `prometheus.yml`.
  static func scrapeConfigs(_ list: Node) -> Node {
    var copy = TreeCopy(of: list.tree)
    let key = copy.scalar("scrape_configs", at: list)
    let value = copy.copy(list)
    let root = copy.mapping([key, value], at: list)
    return copy.document(root)
  }
}
