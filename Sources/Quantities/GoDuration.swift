extension PromDuration {
  /// As Go's `time.ParseDuration` reads it, which knows no unit above the hour: `720h`, `1h30m`, `500ms`.
  ///
  /// Loki, Promtail, Alloy, the collector and Jaeger all read this; only some of their settings also take days.
  package var inGoUnits: String {
    if milliseconds == 0 { return "0s" }
    var rest = milliseconds
    var text = ""
    for (unit, length) in [("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)] as [(String, Int64)] {
      if rest >= length { text += "\(rest / length)\(unit)" }
      rest %= length
    }
    return text
  }
}
