public import Quantities

extension PromQL {
  /// Something in an expression that not every server understands.
  public struct Requirement: Sendable, Hashable {
    /// What it is, as a reader would say it: `the function "sgn"`.
    public var what: String
    /// Bytes of the expression.
    public var range: Range<Int>
    /// The first Prometheus that has it.
    public var since: Version
    /// The first Prometheus that has it no more.
    public var removed: Version?
    /// The `--enable-feature` that it needs; nil for none.
    public var flag: String?
    /// The first Prometheus that has it without the flag; nil while every newer one wants it.
    public var flagUntil: Version?
    /// The first Prometheus that wants the flag; nil when every one does that has it.
    public var flagFrom: Version?

    /// Something that servers have since a version; with a flag only, if it is given.
    public init(
      _ what: String, at range: Range<Int>, since: Version, removed: Version? = nil, flag: String? = nil,
      flagUntil: Version? = nil, flagFrom: Version? = nil
    ) {
      self.what = what
      self.range = range
      self.since = since
      self.removed = removed
      self.flag = flag
      self.flagUntil = flagUntil
      self.flagFrom = flagFrom
    }

    /// Whether a server of `version` can have it at all.
    public func isMet(by version: Version) -> Bool { version >= since && removed.map { version < $0 } ?? true }

    /// The flag that a server of `version` has to be started with.
    public func flag(for version: Version) -> String? {
      if let flagUntil, version >= flagUntil { return nil }
      if let flagFrom, version < flagFrom { return nil }
      return flag
    }
  }
}

extension PromQL.Expression {
  /// What the expression asks of a server, beyond what every Prometheus 2 has.
  public var requirements: [PromQL.Requirement] {
    var out = tree.notes.filter { range.contains($0.range.lowerBound) }
    visit { node in
      switch node.kind {
      case .number, .string, .variable, .unary, .paren, .invalid: break
      case .selector(let selector):
        out += selector.requirements(at: node.range)
        out += PromQL.requirements(at: selector.at, offset: selector.offset, node.range)
      case .subquery(let subquery): out += PromQL.requirements(at: subquery.at, offset: subquery.offset, node.range)
      case .call(let call): out += call.requirements
      case .aggregate(let aggregate): out += aggregate.requirements
      case .binary(let binary): out += binary.requirements(at: node.range)
      }
    }
    return out
  }
}

extension PromQL {
  fileprivate static func requirements(at: Moment?, offset: TimeLength?, _ range: Range<Int>) -> [Requirement] {
    var out: [Requirement] = []
    if at != nil {
      out.append(.init("the @ modifier", at: range, since: "2.25", flag: "promql-at-modifier", flagUntil: "2.33"))
    }
    if let offset, offset.milliseconds ?? 0 < 0 {
      out.append(
        .init("a negative offset", at: offset.range, since: "2.26", flag: "promql-negative-offset", flagUntil: "2.33"))
    }
    return out
  }
}

extension PromQL.VectorSelector {
  fileprivate func requirements(at range: Range<Int>) -> [PromQL.Requirement] {
    var out: [PromQL.Requirement] = []
    if nameIsQuoted, let name { out.append(.init("a quoted metric name", at: name.range, since: "2.51")) }
    for matcher in matchers where !matcher.hasVariable {
      if matcher.valueRange == matcher.label.range {
        out.append(.init("a quoted metric name", at: matcher.range, since: "2.51"))
      } else if matcher.label.isQuoted {
        out.append(.init("a quoted label name", at: matcher.label.range, since: "2.51"))
      }
    }
    if let edges {
      out.append(
        .init("\"\(edges.rawValue)\"", at: range, since: "3.7", flag: "promql-extended-range-selectors"))
    }
    return out
  }
}

extension PromQL.LabelName {
  /// Whether it stands in quotes.
  fileprivate var isQuoted: Bool { !isVariable && range.count != name.utf8.count }

  /// What it asks for in a list of labels.
  fileprivate var requirement: PromQL.Requirement? {
    if isVariable { return nil }
    if isQuoted {
      let isPlain = PromQL.isPlainLabelName(name)
      return .init("a quoted label name", at: range, since: isPlain ? "2.55" : "3.0")
    }
    return name.utf8.contains(UInt8(ascii: ":"))
      ? .init("a label name with a colon", at: range, since: "3.7") : nil
  }
}

extension PromQL.Call {
  fileprivate var requirements: [PromQL.Requirement] {
    guard let function, function.since > "2.0" || function.removed != nil || function.experimental != nil else {
      return []
    }
    var requirement = PromQL.Requirement(
      "the function \"\(name)\"", at: nameRange, since: function.since, removed: function.removed)
    if let experimental = function.experimental {
      requirement.flag = "promql-experimental-functions"
      if case .before(let version) = experimental { requirement.flagUntil = version }
    }
    return [requirement]
  }
}

extension PromQL.Aggregate {
  fileprivate var requirements: [PromQL.Requirement] {
    var out: [PromQL.Requirement] = []
    if op == .group { out.append(.init("the aggregation \"group\"", at: opRange, since: "2.20")) }
    if op.isExperimental {
      let what = "the aggregation \"\(op.rawValue)\""
      out.append(.init(what, at: opRange, since: "2.54", flag: "promql-experimental-functions"))
    }
    out += (grouping?.labels ?? []).compactMap(\.requirement)
    return out
  }
}

extension PromQL.Binary {
  fileprivate func requirements(at range: Range<Int>) -> [PromQL.Requirement] {
    var out = ((matching?.labels ?? []) + (group?.labels ?? [])).compactMap(\.requirement)
    switch op {
    case .atan2: out.append(.init("the operator \"atan2\"", at: opRange, since: "2.31"))
    case .trimUpper, .trimLower:
      out.append(.init("the operator \"\(op.rawValue)\"", at: opRange, since: "3.11"))
    default: break
    }
    if fillLeft != nil || fillRight != nil {
      out.append(.init("a fill modifier", at: fillRange ?? range, since: "3.10", flag: "promql-binop-fill-modifiers"))
    }
    return out
  }
}
