internal import RE2

extension Matcher {
  /// The two grammars that Alertmanager has for matchers.
  public enum Grammar: Sendable, Hashable {
    /// `pkg/labels`: values need no quotes, and a backslash that escapes nothing stands for itself.
    case classic
    /// `matcher/parse`: any label name, and Go's escapes in quotes.
    case utf8

    /// The first Alertmanager that has it.
    public var since: String { self == .classic ? "0.22" : "0.27" }
  }

  /// Which grammar is asked.
  public enum Mode: Sendable, Hashable, CaseIterable {
    /// Alertmanager before 0.27, or with `--enable-feature=classic-mode`.
    case classic
    /// Alertmanager 0.27 and later with `--enable-feature=utf8-strict-mode`.
    case utf8
    /// Alertmanager 0.27 and later by default: both grammars are asked, and wherever the classic one reads the text its
    /// reading counts.
    case fallback
  }

  /// Why a text is no list of matchers.
  public struct SyntaxError: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Kind: Sendable, Hashable {
      /// The text is no list of matchers.
      case syntax
      /// The matcher reads well, and its regular expression does not compile.
      case regex
    }

    public var kind: Kind
    /// Lower case, without a final period, in the grammar's own terms.
    public var message: String
    /// Bytes of the text.
    public var range: Range<Int>
  }

  /// What a text says.
  public struct Reading: Sendable, Hashable {
    /// A matcher and where it stands, in bytes of the text.
    public struct Item: Sendable, Hashable {
      public var matcher: Matcher
      public var range: Range<Int>
      /// With its quotes, if it has some.
      public var labelRange: Range<Int>
      public var operatorRange: Range<Int>
      /// With its quotes, if it has some; empty where the value is.
      public var valueRange: Range<Int>
    }

    /// What an Alertmanager of 0.27 or later warns of as it loads the text.
    public enum Warning: Sendable, Hashable {
      /// Only the classic grammar reads it; in UTF-8 mode it is refused, for this reason.
      case refusedByUTF8(SyntaxError)
      /// In UTF-8 mode it means something else.
      case readOtherwiseByUTF8([Matcher])
    }

    /// In the order of the text; where there are errors, those that could be read all the same.
    public internal(set) var items: [Item] = []
    /// Empty where a server takes the text; else in the order of the text, at most `errorLimit`.
    public internal(set) var errors: [SyntaxError] = []
    /// The grammar that counts.
    public internal(set) var grammar: Grammar
    /// What a server of 0.27 or later logs though it takes the text; in the mode `fallback` only.
    public internal(set) var warning: Warning?

    /// What was read, without the places.
    public var matchers: [Matcher] { items.map(\.matcher) }

    /// How to write the same so that every server and mode reads it alike.
    public var canonical: String { items.map(\.matcher.description).joined(separator: ",") }
  }

  /// How many errors are reported of one string.
  public static let errorLimit = 100

  /// Reads one string of a `matchers:` list: `severity="critical"`, or `{a="b", c=~"d"}`.
  ///
  /// Decided as Alertmanager decides, expressions that do not compile included. Takes time linear in the text.
  public static func parse(_ text: String, mode: Mode = .fallback) -> Reading {
    let bytes = Array(text.utf8)
    switch mode {
    case .classic: return classic(bytes)
    case .utf8: return utf8(bytes)
    case .fallback: break
    }
    var classic = classic(bytes)
    let utf8 = utf8(bytes)
    if classic.errors.isEmpty {
      if let error = utf8.errors.first {
        classic.warning = .refusedByUTF8(error)
      } else if classic.matchers != utf8.matchers {
        classic.warning = .readOtherwiseByUTF8(utf8.matchers)
      }
      return classic
    }
    // Where both refuse, servers say what the classic one has against it; but a name that only the other one takes tells
    // what was meant.
    guard let error = utf8.errors.first, let classicError = classic.errors.first,
      classicError.message == ClassicGrammar.noLabelName
    else { return utf8.errors.isEmpty ? utf8 : classic }
    let isMeant = error.range.lowerBound > classicError.range.lowerBound
    return isMeant || utf8.items.contains { !$0.matcher.hasClassicName } ? utf8 : classic
  }

  private static func classic(_ bytes: [UInt8]) -> Reading {
    var parser = ClassicGrammar(bytes)
    return withExpressions(parser.parse())
  }

  private static func utf8(_ bytes: [UInt8]) -> Reading {
    var parser = UTF8Grammar(bytes)
    return withExpressions(parser.parse())
  }

  /// A parser that reads a matcher compiles its expression, and fails where that fails.
  private static func withExpressions(_ reading: Reading) -> Reading {
    var reading = reading
    let count = reading.errors.count
    for item in reading.items where item.matcher.operator.isRegex {
      guard let error = RegularExpression.syntaxError(wrapping: item.matcher.value) else { continue }
      reading.errors.append(SyntaxError(kind: .regex, message: error.message, range: item.valueRange))
      if reading.errors.count >= count + errorLimit { break }
    }
    if count > 0, reading.errors.count > count {
      reading.errors.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
    if reading.errors.count > errorLimit { reading.errors.removeLast(reading.errors.count - errorLimit) }
    return reading
  }
}
