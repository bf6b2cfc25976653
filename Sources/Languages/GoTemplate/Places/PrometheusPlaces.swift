extension GoTemplate.Place {
  /// Labels and annotations of a Prometheus alerting rule. Prometheus declares `$labels`, `$value` and others before
  /// each. Labels of recording rules are no templates.
  public static let prometheusAlert = Self(
    server: "Prometheus", functions: prometheusFunctions,
    variables: [
      Variable("$labels", ["Labels"]), Variable("$externalLabels", ["ExternalLabels"]),
      Variable("$externalURL", ["ExternalURL"]), Variable("$value", ["Value"]),
    ],
    data: .object("AlertData"),
    types: prometheusTypes + [
      GoTemplate.ObjectType(
        "AlertData",
        table: """
          Labels {}string
          ExternalLabels {}string
          ExternalURL string
          Value Value
          """)
    ],
    releases: prometheusReleases)

  /// A console page of Prometheus, which is HTML.
  public static let prometheusConsole = Self(
    server: "Prometheus",
    functions: prometheusFunctions + GoTemplate.Function.table("tmpl(string, any) string"),
    variables: [
      Variable("$rawParams", ["RawParams"]), Variable("$params", ["Params"]), Variable("$path", ["Path"]),
      Variable("$externalLabels", ["ExternalLabels"]),
    ],
    data: .object("ConsoleData"),
    types: prometheusTypes + [
      GoTemplate.ObjectType(
        "ConsoleData",
        table: """
          RawParams Values
          Params {}string
          Path string
          ExternalLabels {}string
          """),
      GoTemplate.ObjectType("Values", .map(.list(.string)), table: "Get(string) string\nHas(string) bool"),
    ],
    releases: prometheusReleases
  ).asHTML

  private static let prometheusFunctions = GoTemplate.Function.table(
    """
    args(any...) {}any
    externalURL() string
    first([]Sample) Sample
    graphLink(string) string
    humanize(any) string
    humanize1024(any) string
    humanizeDuration(any) string
    humanizePercentage(any) string@2.11
    humanizeTimestamp(any) string
    label(string, Sample) string
    match(string, string) bool
    now() float@3.6
    parseDuration(string) float@2.32
    pathPrefix() string
    query(string) []Sample
    reReplaceAll(string, string, string) string
    safeHtml(string) HTML
    sortByLabel(string, []Sample) []Sample
    stripDomain(string) string@2.36
    stripPort(string) string@2.33
    strvalue(Sample) string
    tableLink(string) string
    title(string) string
    toDuration(any) Duration@3.6
    toLower(string) string
    toTime(any) Time@2.38
    toUpper(string) string
    urlQueryEscape(string) string@3.8
    value(Sample) Value
    """)

  private static let prometheusTypes = [
    GoTemplate.ObjectType("Sample", table: "Labels {}string\nValue Value"),
    // A float, or a native histogram, which has fields.
    {
      var value = GoTemplate.ObjectType("Value", underlying: .float)
      value.isOpen = true
      return value
    }(),
    GoTemplate.ObjectType("HTML", underlying: .string),
  ]

  /// The Go that Prometheus's releases were built with, from their `.promu.yml`.
  private static let prometheusReleases = [
    Release("3.10", go: "1.26"), Release("3.7", go: "1.25"), Release("3.3", go: "1.24"), Release("2.55", go: "1.23"),
    Release("2.51", go: "1.22"), Release("2.47", go: "1.21"), Release("2.44", go: "1.20"), Release("2.39", go: "1.19"),
    Release("2.35", go: "1.18"), Release("2.30", go: "1.17"),
  ]
}
