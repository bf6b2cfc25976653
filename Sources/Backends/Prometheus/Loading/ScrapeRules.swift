internal import Diagnostics
internal import Document
internal import PromConfig
internal import Quantities

/// What holds for jobs and their targets.
extension FieldRule {
  /// No timeout is longer than its interval. Zero means the default.
  static let scrapeTimeouts = FieldRule { node, findings in
    let global = node["global"]
    let interval = global?["scrape_interval"]?.positiveDuration ?? .minutes(1)
    if let timeout = global?["scrape_timeout"] { findings.check(timeout, within: interval, of: global) }
    findings.checkTimeouts(of: node, global: global)
  }

  static let scrapeProtocols = FieldRule { node, findings in
    let jobs = node["scrape_configs"].map { Array($0.items) } ?? []
    for list in ([node["global"]].compactMap(\.self) + jobs).compactMap({ $0["scrape_protocols"] })
    where list.kind == .sequence {
      if list.items.isEmpty { findings.missing("\"scrape_protocols\" needs an item", at: list) }
      var seen: Set<String> = []
      for item in list.items where !seen.insert(item.text.lowercased()).inserted {
        findings.invalid("\(quoted(item.text)) stands twice", at: item)
      }
    }
  }

  static let uniqueJobs = FieldRule { node, findings in
    findings.checkUnique("job_name", in: node["scrape_configs"], id: "scrape/duplicate-job") {
      "two jobs are called \($0)"
    }
  }

  static let uniqueRemoteNames = FieldRule { node, findings in
    for key in ["remote_write", "remote_read"] {
      findings.checkUnique("name", in: node[key]) {
        "two entries of \(quoted(key)) are called \($0)"
      }
    }
  }

  /// Without relabeling, an address is one as it stands.
  static let plainAddresses = FieldRule { node, findings in
    guard node["relabel_configs"]?.items.isEmpty ?? true else { return }
    for address in node.staticAddresses where address.text.utf8.contains(UInt8(ascii: "/")) {
      findings.invalid(
        "\(quoted(address.text)) is no address", at: address,
        help: "write host and port; \"scheme\" and \"metrics_path\" say the rest")
    }
  }

  /// What is left of a target without relabeling must be an address.
  static let scrapedAddresses = FieldRule { node, findings in
    guard node["relabel_configs"]?.items.isEmpty ?? true else { return }
    let scheme = node["scheme"].map(\.text) ?? "http"
    // Before 3.0 a port was put after every address that had none, and only these two have one.
    let needsPort = findings.isBefore("3.0") && !["http", "https", ""].contains(scheme)
    for address in node.staticAddresses {
      if address.text.isEmpty {
        findings.invalid("a target needs an address", at: address)
      } else if needsPort, !address.text.contains(":") {
        findings.invalid(
          "\"scheme\" must be \"http\" or \"https\" where an address has no port, not \(quoted(scheme))",
          at: node["scheme"] ?? address)
      }
    }
  }

  /// Anything is loaded, and only these can be asked.
  static let webScheme = FieldRule { node, findings in
    guard node.isSet, !["http", "https"].contains(node.text) else { return }
    findings.doubtful("\"scheme\" must be \"http\" or \"https\", not \(node.phrase)", at: node)
  }

  static let supportedAPI = FieldRule { node, findings in
    guard node.text == "v1", findings.isSince("3.0") else { return }
    findings.report("schema/removed-key", "the API \"v1\" was removed in version 3.0", at: node, help: "use \"v2\"")
  }

  static let notNegative = FieldRule { node, findings in
    if node.text.hasPrefix("-") { findings.invalid("a size can't be negative", at: node) }
  }

  static let percentage = FieldRule { node, findings in
    guard let value = node.doubleValue, !(0...100).contains(value) else { return }
    findings.invalid("a percentage lies between 0 and 100", at: node)
  }

  /// `otlp`: either all attributes are promoted but some, or some.
  static let promotedAttributes = FieldRule { node, findings in
    let all = node.keys(set: ["promote_all_resource_attributes"]).first
    let some = node.keys(set: ["promote_resource_attributes"]).first
    let ignored = node.keys(set: ["ignore_resource_attributes"]).first
    if let all, let some { findings.exclusive(some, all) }
    if all == nil, let ignored {
      findings.missing("\"ignore_resource_attributes\" needs \"promote_all_resource_attributes: true\"", at: ignored)
    }
    guard let list = node[all == nil ? "promote_resource_attributes" : "ignore_resource_attributes"] else { return }
    var seen: Set<String> = []
    for item in list.items where item.kind == .scalar {
      let name = item.text.trimmingSpaces
      if name.isEmpty || item.isNull {
        findings.missing("an attribute needs a name", at: item)
      } else if !seen.insert(name).inserted {
        findings.invalid("\(quoted(name)) stands twice", at: item)
      }
    }
  }
}

extension FieldFindings {
  /// Of the jobs of a file; `global` sets the interval of those that don't.
  mutating func checkTimeouts(of file: Node, global: Node?) {
    let interval = global?["scrape_interval"]?.positiveDuration ?? .minutes(1)
    for job in file["scrape_configs"]?.items ?? Node.noItems {
      guard let timeout = job["scrape_timeout"] else { continue }
      let own = job["scrape_interval"]?.positiveDuration
      check(timeout, within: own ?? interval, of: own == nil ? global : job)
    }
  }

  fileprivate mutating func check(_ timeout: Node, within interval: PromDuration, of owner: Node?) {
    guard let length = timeout.duration, length > interval else { return }
    let place = owner?["scrape_interval"]?.origin
    report(
      "scrape/timeout-above-interval", "a timeout of \(length) is longer than the interval of \(interval)", at: timeout,
      notes: place.map { [.init("the interval is set here", at: $0)] } ?? [],
      help: "set \"scrape_timeout\" to \(interval) or less")
  }
}

extension Node {
  /// The targets of `static_configs`; a null is an empty one.
  fileprivate var staticAddresses: [Node] {
    (self["static_configs"]?.items ?? Node.noItems).flatMap { group in
      (group["targets"]?.items ?? Node.noItems).filter { $0.kind == .scalar }
    }
  }
}

extension String {
  /// Without the spaces around it.
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
