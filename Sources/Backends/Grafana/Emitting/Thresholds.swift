internal import Deployment
internal import Diagnostics
internal import Document

/// The steps at which a panel changes colour.
struct Thresholds {
  private struct Step {
    var value: Double
    var color: Located<String>
    var origin: Origin
  }

  private var steps: [Step] = []
  private var isPercentage = false

  /// Grafana has one mode for all steps of a panel. A percentage is one of the axis; of a ratio, whose axis is 0 to 1,
  /// it is simply that ratio, which needs no ends of an axis.
  init(_ panel: Panel, unit: Draft?, into diagnostics: inout [Diagnostic]) {
    let factor = Self.percentFactor(panel, unit: unit)
    isPercentage = !panel.thresholds.isEmpty && panel.thresholds.allSatisfy(\.isPercent) && factor == nil
    for threshold in panel.thresholds {
      var value = threshold.value.value
      if threshold.isPercent, !isPercentage {
        guard let factor else {
          diagnostics.append(
            Diagnostic(
              "schema/exclusive-keys", "a percentage can't stand beside absolute thresholds",
              at: threshold.value.origin,
              help: "give \"min\" and \"max\", or write all thresholds alike"))
          continue
        }
        value = factor.offset + value / 100 * factor.scale
      }
      steps.append(Step(value: value, color: threshold.color, origin: threshold.value.origin))
    }
    steps.sort { $0.value < $1.value }
  }

  /// How a percentage becomes a value of the axis, where the axis is known.
  private static func percentFactor(_ panel: Panel, unit: Draft?) -> (offset: Double, scale: Double)? {
    if let minimum = panel.minimum?.value, let maximum = panel.maximum?.value {
      // Left to Grafana unless other steps are absolute.
      return panel.thresholds.allSatisfy(\.isPercent) ? nil : (minimum, maximum - minimum)
    }
    if panel.minimum == nil, panel.maximum == nil {
      if unit == "percentunit" { return (0, 1) }
      if unit == "percent" { return (0, 100) }
    }
    return nil
  }

  var draft: Draft {
    ["mode": .string(isPercentage ? "percentage" : "absolute"), "steps": .list([base] + steps.map(Self.draft))]
  }

  /// The colour below the first step. What only becomes fine there is bad before.
  private var base: Draft {
    let isGoodFromFirst = steps.first.map { Self.color($0.color.value) == "green" } ?? false
    return ["color": .string(isGoodFromFirst ? "red" : "green"), "value": .null]
  }

  private static func draft(_ step: Step) -> Draft {
    Draft.map([
      ("color", .string(color(step.color.value), at: step.color.origin)),
      ("value", .decimal(step.value, at: step.origin)),
    ]).at(step.origin)
  }

  /// Grafana's name for a severity's colour; anything else is a colour already.
  static func color(_ name: String) -> String {
    switch name {
    case "ok": "green"
    case "info": "blue"
    case "warning": "orange"
    case "critical": "red"
    default: name
    }
  }
}
