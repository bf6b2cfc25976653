extension GoTemplate.Walker {
  /// Holds the arguments of `printf` against the verbs of its format, when that is a literal.
  mutating func checkFormat(_ inputs: [Input]) {
    guard let format = inputs.first?.literal, let verbs = GoTemplate.FormatVerb.all(in: format.value) else { return }
    var arguments = inputs.dropFirst()
    for verb in verbs {
      let range = self.range(of: verb, in: format)
      for _ in 0..<verb.stars where arguments.popFirst() == nil { break }
      guard verb.letter != "%" else { continue }
      guard let argument = arguments.popFirst() else {
        report("%\(verb.letter) has no argument", at: range, effect: .misprints)
        continue
      }
      let kind = place.underlying(argument.value.kind)
      guard !verb.suits(kind) else { continue }
      report("%\(verb.letter) can't print \(kind)", at: range, effect: .misprints, suggestion: verb.spelled(for: kind))
    }
    if let extra = arguments.first {
      report("the format has no verb for this argument", at: extra.range, effect: .misprints)
    }
  }

  private func range(of verb: GoTemplate.FormatVerb, in literal: GoTemplate.StringLiteral) -> Range<Int> {
    guard literal.isVerbatim else { return literal.range }
    let start = literal.range.lowerBound + 1
    return (start + verb.range.lowerBound)..<(start + verb.range.upperBound)
  }
}

extension GoTemplate {
  /// One verb of a `printf` format.
  struct FormatVerb {
    var letter: Character
    /// Flags, width and precision, as written.
    var options: String
    /// How many of them are `*`, and take an argument each.
    var stars: Int
    /// Bytes of the format.
    var range: Range<Int>

    /// Every verb of a format; nil when arguments are picked by number, which is not followed.
    static func all(in format: String) -> [Self]? {
      let bytes = Array(format.utf8)
      var verbs: [Self] = []
      var at = 0
      while at < bytes.count {
        guard bytes[at] == UInt8(ascii: "%") else {
          at += 1
          continue
        }
        let start = at
        at += 1
        while at < bytes.count, "+-# 0123456789.*".utf8.contains(bytes[at]) { at += 1 }
        guard at < bytes.count, bytes[at] < 0x80, bytes[at] != UInt8(ascii: "[") else { return nil }
        let options = bytes[(start + 1)..<at]
        at += 1
        verbs.append(
          Self(
            letter: Character(Unicode.Scalar(bytes[at - 1])), options: String(decoding: options, as: UTF8.self),
            stars: options.count { $0 == UInt8(ascii: "*") }, range: start..<at))
      }
      return verbs
    }

    /// Whether Go prints a value of the kind with this verb.
    func suits(_ kind: Kind) -> Bool {
      switch (letter, kind) {
      case ("v", _), ("T", _), (_, .any), (_, .nil), (_, .object), (_, .list), (_, .map): true
      case ("d", .integer), ("o", .integer), ("O", .integer), ("c", .integer), ("U", .integer), ("q", .integer): true
      case ("b", .integer), ("b", .float), ("x", .integer), ("x", .float), ("X", .integer), ("X", .float): true
      case ("e", .float), ("E", .float), ("f", .float), ("F", .float), ("g", .float), ("G", .float): true
      case ("s", .string), ("q", .string), ("x", .string), ("X", .string): true
      case ("t", .boolean): true
      default: false
      }
    }

    /// A verb that prints the kind, with the same options.
    func spelled(for kind: Kind) -> String? {
      switch (letter, kind) {
      case ("d", .float): "%\(options).0f"
      case (_, .string): "%s"
      case (_, .integer): "%d"
      case (_, .float): "%v"
      case (_, .boolean): "%t"
      default: nil
      }
    }
  }
}
