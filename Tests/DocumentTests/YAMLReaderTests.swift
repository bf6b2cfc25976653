import Diagnostics
import Document
import Testing

func read(_ text: String, limits: Limits = .standard) -> ReadResult {
  YAMLReader.read(SourceFile(path: "test.yml", text: text), limits: limits)
}

/// A tree in one line, for comparing: scalars by text, `~` for null.
func sketch(_ node: Node) -> String {
  switch node.kind {
  case .scalar: node.isNull ? "~" : node.text
  case .sequence: "[" + node.items.map(sketch).joined(separator: ", ") + "]"
  case .mapping: "{" + node.entries.map { "\(sketch($0.key)): \(sketch($0.value))" }.joined(separator: ", ") + "}"
  }
}

/// The bytes a node's span covers.
func source(_ span: Span?) -> String? {
  span.map { String(decoding: $0.file.bytes[$0.range], as: UTF8.self) }
}

@Suite struct YAMLReaderTests {
  @Test(arguments: [
    ("a: 1\nb: [x, 'y']\n", "{a: 1, b: [x, y]}"),
    ("- a\n- b: c\n  d:\n- ~\n", "[a, {b: c, d: ~}, ~]"),
    ("a: &x {b: 1}\nc: *x\n", "{a: {b: 1}, c: {b: 1}}"),
    ("base: &b {x: 1, y: 2}\nd: {<<: *b, x: 3}\n", "{base: {x: 1, y: 2}, d: {x: 3, y: 2}}"),
    ("d:\n  <<: [{x: 1}, {x: 2, y: 3}]\n  z: 0\n", "{d: {z: 0, x: 1, y: 3}}"),
    ("'<<': 1\n", "{<<: 1}"),
    ("a: |\n  x\n  y\n", "{a: x\ny\n}"),
    ("\u{FEFF}a: é\n", "{a: é}"),
  ])
  func readsTheTree(text: String, expected: String) {
    let result = read(text)
    #expect(result.diagnostics.isEmpty)
    #expect(result.documents.map(sketch) == [expected])
  }

  @Test func readsSeveralDocuments() {
    #expect(read("a: 1\n---\nb: 2\n...\n---\n- c\n").documents.map(sketch) == ["{a: 1}", "{b: 2}", "[c]"])
    #expect(read("").documents.isEmpty)
    #expect(read("# nothing\n").documents.isEmpty)
    #expect(read("").diagnostics.isEmpty)
  }

  @Test(arguments: ["", "\u{FEFF}", "# é😀\n", "\u{FEFF}# ünï\r\n"])
  func spansAreBytes(prefix: String) throws {
    let text =
      prefix
      + "key: \"é😀\"  # c\nlist:\n  - 'ß'\n  - &a !!str plain text\nblock:\n    x: |\n      ä\n\n    y: 1\nz: {q: [1]}\n"
    let result = read(text)
    let root = try #require(result.documents.first)
    #expect(result.diagnostics.isEmpty)
    #expect(source(root["key"]?.span) == "\"é😀\"")
    #expect(root["list"]?.items.map { source($0.span) } == ["'ß'", "plain text"])
    #expect(source(root["list"]?.span) == "- 'ß'\n  - &a !!str plain text")
    #expect(source(root["block"]?["x"]?.span) == "|\n      ä")
    #expect(source(root["block"]?.span) == "x: |\n      ä\n\n    y: 1")
    #expect(source(root["z"]?.span) == "{q: [1]}")
    #expect(source(root["z"]?["q"]?.span) == "[1]")
    #expect(root.entries.map { source($0.key.span) } == ["key", "list", "block", "z"])
  }

  @Test func aliasesShareNodes() throws {
    let root = try #require(read("a: &x [1, 2]\nb: *x\n").documents.first)
    #expect(root["a"]?.index == root["b"]?.index)
  }

  @Test func duplicateKeysShowBothPlaces() throws {
    let result = read("a: 1\nb: 2\n'a': 3\n")
    let problem = try #require(result.diagnostics.first)
    #expect(result.diagnostics.count == 1)
    #expect(problem.id == "syntax/duplicate-key")
    #expect(problem.message == "duplicate key \"a\"")
    #expect(source(problem.place.span) == "'a'")
    #expect(problem.notes.first?.message == "first defined here")
    #expect(problem.notes.first?.place?.span?.start == 0)
    #expect(result.documents.map(sketch) == ["{a: 1, b: 2}"])
  }

