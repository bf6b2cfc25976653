import GoTemplate
import Testing

/// The short way of reading an alert's template, held against the long one.
@Suite struct PlainAnalysisTests {
  private static let operands = [
    "$value", "$labels.job", "$labels.a_1", "$labels", ".Value", "$value.x", "$labels.a.b", "$labels.", "$labelsx",
    "nil",
    "$labels.é", "-1",
  ]
  private static let functions = [
    "humanize", "humanizePercentage", "title", "toUpper", "toTime", "args", "query", "nosuch", "len", "end", "printf",
    "humanize 1", "humanize | title",
  ]

  private static let templates: [String] = {
    var all = ["", "text", "{{", "}}", "{ {", "{{}}", "a {{ $value", "{{ $value }", "{{{ $value }}}", "{{/* x */}}"]
    for operand in operands {
      for action in [operand] + functions.map({ "\(operand) | \($0)" }) {
        all += ["{{ \(action) }}", "{{\(action)}}", "x {{- \(action) -}} y", "{{ $labels.zone }} {{ \(action) }} %"]
      }
    }
    return all
  }()

  @Test(arguments: templates)
  func saysTheSame(_ text: String) {
    guard let plain = GoTemplate.plainAnalysis(ofAlert: Array(text.utf8)[...]) else { return }
    let parsed = GoTemplate.parse(text, in: .prometheusAlert)
    #expect(parsed.errors.isEmpty)
    let analysis = parsed.template.analysis
    #expect(analysis.problems.isEmpty)
    #expect(analysis.labelReads == plain.labelReads)
    #expect(analysis.requirements == plain.requirements)
    #expect(plain.problems.isEmpty && analysis.arguments.isEmpty && analysis.templateCalls.isEmpty)
  }

  @Test(arguments: [
    "text", "{{ $value }}", "{{$value|humanize}} of {{ $labels.job }}", "{{ $labels.a | title }}",
    "{{ $value | humanizePercentage }}",
  ])
  func readsWhatIsMostlyWritten(_ text: String) {
    #expect(GoTemplate.plainAnalysis(ofAlert: Array(text.utf8)[...]) != nil)
  }
}
