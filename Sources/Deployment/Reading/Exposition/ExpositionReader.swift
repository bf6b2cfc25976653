package import Diagnostics
internal import Document

/// Reads a `/metrics` page, in Prometheus' text format 0.0.4 or OpenMetrics 1.0, into the families it exposes.
///
/// One pass over the bytes. No page means one thing in one format and another in the other, so the reader needn't be told
/// which of them it is given.
package struct ExpositionReader {
  private let file: SourceFile
  private var families = ExpositionFamilies()
  private var diagnostics: [Diagnostic] = []
  private var hasEnded = false

  private init(_ file: SourceFile) { self.file = file }

  /// What a page exposes, and what is wrong with it. A line with a problem is left out.
  package static func read(_ file: SourceFile) -> ExpositionPage {
    var reader = ExpositionReader(file)
    reader.read()
    var page = reader.families.page()
    if page.metrics.isEmpty, reader.diagnostics.isEmpty {
      reader.report("the page holds no samples", 0..<0, help: "save what the program answers at /metrics")
    }
    page.diagnostics = reader.diagnostics
    return page
  }

  private mutating func read() {
    let bytes = file.bytes
    if let foreign = Self.foreign(bytes) {
      return report(foreign.message, 0..<min(foreign.length, bytes.count), help: foreign.help)
    }
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count, diagnostics.count < Limits.standard.problems {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let isCRLF = end > start && bytes[end - 1] == UInt8(ascii: "\r")
      readLine(start..<(isCRLF ? end - 1 : end))
      start = end + 1
    }
  }

  /// What was saved in place of a page, which would be an error in each of its lines.
  private static func foreign(_ bytes: [UInt8]) -> (message: String, length: Int, help: String)? {
    if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
      return (
        "this is a page of HTML or XML, and no page of metrics", 1,
        "save what the program answers at /metrics; a login or an error page may have come instead"
      )
    }
    if bytes.starts(with: [0x1F, 0x8B]) { return ("the page is compressed", 2, "save it with curl --compressed") }
    if bytes.prefix(512).contains(0) {
      return ("this is not text", 0, "save what the program answers at /metrics, in its text format")
    }
    return nil
  }

  private mutating func readLine(_ range: Range<Int>) {
    var scanner = ExpositionScanner(bytes: file.bytes, at: range.lowerBound, end: range.upperBound)
    scanner.skipBlanks()
    guard !scanner.isAtEnd else { return }
    guard !hasEnded else { return report("text after \"# EOF\"", range) }
    do {
      if scanner.skip(UInt8(ascii: "#")) {
        try readComment(&scanner)
      } else {
        try readSample(&scanner)
      }
    } catch {
      report(error.message, error.range)
    }
  }

  // MARK: Lines

  /// `# TYPE name kind`, `# HELP name text`, `# UNIT name unit`, `# EOF`; any other comment says nothing.
  private mutating func readComment(_ scanner: inout ExpositionScanner) throws(ExpositionScanner.Problem) {
    scanner.skipBlanks()
    let keyword = scanner.word()
    if keyword == "EOF", scanner.isAtEnd { hasEnded = true }
    guard ["TYPE", "HELP", "UNIT"].contains(keyword) else { return }
    scanner.skipBlanks()
    let nameStart = scanner.at
    let name = Located(try scanner.metricName(), at: origin(nameStart..<scanner.at))
    scanner.skipBlanks()
    let start = scanner.at
    switch keyword {
    case "HELP": families.setHelp(Located(try scanner.helpText(), at: origin(start..<scanner.end)), of: name)
    case "UNIT": families.setUnit(Located(scanner.word(), at: origin(start..<scanner.at)), of: name)
    default:
      let word = scanner.word()
      guard let type = ExpositionFamilies.FamilyType(rawValue: word) else {
        throw .init("\(quoted(word)) is no type of metric", start..<max(scanner.at, start))
      }
      families.setType(type, of: name)
    }
  }

  /// `name{label="value"} 1.5 1700000000 # {trace_id="…"} 0.5`: a value, and perhaps a time and an exemplar.
  private mutating func readSample(_ scanner: inout ExpositionScanner) throws(ExpositionScanner.Problem) {
    let start = scanner.at
    var name = scanner.isAt(UInt8(ascii: "{")) ? nil : try scanner.metricName()
    var place = start..<scanner.at
    var labels: [ExpositionScanner.Label] = []
    scanner.skipBlanks()
    if scanner.isAt(UInt8(ascii: "{")) {
      let set = try scanner.labels(withName: name == nil)
      labels = set.labels
      if let quotedName = set.name { (name, place) = (quotedName.text, quotedName.range) }
    }
    guard let name else { throw .init("a sample without a name", start..<scanner.at) }
    try scanner.number("a value")
    if !scanner.isAtEnd, !scanner.isAt(UInt8(ascii: "#")) { try scanner.number("a time") }
    if scanner.skip(UInt8(ascii: "#")) {
      scanner.skipBlanks()
      _ = try scanner.labels(withName: false)
      try scanner.number("an exemplar's value")
      if !scanner.isAtEnd { try scanner.number("a time") }
    }
    guard scanner.isAtEnd else { throw .init("text after the sample", scanner.at..<scanner.end) }
    families.add(Located(name, at: origin(place)), labels: labels, in: file)
  }

  // MARK: Findings

  private func origin(_ range: Range<Int>) -> Origin {
    .file(Span(file: file, start: range.lowerBound, end: range.upperBound))
  }

  private mutating func report(_ message: String, _ range: Range<Int>, help: String? = nil) {
    diagnostics.append(Diagnostic("syntax/exposition", message, at: origin(range), help: help))
  }
}

/// What was read from a page.
package struct ExpositionPage: Sendable {
  /// The families that have samples, in the order of the page.
  package var metrics: [Metric] = []
  /// The names of families that are announced and have no samples yet, so that nothing is known of their labels.
  package var unsampled: [Located<String>] = []
  package var diagnostics: [Diagnostic] = []
}
