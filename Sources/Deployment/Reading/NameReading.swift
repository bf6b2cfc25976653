internal import Diagnostics
internal import Document
internal import Matchers

/// Names, and what a name must be where it ends up in a path or an address.
extension SpecDecoder {
  /// Reports names that occur twice, showing both places.
  func requireUnique(_ names: [Located<String>], _ what: String) {
    var seen: [String: Origin] = [:]
    for name in names where !name.value.isEmpty {
      if let first = seen[name.value] {
        reportDuplicate(what, name, first: first)
      } else {
        seen[name.value] = name.origin
      }
    }
  }

  func reportDuplicate(_ what: String, _ name: Located<String>, first: Origin) {
    report(
      "spec/duplicate-name", "\(what) \(quoted(name.value)) is declared twice", at: name.origin,
      notes: [.init("first declared here", at: first)], help: "rename or remove one of them")
  }

  /// A name that also names a file: it must not lead out of its folder.
  func requireFileName(_ name: Located<String>, _ what: String) {
    let isSafe =
      name.value.utf8.count <= 200 && !name.value.hasPrefix(".")
      && name.value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "/" && $0 != "\\" }
    if !isSafe {
      invalid(
        "\(what) \(quoted(name.value)) can't be a file name", at: name.origin,
        help: "use letters, digits, \"_\" and \"-\"")
    }
  }

  /// A name that every server takes unquoted; only Prometheus 3 takes others.
  func requireLabelName(_ name: Located<String>) {
    if !context.takesAnyName, !name.value.isEmpty,
      !name.value.isClassicLabelName || name.value.utf8.contains(UInt8(ascii: ":"))
    {
      invalid(
        "\(quoted(name.value)) can't be the name of a label", at: name.origin,
        help: "use letters, digits and \"_\", and don't begin with a digit")
    }
  }

  func requireMetricName(_ name: Located<String>) {
    if !context.takesAnyName, !name.value.isEmpty, !name.value.isClassicLabelName {
      invalid(
        "\(quoted(name.value)) can't be the name of a metric", at: name.origin,
        help: "use letters, digits, \"_\" and \":\", and don't begin with a digit")
    }
  }

  /// `host:port`, without a scheme or a path, which Prometheus refuses in a target.
  func address(_ node: Node) -> Located<String>? {
    guard let text = name(node) else { return nil }
    if text.value.contains("/") {
      invalid(
        "\(subject) must be an address, not \(quoted(text.value))", at: text.origin,
        help: "write host:port; the scheme and the path have keys of their own")
    } else if !Self.isAddress(text.value) {
      invalid("\(subject) must be host:port, not \(quoted(text.value))", at: text.origin)
      return nil
    }
    return text
  }

  /// A path on the server: a relative one would depend on where the server was started.
  func absolutePath(_ node: Node) -> Located<String>? {
    guard let path = name(node) else { return nil }
    if !path.value.hasPrefix("/") {
      invalid("\(subject) must be an absolute path", at: path.origin, help: "begin with \"/\"")
    }
    return path
  }

  /// Whether a host and, where there is one, a port could be reached.
  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    // IPv6 holds colons of its own.
    let port = parts.count == 2 || text.contains("]:") ? parts.last : nil
    return !text.hasPrefix(":") && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
      && (port.map { UInt16($0).map { $0 > 0 } ?? false } ?? true)
  }

  /// A path below the output folder.
  func outputPath(_ node: Node) -> Located<String>? {
    guard let path = name(node) else { return nil }
    let parts = path.value.split(separator: "/", omittingEmptySubsequences: false)
    if parts.contains("..") || parts.first == "" || path.value.utf8.contains(0) {
      invalid(
        "\(quoted(path.value)) leads out of the output folder", at: node.origin,
        help: "write a relative path without \"..\"")
    }
    return path
  }
}
