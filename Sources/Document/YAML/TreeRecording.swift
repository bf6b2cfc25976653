package import Diagnostics

/// A tree written down beside the text that it was read from, so that a text which is built into the program need not go
/// through a parser at every run. Places, styles and order are kept; there must be no aliases.
package enum TreeRecording {
  /// What is recorded of a document, in letters and signs that need no escape in a raw string.
  package static func record(_ root: Node) -> String {
    var recorder = Recorder(bytes: root.file.bytes)
    recorder.add(root)
    return String(decoding: recorder.out, as: UTF8.self)
  }

  /// The document again; nil if the recording isn't one of this file.
  package static func read(_ recording: String, of file: SourceFile) -> ReadResult? {
    var recording = recording
    return recording.withUTF8 { recorded in
      file.bytes.withUnsafeBufferPointer { bytes in
        var player = Player(recorded: recorded, bytes: bytes)
        var builder = TreeBuilder(file: file, limits: .standard, syntaxID: "syntax/yaml")
        return player.play(into: &builder) ? builder.result : nil
      }
    }
  }

  /// What comes next. A scalar's code is its style's; `spelledOut` is added where its content isn't the text's own bytes.
  private enum Code {
    static let spelledOut = 8
    static let mapping = 16
    static let sequence = 18
    /// Added to a collection's code.
    static let flow = 1
    static let end = 20
  }

  private struct Recorder {
    let bytes: [UInt8]
    var out: [UInt8] = []
    /// The last place that was written down; the next is given as the distance from it.
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The trees that are recorded are ours, and a few levels deep.
    mutating func add(_ node: Node) {
      let span = node.span
      switch node.kind {
      case .scalar: addScalar(node)
      case .mapping, .sequence:
        let isMapping = node.kind == .mapping
        number((isMapping ? Code.mapping : Code.sequence) + (node.style == .flow ? Code.flow : 0))
        place(span.start)
        if isMapping {
          for (key, value) in node.entries {
            add(key)
            add(value)
          }
        } else {
          for item in node.items { add(item) }
        }
        number(Code.end)
        number(span.end - at)
      }
    }

    private mutating func addScalar(_ node: Node) {
      let (span, content) = (node.span, node.textBytes)
      let isVerbatim =
        TreeRecording.content(of: node.style, from: span.start, to: span.end)
        .map { bytes[$0].elementsEqual(content) } ?? false
      number(Int(node.style.rawValue) + (isVerbatim ? 0 : Code.spelledOut))
      place(span.start)
      number(span.end - span.start)
      guard !isVerbatim else { return }
      number(content.count)
      for byte in content { number(Int(byte)) }
    }

    private mutating func place(_ start: Int) {
      number(start - at)
      at = start
    }

    /// Five bits a sign, the lowest first; a sixth says that more follow.
    private mutating func number(_ value: Int) {
      var rest = value
      while rest >= 32 {
        out.append(0x30 + UInt8(rest & 31) + 32)
        rest >>= 5
      }
      out.append(0x30 + UInt8(rest))
    }
  }

  private struct Player {
    let recorded: UnsafeBufferPointer<UInt8>
    let bytes: UnsafeBufferPointer<UInt8>
    private var next = 0
    private var at = 0

    init(recorded: UnsafeBufferPointer<UInt8>, bytes: UnsafeBufferPointer<UInt8>) {
      (self.recorded, self.bytes) = (recorded, bytes)
    }

    mutating func play(into builder: inout TreeBuilder) -> Bool {
      repeat {
        guard let code = number(), step(code, &builder), !builder.isStopped else { return false }
      } while builder.depth > 0
      builder.endDocument()
      return next == recorded.count
    }

    private mutating func step(_ code: Int, _ builder: inout TreeBuilder) -> Bool {
      guard let distance = number() else { return false }
      if code == Code.end {
        builder.close(end: at + distance)
        return at + distance <= bytes.count
      }
      at += distance
      guard at <= bytes.count else { return false }
      switch code {
      case Code.mapping, Code.mapping + Code.flow:
        builder.open(.mapping, style: code == Code.mapping ? .block : .flow, at: at..<at)
        return true
      case Code.sequence, Code.sequence + Code.flow:
        builder.open(.sequence, style: code == Code.sequence ? .block : .flow, at: at..<at)
        return true
      default: return scalar(code, &builder)
      }
    }

    private mutating func scalar(_ code: Int, _ builder: inout TreeBuilder) -> Bool {
      guard let style = Node.Style(rawValue: UInt8(code & (Code.spelledOut - 1))), let length = number(),
        at + length <= bytes.count
      else { return false }
      let range = at..<at + length
      if code < Code.spelledOut {
        guard let content = TreeRecording.content(of: style, from: at, to: at + length) else { return false }
        builder.scalar(verbatim: content, style: style, at: range)
        return true
      }
      guard let count = number(), count <= recorded.count else { return false }
      var content: [UInt8] = []
      content.reserveCapacity(count)
      for _ in 0..<count {
        guard let byte = number().flatMap(UInt8.init(exactly:)) else { return false }
        content.append(byte)
      }
      content.withUnsafeBufferPointer { builder.scalar($0, style: style, at: range) }
      return true
    }

    private mutating func number() -> Int? {
      var value = 0
      var shift = 0
      while next < recorded.count, shift < 30 {
        let sign = Int(recorded[next]) - 0x30
        guard (0..<64).contains(sign) else { return nil }
        next += 1
        value |= (sign & 31) << shift
        if sign < 32 { return value }
        shift += 5
      }
      return nil
    }
  }

  /// Where the content of a scalar stands that needs no unescaping: between its quotes, if it has any.
  private static func content(of style: Node.Style, from start: Int, to end: Int) -> Range<Int>? {
    switch style {
    case .plain, .taggedPlain: start..<end
    case .singleQuoted, .doubleQuoted: end - start >= 2 ? start + 1..<end - 1 : nil
    case .literal, .folded, .block, .flow: nil
    }
  }
}
