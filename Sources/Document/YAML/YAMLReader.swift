internal import CLibYAML
package import Diagnostics

/// Reads YAML 1.1 text with libyaml, whose grammar Go's yaml packages are a port of, so that what is accepted here is
/// what Prometheus and its relatives accept.
package enum YAMLReader {
  /// What parses the text. Which one it is makes no difference to what comes of it.
  package enum Parser {
    /// `BlockYAML` where it can, libyaml for the rest.
    case quickest
    case libyaml
  }

  package static func read(
    _ file: SourceFile, limits: Limits = .standard, parser: Parser = .quickest
  ) -> ReadResult {
    read(file, in: nil, limits, parser)
  }

  /// What stands inside a scalar of another file.
  package static func read(_ text: EmbeddedText, limits: Limits = .standard) -> ReadResult {
    read(text.file, in: text, limits, .quickest)
  }

  private static func read(
    _ file: SourceFile, in host: EmbeddedText?, _ limits: Limits, _ parser: Parser
  ) -> ReadResult {
    var builder = TreeBuilder(file: file, in: host, limits: limits, syntaxID: "syntax/yaml")
    guard builder.acceptSize() else { return builder.result }
    let encoding = YAMLEncoding(file.bytes)
    if let problem = encoding.problem {
      builder.fail(problem.message, at: problem.range, help: problem.help)
      return builder.result
    }
    if parser == .quickest, encoding.hasPlainBreaks {
      if file.bytes.withUnsafeBufferPointer({ BlockYAML.read($0, into: &builder) }) { return builder.result }
      builder = TreeBuilder(file: file, in: host, limits: limits, syntaxID: "syntax/yaml")
    }
    file.bytes.withUnsafeBufferPointer { bytes in
      var events = YAMLEvents(bytes: bytes, encoding: encoding)
      events.feed(&builder)
    }
    return builder.result
  }
}

/// One pass of libyaml's parser over a file's bytes.
private struct YAMLEvents {
  let bytes: UnsafeBufferPointer<UInt8>
  var offsets: ByteOffsets

  init(bytes: UnsafeBufferPointer<UInt8>, encoding: YAMLEncoding) {
    self.bytes = bytes
    offsets = ByteOffsets(bytes: bytes, encoding: encoding)
  }

  mutating func feed(_ builder: inout TreeBuilder) {
    // libyaml keeps the parser's own address, so it may not move.
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    defer {
      parser.deallocate()
      event.deallocate()
    }
    guard yaml_parser_initialize(parser) == 1 else { return builder.fail("out of memory", at: 0..<0) }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress.map { $0 + offsets.base }, bytes.count - offsets.base)
    var isAtEnd = false
    while !isAtEnd, !builder.isStopped {
      guard yaml_parser_parse(parser, event) == 1 else {
        let problem = YAMLProblem(parser.pointee, bytes: bytes, offsets: &offsets)
        return builder.fail(
          problem.message, at: problem.range, notes: problem.note.map { [.init($0.0, at: builder.place($0.1))] } ?? [],
          help: problem.help)
      }
      isAtEnd = take(&event.pointee, &builder)
      yaml_event_delete(event)
    }
  }

  /// Hands one event on; true at the end of the stream.
  private mutating func take(_ event: inout yaml_event_t, _ builder: inout TreeBuilder) -> Bool {
    switch event.type {
    case YAML_SCALAR_EVENT: takeScalar(&event, &builder)
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      let style: Node.Style = data.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
      let range = self.range(event, hasProperties: data.anchor != nil || data.tag != nil)
      builder.open(.mapping, style: style, at: range, anchor: data.anchor.map { String(cString: $0) })
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      let style: Node.Style = data.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
      let range = self.range(event, hasProperties: data.anchor != nil || data.tag != nil)
      builder.open(.sequence, style: style, at: range, anchor: data.anchor.map { String(cString: $0) })
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
      // A flow collection's end has the width of its bracket; a block collection's has none.
      let isFlow = event.end_mark.index > event.start_mark.index
      builder.close(end: isFlow ? offsets[event.end_mark.index] : nil)
    case YAML_ALIAS_EVENT:
      let range = self.range(event, hasProperties: false)
      builder.alias(event.data.alias.anchor.map { String(cString: $0) } ?? "", at: range)
    case YAML_DOCUMENT_END_EVENT: builder.endDocument()
    case YAML_STREAM_END_EVENT: return true
    default: break
    }
    return false
  }

  private mutating func takeScalar(_ event: inout yaml_event_t, _ builder: inout TreeBuilder) {
    let data = event.data.scalar
    var range = self.range(event, hasProperties: data.anchor != nil || data.tag != nil)
    let style: Node.Style
    switch data.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: style = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: style = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: style = .literal
    case YAML_FOLDED_SCALAR_STYLE: style = .folded
    default: style = data.tag.map { Self.makesString($0) } ?? false ? .taggedPlain : .plain
    }
    if style == .literal || style == .folded {
      // libyaml ends a block scalar where the next token begins.
      var end = range.upperBound
      while end > range.lowerBound, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[end - 1]) { end -= 1 }
      range = range.lowerBound..<end
    }
    builder.scalar(
      UnsafeBufferPointer(start: data.value, count: data.length), style: style, at: range,
      anchor: data.anchor.map { String(cString: $0) })
  }

  /// Whether a tag makes text of a plain scalar whatever it looks like: `!`, `!!str`.
  private static func makesString(_ tag: UnsafePointer<yaml_char_t>) -> Bool {
    let tag = String(cString: tag)
    return tag == "!" || tag == YAML_STR_TAG
  }

  /// An event's bytes, without the anchor and tag before them.
  private mutating func range(_ event: yaml_event_t, hasProperties: Bool) -> Range<Int> {
    let start = offsets[event.start_mark.index]
    let end = max(start, offsets[event.end_mark.index])
    return hasProperties ? min(contentStart(start, end), end)..<end : start..<end
  }

  /// Where the content begins after properties such as `&anchor !tag`, white space and comments.
  private func contentStart(_ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end {
      switch bytes[at] {
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        while at < end, bytes[at] > 0x20 { at += 1 }
      case UInt8(ascii: "#"):
        while at < end, bytes[at] != 0x0A { at += 1 }
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return at
      }
    }
    return at
  }
}
