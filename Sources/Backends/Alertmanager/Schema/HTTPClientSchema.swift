package import Document
internal import PromConfig
package import Quantities

/// How Alertmanager reaches others: as every server that is built with Prometheus' packages.
extension AlertmanagerSchema {
  /// What all HTTP integrations share.
  package static let httpClient = PromSchema.client
  package static let tlsClient = PromSchema.tlsConfig

  static let httpConfig = FieldType.dated({ promVersion(in: $0) }, .table { httpClient })
  static let tlsConfig = FieldType.dated({ promVersion(in: $0) }, .table { tlsClient })
  static let httpHeaders = FieldType.dated({ promVersion(in: $0) }, .map { header })

  private static let header = FieldTable([
    Field("values", .strings), Field("secrets", .strings, isSecret: true), Field("files", .strings),
  ])

  /// The Prometheus whose packages an Alertmanager was built with.
  package static func promVersion(in version: Version) -> Version {
    built.last { $0.alertmanager <= version }?.prometheus ?? "2.20"
  }

  private static let built: [(alertmanager: Version, prometheus: Version)] = [
    ("0.22", "2.27"), ("0.23", "2.30"), ("0.24", "2.33"), ("0.25", "2.41"), ("0.26", "2.45"), ("0.27", "2.50"),
    ("0.28", "3.1"), ("0.29", "3.7"), ("0.34", "3.13"),
  ]
}
