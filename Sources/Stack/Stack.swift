package import Alertmanager
package import Compose
package import Deployment
package import Diagnostics
package import Document
package import Grafana
import Parallel
package import Prometheus
import PromQL
package import Quantities

/// One typed picture of what the servers of a stack will load: native files as views over their trees, the inventory of
/// metrics, and the intent behind it where there is one. Checks look at nothing else.
package struct Stack: Sendable {
  package private(set) var files: [StackFile] = []
  /// Leads from generated files back to the spec.
  package private(set) var sources = SourceMap()
  /// The lowered deployment this was compiled from; nil for hand-written files.
  package private(set) var intent: Deployment?
  /// What is known of the servers that load hand-written files.
  package private(set) var servers = KnownServers()
  /// What reading the files found wrong.
  package private(set) var diagnostics: [Diagnostic] = []

  package private(set) var prometheus: [PrometheusConfig] = []
  private var ruleFiles: [RuleFile] = []
  package private(set) var alertmanagers: [AlertmanagerConfig] = []
  /// What the operator puts into an alertmanager.yml below the routes that others have there.
  package private(set) var alertmanagerParts: [AlertmanagerConfig] = []
  /// By the root of the configuration that names them.
  package private(set) var templateFiles: [Span: TemplateFiles] = [:]
  package private(set) var dashboards: [DashboardFile] = []
  package private(set) var datasources: [DatasourcesFile] = []
  package private(set) var grafanaAlerting: [AlertingFile] = []
  package private(set) var compose: [ComposeFile] = []
  package private(set) var inventory = Inventory()
  private var far = FarFiles(in: [])
  /// Everything that Grafana asks of its datasources.
  package private(set) var grafanaQueries: [GrafanaQuery] = []
  /// Every rule of a rule file.
  package private(set) var rules: [StackRule] = []
  /// Every PromQL expression that stands in no rule.
  package private(set) var looseExpressions: [StackExpression] = []
  private var unclaimed: UnclaimedRules?
  /// Every LogQL query that is known to be one.
  package private(set) var logQueries: [StackLogQuery] = []
  /// Whether some keys were written by hand: what emitters write is held against the tables by tests.
  private var holdsNativeKeys = true
  /// Every alerting rule.
  package private(set) var alerts: [StackAlert] = []

  /// The picture of files that were read from disk; `templates` finds what an alertmanager.yml names.
  ///
  /// - Parameter keepsTrees: Whether each rule's expression is read once and for all; nil: if there are not many rules.
  package init(
    reading files: [StackFile], for servers: KnownServers = KnownServers(), metrics: KnownMetrics? = nil,
    keepsTrees: Bool? = nil, templates: (AlertmanagerConfig) -> TemplateFiles? = { _ in nil }
  ) {
    self.servers = servers
    inventory.listed = metrics
    let lokiRules = LokiRuleFolders(in: files)
    for file in files { add(lokiRules.placed(file)) }
    for config in alertmanagers { templateFiles[config.node.span] = templates(config) }
    relate(keepsTrees: keepsTrees)
  }

  /// The picture of what `emission` wrote: each text is read back, so checks see what the servers will.
  ///
  /// - Parameter keepsTrees: As for files from disk.
  package init(of emission: Emission, spec: [Node], below folder: String, keepsTrees: Bool? = nil) {
    intent = emission.lowered
    holdsNativeKeys = spec.contains(where: Self.mayHoldNativeKeys)
    sources = SourceMap(spec: spec)
    let readBack = emission.files.concurrentMap { Self.readBack($0, below: folder) }
    for (file, result) in zip(emission.files, readBack) {
      guard let result, let draft = file.generated.content.draft else { continue }
      // An error here is the writer's own fault, and must be as loud as anybody's.
      diagnostics += result.diagnostics
      if let root = result.documents.first { add(StackFile(kind: file.generated.kind, root: root, draft: draft)) }
    }
    let texts = emission.files.filter { $0.generated.path.hasSuffix(".tmpl") }
    let written = texts.map { SourceFile(path: folder + "/" + $0.generated.path, text: $0.text) }
    for config in alertmanagers { templateFiles[config.node.span] = TemplateFiles(written) }
    relate(keepsTrees: keepsTrees)
  }

  /// What can be known only once every file is there.
  private mutating func relate(keepsTrees: Bool?) {
    if holdsNativeKeys {
      let versions = intent?.versions
      let schemaFindings = files.concurrentMap { [servers] file in
        NativeSchema(for: file, versions: versions, servers: servers)?.check(file) ?? []
      }
      diagnostics += schemaFindings.joined().map(sources.traced)
    }
    diagnostics = gathered(diagnostics)
    let scraped = Deferred { [self] in InventoryBuilder(stack: self).scraped() }
    scraped.begin()
    grafanaQueries = queriesOfGrafana()
    rules = StackRule.rules(of: ruleFiles, readsTemplates: !servers.loadsOnly, keepsTrees: keepsTrees)
    unclaimed = UnclaimedRules(rules, in: files, of: servers)
    looseExpressions = LooseExpressions.all(of: self)
    logQueries = grafanaQueries.concurrentMap { $0.language == .logQL ? StackLogQuery($0) : nil }.compactMap { $0 }
    if ruleFiles.contains(where: { $0.language == .logQL }) {
      logQueries += rules.compactMap { $0.rule.language == .logQL ? $0.rule.expr.map { StackLogQuery(rule: $0) } : nil }
    }
    let listed = inventory.listed
    inventory = scraped.value
    inventory.listed = listed
    InventoryBuilder(stack: self).addRecordings(to: &inventory)
    inventory.close()
    far = FarFiles(in: files)
    alerts = rules.compactMap(\.alert)
  }

  private func queriesOfGrafana() -> [GrafanaQuery] {
    let known = KnownDatasources(provisionedIn: datasources)
    return dashboards.concurrentMap { $0.queries(knowing: known) }.flatMap { $0 }
      + grafanaAlerting.flatMap { $0.queries(knowing: known) }
  }

  /// Whether a spec has one of the sections that a server's own keys stand in.
  private static func mayHoldNativeKeys(_ root: Node) -> Bool {
    let tree = root.tree
    return tree.records.indices.contains { index in
      let record = tree.records[index]
      guard record.kind == .scalar, record.count == 6 || record.count == 9 || record.count == 14 else { return false }
      return ["native", "discovery", "time_intervals"].contains(Node(tree: tree, index: Int32(index)).text)
    }
  }

  /// What a server will make of a file; nil for a syntax that nothing here reads.
  private static func readBack(_ file: Emission.File, below folder: String) -> ReadResult? {
    guard file.generated.isChecked else { return nil }
    func source() -> SourceFile { SourceFile(path: folder + "/" + file.generated.path, text: file.text) }
    switch file.generated.content {
    case .yaml: return YAMLReader.read(source())
    case .json: return JSONReader.read(source())
    case .text: return nil
    }
  }

  private mutating func add(_ file: StackFile) {
    files.append(file)
    sources.add(file)
    switch file.kind {
    case .prometheus: prometheus.append(PrometheusConfig(file.root))
    case .rules: ruleFiles.append(RuleFile(file.root, language: file.rules.language))
    case .alertmanager: alertmanagers.append(AlertmanagerConfig(file.root))
    case .dashboard: dashboards.append(DashboardFile(file.root))
    case .datasources: datasources.append(DatasourcesFile(file.root))
    case .grafanaAlerting: grafanaAlerting.append(AlertingFile(file.root))
    case .alertmanagerPart: alertmanagerParts.append(AlertmanagerConfig(file.root))
    case .compose: compose.append(ComposeFile(file.root))
    default: break
    }
  }
}

