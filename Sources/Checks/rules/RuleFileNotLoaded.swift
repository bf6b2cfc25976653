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
      // Without a prometheus.yml nobody knows what loads it.
      .clean("groups:\n  - {name: db, rules: [{alert: Down, expr: up == 0}]}"),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    // Of what stands in something else, nobody knows by which path the server finds it.
    guard !stack.prometheus.isEmpty, stack.prometheus.allSatisfy(\.node.isDocument) else { return }
    let globs = stack.files.filter { $0.kind == .prometheus }.flatMap(PathGlob.ruleFiles)
    for file in stack.files
    where file.kind == .rules && file.root.isDocument && file.rules.language == .promQL
      && !globs.contains(where: { file.paths.contains(where: $0.mayMatch) })
    {
      guard let groups = file.root.entries.first(where: { $0.key.text == "groups" }) else { continue }
      let places = stack.prometheus.compactMap { $0.node["rule_files"] }
      context.report(
        "rule file \"\(file.path)\" is not loaded by any prometheus.yml", at: groups.key,
        notes: places.map { .init("rule files are listed here", at: $0.origin) },
        help: "name it in \"rule_files\"")
    }
  }
}
