package import Document
internal import Quantities

/// What mechanisms of discovery ask for beyond types.
extension FieldRule {
  // MARK: Single values

  static let positive = FieldRule { node, findings in
    if node.duration?.milliseconds == 0 { findings.invalid("this must be longer than 0", at: node) }
  }

  static let absolutePath = FieldRule { node, findings in
    if !node.text.hasPrefix("/") { findings.invalid("the path \(quoted(node.text)) must begin with \"/\"", at: node) }
  }

  /// A pattern of files with targets.
  static let targetFile = FieldRule { node, findings in
    let text = node.text
    let endings = [".json", ".yml", ".yaml", ".JSON", ".YML", ".YAML"]
    guard endings.contains(where: text.hasSuffix) else {
      return findings.invalid("\(quoted(text)) must end in \".json\", \".yml\" or \".yaml\"", at: node)
    }
    FieldRule.lastFolderGlob.check(node, &findings)
  }

  /// A file pattern in which `*` stands in the last folder only.
  package static let lastFolderGlob = FieldRule { node, findings in
    let text = node.text
    guard let star = text.firstIndex(of: "*"), text[star...].contains("/") else { return }
    findings.invalid("\"*\" can only stand after the last \"/\" of a path", at: node)
  }

  static let webAddress = FieldRule { node, findings in
    guard let url = GoURL(node.text), !node.text.isEmpty else { return }
    if !["http", "https"].contains(url.scheme) {
      findings.invalid("a URL must begin with \"http://\" or \"https://\" here", at: node)
    } else if url.host.isEmpty {
      findings.invalid("the URL names no host", at: node)
    }
  }

  static let fullAddress = FieldRule { node, findings in
    guard let url = GoURL(node.text), !node.text.isEmpty, url.scheme.isEmpty || url.host.isEmpty else { return }
    findings.invalid("a URL needs a scheme and a host here", at: node, help: "write it as \"http://host:port\"")
  }

  static let dnsType = FieldRule { node, findings in
    let type = node.text.uppercased()
    let since: [String: Version?] = ["SRV": nil, "A": nil, "AAAA": nil, "MX": "2.38", "NS": "2.49"]
    guard let since = since[type] else {
      return findings.invalid(
        "\"type\" must be \(alternatives(["SRV", "A", "AAAA", "MX", "NS"])), not \(node.phrase)", at: node)
    }
    findings.checkAge(of: node, since)
  }

  static let openstackRole = FieldRule { node, findings in
    if node.text == "loadbalancer" { findings.checkAge(of: node, "3.2") }
  }

  static let awsRole = FieldRule { node, findings in
    findings.checkAge(of: node, ["msk": "3.10", "elasticache": "3.11", "rds": "3.11"][node.text])
  }

  static let azureMethod = FieldRule { node, findings in
    let methods: [String: Version?] = ["OAuth": nil, "ManagedIdentity": nil, "SDK": "2.52", "WorkloadIdentity": "3.11"]
    guard let since = methods[node.text] else {
      return findings.invalid(
        "\"authentication_method\" must be \(alternatives(["OAuth", "ManagedIdentity", "SDK", "WorkloadIdentity"]))",
        at: node)
    }
    findings.checkAge(of: node, since)
  }

  static let scalewayKey = FieldRule { node, findings in
    let text = node.text
    guard node.isSet, !text.hasPrefix("SCW") || text.utf8.count != 20 else { return }
    findings.invalid("an access key of Scaleway is \"SCW\" and 17 letters and digits", at: node)
  }

  /// A UUID that is not to be printed.
  static let secretUUID = FieldRule { node, findings in
    var inner = FieldFindings(version: nil)
    FieldRule.uuid.check(node, &inner)
    if !inner.diagnostics.isEmpty { findings.invalid("this secret must be a UUID", at: node) }
  }

  // MARK: Keys together

  /// Go would read the empty value in place of the default.
  static func notNull(_ key: String) -> FieldRule {
    FieldRule { node, findings in
      guard let value = node[key], value.isNull else { return }
      findings.missing("\(quoted(key)) can't be empty", at: value, help: "remove the key for the default")
    }
  }

  static func notEmpty(_ key: String) -> FieldRule {
    FieldRule { node, findings in
      guard let value = node[key], value.isNull || value.isEmpty else { return }
      findings.missing("\(quoted(key)) can't be empty", at: value, help: "remove the key for the default")
    }
  }

