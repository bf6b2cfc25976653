internal import GoTemplate
public import Quantities

extension LogQL {
  /// Something in a query that not every server understands.
  public struct Requirement: Sendable, Hashable {
    /// What it is, as a reader would say it: `the function "approx_topk"`.
    public var what: String
    /// Bytes of the query.
    public var range: Range<Int>
    /// The first Loki that has it.
    public var since: Version
    /// The first Loki that has it no more; nil while every newer one has it.
    public var removed: Version?

    init(_ what: String, at range: Range<Int>, since: Version, removed: Version? = nil) {
      self.what = what
      self.range = range
      self.since = since
      self.removed = removed
    }

    /// Whether a server of `version` can have it at all.
    public func isMet(by version: Version) -> Bool { version >= since && removed.map { version < $0 } ?? true }
  }
}

extension LogQL.Expression {
  /// What the query asks of a server, beyond what every Loki 2 has; in the order of the text.
  public var requirements: [LogQL.Requirement] {
    var out: [LogQL.Requirement] = []
    visit { node in
      switch node.kind {
      case .number, .variable, .paren: break
      case .logs(let query): out += query.stages.flatMap(\.requirements)
      case .range(let range): out += range.requirements
      case .rangeAggregation(let aggregation): out += aggregation.requirements
      case .vectorAggregation(let aggregation): out += aggregation.requirements
      case .labelReplace:
        let name = node.range.lowerBound..<(node.range.lowerBound + "label_replace".utf8.count)
        out.append(.init("the function \"label_replace\"", at: name, since: "2.2"))
      case .vector:
        let name = node.range.lowerBound..<(node.range.lowerBound + "vector".utf8.count)
        out.append(.init("the function \"vector\"", at: name, since: "2.7"))
      case .binary(let binary):
        if let matching = binary.matching {
          out.append(.init("\"\(matching.isOn ? "on" : "ignoring")\"", at: matching.range, since: "2.4"))
        }
      case .variants(let variants):
        out.append(.init("\"variants\"", at: variants.nameRange, since: "3.5", removed: "4.0"))
      }
    }
    return out.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

extension LogQL.LogRange {
  fileprivate var requirements: [LogQL.Requirement] {
    var out: [LogQL.Requirement] = []
    if let unwrap {
      if unwrap.conversion == .bytes { out.append(.init("the conversion \"bytes\"", at: unwrap.range, since: "2.1")) }
      out += unwrap.filters.flatMap(\.requirements)
    }
    if let offset { out.append(.init("\"offset\"", at: offset.range, since: "2.3")) }
    return out
  }
}

extension LogQL.RangeAggregation {
  fileprivate var requirements: [LogQL.Requirement] {
    let since: Version? =
      switch function {
      case .absentOverTime: "2.2"
      case .firstOverTime, .lastOverTime: "2.3"
      case .rateCounter: "2.6"
      default: nil
      }
    return since.map { [.init("the function \"\(name)\"", at: nameRange, since: $0)] } ?? []
  }
}

extension LogQL.VectorAggregation {
  fileprivate var requirements: [LogQL.Requirement] {
    let since: Version? =
      switch op {
      case .sort, .sortDescending: "2.8"
      case .approxTopk: "3.3"
      default: nil
      }
    return since.map { [.init("the aggregation \"\(name)\"", at: nameRange, since: $0)] } ?? []
  }
}

extension LogQL.Stage {
  fileprivate var requirements: [LogQL.Requirement] {
    switch kind {
    case .lineFilter(let filter): filter.requirements
    case .json(let extractions):
      (extractions.isEmpty ? [] : [need("json with extractions", "2.2")]) + requirements(of: extractions)
    case .logfmt(let stage):
      (stage.isStrict || stage.keepsEmpty ? [need("a flag of logfmt", "2.9")] : [])
        + (stage.extractions.isEmpty ? [] : [need("logfmt with extractions", "2.8")])
        + requirements(of: stage.extractions)
    case .pattern: [need("the parser \"pattern\"", "2.3")]
    case .unpack: [need("the parser \"unpack\"", "2.2")]
    case .decolorize: [need("\"decolorize\"", "2.8")]
    case .drop: [need("\"drop\"", "2.8")]
    case .keep: [need("\"keep\"", "2.9")]
    case .labelFilter(let filter): filter.requirements
    case .lineFormat(let template): template.requirements
    case .labelFormat(let formats):
      formats.flatMap { format -> [LogQL.Requirement] in
        if case .template(let template) = format.source { template.requirements } else { [] }
      }
    case .regexp, .variable: []
    }
  }

  private func need(_ what: String, _ since: Version) -> LogQL.Requirement { .init(what, at: range, since: since) }

  private func requirements(of extractions: [LogQL.Extraction]) -> [LogQL.Requirement] {
    extractions.filter { $0.expression == nil }.map {
      .init("an extraction without an expression", at: $0.label.range, since: "2.8")
    }
  }
}

extension LogQL.LineFilter {
  fileprivate var requirements: [LogQL.Requirement] {
    var out: [LogQL.Requirement] = []
    if op == .matchesPattern || op == .matchesPatternNot {
      out.append(.init("the line filter \(op.rawValue)", at: opRange, since: "3.0"))
    }
    if alternatives.count > 1 {
      out.append(.init("\"or\" in a line filter", at: alternatives[1].range, since: "3.0"))
    }
    return out + alternatives.filter(\.isAddress).map { .init("ip()", at: $0.range, since: "2.3") }
  }
}

extension LogQL.LabelFilter {
  fileprivate var requirements: [LogQL.Requirement] {
    conditions.compactMap { condition in
      guard case .address(let literal) = condition.operand else { return nil }
      return .init("ip()", at: literal.range, since: "2.3")
    }
  }
}

extension LogQL.TemplateText {
  fileprivate var requirements: [LogQL.Requirement] {
    (template?.analysis.requirements ?? []).compactMap { requirement in
      let isFunction = requirement.what.hasPrefix("\"")
      let what = isFunction ? "the template function \(requirement.what)" : "\(requirement.what) in a template"
      return Version(requirement.since).map { .init(what, at: literal.range, since: $0) }
    }
  }
}
