package import Deployment

extension FileKind {
  /// Words of which at least one stands in every file that `recognized(in:)` names a kind for, as a key or in the text
  /// that a Kubernetes object wraps.
  package static let words = [
    "groups", "rules", "receiver", "scrape_config", "rule_files", "alerting", "remote_write", "remote_read", "global",
    "schema_config", "limits_config", "auth_enabled", "exporters", "panels", "rows", "schemaVersion", "templating",
    "elements", "ashboard", "datasources", "providers", "apps", "contactPoints", "deleteContactPoints", "olicies",
    "uteTimes", "deleteTemplates", "deleteRules", "services", "deployment", "belfry", "input_series",
    "alert_rule_test", "promql_expr_test", "job_name", "targets",
    // Resources of Kubernetes, of which some hold their content in base64.
    "monitoring", "operator.victoriametrics.com", "OpenTelemetryCollector", "ConfigMap", "Secret",
  ]

  private static let encodedWords = words.map { Array($0.utf8) }

  /// The first two bytes of each word, which few places in a text have.
  private static let beginnings = BytePairs(encodedWords.map { ($0[0], $0[1]) })

  /// Whether a file may be configuration, told without reading it as YAML or JSON: most of what a repository holds is
  /// not.
  package static func mayBeRecognized(in bytes: [UInt8]) -> Bool {
    // UTF-16, whose words look different.
    if bytes.prefix(4).contains(0) || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return true
    }
    return bytes.withUnsafeBufferPointer { text in
      guard text.count > 1 else { return false }
      for start in 0..<(text.count - 1) where beginnings.contains(text[start], text[start + 1]) {
        for word in encodedWords where word.count <= text.count - start {
          if word.indices.allSatisfy({ text[start + $0] == word[$0] }) { return true }
        }
      }
      return false
    }
  }
}

/// A set of pairs of bytes.
private struct BytePairs: Sendable {
  private var words = [UInt64](repeating: 0, count: 1024)

  init(_ pairs: [(UInt8, UInt8)]) {
    for (first, second) in pairs { words[Int(first) << 2 | Int(second >> 6)] |= 1 << UInt64(second & 63) }
  }

  func contains(_ first: UInt8, _ second: UInt8) -> Bool {
    words[Int(first) << 2 | Int(second >> 6)] >> UInt64(second & 63) & 1 == 1
  }
}
