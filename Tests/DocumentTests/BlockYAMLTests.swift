import Diagnostics
import Foundation
import Testing

@testable import Document

/// `BlockYAML` and libyaml must say the same, to the byte, or `BlockYAML` nothing.
@Suite struct BlockYAMLTests {
  /// Everything that is known of a file's trees.
  static func dump(_ result: ReadResult) -> [String] {
    result.documents.flatMap { root in
      root.tree.records.map { record in
        let content =
          record.kind == .scalar
          ? String(decoding: root.tree.content(of: record), as: UTF8.self).debugDescription
          : root.tree.children[record.contentRange].description
        return "\(record.kind) \(record.style) \(record.start)..<\(record.end) \(content)"
      } + ["root \(root.index)"]
    } + result.diagnostics.map { "\($0.id) \($0.message) \($0.place.span?.range ?? 0..<0)" }
  }

  /// What `BlockYAML` alone makes of it; nil where it gives up.
  static func readQuickly(_ text: String) -> ReadResult? {
    let file = SourceFile(path: "test.yml", text: text)
    let encoding = YAMLEncoding(file.bytes)
    guard encoding.problem == nil, encoding.hasPlainBreaks else { return nil }
    var builder = TreeBuilder(file: file, limits: .standard, syntaxID: "syntax/yaml")
    return file.bytes.withUnsafeBufferPointer { BlockYAML.read($0, into: &builder) } ? builder.result : nil
  }

  static func readSlowly(_ text: String) -> ReadResult {
    YAMLReader.read(SourceFile(path: "test.yml", text: text), parser: .libyaml)
  }

  @Test(arguments: [
    "", "# nothing\n", "a: 1", "a: 1\nb: 2\n", "a:\nb:\n", "a:\n  b: 1\n  c:\n", "  a: 1\n  b: 2\n",
    "- 1\n- 2\n", "-\n-\n- a\n", "- - a\n  - b\n- c\n", "- a: 1\n  b: 2\n-   c: 3\n    d: 4\n", "-\n  a: 1\n",
    "a:\n- 1\n- 2\nb:\n  - 3\n", "a:\n- b: 1\n  c:\n  - 2\n-\nd: 4\n", "a:\n  b:\n  - 1\n  c: 2\n", "a:\n-\n",
    "a: b # c\nd: e#f\ng:h: i\n", "a: http://x:80/y?z\n", "a  :  b  \n", "a: -1\nb: --c\nd: -\u{E9}\n", "a: x'y\"z\n",
    "'a b': 'c''d'\n\"e\": \"f\\n\\\"g\\\\\"\n", "a: ''\nb: \"\"\n", "a: 'x' # y\n",
    "a: |\n  x\n  y\nb: 1\n", "a: |-\n  x\n\n\nb: 1\n", "a: |+\n  x\n\n\nb: 1\n", "a: |\n\n\n  x\n    y\n\n  z\n",
    "a: |\n  x",
    "a: >\n  x\n  y\n\n  z\n\n\n  u\n    v\n    w\n  x\n", "a: >-\n\n  x\n", "a: >+\n  x\n   \n  y\n\n",
    "- |\n  x\n- y\n",
    "a:\n- |\n x\n- y\n", "a:\n  - b: |\n      x\n    c: 1\n", "a: |\n  # no comment\n# one\nb: 1\n", "a: |  \n  x\n",
    "a: []\nb: {}\nc: [x, 'y z', \"w\"]\nd: {e: 1, f: [2, {g: h}]}\n", "- [a, b c ]\n- { a: b }\n", "a: [ ]\n",
    "---\na: 1\n", "# c\n---\na: 1\n---\n- b\n# d\n", "a: 1\n---\nb:\n", "a: \u{1F600} é # ü\nb: |\n  ä\n\n  ö\n",
    "a: b\na: c\n",
    "a:\n  b: 1\n\n  # deep\n# shallow\n  c: 2\n", "a: $x {y} [z], w\n", "a: 1\n  # c\n\n   \nb: 2\n", "a: x\\ny\n",
    "~: null\n",
  ])
  func readsWhatIsMostlyWritten(_ text: String) throws {
    let quick = try #require(Self.readQuickly(text))
    #expect(Self.dump(quick) == Self.dump(Self.readSlowly(text)))
  }

  /// Among them what libyaml refuses.
  @Test(arguments: [
    "a: &x 1\n", "a: *x\n", "a: !!str 1\n", "a: x\n  y\n", "a: 'x\n  y'\n", "a:\n  x\n", "a: |2\n   x\n",
    "a: | # c\n  x\n",
    "a: |\nb: 1\n", "a: |\n    \n  x\n", "a: |\n  x\n\ty\n", "a:\tb\n", "a: b\tc\n", "\ta: b\n", "? a\n: b\n",
    "a: b: c\n",
    "a: - b\n", "- a\nb: 1\n", "a: 1\n- b\n", "a: 1\n  b: 2\n", "  a: 1\nb: 2\n", "a:\n    b: 1\n  c: 2\n", "a: 'x\n",
    "a: \"\\x41\"\n",
    "a: 'x' y\n", "a: @x\n", "a: `x`\n", "a: %x\n", "%YAML 1.1\n---\na: 1\n", "a: 1\n...\n", "---\n", "--- a\n",
    "---\n---\na: 1\n", "text\n", "[a]\n",
    "a: [b\n]\n", "a: [b, ]\n", "a: [b: c]\n", "a: {b}\n", "a: [a:1]\n", "a: [b]c\n", "[a]: b\n", "a: 1\r\nb: 2\n",
    "\u{FEFF}a: 1\n",
    "a: x\u{2028}y\n", "a: x\u{85}y\n", "a: }\n", ": a\n", "a: ]\n", "- - a\n - b\n", "a: |\n x\n  y\n- z\n",
  ])
  func leavesTheRestToLibYAML(_ text: String) {
    #expect(Self.readQuickly(text) == nil)
  }

  /// Pieces of YAML in any order, good and bad.
  @Test(arguments: 0..<8)
  func agreesOnMadeUpText(_ seed: UInt64) {
    let pieces = [
      "a", "b:", "c: ", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "- ", "  ", " ", "'x'", "\"y\\n\"", "|\n",
      "|-\n   z", ">\n  ", "#", " # c",
      "[", "]", "{", "}", ",", "---", "é", ":", "k: v\n", "\t", "1", "\n\n", "''", "\"", "'", "a: >-\n  x\n  y\n", "~",
      "- k: v\n", "\\", "...", "*a", "&a",
    ]
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    var read = 0
    for _ in 0..<30_000 {
      let text = (0..<(1 + next(14))).map { _ in pieces[next(pieces.count)] }.joined()
      guard let quick = Self.readQuickly(text) else { continue }
      read += 1
      let (ours, theirs) = (Self.dump(quick), Self.dump(Self.readSlowly(text)))
      if ours != theirs { Issue.record("\(text.debugDescription)\n\(ours)\n\(theirs)") }
    }
    #expect(read > 500)
  }
}
