package import Document
internal import Quantities

/// What holds for HTTP clients.
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

  static let clientCredentials = FieldRule { node, findings in
    guard node.kind == .mapping else { return }
    let secrets = ["client_secret", "client_secret_file", "client_secret_ref"]
    let certificates = ["client_certificate_key", "client_certificate_key_file", "client_certificate_key_ref"]
    let isJWT = node.filled("grant_type")?.text == "urn:ietf:params:oauth:grant-type:jwt-bearer"
    let keys = node.keys(set: isJWT ? certificates : secrets)
    if let first = keys.first {
      for key in keys.dropFirst() { findings.exclusive(key, first) }
    } else if findings.isBefore("2.51") {
      findings.missing("\"oauth2\" needs \"client_secret\" or \"client_secret_file\"", at: node)
    }
    if isJWT, let algorithm = node.filled("signature_algorithm"),
      !["RS256", "RS384", "RS512"].contains(algorithm.text)
    {
      findings.invalid(
        "\"signature_algorithm\" must be one of \"RS256\", \"RS384\" or \"RS512\", not \(algorithm.phrase)",
        at: algorithm)
    }
  }

  /// Certificate and key come together. Before 2.45 Prometheus looked when it scraped, and promtool only at jobs.
  static let certificatePair = FieldRule.together(
    ["cert", "cert_file", "cert_ref"], ["key", "key_file", "key_ref"], since: "2.45")

  /// The same for jobs, before 2.45.
  package static let certificateFiles = FieldRule { node, findings in
    guard findings.isBefore("2.45"), let tls = node["tls_config"] else { return }
    FieldRule.together(["cert_file"], ["key_file"]).check(tls, &findings)
  }

  // MARK: Headers

  /// `headers` of remote storage.
  static let remoteHeaders = FieldRule { node, findings in
    for (key, _) in node.entries {
      let name = key.text.lowercased()
      if name == "authorization" {
        findings.invalid(
          "\"Authorization\" can't be set as a header here", at: key,
          help: "use \"authorization\", \"basic_auth\", \"oauth2\" or \"sigv4\"")
      } else if reserved.contains(name) {
        findings.invalid("Prometheus sets \(quoted(key.text)) itself", at: key, help: "remove it")
      }
    }
  }

  /// `headers` of tracing.
  package static let freeHeaders = FieldRule { node, findings in
    for (key, _) in node.entries where reserved.contains(key.text.lowercased()) || isAuthorization(key) {
      findings.invalid("\(quoted(key.text)) can't be set here", at: key, help: "remove it")
    }
  }

  /// `http_headers` of every client.
  static let unreservedHeaders = FieldRule { node, findings in
    for (key, _) in node.entries
    where reserved.contains(key.text.lowercased()) || isAuthorization(key)
      || key.text.lowercased() == "x-prometheus-scrape-timeout-seconds"
    {
      findings.invalid("\(quoted(key.text)) can't be set here: the client sets it itself", at: key, help: "remove it")
    }
  }

  private static func isAuthorization(_ key: Node) -> Bool { key.text.lowercased() == "authorization" }

  private static let reserved: Set = [
    "host", "content-encoding", "content-length", "content-type", "user-agent", "connection", "keep-alive",
    "proxy-authenticate", "proxy-authorization", "www-authenticate", "accept-encoding",
    "x-prometheus-remote-write-version", "x-prometheus-remote-read-version", "x-amz-date", "x-amz-security-token",
    "x-amz-content-sha256",
  ]
}
