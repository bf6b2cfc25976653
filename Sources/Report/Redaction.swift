import Diagnostics

/// Hides secrets in the lines that are quoted under findings. Whatever a finding is about, its line may hold one.
///
/// Hidden are the places that are known to be secret, those of all findings about secrets, what stands after a key that
/// means one, and passwords in URLs. Each character becomes a star, so that carets stay where they are.
struct Redaction {
  /// By file, in order.
  private let secrets: [SourceFile: [Range<Int>]]

  init(of report: Report) {
    let spans = report.findings.filter { $0.id.hasPrefix("secrets/") }.compactMap(\.place.span) + report.secrets
    secrets = Dictionary(grouping: spans, by: \.file).mapValues { spans in
      spans.map(\.range).sorted { $0.lowerBound < $1.lowerBound }
    }
  }

  /// The line of `file` that starts at byte `start`.
  func redacted(_ line: [Unicode.Scalar], of file: SourceFile, from start: Int) -> [Unicode.Scalar] {
    var shown = line
    func hide(_ index: Int) { if line[index] != " " { shown[index] = "*" } }
    for value in Self.values(in: line) + line.passwords { value.forEach(hide) }
    var own = (secrets[file] ?? [])[...]
    var offset = start
    var end = 0
    for index in line.indices where !own.isEmpty || offset < end {
      while let next = own.first, next.lowerBound <= offset {
        end = max(end, next.upperBound)
        own = own.dropFirst()
      }
      if offset < end { hide(index) }
      offset += Self.width(of: offset, in: file)
    }
    return shown
  }

  /// Bytes of the character at an offset.
  private static func width(of offset: Int, in file: SourceFile) -> Int {
    guard offset < file.bytes.count else { return 1 }
    var end = offset + 1
    while end < file.bytes.count, file.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end - offset
  }

  /// Last words of keys whose value is a secret whatever it looks like: `smtp_auth_password`, `secret_access_key`.
  private static let always =
    [
      ["password"], ["passwd"], ["passphrase"], ["credentials"], ["secret"], ["token"], ["token", "id"],
      ["connection", "string"],
    ] + ["access", "account", "api", "certificate", "consumer", "private", "secret"].map { [$0, "key"] }
  /// Keys whose value is a secret unless it is a plain word: a spec names its secrets under these.
  private static let unlessNamed: Set<String> = [
    "api_url", "mattermost_webhook_url", "routing_key", "secret", "service_key", "slack_api_url", "token", "user_key",
    "webhook", "webhook_url",
  ]

  /// Where the values of such keys stand in a line.
  private static func values(in line: [Unicode.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for separator in line.indices where line[separator] == ":" || line[separator] == "=" {
      let key = key(before: separator, in: line)
      let mayBeNamed = unlessNamed.contains(key)
      guard mayBeNamed || always.contains(where: words(of: key).ends(with:)) else { continue }
      let value = value(after: separator, in: line)
      if !mayBeNamed || !isPlainName(line[value]) { found.append(value) }
    }
    return found
  }

  private static func key(before separator: Int, in line: [Unicode.Scalar]) -> String {
    var end = separator
    while end > 0, [" ", "\"", "'", "\\"].contains(line[end - 1]) { end -= 1 }
    var start = end
    while start > 0, isWord(line[start - 1]) { start -= 1 }
    return String(String.UnicodeScalarView(line[start..<end]))
  }

  /// `basicAuthPassword` and `basic_auth_password` as three words.
  private static func words(of key: String) -> [String] {
    var words = [""]
    for character in key {
      if character == "_" || character == "-" || character.isUppercase, words.last != "" { words.append("") }
      if character != "_", character != "-" { words[words.count - 1] += character.lowercased() }
    }
    return words
  }

  /// Up to the closing quote, or to what ends an unquoted value. In text inside text the quotes have backslashes.
  private static func value(after separator: Int, in line: [Unicode.Scalar]) -> Range<Int> {
    var start = separator + 1
    while start < line.count, line[start] == " " || line[start] == "\\" { start += 1 }
    guard start < line.count else { return line.count..<line.count }
    let quote = line[start]
    guard quote == "\"" || quote == "'" else {
      return start..<(line.indices[start...].first { ends(at: $0, in: line) } ?? line.endIndex)
    }
    let depth = backslashes(before: start, in: line)
    start += 1
    var end = start
    while end < line.count {
      let isDoubled = quote == "'" && line[end] == quote && line[(end + 1)...].first == quote
      // A quote that is part of the text has more backslashes, or another quote behind it.
      if line[end] == quote, !isDoubled, backslashes(before: end, in: line) <= depth { break }
      end += isDoubled ? 2 : 1
    }
    return start..<end
  }

  private static func backslashes(before index: Int, in line: [Unicode.Scalar]) -> Int {
    line[..<index].reversed().prefix { $0 == "\\" }.count
  }

  /// Whether an unquoted value ends: with what ends it inside brackets, or with a comment.
  private static func ends(at index: Int, in line: [Unicode.Scalar]) -> Bool {
    [",", "}", "]", "\""].contains(line[index]) || line[index] == "#" && line[index - 1] == " "
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

extension [String] {
  fileprivate func ends(with words: [String]) -> Bool { suffix(words.count).elementsEqual(words) }
}
