public import Quantities

extension PromQL {
  /// A function of the language, as some known server has it.
  public struct Function: Sendable, Hashable {
    /// Whose samples a function of range vectors is meant for.
    public enum Expectation: Sendable, Hashable {
      /// Only ever goes up, or restarts from zero.
      case counter
      /// Goes up and down.
      case gauge
    }

    public var name: String
    /// The types of the arguments; the last repeats when the function is variadic.
    public var arguments: [ValueType]
    /// 0: exactly `arguments`. N: the last argument may be missing or come N times. -1: any number of times.
    public var variadic: Int
    /// What it evaluates to.
    public var returns: ValueType
    /// The first Prometheus that has it.
    public var since: Version
    /// The first Prometheus that does not have it any more.
    public var removed: Version?
    /// The Prometheus from which on no `--enable-feature` is needed; nil when it needs none.
    public var experimental: Experimental?
    /// Nil: it does not matter, or it takes no range vector.
    public var expects: Expectation?

    /// From which server on a function needs no flag.
    public enum Experimental: Sendable, Hashable {
      case always
      case before(Version)
    }

    /// How many arguments it takes at least.
    public var minimumArguments: Int { variadic == 0 ? arguments.count : arguments.count - 1 }
    /// How many it takes at most; nil without bound.
    public var maximumArguments: Int? {
      if variadic == 0 { return arguments.count }
      return variadic < 0 ? nil : arguments.count - 1 + variadic
    }

    /// Whether a server of `version` has it.
    public func exists(in version: Version) -> Bool { version >= since && removed.map { version < $0 } ?? true }

    /// Whether a server of `version` wants `--enable-feature=promql-experimental-functions` for it.
    public func needsFeatureFlag(in version: Version) -> Bool {
      switch experimental {
      case nil: false
      case .always: true
      case .before(let stable): version < stable
      }
    }

    /// The function of a name; nil when no known server has it.
    public static func named(_ name: String) -> Function? {
      let length = name.utf8.count
      guard length < byLength.count else { return nil }
      return byLength[length].first { $0.name == name }
    }
    /// Every function, sorted by name.
    public static let all = table.sorted { $0.name < $1.name }

    /// The functions whose names have as many bytes. A few names are sooner compared than one is hashed.
    private static let byLength: [[Function]] = {
      var byLength = [[Function]](repeating: [], count: (table.map(\.name.utf8.count).max() ?? 0) + 1)
      for function in table { byLength[function.name.utf8.count].append(function) }
      return byLength
    }()
  }
}

extension PromQL.Function {
  /// One row of the table. Types are written `S` scalar, `V` instant vector, `M` range vector, `T` string.
  private static func row(
    _ names: String, _ types: String, _ returns: Unicode.Scalar = "V", variadic: Int = 0, since: Version = "1.0",
    removed: Version? = nil, experimental: Experimental? = nil, expects: Expectation? = nil
  ) -> [PromQL.Function] {
    names.utf8.split(separator: UInt8(ascii: " ")).map {
      PromQL.Function(
        name: String(Substring($0)), arguments: types.unicodeScalars.map(type), variadic: variadic,
        returns: type(returns), since: since, removed: removed, experimental: experimental, expects: expects)
    }
  }

  private static func type(_ letter: Unicode.Scalar) -> PromQL.ValueType {
    switch letter {
    case "S": .scalar
    case "V": .vector
    case "M": .matrix
    case "T": .string
    default: .unknown
    }
  }

  /// What is used most comes first.
  private static let table: [PromQL.Function] = overTime + histograms + labelsAndTime + mathematics

  private static let mathematics: [PromQL.Function] = [
    row("abs ceil exp floor ln log2 log10 sqrt", "V"),
    row("sgn", "V", since: "2.26"),
    row("clamp", "VSS", since: "2.26"),
    row("clamp_min clamp_max", "VS"),
    row("round", "VS", variadic: 1),
    row("acos acosh asin asinh atan atanh cos cosh sin sinh tan tanh deg rad", "V", since: "2.31"),
    row("pi", "", "S", since: "2.31"),
  ].flatMap { $0 }

  private static let overTime: [PromQL.Function] = [
    row("rate increase resets", "M", expects: .counter),
    row("irate", "M", expects: .counter),
    row("delta deriv", "M", expects: .gauge),
    row("idelta", "M", since: "1.1", expects: .gauge),
    row("changes", "M"),
    row("predict_linear", "MS", expects: .gauge),
    row("holt_winters", "MSS", removed: "3.0", expects: .gauge),
    row("double_exponential_smoothing", "MSS", since: "3.0", experimental: .always, expects: .gauge),
    row("avg_over_time min_over_time max_over_time sum_over_time count_over_time", "M"),
    row("stddev_over_time stdvar_over_time", "M", since: "1.1"),
    row("quantile_over_time", "SM", since: "1.1"),
    row("last_over_time", "M", since: "2.26"),
    row("present_over_time", "M", since: "2.29"),
    row("absent_over_time", "M", since: "2.16"),
    row("first_over_time", "M", since: "3.7", experimental: .before("3.14")),
    row("mad_over_time", "M", since: "2.49", experimental: .always),
    row("ts_of_min_over_time ts_of_max_over_time ts_of_last_over_time", "M", since: "3.5", experimental: .always),
    row("ts_of_first_over_time", "M", since: "3.7", experimental: .always),
  ].flatMap { $0 }

  private static let histograms: [PromQL.Function] = [
    row("histogram_quantile", "SV"),
    row("histogram_count histogram_sum", "V", since: "2.40"),
    row("histogram_avg", "V", since: "2.51"),
    row("histogram_stddev histogram_stdvar", "V", since: "2.47"),
    row("histogram_fraction", "SSV", since: "2.40"),
    row("histogram_quantiles", "VTSS", variadic: 9, since: "3.11", experimental: .always),
  ].flatMap { $0 }

  private static let labelsAndTime: [PromQL.Function] = [
    row("label_replace", "VTTTT"),
    row("label_join", "VTTT", variadic: -1, since: "1.8"),
    row("sort sort_desc absent", "V"),
    row("sort_by_label sort_by_label_desc", "VT", variadic: -1, since: "2.49", experimental: .always),
    row("info", "VV", variadic: 1, since: "2.55", experimental: .always),
    row("scalar", "V", "S"),
    row("vector", "S"),
    row("time", "", "S"),
    row("timestamp", "V", since: "2.0"),
    row("start_timestamp", "V", since: "3.14", experimental: .always),
    row("day_of_month day_of_week days_in_month hour month year", "V", variadic: 1, since: "1.1"),
    row("minute", "V", variadic: 1, since: "1.2"),
    row("day_of_year", "V", variadic: 1, since: "2.36"),
    row("start end range step", "", "S", since: "3.12", experimental: .always),
    row("min_of max_of", "SS", "S", since: "3.13", experimental: .always),
  ].flatMap { $0 }
}
