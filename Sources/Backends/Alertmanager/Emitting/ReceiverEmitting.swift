internal import Deployment
internal import Diagnostics
internal import Document

extension ConfigEmitter {
  /// A receiver with its integrations; `native:` may add integrations that the spec has no words for.
  mutating func receiver(_ receiver: Receiver) -> Draft {
    var draft: Draft = ["name": .string(receiver.name)]
    append(receiver.slack.map { slack($0) }, under: "slack_configs", to: &draft)
    append(receiver.pagerduty.map { pagerDuty($0) }, under: "pagerduty_configs", to: &draft)
    append(receiver.email.map { email($0) }, under: "email_configs", to: &draft)
    append(receiver.webhook.map { webhook($0) }, under: "webhook_configs", to: &draft)
    for (key, value) in receiver.native?.entries ?? [] {
      // An integration more, and not in place of one that the spec asked for.
      if case .list(let items) = value.content {
        append(items, under: key, to: &draft)
      } else {
        draft[key] = value
      }
    }
    return draft.at(receiver.name.origin)
  }

  private func append(_ items: [Draft], under key: String, to draft: inout Draft) {
    guard !items.isEmpty else { return }
    draft[key] = .list((draft[key]?.items ?? []) + items, at: draft[key]?.origin)
  }

  private mutating func slack(_ slack: Receiver.Slack) -> Draft {
    require("api_url_file", of: AlertmanagerSchema.slack, at: slack.webhook.origin)
    if slack.title == nil || slack.text == nil { usesTemplates = true }
    let draft: Draft = [
      "api_url_file": file(of: slack.webhook),
      "channel": .string(slack.channel),
      "send_resolved": .bool(slack.sendResolved.value, at: slack.sendResolved.origin),
      "title": slack.title.map { .string($0) } ?? .string(NotificationTemplates.call("belfry.slack.title")),
      "text": slack.text.map { .string($0) } ?? .string(NotificationTemplates.call("belfry.slack.text")),
    ]
    return overlaid(draft, slack.native)
  }

  private mutating func pagerDuty(_ pagerDuty: Receiver.PagerDuty) -> Draft {
    require("routing_key_file", of: AlertmanagerSchema.pagerDuty, at: pagerDuty.routingKey.origin)
    usesTemplates = true
    let draft: Draft = [
      // `routing_key` is Events API v2; `service_key` would be v1, which refuses v2 keys.
      "routing_key_file": file(of: pagerDuty.routingKey),
      "severity": .string(NotificationTemplates.call("belfry.pagerduty.severity")),
    ]
    return overlaid(draft, pagerDuty.native)
  }

  private func webhook(_ webhook: Receiver.Webhook) -> Draft {
    let draft: Draft = [
      "url": .string(webhook.url),
      "send_resolved": .bool(webhook.sendResolved.value, at: webhook.sendResolved.origin),
    ]
    return overlaid(draft, webhook.native)
  }

  private func email(_ email: Receiver.Email) -> Draft {
    overlaid(["to": .string(email.to)], email.native)
  }

  private func overlaid(_ draft: Draft, _ native: Draft?) -> Draft {
    native.map { draft.overlaid(with: $0) } ?? draft
  }
}
