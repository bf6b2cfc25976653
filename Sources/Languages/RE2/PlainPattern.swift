/// Tells of the patterns that people mostly write (names and alternatives, `.*`, classes, groups) that they are valid,
/// without compiling them.
///
/// Most expressions that are read are never matched against anything, and compiling costs a hundred times what reading
/// does. Whatever is unusual is left undecided, never refused: `GoSyntax` judges it.
struct PlainPattern {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  /// Whether the last thing read can be repeated.
  private var isRepeatable = false
  /// Whether the last thing read matches nothing at all, as `a*` and `(|b)` do.
  private var isEmptyable = true
  /// The group being read, and those around it.
  private var group = Group()
  private var around: [Group] = []

  /// What is known of a group's alternatives.
  private struct Group {
    /// Whether one of those before this matches the empty text.
    var hasEmptyable = false
    /// Whether this one does, up to the last thing read.
    var isEmptyable = true

    var matchesEmpty: Bool { hasEmptyable || isEmptyable }
  }

  /// Whether all of an empty text matches; nil when it takes RE2 to know, as it does to know of errors.
  static func matchesEmpty(_ pattern: UnsafeBufferPointer<UInt8>) -> Bool? {
    // Far from every limit on size that the two have.
    guard pattern.count <= 4096 else { return nil }
    var scan = PlainPattern(bytes: pattern)
    return scan.run() ? scan.group.matchesEmpty : nil
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  /// Ends the last thing read, after which no repetition can follow it any more.
  private mutating func endItem() {
    if !isEmptyable { group.isEmptyable = false }
    isEmptyable = true
    isRepeatable = false
  }

  /// Begins a thing that matches some text or, as groups may, none.
  private mutating func beginItem(isEmptyable: Bool = false) {
    endItem()
    self.isEmptyable = isEmptyable
    isRepeatable = true
  }

  private mutating func run() -> Bool {
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "|"):
        endItem()
        group = Group(hasEmptyable: group.matchesEmpty)
      case UInt8(ascii: "^"), UInt8(ascii: "$"): endItem()
      case UInt8(ascii: "*"), UInt8(ascii: "?"):
        guard endRepetition() else { return false }
        isEmptyable = true
      case UInt8(ascii: "+"):
        guard endRepetition() else { return false }
      case UInt8(ascii: "{"):
        guard counts(), endRepetition() else { return false }
      case UInt8(ascii: "("):
        guard openGroup() else { return false }
      case UInt8(ascii: ")"):
        guard let outer = around.popLast() else { return false }
        endItem()
        let matchesEmpty = group.matchesEmpty
        group = outer
        beginItem(isEmptyable: matchesEmpty)
      case UInt8(ascii: "["):
        guard characterClass() else { return false }
        beginItem()
      case UInt8(ascii: "\\"):
        guard escape() else { return false }
        beginItem()
      case UInt8(ascii: "]"), UInt8(ascii: "}"), 0..<0x20: return false
      // The rest of a character.
      case 0x80..<0xC0: break
      default: beginItem()
      }
    }
    endItem()
    return around.isEmpty
  }

  /// Past `*`, `+`, `?` or a count, and the `?` that makes it lazy.
  private mutating func endRepetition() -> Bool {
    guard isRepeatable else { return false }
    isRepeatable = false
    if byte(at: at) == UInt8(ascii: "?") { at += 1 }
    return true
  }

  /// `{2}`, `{2,}`, `{2,5}` after the brace, of one character: the repetition of what is repeated already has limits.
  private mutating func counts() -> Bool {
    guard at >= 2, bytes[at - 2] != UInt8(ascii: ")"), let least = number() else { return false }
    var most = least
    if byte(at: at) == UInt8(ascii: ",") {
      at += 1
      if byte(at: at) != UInt8(ascii: "}") {
        guard let bound = number() else { return false }
        most = bound
      }
    }
    guard byte(at: at) == UInt8(ascii: "}"), least <= most else { return false }
    at += 1
    return true
  }

  /// At most two digits; a leading zero is left to RE2.
  private mutating func number() -> Int? {
    guard (0x31...0x39).contains(byte(at: at)) else { return nil }
    var value = Int(bytes[at] - 0x30)
    at += 1
    guard (0x30...0x39).contains(byte(at: at)) else { return value }
    value = value * 10 + Int(bytes[at] - 0x30)
    at += 1
    return value
  }

  /// `(`, `(?:`, `(?i)`, `(?i:` and the like, after the parenthesis.
  private mutating func openGroup() -> Bool {
    endItem()
    if byte(at: at) == UInt8(ascii: "?") {
      at += 1
      let flags = at
      while [UInt8(ascii: "i"), UInt8(ascii: "s"), UInt8(ascii: "m")].contains(byte(at: at)) { at += 1 }
      let end = byte(at: at)
      at += 1
      if end == UInt8(ascii: ")") { return at - 1 > flags }
      guard end == UInt8(ascii: ":") else { return false }
    }
    around.append(group)
    group = Group()
    return around.count <= 50
  }

  /// A class of ASCII characters and ranges, after its `[`.
  private mutating func characterClass() -> Bool {
    if byte(at: at) == UInt8(ascii: "^") { at += 1 }
    var isFirst = true
    while at < bytes.count {
      let low = bytes[at]
      at += 1
      switch low {
      case UInt8(ascii: "]"): return !isFirst
      case UInt8(ascii: "["), 0..<0x20, 0x7F...: return false
      case UInt8(ascii: "-"):
        guard isFirst || byte(at: at) == UInt8(ascii: "]") else { return false }
        // What follows a first hyphen could make it the start of a range.
        if isFirst, byte(at: at) == UInt8(ascii: "-") { return false }
      case UInt8(ascii: "\\"):
        guard escape(), byte(at: at) != UInt8(ascii: "-") || byte(at: at + 1) == UInt8(ascii: "]") else { return false }
      default:
        if byte(at: at) == UInt8(ascii: "-"), byte(at: at + 1) != UInt8(ascii: "]") {
          let high = byte(at: at + 1)
          guard high >= low, high < 0x7F, high != UInt8(ascii: "\\"), high != UInt8(ascii: "[") else { return false }
          at += 2
        }
      }
      isFirst = false
    }
    return false
  }

  /// An escaped sign of punctuation, or a Perl class, after the backslash.
  private mutating func escape() -> Bool {
    let escaped = byte(at: at)
    at += 1
    switch escaped {
    case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "w"), UInt8(ascii: "W"), UInt8(ascii: "s"),
      UInt8(ascii: "S"):
      return true
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return escaped != UInt8(ascii: "_")
    default: return false
    }
  }
}
