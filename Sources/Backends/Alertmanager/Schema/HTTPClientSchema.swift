internal import Document
internal import Quantities

/// How a server reaches others: the keys that every HTTP client of `prometheus/common` takes.
///
/// Made once for a server, which keeps it: the tables are built with it.
struct HTTPClientSchema: Sendable {
  let fields: [Field]
  /// What holds between the keys.
  let rules: [FieldRule] = [.proxy]
  let tls: FieldTable
  /// The keys alone, for a server that has a mapping for them.
  var table: FieldTable { FieldTable(fields, rules: rules) }

  init(_ versions: ClientVersions) {
    let tls = Self.tlsConfig(versions)
    let oauth2 = Self.oauth2(versions, tls)
    let basicAuth = FieldTable(
      Self.sources(of: "username", isSecret: false, versions, file: versions.usernameFile)
        + Self.sources(of: "password", isSecret: true, versions))
    let authorization = FieldTable(
      [Field("type", .ruled(.string, .notBasic), default: "Bearer")]
        + Self.sources(of: "credentials", isSecret: true, versions))
    self.tls = tls
    fields =
      [
        Field("basic_auth", .table { basicAuth }, excludes: Self.exclusive(but: "basic_auth")),
        Field(
          "authorization", .table { authorization }, since: versions.authorization,
          excludes: Self.exclusive(but: "authorization")),
        Field("oauth2", .table { oauth2 }, since: versions.authorization, excludes: Self.exclusive(but: "oauth2")),
        Field(
          "bearer_token", .string, deprecated: (in: versions.authorization, instead: "authorization"), isSecret: true,
          excludes: Self.exclusive(but: "bearer_token")),
        Field(
          "bearer_token_file", .string, deprecated: (in: versions.authorization, instead: "authorization"),
          excludes: Self.exclusive(but: "bearer_token_file")),
        Field("tls_config", .table { tls }),
        Field("follow_redirects", .bool, since: versions.authorization, default: "true"),
        Field("enable_http2", .bool, since: versions.http2, default: "true"),
        Field("http_headers", .ruled(.map { Self.httpHeader }, .unreservedHeaders), since: versions.headers),
      ] + Self.proxy(versions, since: nil, connectHeader: versions.proxyHeaders)
  }

  /// At most one way to say who is asking.
  private static func exclusive(but name: String) -> [String] {
    ["basic_auth", "authorization", "oauth2", "bearer_token", "bearer_token_file"].filter { $0 != name }
  }

  private static func proxy(_ versions: ClientVersions, since: Version?, connectHeader: Version) -> [Field] {
    [
      Field("proxy_url", .anyURL, since: since, excludes: ["proxy_from_environment"]),
      Field("no_proxy", .string, since: versions.noProxy, excludes: ["proxy_from_environment"]),
      Field(
        "proxy_from_environment", .bool, since: versions.noProxy, excludes: ["proxy_url", "no_proxy"],
        default: "false"),
      Field("proxy_connect_header", .map(of: .strings), since: connectHeader, isSecret: true),
    ]
  }

  /// A value given in place, in a file, or by the name of a secret: one of them.
  private static func sources(
    of name: String, isSecret: Bool, _ versions: ClientVersions, since: Version? = nil, file: Version? = nil,
    areExclusive: Bool = true
  ) -> [Field] {
    let names = [name, name + "_file", name + "_ref"]
    let ref = max(versions.headers, since ?? versions.headers)
    return zip(names, [since, file ?? since, ref]).map { key, since in
      let others = areExclusive ? names.filter { $0 != key } : []
      return Field(key, .string, since: since, isSecret: isSecret && key == name, excludes: others)
    }
  }

  private static func oauth2(_ versions: ClientVersions, _ tls: FieldTable) -> FieldTable {
    let token = versions.tokenGrant
    let fields: [Field] = [
      Field("client_id", .string, isRequired: true, isFilled: true),
      Field("scopes", .strings),
      Field("token_url", .string, isRequired: true, isFilled: true),
      Field("endpoint_params", .labels),
      Field("tls_config", .table { tls }, since: versions.oauthTLS),
      Field("grant_type", .string, since: token, default: "client_credentials"),
      Field("client_certificate_key_id", .string, since: token),
      Field("signature_algorithm", .string, since: token, default: "RS256"),
      Field("iss", .string, since: token),
      Field("audience", .string, since: token),
      Field("claims", .map(of: .any), since: token),
    ]
    let secret = sources(of: "client_secret", isSecret: true, versions, areExclusive: false)
    let key = sources(
      of: "client_certificate_key", isSecret: true, versions, since: token, areExclusive: false)
    let proxies = proxy(
      versions, since: versions.http2, connectHeader: max(versions.proxyHeaders, versions.noProxy))
    return FieldTable(
      fields + secret + key + proxies, rules: [.clientCredentials(optionalSince: versions.optionalSecret)])
  }

  private static func tlsConfig(_ versions: ClientVersions) -> FieldTable {
    FieldTable(
      [
        Field("server_name", .string),
        Field("insecure_skip_verify", .bool, default: "false"),
        Field("min_version", .oneOf(tlsVersions), since: versions.http2),
        Field("max_version", .oneOf(tlsVersions), since: versions.tlsMaximum),
      ] + tlsSources(of: "ca", isSecret: false, versions) + tlsSources(of: "cert", isSecret: false, versions)
        + tlsSources(of: "key", isSecret: true, versions),
      rules: [.certificatePair(since: versions.inlineTLS)])
  }

  /// Certificates were in files for long before they could stand in place.
  private static func tlsSources(of name: String, isSecret: Bool, _ versions: ClientVersions) -> [Field] {
    sources(of: name, isSecret: isSecret, versions).map { field in
      var field = field
      if field.name == name { field.since = versions.inlineTLS }
      return field
    }
  }

  private static let tlsVersions = ["TLS10", "TLS11", "TLS12", "TLS13"]

  private static let httpHeader = FieldTable([
    Field("values", .strings), Field("secrets", .strings, isSecret: true), Field("files", .strings),
  ])
}
