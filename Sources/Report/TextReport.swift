import Diagnostics

/// For people: the place, the fact, the line with the exact bytes underlined, then what to do.
struct TextReport {
  var color: Bool

  func print(_ report: Report) -> String {
    var out = ""
    for finding in report.findings {
      let position = Position(finding.place)
      out += bold(position.text) + ": "
      out += painted(finding.severity.rawValue + "[" + finding.id + "]", finding.severity)
      out += ": " + bold(finding.message) + "\n"
      if let span = finding.place.span { out += excerpt(span, line: position.line, severity: finding.severity) }
      for note in finding.notes {
        out += "   note: " + note.message
        if let place = note.place { out += ": " + Position(place).text }
        out += "\n"
      }
      if let help = finding.help { out += "   help: " + help + "\n" }
    }
    return out
  }

  /// The line that holds the place, and carets under it. Control characters are shown as spaces, long lines cut around the
  /// place, so that hostile text can't write to the terminal.
  private func excerpt(_ span: Span, line number: Int, severity: Severity) -> String {
    let line = span.file.line(around: span.start)
    guard !line.text.isEmpty else { return "" }
    let before = characters(span.file, line.range.lowerBound, min(span.start, line.range.upperBound))
    let underlined = max(1, characters(span.file, span.start, min(span.end, line.range.upperBound)))
    let clean = line.text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }
    let window = 110
    let first = before + min(underlined, window) > window ? max(0, before - 40) : 0
    let shown = String(clean.dropFirst(first).prefix(window))
    let carets = min(underlined, max(1, window - (before - first)))
    let gutter = String(number)
    let margin = String(repeating: " ", count: max(0, 5 - gutter.count))
    let pad = String(repeating: " ", count: before - first)
    return margin + gutter + " | " + (first > 0 ? "…" + shown.dropFirst() : shown) + "\n      | " + pad
      + painted(String(repeating: "^", count: carets), severity) + "\n"
  }

  private func characters(_ file: SourceFile, _ start: Int, _ end: Int) -> Int {
    guard start < end else { return 0 }
    return file.bytes[start..<min(end, file.bytes.count)].count { $0 & 0xC0 != 0x80 }
  }

  private func bold(_ text: String) -> String { color ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func painted(_ text: String, _ severity: Severity) -> String {
    guard color else { return text }
    let code =
      switch severity {
      case .error: "31"
      case .warning: "33"
      case .info: "36"
      }
    return "\u{1B}[1;\(code)m\(text)\u{1B}[0m"
  }
}

/// One line a finding, for editors and grep.
struct ConciseReport {
  func print(_ report: Report) -> String {
    report.findings.map { "\(Position($0.place).text): \($0.severity.rawValue)[\($0.id)]: \($0.message)\n" }.joined()
  }
}
