extension PromQL {
  /// An operator between two operands.
  public enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case power = "^"
    case atan2
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    /// Keeps a native histogram's observations below a bound.
    case trimUpper = "</"
    /// Keeps a native histogram's observations above a bound.
    case trimLower = ">/"
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
      case .multiply, .divide, .modulo, .atan2: 5
      case .add, .subtract: 4
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .trimUpper, .trimLower: 3
      case .and, .unless: 2
      case .or: 1
      }
    }

    /// Where unary `+` and `-` bind: `-1 ^ 2` is `-(1 ^ 2)`.
    static let unaryPrecedence = BinaryOperator.multiply.precedence

    var isRightAssociative: Bool { self == .power }

    /// The comparison with its sides swapped.
    public var mirrored: BinaryOperator {
      switch self {
      case .less: .greater
      case .lessOrEqual: .greaterOrEqual
      case .greater: .less
      case .greaterOrEqual: .lessOrEqual
      default: self
      }
    }
  }

  /// The sign before an operand.
  public enum UnaryOperator: String, Sendable, Hashable {
    case plus = "+"
    case minus = "-"
  }

  /// An operator over the series of a vector.
  public enum Aggregator: String, Sendable, Hashable, CaseIterable {
    case sum, avg, count, min, max, group, stddev, stdvar, topk, bottomk, quantile
    case countValues = "count_values"
    case limitk
    case limitRatio = "limit_ratio"

    /// What the argument before the vector must be; nil when there is none.
    public var parameterType: ValueType? {
      switch self {
      case .topk, .bottomk, .quantile, .limitk, .limitRatio: .scalar
      case .countValues: .string
      default: nil
      }
    }

    /// Whether it picks whole series, with all their labels, instead of making new ones.
    public var keepsSeries: Bool {
      switch self {
      case .topk, .bottomk, .limitk, .limitRatio: true
      default: false
      }
    }

    /// Whether servers want `--enable-feature=promql-experimental-functions` for it.
    public var isExperimental: Bool { self == .limitk || self == .limitRatio }
  }

  /// What an expression evaluates to.
  public enum ValueType: String, Sendable, Hashable {
    case scalar
    case vector = "instant vector"
    case matrix = "range vector"
    case string
    /// Stands for any type: a Grafana variable, or something that is already reported as an error.
    case unknown
  }
}
