internal import CLibYAML

/// Writes a draft as YAML with libyaml's emitter: two spaces, no folding of long lines, Unicode as it is, and quotes
/// only where some reader would otherwise not get the same string.
package enum YAMLWriter {
  /// `header` lines become comments at the top.
  package static func write(_ draft: Draft, header: [String] = []) -> String {
    var emitter = YAMLEmitter()
    var out = ""
    for line in header.flatMap({ $0.split(separator: "\n", omittingEmptySubsequences: false) }) {
      out += line.isEmpty ? "#\n" : "# \(line)\n"
    }
    return out + emitter.write(draft)
  }

  /// One string as it would stand in a file, on one line.
  package static func scalar(_ text: String) -> String {
    if ScalarStyle(text) == .plain { return text }
    var emitter = YAMLEmitter()
    let line = emitter.write(Draft(.list([Draft(.string(text))])), isFlow: true)
    return String(line.dropFirst().dropLast(2))
  }
}

/// libyaml's emitter around one document.
private struct YAMLEmitter {
  /// Where the emitter's output collects.
  private final class Output {
    var bytes: [UInt8] = []
  }

  /// Whether some text was spelled by `AstralText`.
  private var isSpelled = false

  private let emitter = UnsafeMutablePointer<yaml_emitter_t>.allocate(capacity: 1)
  private let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
  private var isFlow = false

  mutating func write(_ draft: Draft, isFlow: Bool = false) -> String {
    self.isFlow = isFlow
    let output = Output()
    defer {
      emitter.deallocate()
      event.deallocate()
    }
    guard yaml_emitter_initialize(emitter) == 1 else { return "" }
    defer { yaml_emitter_delete(emitter) }
    yaml_emitter_set_unicode(emitter, 1)
    yaml_emitter_set_width(emitter, -1)
    yaml_emitter_set_indent(emitter, 2)
    yaml_emitter_set_break(emitter, YAML_LN_BREAK)
    yaml_emitter_set_output(
      emitter,
      { context, bytes, count in
        guard let context else { return 0 }
        let output = Unmanaged<Output>.fromOpaque(context).takeUnretainedValue()
        output.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
        return 1
      }, Unmanaged.passUnretained(output).toOpaque())
    withExtendedLifetime(output) {
      emit { yaml_stream_start_event_initialize($0, YAML_UTF8_ENCODING) }
      emit { yaml_document_start_event_initialize($0, nil, nil, nil, 1) }
      value(draft)
      emit { yaml_document_end_event_initialize($0, 1) }
      emit { yaml_stream_end_event_initialize($0) }
    }
    let text = String(decoding: output.bytes, as: UTF8.self)
    return isSpelled ? AstralText.decode(text) : text
  }

  private mutating func value(_ draft: Draft) {
    switch draft.content {
    case .null: scalar("null", YAML_PLAIN_SCALAR_STYLE)
    case .bool(let value): scalar(value ? "true" : "false", YAML_PLAIN_SCALAR_STYLE)
    case .int(let value): scalar(String(value), YAML_PLAIN_SCALAR_STYLE)
    case .number(let text): scalar(text, YAML_PLAIN_SCALAR_STYLE)
    case .string(let text): string(text)
    case .list(let items):
      let style = items.isEmpty || isFlow ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE
      emit { yaml_sequence_start_event_initialize($0, nil, nil, 1, style) }
      for item in items { value(item) }
      emit { yaml_sequence_end_event_initialize($0) }
    case .map(let entries):
      let style = entries.isEmpty || isFlow ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE
      emit { yaml_mapping_start_event_initialize($0, nil, nil, 1, style) }
      for (key, item) in entries {
        string(key)
        value(item)
      }
      emit { yaml_mapping_end_event_initialize($0) }
    }
  }

  private mutating func string(_ text: String) {
    let style =
      switch ScalarStyle(text) {
      case .plain: YAML_PLAIN_SCALAR_STYLE
      case .singleQuoted: YAML_SINGLE_QUOTED_SCALAR_STYLE
      case .doubleQuoted: YAML_DOUBLE_QUOTED_SCALAR_STYLE
      case .literal: YAML_LITERAL_SCALAR_STYLE
      }
    if let spelled = AstralText.encode(text) {
      isSpelled = true
      scalar(spelled, style)
    } else {
      scalar(text, style)
    }
  }

  private func scalar(_ text: String, _ style: yaml_scalar_style_t) {
    var text = text
    text.withUTF8 { bytes in
      emit { yaml_scalar_event_initialize($0, nil, nil, bytes.baseAddress, Int32(clamping: bytes.count), 1, 1, style) }
    }
  }

  /// Makes an event and hands it to libyaml, which frees it.
  private func emit(_ make: (UnsafeMutablePointer<yaml_event_t>) -> Int32) {
    if make(event) == 1 { yaml_emitter_emit(emitter, event) }
  }
}
