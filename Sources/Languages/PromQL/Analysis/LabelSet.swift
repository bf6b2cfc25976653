extension PromQL {
  /// The values that a label can have.
  public enum ValueSet: Sendable, Hashable {
    /// Not known.
    case any
    /// One of these, none of them empty.
    case oneOf(Set<String>)

    /// Just this value.
    public static func only(_ value: String) -> ValueSet { .oneOf([value]) }

    /// Whether `value` can be it.
    public func allows(_ value: String) -> Bool {
      switch self {
      case .any: true
      case .oneOf(let values): values.contains(value)
      }
    }

    /// The values, if they are known.
    public var known: Set<String>? {
      if case .oneOf(let values) = self { return values }
      return nil
    }

    func union(_ other: ValueSet) -> ValueSet {
      guard let mine = known, let theirs = other.known else { return .any }
      return .oneOf(mine.union(theirs))
    }

    func intersection(_ other: ValueSet) -> ValueSet {
      guard let mine = known else { return other }
      guard let theirs = other.known else { return self }
      return .oneOf(mine.intersection(theirs))
    }

    /// The values that a predicate does not certainly refuse.
    func filter(_ isAllowed: (String) -> Bool?) -> ValueSet {
      guard let known else { return .any }
      return .oneOf(known.filter { isAllowed($0) ?? true })
    }

    var isEmpty: Bool { known?.isEmpty ?? false }
  }

  /// What is known about the labels of the series of a vector. The metric's name is the label `__name__`.
  public struct LabelSet: Sendable, Hashable {
    /// Whether a label is on the series.
    public enum Presence: Sendable, Hashable {
      /// On every one.
      case certain
      /// On some, or not known.
      case possible
      /// On none.
      case absent
    }

    /// Labels that every series has, with the values they can have.
    public var certain: [String: ValueSet] = [:]
    /// Labels that a series may have.
    public var possible: [String: ValueSet] = [:]
    /// Labels that no series has; says more than their absence above only while the set is open.
    public var absent: Set<String> = []
    /// Whether no series has a label that is not named here.
    public var isClosed: Bool
    /// Whether there certainly are no series at all: conditions contradict each other.
    public var isEmpty = false

    /// Nothing is known.
    public static let unknown = LabelSet(isClosed: false)
    /// Series without labels: of `vector(1)`, of `sum(x)`.
    public static let none = LabelSet(isClosed: true)

    /// `isClosed` says whether these are all labels that there can be.
    public init(
      certain: [String: ValueSet] = [:], possible: [String: ValueSet] = [:], absent: Set<String> = [], isClosed: Bool
    ) {
      self.certain = certain
      self.possible = possible
      self.absent = absent
      self.isClosed = isClosed
    }

    /// Whether the series have a label.
    public func presence(of label: String) -> Presence {
      if certain[label] != nil { return .certain }
      if possible[label] != nil { return .possible }
      return isClosed || absent.contains(label) ? .absent : .possible
    }

    /// The values that a label can have where it is present.
    public func values(of label: String) -> ValueSet { certain[label] ?? possible[label] ?? .any }

    /// Labels that are named as certain or possible.
    public var named: Set<String> { Set(certain.keys).union(possible.keys) }

    /// Says of a label whether it is there, and with which values.
    public mutating func set(_ label: String, _ presence: Presence, _ values: ValueSet = .any) {
      if presence != .certain, !certain.isEmpty { certain[label] = nil }
      if presence != .possible, !possible.isEmpty { possible[label] = nil }
      if !absent.isEmpty { absent.remove(label) }
      switch presence {
      case .certain: certain[label] = values
      case .possible: possible[label] = values
      case .absent: if !isClosed { absent.insert(label) }
      }
    }

    /// Says that no series has a label.
    public mutating func remove(_ label: String) { set(label, .absent) }
  }
}

