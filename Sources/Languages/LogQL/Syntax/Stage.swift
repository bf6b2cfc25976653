public import GoTemplate
package import RE2

extension LogQL {
  /// One stage of a pipeline.
  public struct Stage: Sendable, Hashable {
    /// What a stage does.
    public enum Kind: Sendable, Hashable {
      /// `|= "error" or "fatal"`.
      case lineFilter(LineFilter)
      /// `| json`, `| json status="response.status"`: without extractions, every field.
      case json([Extraction])
      /// `| logfmt --strict status`.
      case logfmt(Logfmt)
      /// `| pattern "<ip> - <_>"`.
      case pattern(Pattern)
      /// `| regexp "(?P<ip>\S+)"`.
      case regexp(RegexpParser)
      case unpack
      /// `| level="error" and latency > 1s`.
      case labelFilter(LabelFilter)
      /// `| line_format "{{.message}}"`.
      case lineFormat(TemplateText)
      /// `| label_format team=squad, app="{{.name}}"`.
      case labelFormat([LabelFormat])
      case decolorize
      /// `| drop filename, level="debug"`.
      case drop([LabelSelection])
      /// `| keep app, level`.
      case keep([LabelSelection])
      /// Grafana: a variable in the place of a stage.
      case variable(String)
    }
    public var kind: Kind
    /// From the pipe on.
    @NotCompared public var range: Range<Int>
  }

  /// How a line filter compares a line.
  public enum LineFilterOperator: String, Sendable, Hashable, CaseIterable {
    case contains = "|="
    case containsNot = "!="
    case matches = "|~"
    case matchesNot = "!~"
    case matchesPattern = "|>"
    case matchesPatternNot = "!>"
  }

  /// `|= "a" or "b"`: with a negated operator, none of the alternatives may match.
  public struct LineFilter: Sendable, Hashable {
    public var op: LineFilterOperator
    @NotCompared public var opRange: Range<Int>
    /// The texts between the `or`s, one or more.
    public var alternatives: [LineFilterAlternative]
  }

  /// One text that a line filter looks for.
  public struct LineFilterAlternative: Sendable, Hashable {
    public var literal: StringLiteral
    /// `ip("10.0.0.0/8")`: an address, a block or a range of addresses.
    public var isAddress: Bool
    /// With `ip(…)` around it.
    @NotCompared public var range: Range<Int>
    /// The compiled text of `|~` and `!~`.
    @NotCompared package var regex: RegularExpression?
  }

  /// `status="response.status"` behind `json` or `logfmt`.
  public struct Extraction: Sendable, Hashable {
    public var label: LabelName
    /// Nil: the label's own name is the path.
    public var expression: StringLiteral?
    /// Where in the line the value stands; nil when that is not known.
    @NotCompared public var path: [PathStep]?
  }

  /// One step into a JSON document.
  public enum PathStep: Sendable, Hashable {
    case field(String)
    /// From 0.
    case index(Int)
  }

  /// The `logfmt` parser.
  public struct Logfmt: Sendable, Hashable {
    /// `--strict`: malformed pairs are an error.
    public var isStrict: Bool
    /// `--keep-empty`: keys without a value become labels.
    public var keepsEmpty: Bool
    /// None: every key.
    public var extractions: [Extraction]
  }

  /// An expression of the `pattern` parser, or of `|>` and `!>`.
  public struct Pattern: Sendable, Hashable {
    public var literal: StringLiteral
    /// The names between angle brackets, without `_`.
    @NotCompared public var captures: [String]
  }

  /// The `regexp` parser.
  public struct RegexpParser: Sendable, Hashable {
    public var literal: StringLiteral
    /// The names of its groups.
    @NotCompared public var captures: [String]
    /// Nil when it does not compile or holds a variable.
    @NotCompared package var regex: RegularExpression?
  }

  /// The text of a template.
  public struct TemplateText: Sendable, Hashable {
    public var literal: StringLiteral
    /// Nil when it is no template, or holds a variable.
    @NotCompared public var template: GoTemplate.Template?
  }

  /// `team=squad` or `app="{{.name}}"` behind `label_format`.
  public struct LabelFormat: Sendable, Hashable {
    /// Where a label's new value comes from.
    public enum Source: Sendable, Hashable {
      /// Takes the value of another label, which goes away.
      case rename(LabelName)
      case template(TemplateText)
    }
    /// The label that is set.
    public var label: LabelName
    public var source: Source
  }

  /// What `drop` and `keep` name: a label, or only its values that match.
  public struct LabelSelection: Sendable, Hashable {
    public var label: LabelName
    /// Nil: whatever its value.
    public var matcher: Matcher?
  }
}
