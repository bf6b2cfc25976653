import LogQL
import Quantities
import Testing

@Suite struct LogQLAnalysisTests {
  @Test func findsSelectionsWithWhatSurroundsThem() throws {
    let source = #"sum(rate({app="a",code=~"5.."} |= "x" [5m] offset 1h)) / count_over_time({b="c"}[$w])"#
    let selections = try #require(LogQL.parse(source, dialect: .grafana).valid).selections
    #expect(selections.map(\.function) == [.rate, .countOverTime])
    #expect(selections.map(\.windowMilliseconds) == [300_000, nil])
    #expect(selections.map(\.offsetMilliseconds) == [3_600_000, nil])
    let bytes = Array(source.utf8)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    #expect(selections.map { text($0.range) } == [#"{app="a",code=~"5.."} |= "x""#, #"{b="c"}"#])
    let matchers = selections[0].query.selector.matchers
    #expect(matchers.map { text($0.range) } == [#"app="a""#, #"code=~"5..""#])
    #expect(matchers.map { text($0.valueRange) } == [#""a""#, #""5..""#])
    #expect(matchers[1].matches("503") == true)
    #expect(matchers[1].matches("5031") == false)
    #expect(selections[0].query.selector.matches { ["app": "a", "code": "500"][$0] } == true)
    #expect(selections[0].query.selector.matches { ["code": "500"][$0] } == false)
    #expect(text(selections[0].query.stages[0].range) == #"|= "x""#)
  }

  @Test(arguments: [
    ("|= \"x\"", "", "", false),
    ("| json a, b=\"c.d\"", "a b", "", false),
    ("| json", "", "", true),
    ("| logfmt --strict a", "a", "", false),
    ("| pattern \"<a> <_> <b>\"", "a b", "", false),
    ("| regexp \"(?P<a>.)(.)\"", "a", "", false),
    ("| label_format a=b, c=\"{{.d}}\"", "a c", "b", false),
    ("| json a | drop a, b", "", "a b", false),
    ("| drop a | unpack", "", "", true),
    ("| json a, b | keep a", "a", "", false),
  ])
  func knowsWhatPipelinesDoToLabels(pipeline: String, added: String, removed: String, isOpen: Bool) throws {
    let query = try #require(LogQL.parse("{app=\"x\"} " + pipeline).valid?.selections.first?.query)
    #expect(query.labels.added.sorted().joined(separator: " ") == added)
    #expect(query.labels.removed.sorted().joined(separator: " ") == removed)
    #expect(query.labels.addsUnknown == isOpen)
  }

  @Test func saysWhetherALabelIsThere() throws {
    let query = try #require(LogQL.parse("{app=\"x\"} | json a | keep a, b").valid?.selections.first?.query)
    #expect(query.labels.has("a", inStream: false) == true)
    #expect(query.labels.has("app", inStream: true) == false)
    #expect(query.labels.has("b", inStream: nil) == nil)
    let open = try #require(LogQL.parse("{app=\"x\"} | json").valid?.selections.first?.query)
    #expect(open.labels.has("a", inStream: false) == nil)
  }

  @Test(arguments: [
    (#"sum(rate({app="a"} |= "x" | json | b="c" [5m]))"#, []),
    (#"{app="a"} | unpack"#, [#"the parser "unpack" 2.2"#]),
    (#"{app="a"} |= "x" or "y""#, [#""or" in a line filter 3.0"#]),
    (#"{app="a"} |> "x<_>""#, ["the line filter |> 3.0"]),
    (
      #"{app="a"} | logfmt --strict b | keep c"#,
      [
        "a flag of logfmt 2.9", "logfmt with extractions 2.8", "an extraction without an expression 2.8",
        #""keep" 2.9"#,
      ]
    ),
    ("approx_topk(1, vector(1))", [#"the aggregation "approx_topk" 3.3"#, #"the function "vector" 2.7"#]),
    (#"variants(1) of ({app="a"}[5m])"#, [#""variants" 3.5 4.0"#]),
    (
      #"{app="a"} | line_format "{{ __line__ | alignLeft 3 }}""#,
      [#"the template function "__line__" 2.5"#, #"the template function "alignLeft" 2.9"#]
    ),
  ])
  func knowsWhatServersMustHave(source: String, requirements: [String]) throws {
    let expression = try #require(LogQL.parse(source).valid)
    #expect(
      expression.requirements.map { "\($0.what) \($0.since)" + ($0.removed.map { " \($0)" } ?? "") }
        == requirements)
  }

  @Test func comparesVersions() throws {
    let requirement = try #require(
      LogQL.parse(#"variants(1) of ({app="a"}[5m])"#).valid?.requirements.first)
    #expect(requirement.isMet(by: "3.4") == false)
    #expect(requirement.isMet(by: "3.7") == true)
    #expect(requirement.isMet(by: "4.0") == false)
  }

  @Test func visitsChildrenFirst() throws {
    let expression = try #require(LogQL.parse("vector(1) or vector(2) and vector(3) == 4 + 5").valid)
    var operators: [String] = []
    expression.visit { if case .binary(let binary) = $0.kind { operators.append(binary.op.rawValue) } }
    #expect(operators == ["+", "==", "and", "or"])
    #expect(expression.type == .vector)
    #expect(expression.nodes.last == expression)
  }
}
