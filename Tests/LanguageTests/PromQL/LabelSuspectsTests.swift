import PromQL
import Testing

/// Which nodes may name a label that isn't there, held against what is known of the labels in full.
@Suite struct LabelSuspectsTests {
  private static func suspects(in expression: PromQL.Expression) -> [PromQL.Expression] {
    expression.labelSuspects { LabelFlowTests.inventory($0) != nil }
  }

  /// Of what is not suspected, nothing is missing. Each seed stands for fifty expressions.
  @Test(arguments: [false, true], 0..<40)
  func overlooksNothing(isGrafana: Bool, seed: Int) {
    for number in 0..<50 {
      var source = ExpressionSource(seed: UInt64(seed * 1000 + number), isGrafana: isGrafana)
      let tokens = source.expression().tokens
      let (text, _) = source.text(of: tokens, withComments: false)
      for whole in [text, "sum by (zone) (\(text))", "max by (__name__) (\(text))"] {
        guard let expression = PromQL.parse(whole, dialect: isGrafana ? .grafana : .prometheus).expression else {
          continue
        }
        expectNothingMissing(besides: Self.suspects(in: expression), in: expression, whole)
      }
    }
  }

  private func expectNothingMissing(
    besides suspects: [PromQL.Expression], in expression: PromQL.Expression, _ text: String
  ) {
    let labels = expression.labelsOfNodes(given: LabelFlowTests.inventory)
    for node in expression.nodes where !suspects.contains(where: { $0.range == node.range }) {
      if let selector = node.selector { #expect(LabelFlowTests.inventory(selector) == nil) }
      guard let aggregate = node.aggregate, let grouping = aggregate.grouping, !grouping.isWithout else { continue }
      let operand = labels[aggregate.expression]
      for label in grouping.labels where !label.isVariable && !operand.isEmpty {
        #expect(operand.presence(of: label.name) != .absent, "\(text): \(label.name)")
      }
    }
  }

  @Test(arguments: [
    "rate(unknown[5m])", #"unknown{a="b", c!="d", e=~"f|g", h!~"i|"} > 5"#, "topk(3, unknown) and on (a) other",
    "max_over_time(rate(unknown[5m])[1h:1m]) * 100", "-(a or b)", "abs(x unless y)",
  ])
  func seesThatNothingIsTakenAway(_ text: String) throws {
    #expect(try Self.suspects(in: #require(PromQL.parse("sum by (zone) (\(text))").valid)).isEmpty)
  }

  @Test(arguments: [
    "sum(unknown)", "sum by (a) (unknown) > 1", #"unknown{a=""}"#, #"unknown{a=~"b|"}"#, "a * on (b) c", "vector(1)",
    "absent(x)", "hour()", #"label_replace(x, "a", "", "b", ".*")"#, "histogram_quantile(0.9, x)",
    "rate(sum(x)[5m:1m])",
    "topk(1, 5)", "rate(5[5m:])", "5",
  ])
  func seesWhatMayTakeLabelsAway(_ text: String) throws {
    let expression = try #require(PromQL.parse("sum by (zone) (\(text))").expression)
    #expect(Self.suspects(in: expression).contains { $0.range == expression.range })
  }

  @Test func namesSelectorsThatAreKnown() throws {
    let expression = try #require(PromQL.parse("sum by (zone) (unknown) > owner + 1").valid)
    #expect(Self.suspects(in: expression).map(\.description) == ["owner"])
  }

  /// A function that takes labels away has to be named where this is decided.
  @Test(arguments: PromQL.Function.all)
  func agreesOfEachFunction(_ function: PromQL.Function) {
    let arguments = (function.arguments + function.arguments.suffix(function.variadic == 0 ? 0 : 2)).map { type in
      switch type {
      case .scalar: "1"
      case .string: #""le""#
      case .matrix: "unknown[5m]"
      default: "unknown"
      }
    }
    let text = "sum by (zone, le) (\(function.name)(\(arguments.joined(separator: ", "))))"
    guard let expression = PromQL.parse(text).expression else { return }
    expectNothingMissing(besides: Self.suspects(in: expression), in: expression, text)
  }
}
