import LogQL
import Testing

/// Input that is made to exhaust the stack, the memory or the patience gets an answer like any other.
@Suite struct LogQLHostileInputTests {
  static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

  @Test(arguments: [
    "(", "sum(", "rate(", "{", "{a=\"b\"}|", "{a=\"b\"}|(", "1 + (", "\"", "`", "[", "'", "/*", "1.1", "--strict", "|",
    "!=\"x\"", "{a=\"b\"} | unwrap c != \"x\"", "\\", "{a=\"b\"}|a=1 or b=1,", "1y", "µ", "$", "${", "[[", "variants(",
    "| @", "ip(", "{{", "|> \"<a><a>\"",
  ])
  func answersRepetition(piece: String) {
    let text = Self.times(20_000, piece)
    #expect(!LogQL.parse(text).errors.isEmpty)
    _ = LogQL.parse(text, dialect: .grafana)
  }

  @Test(arguments: [
    ("vector(1)", " + 1"), ("vector(1)", " ^ 1"), ("{a=\"b\"}", " |= \"x\""), ("{a=\"b\"}|= \"x\"", " or \"y\""),
    ("{a=\"b\"} | a=1", ", a=1"), ("{a=\"b\"} | a=1", " or a=1"), ("{a=\"b\"} | a=1", " a=1"), ("{a=\"b\"}", " | json"),
    ("{a=\"b\"} | json a", ",a"),
  ])
  func takesLongChains(start: String, piece: String) throws {
    let expression = try #require(LogQL.parse(start + Self.times(8_000, piece)).valid)
    let printed = expression.description
    #expect(LogQL.parse(printed, dialect: .grafana).valid == expression)
  }

  @Test(arguments: [("(", "vector(1)", ")"), ("sum(", "1", ")"), ("{a=\"b\"} | ", "(", "a=1")])
  func takesReasonableNesting(open: String, middle: String, close: String) {
    let source =
      middle == "("
      ? open + Self.times(400, "(") + close + Self.times(400, ")")
      : Self.times(400, open) + middle + Self.times(400, close)
    #expect(LogQL.parse(source).errors == [])
    let deeper = middle == "(" ? open + Self.times(5000, "(") + close + Self.times(5000, ")") : Self.times(5000, open)
    #expect(!LogQL.parse(deeper).errors.isEmpty)
  }

  @Test func refusesAlternationWithoutEnd() {
    #expect(!LogQL.parse("{a=\"b\"} | a=1" + Self.times(5_000, " or a=1, a=1")).errors.isEmpty)
    #expect(LogQL.parse("{a=\"b\"} | a=1" + Self.times(100, " or a=1, a=1")).errors == [])
  }

  @Test func answersManyErrorsInOneString() {
    for stage in ["pattern \"" + Self.times(20_000, "<a>"), "line_format \"" + Self.times(10_000, "{{ a }}")] {
      let result = LogQL.parse("{a=\"b\"} | \(stage)\"")
      #expect(!result.errors.isEmpty && result.errors.count <= 20)
    }
    #expect(!LogQL.parse("{a=\"b\"} | regexp \"" + Self.times(10_000, "(?P<a>)") + "\"").errors.isEmpty)
  }

  @Test func refusesLongQueries() {
    let query = "{a=\"" + Self.times(LogQL.lengthLimit, "x") + "\"}"
    #expect(LogQL.parse(query).errors.count == 1)
    #expect(LogQL.parse(query, dialect: .grafana).errors == [])
  }

  /// Every prefix of a query, and every query with one byte changed, is answered.
  @Test func answersBrokenQueries() {
    let source = #"sum by (a) (rate({b="c\t"} |= "d" or ip("::1") | json e="f[0]" | g>5m or h=1KB [5m] offset 1h)) > 2"#
    let bytes = Array(source.utf8)
    for end in bytes.indices { #expect(!LogQL.parse(Array(bytes[..<end])).errors.isEmpty || end > 90) }
    for at in bytes.indices {
      for byte in [0x00, 0x22, 0x24, 0x28, 0x29, 0x5B, 0x5C, 0x7B, 0x7C, 0xC3, 0xFF] as [UInt8] {
        var changed = bytes
        changed[at] = byte
        for dialect in [LogQL.Dialect.loki, .grafana] {
          let result = LogQL.parse(changed, dialect: dialect)
          for error in result.errors { #expect(error.range.upperBound <= bytes.count) }
        }
      }
    }
  }
}
