/// The text of the `pattern` parser and of `|>`: literals, and captures between angle brackets.
struct PatternExpression {
  struct Capture {
    /// `_` for one that is not kept.
    var name: String
    /// With its brackets.
    var range: Range<Int>
  }
  struct Problem {
    var message: String
    /// Nil: the whole.
    var range: Range<Int>?
  }

  private var all: [Capture] = []
  private let isEmpty: Bool

  /// The captures that are kept.
  var captures: [Capture] { all.filter { $0.name != "_" } }

  init(_ text: String) {
    let bytes = Array(text.utf8)
    isEmpty = bytes.isEmpty
    var at = 0
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<"), let end = Self.endOfCapture(in: bytes, from: at) else {
        at += 1
        continue
      }
      all.append(Capture(name: String(decoding: bytes[(at + 1)..<(end - 1)], as: UTF8.self), range: at..<end))
      at = end
    }
  }

  /// Anything in angle brackets that is no name is literal text.
  private static func endOfCapture(in bytes: [UInt8], from start: Int) -> Int? {
    var at = start + 1
    guard at < bytes.count, bytes[at].isLetterOrUnderscore else { return nil }
    while at < bytes.count, bytes[at].isWordByte { at += 1 }
    return at < bytes.count && bytes[at] == UInt8(ascii: ">") ? at + 1 : nil
  }

  func problems(asFilter: Bool) -> [Problem] {
    var problems: [Problem] = []
    if !asFilter, captures.isEmpty {
      let message = isEmpty ? "pattern is empty" : "pattern has to capture something, such as <name>"
      problems.append(Problem(message: message))
    }
    for (first, second) in zip(all, all.dropFirst()) where first.range.upperBound == second.range.lowerBound {
      let message = "no literal text between the captures <\(first.name)> and <\(second.name)>"
      problems.append(Problem(message: message, range: first.range.lowerBound..<second.range.upperBound))
    }
    var names: Set<String> = []
    for capture in captures {
      if asFilter {
        let message = "<\(capture.name)> is not allowed: a pattern that filters lines captures nothing, use <_>"
        problems.append(Problem(message: message, range: capture.range))
      } else if !names.insert(capture.name).inserted {
        problems.append(Problem(message: "duplicate capture <\(capture.name)> in pattern", range: capture.range))
      }
    }
    return problems
  }
}
