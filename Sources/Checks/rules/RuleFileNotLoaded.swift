import Compose
import Deployment
import Diagnostics
import Document
import Prometheus
package import Stack

/// A rule file that no `rule_files` entry names is never evaluated.
package struct RuleFileNotLoaded: Check {
  package static let metadata = CheckMetadata(
    id: "rules/file-not-loaded", severity: .error, since: "0.1.0",
    summary: "A rule file is not loaded by any prometheus.yml beside it.",
    rationale: """
      `rule_files` are globs relative to prometheus.yml, and one that matches nothing is not an error to the server: it starts \
      without the rules, and no alert ever fires.
      """,
    remedy: "Name the file in rule_files, or move it to where a glob finds it.",
    examples: [
      .flagged(
        """
        # file: prometheus.yml
        rule_files: [lightning_db_rules.yml]
        scrape_configs: []
        ---
        # file: lightning_db_alerts.yml
        ⟦groups⟧:
          - {name: db, rules: [{alert: Down, expr: up == 0}]}
        """),
      .clean(
        """
        # file: prometheus.yml
        rule_files: ["rules/*.yml"]
        scrape_configs: []
        ---
        # file: rules/db.yml
        groups:
          - {name: db, rules: [{alert: Down, expr: up == 0}]}
        """),
      .clean(
        """
        # file: prometheus.yml
        rule_files: [lightning_db_rules.yml]
        scrape_configs: []
        ---
        # file: lightning_db_alerts.yml
        apiVersion: v1
        kind: ConfigMap
        data:
          alerts.yml: |
            groups:
              - {name: db, rules: [{alert: Down, expr: up == 0}]}
        """),
      // Where the server runs, the file may stand in that folder.
      .clean(
        """
        # file: prometheus.yml
        rule_files: ["/etc/prometheus/rules/*.yml"]
        scrape_configs: []
        ---
        # file: rules/db.yml
        groups:
          - {name: db, rules: [{alert: Down, expr: up == 0}]}
        """),
      // Another prometheus.yml may load what stands elsewhere, or another server.
      .clean(
        """
        # file: shop/prometheus.yml
        rule_files: [shop_rules.yml]
        scrape_configs: []
        ---
        # file: mixins/db/alerts.yml
        groups:
          - {name: db, rules: [{alert: Down, expr: up == 0}]}
        """),
      // Rules may be evaluated where samples are sent.
      .clean(
        """
        # file: prometheus.yml
        remote_write: [{url: "http://mimir:9009/api/v1/push"}]
        scrape_configs: []
        ---
        # file: alerts.yml
        groups:
          - {name: db, rules: [{alert: Down, expr: up == 0}]}
        """),
      // vmalert has its rules from the command line.
      .clean(
        """
        # file: prometheus.yml
        scrape_configs: []
        ---
        # file: alerts.yml
        groups:
          - {name: db, rules: [{alert: Down, expr: up == 0}]}
        ---
        # file: compose.yml
        services: {alerts: {image: "victoriametrics/vmalert:v1.130.0"}}
        """),
      // Without a prometheus.yml nobody knows what loads it.
      .clean("groups:\n  - {name: db, rules: [{alert: Down, expr: up == 0}]}"),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    // Of what stands in something else, nobody knows by which path the server finds it.
    guard !stack.prometheus.isEmpty, stack.prometheus.allSatisfy(\.node.isDocument),
      !stack.compose.contains(where: Self.evaluatesRules)
    else { return }
    let configs = stack.files.filter { $0.kind == .prometheus }.map(LoadingConfig.init)
    for file in stack.files where file.kind == .rules && file.root.isDocument && file.rules.language == .promQL {
      let near = configs.filter { config in file.paths.contains(where: config.isNear) }
      guard !near.isEmpty, !near.contains(where: \.mayLeaveRulesToOthers),
        !configs.contains(where: { $0.mayLoad(file) }),
        let groups = file.root.entries.first(where: { $0.key.text == "groups" })
      else { continue }
      context.report(
        "rule file \"\(file.path)\" is not loaded by any prometheus.yml", at: groups.key,
        notes: near.compactMap(\.ruleFiles).map { .init("rule files are listed here", at: $0.origin) },
        help: "name it in \"rule_files\"")
    }
  }

  /// Whether another server that evaluates rules of Prometheus' form is started, too.
  private static func evaluatesRules(_ compose: ComposeFile) -> Bool {
    compose.services.contains { service in
      let name = service.repository?.split(separator: "/").last ?? ""
      return ["vmalert", "thanos", "mimir", "cortex"].contains { name.hasPrefix($0) }
    }
  }
}

/// A prometheus.yml, and where its rule files are.
private struct LoadingConfig {
  let ruleFiles: Node?
  /// Without rules of its own, a server that sends its samples away may leave these to who gets them.
  let mayLeaveRulesToOthers: Bool
  private let globs: [PathGlob]
  private let folders: [String]

  init(_ file: StackFile) {
    globs = PathGlob.ruleFiles(of: file)
    ruleFiles = file.root["rule_files"]
    mayLeaveRulesToOthers = globs.isEmpty && file.root["remote_write"] != nil
    folders = file.paths.map { PathGlob.folder(of: $0) }
  }

  /// Whether a path stands in the folder of the configuration or below it, or where a glob looks.
  func isNear(_ path: String) -> Bool {
    folders.contains { PathGlob.isBelow(path, $0) } || globs.contains { $0.folder == PathGlob.folder(of: path) }
  }

  func mayLoad(_ file: StackFile) -> Bool {
    globs.contains { file.paths.contains(where: $0.mayMatch) }
  }
}
