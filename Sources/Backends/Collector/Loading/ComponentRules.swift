internal import Document

/// What single components ask of their settings.
extension FieldRule {
  static let someProtocol = FieldRule { node, findings in
    guard node.kind == .mapping, node["grpc"] == nil, node["http"] == nil else { return }
    findings.missing("an OTLP receiver needs \"grpc\" or \"http\"", at: node)
  }

  /// A Prometheus receiver has no use for most of a prometheus.yml.
  static let scrapesOnly = FieldRule { node, findings in
    for (key, value) in node.entries where value.isSet {
      guard ["remote_write", "remote_read", "rule_files", "alerting"].contains(key.text) else { continue }
      findings.report(
        "schema/exclusive-keys", "\(quoted(key.text)) can't stand in a receiver, which only scrapes", at: key)
    }
  }

  static let batchSizes = FieldRule { node, findings in
    guard let limit = node["send_batch_max_size"]?.intValue, limit > 0, let key = node["send_batch_max_size"] else {
      return
    }
    let size = node["send_batch_size"].map { $0.intValue ?? 0 } ?? 8192
    if limit < size {
      findings.invalid("\"send_batch_max_size\" is less than \"send_batch_size\", which is \(size)", at: key)
    }
  }

  static let nanoseconds = FieldRule { node, findings in
    guard let count = node.intValue, count != 0 else { return }
    findings.doubtful(
      "the collector reads \(count) as nanoseconds", at: node, help: "add a unit, such as \"\(count)s\"")
  }

  static let percentage = FieldRule { node, findings in
    if let value = node.intValue, value > 100 { findings.invalid("this can't be more than 100", at: node) }
  }

  static let memoryLimits = FieldRule { node, findings in
    guard node.kind == .mapping else { return }
    let isExpanded = ["limit_mib", "limit_percentage"].contains { node[$0]?.holds("${") ?? false }
    func value(_ key: String) -> Int64 { node[key]?.intValue ?? 0 }
    if !isExpanded, value("limit_mib") == 0, value("limit_percentage") == 0 {
      findings.missing("a memory limiter needs \"limit_mib\" or \"limit_percentage\"", at: node)
    }
    for (limit, spike) in [("limit_mib", "spike_limit_mib"), ("limit_percentage", "spike_limit_percentage")] {
      guard value(limit) > 0, let key = node[spike], value(spike) >= value(limit) else { continue }
      findings.invalid("\(quoted(spike)) must be less than \(quoted(limit))", at: key)
    }
    if let interval = node["check_interval"], ["0", "0s"].contains(interval.text) {
      findings.invalid("\"check_interval\" must be longer than 0", at: interval)
    }
  }

  static let telemetryLevel = word(of: ["none", "basic", "normal", "detailed"], in: "level")
  static let verbosity = word(of: ["basic", "normal", "detailed"], in: "verbosity")
  static let encoding = word(of: ["proto", "json"], in: "encoding")

  /// In capitals or not.
  private static func word(of words: [String], in key: String) -> FieldRule {
    known { node, findings in
      let text = node.text
      guard !text.isEmpty, !words.contains(text.lowercased()) else { return }
      let help = didYouMean(text, among: words)
      findings.invalid("\(quoted(key)) must be \(alternatives(words)), not \(node.phrase)", at: node, help: help)
    }
  }

  /// gRPC wants an address, with a scheme or without.
  static let hostAndPort = FieldRule { node, findings in
    guard let endpoint = node.filled("endpoint") else { return }
    var text = Substring(endpoint.text)
    guard !text.contains("$"), !text.hasPrefix("unix://") else { return }
    for scheme in ["http://", "https://", "dns://"] where text.hasPrefix(scheme) {
      text = text.dropFirst(scheme.count)
    }
    text = text.split(separator: "/", omittingEmptySubsequences: false).last { $0.contains(":") } ?? text
    guard let colon = text.lastIndex(of: ":") else {
      return findings.invalid("the address \(quoted(endpoint.text)) needs a port", at: endpoint)
    }
    let port = text[text.index(after: colon)...]
    guard Int(port) == nil else { return }
    findings.invalid("\(quoted(String(port))) is no port", at: endpoint)
  }
}
