internal import Deployment
internal import Diagnostics
internal import Document

/// Writes `prometheus.yml`.
struct ConfigEmitter {
  let deployment: Deployment

  func draft(hasRules: Bool) -> Draft {
    let config: Draft = [
      "global": global,
      "alerting": alerting,
      "rule_files": hasRules ? [.string(Layout.rulesGlob)] : nil,
      "scrape_configs": .list(deployment.targets.map(scrapeConfig)),
      "storage": storage,
    ]
    return deployment.global.native.map(config.overlaid) ?? config
  }

  private var global: Draft {
    let labels = deployment.externalLabels
    return [
      "scrape_interval": .text(deployment.global.scrapeInterval),
      "scrape_timeout": deployment.global.scrapeTimeout.map(Draft.text),
      "evaluation_interval": .text(deployment.global.evaluationInterval),
      "external_labels": labels.isEmpty ? nil : .labels(labels),
    ]
  }

  /// Without routing there is no Alertmanager among the servers.
  private var alerting: Draft? {
    guard deployment.routing != nil, let service = deployment.service("alertmanager") else { return nil }
    return ["alertmanagers": [["static_configs": [["targets": [.string(service.address)]]]]]]
  }

  private var storage: Draft? {
    guard deployment.retentionPlacement == .file else { return nil }
    let retention: Draft = [
      "time": deployment.retention.metrics.map(Draft.text),
      "size": deployment.retention.metricsSize.map(Draft.text),
    ]
    return retention.isEmptyCollection ? nil : ["tsdb": ["retention": retention]]
  }

  // MARK: Scraping

  private func scrapeConfig(_ target: Target) -> Draft {
    var config: Draft = [
      "job_name": .string(target.name),
      "scrape_interval": target.scrapeInterval.map(Draft.text),
      "scrape_timeout": target.scrapeTimeout.map(Draft.text),
      "metrics_path": target.metricsPath.map(Draft.string),
      "scheme": target.scheme.map(Draft.string),
      "static_configs": staticConfigs(target),
    ]
    for (mechanism, configuration) in target.discovery {
      let key = mechanism.value == "static" ? "static_configs" : mechanism.value + "_sd_configs"
      let added = if case .list(let items) = configuration.content { items } else { [configuration] }
      config[key] = .list((config[key]?.items ?? []) + added, at: mechanism.origin)
    }
    if let native = target.native { config = config.overlaid(with: native) }
    let relabeling = relabelConfigs(target)
    if !relabeling.isEmpty {
      // Behind the spec's own rules, so that they see the address those have settled on.
      config["relabel_configs"] = .list((config["relabel_configs"]?.items ?? []) + relabeling)
    }
    return config.at(target.name.origin)
  }

  /// One entry for each distinct set of labels, in the order of first appearance.
  private func staticConfigs(_ target: Target) -> Draft? {
    var groups: [(labels: [Label], addresses: [Located<String>])] = []
    for endpoint in target.endpoints {
      let labels = target.labels.overlaid(with: endpoint.labels)
      if let at = groups.firstIndex(where: { $0.labels == labels }) {
        groups[at].addresses.append(endpoint.address)
      } else {
        groups.append((labels, [endpoint.address]))
      }
    }
    guard !groups.isEmpty else { return nil }
    return .list(
      groups.map { labels, addresses in
        ["targets": .list(addresses.map(Draft.string)), "labels": labels.isEmpty ? nil : .labels(labels)]
      })
  }

  private func relabelConfigs(_ target: Target) -> [Draft] {
    var rules: [Draft] = []
    if !target.discovery.isEmpty {
      // Discovered targets take no labels from `static_configs`.
      rules += target.labels.map { label in
        let literal = label.value.map { $0.replacing("$", with: "$$") }
        return ["target_label": .string(label.name), "replacement": .string(literal)]
      }
    }
    if target.instance.value == .host { rules.append(Self.instanceFromHost.at(target.instance.origin)) }
    return rules
  }

  /// `db-1:9100` gives `db-1`, `[::1]:9100` gives `::1`, and a host without a port itself. Regexes are anchored.
  private static let instanceFromHost: Draft = [
    "source_labels": ["__address__"],
    "regex": #"\[?(.+?)\]?(?::\d+)?"#,
    "target_label": "instance",
  ]
}

extension Draft {
  static func labels(_ labels: [Label]) -> Draft {
    .map(labels.map { ($0.name.value, .string($0.value)) })
  }
}

extension [Label] {
  /// These labels with others laid over them: a name that both have keeps its place and takes the other's value.
  func overlaid(with others: [Label]) -> [Label] {
    var labels = self
    for label in others {
      if let at = labels.firstIndex(where: { $0.name == label.name }) {
        labels[at] = label
      } else {
        labels.append(label)
      }
    }
    return labels
  }
}
