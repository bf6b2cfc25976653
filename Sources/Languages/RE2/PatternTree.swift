/// A regular expression taken apart by the rules of Go's `regexp/syntax`.
///
/// The nodes stand in one array, children before parents.
package struct PatternTree: Sendable {
  package enum Node: Sendable {
    case empty
    case scalar(UInt32)
    /// One scalar of `sets[…]`.
    case set(Int)
    case assertion(Assertion)
    case concatenation([Int])
    case alternation([Int])
    case capture(Int)
    /// `maximum` is nil where there is none.
    case repetition(Int, minimum: Int, maximum: Int?)
  }

  package enum Assertion: Sendable {
    case beginText, endText, beginLine, endLine, wordBoundary, noWordBoundary
  }

  package fileprivate(set) var nodes: [Node] = []
  /// Nil where the members of a class are not known here: `\p{…}`, and folded letters outside ASCII.
  package fileprivate(set) var sets: [ScalarSet?] = []
  /// Names of the capturing groups in order; nil where a group has none.
  package internal(set) var groupNames: [String?] = []
  /// Whether `\p{…}` names a class, so that only RE2 knows whether there is such a one.
  package internal(set) var namesUnicodeClasses = false
  /// What Go limits, one for each node.
  private var measures: [Measure] = []

  package var root: Int { nodes.count - 1 }

  /// How deep the nodes nest.
  package var depth: Int { measures.last?.depth ?? 0 }
  /// To walk a deeper tree by recursion would be bold.
  package static let maximalDepth = 1000

  /// Whether it starts with `^` and ends with `$`, of the text and not of lines.
  package var isWrapped: Bool {
    guard case .concatenation(let parts)? = nodes.last, let first = parts.first, let last = parts.last,
      case .assertion(.beginText) = nodes[first], case .assertion(.endText) = nodes[last]
    else { return false }
    return parts.count > 1
  }

  private struct Measure {
    /// Height of the tree.
    var height = 1
    /// Number of instructions of the compiled program, as Go estimates it.
    var size = 1
    /// How often the innermost part is repeated by counts.
    var repeats = 1
    var isLiteral = false
    /// How deep the nodes here nest, which Go's height is not: it splices sequences into sequences.
    var depth = 1
  }

  /// Go's limits, `maxHeight` and `maxSize`.
  private static let maximalHeight = 1000
  private static let maximalSize = (128 << 20) / 40
  /// Far above anything that is compared.
  private static let huge = 1 << 40

  enum Limit: Error { case height, size }

  init() {}

  /// - Parameter dotMatchesNewline: as if the pattern stood in `(?s:…)`.
  package init(_ pattern: String, dotMatchesNewline: Bool) throws(RegularExpression.SyntaxError) {
    self = try GoSyntax.parse(Array(pattern.utf8), dotMatchesNewline: dotMatchesNewline).tree
  }

  /// The tree of `^(?:pattern)$`.
  package init(wrapping pattern: String, dotMatchesNewline: Bool) throws(RegularExpression.SyntaxError) {
    self = try RegularExpression.parse(wrapping: pattern, dotMatchesNewline: dotMatchesNewline).tree
  }
}

extension PatternTree {
  mutating func add(_ node: Node) throws(Limit) -> Int {
    let measure = measure(of: node)
    if measure.height > Self.maximalHeight { throw .height }
    if measure.size > Self.maximalSize { throw .size }
    nodes.append(node)
    measures.append(measure)
    return nodes.count - 1
  }

  mutating func add(set: ScalarSet?) throws(Limit) -> Int {
    sets.append(set)
    return try add(.set(sets.count - 1))
  }

  /// A sequence, which is its only part if it has one.
  mutating func add(sequence: [Int]) throws(Limit) -> Int {
    if sequence.count == 1 { return sequence[0] }
    return try add(sequence.isEmpty ? .empty : .concatenation(sequence))
  }

  mutating func add(alternatives: [Int]) throws(Limit) -> Int {
    alternatives.count == 1 ? alternatives[0] : try add(.alternation(alternatives))
  }

  /// How often the innermost part of a node is repeated by counts; Go takes up to 1000.
  func repeats(_ node: Int) -> Int { measures[node].repeats }

  private func measure(of node: Node) -> Measure {
    switch node {
    case .empty, .set, .assertion: return Measure()
    case .scalar: return Measure(isLiteral: true)
    case .concatenation(let parts): return measure(ofSequence: parts)
    case .alternation(let parts):
      let below = parts.map { measures[$0] }
      // Single characters become one class.
      let isClass = parts.allSatisfy { isCharacter($0) }
      let height = parts.reduce(0) { max($0, measures[$1].height + (isAlternation($1) ? 0 : 1)) }
      return Measure(
        height: isClass ? 1 : height, size: min(Self.huge, below.reduce(parts.count - 1) { $0 + $1.size }),
        repeats: below.lazy.map(\.repeats).max() ?? 1, depth: 1 + (below.lazy.map(\.depth).max() ?? 0))
    case .capture(let part):
      let below = measures[part]
      return Measure(
        height: 1 + below.height, size: min(Self.huge, 2 + below.size), repeats: below.repeats, depth: 1 + below.depth)
    case .repetition(let part, let minimum, let maximum):
      return measure(ofRepetition: measures[part], minimum, maximum)
    }
  }

  private func isCharacter(_ node: Int) -> Bool {
    switch nodes[node] {
    case .scalar, .set: true
    default: false
    }
  }

  private func isAlternation(_ node: Int) -> Bool {
    if case .alternation = nodes[node] { true } else { false }
  }

  private func measure(ofSequence parts: [Int]) -> Measure {
    var measure = Measure(height: 0, size: 0, repeats: 1, isLiteral: true)
    for part in parts {
      let below = measures[part]
      measure.isLiteral = measure.isLiteral && below.isLiteral
      // A sequence in a sequence is spliced into it.
      var isSpliced = below.isLiteral
      if case .concatenation = nodes[part] { isSpliced = true }
      measure.height = max(measure.height, below.height + (isSpliced ? 0 : 1))
      measure.size = min(Self.huge, measure.size + below.size)
      measure.repeats = max(measure.repeats, below.repeats)
      measure.depth = max(measure.depth, below.depth + 1)
    }
    if !measure.isLiteral { measure.height = max(2, measure.height) }
    return measure
  }

  private func measure(ofRepetition below: Measure, _ minimum: Int, _ maximum: Int?) -> Measure {
    let count = maximum ?? minimum
    let size =
      maximum.map { $0 * below.size + $0 - minimum } ?? (minimum == 0 ? 2 + below.size : 1 + minimum * below.size)
    return Measure(
      height: 1 + below.height, size: max(1, min(Self.huge, size)),
      repeats: maximum == 0 ? 1 : min(Self.huge, max(1, count) * below.repeats), depth: 1 + below.depth)
  }
}
