import Diagnostics

/// Hides secrets in the lines that are quoted under findings. Whatever a finding is about, its line may hold one.
///
/// Hidden are the places of all findings about secrets, and what stands after a key that means a secret. Each character
/// becomes a star, so that carets stay where they are.
struct Redaction {
  private let secrets: [Span]

  init(of findings: [Diagnostic]) {
    secrets = findings.filter { $0.id.hasPrefix("secrets/") }.compactMap(\.place.span)
  }

  /// The line of `file` that starts at byte `start`.
  func redacted(_ line: [Unicode.Scalar], of file: SourceFile, from start: Int) -> [Unicode.Scalar] {
    var hidden = Set(Self.values(in: line).joined())
    let own = secrets.filter { $0.file == file }
    if !own.isEmpty {
      var offset = start
      for index in line.indices {
        if own.contains(where: { $0.range.contains(offset) }) { hidden.insert(index) }
        offset += Self.width(of: offset, in: file)
      }
    }
    return line.indices.map { hidden.contains($0) && line[$0] != " " ? "*" : line[$0] }
  }

  /// Bytes of the character at an offset.
  private static func width(of offset: Int, in file: SourceFile) -> Int {
    guard offset < file.bytes.count else { return 1 }
    var end = offset + 1
    while end < file.bytes.count, file.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end - offset
  }

  /// Keys whose value is a secret whatever it looks like.
  private static let always: Set<String> = [
    "api_key", "api_secret", "app_token", "auth_password", "auth_secret", "bearer_token", "bot_token", "client_secret",
    "credentials", "password", "passwd", "secret_access_key", "secret_key", "smtp_auth_password", "smtp_auth_secret",
    "slack_app_token", "telegram_bot_token", "victorops_api_key", "opsgenie_api_key", "wechat_api_secret",
    "alert_source_token", "rocketchat_token", "rocketchat_token_id", "token_id",
  ]
  /// Keys whose value is a secret unless it is a plain word: a spec names its secrets under these.
  private static let unlessNamed: Set<String> = [
    "api_url", "routing_key", "service_key", "slack_api_url", "token", "user_key", "webhook", "webhook_url",
    "mattermost_webhook_url",
  ]

  /// Where the values of such keys stand in a line.
  private static func values(in line: [Unicode.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for separator in line.indices where line[separator] == ":" || line[separator] == "=" {
      let key = key(before: separator, in: line)
      guard always.contains(key) || unlessNamed.contains(key) else { continue }
      let value = value(after: separator, in: line)
      if always.contains(key) || !isPlainName(line[value]) { found.append(value) }
    }
    return found
  }

  private static func key(before separator: Int, in line: [Unicode.Scalar]) -> String {
    var end = separator
    while end > 0, line[end - 1] == " " || line[end - 1] == "\"" || line[end - 1] == "'" { end -= 1 }
    var start = end
    while start > 0, isWord(line[start - 1]) { start -= 1 }
    return String(String.UnicodeScalarView(line[start..<end])).lowercased()
  }

  /// Up to the closing quote, or to what ends an unquoted value; a secret has no blanks.
  private static func value(after separator: Int, in line: [Unicode.Scalar]) -> Range<Int> {
    var start = separator + 1
    while start < line.count, line[start] == " " { start += 1 }
    guard start < line.count else { return start..<start }
    let quote = line[start]
    if quote == "\"" || quote == "'" {
      start += 1
      let end = line[start...].firstIndex(of: quote) ?? line.endIndex
      return start..<end
    }
    let end = line[start...].firstIndex { [" ", ",", "}", "]"].contains($0) } ?? line.endIndex
    return start..<end
  }

  /// `slack_webhook`: short, of words, and not the random letters and digits of a key.
  private static func isPlainName(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    text.count <= 40 && text.allSatisfy(isWord) && !(text.count >= 20 && text.contains { ("0"..."9").contains($0) })
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
      || scalar == "-"
  }
}
