extension LogQL {
  /// An operator between two metric queries.
  public enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case power = "^"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and
    case or
    case unless

    /// `==`, `!=`, `<`, `<=`, `>`, `>=`: filters unless `bool` is given.
    public var isComparison: Bool {
      switch self {
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
      default: false
      }
    }

    /// `and`, `or`, `unless`.
    public var isSetOperator: Bool { self == .and || self == .or || self == .unless }

    /// Higher binds tighter.
    var precedence: Int {
      switch self {
      case .power: 6
      case .multiply, .divide, .modulo: 5
      case .add, .subtract: 4
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 3
      case .and, .unless: 2
      case .or: 1
      }
    }

    var isRightAssociative: Bool { self == .power }
  }

  /// An operator over the series of a vector.
  public enum Aggregator: String, Sendable, Hashable, CaseIterable {
    case sum, avg, count, min, max, stddev, stdvar, topk, bottomk, sort
    case approxTopk = "approx_topk"
    case sortDescending = "sort_desc"

    /// Whether it wants a whole number above zero before the vector.
    public var takesParameter: Bool { self == .topk || self == .bottomk || self == .approxTopk }

    /// Whether `by` and `without` may name labels.
    public var allowsGrouping: Bool {
      switch self {
      case .approxTopk, .sort, .sortDescending: false
      default: true
      }
    }

    static func named(_ name: String) -> Aggregator? { Aggregator(rawValue: name.lowercased()) }
  }

  /// A function of a log range.
  public enum RangeFunction: String, Sendable, Hashable, CaseIterable {
    case rate
    case rateCounter = "rate_counter"
    case countOverTime = "count_over_time"
    case bytesRate = "bytes_rate"
    case bytesOverTime = "bytes_over_time"
    case avgOverTime = "avg_over_time"
    case sumOverTime = "sum_over_time"
    case minOverTime = "min_over_time"
    case maxOverTime = "max_over_time"
    case stdvarOverTime = "stdvar_over_time"
    case stddevOverTime = "stddev_over_time"
    case quantileOverTime = "quantile_over_time"
    case firstOverTime = "first_over_time"
    case lastOverTime = "last_over_time"
    case absentOverTime = "absent_over_time"

    /// Whether it works on the values that `unwrap` takes from a label.
    public var allowsUnwrap: Bool {
      switch self {
      case .countOverTime, .bytesRate, .bytesOverTime: false
      default: true
      }
    }

    /// Whether it works on nothing but such values.
    public var requiresUnwrap: Bool {
      switch self {
      case .rate, .absentOverTime, .countOverTime, .bytesRate, .bytesOverTime: false
      default: true
      }
    }

    /// Whether `by` or `without` may stand behind it.
    public var allowsGrouping: Bool {
      switch self {
      case .avgOverTime, .minOverTime, .maxOverTime, .stdvarOverTime, .stddevOverTime, .quantileOverTime,
        .firstOverTime, .lastOverTime:
        true
      default: false
      }
    }

    /// Whether it wants a number (the quantile) before the range.
    public var takesParameter: Bool { self == .quantileOverTime }

    static func named(_ name: String) -> RangeFunction? { RangeFunction(rawValue: name.lowercased()) }
  }

  /// What an expression evaluates to.
  public enum ValueType: String, Sendable, Hashable {
    /// Lines: a selector and its pipeline.
    case logs = "log query"
    /// Lines over a length of time, which only range aggregations take.
    case range = "log range"
    case vector = "metric query"
    /// A literal number, or arithmetic on such; upstream folds it.
    case scalar = "number"
    /// Stands for any type: a Grafana variable, or something that is already reported as an error.
    case unknown
  }
}
