package import Document
package import PromConfig
package import Quantities

/// `prometheus.yml` as the checks look at it: a view over the tree, in which whatever has another form than it should
/// reads as absent. The field tables report that; nothing here does.
package struct PrometheusConfig: Sendable {
  package let node: Node

  package init(_ node: Node) { self.node = node }

  // MARK: Global settings

  /// Prometheus' defaults where the file says nothing, or zero.
  package var scrapeInterval: PromDuration { node["global"]?["scrape_interval"]?.positiveDuration ?? .minutes(1) }
  package var evaluationInterval: PromDuration {
    node["global"]?["evaluation_interval"]?.positiveDuration ?? .minutes(1)
  }
  package var scrapeTimeout: PromDuration? { node["global"]?["scrape_timeout"]?.positiveDuration }
  package var externalLabels: LabelEntries { (node["global"]?["external_labels"]).labelEntries }

  // MARK: Rules and alerts

  /// Globs, relative to the file's folder.
  package var ruleFiles: [Node] { node["rule_files"].scalars }
  /// Further files with a `scrape_configs:` of their own, also globs.
  package var scrapeConfigFiles: [Node] { node["scrape_config_files"].scalars }

  /// Each entry under `alerting.alertmanagers`.
  package var alertmanagers: [AlertmanagerSet] {
    (node["alerting"]?["alertmanagers"]).mappings.map { AlertmanagerSet(node: $0) }
  }
  /// Relabeling of every alert on its way out.
  package var alertRelabeling: [RelabelRule] {
    (node["alerting"]?["alert_relabel_configs"]).mappings.map(RelabelRule.init)
  }

  /// Every step of relabeling, wherever it stands.
  package var everyRelabeling: [RelabelRule] {
    let holders: [(Node?, [String])] = [
      (node["scrape_configs"], ["relabel_configs", "metric_relabel_configs"]),
      (node["alerting"]?["alertmanagers"], ["relabel_configs", "alert_relabel_configs"]),
      (node["remote_write"], ["write_relabel_configs"]),
    ]
    return alertRelabeling
      + holders.flatMap { list, keys in
        list.mappings.flatMap { holder in keys.flatMap { holder[$0].mappings.map(RelabelRule.init) } }
      }
  }

  package struct AlertmanagerSet: Sendable {
    package let node: Node
    package var targets: [StaticTarget] { node.staticTargets }
    package var relabeling: [RelabelRule] { node["alert_relabel_configs"].mappings.map(RelabelRule.init) }
  }

  // MARK: Files

  /// The names of the jobs in this file.
  package var jobNames: [Node] { node["scrape_configs"].mappings.compactMap { $0["job_name"].scalar } }

  /// Files that must be there when the server starts: promtool looks for these of all that a configuration names.
  package var neededFiles: [Node] {
    let jobs = node["scrape_configs"].mappings
    let clusters = jobs.flatMap { $0["kubernetes_sd_configs"].mappings }
    let tokens = jobs.flatMap { [$0["authorization"]?["credentials_file"], $0["bearer_token_file"]] }
    let pairs = (jobs + clusters).compactMap { $0["tls_config"] }.flatMap { [$0["cert_file"], $0["key_file"]] }
    return (tokens + pairs).compactMap(\.scalar).filter { !$0.textBytes.isEmpty }
  }

  // MARK: Scraping

  package var scrapeJobs: [ScrapeJob] {
    let (interval, timeout) = (scrapeInterval, scrapeTimeout)
    let global = node["global"]
    return node["scrape_configs"].mappings.map {
      ScrapeJob($0, global: global, defaultInterval: interval, defaultTimeout: timeout)
    }
  }

  // MARK: Storage

  package var retentionTime: Node? { node["storage"]?["tsdb"]?["retention"]?["time"] }
  package var retentionSize: Node? { node["storage"]?["tsdb"]?["retention"]?["size"] }
  /// Whether samples are sent on or read from elsewhere, where other retentions hold.
  package var hasRemoteStorage: Bool { !node["remote_write"].mappings.isEmpty || !node["remote_read"].mappings.isEmpty }
}
