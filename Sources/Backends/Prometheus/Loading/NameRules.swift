internal import Diagnostics
internal import Document
internal import PromConfig
internal import Quantities

/// Which names rules and jobs may have.
extension FieldRule {
  /// The same where the metric's own name can't be set.
  static let ruleLabelNames = FieldRule { node, findings in
    for (key, _) in node.entries {
      if key.isText("__name__") {
        findings.invalid("a rule's labels can't set \"__name__\"", at: key, help: "use \"record\" to name the series")
      } else if !findings.takesLabel(key) {
        findings.invalidLabel(key)
      }
    }
  }

  static let recordName = FieldRule { node, findings in
    guard node.isSet else { return }
    lazy var text = node.text
    if node.holds("{") || node.holds("}") {
      // 3.0 and 3.1 forgot to look.
      if findings.isSince("3.0"), findings.isBefore("3.2") { return }
      findings.invalid(
        "\(quoted(text)) is no metric name: an expression belongs under \"expr\", labels under \"labels\"", at: node)
    } else if findings.knowsOnlyLegacyNames, !PrometheusName.isLegacyMetric(text) {
      findings.invalid(
        "\(quoted(text)) is no metric name before Prometheus 3.0", at: node,
        help: "use letters, digits, underscores and colons, and no digit first")
    }
  }

  /// `metric_name_validation_scheme` against `metric_name_escaping_scheme`, which a job takes over from `global`.
  static let nameSchemes = FieldRule { node, findings in
    let global = node["global"]
    let globalNames = global?.filled("metric_name_validation_scheme")
    let globalEscaping = global?.filled("metric_name_escaping_scheme")
    for job in node["scrape_configs"]?.items ?? Node.noItems {
      let own = job.filled("metric_name_validation_scheme")
      guard let names = own ?? globalNames, names.text == "legacy" else { continue }
      let inherited = own == nil ? globalEscaping : nil
      guard let escaping = job.filled("metric_name_escaping_scheme") ?? inherited, escaping.text == "allow-utf-8" else {
        continue
      }
      findings.report(
        "schema/exclusive-keys", "\"allow-utf-8\" can't stand beside \"metric_name_validation_scheme: legacy\"",
        at: escaping, notes: [.init("names are legacy here", at: names.origin)],
        help: "use \"underscores\", \"dots\" or \"values\"")
    }
  }

  /// What only UTF-8 names allow, where a file says that names are legacy.
  static let legacyNames = FieldRule { node, findings in
    guard !findings.knowsOnlyLegacyNames else { return }
    let global = node["global"]
    let isLegacy = global?.filled("metric_name_validation_scheme")?.text == "legacy"
    if isLegacy {
      for (key, _) in global?["external_labels"]?.entries ?? Node.noEntries
      where !PrometheusName.isLegacyLabel(key.textBytes) && !key.textBytes.isEmpty {
        findings.invalid("\(quoted(key.text)) is no label name where names are legacy", at: key)
      }
    }
    // Relabeling follows the file's scheme since 3.7.
    guard !findings.isBefore("3.7") else { return }
    for job in node["scrape_configs"]?.items ?? Node.noItems {
      let own = job.filled("metric_name_validation_scheme")?.text
      guard own.map({ $0 == "legacy" }) ?? isLegacy else { continue }
      findings.checkLegacyRelabeling(job, ["relabel_configs", "metric_relabel_configs"])
    }
    guard isLegacy, let alerting = node["alerting"] else { return }
    findings.checkLegacyRelabeling(alerting, ["alert_relabel_configs"])
    for set in alerting["alertmanagers"]?.items ?? Node.noItems {
      findings.checkLegacyRelabeling(set, ["relabel_configs", "alert_relabel_configs"])
    }
    for remote in node["remote_write"]?.items ?? Node.noItems {
      findings.checkLegacyRelabeling(remote, ["write_relabel_configs"])
    }
  }

  static let otlpTranslation = FieldRule { node, findings in
    guard node["global"]?.filled("metric_name_validation_scheme")?.text == "legacy",
      let strategy = node["otlp"]?.filled("translation_strategy"),
      ["NoTranslation", "NoUTF8EscapingWithSuffixes"].contains(strategy.text)
    else { return }
    findings.report(
      "schema/exclusive-keys",
      "\(quoted(strategy.text)) can't stand beside \"metric_name_validation_scheme: legacy\"", at: strategy)
  }
}
