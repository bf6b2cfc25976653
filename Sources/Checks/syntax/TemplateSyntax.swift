import Alertmanager
import Deployment
import Diagnostics
import Document
import GoTemplate
import Prometheus
import Quantities
package import Stack

/// A Go template that the server refuses.
package struct TemplateSyntax: Check {
  package static let metadata = CheckMetadata(
    id: "syntax/template", severity: .error, since: "0.1.0",
    summary: "A template in an alert's label or annotation, or in a notification, can't be executed.",
    rationale: """
      Prometheus refuses a rule file with a template it can't parse. Alertmanager finds out when it notifies: the attempt \
      fails, and nobody is told.
      """,
    remedy: "Correct the template at the place shown.",
    refusesLoad: true,
    examples: [
      .flagged(
        """
        groups:
          - name: db
            rules:
              - {alert: Lag, expr: lag_seconds > 60, annotations: {summary: "lag is {{ $value | ⟦humanise⟧ }}"}}
        """),
      .flagged(
        """
        receivers:
          - name: slack
            slack_configs:
              - {api_url_file: /etc/slack, text: "{{ .CommonAnnotations.summary | ⟦humanizePercent⟧ }}"}
        route: {receiver: slack}
        """),
      .flagged(
        """
        deployment: shop
        versions: {prometheus: "3.0"}
        targets: {shop: {endpoints: ["shop:8080"]}}
        alerts:
          - group: shop
            rules:
              - {alert: Down, expr: up == 0, severity: info, summary: "down since {{ ⟦now⟧ }}"}
        """),
      .clean(
        """
        groups:
          - name: db
            rules:
              - alert: Lag
                expr: lag_seconds > 60
                labels: {severity: '{{ if gt $value 600.0 }}critical{{ else }}warning{{ end }}'}
                annotations: {summary: '{{ $labels.instance }} lags {{ $value | humanizeDuration }}'}
        """),
      // A recording rule's labels are no templates.
      .clean("groups: [{name: db, rules: [{record: a:b, expr: up, labels: {note: '{{ what'}}]}]"),
      // A template that a file defines.
      .clean(
        """
        receivers:
          - name: slack
            slack_configs:
              - api_url_file: /etc/slack
                text: '{{ range .Alerts }}{{ template "line" . }}{{ end }}{{ .CommonLabels.SortedPairs.Names | join " " }}'
        route: {receiver: slack}
        """),
    ])

  package init() {}

  package func check(_ template: inout AlertTemplate, of stack: Stack, in context: inout CheckContext) {
    // VictoriaMetrics' templates have functions of their own.
    guard template.alert.rule.language != .metricsQL else { return }
    report(template.errors, at: template.node, &context)
    guard let analysis = template.analysis else { return }
    report(analysis, at: template.node, .prometheusAlert, stack.version(of: .prometheus), stack.servers, &context)
  }

  package func check(_ stack: Stack, in context: inout CheckContext) {
    let version = stack.version(of: .alertmanager)
    for file in stack.alertmanagers.flatMap({ stack.templates(of: $0)?.files ?? [] }) { check(file, version, &context) }
    // Alertmanager parses these when it notifies.
    guard !stack.servers.loadsOnly else { return }
    for config in stack.alertmanagers + stack.alertmanagerParts {
      for (_, value) in config.receivers.flatMap(\.integrations).flatMap(\.templates) {
        let parsed = GoTemplate.parse(value.text, in: .alertmanager)
        report(parsed.errors, at: value, &context)
        guard let analysis = parsed.valid?.analysis else { continue }
        report(analysis, at: value, .alertmanager, version, stack.servers, &context)
      }
    }
  }

  private func report(_ errors: [GoTemplate.SyntaxError], at value: Node, _ context: inout CheckContext) {
    // The place of each is looked for from the start of the text, and a hundred say enough.
    for error in errors.prefix(100) {
      context.report(error.message, at: value, content: error.range, help: error.suggestion.map(Self.meant))
    }
  }

  private func report(
    _ analysis: GoTemplate.Analysis, at value: Node, _ place: GoTemplate.Place, _ version: Version?,
    _ servers: KnownServers, _ context: inout CheckContext
  ) {
    // What only fails when the alert fires is loaded.
    for problem in analysis.problems.prefix(100) where problem.effect == .fails && !servers.loadsOnly {
      context.report(problem.message, at: value, content: problem.range, help: problem.suggestion.map(Self.meant))
    }
    guard let version else { return }
    for requirement in analysis.requirements {
      guard let since = Version(requirement.since), version < since else { continue }
      context.report(
        "\(requirement.what) is unknown before \(place.server) \(since), and this must suit \(version)", at: value,
        content: requirement.range)
    }
  }

  /// A file of templates, which Alertmanager parses as it loads its configuration.
  private func check(_ file: SourceFile, _ version: Version?, _ context: inout CheckContext) {
    func place(_ range: Range<Int>) -> Origin {
      .file(Span(file: file, start: range.lowerBound, end: range.upperBound))
    }
    let parsed = GoTemplate.parse(String(decoding: file.bytes, as: UTF8.self), in: .alertmanager)
    for error in parsed.errors.prefix(100) {
      context.report(error.message, at: place(error.range), help: error.suggestion.map(Self.meant))
    }
    guard let version, let analysis = parsed.valid?.analysis else { return }
    for requirement in analysis.requirements {
      guard let since = Version(requirement.since), version < since else { continue }
      context.report(
        "\(requirement.what) is unknown before Alertmanager \(since), and this must suit \(version)",
        at: place(requirement.range))
    }
  }

  private static func meant(_ suggestion: String) -> String { "did you mean \"\(suggestion)\"?" }
}
