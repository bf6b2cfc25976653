internal import Quantities

extension PromQL {
  /// A length of time in an expression: `5m`, `300`, `-1h`, `2 * step()`, `$__rate_interval`. Equality ignores
  /// position.
  public struct TimeLength: Sendable, Hashable {
    /// Nil when it depends on the query (`step()`) or on a variable.
    public var milliseconds: Int64? {
      get { value == Self.unknown ? nil : value }
      set {
        details = Box(Details(text: text, seconds: seconds))
        value = newValue ?? Self.unknown
      }
    }
    /// How it is printed.
    public var text: String {
      get { details?.value.text ?? PromDuration(milliseconds: value).description }
      set { details = Box(Details(text: newValue, seconds: seconds)) }
    }
    public var range: Range<Int> {
      get { bytes.range }
      set { bytes = TextRange(newValue) }
    }
    /// Something newer than one literal with a unit: a bare number, or arithmetic.
    public var form = Form.literal
    /// The exact value, of which `milliseconds` is cut off.
    var seconds: Double? {
      get { if let details { details.value.seconds } else { Double(value) / 1000 } }
      set { details = Box(Details(text: text, seconds: newValue)) }
    }

    private var value: Int64
    private var bytes: TextRange
    /// Nil for one literal with a unit, as nearly all are: its milliseconds say the rest.
    private var details: Box<Details>?

    /// What milliseconds don't tell.
    private struct Details: Sendable {
      var text: String
      var seconds: Double?
    }

    /// No length that Prometheus can hold.
    private static let unknown = Int64.min

    /// One literal with a unit.
    init(milliseconds: Int64, range: Range<Int>) {
      value = milliseconds
      bytes = TextRange(range)
    }

    /// Something whose value is not known, or not yet.
    init(text: String, range: Range<Int>, form: Form) {
      value = Self.unknown
      bytes = TextRange(range)
      details = Box(Details(text: text, seconds: nil))
      self.form = form
    }

    /// How a length of time is written.
    public enum Form: Sendable, Hashable {
      /// `5m`.
      case literal
      /// `300`: seconds, since Prometheus 3.0.
      case number
      /// `5m * 2`, `step()`: without a flag since Prometheus 3.14.
      case arithmetic
      /// Grafana: holds a variable.
      case variable
    }

    public static func == (a: TimeLength, b: TimeLength) -> Bool {
      a.value != unknown && a.value == b.value || a.text == b.text
    }
    public func hash(into hasher: inout Hasher) { hasher.combine(milliseconds) }
  }
}
