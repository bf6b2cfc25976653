import Diagnostics
import Document

/// Scrape configurations for vmagent, which have the form of a prometheus.yml and keys of their own. Targets may be URLs in
/// them, which Prometheus takes for a mistake.
enum VictoriaMetricsScraping {
  /// Whether a file is one: by a key or an action that only VictoriaMetrics has, or, where there are only scrape configs, by
  /// the name of the file or of a folder.
  static func isOne(_ root: Node) -> Bool {
    guard root.entries.allSatisfy({ common.contains($0.key.text) }), root["scrape_configs"] != nil else { return false }
    let jobs = root["scrape_configs"]?.items ?? Node.noItems
    if jobs.contains(where: { $0.entries.contains { own.contains($0.key.text) } || relabels($0) }) { return true }
    return root.file.path.split(separator: "/").contains { part in
      let part = part.lowercased()
      return names.contains { part.contains($0) }
    }
  }

  private static func relabels(_ job: Node) -> Bool {
    ["relabel_configs", "metric_relabel_configs"].contains { key in
      (job[key]?.items ?? Node.noItems).contains { rule in
        rule["if"] != nil || rule["action"].map { ownActions.contains($0.text) } ?? false
      }
    }
  }

  /// What Prometheus and vmagent both read; with anything else, the file is Prometheus'.
  private static let common: Set<String> = ["global", "scrape_configs", "scrape_config_files"]
  private static let own: Set<String> = [
    "max_scrape_size", "no_stale_markers", "scrape_align_interval", "scrape_offset", "series_limit", "stream_parse",
    "disable_compression", "disable_keepalive", "yandexcloud_sd_configs", "vultr_configs",
  ]
  private static let ownActions: Set<String> = [
    "graphite", "replace_all", "labelmap_all", "keep_if_contains", "drop_if_contains", "keep_if_equal", "drop_if_equal",
    "keep_metrics", "drop_metrics",
  ]
  private static let names = ["victoria", "vmagent", "vmsingle"]
}
