internal import CRE2
internal import Synchronization

/// A regular expression as Prometheus, Alertmanager and Loki read it, compiled once, when it is first needed.
///
/// Go's `regexp` and RE2 share one semantics and all but one syntax (`GoSyntax` bridges the rest); this is RE2 itself,
/// so a match here is a match there.
package final class RegularExpression: Sendable {
  /// Why a pattern does not compile, with where in it when RE2 says so.
  package struct SyntaxError: Error, Sendable, Hashable {
    /// In RE2's words: `missing ): a(b`.
    package var message: String
    /// Byte range in the pattern; nil when unknown.
    package var range: Range<Int>?
  }

  /// What RE2 made of the pattern. Immutable, and RE2 objects may be used from several threads at once.
  private final class Program: @unchecked Sendable {
    let handle: OpaquePointer

    init(_ translation: GoSyntax.Translation, dotMatchesNewline: Bool) {
      handle = translation.pattern.withUnsafeBytes { bytes in
        cre2_new(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, dotMatchesNewline)
      }
    }

    deinit { cre2_delete(handle) }
  }

  package let pattern: String
  private let dotMatchesNewline: Bool
  private let program = AtomicLazyReference<Program>()
  /// Whether all of an empty text matches: what is asked most, of labels that a series lacks. Nil: RE2 knows.
  private let matchesEmpty: Bool?

  /// - Parameter dotMatchesNewline: `true` as Prometheus 3 and Alertmanager matchers compile; Promtail stages use
  ///   `false`.
  package init(_ pattern: String, dotMatchesNewline: Bool = true) throws(SyntaxError) {
    self.pattern = pattern
    self.dotMatchesNewline = dotMatchesNewline
    var text = pattern
    matchesEmpty = text.withUTF8 { PlainPattern.matchesEmpty($0) }
    if matchesEmpty != nil { return }
    let translation = GoSyntax.translate(Array(pattern.utf8))
    let compiled = program.storeIfNil(Program(translation, dotMatchesNewline: dotMatchesNewline))
    if let range = translation.anyByteEscape {
      throw SyntaxError(message: "invalid escape sequence: \\C", range: range)
    }
    guard let message = cre2_error(compiled.handle) else { return }
    throw SyntaxError(
      message: String(cString: message), range: Self.range(ofErrorOf: compiled.handle, in: Array(pattern.utf8)))
  }

  private var handle: OpaquePointer {
    if let compiled = program.load() { return compiled.handle }
    let translation = GoSyntax.translate(Array(pattern.utf8))
    // Of two threads that come here at once, the second's work is dropped.
    return program.storeIfNil(Program(translation, dotMatchesNewline: dotMatchesNewline)).handle
  }

  /// Where the text that RE2 complains about stands in the pattern. RE2 gives the text alone, so it is looked up; nil
  /// when it does not say, and when looking would take long.
  private static func range(ofErrorOf handle: OpaquePointer, in pattern: [UInt8]) -> Range<Int>? {
    var argument: UnsafePointer<CChar>?
    let length = cre2_error_argument(handle, &argument)
    guard length > 0, length <= pattern.count, pattern.count <= 1 << 14, let argument else { return nil }
    let needle = UnsafeRawBufferPointer(start: argument, count: length)
    return (0...(pattern.count - length)).first { pattern[$0..<($0 + length)].elementsEqual(needle) }
      .map { $0..<($0 + length) }
  }

  /// Whether the whole of `text` matches: how matchers and relabeling anchor.
  package func matchesWhole(_ text: String) -> Bool {
    if text.isEmpty, let matchesEmpty { return matchesEmpty }
    return withBytes(text) { cre2_full_match(handle, $0, $1) }
  }

  /// Whether some part of `text` matches.
  package func matchesPart(_ text: String) -> Bool {
    withBytes(text) { cre2_partial_match(handle, $0, $1) }
  }

  /// Number of capturing groups.
  package var groupCount: Int { Int(cre2_group_count(handle)) }

  /// Names of the capturing groups in order; nil where a group has none.
  package var groupNames: [String?] {
    (0..<groupCount).map { index in
      var name: UnsafePointer<CChar>?
      let length = cre2_group_name(handle, Int32(index + 1), &name)
      guard length > 0, let name else { return nil }
      return String(decoding: UnsafeRawBufferPointer(start: name, count: length), as: UTF8.self)
    }
  }

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
