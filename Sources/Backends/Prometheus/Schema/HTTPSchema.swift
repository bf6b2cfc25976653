internal import Document
internal import Quantities

/// How Prometheus reaches others: the keys that every HTTP client of it takes.
extension PrometheusSchema {
  static let httpClient: [Field] =
    [
      Field("basic_auth", .table { basicAuth }, excludes: exclusive(but: "basic_auth")),
      Field("authorization", .table { authorization }, since: "2.26", excludes: exclusive(but: "authorization")),
      Field("oauth2", .table { oauth2 }, since: "2.27", excludes: exclusive(but: "oauth2")),
      Field(
        "bearer_token", .string, deprecated: (in: "2.26", instead: "authorization"), isSecret: true,
        excludes: exclusive(but: "bearer_token")),
      Field(
        "bearer_token_file", .string, deprecated: (in: "2.26", instead: "authorization"),
        excludes: exclusive(but: "bearer_token_file")),
      Field("tls_config", .table { tlsConfig }),
      Field("follow_redirects", .bool, since: "2.26"),
      Field("enable_http2", .bool, since: "2.35"),
      Field("http_headers", .map { httpHeader }, since: "2.55"),
    ] + proxy

  /// At most one way to say who is asking.
  private static func exclusive(but name: String) -> [String] {
    ["basic_auth", "authorization", "oauth2", "bearer_token", "bearer_token_file"].filter { $0 != name }
  }

  private static let proxy: [Field] = [
    Field("proxy_url", .string, excludes: ["proxy_from_environment"]),
    Field("no_proxy", .string, since: "2.43", excludes: ["proxy_from_environment"]),
    Field("proxy_from_environment", .bool, since: "2.43", excludes: ["proxy_url", "no_proxy"]),
    Field("proxy_connect_header", .map(of: .strings), since: "2.43", isSecret: true),
  ]

  /// A value given in place, in a file, or by the name of a secret: one of them.
  private static func sources(of name: String, isSecret: Bool, since: Version? = nil) -> [Field] {
    let names = [name, name + "_file", name + "_ref"]
    return names.map { key in
      Field(key, .string, since: since, isSecret: isSecret && key == name, excludes: names.filter { $0 != key })
    }
  }

  private static let basicAuth = FieldTable(
    sources(of: "username", isSecret: false) + sources(of: "password", isSecret: true))

  private static let authorization = FieldTable(
    [Field("type", .string)] + sources(of: "credentials", isSecret: true))

  private static let oauth2 = FieldTable(
    [
      Field("client_id", .string, isRequired: true),
      Field("scopes", .strings),
      Field("token_url", .string, isRequired: true),
      Field("endpoint_params", .labels),
      Field("tls_config", .table { tlsConfig }),
      Field("grant_type", .string, since: "3.8"),
      Field("client_certificate_key_id", .string, since: "3.8"),
      Field("signature_algorithm", .oneOf(["RS256", "RS384", "RS512"]), since: "3.8"),
      Field("iss", .string, since: "3.8"),
      Field("audience", .string, since: "3.8"),
      Field("claims", .map(of: .any), since: "3.8"),
    ] + sources(of: "client_secret", isSecret: true)
      + sources(of: "client_certificate_key", isSecret: true, since: "3.8") + proxy)

  static let tlsConfig = FieldTable(
    [
      Field("server_name", .string),
      Field("insecure_skip_verify", .bool),
      Field("min_version", .oneOf(tlsVersions)),
      Field("max_version", .oneOf(tlsVersions)),
    ] + sources(of: "ca", isSecret: false) + sources(of: "cert", isSecret: false) + sources(of: "key", isSecret: true))

  private static let tlsVersions = ["TLS10", "TLS11", "TLS12", "TLS13"]

  private static let httpHeader = FieldTable([
    Field("values", .strings), Field("secrets", .strings, isSecret: true), Field("files", .strings),
  ])
}
