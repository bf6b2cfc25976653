internal import PromQL

/// A template that prints the first value of a query, or other words when it gives none.
func value(of query: String, as format: String, otherwise: String) -> String {
  "{{ with query \(templateLiteral(query)) }}{{ . | first | value | \(format) }}{{ else }}\(otherwise){{ end }}"
}

/// A Go string literal, raw where it can be.
private func templateLiteral(_ text: String) -> String { text.contains("`") ? PromQL.quote(text) : "`\(text)`" }

/// `query-latency-fast` as `QueryLatencyFast`.
func camelCased(_ name: String) -> String {
  let words = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
  return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
}
