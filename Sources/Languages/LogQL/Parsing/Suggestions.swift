/// What was probably meant by a word that nobody knows.
enum Suggestions {
  private static let functions =
    LogQL.RangeFunction.allCases.map(\.rawValue) + LogQL.Aggregator.allCases.map(\.rawValue) + [
      "label_replace", "vector",
    ]
  private static let stages = Token.Keyword.allCases.filter(\.isStage).map(\.rawValue)

  static func function(near word: String) -> String? { nearest(to: word, in: functions) }
  static func stage(near word: String) -> String? { nearest(to: word, in: stages) }

  /// The nearest candidate that differs in at most a third of the word's letters.
  static func nearest(to word: String, in candidates: [String]) -> String? {
    let word = Array(word.lowercased().utf8)
    guard word.count >= 3, word.count <= 32 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(word, Array(candidate.utf8))
      if distance > 0, distance <= max(1, word.count / 3), distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.name
  }

  /// How many letters have to be put in, taken out, replaced or swapped with their neighbour.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
