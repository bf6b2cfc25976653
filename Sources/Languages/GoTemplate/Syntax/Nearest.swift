extension GoTemplate {
  /// The candidate that a misspelt `word` most likely means; nil when none is near.
  static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(word.utf8)
    guard letters.count > 1, letters.count <= 60 else { return nil }
    let limit = max(1, letters.count / 3)
    var best: (distance: Int, lengths: Int, name: String)?
    for candidate in candidates where candidate != word {
      let name = Array(candidate.utf8)
      guard abs(name.count - letters.count) <= limit else { continue }
      let distance = distance(from: letters, to: name)
      guard distance <= limit, distance < name.count else { continue }
      let lengths = abs(name.count - letters.count)
      if let best, (best.distance, best.lengths, best.name) <= (distance, lengths, candidate) { continue }
      best = (distance, lengths, candidate)
    }
    return best?.name
  }

  /// Insertions, deletions, replacements and swaps of neighbours; another case costs nothing but breaks no tie.
  private static func distance(from: [UInt8], to: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...to.count)
    for (row, letter) in from.enumerated() {
      var current = [row + 1]
      current.reserveCapacity(to.count + 1)
      for (column, other) in to.enumerated() {
        let cost = fold(letter) == fold(other) ? 0 : 1
        var value = min(last[column] + cost, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, fold(letter) == fold(to[column - 1]), fold(from[row - 1]) == fold(other) {
          value = min(value, beforeLast[column - 1] + 1)
        }
        current.append(value)
      }
      (beforeLast, last) = (last, current)
    }
    return last[to.count]
  }

  private static func fold(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
