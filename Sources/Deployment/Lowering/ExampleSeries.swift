/// One series that a selector selects, for example data.
struct ExampleSeries: CustomStringConvertible {
  let name: String
  private(set) var labels: [(name: String, value: String)] = []
  private let selector: [Matcher]

  /// `metric`, `metric{…}` or `{…}`. Nil where its matchers can't be read, or where one is a regular expression that is
  /// more than a list of words.
  init?(selector text: String) {
    let name = text.prefix { $0 != "{" }
    self.name = name.trimmingSpace
    let (matchers, errors) = Matcher.parse(text.dropFirst(name.count).trimmingSpace)
    guard errors.isEmpty else { return nil }
    selector = matchers.map(\.matcher)
    for matcher in selector {
      switch matcher.operator {
      case .equal: labels.append((matcher.label, matcher.value))
      case .matches:
        guard let word = Self.word(of: matcher.value) else { return nil }
        labels.append((matcher.label, word))
      case .notEqual, .notMatches:
        // Without the label it is selected, unless it must have one.
        if matcher.value.isEmpty { labels.append((matcher.label, "test")) }
      }
    }
  }

  /// Something that a regular expression matches: the first of `a|b`, digits for the dots of `5..`, a word for `.+`.
  private static func word(of pattern: String) -> String? {
    if pattern == ".+" || pattern == ".*" { return "test" }
    var first = String(pattern.prefix { $0 != "|" })
    if first.hasPrefix("("), !first.dropFirst().contains("("), pattern.hasSuffix(")") || first.hasSuffix(")") {
      first = first.replacing("(", with: "").replacing(")", with: "")
    }
    first = first.replacing(".", with: "0")
    return first.allSatisfy { $0.isLetter || $0.isNumber || "_-/ :".contains($0) } ? first : nil
  }

  /// Changes the labels so that `other`'s selector, on the same metric, does not select this series.
  mutating func avoid(_ other: ExampleSeries) {
    let own = labels
    for matcher in other.selector where matcher.operator == .notEqual && !own.contains(where: { $0.name == matcher.label }) {
      labels.append((matcher.label, matcher.value))
    }
  }

  var matchers: [String] { labels.map { "\($0.name)=\(quoted($0.value))" } }
  var description: String { name + (labels.isEmpty ? "" : "{" + matchers.joined(separator: ", ") + "}") }
}

extension StringProtocol {
  fileprivate var trimmingSpace: String {
    var text = self.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
