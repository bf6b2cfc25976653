package import Document
internal import Quantities

/// What all HTTP integrations share (`prometheus/common`'s `HTTPClientConfig`).
extension AlertmanagerSchema {
  package static let httpClient = FieldTable(
    [
      Field(
        "basic_auth", .table { basicAuth }, excludes: ["authorization", "oauth2", "bearer_token", "bearer_token_file"]),
      Field(
        "authorization", .table { authorization }, since: "0.22",
        excludes: ["oauth2", "bearer_token", "bearer_token_file"]),
      Field("oauth2", .table { oauth2 }, since: "0.22"),
      Field("bearer_token", .string, isSecret: true, excludes: ["bearer_token_file"]),
      Field("bearer_token_file", .string, excludes: ["bearer_token"]),
      Field("tls_config", .table { tlsClient }),
      Field("follow_redirects", .bool, since: "0.22"),
      Field("enable_http2", .bool, since: "0.24"),
      Field("http_headers", .any, since: "0.28"),
    ] + proxy)

  private static let proxy = [
    Field("proxy_url", .string),
    Field("no_proxy", .string, since: "0.26"),
    Field("proxy_from_environment", .bool, since: "0.26"),
    Field("proxy_connect_header", .any, since: "0.25"),
  ]

  package static let basicAuth = FieldTable([
    Field("username", .string, excludes: ["username_file"]),
    Field("username_file", .string, since: "0.27", excludes: ["username"]),
    Field("password", .string, isSecret: true, excludes: ["password_file"]),
    Field("password_file", .string, excludes: ["password"]),
  ])

  package static let authorization = FieldTable([
    Field("type", .string),
    Field("credentials", .string, isSecret: true, excludes: ["credentials_file"]),
    Field("credentials_file", .string, excludes: ["credentials"]),
  ])

  /// Open: grant types and client certificates are still being added.
  package static let oauth2 = FieldTable(
    [
      Field("client_id", .string),
      Field("client_secret", .string, isSecret: true, excludes: ["client_secret_file"]),
      Field("client_secret_file", .string, excludes: ["client_secret"]),
      Field("scopes", .strings),
      Field("token_url", .string),
      Field("endpoint_params", .labels),
      Field("tls_config", .table { tlsClient }),
    ] + proxy, isOpen: true)

  package static let tlsClient = FieldTable([
    Field("ca", .string, since: "0.27", excludes: ["ca_file"]),
    Field("ca_file", .string, excludes: ["ca"]),
    Field("cert", .string, since: "0.27", excludes: ["cert_file"]),
    Field("cert_file", .string, excludes: ["cert"]),
    Field("key", .string, since: "0.27", isSecret: true, excludes: ["key_file"]),
    Field("key_file", .string, excludes: ["key"]),
    Field("server_name", .string),
    Field("insecure_skip_verify", .bool),
    Field("min_version", .oneOf(["TLS10", "TLS11", "TLS12", "TLS13"]), since: "0.25"),
    Field("max_version", .oneOf(["TLS10", "TLS11", "TLS12", "TLS13"]), since: "0.25"),
  ])
}
