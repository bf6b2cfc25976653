internal import Deployment
internal import Diagnostics
internal import PromQL

/// Finds the unit of what a query returns: from the metric's declared unit and type, its name where nothing is
/// declared, and what the expression does with it. Silent where it can't tell.
struct UnitInference {
  private let metrics: [String: Metric]
  /// What recording rules record, by name.
  private let recorded: [String: String]

  init(_ deployment: Deployment) {
    var metrics: [String: Metric] = [:]
    for metric in deployment.catalogues.flatMap(\.metrics) {
      for name in metric.seriesNames { metrics[name] = metrics[name] ?? metric }
    }
    var recorded: [String: String] = [:]
    for rule in (deployment.recordingRules + deployment.alerts).flatMap(\.rules) {
      if case .recording(let rule) = rule { recorded[rule.record.value] = rule.expression.value }
    }
    self.metrics = metrics
    self.recorded = recorded
  }

  /// Grafana's unit id for a panel with these queries; nil when they differ or one isn't known.
  func unit(of queries: [String]) -> String? {
    let units = Set(queries.map { quantity(of: $0, depth: 0)?.grafanaUnit })
    return units.count == 1 ? units.first ?? nil : nil
  }

  /// How far recorded series are followed, each to the rule that records it; rules may form a circle.
  private static let recordingDepth = 8

  private func quantity(of query: String, depth: Int) -> Quantity? {
    guard depth < Self.recordingDepth, let expression = PromQL.parse(query, dialect: .grafana).expression else {
      return nil
    }
    // Children come before their parents, so what a node is made of is the end of the stack, however deep the tree.
    var stack: [Quantity?] = []
    for node in expression.nodes {
      let kind = node.kind
      let operands = Array(stack.suffix(kind.children.count))
      stack.removeLast(operands.count)
      stack.append(quantity(of: kind, operands, depth: depth))
    }
    return stack.last ?? nil
  }

  // MARK: Expressions

  /// `operands`: the quantities of the node's children.
  private func quantity(
    of kind: PromQL.Kind<PromQL.Expression>, _ operands: [Quantity?], depth: Int
  ) -> Quantity? {
    switch kind {
    case .number(let value): return Quantity(literal: value)
    case .string, .variable, .invalid: return nil
    case .selector(let selector): return selector.metricName.flatMap { quantity(ofSeries: $0, depth: depth) }
    case .subquery, .paren: return operands.first ?? nil
    case .unary(let op, _):
      guard let operand = operands.first ?? nil else { return nil }
      return op == .minus ? operand.literal.map { Quantity(literal: -$0) } ?? operand : operand
    case .call(let call): return quantity(of: call, operands)
    case .aggregate(let aggregate):
      switch aggregate.op {
      case .count, .countValues, .group: return .count
      case .stdvar: return nil
      default: return operands.last ?? nil
      }
    case .binary(let binary):
      guard operands.count == 2 else { return nil }
      return Self.quantity(of: binary, operands[0], operands[1])
    }
  }

  private static func quantity(
    of binary: PromQL.Binary<PromQL.Expression>, _ left: Quantity?, _ right: Quantity?
  ) -> Quantity? {
    switch binary.op {
    case .add, .subtract: Quantity.sum(left, right)
    case .multiply: Quantity.product(left, right)
    case .divide: Quantity.quotient(left, right)
    case .power, .atan2: nil
    case .or: right == left || right?.literal != nil ? left : nil
    case .and, .unless, .modulo, .trimLower, .trimUpper: left
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: binary.returnsBool ? .count : left
    }
  }

  private func quantity(of call: PromQL.Call<PromQL.Expression>, _ operands: [Quantity?]) -> Quantity? {
    switch call.name {
    case "rate", "irate", "deriv": return (operands.first ?? nil)?.perSecond
    case "histogram_quantile", "histogram_avg", "histogram_stddev": return histogram(in: call.arguments.last)
    case "histogram_fraction": return .ratio
    case "time", "timestamp": return .seconds
    case "absent", "absent_over_time", "changes", "resets", "count_over_time", "present_over_time", "histogram_count",
      "day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year":
      return .count
    case "sqrt", "ln", "log2", "log10", "exp", "stdvar_over_time", "histogram_stdvar": return nil
    default:
      // Whatever else returns a vector keeps what its first vector counts.
      let first = call.arguments.firstIndex { $0.type == .vector || $0.type == .matrix }
      return first.flatMap { operands.indices.contains($0) ? operands[$0] : nil }
    }
  }

  /// What the observations of the histogram inside an argument are measured in.
  private func histogram(in expression: PromQL.Expression?) -> Quantity? {
    guard let expression else { return nil }
    for node in expression.nodes {
      guard case .selector(let selector) = node.kind, let name = selector.metricName else { continue }
      if let metric = metrics[name] ?? metrics[name + "_bucket"] { return observation(of: metric) }
      let family = name.hasSuffix("_bucket") ? String(name.dropLast("_bucket".count)) : name
      if let known = Self.quantity(bySuffixOf: family) { return known }
    }
    return nil
  }

  // MARK: Series

  private func quantity(ofSeries name: String, depth: Int) -> Quantity? {
    if let metric = metrics[name] {
      let isPlain = name == metric.name.value || name.hasSuffix("_sum")
      return isPlain ? observation(of: metric) : Self.events(name)
    }
    if let rule = recorded[name] { return quantity(of: rule, depth: depth + 1) }
    if name.contains(":") { return nil }
    if name.hasSuffix("_bucket") || name.hasSuffix("_count") { return Self.events(name) }
    if name.hasSuffix("_sum") { return Self.quantity(bySuffixOf: String(name.dropLast("_sum".count))) }
    // A total without a unit in its name counts events; of any other undeclared metric nothing is known.
    return Self.quantity(bySuffixOf: name) ?? (name.hasSuffix("_total") || name == "up" ? Self.events(name) : nil)
  }

  /// What a family's values, or a histogram's observations, are measured in.
  private func observation(of metric: Metric) -> Quantity? {
    if let unit = metric.unit { return Quantity(unit: unit.value) }
    let name = metric.name.value
    if let known = Self.quantity(bySuffixOf: name) { return known }
    switch metric.kind.value {
    case .counter: return Self.events(name)
    case .info, .stateset, .gauge: return .count
    case .histogram, .summary, .untyped: return nil
    }
  }

  private static func events(_ name: String) -> Quantity {
    name.contains("requests") ? Quantity(base: .requests) : .count
  }

  /// `…_bytes`, `…_seconds_total`.
  private static func quantity(bySuffixOf name: String) -> Quantity? {
    let words = name.split(separator: "_")
    guard let last = words.last else { return nil }
    let word = last == "total" ? words.dropLast().last : last
    return word.flatMap { Quantity(unit: String($0)) }
  }
}
