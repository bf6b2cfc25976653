internal import Document
internal import HTTPClient
internal import Quantities

/// How Prometheus reaches others: the keys that every HTTP client of it takes.
extension PrometheusSchema {
  static let httpClient = client.fields
  /// What holds between the keys of every HTTP client.
  static let httpClientRules = client.rules
  static let tlsConfig = client.tls

  private static let client = HTTPClientSchema(
    ClientVersions(
      authorization: "2.26", oauthTLS: "2.31", http2: "2.35", tlsMaximum: "2.41", proxyHeaders: "2.41", noProxy: "2.43",
      inlineTLS: "2.45", usernameFile: "2.49", headers: "2.53", optionalSecret: "2.51", tokenGrant: "3.8"))
}
