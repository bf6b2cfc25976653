internal import GoTemplate

extension GoTemplate.Place {
  /// Where `line_format` and `label_format` execute their templates: upstream's functions, and the Loki that brought
  /// them.
  static let logQLFormat: Self = {
    var functions: [String: String?] = [:]
    for (since, names) in functionsByVersion {
      for name in names.split(separator: " ") { functions[String(name)] = .some(since) }
    }
    return Self(functions: functions)
  }()

  private static let functionsByVersion: [(String?, String)] = [
    (nil, "Replace ToLower ToUpper Trim TrimLeft TrimPrefix TrimRight TrimSpace TrimSuffix regexReplaceAll"),
    (nil, "regexReplaceAllLiteral"),
    ("2.1", "contains hasPrefix hasSuffix indent lower nindent repeat replace substr title trim trimAll trimPrefix"),
    ("2.1", "trimSuffix trunc upper"),
    ("2.3", "add addf ceil div divf float64 floor fromJson int max maxf min minf mod mul mulf round sub subf"),
    ("2.4", "date now toDate unixEpoch"),
    ("2.5", "__line__"),
    ("2.6", "default"),
    ("2.7", "__timestamp__"),
    ("2.8", "b64dec b64enc bytes count duration duration_seconds toDateInZone unixEpochMillis unixEpochNanos"),
    ("2.8", "urldecode urlencode"),
    ("2.9", "alignLeft alignRight unixToTime"),
  ]
}
