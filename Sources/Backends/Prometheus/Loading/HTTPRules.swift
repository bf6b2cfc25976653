internal import Document
internal import HTTPClient
internal import Quantities

/// What holds for HTTP clients.
extension FieldRule {
  /// Certificate and key of jobs come together; before 2.45 promtool looked only there.
  static let certificateFiles = FieldRule { node, findings in
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
      } else if HTTPHeaders.reserved.contains(name) {
        findings.invalid("Prometheus sets \(quoted(key.text)) itself", at: key, help: "remove it")
      }
    }
  }

  /// `headers` of tracing.
  static let freeHeaders = FieldRule { node, findings in
    for (key, _) in node.entries where HTTPHeaders.reserved.contains(key.text.lowercased()) || isAuthorization(key) {
      findings.invalid("\(quoted(key.text)) can't be set here", at: key, help: "remove it")
    }
  }

  private static func isAuthorization(_ key: Node) -> Bool { key.text.lowercased() == "authorization" }
}
