package import Diagnostics
package import Document

extension PrometheusSchema {
  /// What stands in a file that an agent refuses.
  package static func checkAgent(_ root: Node) -> [Diagnostic] {
    let alerting = root["alerting"]
    let sendsAlerts = ["alertmanagers", "alert_relabel_configs"].contains { !(alerting?[$0]?.items.isEmpty ?? true) }
    return root.entries.compactMap { key, value in
      let isRefused =
        switch key.text {
        case "alerting": sendsAlerts
        case "rule_files", "remote_read": !value.items.isEmpty
        default: false
        }
      guard isRefused else { return nil }
      return Diagnostic(
        "schema/exclusive-keys", "\(quoted(key.text)) can't stand in the configuration of an agent", at: key.origin,
        help: "an agent only scrapes and sends on; remove \(quoted(key.text))")
    }
  }
}
