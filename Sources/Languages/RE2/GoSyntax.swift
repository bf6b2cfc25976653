/// Reads patterns exactly as Go's `regexp/syntax` does with the flags of `regexp.Compile`, so that what Go refuses is
/// refused, in its words, and what it takes is taken.
///
/// RE2 then runs the pattern; where its own syntax is narrower than Go's (`(?<name>` in older releases, one name for two
/// groups), it gets another spelling of the same.
struct GoSyntax {
  struct Flags {
    var foldsCase = false
    var isMultiline = false
    var dotMatchesNewline = false
  }

  /// An open group: what was read of it, and what holds again after it.
  private struct Group {
    var isCapture: Bool
    var flagsBefore: Flags
    var start: Int
    var alternatives: [Int] = []
    var sequence: [Int] = []
  }

  let pattern: [UInt8]
  var tree = PatternTree()
  var flags: Flags
  private var groups: [Group]
  /// The pattern up to `copied`, as RE2 takes it.
  private var translation: [UInt8] = []
  private var copied = 0
  /// The highest place from which `:]` is known not to follow.
  var hasNoClassEnd = false

  private init(_ pattern: [UInt8], flags: Flags) {
    self.pattern = pattern
    self.flags = flags
    groups = [Group(isCapture: false, flagsBefore: flags, start: 0)]
  }

  /// - Parameter dotMatchesNewline: as if the pattern stood in `(?s:…)`.
  static func parse(
    _ pattern: [UInt8], dotMatchesNewline: Bool
  ) throws(RegularExpression.SyntaxError) -> (tree: PatternTree, translation: [UInt8]) {
    var parser = GoSyntax(pattern, flags: Flags(dotMatchesNewline: dotMatchesNewline))
    try parser.parse()
    parser.translation += pattern[parser.copied...]
    return (parser.tree, parser.translation)
  }

  // MARK: Errors

  func error(_ message: String, _ range: Range<Int>) -> RegularExpression.SyntaxError {
    RegularExpression.SyntaxError(message: "\(message): `\(excerpt(range))`", range: range)
  }

  /// Go repeats the whole pattern; a long one is cut here.
  private func excerpt(_ range: Range<Int>) -> String {
    let limit = 200
    guard range.count > limit else { return String(decoding: pattern[range], as: UTF8.self) }
    var end = range.lowerBound + limit
    while end > range.lowerBound, pattern[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: pattern[range.lowerBound..<end], as: UTF8.self) + "…"
  }

  /// An error that Go says of the whole pattern, shown where it lies.
  private func wholeError(_ message: String, at range: Range<Int>) -> RegularExpression.SyntaxError {
    RegularExpression.SyntaxError(message: "\(message): `\(excerpt(0..<pattern.count))`", range: range)
  }

  // MARK: The pattern

  private mutating func parse() throws(RegularExpression.SyntaxError) {
    var at = 0
    // Where the repetition before this place started; nil when there was none.
    var lastRepetition: Int?
    while at < pattern.count {
      var repetition: Int?
      switch pattern[at] {
      case UInt8(ascii: "("):
        at = try open(at)
      case UInt8(ascii: "|"):
        try endAlternative()
        at += 1
      case UInt8(ascii: ")"):
        try close(at)
        at += 1
      case UInt8(ascii: "^"):
        try push(.assertion(flags.isMultiline ? .beginLine : .beginText))
        at += 1
      case UInt8(ascii: "$"):
        try push(.assertion(flags.isMultiline ? .endLine : .endText))
        at += 1
      case UInt8(ascii: "."):
        try push(set: flags.dotMatchesNewline ? .all : .allButNewline)
        at += 1
      case UInt8(ascii: "["):
        at = try characterClass(at)
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
        repetition = at
        let minimum = pattern[at] == UInt8(ascii: "+") ? 1 : 0
        let maximum = pattern[at] == UInt8(ascii: "?") ? 1 : nil
        at = try repeated(from: at, to: at + 1, minimum, maximum, after: lastRepetition)
      case UInt8(ascii: "{"):
        if let count = count(at) {
          repetition = at
          at = try counted(from: at, count, after: lastRepetition)
        } else {
          try push(scalar: UInt32(UInt8(ascii: "{")))
          at += 1
        }
      case UInt8(ascii: "\\"):
        at = try escape(at)
      default:
        let (scalar, end) = scalar(at)
        try push(scalar: scalar)
        at = end
      }
      lastRepetition = repetition
    }
    if groups.count > 1, let group = groups.last {
      throw wholeError("missing closing )", at: group.start..<(group.start + 1))
    }
    try endAlternative()
    let alternatives = groups[0].alternatives
    let root = try tree(adding: { tree throws(PatternTree.Limit) in try tree.add(alternatives: alternatives) })
    // The root is the last node.
    if root != tree.root {
      _ = try tree(adding: { tree throws(PatternTree.Limit) in try tree.add(.concatenation([root])) })
    }
  }

