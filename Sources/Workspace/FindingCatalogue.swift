import Checks
package import Diagnostics
package import Report

/// Every id that a finding can carry: the checks, and what readers, backends and `generate --check` report by
/// themselves.
package enum FindingCatalogue {
  /// Ids outside the check registry, and what each says. A test holds this list to the sources.
  package static let beyondChecks: KeyValuePairs<String, String> = [
    "input/further-document": "A native file holds several YAML documents, and servers read only the first.",
    "input/missing-file": "A file that a configuration names doesn't exist.",
    "input/unreadable": "A file can't be read.",
    "input/unrecognized": "A file is of no kind that Belfry knows, so nothing in it is checked.",
    "logs/field-of-plain-text": "A stage asks for a field of a log line that has none.",
    "logs/stage-not-in-alloy": "A Promtail stage has no equal in Alloy.",
    "logs/undefined-mask": "A log source names a mask that is not defined.",
    "loki/burst-below-rate": "Loki's ingestion burst is smaller than its rate.",
    "loki/store-not-configured": "Loki's object store lacks settings that it needs.",
    "output/hand-edited": "A generated file was edited or deleted after it was generated.",
    "output/orphan": "A file in the output folder was not generated.",
    "output/stale": "The output folder is not what the spec says now.",
    "remediations/no-data": "A remediation passes on data that its alert doesn't carry.",
    "reports/no-routing": "A report has nobody to go to.",
    "retention/logs-below-a-day": "Loki keeps logs for a day at least.",
    "rules/duplicate-group": "Two rule groups have one name.",
    "schema/deprecated-key": "A key still works and will be removed.",
    "schema/duplicate-name": "Two entries of a list have one name.",
    "schema/exclusive-keys": "Keys stand side by side of which only one may.",
    "schema/invalid-value": "A value can't mean anything.",
    "schema/missing-key": "A key is required and not there.",
    "schema/not-yet-key": "A key is newer than the oldest server to suit.",
    "schema/removed-key": "A key was removed before the server's version.",
    "schema/undefined-component": "A collector's pipeline names a component that is not defined.",
    "schema/unknown-key": "A key means nothing here.",
    "schema/wrong-type": "A value is of the wrong type.",
    "scrape/duplicate-job": "Two scrape jobs have one name.",
    "scrape/timeout-above-interval": "A scrape may take longer than the time to the next one.",
    "secrets/no-environment": "A server can't take this secret from its environment.",
    "slo/no-burn-alert": "No alert says that an SLO's budget burns.",
    "slo/objective-out-of-range": "An objective is not between 0 and 100 percent.",
    "slo/window-too-short": "An SLO's window is too short for its burn-rate alerts.",
    "spec/duplicate-name": "Two things of a spec have one name.",
    "spec/empty": "A spec is empty.",
    "spec/too-large": "A spec is larger than anything sensible.",
    "spec/undefined-reference": "A spec names something that is not defined.",
    "spec/unsupported-version": "A server's version is not one that Belfry knows.",
    "suppression/expired": "A comment silenced a check until a day that has passed, and the check still reports.",
    "suppression/malformed": "A comment silences a check that doesn't exist, or doesn't say why.",
    "suppression/unused": "A comment silences a check that reports nothing there.",
    "syntax/duplicate-key": "A key stands twice in one mapping.",
    "syntax/exposition": "A saved metrics page can't be read.",
    "syntax/json": "A file is not JSON.",
    "syntax/yaml": "A file is not YAML.",
  ]

  /// Ids outside the check registry for which a server refuses a file, if they are errors. For a check, its metadata say it.
  private static let refusingLoad: Set = [
    "input/missing-file", "rules/duplicate-group", "schema/duplicate-name", "schema/exclusive-keys",
    "schema/invalid-value", "schema/missing-key", "schema/not-yet-key", "schema/removed-key",
    "schema/undefined-component", "schema/unknown-key",
    "schema/wrong-type", "scrape/duplicate-job", "scrape/timeout-above-interval", "syntax/duplicate-key", "syntax/json",
    "syntax/yaml",
  ]

  /// Whether a server refuses a file for a finding.
  package static func refusesLoad(_ finding: Diagnostic) -> Bool {
    guard finding.severity == .error else { return false }
    return CheckRegistry.check(finding.id)?.metadata.refusesLoad ?? refusingLoad.contains(finding.id)
  }

  /// What there is to say of an id.
  package static func description(of id: String) -> RuleDescription? {
    if let check = CheckRegistry.check(id)?.metadata {
      return RuleDescription(
        summary: check.summary, rationale: check.rationale, remedy: check.remedy, severity: check.severity)
    }
    return beyondChecks.first { $0.key == id }.map { RuleDescription(summary: $0.value) }
  }

  package static let ids: [String] = CheckRegistry.all.map { $0.metadata.id } + beyondChecks.map(\.key)

  private static let known = Set(ids)

  /// Ids, and the groups they are in.
  private static let names = known.union(ids.map { String($0.prefix { $0 != "/" }) })

  package static func isKnown(_ id: String) -> Bool { known.contains(id) }

  /// Why `name` is neither an id nor a group; nil when it is one.
  package static func problem(with name: String) -> String? {
    if names.contains(name) { return nil }
    // No id has a dot, and every path that is likely to stand here has.
    let help = name.contains(".") ? "a path to check stands before --only and --ignore" : "see belfry checks"
    return "there is no check \"\(name)\"; "
      + (nearest(to: name, among: names.sorted()).map { "did you mean \"\($0)\"?" } ?? help)
  }
}
