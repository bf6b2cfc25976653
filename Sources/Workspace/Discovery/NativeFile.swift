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
      forced = (try? files.location(of: source.path)).flatMap { options.choice.kind(of: $0) }
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