extension GeneratedFile.Content {
  /// What the file was written from; nil for a file in a syntax of its own.
  fileprivate var draft: Draft? {
    switch self {
    case .yaml(let draft), .json(let draft): draft
    case .text: nil
    }
  }
}

extension Stack {
  /// What is known of the series that an expression selects.
  package func inventory(for expression: StackExpression) -> Inventory { inventory(at: expression.node.file.path) }

  /// The series among them. Costs less than all that is known.
  package func series(for expression: StackExpression) -> [String: [Inventory.Series]] {
    far.contains(expression.node.file.path) ? [:] : inventory.series
  }

  func inventory(at path: String) -> Inventory { far.contains(path) ? Inventory() : inventory }

  /// Whether nothing can be said against an expression that can't be parsed.
  package func mayBeForAnotherServer(_ expression: StackExpression) -> Bool {
    expression.isRule && unclaimed?.mayBeForAnother(expression.node.file.path) ?? false
  }

  /// How often rules are evaluated where their group doesn't say; Prometheus' own default without a prometheus.yml.
  package var evaluationInterval: PromDuration { prometheus.first?.evaluationInterval ?? .minutes(1) }
  package var scrapeInterval: PromDuration { prometheus.first?.scrapeInterval ?? .minutes(1) }

  /// The version of a server that everything must suit; nil when nobody said.
  package func version(of server: Server) -> Version? { intent?.versions[server].value ?? servers.versions[server] }

  /// Whether a receiver runs a remediation's command and tells nobody.
  package func isRemediation(_ receiver: Node?) -> Bool {
    guard let intent, let name = receiver?.text else { return false }
    return intent.remediationHooks.contains { $0.id == name }
  }
}
