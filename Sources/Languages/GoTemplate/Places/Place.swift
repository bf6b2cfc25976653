extension GoTemplate {
  /// Where a template is executed: which functions, variables and data it finds there.
  public struct Place: Sendable {
    /// The server that executes it, as a message names it: `Prometheus`.
    public var server: String
    /// The functions that exist besides Go's own, by name. Nil when they are not known; then no function is an error.
    public var functions: [String: Function]?
    /// Variables that are declared before the template's own text.
    public var variables: [Variable]
    /// What the template is executed with.
    public var data: Kind
    /// The types that data and functions have, by name.
    public var types: [String: ObjectType]
    /// Whether it is `html/template`, which escapes what it prints.
    public var isHTML = false
    /// The first of the server's releases that was built with each Go, newest first. Distributions may build with
    /// another.
    public var releases: [Release]

    /// A variable that exists before the template's text.
    public struct Variable: Sendable, Hashable {
      public var name: String
      /// What it holds, as a path from the data.
      public var path: [String]

      /// A variable, with its `$`, and the path of what it holds.
      public init(_ name: String, _ path: [String]) {
        self.name = name
        self.path = path
      }
    }

    /// The first release of a server that was built with a Go.
    public struct Release: Sendable, Hashable {
      public var server: String
      public var go: String

      /// A server's release and the Go that built it: `Release("3.7", go: "1.26")`.
      public init(_ server: String, go: String) {
        self.server = server
        self.go = go
      }
    }

    /// A place with functions of its own besides Go's. With `functions` nil, every function is taken for one that
    /// exists.
    public init(
      server: String, functions: [Function]?, variables: [Variable] = [], data: Kind = .any, types: [ObjectType] = [],
      releases: [Release] = []
    ) {
      self.server = server
      self.functions = functions.map {
        Dictionary($0.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      }
      self.variables = variables
      self.data = data
      self.types = Dictionary((types + Self.timeTypes).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      self.releases = releases
    }

    /// A place of which nothing is known.
    public static let unknown = Place(server: "the server", functions: nil)
  }
}

extension GoTemplate.Place {
  /// The function of a name; the place's own come before Go's.
  public func function(_ name: String) -> GoTemplate.Function? { functions?[name] ?? Self.builtins[name] }

  /// Whether a function can be called here.
  public func hasFunction(_ name: String) -> Bool { functions == nil || function(name) != nil }

  /// Every function that can be called here.
  public var functionNames: [String] { (Array((functions ?? [:]).keys) + Array(Self.builtins.keys)).sorted() }

  /// The same place with `html/template` in place of `text/template`.
  var asHTML: Self {
    var place = self
    place.isHTML = true
    return place
  }

  /// The first release of the server whose Go is at least `go`; nil when all are, or it is not known.
  func release(withGo go: String) -> String? {
    guard let minor = Self.minor(go) else { return nil }
    var found: String?
    for release in releases {
      guard let built = Self.minor(release.go), built >= minor else { return found }
      found = release.server
    }
    // Every release that is listed has it.
    return nil
  }

  private static func minor(_ go: String) -> Int? { go.split(separator: ".").last.flatMap { Int($0) } }

  /// Go's own functions, by name.
  public static let builtins: [String: GoTemplate.Function] = {
    let functions = GoTemplate.Function.table(
      """
      and(any, any...) any
      call(any, any...) any
      eq(any, any, any...) bool
      ge(any, any) bool
      gt(any, any) bool
      html(any...) string
      index(any, any...) any
      js(any...) string
      le(any, any) bool
      len(any) int
      lt(any, any) bool
      ne(any, any) bool
      not(any) bool
      or(any, any...) any
      print(any...) string
      printf(string, any...) string
      println(any...) string
      slice(any, any...) any
      urlquery(any...) string
      """)
    return Dictionary(functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }()

  /// Go's times and durations, which functions of every place give.
  static let timeTypes: [GoTemplate.ObjectType] = [
    GoTemplate.ObjectType(
      "Time",
      table: """
        Add(Duration) Time
        AddDate(int, int, int) Time
        After(Time) bool
        AppendFormat([]any, string) []any
        Before(Time) bool
        Clock() int
        Compare(Time) int
        Date() any
        Day() int
        Equal(Time) bool
        Format(string) string
        GoString() string
        Hour() int
        ISOWeek() any
        In(any) Time
        IsDST() bool
        IsZero() bool
        Local() Time
        Location() any
        MarshalBinary() any
        MarshalJSON() any
        MarshalText() any
        Minute() int
        Month() any
        Nanosecond() int
        Round(Duration) Time
        Second() int
        String() string
        Sub(Time) Duration
        Truncate(Duration) Time
        UTC() Time
        Unix() int
        UnixMicro() int
        UnixMilli() int
        UnixNano() int
        Weekday() any
        Year() int
        YearDay() int
        Zone() any
        ZoneBounds() any
        """),
    GoTemplate.ObjectType(
      "Duration", .integer,
      table: """
        Abs() Duration
        Hours() float
        Microseconds() int
        Milliseconds() int
        Minutes() float
        Nanoseconds() int
        Round(Duration) Duration
        Seconds() float
        String() string
        Truncate(Duration) Duration
        """),
  ]
}
