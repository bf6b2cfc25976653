internal import RE2

/// A nondeterministic automaton over Unicode scalars that accepts exactly the values which a matcher's right side
/// describes.
struct Automaton: Sendable {
  typealias State = Int32

  enum Step: Sendable {
    /// Takes one scalar of the set.
    case take(ScalarSet, State)
    case split([State])
    /// Goes on without taking anything, at the start of the value only.
    case atStart(State)
    /// The same at its end only.
    case atEnd(State)
    case accept
  }

  /// A set of states, sorted.
  typealias States = [State]

  private(set) var steps: [Step] = []
  private(set) var start: State = 0

  /// Above it an expression is left undecided; most have fewer than a hundred.
  static let maximalSize = 4096

  /// Accepts `text` alone; nil where it is too long.
  init?(literal text: String) {
    guard text.utf8.count < Self.maximalSize else { return nil }
    steps = [.accept]
    for scalar in text.unicodeScalars.reversed() {
      steps.append(.take(ScalarSet([scalar.value...scalar.value]), State(steps.count - 1)))
    }
    start = State(steps.count - 1)
  }

  /// Accepts what the pattern matches as a whole. Nil where that depends on more than the scalars so far (`\b`, line
  /// starts), on Unicode's tables, or takes too many states.
  ///
  /// - Parameter isAnchored: whether the pattern must match the whole; else a part of it is enough, as in
  ///   `^(?:a)|(b)$`.
  init?(_ tree: PatternTree, isAnchored: Bool) {
    guard tree.depth <= PatternTree.maximalDepth else { return nil }
    steps = [.accept]
    guard isAnchored || tree.isWrapped else {
      guard let end = addLoop(before: 0), let pattern = add(tree.root, of: tree, before: end),
        let start = addLoop(before: pattern)
      else { return nil }
      self.start = start
      return
    }
    guard let start = add(tree.root, of: tree, before: 0) else { return nil }
    self.start = start
  }

  /// Anything, then `next`.
  private mutating func addLoop(before next: State) -> State? {
    guard let loop = add(.split([])), let any = add(.take(.all, loop)) else { return nil }
    steps[Int(loop)] = .split([any, next])
    return loop
  }

  private mutating func add(_ step: Step) -> State? {
    guard steps.count < Self.maximalSize else { return nil }
    steps.append(step)
    return State(steps.count - 1)
  }

  /// States that accept the node and go on with `next`.
  private mutating func add(_ node: Int, of tree: PatternTree, before next: State) -> State? {
    switch tree.nodes[node] {
    case .empty: return next
    case .scalar(let scalar): return add(.take(ScalarSet([scalar...scalar]), next))
    case .set(let index):
      guard let set = tree.sets[index] else { return nil }
      return add(.take(set, next))
    case .assertion(.beginText): return add(.atStart(next))
    case .assertion(.endText): return add(.atEnd(next))
    case .assertion: return nil
    case .capture(let part): return add(part, of: tree, before: next)
    case .concatenation(let parts):
      var next = next
      for part in parts.reversed() {
        guard let start = add(part, of: tree, before: next) else { return nil }
        next = start
      }
      return next
    case .alternation(let parts):
      var starts: [State] = []
      for part in parts {
        guard let start = add(part, of: tree, before: next) else { return nil }
        starts.append(start)
      }
      return add(.split(starts))
    case .repetition(let part, let minimum, let maximum):
      return add(part, minimum, maximum, of: tree, before: next)
    }
  }

  private mutating func add(
    _ part: Int, _ minimum: Int, _ maximum: Int?, of tree: PatternTree, before next: State
  ) -> State? {
    var next = next
    if let maximum {
      let end = next
      for _ in minimum..<max(minimum, maximum) {
        guard let start = add(part, of: tree, before: next), let split = add(.split([start, end])) else { return nil }
        next = split
      }
    } else {
      guard let loop = add(.split([])), let start = add(part, of: tree, before: loop) else { return nil }
      steps[Int(loop)] = .split([start, next])
      next = loop
    }
    for _ in 0..<minimum {
      guard let start = add(part, of: tree, before: next) else { return nil }
      next = start
    }
    return next
  }
}

extension Automaton {
  /// What can be done next from a set of states.
  struct Closure {
    var transitions: [(set: ScalarSet, next: State)] = []
    /// Whether the value may end here.
    var accepts = false
    /// How much was looked at.
    var cost = 0
  }

  func closure(of states: States, isStart: Bool) -> Closure {
    var closure = Closure()
    var seen = Set(states)
    var pending = states
    // Behind `$` nothing is taken any more, and what was seen there says nothing of the states before it.
    var atEnd: [State] = []
    while let state = pending.popLast() {
      closure.cost += 1
      switch steps[Int(state)] {
      case .take(let set, let next):
        closure.transitions.append((set, next))
        closure.cost += set.ranges.count
      case .accept: closure.accepts = true
      case .split(let next): for next in next where seen.insert(next).inserted { pending.append(next) }
      case .atStart(let next): if isStart, seen.insert(next).inserted { pending.append(next) }
      case .atEnd(let next): atEnd.append(next)
      }
    }
    if !closure.accepts, !atEnd.isEmpty { closure.accepts = reachesAcceptance(from: atEnd, isStart: isStart) }
    return closure
  }

  private func reachesAcceptance(from states: [State], isStart: Bool) -> Bool {
    var seen = Set(states)
    var pending = states
    while let state = pending.popLast() {
      switch steps[Int(state)] {
      case .take: break
      case .accept: return true
      case .split(let next): for next in next where seen.insert(next).inserted { pending.append(next) }
      case .atStart(let next): if isStart, seen.insert(next).inserted { pending.append(next) }
      case .atEnd(let next): if seen.insert(next).inserted { pending.append(next) }
      }
    }
    return false
  }
}
