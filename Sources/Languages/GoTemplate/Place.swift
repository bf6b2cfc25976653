extension GoTemplate {
  /// Where a template is executed: which functions and variables it finds there.
  package struct Place: Sendable {
    /// Names of the functions that exist besides Go's own, and the server's version that brought them (nil: always
    /// had). Nil when they are not known; then no function is an error.
    package var functions: [String: String?]?
    /// Variables that are declared before the template's own text, and what they hold, as a path from the data.
    package var variables: [String: [String]]

    package init(functions: [String: String?]?, variables: [String: [String]] = [:]) {
      self.functions = functions
      self.variables = variables
    }

    /// Whether a function can be called here.
    package func hasFunction(_ name: String) -> Bool {
      guard let functions else { return true }
      return functions.keys.contains(name) || Self.builtins.contains(name)
    }

    /// Go's own.
    package static let builtins: Set<String> = [
      "and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf",
      "println", "slice", "urlquery",
    ]

    /// Labels and annotations of a Prometheus alerting rule. Prometheus puts
    /// `{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}…` before each.
    package static let prometheusAlert = Place(
      functions: [
        "query": nil, "first": nil, "value": nil, "label": nil, "sortByLabel": nil, "strvalue": nil, "humanize": nil,
        "humanize1024": nil, "humanizeDuration": nil, "humanizePercentage": nil, "humanizeTimestamp": nil,
        "toTime": "2.38", "toDuration": "3.6", "now": "3.6", "title": nil, "toUpper": nil, "toLower": nil,
        "stripPort": "2.33", "stripDomain": "2.33", "parseDuration": "2.32", "urlQueryEscape": "3.8", "match": nil,
        "reReplaceAll": nil, "graphLink": nil, "tableLink": nil, "externalURL": nil, "pathPrefix": nil, "args": nil,
        "safeHtml": nil,
      ],
      variables: [
        "$labels": ["Labels"], "$externalLabels": ["ExternalLabels"], "$externalURL": ["ExternalURL"],
        "$value": ["Value"],
      ])

    /// Alertmanager's notifications and template files.
    package static let alertmanager = Place(functions: [
      "toUpper": nil, "toLower": nil, "title": nil, "trimSpace": nil, "join": nil, "stringSlice": nil, "list": "0.32",
      "append": "0.32", "dict": "0.32", "match": nil, "reReplaceAll": nil, "safeHtml": nil, "safeUrl": nil,
      "urlUnescape": nil, "base64encode": nil, "base64decode": nil, "date": nil, "tz": nil, "since": nil,
      "now": "0.33", "humanizeDuration": nil, "toDate": "0.34", "mustToDate": "0.34", "toJson": "0.30",
      "routeLabels": "0.34",
    ])

    /// A place whose functions are not listed here.
    package static let unknown = Place(functions: nil)
  }
}
