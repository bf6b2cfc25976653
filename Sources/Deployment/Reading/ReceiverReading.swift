internal import Diagnostics
internal import Document
internal import Quantities

/// `secrets:` and `receivers:`.
extension SpecDecoder {
  /// `{file: …}` or `{env: …}`.
  func secret(_ name: Located<String>, _ node: Node) -> Secret? {
    guard node.kind == .mapping else {
      if node.kind == .scalar, !node.isNull {
        reportWrittenOut(name, at: node.origin)
      } else {
        wrongType(node, "a mapping with \"file\" or \"env\"")
      }
      return nil
    }
    var sources: [Secret.Source] = []
    mapping(node, "a secret") { fields in
      if let file = fields.value("file", { self.secretFile($0, of: name) }) { sources.append(.file(file)) }
      if let variable = fields.value("env", environmentVariable) { sources.append(.environment(variable)) }
    }
    for (key, value) in node.entries where !["file", "env"].contains(key.text) && Self.looksLikeSecret(value.text) {
      reportWrittenOut(name, at: value.origin)
    }
    let given = node.entries.count { ["file", "env"].contains($0.key.text) }
    if given != 1 {
      report(
        "schema/exclusive-keys", "secret \(quoted(name.value)) needs one source", at: name.origin,
        help: "write either \"file\" or \"env\"")
    }
    return sources.first.map { Secret(name: name, source: $0) }
  }

  /// The path of a secret's file. What looks like the secret itself is refused and never repeated.
  private func secretFile(_ node: Node, of secret: Located<String>) -> Located<String>? {
    if node.kind == .scalar, !node.text.hasPrefix("/"), Self.looksLikeSecret(node.text) {
      reportWrittenOut(secret, at: node.origin)
      return Located("", at: node.origin)
    }
    return absolutePath(node)
  }

  func receiver(_ name: Located<String>, _ node: Node) -> Receiver? {
    var receiver = Receiver(name: name)
    guard !node.isNull else { return receiver }
    mapping(node, "a receiver") { fields in
      receiver.slack = fields.itemOrItems("slack", slack)
      receiver.pagerduty = fields.itemOrItems("pagerduty", pagerDuty)
      receiver.webhook = fields.itemOrItems("webhook", webhook)
      receiver.email = fields.itemOrItems("email", email)
      receiver.native = fields.native()
    }
    return receiver
  }

  private func slack(_ node: Node) -> Receiver.Slack? {
    let missing = Located("", at: node.origin)
    var slack = Receiver.Slack(webhook: missing, channel: missing)
    mapping(node, "a Slack receiver") { fields in
      slack.webhook = fields.required("webhook", secretName, or: missing)
      slack.channel = fields.required("channel", self.name, or: missing)
      slack.sendResolved = fields.bool("send_resolved") ?? slack.sendResolved
      slack.title = fields.string("title")
      slack.text = fields.string("text")
      slack.native = fields.native()
    }
    return slack
  }

  private func pagerDuty(_ node: Node) -> Receiver.PagerDuty? {
    var pagerDuty = Receiver.PagerDuty(routingKey: Located("", at: node.origin))
    mapping(node, "a PagerDuty receiver") { fields in
      pagerDuty.routingKey = fields.required("routing_key", secretName, or: pagerDuty.routingKey)
      pagerDuty.native = fields.native()
    }
    return pagerDuty
  }

  /// A URL, or `{url: …}`.
  private func webhook(_ node: Node) -> Receiver.Webhook? {
    if node.kind == .scalar { return url(node).map { Receiver.Webhook(url: $0) } }
    var webhook = Receiver.Webhook(url: Located("", at: node.origin))
    mapping(node, "a webhook receiver") { fields in
      webhook.url = fields.required("url", url, or: webhook.url)
      webhook.sendResolved = fields.bool("send_resolved") ?? webhook.sendResolved
      webhook.native = fields.native()
    }
    return webhook
  }

