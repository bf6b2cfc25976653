internal import PromQL

/// One series that a selector selects, for example data.
struct ExampleSeries: CustomStringConvertible {
  let name: String
  private(set) var labels: [(name: String, value: String)] = []
  private let matchers: [PromQL.Matcher]

  /// From selectors of one metric, `metric` or `metric{…}`, that must all select it. Nil for anything else, and where
  /// no value comes to mind that a matcher would match.
  init?(selectedBy texts: String...) {
    var names: Set<String> = []
    var matchers: [PromQL.Matcher] = []
    for text in texts {
      guard case .selector(let selector)? = PromQL.parse(text).valid?.kind, let name = selector.metricName else {
        return nil
      }
      names.insert(name)
      matchers += selector.matchers.filter { $0.label.name != "__name__" }
    }
    guard let name = names.first, names.count == 1 else { return nil }
    self.name = name
    self.matchers = matchers
    // A label that may be absent stays away.
    for matcher in matchers where matcher.matches("") == false {
      if labels.contains(where: { $0.name == matcher.label.name }) { continue }
      guard let value = Self.value(for: matcher) else { return nil }
      labels.append((matcher.label.name, value))
    }
    guard isSelected(by: matchers) else { return nil }
  }

  /// Tried in turn: the value itself, the alternatives of `a|b`, digits for the dots of `5..`, a word.
  private static func value(for matcher: PromQL.Matcher) -> String? {
    let words = matcher.value.split { "|()".contains($0) }.map(String.init)
    let candidates = [matcher.value] + words + words.map { $0.replacing(".", with: "0") } + ["test"]
    return candidates.first { matcher.matches($0) == true }
  }

  private func isSelected(by matchers: [PromQL.Matcher]) -> Bool {
    matchers.allSatisfy { matcher in
      matcher.matches(labels.first { $0.name == matcher.label.name }?.value ?? "") == true
    }
  }

  /// This series with a label changed or added so that it stays selected and `other`'s selector leaves it out; nil
  /// where none will do. Both are of one metric.
  func avoiding(_ other: ExampleSeries) -> ExampleSeries? {
    guard isSelected(by: other.matchers) else { return self }
    for matcher in other.matchers {
      for value in [matcher.value, "good", "0", "200"] where matcher.matches(value) == false {
        var copy = self
        copy.labels.removeAll { $0.name == matcher.label.name }
        copy.labels.append((matcher.label.name, value))
        if copy.isSelected(by: matchers) { return copy }
      }
    }
    return nil
  }

  var labelText: [String] { labels.map { "\($0.name)=\(PromQL.quote($0.value))" } }
  var description: String { name + (labels.isEmpty ? "" : "{" + labelText.joined(separator: ", ") + "}") }
}
