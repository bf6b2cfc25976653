import RE2
import Testing

@Suite struct RegularExpressionTests {
  @Test(arguments: [
    ("a|b", "b", true), ("a|b", "ab", false), ("a.c", "a\nc", true), ("", "", true), ("", "a", false),
    ("(?i)foo", "FOO", true), ("é+", "éé", true), (#"\d{3}"#, "123", true), (#"\Qa.b\E"#, "a.b", true),
    ("(?<n>a)", "a", true), ("[(?<a]+", "(?<a", true), (#"\(\?<a"#, "(?<a", true),
  ])
  func matchesWhole(pattern: String, text: String, matches: Bool) throws {
    #expect(try RegularExpression(pattern).matchesWhole(text) == matches)
  }

  @Test(arguments: [("b", "abc", true), ("^b", "abc", false), ("", "", true)])
  func matchesPart(pattern: String, text: String, matches: Bool) throws {
    #expect(try RegularExpression(pattern).matchesPart(text) == matches)
  }

  @Test func leavesNewlinesToOthersWhenTold() throws {
    #expect(try RegularExpression("a.c", dotMatchesNewline: false).matchesWhole("a\nc") == false)
  }

  @Test(arguments: [
    ("a⟦**⟧", "bad repetition operator: **"), ("⟦[a⟧", "missing ]: [a"), ("⟦(⟧", "missing ): ("),
    (#"a⟦\q⟧"#, #"invalid escape sequence: \q"#), (#"a⟦\C⟧"#, #"invalid escape sequence: \C"#),
    ("x⟦{1001}⟧", "invalid repetition size: {1001}"), ("⟦(?=⟧a)", "invalid perl operator: (?="),
  ])
  func refuses(marked: String, message: String) throws {
    let expected = Marked(marked)
    let error = #expect(throws: RegularExpression.SyntaxError.self) { try RegularExpression(expected.text) }
    #expect(error?.message == message)
    #expect(error?.range == expected.range)
  }

  @Test func namesGroupsAndFindsThem() throws {
    let regex = try RegularExpression("(?P<key>[a-z]+)=(?<value>[0-9]*)(;)?")
    #expect(regex.groupNames == ["key", "value", nil])
    #expect(regex.firstMatch(in: "é a=1;") == [3..<7, 3..<4, 5..<6, 6..<7])
    #expect(regex.firstMatch(in: "a= b=2", from: 2) == [3..<6, 3..<4, 5..<6, nil])
    #expect(regex.firstMatch(in: "none") == nil)
    #expect(regex.firstMatch(in: "a", from: 9) == nil)
    #expect(try RegularExpression("^$").firstMatch(in: "") == [0..<0])
  }

  @Test func takesWhatGoTakes() throws {
    #expect(try RegularExpression(#"\pL{1000}"#).matchesPart("a") == false)
  }
}
