import Checks
import Deployment
package import Diagnostics
import Document
import Parallel
import Quantities
import Stack

/// The pipeline: files in, findings and output files out.
package struct Compiler<Files: FileSystem>: Sendable {
  let files: Files
  let selection: CheckSelection
  /// Whether the process ends with the run. Then nothing large is taken apart, which is a seventh of the work.
  let endsProcess: Bool

  /// Whether somebody will ask for the files of the output, so that all of them are worth beginning with.
  private let writesFiles: Bool

  /// The day by which snoozes are judged; nil: none has ended.
  let today: Day?

  package init(
    files: Files, selection: CheckSelection = CheckSelection(), today: Day? = nil, endsProcess: Bool = false,
    writesFiles: Bool = false
  ) {
    self.files = files
    self.today = today
    self.selection = selection
    self.endsProcess = endsProcess
    self.writesFiles = writesFiles
  }

  /// Begins with what every spec needs, while somebody still finds out which spec it is.
  /// `arguments` may have the path of a spec among them.
  package static func prepare(for arguments: [String]) {
    ComponentTemplate.prepare()
    if let path = arguments.first(where: { !$0.hasPrefix("-") }) { BegunSpec.begin(at: path) }
  }

  /// What a spec compiled to.
  package struct Compilation: Sendable {
    /// Nil when the spec could not be read far enough to name it.
    package var deploymentName: String?
    package var diagnostics: [Diagnostic] = []
    /// Makes the files: whoever only wants the findings does without, and spares their digests.
    fileprivate var write: @Sendable () -> [OutputFile] = { [] }
    /// The manifest included, in byte order of the paths. Made anew each time.
    package var files: [OutputFile] { write() }
  }

  /// Compiles the spec at `path` (a folder or a file), overlays laid over it in order.
  package func compile(_ path: String, overlays: [String] = []) -> Compilation {
    if overlays.isEmpty, Files.self == LocalFiles.self, let begun = BegunSpec.take(path) {
      var compilation = Compilation()
      compile(begun.spec, of: begun.found.sources, into: &compilation)
      return compilation
    }
    let spec = FoundFiles(at: path, in: files)
    guard spec.problems.isEmpty else { return Compilation(diagnostics: spec.problems) }
    return compile(spec.sources, overlays: overlays)
  }

  /// Compiles a spec that has been read.
  func compile(_ sources: [SourceFile], overlays: [String]) -> Compilation {
    var compilation = Compilation()
    var overlaySources: [SourceFile] = []
    for overlay in overlays {
      let found = FoundFiles(at: overlay, in: files)
      overlaySources += found.sources
      compilation.diagnostics += found.problems
    }
    guard compilation.diagnostics.isEmpty else { return compilation }
    let spec = SpecReader.read(files: sources, overlays: overlaySources)
    compile(spec, of: sources + overlaySources, into: &compilation)
    return compilation
  }

  /// Compiles what was read of `sources`.
  private func compile(_ spec: SpecResult, of sources: [SourceFile], into compilation: inout Compilation) {
    guard var deployment = spec.deployment else {
      compilation.diagnostics = withoutUnwanted(spec.diagnostics)
      return
    }
    compilation.deploymentName = deployment.name.value
    let settings = deployment.checks
    let pages = MetricsPages(of: &deployment, in: files)
    let found = spec.diagnostics + settings.unknownChecks + pages.diagnostics
    // A spec with errors is not emitted: what follows from a mistake would only be noise.
    guard !found.contains(where: { $0.severity == .error }) else {
      compilation.diagnostics = withoutUnwanted(found)
      return
    }

    let emission = Emission(of: deployment)
    if writesFiles { emission.writeUnchecked() }
    let folder = "out/" + deployment.name.value
    let stack = Stack(of: emission, spec: spec.trees, below: folder)
    let selection = selection
    let ran = { @Sendable (id: String) in selection.includes(id) && !settings.ignores(id) }
    let checks = CheckRun(severities: settings.severityByID) { ran($0.id) }
    let reported = found + emission.diagnostics + stack.diagnostics
    var suppressions = Suppressions(in: sources, today: today)
    compilation.diagnostics = suppressions.applied(
      to: reported.map(settings.adjusted) + checks.findings(in: stack), ran: ran
    ).filter { ran($0.id) }

    if endsProcess { _ = Unmanaged.passRetained(Kept((spec, emission, stack))) }
    let read = sources + pages.sources
    compilation.write = { Self.outputFiles(of: emission, from: read) }
  }

  /// The emitted files with their manifest.
  private static func outputFiles(of emission: Emission, from sources: [SourceFile]) -> [OutputFile] {
    let specDigest = Deferred { digest(of: sources) }
    specDigest.begin()
    let written = emission.files.concurrentMap { file in
      let output = OutputFile(
        path: file.generated.path, bytes: Array(file.text.utf8), isExecutable: file.generated.isExecutable)
      return (file: output, entry: Manifest.Entry(of: output))
    }
    let manifest = Manifest(
      deployment: emission.lowered.name.value, specDigest: specDigest.value,
      targets: emission.lowered.versions.all, files: written.map(\.entry))
    let itself = OutputFile(path: Layout.manifest, bytes: Array(JSONWriter.write(manifest.draft).utf8))
    return (written.map(\.file) + [itself]).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// What keeps a spec from being compiled is said whatever was asked for.
  private func withoutUnwanted(_ findings: [Diagnostic]) -> [Diagnostic] {
    findings.filter { $0.severity == .error || selection.includes($0.id) }
  }

  /// Of the names and contents, so that the same spec has the same digest wherever it lies.
  private static func digest(of sources: [SourceFile]) -> String {
    let sorted = sources.map { ($0.path.lastPathPart, SHA256.hex($0.bytes)) }.sorted { $0 < $1 }
    return SHA256.hex(Array(sorted.map { "\($0.0) \($0.1)\n" }.joined().utf8))
  }
}

/// What is never released: taking a stack apart costs more than the end of the process does.
final class Kept<Value> {
  private let value: Value
  init(_ value: Value) { self.value = value }
}

extension CheckSettings {
  fileprivate func ignores(_ id: String) -> Bool { ignored.contains { $0.id.value == id } }

  fileprivate var severityByID: [String: Severity] {
    Dictionary(severities.map { ($0.id.value, $0.severity) }, uniquingKeysWith: { _, last in last })
  }

  /// A finding with the severity that the spec gives it.
  fileprivate func adjusted(_ finding: Diagnostic) -> Diagnostic {
    var copy = finding
    copy.severity = severityByID[finding.id] ?? finding.severity
    return copy
  }

  /// Settings for checks that don't exist, which would do nothing in silence.
  fileprivate var unknownChecks: [Diagnostic] {
    (ignored.map(\.id) + severities.map(\.id)).filter { !FindingCatalogue.isKnown($0.value) }.map { id in
      let near = nearest(to: id.value, among: FindingCatalogue.ids)
      return Diagnostic(
        "spec/undefined-reference", "there is no check \"\(id.value)\"", at: id.origin,
        help: near.map { "did you mean \"\($0)\"?" } ?? "run belfry checks for a list")
    }
  }
}

extension TargetVersions {
  /// Server → version, for the manifest.
  fileprivate var all: [(server: String, version: String)] {
    Server.allCases.map { ($0.rawValue, self[$0].value.description) }
  }
}
