internal import Diagnostics
internal import Document
internal import Quantities

extension FieldRule {
  /// What the root route can't have: it takes every alert, always.
  static let rootRoute = FieldRule { node, findings in
    for (key, value) in node.entries {
      switch key.text {
      case "matchers" where !value.items.isEmpty, "match" where !value.entries.isEmpty,
        "match_re" where !value.entries.isEmpty:
        findings.invalid(
          "the root route can't have \(quoted(key.text)): it takes every alert", at: key,
          help: "move it to a route below \"routes\"")
      case "mute_time_intervals" where !value.items.isEmpty, "active_time_intervals" where !value.items.isEmpty:
        findings.invalid(
          "the root route can't have \(quoted(key.text)): it is always active", at: key,
          help: "move it to a route below \"routes\"")
      case "continue" where value.boolValue == true:
        findings.invalid(
          "the root route can't have \"continue\": there is nothing after it", at: key, help: "remove it")
      default: break
      }
    }
  }
}
