internal import Deployment
internal import Diagnostics
internal import Document
internal import Matchers
internal import Quantities

/// Writes routing, receivers, inhibitions and time intervals as one `alertmanager.yml`.
struct ConfigEmitter {
  let deployment: Deployment
  var diagnostics: [Diagnostic] = []
  /// Whether some receiver names a template of `NotificationTemplates`.
  var usesTemplates = false

  init(deployment: Deployment) { self.deployment = deployment }

  var version: Located<Version> { deployment.versions.alertmanager }

  mutating func config(_ routing: Routing) -> Draft {
    checkRoot(routing.root)
    let route = route(routing.root, isRoot: true)
    let receivers = deployment.receivers.map { receiver($0) }
    let inhibitions = routing.inhibitions.map { inhibition($0) }
    let intervals = deployment.timeIntervals.map { interval in
      let draft: Draft = ["name": .string(interval.name), "time_intervals": interval.native]
      return draft.at(interval.name.origin)
    }
    let isModern = AlertmanagerSchema.config.has("time_intervals", in: version.value)
    let intervalsKey = isModern ? "time_intervals" : "mute_time_intervals"
    var config: Draft = [
      // First, so that `native: {global: …}` lands where people look for it; dropped again when nothing fills it.
      "global": [:],
      "templates": usesTemplates ? [.string(Self.templatesGlob)] : nil,
      "route": route,
      "receivers": .list(receivers),
      "inhibit_rules": inhibitions.isEmpty ? nil : .list(inhibitions),
    ]
    if !intervals.isEmpty { config[intervalsKey] = .list(intervals) }
    if let native = routing.native { config = config.overlaid(with: native) }
    if config["global"]?.isEmptyCollection == true { config["global"] = nil }
    return config
  }

  /// Relative to alertmanager.yml, as Alertmanager resolves it.
  private static let templatesGlob = "templates/*.tmpl"

  private mutating func inhibition(_ inhibition: Inhibition) -> Draft {
    let draft: Draft = [
      "source_matchers": matchers(inhibition.source),
      "target_matchers": matchers(inhibition.target),
      "equal": inhibition.equal.isEmpty ? nil : .list(inhibition.equal.map { .string($0) }),
    ]
    return draft.at(inhibition.origin)
  }

  /// One string a matcher, its value always in double quotes, which every version reads alike.
  mutating func matchers(_ matchers: [Located<Matcher>]) -> Draft {
    for matcher in matchers where !matcher.value.hasClassicName {
      require("0.27", "the label name \"\(matcher.value.label)\"", at: matcher.origin)
    }
    return .list(matchers.map { .text($0) })
  }

  /// Reports a key that the oldest Alertmanager to suit does not know yet.
  mutating func require(_ key: String, of table: FieldTable, at place: Origin) {
    if let since = table[key]?.since { require(since, "\"\(key)\"", at: place) }
  }

  private mutating func require(_ since: Version, _ what: String, at place: Origin) {
    guard version.value < since else { return }
    diagnostics.append(
      Diagnostic(
        "schema/not-yet-key", .error, "\(what) needs alertmanager \(since), and \(version.value) is to be suited",
        at: place, notes: [Diagnostic.Note("the version is set here", at: version.origin)],
        help: "raise \"versions: {alertmanager: …}\" or do without it"))
  }

  /// The value of a `*_file` key. Alertmanager expands no environment variables in its configuration.
  mutating func file(of reference: Located<String>) -> Draft? {
    deployment.secretFile(reference, for: "alertmanager", into: &diagnostics).map {
      .string($0.value, at: reference.origin)
    }
  }
}