  @Test func findsDuplicatesInLargeMappings() {
    let text = (0..<50_000).map { "key\($0): 1\n" }.joined() + "key49999: 2\n"
    #expect(read(text).diagnostics.map(\.message) == ["duplicate key \"key49999\""])
  }

  @Test(arguments: [
    ("a: 1\n\tb: 2\n", "a tab can't be used for indentation in YAML", "\t"),
    ("a:\n\tb: 2\n", "a tab can't be used for indentation in YAML", "\t"),
    ("a:\n  - x\n\t- y\n", "a tab can't be used for indentation in YAML", "\t"),
    ("a: 'x\nb: 1\n", "this quote is never closed", "'"),
    ("é: \"x", "this quote is never closed", "\""),
    ("a: b: c\n", "a key isn't allowed here", ":"),
    ("a: [1, 2\nb: 3\n", "expected \",\" or \"]\" here", ":"),
    ("a: {x: 1\n", "expected \",\" or \"}\" here", ""),
    ("a: @x\n", "a plain value can't begin with \"@\"", "@"),
    ("a: \"\\q\"\n", "\"\\q\" isn't an escape that YAML knows", "\\q"),
    ("a: *x\n", "no anchor \"&x\" stands before this alias", "*x"),
    ("a: &x [*x]\n", "the alias \"*x\" stands inside the value it refers to", "*x"),
    ("? [a]\n: 1\n", "a key must be text, not a list", "["),
    ("{{ x }}: 1\n", "a key must be text, not a mapping", "{"),
    ("a: b\n c\nd\ne: 1\n", "this line is neither a key with \":\" nor part of the value before it", "d"),
    ("a: 1\n  b: 2\n", "a key isn't allowed here", ":"),
    ("a:\n  b: 1\n c: 2\n", "expected a key here", "c"),
    ("%YAML 1.3\n---\na: 1\n", "this version of YAML isn't supported", "%"),
    ("<<: 3\n", "the merge key \"<<\" takes a mapping or a list of mappings", "<<"),
    ("a: \u{7}\n", "the control character U+0007 isn't allowed in YAML", "\u{7}"),
    ("a: \u{0}\n", "the control character U+0000 isn't allowed in YAML", "\u{0}"),
    ("a: 0123456789abcdef\u{7F}0123456789abcdef\n", "the control character U+007F isn't allowed in YAML", "\u{7F}"),
    ("a: 0123456789abcde\u{1F} 0123456789abcdef\n", "the control character U+001F isn't allowed in YAML", "\u{1F}"),
  ])
  func explainsWhatIsWrong(text: String, message: String, place: String) throws {
    let result = read(text)
    let problem = try #require(result.diagnostics.first)
    #expect(problem.id == "syntax/yaml")
    #expect(problem.message == message)
    #expect(source(problem.place.span) == place)
  }

  @Test func namesTheByteThatIsNoText() {
    func problem(_ bytes: [UInt8]) -> (String, Int?)? {
      let found = YAMLReader.read(SourceFile(path: "x", bytes: bytes)).diagnostics.first
      return found.map { ($0.message, $0.place.span?.start) }
    }
    #expect(problem(Array("a: ".utf8) + [0x80])?.0 == "the byte 0x80 isn't UTF-8 text")
    #expect(problem(Array("a: ".utf8) + [0x80])?.1 == 3)
    #expect(problem(Array("é: ".utf8) + [0xC3])?.1 == 4)
    #expect(problem(Array("a: ".utf8) + [0xED, 0xA0, 0x80])?.1 == 3)
    #expect(problem(Array("a: ".utf8) + [0xC0, 0x80])?.1 == 3)
    #expect(problem([0xFF, 0xFE, 0x61, 0])?.0 == "the file is UTF-16, not UTF-8")
    #expect(problem([0x61, 0, 0x3A, 0])?.0 == "the file is UTF-16, not UTF-8")
  }
}

