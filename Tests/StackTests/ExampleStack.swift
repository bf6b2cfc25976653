import Checks
import Deployment
import Diagnostics
import Document
import Stack

/// A check's example as files, and what the check finds in them.
struct ExampleStack {
  /// A place in one of the example's files.
  struct Place: Hashable, Comparable, CustomStringConvertible {
    var file: String
    var range: Range<Int>

    static func < (a: Place, b: Place) -> Bool {
      (a.file, a.range.lowerBound, a.range.upperBound) < (b.file, b.range.lowerBound, b.range.upperBound)
    }
    var description: String { "\(file):\(range.lowerBound)..<\(range.upperBound)" }
  }

  private(set) var sources: [SourceFile] = []
  private(set) var marks: [Place] = []
  /// What kept the example from becoming a stack.
  private(set) var problems: [String] = []
  private(set) var stack = Stack(reading: [])
  private let keepsTrees: Bool?

  /// `text` may hold marks. `keepsTrees` is false for what is done where there are many rules.
  init(_ text: String, keepsTrees: Bool? = nil) {
    self.keepsTrees = keepsTrees
    for (index, part) in Self.parts(of: text).enumerated() {
      let (bare, ranges) = Example.clean(part).unmarked
      let name = Self.name(of: bare) ?? "example-\(index + 1).yaml"
      sources.append(SourceFile(path: name, text: bare))
      marks += ranges.map { Place(file: name, range: $0) }
    }
    build()
  }

  /// The texts between lines of `---`, each with its line breaks.
  static func parts(of text: String) -> [String] {
    var parts = [""]
    var line = String.UnicodeScalarView()
    func isSeparator() -> Bool { line.filter { $0 != "\r" && $0 != "\n" }.elementsEqual("---".unicodeScalars) }
    for scalar in text.unicodeScalars {
      line.append(scalar)
      guard scalar == "\n" else { continue }
      if isSeparator() { parts.append("") } else { parts[parts.count - 1] += String(line) }
      line = .init()
    }
    parts[parts.count - 1] += String(line)
    return parts
  }

  /// `prometheus.yml` of a first line `# file: prometheus.yml`.
  private static func name(of text: String) -> String? {
    let line = text.prefix { !$0.isNewline }
    guard line.hasPrefix("# file: ") else { return nil }
    return String(line.dropFirst(8).filter { !$0.isWhitespace })
  }

  private mutating func build() {
    let results = sources.map { YAMLReader.read($0) }
    problems += results.flatMap(\.diagnostics).map(\.message)
    let documents = results.flatMap(\.documents)
    let kinds = documents.map { FileKind.recognized(in: $0) }
    if kinds.contains(.spec) {
      if !kinds.allSatisfy({ $0 == .spec }) { problems.append("a spec and native files are not one stack") }
      let spec = SpecReader.read(files: sources)
      problems += spec.diagnostics.filter { $0.severity == .error }.map { "\($0.id): \($0.message)" }
      guard let deployment = spec.deployment else { return }
      let emission = Emission(of: deployment)
      problems += emission.diagnostics.filter { $0.severity == .error }.map { "\($0.id): \($0.message)" }
      stack = Stack(of: emission, spec: spec.trees, below: "out/example", keepsTrees: keepsTrees)
    } else {
      let contents = documents.map { NativeContent(of: [$0]) }
      problems += contents.flatMap(\.diagnostics).map(\.message)
      if contents.contains(where: \.files.isEmpty) { problems.append("a document of no known kind") }
      stack = Stack(reading: contents.flatMap(\.files), keepsTrees: keepsTrees)
    }
  }

  func findings(of id: String) -> [Diagnostic] { CheckRun { $0.id == id }.findings(in: stack) }

  /// Where the check reports something; a finding without a place in a file is one nobody can go to.
  func places(of id: String) -> [Place] {
    findings(of: id).map { finding in
      finding.place.span.map { Place(file: $0.file.path, range: $0.range) } ?? Place(file: "nowhere", range: 0..<0)
    }.sorted()
  }

  /// The example with every safe fix applied, again and again until there is none.
  func fixed(for id: String) -> ExampleStack {
    var current = self
    for _ in 0..<20 {
      guard let fix = current.findings(of: id).flatMap(\.fixes).first(where: \.isSafe) else { return current }
      let texts = current.sources.map { source in
        var bytes = source.bytes
        if source == fix.span.file { bytes.replaceSubrange(fix.span.range, with: Array(fix.replacement.utf8)) }
        return String(decoding: bytes, as: UTF8.self)
      }
      current = ExampleStack(texts.joined(separator: texts.allSatisfy { $0.hasSuffix("\n") } ? "---\n" : "\n---\n"))
    }
    return current
  }
}
