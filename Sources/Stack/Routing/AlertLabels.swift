/// The answer to a question that is not always decided by what is known.
package enum Answer: Sendable, Hashable {
  case yes, no
  /// Can't tell.
  case unknown

  package init(_ value: Bool) { self = value ? .yes : .no }

  package func and(_ other: Answer) -> Answer {
    if self == .no || other == .no { return .no }
    return self == .yes && other == .yes ? .yes : .unknown
  }

  package func or(_ other: Answer) -> Answer {
    if self == .yes || other == .yes { return .yes }
    return self == .no && other == .no ? .no : .unknown
  }
}

/// The labels of an alert as far as they are known before it fires.
package struct AlertLabels: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    /// Certainly this; the empty string is Alertmanager's word for "no such label".
    case exactly(String)
    /// One of these, and nobody knows which.
    case oneOf(Set<String>)
    /// Anything, or not there at all.
    case unknown
  }

  package var values: [String: Value]
  /// Whether there may be labels that `values` does not name.
  package var isOpen: Bool

  package init(_ values: [String: Value], isOpen: Bool = false) {
    self.values = values
    self.isOpen = isOpen
  }

  /// Labels with known values, and the names of some whose values are not known.
  package init(known: [String: String], unknown: Set<String> = [], isOpen: Bool = false) {
    values = known.mapValues { .exactly($0) }
    for label in unknown where values[label] == nil { values[label] = .unknown }
    self.isOpen = isOpen
  }

  package subscript(label: String) -> Value { values[label] ?? (isOpen ? .unknown : .exactly("")) }
}
