internal import RE2

/// Looks for a value that passes several conditions at once, by running their automata side by side.
struct ValueSearch {
  /// An automaton that must accept, or must not.
  struct Part {
    var automaton: Automaton
    var isNegated: Bool
  }

  enum Outcome: Hashable {
    /// Such a value.
    case found(String)
    /// There is none.
    case none
    /// It took too long.
    case gaveUp
  }

  /// Where all automata are after some scalars.
  private struct Place: Hashable {
    var states: [Automaton.States]
    var isStart: Bool
  }

  /// Steps of all automata together, some milliseconds.
  private static let budget = 200_000

  private let parts: [Part]
  private var seen: Set<Place> = []
  /// Places in the order they were reached, with how.
  private var trail: [(place: Place, from: Int, scalar: UInt32)] = []
  private var spent = 0

  static func value(passing parts: [Part]) -> Outcome {
    var search = ValueSearch(parts: parts)
    return search.run()
  }

  private init(parts: [Part]) { self.parts = parts }

  /// Breadth first, so that what is found is as short as any.
  private mutating func run() -> Outcome {
    let start = Place(states: parts.map { [$0.automaton.start] }, isStart: true)
    seen.insert(start)
    trail.append((start, 0, 0))
    var next = 0
    while next < trail.count {
      let place = trail[next].place
      let closures = zip(parts, place.states).map { $0.automaton.closure(of: $1, isStart: place.isStart) }
      spent += closures.reduce(0) { $0 + $1.cost }
      if zip(parts, closures).allSatisfy({ $0.isNegated != $1.accepts }) { return .found(value(at: next)) }
      for range in Self.pieces(of: closures) {
        spent += 1 + closures.reduce(0) { $0 + $1.transitions.count }
        if spent > Self.budget { return .gaveUp }
        follow(range, closures, from: next)
      }
      next += 1
    }
    return .none
  }

  private mutating func follow(_ range: ClosedRange<UInt32>, _ closures: [Automaton.Closure], from: Int) {
    var states: [Automaton.States] = []
    for (part, closure) in zip(parts, closures) {
      let next = Set(closure.transitions.lazy.filter { $0.set.contains(range.lowerBound) }.map(\.next)).sorted()
      // What a condition can no longer accept is lost for good; what it must not accept is safe for good.
      if next.isEmpty, !part.isNegated { return }
      states.append(next)
    }
    let place = Place(states: states, isStart: false)
    if seen.insert(place).inserted { trail.append((place, from, Self.example(range))) }
  }

  /// The ranges of scalars that all transitions treat alike, without surrogates.
  private static func pieces(of closures: [Automaton.Closure]) -> [ClosedRange<UInt32>] {
    var starts: Set<UInt32> = [0, 0xD800, 0xE000]
    for range in closures.lazy.flatMap(\.transitions).flatMap(\.set.ranges) {
      starts.insert(range.lowerBound)
      starts.insert(range.upperBound + 1)
    }
    let sorted = starts.filter { $0 <= ScalarSet.last }.sorted()
    return sorted.indices.compactMap { index in
      let end = index + 1 < sorted.count ? sorted[index + 1] - 1 : ScalarSet.last
      return sorted[index] == 0xD800 || (0xD800..<0xE000).contains(sorted[index]) ? nil : sorted[index]...end
    }
  }

  /// One scalar of the range, a readable one if there is such.
  private static func example(_ range: ClosedRange<UInt32>) -> UInt32 {
    for wanted in [0x61...0x7A, 0x30...0x39, 0x41...0x5A, 0x21...0x7E] as [ClosedRange<UInt32>]
    where wanted.overlaps(range) {
      return max(wanted.lowerBound, range.lowerBound)
    }
    return range.lowerBound
  }

  private func value(at index: Int) -> String {
    var scalars: [Unicode.Scalar] = []
    var index = index
    while index > 0 {
      if let scalar = Unicode.Scalar(trail[index].scalar) { scalars.append(scalar) }
      index = trail[index].from
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.reversed())
    return String(text)
  }
}
