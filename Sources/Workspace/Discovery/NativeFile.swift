import Deployment
import Diagnostics
import Document
import Stack

/// One file that was found: what is native in it, and what there is to say of the file itself.
///
/// Folders hold files of many programs. What is wrong with one matters when somebody named it, or when it is, or looks like,
/// a file that Belfry reads.
struct NativeFile: Sendable {
  let path: String
  /// Further paths that lead to it.
  private(set) var otherPaths: [String] = []
  private(set) var content: NativeContent
  private(set) var diagnostics: [Diagnostic] = []
  /// What reading it found, if nobody has a reason to care. That a server loads it is one.
  private(set) var withheld: [Diagnostic] = []
  /// Whether there is nothing in it but blanks and comments.
  private(set) var isEmpty = false

  /// A file as checks take it: without the lines that comments for pint take out.
  init(reading found: FoundSource, _ options: NativeOptions, in files: some FileSystem) {
    let blanked = PintComment.blanked(found.source.bytes)
    let source = blanked.map { SourceFile(path: found.source.path, bytes: $0) } ?? found.source
    var forced = found.isNamed ? options.kind : nil
    if forced == nil, options.choice.hasKinds {
      forced = (try? files.location(of: source.path)).flatMap(options.choice.kind)
    }
    self.init(reading: source, isNamed: found.isNamed && blanked == nil, as: forced)
    otherPaths = found.otherPaths
    if !otherPaths.isEmpty { content.found(alsoAt: otherPaths) }
  }

  /// - Parameter forced: What it is, whatever it looks like.
  init(reading source: SourceFile, isNamed: Bool, as forced: NamedKind?) {
    path = source.path
    let result = source.isJSON ? JSONReader.read(source) : YAMLReader.read(source)
    content = NativeContent(of: [])
    if forced == nil, Self.isTemplate(source, result) {
      if isNamed { diagnostics.append(.template(source)) }
      return
    }
    content = NativeContent(of: result.documents, as: forced)
    let isNative = !content.files.isEmpty
    if isNamed || isNative || NativeHint(in: source.bytes[...]) == .strong {
      diagnostics += result.diagnostics
    } else {
      withheld = result.diagnostics
    }
    diagnostics += content.diagnostics
    if let unread = content.unread { diagnostics.append(.furtherDocument(at: unread.origin)) }
    let isSpec = content.files.contains { $0.kind == .spec }
    if isSpec { content.withoutSpecs() }
    if isNamed, !isNative || isSpec && content.files.isEmpty, diagnostics.isEmpty {
      isEmpty = result.documents.allSatisfy(\.isNull)
      diagnostics.append(isEmpty ? .empty(source) : .unrecognized(source))
    }
  }

  /// Where its rules stand.
  var ruleExtents: RuleExtents { RuleExtents(of: content.files) }

  private static func isTemplate(_ source: SourceFile, _ result: ReadResult) -> Bool {
    if TemplateText.isTemplate(source.bytes) { return true }
    guard let place = result.diagnostics.first(where: { $0.severity == .error })?.place.span else { return false }
    return TemplateText.isTemplate(source.bytes, brokenAt: place.start)
  }

  /// `findings` of which those that stand in `secrets` don't show their lines.
  static func hiding(_ secrets: [Span], in findings: [Diagnostic]) -> [Diagnostic] {
    guard !secrets.isEmpty else { return findings }
    let byFile = Dictionary(grouping: secrets, by: \.file).mapValues { $0.sorted { $0.start < $1.start } }
    return findings.map { finding in
      guard let span = finding.place.span, let hidden = byFile[span.file], hidden.covers(span) else { return finding }
      var finding = finding
      finding.hidesLine = true
      finding.fixes = []
      finding.message = withoutValues(finding.message)
      finding.help = finding.help.map(withoutValues)
      finding.notes = finding.notes.map { .init(withoutValues($0.message), at: $0.place) }
      return finding
    }
  }

  /// A sentence in which of what is quoted only words are left: keys and names, and no value that may be a secret.
  private static func withoutValues(_ sentence: String) -> String {
    let parts = sentence.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().map { at, part in
      let isWord =
        part.utf8.count <= 40 && part.utf8.allSatisfy { $0 == 0x5F || $0 == 0x2D || ($0 | 0x20) &- 0x61 < 26 }
      return at % 2 == 0 || isWord ? String(part) : "****"
    }.joined(separator: "\"")
  }
}

extension [Span] {
  /// Whether one of these, which are in order and apart, shares a line's bytes with `span`.
  fileprivate func covers(_ span: Span) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].start <= span.end { low = middle + 1 } else { high = middle }
    }
    return low > 0 && self[low - 1].end >= span.start
  }
}

extension SourceFile {
  var isJSON: Bool { path.hasSuffix(".json") }
}

extension Diagnostic {
  fileprivate static func unrecognized(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      "input/unrecognized", .warning, "nothing is checked here: the content is of no kind that Belfry knows",
      at: .file(Span(file: file, start: 0, end: 0)))
  }

  fileprivate static func empty(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      "input/unrecognized", .warning, "nothing is checked here: the file is empty",
      at: .file(Span(file: file, start: 0, end: 0)))
  }

  fileprivate static func template(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      "input/unrecognized", .warning, "nothing is checked here: this is a template, and no server reads it as it is",
      at: .file(Span(file: file, start: 0, end: 0)), help: "check what the template is rendered to")
  }

  fileprivate static func furtherDocument(at place: Origin) -> Diagnostic {
    Diagnostic(
      "input/further-document", .warning, "servers read only the first document of a file", at: place,
      help: "put it into a file of its own")
  }
}
