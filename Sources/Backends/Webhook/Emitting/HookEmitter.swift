internal import Deployment
internal import Diagnostics
internal import Document
internal import Quantities

extension Remediation {
  /// Whether its command runs through `LimitScript`.
  var isGuarded: Bool { limit != nil || token != nil }
}

/// Writes one remediation as a hook.
///
/// The payload never meets a shell: words from it are passed as arguments of the command, each whole.
struct HookEmitter {
  let id: String
  let remediation: Remediation
  let deployment: Deployment

  /// Nil when there is no command, or its token can't be read.
  func hook(into diagnostics: inout [Diagnostic]) -> Draft? {
    // Lowering has reported what is wrong with the words and with the token.
    var reported: [Diagnostic] = []
    let words = remediation.arguments(into: &reported)
    guard case .literal(let program) = words.first else { return nil }
    var arguments = words.dropFirst().map { argument($0) }
    var command = Draft.string(program)
    var environment: [Draft] = []
    if remediation.isGuarded {
      var tokenFile = Located("-")
      if let token = remediation.token {
        guard let file = deployment.secretFile(token, for: "webhook", into: &reported) else { return nil }
        tokenFile = file
        environment = [["source": "header", "name": "Authorization", "envname": .string(LimitScript.tokenVariable)]]
      }
      let limit = remediation.limit
      let seconds = limit.map { max(1, ($0.value.period.milliseconds + 999) / 1000) } ?? 0
      arguments =
        [
          text(id), text(limit.map { String($0.value.count) } ?? "-", at: limit?.origin),
          text(String(seconds), at: limit?.origin),
          text(tokenFile.value, at: tokenFile.origin), text(program.value, at: program.origin),
        ] + arguments
      command = .string(LimitScript.path(in: deployment))
    }
    let hook: Draft = [
      "id": .string(id),
      "execute-command": command,
      "http-methods": ["POST"],
      "pass-arguments-to-command": arguments.isEmpty ? nil : .list(arguments),
      "pass-environment-to-command": environment.isEmpty ? nil : .list(environment),
      "trigger-rule": ["and": .list(conditions(words))],
      // So that a refusal shows in Alertmanager's own metrics; it does not retry one.
      "trigger-rule-mismatch-http-response-code": 400,
    ]
    return hook.at(remediation.origin)
  }

  private func argument(_ argument: Remediation.Argument) -> Draft {
    switch argument {
    case .literal(let word): text(word.value, at: word.origin)
    case .label(let label): ["source": "payload", "name": .string("commonLabels.\(label.value)", at: label.origin)]
    }
  }

  private func text(_ value: String, at origin: Origin? = nil) -> Draft {
    ["source": "string", "name": .string(value, at: origin)]
  }

  /// The alert itself, and firing: never a resolved one, and never a payload that lacks what the command needs. A label
  /// that starts with `-` would be read as an option.
  private func conditions(_ words: [Remediation.Argument]) -> [Draft] {
    var conditions = [
      matching("status", ["type": "value", "value": "firing"]),
      matching("commonLabels.alertname", ["type": "value", "value": .string(remediation.on)]),
    ]
    var seen: Set<String> = []
    for case .label(let label) in words where seen.insert(label.value).inserted {
      conditions.append(matching("commonLabels.\(label.value)", ["type": "regex", "regex": "^[^-]"]))
    }
    return conditions
  }

  private func matching(_ name: String, _ rule: Draft) -> Draft {
    var match = rule
    match["parameter"] = ["source": "payload", "name": .string(name)]
    return ["match": match]
  }
}
