/// The part of a gitignore(5) pattern that has wildcards. Git's `wildmatch` with slashes kept apart is the authority.
///
/// A pattern becomes a row of steps and is run as an automaton over the text, so that no pattern takes more than the
/// product of both lengths, whatever stars it has.
struct GlobMatcher: Sendable {
  private enum Step: Sendable {
    case byte(UInt8)
    /// `?`, `[a-z]`: one byte that is no slash.
    case oneOf(ByteSet)
    /// `*`
    case name
    /// `**` at the end
    case anything
    /// `**/`: no folder, or any with the slash after them
    case folders
  }

  private let steps: [Step]

  static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\\")
  }

  /// A pattern, or what is left of one behind its plain beginning. Nil for what matches nothing.
  ///
  /// Git forgets what stood in front: in `a/b**/c` the stars stand for folders, as they do in `a/**/c`.
  init?(_ pattern: ArraySlice<UInt8>) {
    var steps: [Step] = []
    var rest = pattern
    var last = UInt8(ascii: "/")
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"):
        guard let literal = rest.popFirst() else { return nil }
        steps.append(.byte(literal))
      case UInt8(ascii: "?"): steps.append(.oneOf(ByteSet(inverted: true)))
      case UInt8(ascii: "["):
        guard let set = ByteSet(bracketed: &rest) else { return nil }
        steps.append(.oneOf(set))
      case UInt8(ascii: "*"): steps.append(Self.stars(&rest, startsPart: last == UInt8(ascii: "/")))
      default: steps.append(.byte(byte))
      }
      last = byte
      if case .folders = steps[steps.count - 1] { last = UInt8(ascii: "/") }
    }
    self.steps = steps
  }

  /// What a row of stars means, of which the first has been taken.
  private static func stars(_ rest: inout ArraySlice<UInt8>, startsPart: Bool) -> Step {
    let isDouble = rest.first == UInt8(ascii: "*")
    while rest.first == UInt8(ascii: "*") { rest = rest.dropFirst() }
    guard isDouble, startsPart else { return .name }
    if rest.isEmpty { return .anything }
    guard rest.first == UInt8(ascii: "/") else { return .name }
    rest = rest.dropFirst()
    return .folders
  }

  func matches(_ text: ArraySlice<UInt8>) -> Bool {
    // `isAt[i]`: the text so far was taken by the steps before `i`. In `folders`, a second flag tells that some were taken.
    var isAt = [Bool](repeating: false, count: steps.count + 1)
    var isInside = isAt
    isAt[0] = true
    passEmpty(&isAt)
    for byte in text {
      var next = [Bool](repeating: false, count: steps.count + 1)
      var nextInside = next
      var isAlive = false
      for index in steps.indices where isAt[index] || isInside[index] {
        isAlive = true
        switch steps[index] {
        case .byte(let wanted): if byte == wanted { next[index + 1] = true }
        case .oneOf(let set): if byte != UInt8(ascii: "/"), set.contains(byte) { next[index + 1] = true }
        case .name: if byte != UInt8(ascii: "/") { next[index] = true }
        case .anything: next[index] = true
        case .folders:
          nextInside[index] = true
          if byte == UInt8(ascii: "/") { next[index + 1] = true }
        }
      }
      if !isAlive { return false }
      passEmpty(&next)
      (isAt, isInside) = (next, nextInside)
    }
    return isAt[steps.count]
  }

  /// Steps that may take nothing.
  private func passEmpty(_ isAt: inout [Bool]) {
    for index in steps.indices where isAt[index] {
      switch steps[index] {
      case .name, .anything, .folders: isAt[index + 1] = true
      case .byte, .oneOf: break
      }
    }
  }
}

/// A set of bytes.
private struct ByteSet: Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var isInverted: Bool

  init(inverted: Bool) { isInverted = inverted }

  func contains(_ byte: UInt8) -> Bool {
    let word =
      switch byte >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return (word >> UInt64(byte & 63) & 1 == 1) != isInverted
  }

  private mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  private mutating func insert(where isMember: (UInt8) -> Bool) {
    for byte in UInt8.min...UInt8.max where isMember(byte) { insert(byte) }
  }

  /// What stands after `[`, up to its `]`, which is taken from `rest`. Nil when there is none, or a class has no name.
  init?(bracketed rest: inout ArraySlice<UInt8>) {
    isInverted = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
    if isInverted { rest = rest.dropFirst() }
    var previous: UInt8?
    var isFirst = true
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "]"), !isFirst { return }
      isFirst = false
      if byte == UInt8(ascii: "-"), let low = previous, let next = rest.first, next != UInt8(ascii: "]") {
        rest = rest.dropFirst()
        guard let high = Self.member(next, &rest) else { return nil }
        if low <= high { for member in low...high { insert(member) } }
        previous = nil
      } else if byte == UInt8(ascii: "["), rest.first == UInt8(ascii: ":"), let name = Self.className(in: rest) {
        guard let isMember = Self.classes[name.text] else { return nil }
        insert(where: isMember)
        rest = rest[name.end...]
        previous = nil
      } else {
        guard let member = Self.member(byte, &rest) else { return nil }
        insert(member)
        previous = member
      }
    }
    return nil
  }

  /// A byte, or the one after a backslash.
  private static func member(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> UInt8? {
    byte == UInt8(ascii: "\\") ? rest.popFirst() : byte
  }

  /// `alpha` of `:alpha:]`, and where the text goes on behind it.
  private static func className(in rest: ArraySlice<UInt8>) -> (text: String, end: Int)? {
    guard let close = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")), rest[close - 1] == UInt8(ascii: ":"),
      close - 1 > rest.startIndex
    else { return nil }
    return (String(decoding: rest[(rest.startIndex + 1)..<(close - 1)], as: UTF8.self), close + 1)
  }

  private static let classes: [String: @Sendable (UInt8) -> Bool] = [
    "alnum": { isLetter($0) || isDigit($0) }, "alpha": isLetter, "blank": { $0 == 0x20 || $0 == 0x09 },
    "cntrl": { $0 < 0x20 || $0 == 0x7F }, "digit": isDigit, "graph": { (0x21...0x7E).contains($0) },
    "lower": { (0x61...0x7A).contains($0) }, "print": { (0x20...0x7E).contains($0) },
    "punct": { (0x21...0x7E).contains($0) && !isLetter($0) && !isDigit($0) },
    "space": { $0 == 0x20 || (0x09...0x0D).contains($0) }, "upper": { (0x41...0x5A).contains($0) },
    "xdigit": { isDigit($0) || (0x41...0x46).contains($0 & 0xDF) },
  ]

  @Sendable private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) && byte < 0x80 }
  @Sendable private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