  private mutating func tree(
    adding body: (inout PatternTree) throws(PatternTree.Limit) -> Int
  ) throws(RegularExpression.SyntaxError) -> Int {
    do {
      return try body(&tree)
    } catch {
      let message = error == .height ? "expression nests too deeply" : "expression too large"
      throw wholeError(message, at: 0..<pattern.count)
    }
  }

  mutating func push(_ node: PatternTree.Node) throws(RegularExpression.SyntaxError) {
    let index = try tree(adding: { tree throws(PatternTree.Limit) in try tree.add(node) })
    groups[groups.count - 1].sequence.append(index)
  }

  mutating func push(set: ScalarSet?) throws(RegularExpression.SyntaxError) {
    let index = try tree(adding: { tree throws(PatternTree.Limit) in try tree.add(set: set) })
    groups[groups.count - 1].sequence.append(index)
  }

  mutating func push(scalar: UInt32) throws(RegularExpression.SyntaxError) {
    guard flags.foldsCase else { return try push(.scalar(scalar)) }
    guard let folded = ScalarSet.folded(scalar...scalar) else { return try push(set: nil) }
    if folded == [scalar...scalar] { return try push(.scalar(scalar)) }
    try push(set: ScalarSet(folded))
  }

  /// The scalar at `at`, and where the next one starts. The pattern is valid UTF-8.
  func scalar(_ at: Int) -> (scalar: UInt32, end: Int) {
    let first = pattern[at]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let end = min(at + length, pattern.count)
    var value = length == 1 ? UInt32(first) : UInt32(first) & (0x7F >> UInt32(length))
    for byte in pattern[(at + 1)..<end] { value = value << 6 | UInt32(byte & 0x3F) }
    return (min(value, ScalarSet.last), end)
  }

  // MARK: Groups

  private mutating func open(_ at: Int) throws(RegularExpression.SyntaxError) -> Int {
    guard at + 1 < pattern.count, pattern[at + 1] == UInt8(ascii: "?") else {
      tree.groupNames.append(nil)
      groups.append(Group(isCapture: true, flagsBefore: flags, start: at))
      return at + 1
    }
    let rest = pattern.count - at
    if rest > 4, pattern[at + 2] == UInt8(ascii: "P"), pattern[at + 3] == UInt8(ascii: "<") {
      return try openNamed(at, nameStart: at + 4)
    }
    if rest > 3, pattern[at + 2] == UInt8(ascii: "<") { return try openNamed(at, nameStart: at + 3) }
    return try readFlags(at)
  }

