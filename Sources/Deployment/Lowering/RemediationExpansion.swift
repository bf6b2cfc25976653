package import Diagnostics
internal import Document
internal import Matchers
internal import Quantities

extension Remediation {
  /// What the receivers that remediations expand to start with. They notify nobody: whoever asks which people an alert
  /// reaches leaves them out.
  package static let receiverPrefix = "remediation-"

  /// One word of the command.
  package enum Argument: Sendable, Equatable {
    case literal(Located<String>)
    /// The value of this label of the alert.
    case label(Located<String>)
  }

  /// The command, `{{ label }}` told from plain words. An alert's label may be a whole argument and nothing else:
  /// neither a part of one nor the program.
  package func arguments(into diagnostics: inout [Diagnostic]) -> [Argument] {
    run.enumerated().map { position, word in
      guard word.value.contains("{{") else { return .literal(word) }
      let name =
        word.value.hasPrefix("{{") && word.value.hasSuffix("}}")
        ? word.value.dropFirst(2).dropLast(2).filter { $0 != " " } : ""
      if position > 0, name.isClassicLabelName {
        return .label(Located(name, at: word.origin))
      }
      let problem =
        position == 0 ? "the program of a remediation is no label" : "an argument is one label or plain text"
      diagnostics.append(
        Diagnostic(
          "schema/invalid-value", .error, problem, at: word.origin,
          help: position == 0 ? "name the program" : "write \"{{ label }}\" alone, as an argument of its own"))
      return .literal(word)
    }
  }
}

extension Deployment {
  /// Remediations with the name of each one's receiver, which is its hook's id too: `remediation-LightningDBDown`, safe
  /// in a URL and a file name, numbered where several follow one alert.
  package var remediationHooks: [(id: String, remediation: Remediation)] {
    var taken: Set<String> = []
    return remediations.map { remediation in
      let slug = String(remediation.on.value.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" })
      var id = Remediation.receiverPrefix + slug
      var number = 2
      while !taken.insert(id).inserted {
        id = "\(Remediation.receiverPrefix)\(slug)-\(number)"
        number += 1
      }
      return (id, remediation)
    }
  }

  /// Makes each remediation a receiver that calls the webhook server, and a route to it.
  ///
  /// The routes come first and continue, so that people are told as ever. `after` is the route's `group_wait`:
  /// Alertmanager counts it from the moment the alert fires, and an alert that resolves meanwhile is never sent. A
  /// command that takes labels is run for each alert on its own; any other once for all alerts of the name that fire
  /// together.
  mutating func expandRemediations(into diagnostics: inout [Diagnostic]) {
    guard !remediations.isEmpty else { return }
    let address = service("webhook")?.address ?? Located("webhook:9000")
    var routes: [Route] = []
    for (id, remediation) in remediationHooks {
      let origin = remediation.origin.derived(by: "the remediation expansion")
      let takesLabels = remediation.arguments(into: &diagnostics).contains {
        if case .label = $0 { true } else { false }
      }
      warnOfNoData(remediation, into: &diagnostics)

      var hook = Receiver.Webhook(
        url: Located("http://\(address.value)/hooks/\(id)", at: origin), sendResolved: Located(false, at: origin))
      // The command needs one alert's labels at most; the limit keeps the payload of a large group small.
      hook.native = ["max_alerts": .int(1, at: origin)]
      if let token = remediation.token, let file = secretFile(token, for: "alertmanager", into: &diagnostics) {
        hook.native?["http_config"] = [
          "authorization": ["type": "Bearer", "credentials_file": .string(file.value, at: token.origin)]
        ]
      }
      var receiver = Receiver(name: Located(id, at: origin))
      receiver.webhook = [hook]
      receivers.append(receiver)

      var route = Route(origin: origin)
      route.receiver = Located(id, at: origin)
      route.matchers = [
        Located(Matcher(label: "alertname", operator: .equal, value: remediation.on.value), at: remediation.on.origin)
      ]
      route.groupBy = [Located(takesLabels ? "..." : "alertname", at: origin)]
      route.groupWait = remediation.after ?? Located(.seconds(0), at: origin)
      route.continue = Located(true, at: origin)
      routes.append(route)
    }
    if routing == nil {
      // Alertmanager wants a root that takes everything; one without integrations tells nobody.
      let origin = remediations[0].origin.derived(by: "the remediation expansion")
      let nobody = Located("nobody", at: origin)
      receivers.append(Receiver(name: nobody))
      var root = Route(origin: origin)
      root.receiver = nobody
      routing = Routing(root: root)
    }
    routing?.root.routes.insert(contentsOf: routes, at: 0)
  }

  /// An alert that fires where there is no data says nothing of the thing that would be restarted.
  private func warnOfNoData(_ remediation: Remediation, into diagnostics: inout [Diagnostic]) {
    for group in alerts {
      for case .alerting(let rule) in group.rules where rule.alert.value == remediation.on.value {
        guard rule.expression.value.hasPrefix("absent(") || rule.expression.value.hasPrefix("absent_over_time(") else {
          continue
        }
        diagnostics.append(
          Diagnostic(
            "remediations/no-data", .warning,
            "the alert \"\(rule.alert.value)\" fires when there is no data, which a failed scrape causes as well",
            at: remediation.on.origin, notes: [Diagnostic.Note("the alert is here", at: rule.expression.origin)],
            help: "follow an alert on a value, such as \"up == 0\""))
      }
    }
  }
}
