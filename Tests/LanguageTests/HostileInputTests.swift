import GoTemplate
import Matchers
import PromQL
import Testing

/// Input that is made to exhaust the stack, the memory or the patience gets an answer like any other.
@Suite struct HostileInputTests {
  static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

  @Test(arguments: ["(", "sum(", "-(", "a[", "{", "a + (", "a ^ (", "\"", "a offset (", "a[(", "a[-", "rate("])
  func refusesDeepNesting(piece: String) {
    #expect(!PromQL.parse(Self.times(200_000, piece)).errors.isEmpty)
  }

  @Test(arguments: [" + a", " ^ a", " or a", " and on (x) a", " > bool 1", "[5m:]"])
  func takesLongChains(piece: String) throws {
    let result = PromQL.parse("a" + Self.times(20_000, piece))
    if let expression = result.valid {
      #expect(expression.labels { _ in nil }.isEmpty == false)
      #expect(expression.description.utf8.count > 20_000)
      #expect(expression.selectors.count >= 1)
    } else {
      #expect(piece == "[5m:]")
    }
  }

  @Test(arguments: [("(", ")"), ("sum(", ")"), ("1 + (", ")"), ("abs(-", ")")])
  func takesReasonableNesting(open: String, close: String) {
    let source = Self.times(400, open) + "a" + Self.times(400, close)
    #expect(PromQL.parse(source).valid?.description == source)
  }

  @Test func takesLongDurations() throws {
    let source = "a[1s" + Self.times(50_000, " + 1s") + "]"
    #expect(PromQL.parse(source).valid?.selectors[0].windowMilliseconds == 50_001_000)
    #expect(!PromQL.parse("a[" + Self.times(1_000_000, "9") + "]").errors.isEmpty)
    #expect(!PromQL.parse("a[" + Self.times(100_000, "1y") + "]").errors.isEmpty)
    #expect(PromQL.parse("a[1y" + Self.times(400, " * 1y") + "]").valid?.selectors[0].windowMilliseconds == nil)
  }

  @Test(arguments: ["1e999", "0xFFFFFFFFFFFFFFFFFF", "a @ 1e300", "a[1e300]", "a offset 1e300", "a offset -1e300"])
  func refusesHugeNumbers(source: String) {
    #expect(!PromQL.parse(source).errors.isEmpty)
  }

  @Test func readsManySigns() {
    #expect(PromQL.parse(Self.times(200_000, "-") + "a").valid?.labels { _ in nil }.isEmpty == false)
    #expect(PromQL.parse(Self.times(200_001, "-") + "1").valid?.description == "-1")
  }

  @Test func takesReplacedBytes() {
    let text = String(decoding: [0xFF, 0x61, 0xC3, 0x28, 0x00], as: UTF8.self)
    #expect(!PromQL.parse(text).errors.isEmpty)
    #expect(PromQL.parse("a{b=\"\(text)\"}").errors.map(\.range) == [5..<8])
    #expect(!PromQL.parse("a{b=~\"" + Self.times(100_000, "(") + "\"}").errors.isEmpty)
    #expect(GoTemplate.parse(text, in: .prometheusAlert).errors == [])
  }

  @Test(arguments: [
    "{{", "{{if .A}}", "{{(", "{{range .}}", "{{if .A}}{{else if .B}}", "{{define \"a\"}}", "{{/*", "{{\"",
  ])
  func refusesUnclosedTemplates(piece: String) {
    #expect(!GoTemplate.parse(Self.times(100_000, piece), in: .prometheusAlert).errors.isEmpty)
    #expect(!GoTemplate.parse("{{ print " + Self.times(100_000, "("), in: .prometheusAlert).errors.isEmpty)
  }

  @Test(arguments: ["{{ $labels.a }}", "{{ $a := . }}", "{{ if .A }}{{ $b := .A }}{{ end }}", "{{- 1 -}} \n"])
  func takesLongTemplates(piece: String) {
    let result = GoTemplate.parse(Self.times(20_000, piece), in: .prometheusAlert)
    #expect(result.errors == [])
    #expect(result.valid?.analysis.templateCalls == [])
  }

  @Test func refusesTextBeyondMeasure() {
    let result = PromQL.parse("a" + Self.times(PromQL.sizeLimit, " "))
    #expect(result.errors.count == 1 && result.partial == nil)
    #expect(PromQL.parse("a" + Self.times(PromQL.sizeLimit - 1, " ")).valid != nil)
  }

  /// A text that is wrong everywhere says so a hundred times and not a million.
  @Test(arguments: [Matcher.Mode.classic, .utf8, .fallback], [",", "a,", "=,", "a=~\"(\",", "{"])
  func endsAfterEnoughErrors(mode: Matcher.Mode, piece: String) {
    let errors = Matcher.parse(Self.times(300_000, piece), mode: mode).errors
    #expect((1...Matcher.errorLimit).contains(errors.count))
  }
}