  private mutating func openNamed(_ at: Int, nameStart: Int) throws(RegularExpression.SyntaxError) -> Int {
    guard let end = pattern[at...].firstIndex(of: UInt8(ascii: ">")) else {
      throw error("invalid named capture", at..<pattern.count)
    }
    let name = pattern[nameStart..<max(nameStart, end)]
    guard !name.isEmpty, name.allSatisfy(Self.isWordByte) else { throw error("invalid named capture", at..<(end + 1)) }
    tree.groupNames.append(String(decoding: name, as: UTF8.self))
    groups.append(Group(isCapture: true, flagsBefore: flags, start: at))
    // RE2 refuses a name that two groups have, and older releases the short form; names are kept here instead.
    translation += pattern[copied..<at]
    translation.append(UInt8(ascii: "("))
    copied = end + 1
    return end + 1
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// `(?i)`, `(?s-i:`: from the parenthesis to behind the `)` or `:`.
  private mutating func readFlags(_ start: Int) throws(RegularExpression.SyntaxError) -> Int {
    var new = flags
    var isOn = true
    var sawFlag = false
    var at = start + 2
    while at < pattern.count {
      let (_, end) = scalar(at)
      switch pattern[at] {
      case UInt8(ascii: "i"): (new.foldsCase, sawFlag) = (isOn, true)
      case UInt8(ascii: "m"): (new.isMultiline, sawFlag) = (isOn, true)
      case UInt8(ascii: "s"): (new.dotMatchesNewline, sawFlag) = (isOn, true)
      case UInt8(ascii: "U"): sawFlag = true
      case UInt8(ascii: "-") where isOn: (isOn, sawFlag) = (false, false)
      case UInt8(ascii: ":") where isOn || sawFlag:
        groups.append(Group(isCapture: false, flagsBefore: flags, start: start))
        flags = new
        return end
      case UInt8(ascii: ")") where isOn || sawFlag:
        flags = new
        return end
      default: throw error("invalid or unsupported Perl syntax", start..<end)
      }
      at = end
    }
    throw error("invalid or unsupported Perl syntax", start..<pattern.count)
  }

  private mutating func endAlternative() throws(RegularExpression.SyntaxError) {
    let sequence = groups[groups.count - 1].sequence
    groups[groups.count - 1].sequence = []
    let index = try tree(adding: { tree throws(PatternTree.Limit) in try tree.add(sequence: sequence) })
    groups[groups.count - 1].alternatives.append(index)
  }

  private mutating func close(_ at: Int) throws(RegularExpression.SyntaxError) {
    try endAlternative()
    guard groups.count > 1, let group = groups.popLast() else { throw wholeError("unexpected )", at: at..<(at + 1)) }
    flags = group.flagsBefore
    let inside = try tree(adding: { tree throws(PatternTree.Limit) in try tree.add(alternatives: group.alternatives) })
    if group.isCapture {
      try push(.capture(inside))
    } else {
      groups[groups.count - 1].sequence.append(inside)
    }
  }

  // MARK: Repetitions

  private mutating func repeated(
    from start: Int, to operatorEnd: Int, _ minimum: Int, _ maximum: Int?, after lastRepetition: Int?
  ) throws(RegularExpression.SyntaxError) -> Int {
    var end = operatorEnd
    if end < pattern.count, pattern[end] == UInt8(ascii: "?") { end += 1 }
    if let lastRepetition { throw error("invalid nested repetition operator", lastRepetition..<end) }
    guard let part = groups[groups.count - 1].sequence.popLast() else {
      throw error("missing argument to repetition operator", start..<end)
    }
    try push(.repetition(part, minimum: minimum, maximum: maximum))
    return end
  }

  private struct Count {
    /// Nil where it is too large to be read.
    var minimum: Int?
    /// Nil where there is none.
    var maximum: Int?
    var end: Int
  }

  private mutating func counted(
    from start: Int, _ count: Count, after lastRepetition: Int?
  ) throws(RegularExpression.SyntaxError) -> Int {
    let limit = 1000
    guard let minimum = count.minimum, minimum <= limit, count.maximum.map({ $0 <= limit && minimum <= $0 }) ?? true
    else { throw error("invalid repeat count", start..<count.end) }
    let end = try repeated(from: start, to: count.end, minimum, count.maximum, after: lastRepetition)
    if minimum >= 2 || (count.maximum ?? 0) >= 2, tree.repeats(tree.root) > limit {
      throw error("invalid repeat count", start..<end)
    }
    return end
  }

  /// `{2}`, `{2,}` or `{2,3}`; nil for anything else, which is text.
  private func count(_ start: Int) -> Count? {
    guard let (minimum, afterMinimum) = number(start + 1), afterMinimum < pattern.count else { return nil }
    var (count, at) = (Count(minimum: minimum, maximum: minimum, end: 0), afterMinimum)
    if pattern[at] == UInt8(ascii: ",") {
      at += 1
      guard at < pattern.count else { return nil }
      if pattern[at] == UInt8(ascii: "}") {
        count.maximum = nil
      } else {
        guard let (maximum, afterMaximum) = number(at) else { return nil }
        at = afterMaximum
        if maximum == nil { count.minimum = nil }
        count.maximum = maximum
      }
    }
    guard at < pattern.count, pattern[at] == UInt8(ascii: "}") else { return nil }
    count.end = at + 1
    return count
  }

  /// A number without leading zeros, whose value is nil when it is huge, and where it ends.
  private func number(_ start: Int) -> (value: Int?, end: Int)? {
    var (value, at) = (0, start)
    while at < pattern.count, case let digit = pattern[at] &- UInt8(ascii: "0"), digit < 10 {
      value = min(value * 10 + Int(digit), 1 << 30)
      at += 1
    }
    guard at > start, at == start + 1 || pattern[start] != UInt8(ascii: "0") else { return nil }
    return (value == 1 << 30 ? nil : value, at)
  }
}
