internal import Synchronization

/// One text that positions point into: its name as a user knows it, and its bytes.
///
/// A class, so that every span can name its file at the cost of a pointer. Immutable, and compared by path.
package final class SourceFile: Sendable, Hashable {
  /// The path as it was given or found, relative where it can be; `<stdin>` for standard input.
  package let path: String
  /// The content, UTF-8.
  package let bytes: [UInt8]
  /// Where each line starts, so that finding the line of a place doesn't cost a walk over the file. Most files are never
  /// asked.
  private let lines = AtomicLazyReference<Lines>()
  private var lineStarts: [Int] { (lines.load() ?? lines.storeIfNil(Lines(of: bytes))).starts }

  private final class Lines: Sendable {
    let starts: [Int]

    init(of bytes: [UInt8]) {
      starts = bytes.withUnsafeBufferPointer { bytes in
        var starts = [0]
        while let found = bytes.position(of: UInt8(ascii: "\n"), from: starts[starts.count - 1]) {
          starts.append(found + 1)
        }
        return starts
      }
    }
  }

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The index of the last line that starts at or before `offset`.
  private func lineIndex(of offset: Int) -> Int {
    let lineStarts = lineStarts
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  package convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  package static func == (a: SourceFile, b: SourceFile) -> Bool { a === b || a.path == b.path }
  package func hash(into hasher: inout Hasher) { hasher.combine(path) }
}

extension SourceFile {
  /// Line and column of a byte offset, both from 1; columns count characters (Unicode scalars), as editors do.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    let end = min(max(offset, 0), bytes.count)
    let line = lineIndex(of: end)
    var column = 1
    for i in lineStarts[line]..<end where bytes[i] & 0xC0 != 0x80 { column += 1 }
    return (line + 1, column)
  }

  /// The bytes of the line that holds `offset`, without its line break, and where the line starts.
  package func line(around offset: Int) -> (range: Range<Int>, text: String) {
    let at = min(max(offset, 0), bytes.count)
    var start = at
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    var end = at
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return (start..<end, String(decoding: bytes[start..<end], as: UTF8.self))
  }
}
