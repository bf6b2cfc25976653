import Foundation

/// One request to the sink, read the way its receiver would.
struct Notification {
  /// The channel for Slack, `pagerduty`, or the path.
  var receiver: String
  /// The `alertname` of its group.
  var alert: String
  var isResolved: Bool
  /// The part that names the instances, for Slack only.
  var text = ""

  /// One line of the sink's file.
  init?(request line: String) {
    struct Request: Decodable {
      var path: String
      var body: String
    }
    let decoder = JSONDecoder()
    guard let request = try? decoder.decode(Request.self, from: Data(line.utf8)) else { return nil }
    let body = Data(request.body.utf8)
    switch request.path {
    case "/slack":
      guard let message = try? decoder.decode(Slack.self, from: body), let attachment = message.attachments.first else {
        return nil
      }
      receiver = message.channel
      alert = Self.alert(inTitle: attachment.title)
      isResolved = attachment.title.hasPrefix("[RESOLVED]")
      text = attachment.text
    case "/pagerduty":
      guard let event = try? decoder.decode(PagerDuty.self, from: body) else { return nil }
      receiver = "pagerduty"
      alert = Self.alert(inTitle: event.payload.summary)
      isResolved = event.event_action == "resolve"
    default:
      guard let message = try? decoder.decode(Webhook.self, from: body) else { return nil }
      receiver = request.path
      alert = message.groupLabels["alertname"] ?? ""
      isResolved = message.status == "resolved"
    }
  }

  private struct Slack: Decodable {
    struct Attachment: Decodable {
      var title: String
      var text: String
    }
    var channel: String
    var attachments: [Attachment]
  }

  private struct PagerDuty: Decodable {
    struct Payload: Decodable { var summary: String }
    var event_action: String
    var payload: Payload
  }

  private struct Webhook: Decodable {
    var status: String
    var groupLabels: [String: String]
  }

  /// `[FIRING:1] LightningDBDown (…)`
  private static func alert(inTitle title: String) -> String {
    let words = title.split(separator: " ")
    return words.count > 1 ? String(words[1]) : ""
  }
}
