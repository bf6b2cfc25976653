extension LogQL {
  /// Conditions on labels, joined by `and` (also a comma, or nothing) and `or`.
  public indirect enum LabelFilter: Sendable, Hashable {
    case condition(LabelCondition)
    /// Two or more, none of them `all` itself.
    case all([LabelFilter])
    /// Two or more, none of them `any` itself.
    case any([LabelFilter])

    /// Every condition, in source order.
    public var conditions: [LabelCondition] {
      switch self {
      case .condition(let condition): [condition]
      case .all(let filters), .any(let filters): filters.flatMap(\.conditions)
      }
    }
  }

  /// `level="error"`, `latency > 1s`, `size >= 5KB`, `addr = ip("10.0.0.0/8")`.
  public struct LabelCondition: Sendable, Hashable {
    /// How the label is compared.
    public enum Comparison: String, Sendable, Hashable, CaseIterable {
      /// `=`, and for numbers `==` as well.
      case equal = "="
      case notEqual = "!="
      case regexMatch = "=~"
      case regexNoMatch = "!~"
      case less = "<"
      case lessOrEqual = "<="
      case greater = ">"
      case greaterOrEqual = ">="
    }
    /// What the label is compared with, which says how its text is read.
    public enum Operand: Sendable, Hashable {
      /// Compares text.
      case string(Matcher)
      case number(Double)
      case duration(TimeLength)
      /// In bytes.
      case size(UInt64)
      /// An address, a block or a range of addresses.
      case address(StringLiteral)
      /// Grafana: not known which of the above.
      case variable(String)
    }
    public var label: LabelName
    public var comparison: Comparison
    public var operand: Operand
    /// From the label's first byte to the operand's last.
    @NotCompared public var range: Range<Int>
  }
}
