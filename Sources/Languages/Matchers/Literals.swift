internal import RE2

extension PatternTree {
  /// All texts that the pattern matches as a whole, if they are at most `limit`; nil where they are more, infinitely
  /// many, or not known.
  ///
  /// - Parameter isAnchored: whether the pattern must match the whole; else a part of it is enough.
  func literals(isAnchored: Bool, limit: Int) -> [String]? {
    guard depth <= Self.maximalDepth, isAnchored || isWrapped else { return nil }
    return literals(root, limit)?.compactMap { scalars in
      var text = String.UnicodeScalarView()
      for value in scalars {
        // A surrogate is in no label's value.
        guard let scalar = Unicode.Scalar(value) else { return nil }
        text.append(scalar)
      }
      return String(text)
    }
  }

  private func literals(_ node: Int, _ limit: Int) -> Set<[UInt32]>? {
    switch nodes[node] {
    case .empty: return [[]]
    case .scalar(let scalar): return [[scalar]]
    case .set(let index):
      guard let set = sets[index], set.count <= limit else { return nil }
      return Set(set.ranges.flatMap { $0.map { [$0] } })
    case .assertion: return nil
    case .capture(let part): return literals(part, limit)
    case .concatenation(let parts):
      var parts = parts[...]
      if node == root {
        if isAssertion(parts.first, .beginText) { parts.removeFirst() }
        if isAssertion(parts.last, .endText) { parts.removeLast() }
      }
      return product(of: parts, limit)
    case .alternation(let parts):
      var all: Set<[UInt32]> = []
      for part in parts {
        guard let some = literals(part, limit) else { return nil }
        all.formUnion(some)
        if all.count > limit { return nil }
      }
      return all
    case .repetition(let part, let minimum, let maximum):
      guard let maximum, let once = literals(part, limit) else { return nil }
      return powers(of: once, minimum, maximum, limit)
    }
  }

  private func isAssertion(_ node: Int?, _ wanted: Assertion) -> Bool {
    if let node, case .assertion(wanted) = nodes[node] { true } else { false }
  }

  private func product(of parts: ArraySlice<Int>, _ limit: Int) -> Set<[UInt32]>? {
    var all: Set<[UInt32]> = [[]]
    for part in parts {
      guard let some = literals(part, limit), let product = product(all, some, limit) else { return nil }
      all = product
    }
    return all
  }

  private func powers(of once: Set<[UInt32]>, _ minimum: Int, _ maximum: Int, _ limit: Int) -> Set<[UInt32]>? {
    var power: Set<[UInt32]> = [[]]
    var all: Set<[UInt32]> = minimum == 0 ? power : []
    for count in 1..<max(1, maximum + 1) {
      guard let next = product(power, once, limit) else { return nil }
      power = next
      if count >= minimum { all.formUnion(power) }
      if all.count > limit { return nil }
    }
    return all
  }

  private func product(_ heads: Set<[UInt32]>, _ tails: Set<[UInt32]>, _ limit: Int) -> Set<[UInt32]>? {
    guard heads.count * tails.count <= limit else { return nil }
    // Of all texts together.
    let longest = (heads.lazy.map(\.count).max() ?? 0) + (tails.lazy.map(\.count).max() ?? 0)
    guard longest * heads.count * tails.count <= 64 * limit else { return nil }
    return Set(heads.flatMap { head in tails.map { head + $0 } })
  }
}
