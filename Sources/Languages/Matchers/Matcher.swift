/// One condition on a label, as Alertmanager, Prometheus and Loki know it: `severity="critical"`.
///
/// A label that is not there has the empty value.
public struct Matcher: Sendable, Hashable, CustomStringConvertible {
  /// How the value is compared.
  public enum Operator: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    /// The whole value matches a regular expression.
    case matches = "=~"
    /// It does not.
    case notMatches = "!~"

    /// Whether the matcher's value is a regular expression.
    public var isRegex: Bool { self == .matches || self == .notMatches }
    /// Whether it holds for what its opposite refuses.
    public var isNegative: Bool { self == .notEqual || self == .notMatches }
  }

  /// The label's name, its escapes resolved.
  public var label: String
  public var `operator`: Operator
  /// The value or the regular expression, its escapes resolved.
  public var value: String

  /// A condition on a label; `value` is as it should match, without quotes or escapes.
  public init(label: String, operator: Operator, value: String) {
    self.label = label
    self.operator = `operator`
    self.value = value
  }

  /// As it is written in a configuration file, which both grammars read alike: the value always quoted, the label only
  /// where it has to be (which needs Alertmanager 0.27).
  public var description: String {
    "\(hasClassicName ? label : Self.quoted(label))\(`operator`.rawValue)\(Self.quoted(value))"
  }

  /// Whether every Alertmanager reads the label's name; others need 0.27 and quotes.
  public var hasClassicName: Bool { label.isClassicLabelName }

  private static func quoted(_ text: String) -> String {
    var out: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"): out += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
    return String(decoding: out, as: UTF8.self)
  }
}

// Of strings alone: over any `StringProtocol` other modules would ask for each byte by a call of its own.
extension String {
  /// Whether it is a name that every server takes unquoted: `[a-zA-Z_:][a-zA-Z0-9_:]*`.
  package var isClassicLabelName: Bool {
    var isFirst = true
    for byte in utf8 {
      guard isClassicNameByte(byte, isFirst: isFirst) else { return false }
      isFirst = false
    }
    return !isFirst
  }
}

func isClassicNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
    UInt8(ascii: ":"):
    true
  case UInt8(ascii: "0")...UInt8(ascii: "9"): !isFirst
  default: false
  }
}
