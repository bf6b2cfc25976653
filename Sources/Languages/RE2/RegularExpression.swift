internal import CRE2
internal import Synchronization

/// A regular expression as Prometheus, Alertmanager and Loki read it, compiled once, when it is first needed.
///
/// Go's `regexp` and RE2 share one semantics: `GoSyntax` decides what is a pattern, and RE2 itself runs it, so a match
/// here is a match there.
package final class RegularExpression: Sendable {
  /// Why a pattern does not compile, with where in it.
  package struct SyntaxError: Error, Sendable, Hashable {
    /// In Go's words: ``missing closing ): `a(b` ``.
    package var message: String
    /// Byte range in the pattern; nil when unknown.
    package var range: Range<Int>?
  }

  /// What RE2 made of the pattern. Immutable, and RE2 objects may be used from several threads at once.
  private final class Program: @unchecked Sendable {
    let handle: OpaquePointer
    let groupNames: [String?]

    init(_ tree: PatternTree, _ translation: [UInt8], dotMatchesNewline: Bool) {
      groupNames = tree.groupNames
      handle = translation.withUnsafeBytes { bytes in
        cre2_new(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, dotMatchesNewline)
      }
    }

    deinit { cre2_delete(handle) }
  }

  package let pattern: String
  private let dotMatchesNewline: Bool
  /// Whether the pattern is anchored by what is put around it.
  private let isWrapped: Bool
  private let lazyProgram = AtomicLazyReference<Program>()
  /// Whether all of an empty text matches: what is asked most, of labels that a series lacks. Nil: RE2 knows.
  private let matchesEmpty: Bool?

  /// - Parameter dotMatchesNewline: `true` as Prometheus 3 compiles matchers; Promtail stages use `false`.
  package convenience init(_ pattern: String, dotMatchesNewline: Bool = true) throws(SyntaxError) {
    try self.init(pattern, dotMatchesNewline: dotMatchesNewline, isWrapped: false)
  }

  /// The pattern between `^(?:` and `)$`, as Alertmanager and relabeling rules compile theirs: `a)|(b` is one, and
  /// `\Qa` is none, as it would quote the end.
  ///
  /// - Parameter dotMatchesNewline: wraps in `^(?s:` as Prometheus 3 does; Alertmanager does not.
  package convenience init(wrapping pattern: String, dotMatchesNewline: Bool) throws(SyntaxError) {
    try self.init(pattern, dotMatchesNewline: dotMatchesNewline, isWrapped: true)
  }

  private init(_ pattern: String, dotMatchesNewline: Bool, isWrapped: Bool) throws(SyntaxError) {
    self.pattern = pattern
    self.dotMatchesNewline = dotMatchesNewline
    self.isWrapped = isWrapped
    var text = pattern
    matchesEmpty = text.withUTF8 { PlainPattern.matchesEmpty($0) }
    if matchesEmpty != nil { return }
    let program = lazyProgram.storeIfNil(try compile())
    guard let message = cre2_error(program.handle) else { return }
    throw Self.error(String(cString: message), of: program.handle, in: Array(pattern.utf8))
  }

  private func compile() throws(SyntaxError) -> Program {
    let (tree, translation) =
      isWrapped
      ? try Self.parse(wrapping: pattern, dotMatchesNewline: dotMatchesNewline)
      : try GoSyntax.parse(Array(pattern.utf8), dotMatchesNewline: dotMatchesNewline)
    return Program(tree, translation, dotMatchesNewline: dotMatchesNewline && !isWrapped)
  }

  private var program: Program {
    if let compiled = lazyProgram.load() { return compiled }
    // Only what is plain was not compiled at once, and Go takes all that is plain. Of two threads that come here at once,
    // the second's work is dropped.
    let compiled = (try? compile()) ?? Program(PatternTree(), Array(pattern.utf8), dotMatchesNewline: dotMatchesNewline)
    return lazyProgram.storeIfNil(compiled)
  }

  private var handle: OpaquePointer { program.handle }

  /// What Go says of a pattern that it wraps; nil when it compiles. Cheaper than compiling it.
  package static func syntaxError(wrapping pattern: String) -> SyntaxError? {
    var text = pattern
    if text.withUTF8({ PlainPattern.matchesEmpty($0) }) != nil { return nil }
    do {
      let (tree, _) = try parse(wrapping: pattern, dotMatchesNewline: false)
      if tree.namesUnicodeClasses { _ = try RegularExpression(wrapping: pattern, dotMatchesNewline: false) }
      return nil
    } catch {
      return error
    }
  }

  /// The tree of the pattern as it is wrapped, and its spelling for RE2. Errors are placed in the pattern itself.
  static func parse(
    wrapping pattern: String, dotMatchesNewline: Bool
  ) throws(SyntaxError) -> (tree: PatternTree, translation: [UInt8]) {
    let head = Array((dotMatchesNewline ? "^(?s:" : "^(?:").utf8)
    do {
      return try GoSyntax.parse(head + Array(pattern.utf8) + Array(")$".utf8), dotMatchesNewline: false)
    } catch {
      throw SyntaxError(message: error.message, range: range(of: error, in: pattern, behind: head.count))
    }
  }

  /// Where an error of a wrapped pattern lies in the pattern itself.
  private static func range(of error: SyntaxError, in pattern: String, behind head: Int) -> Range<Int>? {
    // The wrapper's parenthesis closes one of the pattern's, so the pattern alone tells which is open.
    do {
      _ = try GoSyntax.parse(Array(pattern.utf8), dotMatchesNewline: false)
    } catch {
      return error.range
    }
    guard let range = error.range else { return nil }
    let length = pattern.utf8.count
    let start = min(max(range.lowerBound - head, 0), length)
    return start..<max(start, min(range.upperBound - head, length))
  }

  /// RE2's own word on what `GoSyntax` leaves to it: names of Unicode classes, and sizes.
  private static func error(_ message: String, of handle: OpaquePointer, in pattern: [UInt8]) -> SyntaxError {
    var argument: UnsafePointer<CChar>?
    let length = cre2_error_argument(handle, &argument)
    guard length > 0, length <= pattern.count, pattern.count <= 1 << 14, let argument else {
      return SyntaxError(message: message, range: nil)
    }
    let needle = UnsafeRawBufferPointer(start: argument, count: length)
    let start = (0...(pattern.count - length)).first { pattern[$0..<($0 + length)].elementsEqual(needle) }
    let text = String(decoding: needle, as: UTF8.self)
    let fact = message.hasSuffix(": " + text) ? message.dropLast(text.count + 2) + ": `\(text)`" : Substring(message)
    return SyntaxError(message: String(fact), range: start.map { $0..<($0 + length) })
  }

  /// Whether the whole of `text` matches: how matchers and relabeling anchor.
  package func matchesWhole(_ text: String) -> Bool {
    if text.isEmpty, let matchesEmpty { return matchesEmpty }
    return withBytes(text) { isWrapped ? cre2_partial_match(handle, $0, $1) : cre2_full_match(handle, $0, $1) }
  }

  /// Whether some part of `text` matches.
  package func matchesPart(_ text: String) -> Bool {
    withBytes(text) { cre2_partial_match(handle, $0, $1) }
  }

  /// Names of the capturing groups in order; nil where a group has none.
  package var groupNames: [String?] { program.groupNames }

  /// Number of capturing groups.
  package var groupCount: Int { groupNames.count }

  /// The first match at or after byte `start`: the whole at index 0, then the groups; nil for groups that took no part.
  package func firstMatch(in text: String, from start: Int = 0) -> [Range<Int>?]? {
    let count = groupCount + 1
    var spans = [Int32](repeating: -1, count: 2 * count)
    guard start <= text.utf8.count,
      withBytes(text, { cre2_find(handle, $0, $1, start, &spans, Int32(count)) })
    else { return nil }
    return (0..<count).map { spans[2 * $0] < 0 ? nil : Int(spans[2 * $0])..<Int(spans[2 * $0 + 1]) }
  }

  private func withBytes<Result>(_ text: String, _ body: (UnsafePointer<CChar>?, Int) -> Result) -> Result {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { body($0.baseAddress, $0.count) }
    }
  }
}
