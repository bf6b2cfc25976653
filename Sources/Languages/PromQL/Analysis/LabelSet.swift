extension PromQL {
  /// The values that a label can have.
  public struct ValueSet: Sendable, Hashable {
    // Most labels whose values are known have one: no set is made for it.
    private enum Content: Sendable, Hashable {
      case any
      case one(String)
      case some(Set<String>)
    }

    private let content: Content

    private init(_ content: Content) { self.content = content }

    /// Not known.
    public static let any = ValueSet(.any)
    /// One of these, none of them empty.
    public static func oneOf(_ values: Set<String>) -> ValueSet {
      if values.count == 1, let value = values.first { return only(value) }
      return ValueSet(.some(values))
    }
    /// Just this value.
    public static func only(_ value: String) -> ValueSet { ValueSet(.one(value)) }

    /// Whether `value` can be it.
    public func allows(_ value: String) -> Bool {
      switch content {
      case .any: true
      case .one(let only): only == value
      case .some(let values): values.contains(value)
      }
    }

    /// The values, if they are known.
    public var known: Set<String>? {
      switch content {
      case .any: nil
      case .one(let value): [value]
      case .some(let values): values
      }
    }

    func union(_ other: ValueSet) -> ValueSet {
      if self == other { return self }
      guard let mine = known, let theirs = other.known else { return .any }
      return .oneOf(mine.union(theirs))
    }

    func intersection(_ other: ValueSet) -> ValueSet {
      if isAny || self == other { return other }
      guard let theirs = other.known else { return self }
      return filter { theirs.contains($0) }
    }

    /// The values that a predicate does not certainly refuse.
    func filter(_ isAllowed: (String) -> Bool?) -> ValueSet {
      switch content {
      case .any: self
      case .one(let value): isAllowed(value) ?? true ? self : ValueSet(.some([]))
      case .some(let values): .oneOf(values.filter { isAllowed($0) ?? true })
      }
    }

    var isAny: Bool {
      if case .any = content { return true }
      return false
    }

    var isEmpty: Bool {
      if case .some(let values) = content { return values.isEmpty }
      return false
    }
  }

  /// What is known about the labels of the series of a vector. The metric's name is the label `__name__`.
  public struct LabelSet: Sendable {
    /// Whether a label is on the series.
    public enum Presence: Sendable, Hashable {
      /// On every one.
      case certain
      /// On some, or not known.
      case possible
      /// On none.
      case absent
    }

    /// What is known of one label.
    struct Entry: Sendable, Hashable {
      var label: String
      var presence: Presence
      /// `any` for one that is absent.
      var values: ValueSet
    }

    // A list and no dictionary: series have few labels, and nearly all work on labels is copying these sets.
    private(set) var entries: [Entry] = []
    /// Whether there were more labels than are listed.
    private var isCut = false
    private var namesAll: Bool
    /// Whether no series has a label that is not named here.
    public var isClosed: Bool {
      get { namesAll && !isCut }
      set { namesAll = newValue }
    }
    /// Whether there certainly are no series at all: conditions contradict each other.
    public var isEmpty = false

    /// Nothing is known.
    public static let unknown = LabelSet(isClosed: false)
    /// Series without labels: of `vector(1)`, of `sum(x)`.
    public static let none = LabelSet(isClosed: true)

    private init(isClosed: Bool) { namesAll = isClosed }

    /// `isClosed` says whether these are all labels that there can be.
    public init(
      certain: [String: ValueSet] = [:], possible: [String: ValueSet] = [:], absent: Set<String> = [], isClosed: Bool
    ) {
      namesAll = isClosed
      for (label, values) in certain { set(label, .certain, values) }
      for (label, values) in possible { set(label, .possible, values) }
      for label in absent { set(label, .absent) }
    }

    /// Labels that every series has, with the values they can have.
    public var certain: [String: ValueSet] { labels(.certain) }
    /// Labels that a series may have.
    public var possible: [String: ValueSet] { labels(.possible) }
    /// Labels that no series has; says more than their absence above only while the set is open.
    public var absent: Set<String> { Set(entries.lazy.filter { $0.presence == .absent }.map(\.label)) }
    /// Labels that are named as certain or possible.
    public var named: Set<String> { Set(entries.lazy.filter { $0.presence != .absent }.map(\.label)) }

    private func labels(_ presence: Presence) -> [String: ValueSet] {
      let wanted = entries.lazy.filter { $0.presence == presence }
      return Dictionary(wanted.map { ($0.label, $0.values) }, uniquingKeysWith: { first, _ in first })
    }

    private func position(of label: String) -> Int? { entries.firstIndex { $0.label == label } }

    /// Whether the series have a label.
    public func presence(of label: String) -> Presence {
      position(of: label).map { entries[$0].presence } ?? (isClosed ? .absent : .possible)
    }

    /// The values that a label can have where it is present.
    public func values(of label: String) -> ValueSet { position(of: label).map { entries[$0].values } ?? .any }

    /// Says of a label whether it is there, and with which values.
    public mutating func set(_ label: String, _ presence: Presence, _ values: ValueSet = .any) {
      let position = position(of: label)
      if presence == .absent, isClosed {
        if let position { entries.remove(at: position) }
        return
      }
      let entry = Entry(label: label, presence: presence, values: presence == .absent ? .any : values)
      if let position {
        // Copies nothing where nothing is new.
        if entries[position] != entry { entries[position] = entry }
      } else if entries.count < Self.limit {
        entries.append(entry)
      } else {
        isCut = true
      }
    }

    /// More labels than series have; an expression that names more is not worth following further.
    private static let limit = 200

    /// Says that no series has a label.
    public mutating func remove(_ label: String) { set(label, .absent) }

    /// Forgets which labels are absent.
    mutating func forgetAbsent() { entries.removeAll { $0.presence == .absent } }
  }
}

extension PromQL.LabelSet: Hashable {
  /// Whether both say the same, in whatever order they came to know it.
  public static func == (a: PromQL.LabelSet, b: PromQL.LabelSet) -> Bool {
    guard a.isClosed == b.isClosed, a.isEmpty == b.isEmpty, a.entries.count == b.entries.count else { return false }
    return a.entries == b.entries || a.entries.allSatisfy { b.entries.contains($0) }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(isClosed)
    hasher.combine(isEmpty)
    hasher.combine(Set(entries))
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
    for entry in entries { join(entry.label) }
    for entry in other.entries where !entries.contains(where: { $0.label == entry.label }) { join(entry.label) }
    return out
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
      // Named even with any value: a set that is closed afterwards has no other labels.
      if common.isEmpty { set(label, .absent) } else { set(label, .possible, common) }
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
    for entry in entries where entry.presence == .certain { out.set(entry.label, .possible, entry.values) }
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
      } else if !values.isAny {
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
    // Most have more in them than alternatives.
    if pattern.utf8.contains(where: isMeta), !pattern.utf8.contains(UInt8(ascii: "\\")) { return nil }
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
      } else if isPlain || !isMeta(byte) && byte != UInt8(ascii: "(") && byte != UInt8(ascii: ")") {
        alternatives[alternatives.count - 1].append(byte)
      } else {
        return nil
      }
    }
    return isEscaped ? nil : alternatives.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a byte makes a regular expression more than text, but for `|`, `(`, `)` and `\`.
  private static func isMeta(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "^"), UInt8(ascii: "$"):
      true
    default: false
    }
  }
}
