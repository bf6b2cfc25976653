package import Document
internal import Quantities

/// How Prometheus reaches others: the keys that every HTTP client of it takes.
extension PromSchema {
  package static let httpClient: [Field] =
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
      Field("follow_redirects", .bool, since: "2.26", default: "true"),
      Field("enable_http2", .bool, since: "2.35", default: "true"),
      Field("http_headers", .ruled(.map { httpHeader }, .unreservedHeaders), since: "2.53"),
    ] + proxy(since: nil, connectHeader: "2.41")

  /// What holds between the keys of every HTTP client.
  package static let httpClientRules: [FieldRule] = [.proxy]

  /// A client alone.
  package static let client = FieldTable(httpClient, rules: httpClientRules)

  /// At most one way to say who is asking.
  private static func exclusive(but name: String) -> [String] {
    ["basic_auth", "authorization", "oauth2", "bearer_token", "bearer_token_file"].filter { $0 != name }
  }

  private static func proxy(since: Version?, connectHeader: Version) -> [Field] {
    [
      Field("proxy_url", .anyURL, since: since, excludes: ["proxy_from_environment"]),
      Field("no_proxy", .string, since: "2.43", excludes: ["proxy_from_environment"]),
      Field("proxy_from_environment", .bool, since: "2.43", excludes: ["proxy_url", "no_proxy"], default: "false"),
      Field("proxy_connect_header", .map(of: .strings), since: connectHeader, isSecret: true),
    ]
  }

  /// A value given in place, in a file, or by the name of a secret: one of them.
  static func sources(
    of name: String, isSecret: Bool, since: Version? = nil, file: Version? = nil, ref: Version = "2.53",
    areExclusive: Bool = true
  ) -> [Field] {
    let names = [name, name + "_file", name + "_ref"]
    return zip(names, [since, file ?? since, max(ref, since ?? ref)]).map { key, since in
      let others = areExclusive ? names.filter { $0 != key } : []
      return Field(key, .string, since: since, isSecret: isSecret && key == name, excludes: others)
    }
  }

  private static let basicAuth = FieldTable(
    sources(of: "username", isSecret: false, file: "2.49") + sources(of: "password", isSecret: true))

  private static let authorization = FieldTable(
    [Field("type", .ruled(.string, .notBasic), default: "Bearer")] + sources(of: "credentials", isSecret: true))

  private static let oauth2 = FieldTable(
    [
      Field("client_id", .string, isRequired: true, isFilled: true),
      Field("scopes", .strings),
      Field("token_url", .string, isRequired: true, isFilled: true),
      Field("endpoint_params", .labels),
      Field("tls_config", .table { tlsConfig }, since: "2.31"),
      Field("grant_type", .string, since: "3.8", default: "client_credentials"),
      Field("client_certificate_key_id", .string, since: "3.8"),
      Field("signature_algorithm", .string, since: "3.8", default: "RS256"),
      Field("iss", .string, since: "3.8"),
      Field("audience", .string, since: "3.8"),
      Field("claims", .map(of: .any), since: "3.8"),
    ] + sources(of: "client_secret", isSecret: true, areExclusive: false)
      + sources(of: "client_certificate_key", isSecret: true, since: "3.8", ref: "3.8", areExclusive: false)
      + proxy(since: "2.35", connectHeader: "2.43"),
    rules: [.clientCredentials])

  package static let tlsConfig = FieldTable(
    [
      Field("server_name", .string),
      Field("insecure_skip_verify", .bool, default: "false"),
      Field("min_version", .oneOf(tlsVersions), since: "2.35"),
      Field("max_version", .oneOf(tlsVersions), since: "2.41"),
    ] + tlsSources(of: "ca", isSecret: false) + tlsSources(of: "cert", isSecret: false)
      + tlsSources(of: "key", isSecret: true),
    rules: [.certificatePair])

  /// Certificates were in files for long before they could stand in place.
  private static func tlsSources(of name: String, isSecret: Bool) -> [Field] {
    sources(of: name, isSecret: isSecret).changed { if $0.name == name { $0.since = "2.45" } }
  }

  private static let tlsVersions = ["TLS10", "TLS11", "TLS12", "TLS13"]

  private static let httpHeader = FieldTable([
    Field("values", .strings), Field("secrets", .strings, isSecret: true), Field("files", .strings),
  ])
}
