import Matchers
import Testing

/// What the grammars read. The classic readings were taken from `amtool` 0.25.
@Suite struct ReadingTests {
  @Test(arguments: [
    (#"severity="critical""#, [#"severity="critical""#]),
    (#"{a="b", c=~"d.*",}"#, [#"a="b""#, #"c=~"d.*""#]),
    ("a=b,c!=d", [#"a="b""#, #"c!="d""#]),
    ("a=", [#"a="""#]),
    ("a==b", [#"a="=b""#]),
    ("{}", []),
    ("}", []),
    ("", []),
    (#"a!~"x, y""#, [#"a!~"x, y""#]),
    // A backslash that escapes nothing is kept by the classic grammar.
    (#"a=~"\d+""#, [#"a=~"\\d+""#]),
    (#"a="q\"q""#, [#"a="q\"q""#]),
    // A backslash before a comma escapes the quote behind it.
    (#"a=\,"b="c""#, []),
    ("a=b\u{A0}", [#"a="b""#]),
    ("a=b\u{A0},c=d", ["a=\"b\u{A0}\"", #"c="d""#]),
    // Braces lose their meaning behind a space.
    (#"{a=b} "#, [#"a="b}""#]),
    // Only the UTF-8 grammar reads these.
    (#" { "my label"="x" } "#, [#""my label"="x""#]),
    (#""é"="\u00e9""#, [#""é"="é""#]),
    (#"é=\#u{2003}ü,"#, [#""é"="ü""#]),
    (#"""="x""#, [#"""="x""#]),
    // The classic grammar would read it, but for the expression; so the other one counts.
    (#"a=~"\x28\x29""#, [#"a=~"\\x28\\x29""#]),
    (#"a=~"\x5cd","b c"=d"#, [#"a=~"\\d""#, #""b c"="d""#]),
  ])
  func reads(_ text: String, _ expected: [String]) {
    let reading = Matcher.parse(text)
    if expected.isEmpty, text.contains("\"") {
      #expect(!reading.errors.isEmpty)
    } else {
      #expect(reading.matchers.map(\.description) == expected)
      #expect(reading.errors.isEmpty)
    }
  }

  @Test(arguments: [
    (#"a⟦==⟧"b""#, #""==" is not an operator"#),
    (#"a="b", ⟦c⟧"#, #"expected "=", "!=", "=~" or "!~" after "c""#),
    (#"a=⟦"b⟧"#, "quote is not closed"),
    (#"a="b⟦"⟧c""#, "value contains an unescaped double quote"),
    (#"⟦="b"⟧"#, "matcher does not start with a label name"),
    ("a=b,⟦⟧,c=d", "matcher is empty"),
    // The UTF-8 grammar gets further.
    (#""my label"=x ⟦y⟧"#, #"expected "," after the value; one with spaces or reserved characters needs quotes"#),
    (#"{"my label"=}"#, #"expected a value after "="; an empty one is """#),
    (#""é"="a⟦\q⟧""#, #"no escape sequence in double quotes; a backslash itself is \\"#),
    (#""é"=⟦"\xff"⟧"#, "the escapes in quotes make no valid UTF-8"),
    (#"⟦{⟧"é"=x"#, "brace is not closed"),
    (#""é"=x⟦}⟧"#, #""}" closes no brace"#),
    ("a=~⟦(b⟧", "missing closing ): `^(?:(b)$`"),
  ])
  func locatesErrors(_ marked: String, _ message: String) {
    let expected = Marked(marked)
    let error = Matcher.parse(expected.text).errors.first
    #expect(error?.message == message)
    if marked.contains("⟦") { #expect(error?.range == expected.range) }
  }

  @Test func findsSeveralErrors() {
    #expect(Matcher.parse(#"a=b, c, d=~"(", e=f"#).errors.map(\.kind) == [.syntax, .regex])
    let utf8 = Matcher.parse(#"{"a b"=c d, e, f="g", h='i'}"#, mode: .utf8)
    #expect(utf8.errors.count == 3)
    #expect(utf8.matchers.map(\.label) == ["a b", "f"])
  }

  @Test func tellsModesApart() {
    let text = #"a="\d""#
    #expect(Matcher.parse(text, mode: .classic).matchers.map(\.value) == [#"\d"#])
    #expect(Matcher.parse(text, mode: .utf8).errors.count == 1)
    #expect(Matcher.parse(text).grammar == .classic)
    #expect(Matcher.parse(#""a b"=c"#).grammar == .utf8)
    #expect(Matcher.parse(#""a b"=c"#, mode: .classic).errors.count == 1)
    guard case .refusedByUTF8(let error)? = Matcher.parse(text).warning else {
      Issue.record("no warning")
      return
    }
    #expect(error.range == 3..<5)
    #expect(Matcher.parse(text).canonical == #"a="\\d""#)
    let other = Matcher(label: "a", operator: .equal, value: "\t")
    #expect(Matcher.parse(#"a="\t""#).warning == .readOtherwiseByUTF8([other]))
    #expect(Matcher.parse(#"a="\\t""#).warning == nil)
  }

  @Test func rangesCoverEachMatcher() {
    let text = #"{a = "b", c=~"d"}"#
    let bytes = Array(text.utf8)
    func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    for mode in Matcher.Mode.allCases {
      let items = Matcher.parse(text, mode: mode).items
      #expect(items.map { part($0.range) } == [#"a = "b""#, #"c=~"d""#])
      #expect(items.map { part($0.labelRange) } == ["a", "c"])
      #expect(items.map { part($0.operatorRange) } == ["=", "=~"])
      #expect(items.map { part($0.valueRange) } == [#""b""#, #""d""#])
    }
  }

  /// Printing and reading again gives the same matcher, whatever the value, in every mode.
  @Test(
    arguments: ["", "\\", "\"", "a\nb", "\\n", "x,y", "{}", "é", "a\\\"b\\", "\t\u{B}\u{A0}", "\u{0}"],
    Matcher.Mode.allCases)
  func roundTrips(_ value: String, mode: Matcher.Mode) {
    let matcher = Matcher(label: "l", operator: .equal, value: value)
    #expect(Matcher.parse(matcher.description, mode: mode).matchers == [matcher])
  }

  /// Every short text of the characters that mean something: ranges stay inside, and what is read is read again alike.
  @Test func readsEveryShortText() {
    let alphabet = Array(#"{}=~!,"\ a0é("#)
    var texts = [""]
    var last = texts
    for _ in 0..<4 {
      last = last.flatMap { text in alphabet.map { text + String($0) } }
      texts += last
    }
    for text in texts {
      let count = text.utf8.count
      for mode in Matcher.Mode.allCases {
        let reading = Matcher.parse(text, mode: mode)
        for range in reading.items.map(\.range) + reading.errors.map(\.range) {
          #expect(range.lowerBound >= 0 && range.upperBound <= count)
        }
        guard reading.errors.isEmpty else { continue }
        #expect(Matcher.parse(reading.canonical).matchers == reading.matchers)
      }
    }
  }
}
