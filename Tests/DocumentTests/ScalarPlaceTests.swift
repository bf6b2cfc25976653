import Diagnostics
import Document
import Testing

/// Every character of every scalar, looked up in the file it came from.
@Suite struct ScalarPlaceTests {
  /// Values of a key `k` at the top; the characters within each are distinct where they can be.
  static let scalars = [
    "abc äöü 😀 xyz",
    "abc\n  def\n\n\n  ghi ä\n   jkl",
    "''",
    "'abc''def ''ä'' '",
    "'  abc\n  def  \n\n  ghi\t\n  ''jkl'' '",
    "'\n  abc\n  '",
    #""abc""#,
    #""a\tb\"c\\d\u00e9e\x41f\U0001F600g\/h\Ni\_j\Lk\Pl\em\0n\ao\bp\vq\fr\rs""#,
    "\"abc \\\n   def\\\n\n   \\ ghi\n\n   jkl  \n  m\"",
    "\" \\\n \\\n  a\"",
    "|\n  abc\n   def\n\n  ghi ä\n",
    "|-\n  abc\n  def\n\n",
    "|+\n  abc\n\n  def\n\n\n",
    "|2\n    abc\n  def\n",
    "|1-  # comment\n  abc\n ghi\n",
    "|\n\n\n  abc\n   \n  def\n",
    "|+\n\n\n",
    "|2+\n  \n   \n  \n",
    ">\n  abc\n  def\n\n  ghi\n\n\n  jkl\n",
    ">-\n  abc\n   mno\n   pqr\n  def\n\n  x\n",
    ">+\n  abc\n  d\n\n\n",
    ">+\n  abc\n\n  d\n\n",
    ">2\n     abc\n  def\n  ghi\n",
    ">\n\n  abc\n  \tdef\n  ghi\n\n    jkl\n\n  mno",
    ">\n  a\n  b\n",
    ">\n  abc\n   mno\n\n  def\n\n   pqr\n\n\n  x\n",
    ">+\n  a\n\n",
    "!!str 12",
    "&anchor   'abc'",
    "!!str\n  # comment\n  >-\n  abc\n  def\n",
  ]

  @Test(arguments: scalars, ["", "# é😀\n", "\u{FEFF}# ü\n"])
  func mapsEveryCharacter(scalar: String, prefix: String) throws {
    let text = "\(prefix)k: \(scalar)\nlist:\n- é: 1\n"
    try check(text)
    try check(text.replacing("\n", with: "\r\n"))
    // Deeper, and as the last thing in the file.
    let nested = scalar.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n    ")
    try check("\(prefix)l:\n  - é:\n    k: \(nested)")
    try check("\(prefix)l:\r\n  - é:\r\n    k: \(nested.replacing("\n", with: "\r\n"))")
  }

  private func check(_ text: String) throws {
    let result = YAMLReader.read(SourceFile(path: "t.yml", text: text))
    #expect(result.diagnostics.isEmpty, "\(text)")
    let root = try #require(result.documents.first)
    let node = try #require(root["k"] ?? root["l"]?.items.first?["k"])
    expectExactPlaces(node)
  }

  @Test(arguments: [
    #""abc äö 😀""#, #""a\tb\"c\\d\u00e9e\ud83d\ude00f\ud83dg\/h\bi\fj\nk\rl""#, "\"a\u{85}b \u{2028} c\u{2029}\"",
    "-1.5e3",
    "true",
  ])
  func mapsJSON(value: String) throws {
    let result = JSONReader.read(SourceFile(path: "t.json", text: "{\"é\": [0, \(value)]}"))
    #expect(result.diagnostics.isEmpty)
    let node = try #require(result.documents.first?["é"]?.items.last)
    expectExactPlaces(node)
  }

  @Test func coversRanges() throws {
    let root = try #require(read("e: >-\n  sum by (x)\n  (rate(foo[5m]))\ns: 'it''s'\n").documents.first)
    let e = try #require(root["e"])
    #expect(e.text == "sum by (x) (rate(foo[5m]))")
    #expect(source(e.place(inText: 12..<16)) == "rate")
    #expect(source(e.place(inText: 9..<12)) == ")\n  (")
    #expect(source(e.place(inText: 0..<26)) == "sum by (x)\n  (rate(foo[5m]))")
    let s = try #require(root["s"])
    #expect(source(s.place(inText: 0..<4)) == "it''s")
    #expect(s.place(inText: 4..<4).start == s.span.end - 1)
    #expect(s.place(inText: 3..<3).range.isEmpty)
    #expect(s.place(inText: -5..<900).range == (s.span.start + 1)..<(s.span.end - 1))
  }
}

/// Each decoded character's place must hold that character, or what stands for it.
private func expectExactPlaces(_ node: Node) {
  var offset = 0
  var previous = node.span.start
  for character in node.text.unicodeScalars {
    let width = UTF8.width(character)
    let place = node.place(inText: offset..<(offset + width))
    let found = source(place) ?? ""
    #expect(
      stands(found, for: character), "\(found.debugDescription) for \(character.debugDescription) in \(node.text)")
    #expect(place.start >= previous)
    #expect(place.end > place.start)
    // Nothing but what decodes to nothing lies between two characters.
    let gap = String(decoding: node.file.bytes[previous..<place.start], as: UTF8.self)
    #expect(offset == 0 || gap.allSatisfy { $0.isWhitespace || $0 == "\\" })
    previous = place.end
    offset += width
  }
}

private func stands(_ source: String, for character: Unicode.Scalar) -> Bool {
  if source == String(character) || (source == "''" && character == "'") { return true }
  if source.utf8.first == UInt8(ascii: "\\") {
    let quoted = SourceFile(path: "x", text: "\"\(source)\"")
    let decoded = YAMLReader.read(quoted).documents.first ?? JSONReader.read(quoted).documents.first
    return decoded?.text == String(character)
  }
  return (character == " " || character == "\n") && (source == "\n" || source == "\r\n")
}
