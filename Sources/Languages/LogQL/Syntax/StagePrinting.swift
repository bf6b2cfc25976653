extension LogQL.LogQuery: CustomStringConvertible {
  public var description: String { ([selector.description] + stages.map(\.description)).joined(separator: " ") }
}

extension LogQL.StreamSelector: CustomStringConvertible {
  public var description: String { variable ?? "{\(matchers.map(\.description).joined(separator: ", "))}" }
}

extension LogQL.StringLiteral: CustomStringConvertible {
  public var description: String { isVariable ? value : LogQL.quote(value) }
}

extension LogQL.Matcher: CustomStringConvertible {
  public var description: String { isVariable ? label.name : label.name + op.rawValue + literal.description }
}

extension LogQL.Stage: CustomStringConvertible {
  /// With its pipe.
  public var description: String {
    switch kind {
    case .lineFilter(let filter): filter.description
    case .json(let extractions): "| json" + list(extractions)
    case .logfmt(let stage):
      "| logfmt" + (stage.isStrict ? " --strict" : "") + (stage.keepsEmpty ? " --keep-empty" : "")
        + list(stage.extractions)
    case .pattern(let pattern): "| pattern \(pattern.literal)"
    case .regexp(let parser): "| regexp \(parser.literal)"
    case .unpack: "| unpack"
    case .labelFilter(let filter): "| \(filter)"
    case .lineFormat(let template): "| line_format \(template.literal)"
    case .labelFormat(let formats): "| label_format" + list(formats)
    case .decolorize: "| decolorize"
    case .drop(let selections): "| drop" + list(selections)
    case .keep(let selections): "| keep" + list(selections)
    case .variable(let name): "| \(name)"
    }
  }

  private func list(_ items: [some CustomStringConvertible]) -> String {
    items.isEmpty ? "" : " " + items.map(\.description).joined(separator: ", ")
  }
}

extension LogQL.LineFilter: CustomStringConvertible {
  public var description: String { "\(op.rawValue) \(alternatives.map(\.description).joined(separator: " or "))" }
}

extension LogQL.LineFilterAlternative: CustomStringConvertible {
  public var description: String { isAddress ? "ip(\(literal))" : literal.description }
}

extension LogQL.Extraction: CustomStringConvertible {
  public var description: String { label.name + (expression.map { "=\($0)" } ?? "") }
}

extension LogQL.LabelFormat: CustomStringConvertible {
  public var description: String {
    switch source {
    case .rename(let other): "\(label.name)=\(other.name)"
    case .template(let template): "\(label.name)=\(template.literal)"
    }
  }
}

extension LogQL.LabelSelection: CustomStringConvertible {
  public var description: String { matcher?.description ?? label.name }
}

extension LogQL.Unwrap: CustomStringConvertible {
  /// With its pipe.
  public var description: String {
    let source = conversion.map { "\($0.rawValue)(\(label.name))" } ?? label.name
    return (["| unwrap \(source)"] + filters.map { "| \($0)" }).joined(separator: " ")
  }
}

extension LogQL.LabelFilter: CustomStringConvertible {
  public var description: String {
    switch self {
    case .condition(let condition): condition.description
    case .any(let filters): filters.map(\.description).joined(separator: " or ")
    case .all(let filters):
      filters.map { if case .any = $0 { "(\($0))" } else { $0.description } }.joined(separator: " and ")
    }
  }
}

extension LogQL.LabelCondition: CustomStringConvertible {
  public var description: String {
    let sign = comparison == .equal ? "==" : comparison.rawValue
    return switch operand {
    case .string(let matcher): matcher.description
    case .number(let value): "\(label.name) \(sign) \(LogQL.print(value))"
    case .duration(let length): "\(label.name) \(sign) \(length.text)"
    case .size(let bytes): "\(label.name) \(sign) \(LogQL.print(bytes: bytes))"
    case .address(let literal): "\(label.name)\(comparison.rawValue)ip(\(literal))"
    case .variable(let name): "\(label.name)\(comparison.rawValue)\(name)"
    }
  }
}

extension LogQL {
  /// The largest unit that divides it, of those that Loki reads.
  static func print(bytes: UInt64) -> String {
    guard bytes > 0 else { return "0KB" }
    var best = "\(bytes)B"
    for (step, suffix) in [(1024 as UInt64, "iB"), (1000, "B")] {
      var count = bytes
      for letter in ["K", "M", "G", "T", "P"] where count % step == 0 {
        count /= step
        let text = "\(count)\(letter)\(suffix)"
        if text.utf8.count < best.utf8.count { best = text }
      }
    }
    return best
  }
}
