import Diagnostics

/// For people: the place, the fact, the line with the exact bytes underlined, then what to do.
struct TextReport {
  var color: Bool

  func print(_ report: Report) -> String {
    let redaction = Redaction(of: report)
    var out = ""
    var line: ShownLine?
    for finding in report.findings {
      let position = Position(finding.place)
      out += bold(position.text) + ": "
      out += painted(finding.severity.rawValue + "[" + finding.id + "]", finding.severity)
      out += ": " + bold(finding.message) + "\n"
      if let span = finding.place.span, !finding.hidesLine {
        let own = line.flatMap { $0.holds(span) ? $0 : nil } ?? ShownLine(around: span, redaction)
        line = own
        out += excerpt(span, of: own, number: position.line, severity: finding.severity)
      }
      for note in finding.notes {
        out += "   note: " + note.message
        if let place = note.place { out += ": " + Position(place).text }
        out += "\n"
      }
      if let help = finding.help { out += "   help: " + help + "\n" }
    }
    return out
  }

  /// Columns of a line that are shown; longer ones are cut around the place.
  private static let window = 110

  /// A line as it is quoted. Of many findings on one, as in JSON, it is made ready for the first.
  private struct ShownLine {
    let file: SourceFile
    let range: Range<Int>
    let text: [Unicode.Scalar]

    init(around span: Span, _ redaction: Redaction) {
      file = span.file
      let line = file.line(around: span.start)
      range = line.range
      // A tab takes one column here, so that carets stand where they should.
      text = redaction.redacted(Array(line.text.unicodeScalars), of: file, from: range.lowerBound)
        .map { $0 == "\t" ? " " : $0.printable }
    }

    func holds(_ span: Span) -> Bool { span.file === file && range.contains(span.start) }
  }

  /// The line that holds the place, and carets under it.
  private func excerpt(_ span: Span, of line: ShownLine, number: Int, severity: Severity) -> String {
    let shown = line.text
    guard !shown.isEmpty else { return "" }
    let before = min(characters(span.file, line.range.lowerBound, min(span.start, line.range.upperBound)), shown.count)
    let underlined = max(1, characters(span.file, span.start, min(span.end, line.range.upperBound)))
    let first = before + min(underlined, Self.window) > Self.window ? max(0, before - 40) : 0
    let last = min(shown.count, first + Self.window)
    var text = String(String.UnicodeScalarView(shown[first..<last]))
    if first > 0 { text = "…" + text.dropFirst() }
    if last < shown.count { text += "…" }
    let carets = max(1, cells(shown[min(before, last)..<min(last, before + underlined)]))
    let gutter = String(number)
    return String(repeating: " ", count: max(0, 5 - gutter.count)) + gutter + " | " + text + "\n"
      + String(repeating: " ", count: max(5, gutter.count)) + " | "
      + String(repeating: " ", count: cells(shown[first..<before]))
      + painted(String(repeating: "^", count: carets), severity) + "\n"
  }

  /// How wide a terminal shows some characters.
  private func cells(_ text: ArraySlice<Unicode.Scalar>) -> Int { text.reduce(0) { $0 + $1.cells } }

  /// How many characters stand in some bytes of a file, as many as decoding them gives.
  private func characters(_ file: SourceFile, _ start: Int, _ end: Int) -> Int {
    guard start < end, end <= file.bytes.count else { return 0 }
    return String(decoding: file.bytes[start..<end], as: UTF8.self).unicodeScalars.count
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

extension Unicode.Scalar {
  /// Columns of a terminal: two for what Unicode's annex 11 calls wide, none for marks on the character before.
  fileprivate var cells: Int {
    switch value {
    case 0..<0x300: return 1
    case 0x1100..<0x1160, 0x2E80..<0x303F, 0x3041..<0xA4D0, 0xAC00..<0xD7A4, 0xF900..<0xFB00, 0xFE30..<0xFE70,
      0xFF01..<0xFF61, 0xFFE0..<0xFFE7, 0x1F300..<0x1F650, 0x1F680..<0x1F700, 0x1F900..<0x1FA00, 0x20000..<0x3FFFE:
      return 2
    default: break
    }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: return 1
    }
  }
}

/// One line a finding, for editors and grep.
struct ConciseReport {
  func print(_ report: Report) -> String {
    report.findings.map { "\(Position($0.place).text): \($0.severity.rawValue)[\($0.id)]: \($0.message)\n" }.joined()
  }
}
