import Alertmanager
import Deployment
import Diagnostics
import Document
import GoTemplate
import Quantities
package import Stack

/// A notification must be made with templates that exist.
package struct UndefinedTemplate: Check {
  package static let metadata = CheckMetadata(
    id: "receivers/undefined-template", severity: .error, since: "0.1.0",
    summary: "A notification uses a template that neither Alertmanager nor a file of `templates` defines.",
    rationale: """
      Alertmanager loads the file and finds out when it notifies: the attempt fails, is repeated and fails again, and \
      nobody is told of the alert.
      """,
    remedy: "Correct the name, or define the template in a file that `templates` names.",
    examples: [
      .flagged(
        """
        receivers:
          - name: slack
            slack_configs:
              - {api_url_file: /etc/slack, title: '{{ template ⟦"slack.default.titel"⟧ . }}'}
        route: {receiver: slack}
        """),
      .flagged(
        """
        receivers:
          - name: mail
            email_configs:
              - to: ops@example.com
                from: alerts@example.com
                smarthost: mail:25
                headers: {Subject: '{{ if .Alerts }}{{ template ⟦"subject"⟧ . }}{{ end }}'}
        route: {receiver: mail}
        """),
      .clean(
        """
        receivers:
          - name: slack
            slack_configs:
              - api_url_file: /etc/slack
                title: '{{ template "slack.default.title" . }}'
                text: '{{ define "line" }}{{ .Labels.instance }}{{ end }}{{ range .Alerts }}{{ template "line" . }}{{ end }}'
        route: {receiver: slack}
        """),
      // Files that can't be looked into may define it.
      .clean(
        """
        templates: ["/etc/alertmanager/templates/*.tmpl"]
        receivers:
          - name: slack
            slack_configs: [{api_url_file: /etc/slack, title: '{{ template "our.title" . }}'}]
        route: {receiver: slack}
        """),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    for config in stack.alertmanagers {
      guard let templates = stack.templates(of: config), templates.isComplete else { continue }
      check(config, templates.files, stack.version(of: .alertmanager), &context)
    }
  }

  private func check(
    _ config: AlertmanagerConfig, _ files: [SourceFile], _ version: Version?, _ context: inout CheckContext
  ) {
    let texts = config.receivers.flatMap(\.integrations).flatMap(\.templates).map(\.value)
    guard !texts.isEmpty || !files.isEmpty else { return }
    let builtIns = GoTemplate.BuiltInDefinition.alertmanager.filter { definition in
      guard let version, let since = definition.since.flatMap({ Version($0) }) else { return true }
      return version >= since
    }
    var set = GoTemplate.TemplateSet(builtIns: builtIns)
    for file in files {
      // What defines nothing that can be read may define anything.
      let text = String(decoding: file.bytes, as: UTF8.self)
      guard let template = GoTemplate.parse(text, in: .alertmanager).valid else { return }
      set.add(file: template, named: file.path)
    }
    for (index, value) in texts.enumerated() {
      if let template = GoTemplate.parse(value.text, in: .alertmanager).valid {
        set.add(text: template, id: "\(index)")
      }
    }
    for undefined in set.undefinedNames {
      let message = "no template is called \(quoted(undefined.use.name))"
      let help = undefined.nearest.map { "did you mean \(quoted($0))?" } ?? "define it in a file of \"templates\""
      let range = undefined.use.range
      if let file = files.first(where: { $0.path == undefined.id }) {
        let span = Span(file: file, start: range.lowerBound, end: range.upperBound)
        context.report(message, at: .file(span), help: help)
      } else if let index = Int(undefined.id), texts.indices.contains(index) {
        context.report(message, at: texts[index], content: range, help: help)
      }
    }
  }
}
