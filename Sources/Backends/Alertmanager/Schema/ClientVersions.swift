internal import Quantities

/// When a server took over what its HTTP client offers: every server that is built with `prometheus/common` has the same
/// keys, each since another of its own versions.
struct ClientVersions: Sendable {
  /// `authorization`, `oauth2` and `follow_redirects`.
  var authorization: Version
  /// `tls_config` of `oauth2`.
  var oauthTLS: Version
  /// `enable_http2`, and the proxy and `min_version` of `tls_config`.
  var http2: Version
  var tlsMaximum: Version
  var proxyHeaders: Version
  /// `no_proxy` and `proxy_from_environment`.
  var noProxy: Version
  /// Certificates in place, and that certificate and key come together.
  var inlineTLS: Version
  var usernameFile: Version
  /// `http_headers`, and secrets by name.
  var headers: Version
  /// From when on `oauth2` may do without a secret.
  var optionalSecret: Version
  /// The other grant type of `oauth2`.
  var tokenGrant: Version

  init(
    authorization: Version, oauthTLS: Version, http2: Version, tlsMaximum: Version, proxyHeaders: Version,
    noProxy: Version, inlineTLS: Version, usernameFile: Version, headers: Version, optionalSecret: Version,
    tokenGrant: Version
  ) {
    self.authorization = authorization
    self.oauthTLS = oauthTLS
    self.http2 = http2
    self.tlsMaximum = tlsMaximum
    self.proxyHeaders = proxyHeaders
    self.noProxy = noProxy
    self.inlineTLS = inlineTLS
    self.usernameFile = usernameFile
    self.headers = headers
    self.optionalSecret = optionalSecret
    self.tokenGrant = tokenGrant
  }
}
