/// The candidate that was most likely meant by `word`, or nil when none is near enough to name.
///
/// Optimal string alignment distance over bytes, at most a third of the word's length and never more than three edits;
/// ties go to the first candidate. Time is `O(candidates × length²)` with lengths capped, so hostile names cost little.
package func nearest<Candidates: Sequence>(to word: String, among candidates: Candidates) -> String?
where Candidates.Element == String {
  let word = Array(word.utf8.prefix(128))
  let limit = min(3, max(1, word.count / 3))
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let bytes = Array(candidate.utf8.prefix(128))
    guard abs(bytes.count - word.count) <= limit else { continue }
    let distance = editDistance(word, bytes)
    if distance <= limit, distance < best?.distance ?? Int.max { best = (distance, candidate) }
  }
  return best?.name
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  var current = last
  for i in 1...a.count {
    current[0] = i
    for j in 1...b.count {
      let substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      current[j] = min(last[j] + 1, current[j - 1] + 1, substitution)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        current[j] = min(current[j], beforeLast[j - 2] + 1)
      }
    }
    (beforeLast, last, current) = (last, current, beforeLast)
  }
  return last[b.count]
}
