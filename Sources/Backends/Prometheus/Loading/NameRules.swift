internal import Diagnostics
internal import Document
internal import Quantities

/// Which texts are names. Until 3.0 letters, digits and underscores; since then any text, unless a file asks for the old.
enum PrometheusName {
  /// `[a-zA-Z_][a-zA-Z0-9_]*`.
  static func isLegacyLabel(_ text: some Collection<UInt8>) -> Bool {
    guard let first = text.first, first &- 0x30 >= 10 else { return false }
    return text.allSatisfy(isWord)
  }

  /// A label's name with colons.
  static func isLegacyMetric(_ text: String) -> Bool {
    guard let first = text.utf8.first, first &- 0x30 >= 10 else { return false }
    return text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ":") }
  }

  /// A legacy name in which `$1` and `${name}` may stand.
  static func isLegacyTemplate(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    guard let first = rest.first, first &- 0x30 >= 10 else { return false }
    while let byte = rest.popFirst() {
      if isWord(byte) { continue }
      guard byte == UInt8(ascii: "$") else { return false }
      let isBraced = rest.first == UInt8(ascii: "{")
      if isBraced { rest.removeFirst() }
      let word = rest.prefix(while: isWord)
      guard !word.isEmpty else { return false }
      rest = rest.dropFirst(word.count)
      if isBraced, rest.popFirst() != UInt8(ascii: "}") { return false }
    }
    return true
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
  }
}

extension FieldFindings {
  /// Whether only letters, digits and underscores make names.
  var knowsOnlyLegacyNames: Bool { isBefore("3.0") }

  func takesLabel(_ node: Node) -> Bool {
    knowsOnlyLegacyNames ? PrometheusName.isLegacyLabel(node.textBytes) : !node.textBytes.isEmpty
  }

  /// What there is to say about a name that isn't one.
  mutating func invalidLabel(_ node: Node) {
    let isLegacy = knowsOnlyLegacyNames && !node.text.isEmpty
    invalid(
      isLegacy
        ? "\(quoted(node.text)) is no label name before Prometheus 3.0" : "\(quoted(node.text)) is no label name",
      at: node, help: isLegacy ? "use letters, digits and underscores, and no digit first" : nil)
  }
}

extension FieldRule {
  static let labelName = FieldRule { node, findings in
    if !findings.takesLabel(node) { findings.invalidLabel(node) }
  }

  /// The keys of a mapping are label names.
  static let labelNames = FieldRule { node, findings in
    for (key, _) in node.entries where !findings.takesLabel(key) { findings.invalidLabel(key) }
  }

  /// The same where the metric's own name can't be set.
  static let ruleLabelNames = FieldRule { node, findings in
    for (key, _) in node.entries {
      if key.textBytes.elementsEqual("__name__".utf8) {
        findings.invalid("a rule's labels can't set \"__name__\"", at: key, help: "use \"record\" to name the series")
      } else if !findings.takesLabel(key) {
        findings.invalidLabel(key)
      }
    }
  }

  static let recordName = FieldRule { node, findings in
    guard node.isSet else { return }
    let text = node.text
    if text.utf8.contains(UInt8(ascii: "{")) || text.utf8.contains(UInt8(ascii: "}")) {
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
