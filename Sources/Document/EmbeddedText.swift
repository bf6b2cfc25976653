package import Diagnostics

/// A file that stands as text inside a scalar of another: a rule file in a ConfigMap, a dashboard in a JSON string.
///
/// What is read from it has its places in the outermost file, where people can go to. Texts may stand inside texts.
package final class EmbeddedText: Sendable {
  /// The content by itself, under the name of the outermost file.
  package let file: SourceFile
  private let scalar: Node
  /// Nil when no part of the content can be pointed at, only the scalar.
  private let pieces: ScalarPieces?

  /// The content of a scalar.
  package init(_ scalar: Node) {
    self.scalar = scalar
    file = SourceFile(path: scalar.file.path, bytes: Array(scalar.textBytes))
    pieces = ScalarPieces(scalar)
  }

  /// What a scalar holds in Base64; nil when it isn't.
  package init?(base64 scalar: Node) {
    guard let bytes = Base64.decode(scalar.textBytes) else { return nil }
    self.scalar = scalar
    file = SourceFile(path: scalar.file.path, bytes: bytes)
    pieces = nil
  }

  /// How many texts this one stands in.
  package var depth: Int { (scalar.tree.host?.depth ?? 0) + 1 }

  /// The file that people know.
  package var outermost: SourceFile { scalar.file }

  /// Where some bytes of the content stand in the outermost file.
  package func place(of range: Range<Int>) -> Span {
    guard let pieces else { return scalar.span }
    return scalar.outermost(pieces.source(of: range, in: file.bytes.count))
  }
}

extension Node {
  /// A range of the text that this node was read from, in the outermost file.
  func outermost(_ range: Range<Int>) -> Span {
    tree.host?.place(of: range) ?? Span(file: file, start: range.lowerBound, end: range.upperBound)
  }

  /// Whether it is a document as somebody wrote it, and no part of one.
  package var isDocument: Bool { tree.host == nil && !tree.isCopy && tree.root.index == index }

  /// How many texts this node's document stands in: zero in a file of its own.
  package var embeddingDepth: Int { tree.host?.depth ?? 0 }
}

/// Bytes written as letters, digits, `+` and `/`, four for three.
enum Base64 {
  /// Nil when something else stands in it. White space is passed over.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for byte in text where byte != 0x0A && byte != 0x0D && byte != 0x20 && byte != 0x09 {
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(of: byte) else { return nil }
      bits = bits << 6 | value
      count += 1
      guard count % 4 == 0 else { continue }
      bytes += [UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8)]
      bytes.append(UInt8(truncatingIfNeeded: bits))
    }
    switch count % 4 {
    case 1: return nil
    case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
    case 3: bytes += [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
    default: break
    }
    return padding <= 2 ? bytes : nil
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 97 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 48 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