/// Files made to hurt: each must come back as findings, not as a trap or a wait.
@Suite struct HostileYAMLTests {
  @Test(arguments: [
    "[", "{a: ", "- ", "a:\n", "? ", "!t ", "&a ", "{", "'a", "\"\n", "|", "%TAG ! a\n", "a: \\\n", "[[]", "*a ",
    "<<: ",
  ])
  func survivesRepetition(piece: String) {
    let result = read(String(repeating: piece, count: 100_000))
    #expect(!result.diagnostics.isEmpty)
    #expect(result.diagnostics.count <= Limits.standard.problems)
  }

  @Test(arguments: ["[", "- ", "{a: ", "- - ", "[{a: "])
  func namesTheDepth(piece: String) {
    let messages = read(String(repeating: piece, count: 100_000)).diagnostics.map(\.message)
    #expect(messages.last == "nested more than 200 levels deep")
  }

  @Test func takesTheGreatestDepth() {
    let depth = Limits.standard.depth
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(read(text).diagnostics.isEmpty)
    #expect(!read("[\(text)]").diagnostics.isEmpty)
  }

  @Test func refusesManyLaughs() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for i in 1..<30 {
      text += "a\(i): &a\(i) [" + Array(repeating: "*a\(i - 1)", count: 10).joined(separator: ", ") + "]\n"
    }
    let messages = read(text).diagnostics.map(\.message)
    #expect(messages == ["the document grows beyond 4000000 values when aliases are followed"])
  }

  @Test func refusesDepthByAliases() {
    var text = "a0: &a0 []\n"
    for i in 1..<300 { text += "a\(i): &a\(i) [*a\(i - 1)]\n" }
    #expect(read(text).diagnostics.map(\.message) == ["nested more than 200 levels deep when aliases are followed"])
  }

  @Test func refusesManyMergedEntries() {
    let keys = (0..<1000).map { "k\($0): 1" }.joined(separator: ", ")
    let text = "base: &b {\(keys)}\n" + (0..<2000).map { "m\($0): {<<: *b}\n" }.joined()
    #expect(read(text).diagnostics.map(\.message) == ["merge keys add more than 1000000 entries"])
  }

  @Test func takesAMillionAliases() {
    let text = "a: &a x\nb: [" + String(repeating: "*a,", count: 1_000_000) + "]\n"
    let result = read(text)
    #expect(result.diagnostics.isEmpty)
    #expect(result.documents.first?["b"]?.items.count == 1_000_000)
  }

  @Test func refusesWhatIsTooLarge() {
    let large = YAMLReader.read(SourceFile(path: "x", bytes: Array(repeating: 0x20, count: 50 << 20)))
    #expect(large.diagnostics.map(\.message) == ["the file is larger than 32 MiB"])
    #expect(read(String(repeating: "x", count: 5 << 20)).diagnostics.map(\.message) == ["a value is larger than 4 MiB"])
    var few = Limits.standard
    few.nodes = 10
    #expect(
      read("[1,2,3,4,5,6,7,8,9,10]", limits: few).diagnostics.map(\.message) == ["the file holds more than 10 values"])
  }

  /// Every prefix of a file with a bit of everything, and every single byte of it replaced.
  @Test func survivesDamage() {
    let text = Array(
      "a: &x {b: 'it''s', c: \"\\u00e9\\n\"}\nd: *x\ne: |2\n    é\n   \nf: >-\n  a\n  b\n<<: *x\n- ? !t\n".utf8)
    for count in 0...text.count { _ = YAMLReader.read(SourceFile(path: "x", bytes: Array(text[..<count]))) }
    for at in text.indices {
      for byte in [0x00, 0x09, 0x0A, 0x22, 0x27, 0x26, 0x2A, 0x3A, 0x5B, 0x7B, 0x7D, 0x80, 0xC3, 0xFF] as [UInt8] {
        var damaged = text
        damaged[at] = byte
        let result = YAMLReader.read(SourceFile(path: "x", bytes: damaged))
        for problem in result.diagnostics { #expect(problem.place.span != nil) }
      }
    }
  }
}
