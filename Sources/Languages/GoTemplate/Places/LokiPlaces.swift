extension GoTemplate.Place {
  /// Templates in LogQL's `line_format` and `label_format`. The data is the entry's labels.
  public static let lokiFormat = Self(
    server: "Loki", functions: lokiFunctions, data: .map(.string),
    // The Go of the releases' images.
    releases: [
      Release("3.7", go: "1.26"), Release("3.5", go: "1.24"), Release("3.3", go: "1.23"), Release("3.1", go: "1.22"),
      Release("3.0", go: "1.21"), Release("2.8", go: "1.20"), Release("2.7", go: "1.19"), Release("2.6", go: "1.17"),
    ])

  /// The `template` stage of promtail and of Alloy's `loki.process`. The data is what was extracted, with `.Value` and
  /// `.Entry`.
  public static let logStage = Self(
    server: "promtail", functions: GoTemplate.Function.table(stageFunctions) + sprig, data: .map(.string))

  private static let lokiFunctions = GoTemplate.Function.table(
    """
    ToLower(string) string
    ToUpper(string) string
    Replace(string, string, string, int) string
    Trim(string, string) string
    TrimLeft(string, string) string
    TrimRight(string, string) string
    TrimPrefix(string, string) string
    TrimSuffix(string, string) string
    TrimSpace(string) string
    __line__() string@2.5
    __timestamp__() Time@2.7
    add(any...) int@2.3
    addf(any...) float@2.3
    alignLeft(int, string) string@2.9
    alignRight(int, string) string@2.9
    b64dec(string) string@2.8
    b64enc(string) string@2.8
    bytes(string) float@2.8
    ceil(any) float@2.3
    contains(string, string) bool@2.1
    count(string, string) int@2.8
    date(string, any) string@2.4
    default(any, any...) any@2.6
    div(any, any) int@2.3
    divf(any, any...) float@2.3
    duration(string) float@2.8
    duration_seconds(string) float@2.8
    float64(any) float@2.3
    floor(any) float@2.3
    fromJson(string) any@2.3
    hasPrefix(string, string) bool@2.1
    hasSuffix(string, string) bool@2.1
    indent(int, string) string@2.1
    int(any) int@2.3
    lower(string) string@2.1
    max(any, any...) int@2.3
    maxf(any, any...) float@2.3
    min(any, any...) int@2.3
    minf(any, any...) float@2.3
    mod(any, any) int@2.3
    mul(any, any...) int@2.3
    mulf(any, any...) float@2.3
    nindent(int, string) string@2.1
    now() Time@2.4
    regexReplaceAll(string, string, string) string
    regexReplaceAllLiteral(string, string, string) string
    repeat(int, string) string@2.1
    replace(string, string, string) string@2.1
    round(any, int, float...) float@2.3
    sub(any, any) int@2.3
    subf(any, any...) float@2.3
    substr(int, int, string) string@2.1
    title(string) string@2.1
    toDate(string, string) Time@2.4
    toDateInZone(string, string, string) Time@2.8
    trim(string) string@2.1
    trimAll(string, string) string@2.1
    trimPrefix(string, string) string@2.1
    trimSuffix(string, string) string@2.1
    trunc(int, string) string@2.1
    unixEpoch(Time) string@2.4
    unixEpochMillis(Time) string@2.8
    unixEpochNanos(Time) string@2.8
    unixToTime(string) Time@2.9
    upper(string) string@2.1
    urldecode(string) string@2.8
    urlencode(string) string@2.8
    """)

  private static let stageFunctions = """
    Hash(string, string) string
    Replace(string, string, string, int) string
    Sha2Hash(string, string) string
    ToLower(string) string
    ToUpper(string) string
    Trim(string, string) string
    TrimLeft(string, string) string
    TrimPrefix(string, string) string
    TrimRight(string, string) string
    TrimSpace(string) string
    TrimSuffix(string, string) string
    regexReplaceAll(string, string, string) string
    regexReplaceAllLiteral(string, string, string) string
    """
}
