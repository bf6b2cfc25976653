internal import Document
internal import Quantities

/// What holds for the HTTP clients of every server.
extension FieldRule {
  static let proxy = FieldRule { node, findings in
    guard node.kind == .mapping else { return }
    let proxies = node.keys(set: ["proxy_url", "proxy_from_environment"])
    if let headers = node["proxy_connect_header"], headers.kind == .mapping, !headers.entries.isEmpty, proxies.isEmpty {
      findings.missing("\"proxy_connect_header\" needs a \"proxy_url\"", at: headers)
    }
    // The key is enough, even if it is empty.
    if let none = node.filled("no_proxy"), node["proxy_url"].map(\.isNull) ?? true,
      !(node["proxy_from_environment"]?.isSet ?? false)
    {
      findings.missing("\"no_proxy\" needs a \"proxy_url\"", at: none)
    }
  }

  static let notBasic = FieldRule { node, findings in
    let type = node.text.lowercased().filter { !$0.isWhitespace }
    guard type == "basic" else { return }
    findings.invalid("\"authorization\" can't be of type \"Basic\"", at: node, help: "use \"basic_auth\"")
  }

  /// Certificate and key come together. Servers looked only when they connected, before.
  static func certificatePair(since: Version) -> FieldRule {
    .together(["cert", "cert_file", "cert_ref"], ["key", "key_file", "key_ref"], since: since)
  }

  /// `http_headers` of every client.
  static let unreservedHeaders = FieldRule { node, findings in
    for (key, _) in node.entries
    where HTTPHeaders.reserved.contains(key.text.lowercased()) || key.text.lowercased() == "authorization"
      || key.text.lowercased() == "x-prometheus-scrape-timeout-seconds"
    {
      findings.invalid("\(quoted(key.text)) can't be set here: the client sets it itself", at: key, help: "remove it")
    }
  }

  /// - Parameter optionalSince: From when on there may be no secret.
  static func clientCredentials(optionalSince: Version) -> FieldRule {
    FieldRule { node, findings in
      findings.checkClientCredentials(node, optionalSince: optionalSince)
    }
  }
}

extension FieldFindings {
  fileprivate mutating func checkClientCredentials(_ node: Node, optionalSince: Version) {
    guard node.kind == .mapping else { return }
    let secrets = ["client_secret", "client_secret_file", "client_secret_ref"]
    let certificates = ["client_certificate_key", "client_certificate_key_file", "client_certificate_key_ref"]
    let isJWT = node.filled("grant_type")?.text == "urn:ietf:params:oauth:grant-type:jwt-bearer"
    let keys = node.keys(set: isJWT ? certificates : secrets)
    if let first = keys.first {
      for key in keys.dropFirst() { exclusive(key, first) }
    } else if isBefore(optionalSince) {
      missing("\"oauth2\" needs \"client_secret\" or \"client_secret_file\"", at: node)
    }
    if isJWT, let algorithm = node.filled("signature_algorithm"),
      !["RS256", "RS384", "RS512"].contains(algorithm.text)
    {
      invalid(
        "\"signature_algorithm\" must be one of \"RS256\", \"RS384\" or \"RS512\", not \(algorithm.phrase)",
        at: algorithm)
    }
  }
}

/// Headers of requests.
enum HTTPHeaders {
  /// Those that the client sets, in small letters.
  static let reserved: Set = [
    "host", "content-encoding", "content-length", "content-type", "user-agent", "connection", "keep-alive",
    "proxy-authenticate", "proxy-authorization", "www-authenticate", "accept-encoding",
    "x-prometheus-remote-write-version", "x-prometheus-remote-read-version", "x-amz-date", "x-amz-security-token",
    "x-amz-content-sha256",
  ]
}
