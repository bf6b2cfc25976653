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
    ("a⟦**⟧", "invalid nested repetition operator: `**`"), ("⟦[a⟧", "missing closing ]: `[a`"),
    ("a⟦(⟧b", "missing closing ): `a(b`"), ("a⟦)⟧b", "unexpected ): `a)b`"),
    (#"a⟦\q⟧"#, #"invalid escape sequence: `\q`"#), (#"a⟦\C⟧"#, #"invalid escape sequence: `\C`"#),
    ("x⟦{1001}⟧", "invalid repeat count: `{1001}`"), ("((a{11}){10})⟦{10}⟧", "invalid repeat count: `{10}`"),
    ("⟦(?=⟧a)", "invalid or unsupported Perl syntax: `(?=`"),
    ("a|⟦*?⟧", "missing argument to repetition operator: `*?`"),
    (#"a⟦\⟧"#, "trailing backslash at end of expression: ``"), ("[b⟦z-a⟧]", "invalid character class range: `z-a`"),
    ("[⟦[:foo:]⟧]", "invalid character class range: `[:foo:]`"),
    (#"a⟦\p{Foo}⟧"#, #"invalid character class range: `\p{Foo}`"#),
    ("⟦(?P<a b>⟧c)", "invalid named capture: `(?P<a b>`"), ("⟦(?-)⟧", "invalid or unsupported Perl syntax: `(?-)`"),
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

  @Test(arguments: [
    #"\pL{1000}"#, "(?P<a>x)(?<a>y)", "a*(?i)*", "[]a]", "a{,3}", "{2", "a{01}", #"[\d-z]"#, #"\_"#, #"\x{10FFFF}"#,
    "(?)",
    "((a{10}){10}){10}", String(repeating: "(", count: 990) + String(repeating: ")", count: 990),
    String(repeating: "(?:", count: 5000) + "a" + String(repeating: ")", count: 5000),
  ])
  func takesWhatGoTakes(pattern: String) throws {
    #expect(try RegularExpression(pattern + "|").matchesWhole(""))
    #expect(RegularExpression.syntaxError(wrapping: pattern) == nil)
  }

  @Test(arguments: [
    (String(repeating: "(", count: 1000) + String(repeating: ")", count: 1000), "expression nests too deeply"),
    ("(" + String(repeating: "x", count: 3400) + "){1000}", "expression too large"),
  ])
  func refusesWhatIsTooMuchForGo(pattern: String, message: String) {
    let error = #expect(throws: RegularExpression.SyntaxError.self) { try RegularExpression(pattern) }
    #expect(error?.message.hasPrefix(message) == true)
  }

  /// Wrapping is done in text: what does not stand by itself may be a pattern, and the other way round.
  @Test func wraps() throws {
    let loose = try RegularExpression(wrapping: "a)|(b", dotMatchesNewline: false)
    #expect(loose.matchesWhole("ax") && loose.matchesWhole("xb") && !loose.matchesWhole("xa"))
    #expect(throws: RegularExpression.SyntaxError.self) { try RegularExpression("a)|(b") }
    #expect(throws: RegularExpression.SyntaxError.self) {
      try RegularExpression(wrapping: #"\Qa"#, dotMatchesNewline: false)
    }
    #expect(try RegularExpression(wrapping: "a|b", dotMatchesNewline: false).matchesWhole("ab") == false)
    #expect(try RegularExpression(wrapping: "a.", dotMatchesNewline: false).matchesWhole("a\n") == false)
    #expect(try RegularExpression(wrapping: "a.", dotMatchesNewline: true).matchesWhole("a\n"))
  }

  @Test(arguments: [
    ("⟦(⟧b", "missing closing ): `^(?:(b)$`"), ("b⟦\\p{Foo}⟧", "invalid character class range: `\\p{Foo}`"),
  ])
  func placesErrorsOfWrappedPatterns(marked: String, message: String) throws {
    let expected = Marked(marked)
    let error = RegularExpression.syntaxError(wrapping: expected.text)
    #expect(error?.message == message)
    #expect(error?.range == expected.range)
  }

  /// What is taken without being compiled is what would compile, and what is known of it is so. An empty quotation makes
  /// any pattern unusual enough to be compiled at once.
  @Test func takesNothingUnseenThatDoesNotCompile() {
    let pieces = [
      "a", "b", "-", "0", "9", "é", ".", "*", "+", "?", "|", "^", "$", "(", ")", "(?:", "(?i)", "(?s", "[", "]", "[^",
      "a-z",
      "z-a", "{", "}", "{2}", "{3,2}", "{1,}", ",", "\\", "\\d", "\\.", "\\-", "\\_", "\\b", ":", "&&", "[:alpha:]",
    ]
    var random = SplitMix(state: 1)
    var count = 0
    for _ in 0..<20_000 {
      let pattern = (0...random.next(upTo: 7)).map { _ in pieces[random.next(upTo: pieces.count)] }.joined()
      let taken = try? RegularExpression(pattern)
      let compiled = try? RegularExpression(#"\Q\E"# + pattern)
      #expect((taken != nil) == (compiled != nil), "\(pattern)")
      #expect(taken?.matchesWhole("") == compiled?.matchesWhole(""), "\(pattern)")
      if taken != nil { count += 1 }
    }
    #expect(count > 1000)
  }

  @Test func matchesWhateverThreadAsksFirst() async throws {
    let regex = try RegularExpression("(a|b)+-[0-9]*")
    let matches = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<8 { group.addTask { regex.matchesWhole("ab-\(number)") } }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(matches)
    #expect(regex.groupCount == 1)
  }
}

/// The same numbers on every machine.
private struct SplitMix {
  var state: UInt64

  mutating func next(upTo bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(bound))
  }
}
