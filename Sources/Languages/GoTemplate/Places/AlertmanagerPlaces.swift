extension GoTemplate.Place {
  /// Alertmanager's notifications and template files, as text.
  public static let alertmanager = Self(
    server: "Alertmanager", functions: alertmanagerFunctions, data: .object("Data"), types: alertmanagerTypes,
    // From the releases' `.promu.yml`.
    releases: [
      Release("0.32", go: "1.26"), Release("0.29", go: "1.25"), Release("0.28", go: "1.23"),
      Release("0.27", go: "1.21"),
      Release("0.26", go: "1.20"), Release("0.25", go: "1.19"), Release("0.24", go: "1.17"),
    ])

  /// The HTML of Alertmanager's e-mails.
  public static let alertmanagerHTML = alertmanager.asHTML

  private static let alertmanagerFunctions = GoTemplate.Function.table(
    """
    append([]any, any...) []any@0.32
    base64decode(string) string@0.34
    base64encode(string) string@0.34
    date(string, Time) string@0.28
    dict(any...) {}any@0.32
    humanizeDuration(any) string@0.28
    join(string, []string) string
    list(any...) []any@0.32
    match(string, string) bool@0.16
    mustToDate(string, string) Time@0.34
    now() Time@0.33
    reReplaceAll(string, string, string) string
    routeLabels(string) string@0.34
    safeHtml(string) HTML
    safeUrl(string) URL@0.30
    since(Time) Duration@0.28
    stringSlice(string...) []string@0.20
    title(string) string
    toDate(string, string) Time@0.34
    toJson(any) string@0.30
    toLower(string) string
    toUpper(string) string
    trimSpace(string) string@0.26
    tz(string, Time) Time@0.28
    urlUnescape(string) string@0.30
    """)

  private static let alertmanagerTypes = [
    GoTemplate.ObjectType(
      "Data",
      table: """
        Alerts Alerts
        CommonAnnotations KV
        CommonLabels KV
        ExternalURL string
        GroupLabels KV
        NotificationReason string@0.32
        Receiver string
        RouteLabels KV@0.34
        Status string
        """),
    GoTemplate.ObjectType("Alerts", .list(.object("Alert")), table: "Firing() []Alert\nResolved() []Alert"),
    GoTemplate.ObjectType(
      "Alert",
      table: """
        Annotations KV
        EndsAt Time
        Fingerprint string@0.19
        GeneratorURL string
        Labels KV
        StartsAt Time
        Status string
        """),
    GoTemplate.ObjectType(
      "KV", .map(.string),
      table: """
        Names() Strings
        Remove([]string) KV
        SortedPairs() Pairs
        String() string@0.26
        Values() Strings
        """),
    GoTemplate.ObjectType(
      "Pairs", .list(.object("Pair")),
      table: """
        Names() Strings
        String() string@0.26
        Values() Strings
        """),
    GoTemplate.ObjectType("Pair", table: "Name string\nValue string"),
    GoTemplate.ObjectType("Strings", .list(.string), table: "Join(string) string@0.34"),
    GoTemplate.ObjectType("HTML", underlying: .string), GoTemplate.ObjectType("URL", underlying: .string),
  ]
}