  /// An address, or `{to: …}`.
  private func email(_ node: Node) -> Receiver.Email? {
    if node.kind == .scalar { return self.name(node).map { Receiver.Email(to: $0) } }
    var email = Receiver.Email(to: Located("", at: node.origin))
    mapping(node, "an email receiver") { fields in
      email.to = fields.required("to", self.name, or: email.to)
      email.native = fields.native()
    }
    return email
  }

  // MARK: Secrets

  /// The name of a declared secret. What looks like the secret itself is refused and never repeated.
  func secretName(_ node: Node) -> Located<String>? {
    guard let text = name(node) else { return nil }
    if !context.declaredSecrets.contains(text.value), Self.looksLikeSecret(text.value) {
      reportInlineSecret("\(subject) holds a secret instead of a secret's name", at: node.origin)
      return nil
    }
    return text
  }

  /// A URL without credentials in it.
  func url(_ node: Node) -> Located<String>? {
    guard let text = name(node) else { return nil }
    let afterScheme = text.value.split(separator: "//", maxSplits: 1).last ?? ""
    if afterScheme.prefix(while: { $0 != "/" }).contains("@") {
      reportInlineSecret("\(subject) holds a URL with credentials", at: node.origin)
      return nil
    }
    if !Self.isWebAddress(text.value) {
      // A hook's URL may be a secret as a whole, so it isn't repeated.
      invalid(
        "\(subject) must be an HTTP URL", at: node.origin,
        help: "begin with \"https://\" or \"http://\", then name a host")
    }
    return text
  }

  /// Whether the text is a URL as Go's `url.Parse` reads it, with a scheme that Alertmanager knows and a host.
  private static func isWebAddress(_ text: String) -> Bool {
    guard let scheme = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) }) else { return false }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    let authority = rest.prefix { !"/?#".utf8.contains($0) }
    let end = authority.lastIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
    let isBracketed = authority.first == UInt8(ascii: "[") && authority.last == UInt8(ascii: "]")
    let (host, port) =
      isBracketed ? (authority, authority.suffix(0)) : (authority[..<end], authority[end...].dropFirst())
    let isHost = host.allSatisfy { $0 > 0x20 && !"\"<>\\^`{|}%".utf8.contains($0) }
    let isPort = port.allSatisfy { (0x30...0x39).contains($0) }
    let isPrintable = rest.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    // A bracket that isn't around an IPv6 address.
    let isClosed = host.first == UInt8(ascii: "[") || !host.contains { $0 == 0x5B || $0 == 0x5D }
    return !host.isEmpty && isHost && isPort && isPrintable && isClosed
  }

  /// The name of a variable; anything else may be its content and isn't repeated.
  private func environmentVariable(_ node: Node) -> Located<String>? {
    guard let name = name(node) else { return nil }
    let isName = name.value.utf8.enumerated().allSatisfy { at, byte in
      byte == UInt8(ascii: "_") || (0x61...0x7A).contains(byte | 0x20) || (at > 0 && (0x30...0x39).contains(byte))
    }
    if !isName {
      report(
        "secrets/inline-secret", "\(subject) must be the name of an environment variable", at: node.origin,
        help: "write the name alone, such as SLACK_WEBHOOK")
    }
    return name
  }

  private func reportWrittenOut(_ name: Located<String>, at place: Origin) {
    report(
      "secrets/inline-secret", "secret \(quoted(name.value)) is written out", at: place,
      help: "put the value in a file and write {file: PATH}")
  }

  private func reportInlineSecret(_ message: String, at place: Origin) {
    report(
      "secrets/inline-secret", message, at: place,
      help: "put the value in a file, declare it under \"secrets\" and use its name here")
  }

  /// A URL, or a long run of letters and digits such as keys are made of.
  static func looksLikeSecret(_ text: String) -> Bool {
    if text.contains("://") { return true }
    guard text.utf8.count >= 20, !text.contains(" ") else { return false }
    let digits = text.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let capitals = text.utf8.count { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    return digits >= 4 || (digits > 0 && capitals > 0)
  }
}
