import Checks
import Deployment
package import Diagnostics
import Document
import Quantities
import Stack

/// The pipeline: files in, findings and output files out.
package struct Compiler<Files: FileSystem>: Sendable {
  let files: Files
  let selection: CheckSelection

  package init(files: Files, selection: CheckSelection = CheckSelection()) {
    self.files = files
    self.selection = selection
  }

  /// What a spec compiled to.
  package struct Compilation: Sendable {
    /// Nil when the spec could not be read far enough to name it.
    package var deploymentName: String?
    /// The manifest included, in byte order of the paths.
    package var files: [OutputFile] = []
    package var diagnostics: [Diagnostic] = []
  }

  /// Compiles the spec at `path` (a folder or a file), overlays laid over it in order.
  package func compile(_ path: String, overlays: [String] = []) -> Compilation {
    let spec = SpecFiles(at: path, in: files)
    var compilation = Compilation()
    compilation.diagnostics = spec.problems
    var overlaySources: [SourceFile] = []
    for overlay in overlays {
      let found = SpecFiles(at: overlay, in: files)
      overlaySources += found.sources
      compilation.diagnostics += found.problems
    }
    guard compilation.diagnostics.isEmpty else { return compilation }
    compile(spec.sources, overlays: overlaySources, into: &compilation)
    return compilation
  }

  private func compile(_ sources: [SourceFile], overlays: [SourceFile], into compilation: inout Compilation) {
    let spec = SpecReader.read(files: sources, overlays: overlays)
    compilation.diagnostics += selected(spec.diagnostics)
    guard var deployment = spec.deployment else { return }
    compilation.deploymentName = deployment.name.value
    let pages = MetricsPages(of: &deployment, in: files)
    compilation.diagnostics += selected(pages.diagnostics)
    // A spec with errors is not emitted: what follows from a mistake would only be noise.
    guard !(spec.diagnostics + pages.diagnostics).contains(where: { $0.severity == .error }) else { return }

    let emission = Emission(of: deployment)
    let folder = "out/" + deployment.name.value
    let stack = Stack(of: deployment, emission: emission, spec: spec.trees, below: folder)
    var findings = emission.diagnostics + stack.diagnostics
    findings += run(for: deployment).findings(in: stack)
    var suppressions = Suppressions(in: sources + overlays)
    compilation.diagnostics += selected(suppressions.applied(to: findings))

    compilation.files = emission.files.map {
      OutputFile(
        path: $0.generated.path, bytes: Array($0.text.utf8), isExecutable: $0.generated.isExecutable)
    }
    let manifest = Manifest(
      deployment: deployment.name.value, specDigest: Self.digest(of: sources + overlays + pages.sources),
      targets: deployment.versions.all, files: compilation.files)
    compilation.files.append(
      OutputFile(path: Layout.manifest, bytes: Array(JSONWriter.write(manifest.draft).utf8)))
    compilation.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private func run(for deployment: Deployment) -> CheckRun {
    let ignored = Set(deployment.checks.ignored.map(\.id.value))
    let severities = Dictionary(
      deployment.checks.severities.map { ($0.id.value, $0.severity) }, uniquingKeysWith: { _, last in last })
    let selection = selection
    return CheckRun(severities: severities) { check in
      selection.includes(check.id) && !ignored.contains(check.id)
    }
  }

  private func selected(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.filter { selection.includes($0.id) || $0.severity == .error && selection.only.isEmpty }
  }

  /// Of the names and contents, so that the same spec has the same digest wherever it lies.
  private static func digest(of sources: [SourceFile]) -> String {
    let sorted = sources.map { ($0.path.lastPathPart, SHA256.hex($0.bytes)) }.sorted { $0 < $1 }
    return SHA256.hex(Array(sorted.map { "\($0.0) \($0.1)\n" }.joined().utf8))
  }
}

extension TargetVersions {
  /// Server → version, for the manifest.
  fileprivate var all: [(server: String, version: String)] {
    [
      ("prometheus", prometheus), ("alertmanager", alertmanager), ("loki", loki), ("grafana", grafana),
      ("promtail", promtail), ("alloy", alloy), ("collector", collector), ("jaeger", jaeger),
    ].map { ($0.0, $0.1.value.description) }
  }
}
