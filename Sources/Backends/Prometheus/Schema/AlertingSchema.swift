package import Document
internal import PromConfig
internal import Quantities

/// Where alerts are sent.
extension PrometheusSchema {
  package static let alerting = FieldTable([
    Field("alert_relabel_configs", .filled("a relabeling rule") { PromSchema.relabelConfig }),
    Field("alertmanagers", .filled("an Alertmanager's entry") { alertmanager }),
  ])

  private static let alertmanager = FieldTable(
    [
      Field("scheme", .ruled(.string, .webScheme), default: "http"),
      Field("path_prefix", .string),
      Field("timeout", .duration, default: "10s"),
      Field("api_version", .ruled(.oneOf(["v2", "v1"]), .supportedAPI), default: "v2"),
      Field("relabel_configs", .filled("a relabeling rule") { PromSchema.relabelConfig }),
      Field("alert_relabel_configs", .filled("a relabeling rule") { PromSchema.relabelConfig }, since: "2.51"),
      Field("sigv4", .table { PromSchema.sigv4 }, since: "2.48", excludes: ["basic_auth", "authorization", "oauth2"]),
    ] + PromSchema.discovery + PromSchema.httpClient, rules: PromSchema.httpClientRules + [.plainAddresses])
}
