import Diagnostics
import Document
import Testing

@Suite struct YAMLWriterTests {
  @Test func writesBlocks() {
    let draft: Draft = [
      "global": ["scrape_interval": "15s", "labels": ["monitor": "lightning-db", "port": 9090, "on": true]],
      "jobs": [["name": "a b", "targets": ["host:9100", "[::1]:80"]], ["name": ""]],
      "none": .null, "list": [], "map": [:], "ratio": .number("0.001"),
      "text": "line one\n  line two\n\nend\n", "expr": "a\nb", "absent": nil,
    ]
    #expect(
      YAMLWriter.write(draft, header: ["Generated.", "", "Twice\nover"]) == """
        # Generated.
        #
        # Twice
        # over
        global:
          scrape_interval: 15s
          labels:
            monitor: lightning-db
            port: 9090
            'on': true
        jobs:
        - name: a b
          targets:
          - host:9100
          - '[::1]:80'
        - name: ''
        none: null
        list: []
        map: {}
        ratio: 0.001
        text: |
          line one
            line two

          end
        expr: |-
          a
          b

        """)
  }

  @Test(arguments: [
    "yes", "No", "on", "OFF", "y", "N", "true", "False", "null", "NULL", "~", "", "1", "-1", "+1", "1e3", "0x1F", "012",
    "0o14", "1:30", "190:20:30", "2024-01-01", "2001-12-14t21:59:43.10-05:00", ".5", "5.", ".inf", "-.INF", ".nan", "=",
    "<<", "1_000", "0b1", "1.5", "1e", "12e03", "685_230.15", "-", "?", ":", "- a", "? a", ": a", "a: b", "a #b", "a:",
    "#a", "&a", "*a", "!a", "|", ">", "'a'", "\"a\"", "%a", "@a", "`a`", "{a}", "[a]", "{{ $labels.x }}", " a", "a ",
    "---", "...", "5m", "1d", "1h30m", "16MB", "1e3s", "0x1m", "1y", "a,b", "nan", "inf", "1,000", "0.0.0.0:9090",
    "severity=\"critical\"", "it's", "C:\\x", "http://host:9090/x?y=z#w", "/a/b", "_a", "$a", "é", "😀", "日本語: x",
    "\u{7F}", "\u{85}", "\u{A0}x", "\u{2028}", "\u{FEFF}x", "a\tb", "\t", "a\u{0}b", "\r", "a\r\nb", "\n", "\n\n",
    "a\n",
    "a\n\n", "\na", " a\nb", "a \nb", "a\n b", "a\n\tb", "\ta\nb", "a\nb ", "a\n\n\nb", "#a\nb", "---\nb", "a\n...\n",
    "a\n😀",
    "a\n# b", "- a\n- b", "k: v\nl: w\n", "%a\nb", "x\u{85}y\nz", "a\n \nb", "Ünïcode ẞ", "~a", "0", "00", "0.", "08",
    "1__0",
    "null ", "Null", "😀: \u{1}", "!!str a", "a\\nb", "<", "<<a",
  ])
  func keepsStrings(text: String) throws {
    let drafts: [Draft] = [
      .string(text), [.string(text)], .map([("k", .string(text))]), .map([(text, .int(1))]),
      .map([("a", [.map([("b", .string(text)), ("c", .string(text))]), [.string(text), .string(text)]])]),
    ]
    for draft in drafts {
      let written = YAMLWriter.write(draft)
      let again = YAMLReader.read(SourceFile(path: "x", text: written))
      #expect(again.diagnostics.isEmpty, "\(written)")
      #expect(again.documents.first.map { Draft($0) } == draft, "\(written)")
    }
    let word = YAMLWriter.scalar(text)
    #expect(!word.contains("\n"))
    #expect(read("k: \(word)\n").documents.first?["k"].map { Draft($0) } == .string(text))
  }

  @Test(arguments: [
    "5m", "1h30m", "16MB", "host:9090", "/a/b", "a b", "up{job}", "é", "rate(x[5m]) > 0.5", "sum by (a) (b)",
  ])
  func leavesHarmlessStringsPlain(text: String) {
    #expect(YAMLWriter.write(.string(text)).hasPrefix(text + "\n"))
  }

  @Test func keepsLongLinesAndUnicode() {
    let text = String(repeating: "sum(rate(é[5m])) / ", count: 100) + "1"
    #expect(YAMLWriter.write(.map([("e", .string(text))])) == "e: \(text)\n")
    #expect(YAMLWriter.write(.map([("e", .string("🔥 down: x"))])) == "e: '🔥 down: x'\n")
    #expect(YAMLWriter.write(.map([("e", .string("🔥\n🚀 \u{E000}\n"))])) == "e: |\n  🔥\n  🚀 \u{E000}\n")
  }

  @Test func keepsLongKeys() throws {
    for length in [127, 129, 1000, 1001, 5000] {
      let key = String(repeating: "k", count: length)
      let inner: Draft = .map([(key, .list([1]))])
      let draft: Draft = .map([("a", .map([(key, .string("v")), ("b", .list([inner]))]))])
      #expect(Draft(try #require(read(YAMLWriter.write(draft)).documents.first)) == draft)
    }
  }

  @Test func keepsNoncharacters() throws {
    let values: [UInt32] = [0xFDE0, 0xFDD1, 0x1F600, 0x10FFFD, 0xFDEF, 0xFDD0, 0x78]
    let text = String(String.UnicodeScalarView(values.compactMap { Unicode.Scalar($0) }))
    let written = YAMLWriter.write(.map([(text, .string(text))]))
    #expect(written == "\(text): \(text)\n" || written == "'\(text)': '\(text)'\n")
    #expect(try #require(read(written).documents.first)[text]?.text == text)
  }

  @Test func writesAgainWhatItRead() throws {
    let text = "a: 0x1F\nb: 1.50\nc: '012'\nd: yes\ne: [null, -7]\nf: !!str 5\n"
    let draft = Draft(try #require(read(text).documents.first))
    #expect(draft == ["a": .number("0x1F"), "b": .number("1.50"), "c": "012", "d": true, "e": [.null, -7], "f": "5"])
    let written = YAMLWriter.write(draft)
    let again = Draft(try #require(read(written).documents.first))
    #expect(YAMLWriter.write(again) == written)
    #expect(source(draft["c"]?.origin?.span) == "'012'")
  }
}

@Suite struct JSONTests {
  func readJSON(_ text: String) -> ReadResult { JSONReader.read(SourceFile(path: "x.json", text: text)) }

  @Test func readsAndWrites() throws {
    let text = """
      {
        "a": [
          1,
          -2.5e3,
          true,
          null,
          "x\\n\\"é\\\\ 😀\\u0001"
        ],
        "b": {},
        "c": []
      }

      """
    let result = readJSON(text)
    #expect(result.diagnostics.isEmpty)
    let draft = Draft(try #require(result.documents.first))
    #expect(draft["a"] == [1, .number("-2.5e3"), true, .null, "x\n\"é\\ 😀\u{1}"])
    #expect(JSONWriter.write(draft) == text)
  }

  @Test func writesNumbersThatJSONHas() {
    let draft: Draft = [
      .number("0x1F"), .number(".5"), .number("1e3"), .number(".inf"), .number("012"), .number("1_000"),
    ]
    #expect(JSONWriter.write(draft) == "[\n  31,\n  0.5,\n  1e3,\n  \".inf\",\n  10,\n  1000\n]\n")
  }

  @Test func keepsTypes() throws {
    let root = try #require(readJSON(#"{"a": "1", "b": "null", "<<": "x", "c": "\ud83d\ude00\ud83d"}"#).documents.first)
    #expect(root["a"]?.intValue == nil)
    #expect(root["b"]?.isNull == false)
    #expect(root["<<"]?.text == "x")
    #expect(root["c"]?.text == "😀\u{FFFD}")
  }

  @Test(arguments: [
    ("", "the file is empty", ""), ("{", "the file ends before everything is closed", ""),
    ("[1,]", "JSON allows no comma after the last item", ","),
    ("{\"a\":1,}", "JSON allows no comma after the last item", ","),
    ("{a: 1}", "expected a key in double quotes, not \"a\"", "a"), ("{\"a\" 1}", "expected \":\", not \"1\"", "1"),
    ("[1 2]", "expected \",\" or \"]\", not \"2\"", "2"), ("[01]", "\"01\" isn't a JSON value", "01"),
    ("[nul]", "\"nul\" isn't a JSON value", "nul"), ("[+1]", "\"+1\" isn't a JSON value", "+1"),
    ("[1.]", "\"1.\" isn't a JSON value", "1."), ("['a']", "expected a value, not \"'\"", "'"),
    ("\"abc", "this quote is never closed", "\""),
    ("\"a\nb\"", "a line break isn't allowed inside a JSON string", "\n"),
    ("\"\\x\"", "unknown escape in a JSON string", "\\x"), ("1 2", "expected the end of the file, not \"2\"", "2"),
    ("[é]", "expected a value, not \"é\"", "é"), ("{\"a\":1,\"\\u0061\":2}", "duplicate key \"a\"", "\"\\u0061\""),
    ("[1}", "expected \",\" or \"]\", not \"}\"", "}"), ("]", "expected a value, not \"]\"", "]"),
  ])
  func explainsWhatIsWrong(text: String, message: String, place: String) {
    let result = readJSON(text)
    #expect(result.diagnostics.map(\.message) == [message])
    #expect(source(result.diagnostics.first?.place.span) == place)
  }

  @Test(arguments: ["[", "{\"a\":", "\"", "\\", "1", "[]", "\u{0}", "-", "\"\\ud83d"])
  func survivesRepetition(piece: String) {
    #expect(readJSON(String(repeating: piece, count: 100_001)).diagnostics.count == 1 || piece == "1")
  }

  @Test func namesTheDepth() {
    let messages = readJSON(String(repeating: "[", count: 100_000)).diagnostics.map(\.message)
    #expect(messages == ["nested more than 200 levels deep"])
  }

  @Test func survivesDamage() {
    let text = Array(#"{"a": [1, -2.5e3, true, null, "x\n\ud83d\ude00é"], "b": {}}"#.utf8)
    for count in text.indices {
      #expect(!JSONReader.read(SourceFile(path: "x", bytes: Array(text[..<count]))).diagnostics.isEmpty)
    }
    for at in text.indices {
      for byte in [0x00, 0x0A, 0x22, 0x5C, 0x2C, 0x5D, 0x7D, 0x80, 0xC3, 0xFF] as [UInt8] {
        var damaged = text
        damaged[at] = byte
        for problem in JSONReader.read(SourceFile(path: "x", bytes: damaged)).diagnostics {
          #expect(problem.place.span != nil)
        }
      }
    }
  }
}