  static let dnsPort = FieldRule { node, findings in
    guard let type = node["type"] else { return }
    if type.isNull { return findings.missing("\"type\" can't be empty", at: type) }
    guard ["A", "AAAA", "MX", "NS"].contains(type.text.uppercased()),
      node["port"].map({ $0.isNull || $0.intValue == 0 }) ?? true
    else { return }
    findings.missing("a record of type \(quoted(type.text)) needs a \"port\"", at: node["port"] ?? type)
  }

  static let azureOAuth = FieldRule { node, findings in
    guard node.kind == .mapping, node["authentication_method"].map({ $0.text == "OAuth" }) ?? true else { return }
    for key in ["tenant_id", "client_id", "client_secret"] where node.filled(key) == nil {
      findings.missing("OAuth needs \(quoted(key))", at: node[key] ?? node)
    }
  }

  static let ociAuth = FieldRule { node, findings in
    guard node.kind == .mapping else { return }
    let keys = ["tenancy", "user", "fingerprint", "key_file", "key_passphrase", "key_passphrase_file"]
    if node.filled("auth")?.text == "instance_principal" {
      for key in node.keys(set: keys) {
        findings.report(
          "schema/exclusive-keys", "\(quoted(key.text)) can't stand beside \"instance_principal\"", at: key)
      }
    } else {
      for key in keys.prefix(4) where node.filled(key) == nil {
        findings.missing("\"api_key\" needs \(quoted(key))", at: node[key] ?? node)
      }
      FieldRule.atMostOne(of: Array(keys.suffix(2))).check(node, &findings)
    }
  }

  static let stackitPlace = FieldRule { node, findings in
    guard let region = node["region"], region.isNull || region.isEmpty, node.filled("endpoint") == nil else { return }
    findings.missing("\"stackit_sd_configs\" needs \"region\" or \"endpoint\"", at: region)
  }

  // MARK: Kubernetes

  /// Inside a cluster nothing is to be said, outside it either a file or an address.
  static let kubernetesAccess = FieldRule { node, findings in
    guard node.kind == .mapping else { return }
    func key(_ name: String) -> Node? { node.entries.first { $0.key.text == name && !$0.value.isNull }?.key }
    let server = key("api_server")
    let file = node.keys(set: ["kubeconfig_file"]).first
    if let server, let file { findings.exclusive(file, server) }
    if let custom = node.customClientKey {
      if let file {
        findings.exclusive(custom, file, help: "the file says how to connect")
      } else if server == nil {
        findings.missing("\(quoted(custom.text)) needs \"api_server\"", at: custom)
      }
    }
    let own = node["namespaces"]?.keys(set: ["own_namespace"]).first
    if let own, let other = server ?? file { findings.exclusive(own, other) }
  }

  static let kubernetesSelectors = FieldRule { node, findings in
    guard let role = node.filled("role")?.text else { return }
    var allowed = [role]
    switch role {
    case "endpoints", "endpointslice": allowed = ["pod", "service", role]
    case "pod" where !findings.isBefore("3.11"): allowed = ["pod", "node"]
    default: break
    }
    var seen: Set<String> = []
    for field in (node["selectors"]?.items ?? Node.noItems).compactMap({ $0.filled("field") }) {
      let terms = field.text.split(separator: ",")
      guard !terms.allSatisfy({ $0.contains("=") }) else { continue }
      findings.invalid("a field selector has the form \"name=value\" or \"name!=value\"", at: field)
    }
    for selector in node["selectors"]?.items ?? Node.noItems where selector.kind == .mapping {
      let own = selector["role"]
      if !seen.insert(own?.text ?? "").inserted {
        findings.invalid("two selectors have one role", at: own ?? selector)
      } else if !allowed.contains(own?.text ?? "") {
        findings.invalid(
          "the role \(quoted(role)) takes selectors of \(alternatives(allowed))", at: own ?? selector)
      }
    }
  }
}

extension FieldFindings {
  /// A word that came later than its key.
  fileprivate mutating func checkAge(of node: Node, _ since: Version?) {
    guard let since, let version, version < since else { return }
    report(
      "schema/not-yet-key", "\(quoted(node.text)) is unknown before version \(since), and this must suit \(version)",
      at: node)
  }
}

extension Node {
  /// A key that makes the HTTP client another than the default.
  fileprivate var customClientKey: Node? {
    let names = Set(PromSchema.httpClient.map(\.name))
    return entries.first { key, value in
      guard names.contains(key.text) else { return false }
      switch key.text {
      case "follow_redirects", "enable_http2": return value.boolValue == false || value.isNull
      case "tls_config": return value.entries.contains { $0.value.isSet }
      default: return value.isSet
      }
    }?.key
  }
}
