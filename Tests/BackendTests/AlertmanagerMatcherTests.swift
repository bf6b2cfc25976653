import Deployment
import Testing

/// The expected readings were taken from `amtool` (classic) and from the grammar of 0.27 (UTF-8).
struct AlertmanagerMatcherTests {
  @Test(arguments: [
    (#"severity="critical""#, [#"severity="critical""#]),
    (#"{a="b", c=~"d.*",}"#, [#"a="b""#, #"c=~"d.*""#]),
    ("a=b,c!=d", [#"a="b""#, #"c!="d""#]),
    ("a=", [#"a="""#]),
    ("a==b", [#"a="=b""#]),
    ("{}", []),
    ("", []),
    (#"a!~"x, y""#, [#"a!~"x, y""#]),
    // A backslash that escapes nothing is kept by the classic grammar.
    (#"a=~"\d+""#, [#"a=~"\\d+""#]),
    (#"a="q\"q""#, [#"a="q\"q""#]),
    // Only the UTF-8 grammar reads these.
    (#" { "my label"="x" } "#, [#""my label"="x""#]),
    (#""é"="\u00e9""#, [#""é"="é""#]),
  ])
  func reads(_ text: String, _ expected: [String]) {
    let (matchers, errors) = Matcher.parse(text)
    #expect(matchers.map(\.matcher.description) == expected)
    #expect(errors.isEmpty)
  }

  @Test(arguments: [
    (#"a=="b""#, #""==" is not an operator"#, 1..<3),
    (#"a="b", c"#, #"expected "=", "!=", "=~" or "!~" after "c""#, 7..<8),
    (#"a="b"#, "quote is not closed", 2..<4),
    (#"a="b"c""#, "value contains an unescaped double quote", 4..<5),
    (#"="b""#, "matcher does not start with a label name", 0..<4),
    ("a=b,,c=d", "matcher is empty", 4..<4),
  ])
  func locatesErrors(_ text: String, _ message: String, _ range: Range<Int>) {
    let (_, errors) = Matcher.parse(text)
    #expect(errors.map(\.message) == [message])
    #expect(errors.first?.range == range)
  }

  @Test func rangesCoverEachMatcher() {
    let text = #"{a="b", c=~"d"}"#
    let bytes = Array(text.utf8)
    let parts = Matcher.parse(text).matchers.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(parts == [#"a="b""#, #"c=~"d""#])
  }

  /// Printing and reading again gives the same matcher, whatever the value.
  @Test(arguments: ["", "\\", "\"", "a\nb", "\\n", "x,y", "{}", "é", "a\\\"b\\"])
  func roundTrips(_ value: String) {
    let matcher = Matcher(label: "l", operator: .equal, value: value)
    #expect(Matcher.parse(matcher.description).matchers.map(\.matcher) == [matcher])
  }

  /// Every short text of the characters that mean something: ranges stay inside, and what is read is read again alike.
  @Test func readsEveryShortText() {
    let alphabet = Array(#"{}=~!,"\ a0é"#)
    var texts = [""]
    var last = texts
    for _ in 0..<4 {
      last = last.flatMap { text in alphabet.map { text + String($0) } }
      texts += last
    }
    for text in texts {
      let (matchers, errors) = Matcher.parse(text)
      let bounds = 0...text.utf8.count
      for range in matchers.map(\.range) + errors.map(\.range) {
        #expect(bounds.contains(range.lowerBound) && bounds.contains(range.upperBound))
      }
      guard errors.isEmpty else { continue }
      let printed = matchers.map(\.matcher.description).joined(separator: ",")
      #expect(Matcher.parse(printed).matchers.map(\.matcher) == matchers.map(\.matcher))
    }
  }
}