extension PromQL.LabelSet {
  /// The labels of series that are in one vector or the other.
  public func union(_ other: PromQL.LabelSet) -> PromQL.LabelSet {
    if isEmpty || self == other { return other }
    if other.isEmpty { return self }
    var out = PromQL.LabelSet(isClosed: isClosed && other.isClosed)
    func join(_ label: String) {
      let (mine, theirs) = (presence(of: label), other.presence(of: label))
      switch (mine, theirs) {
      case (.certain, .certain): out.set(label, .certain, values(of: label).union(other.values(of: label)))
      case (.absent, .absent): out.set(label, .absent)
      case (.absent, _): out.set(label, .possible, other.values(of: label))
      case (_, .absent): out.set(label, .possible, values(of: label))
      default: out.set(label, .possible, values(of: label).union(other.values(of: label)))
      }
    }
    for label in certain.keys { join(label) }
    for label in possible.keys { join(label) }
    for label in absent { join(label) }
    for label in other.certain.keys where !lists(label) { join(label) }
    for label in other.possible.keys where !lists(label) { join(label) }
    for label in other.absent where !lists(label) { join(label) }
    return out
  }

  private func lists(_ label: String) -> Bool {
    certain[label] != nil || possible[label] != nil || absent.contains(label)
  }

  /// Learns that a label is the same as on series of `other`: the two are matched on it.
  mutating func match(_ label: String, with other: PromQL.LabelSet) {
    let common = values(of: label).intersection(other.values(of: label))
    switch (presence(of: label), other.presence(of: label)) {
    case (.certain, .absent), (.absent, .certain): isEmpty = true
    case (.certain, _), (_, .certain):
      set(label, .certain, common)
      if common.isEmpty { isEmpty = true }
    case (.absent, _), (_, .absent): set(label, .absent)
    case (.possible, .possible):
      if common.isEmpty { set(label, .absent) } else if common != .any { set(label, .possible, common) }
    }
  }

  /// Only these labels.
  func keeping(_ labels: some Sequence<String>) -> PromQL.LabelSet {
    var out = PromQL.LabelSet.none
    out.isEmpty = isEmpty
    for label in labels { out.set(label, presence(of: label), values(of: label)) }
    return out
  }

  /// Without these labels.
  func dropping(_ labels: some Sequence<String>) -> PromQL.LabelSet {
    var out = self
    for label in labels { out.remove(label) }
    return out
  }

  /// Nothing certain any more: an unknown label may have been taken away.
  var weakened: PromQL.LabelSet {
    var out = self
    for (label, values) in certain { out.set(label, .possible, values) }
    return out
  }

  /// What is left of the series that a matcher lets through.
  public mutating func apply(_ matcher: PromQL.Matcher) {
    guard !matcher.hasVariable else { return }
    let label = matcher.label.name
    let presence = presence(of: label)
    var values = values(of: label).filter { matcher.matches($0) }
    if matcher.op == .equal, !matcher.value.isEmpty { values = values.intersection(.only(matcher.value)) }
    if matcher.op == .regexMatch, let literals = PromQL.literalAlternatives(matcher.value) {
      values = values.intersection(.oneOf(Set(literals.filter { !$0.isEmpty })))
    }
    // A label that is absent counts as empty.
    switch (matcher.matches(""), presence) {
    case (nil, _): return
    case (true?, .certain):
      if values.isEmpty || matcher.op == .equal { isEmpty = true } else { set(label, .certain, values) }
    case (true?, .possible):
      if values.isEmpty || matcher.op == .equal {
        set(label, .absent)
      } else if values != .any {
        set(label, .possible, values)
      }
    case (true?, .absent): return
    case (false?, .absent): isEmpty = true
    case (false?, _):
      set(label, .certain, values)
      if values.isEmpty { isEmpty = true }
    }
  }
}

extension PromQL {
  /// The texts that a regular expression matches, if it is a plain alternation of them: `a|b`, `(a|b\.c)`.
  package static func literalAlternatives(_ pattern: String) -> [String]? {
    var bytes = Array(pattern.utf8)[...]
    if bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")"), bytes.count >= 2 {
      bytes = bytes.dropFirst().dropLast()
      if bytes.starts(with: "?:".utf8) { bytes = bytes.dropFirst(2) }
    }
    var alternatives: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in bytes {
      let isPlain = byte.isWordByte || byte >= 0x80
      if isEscaped {
        guard !isPlain else { return nil }
        alternatives[alternatives.count - 1].append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "|") {
        alternatives.append([])
      } else if isPlain || !".*+?()[]{}^$".utf8.contains(byte) {
        alternatives[alternatives.count - 1].append(byte)
      } else {
        return nil
      }
    }
    return isEscaped ? nil : alternatives.map { String(decoding: $0, as: UTF8.self) }
  }
}
