extension PromQL {
  /// The moment after `@`.
  public enum Moment: Sendable, Hashable {
    /// Seconds since 1970.
    case timestamp(Double)
    /// `start()`: of the range query.
    case start
    /// `end()`.
    case end
    /// Grafana: a variable.
    case variable(String)
  }

  /// `anchored` and `smoothed`: how a range treats its edges.
  public enum RangeEdges: String, Sendable, Hashable {
    case anchored, smoothed
  }

  /// `up{job="db"}`, with its modifiers: `[5m]`, `offset 1h`, `@ 0`.
  public struct VectorSelector: Sendable, Hashable {
    /// The metric's name, from before the braces or quoted inside; nil when only matchers select. A matcher on
    /// `__name__` is in `matchers` alone.
    public var name: LabelName? {
      get { box.value.name }
      set { modify { $0.name = newValue } }
    }
    /// Whether the name is quoted inside the braces.
    public var nameIsQuoted: Bool {
      get { box.value.nameIsQuoted }
      set { modify { $0.nameIsQuoted = newValue } }
    }
    /// In source order, without the name.
    public var matchers: [Matcher] {
      get { box.value.matchers }
      set { modify { $0.matchers = newValue } }
    }
    /// Between and including the braces; nil when there are none.
    public var bracesRange: Range<Int>? {
      get { box.value.braces?.range }
      set { modify { $0.braces = newValue.map(TextRange.init) } }
    }
    /// The `[5m]` that makes it a range vector.
    public var window: TimeLength? {
      get { box.value.window }
      set { modify { $0.window = newValue } }
    }
    public var offset: TimeLength? {
      get { box.value.shift?.value.offset }
      set { modify { $0.shift = Box(Shift(offset: newValue, at: $0.shift?.value.at)) } }
    }
    public var at: Moment? {
      get { box.value.shift?.value.at }
      set { modify { $0.shift = Box(Shift(offset: $0.shift?.value.offset, at: newValue)) } }
    }
    /// `anchored` or `smoothed`; nil without.
    public var edges: RangeEdges? {
      get { box.value.edges }
      set { modify { $0.edges = newValue } }
    }
    /// Whether its braces hold something that can't be read, so that there may be more matchers than `matchers`.
    var isCut: Bool { box.value.isCut }

    private var box: Box<Parts>

    init(_ parts: Parts) { box = Box(parts) }

    private mutating func modify(_ change: (inout Parts) -> Void) {
      var parts = box.value
      change(&parts)
      box = Box(parts)
    }

    /// What a selector is made of.
    struct Parts: Sendable {
      var name: LabelName?
      var nameIsQuoted = false
      var isCut = false
      var edges: RangeEdges?
      var braces: TextRange?
      var matchers: [Matcher] = []
      var window: TimeLength?
      /// Few selectors say where in time they look.
      var shift: Box<Shift>?
    }

    /// Where in time a selector looks.
    struct Shift: Sendable {
      var offset: TimeLength?
      var at: Moment?
    }

    public static func == (a: VectorSelector, b: VectorSelector) -> Bool {
      a.box === b.box
        || a.name == b.name && a.nameIsQuoted == b.nameIsQuoted && a.matchers == b.matchers
          && a.bracesRange == b.bracesRange && a.window == b.window && a.offset == b.offset && a.at == b.at
          && a.edges == b.edges && a.isCut == b.isCut
    }
    public func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(matchers)
      hasher.combine(window)
      hasher.combine(offset)
      hasher.combine(at)
    }

    /// The metric's name if it is certain: given, or by `__name__="…"`.
    public var metricName: String? {
      if let name { return name.isVariable ? nil : name.name }
      return matchers.first { $0.label.name == "__name__" && $0.op == .equal && !$0.hasVariable }?.value
    }

    /// Whether a series with these labels passes all matchers (but for the name); nil when that is not known.
    public func matches(_ value: (_ label: String) -> String?) -> Bool? {
      var isCertain = true
      for matcher in matchers where matcher.label.name != "__name__" {
        switch matcher.matches(value(matcher.label.name) ?? "") {
        case false?: return false
        case nil: isCertain = false
        case true?: break
        }
      }
      return isCertain ? true : nil
    }
  }
}
