extension PromQL {
  /// The notation of `promtool test rules`: a series, and its values one interval apart.
  ///
  /// ```yaml
  /// input_series:
  ///   - series: 'up{job="shop"}'
  ///     values: '1 1 stale _ 0x4 {{schema:1 sum:2 buckets:[1 1]}}'
  /// ```
  public enum SeriesNotation {
    /// Reads what stands behind `series:`, and behind `labels:` of an expected sample.
    public static func series(_ text: String) -> Series {
      var parser = Parser(Array(text.utf8), dialect: .prometheus)
      return parser.series()
    }

    /// Reads what stands behind `values:`. Repetitions are counted, not spelled out, so the result is never larger than
    /// the text.
    public static func values(_ text: String) -> Values {
      var reader = ValuesReader(Array(text.utf8))
      return reader.read()
    }
  }
}

extension PromQL.SeriesNotation {
  /// A series by its labels.
  public struct Series: Sendable, Hashable {
    /// The name before the braces, or the last one in them; nil when there is none.
    public var name: PromQL.LabelName?
    /// In order of the text, the name aside.
    public var labels: [Label] = []
    /// In order of position; empty when the text is valid.
    public var errors: [PromQL.SyntaxError] = []
  }

  /// `job="shop"`.
  public struct Label: Sendable, Hashable {
    public var name: PromQL.LabelName
    public var value: String
    /// The value's literal, quotes included.
    public var valueRange: Range<Int>
  }

  /// A sequence of values.
  public struct Values: Sendable, Hashable {
    /// In the order of the text.
    public var items: [Item] = []
    /// In order of position; empty when the text is valid.
    public var errors: [PromQL.SyntaxError] = []

    /// How many values the items stand for. `1+1x3` is four values, `_x3` is three.
    public var count: Int {
      items.reduce(0) { sum, item in
        let (total, overflow) = sum.addingReportingOverflow(item.count)
        return overflow ? Int.max : total
      }
    }
  }

  /// What stands between two blanks: `1`, `1+2x3`, `_x5`, `stale`, `{{…}}`.
  public struct Item: Sendable, Hashable {
    public var kind: Kind
    /// How many values it stands for.
    public var count: Int
    public var range: Range<Int>
  }

  /// What an item says of each value.
  public enum Kind: Sendable, Hashable {
    /// `_`: no value.
    case omitted
    /// `stale`: the series ends here.
    case stale
    /// A number, and what is added from each value to the next.
    case number(Double, step: Double)
    /// A native histogram, and the one that is added to it, or taken away, from each value to the next.
    case histogram(Histogram, step: Histogram?, isSubtracted: Bool)
  }

  /// A native histogram: `{{schema:1 sum:2 count:3 buckets:[1 2]}}`.
  public struct Histogram: Sendable, Hashable {
    /// Whether a counter began again, as `counter_reset_hint` says it.
    public enum CounterResetHint: String, Sendable, Hashable, CaseIterable {
      case unknown, reset, gauge
      case notReset = "not_reset"
    }

    /// The resolution: 0 doubles from bucket to bucket, each step up halves that; -53 has `customValues` for bounds.
    public var schema = 0
    /// Of all observations.
    public var sum = 0.0
    /// How many observations there are, in all buckets.
    public var count = 0.0
    /// `z_bucket`: observations near zero.
    public var zeroCount = 0.0
    /// `z_bucket_w`: how far from zero they may be.
    public var zeroThreshold = 0.0
    /// `custom_values`: upper bounds, for schema -53.
    public var customValues: [Double] = []
    /// The index of the first of `buckets`.
    public var offset = 0
    public var buckets: [Double] = []
    /// `n_offset`.
    public var negativeOffset = 0
    /// `n_buckets`.
    public var negativeBuckets: [Double] = []
    /// Nil when the text says nothing; promtool then does not compare it.
    public var counterResetHint: CounterResetHint?

    /// An empty histogram.
    public init() {}

    /// Whether its buckets have bounds of their own.
    public var hasCustomBounds: Bool { schema == -53 }
  }
}
