internal import Deployment
internal import Diagnostics
internal import Quantities

/// One runbook: what to do first, what to look at next, and which alerts lead here.
struct RunbookPage {
  let runbook: Runbook
  let deployment: Deployment
  /// The alerts of the deployment.
  let rules: [AlertingRule]

  var document: Markdown {
    var blocks: [Markdown.Block] = [.heading(level: 1, [.text(runbook.title.value)])]
    if let description = runbook.description { blocks.append(.paragraph(.init(prose: description.value))) }
    if let url = deployment.runbookURL(runbook.name) {
      blocks.append(.paragraph([.text("This page is published at "), .link(url.value, to: url.value), .text(".")]))
    }
    if !runbook.steps.isEmpty {
      blocks.append(.heading(level: 2, [.text("Steps")]))
      blocks.append(.numbered(runbook.steps.map { .init(prose: $0.value) }))
    }
    return Markdown(blocks: blocks + queries + alerts)
  }

  private var queries: [Markdown.Block] {
    guard !runbook.queries.isEmpty else { return [] }
    let links = QueryLinks(deployment: deployment)
    return [.heading(level: 2, [.text("Queries")])]
      + runbook.queries.flatMap { title, query -> [Markdown.Block] in
        let places = links.links(to: query.value)
        return [.heading(level: 3, [.text(title.value)]), .code(language: "promql", query.value)]
          + (places.isEmpty ? [] : [.paragraph([.text("Open in ")] + Self.alternatives(places) + [.text(".")])])
      }
  }

  private var alerts: [Markdown.Block] {
    let linked = rules.filter { $0.runbook?.value == runbook.name.value }
    guard !linked.isEmpty else {
      return [.heading(level: 2, [.text("Alerts")]), .paragraph([.text("No alert links to this runbook.")])]
    }
    return [.heading(level: 2, [.text("Alerts")])]
      + linked.flatMap { rule in
        [
          .heading(level: 3, [.text(rule.alert.value)]), .paragraph(Self.conditions(of: rule)),
          .code(language: "promql", rule.expression.value),
        ]
      }
  }

  /// `Severity critical, after 5m.`
  private static func conditions(of rule: AlertingRule) -> [Markdown.Inline] {
    var out: [Markdown.Inline] = [.text("Severity ")]
    if let severity = rule.severity?.value ?? rule.labels["severity"]?.value {
      out.append(.strong(severity))
    } else {
      out.append(.text("not given"))
    }
    let hold = rule.hold.map { ", when it holds for \($0.value)" } ?? ", at once"
    return out + [.text(hold + ":")]
  }

  private static func alternatives(_ links: [Markdown.Inline]) -> [Markdown.Inline] {
    Array(links.map { [$0] }.joined(separator: [.text(" or ")]))
  }
}

extension Deployment {
  /// Every alert of every group, those of expansions among them.
  var alertingRules: [AlertingRule] {
    (alerts + recordingRules).flatMap(\.rules).compactMap { if case .alerting(let rule) = $0 { rule } else { nil } }
  }
}
