package import Diagnostics
package import Document
internal import Parallel

/// Reads the YAML files of one spec into the deployment they describe.
package enum SpecReader {
  /// Every problem of every file is reported. The order of `files` doesn't matter; that of `overlays` does, each being
  /// laid over what stands there so far.
  package static func read(files: [SourceFile], overlays: [SourceFile] = []) -> SpecResult {
    var diagnostics: [Diagnostic] = []
    let sorted = files.sorted { $0.path < $1.path }
    let results = (sorted + overlays).concurrentMap { YAMLReader.read($0) }
    let roots = results.prefix(files.count).flatMap { documents(of: $0, into: &diagnostics) }
    let overlayRoots = results.dropFirst(files.count).flatMap { documents(of: $0, into: &diagnostics) }
    var result = SpecResult(deployment: nil, diagnostics: diagnostics, trees: roots + overlayRoots)
    guard !roots.isEmpty else {
      if !result.hasErrors { result.diagnostics.append(emptySpec(files)) }
      return result
    }
    let decoder = SpecDecoder()
    // What stands in a file that couldn't be read isn't known, so nothing is said about what seems to be missing.
    decoder.context.isPartial = result.hasErrors
    let deployment = SpecAssembly.assemble(roots, overlays: overlayRoots, into: &decoder.diagnostics)
      .map { decoder.deployment($0) }
    result.diagnostics = inReadingOrder(result.diagnostics + decoder.diagnostics)
    result.deployment = result.hasErrors ? nil : deployment
    return result
  }

  /// By file and place; findings at one place stay in the order in which they were made.
  private static func inReadingOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let keyed = diagnostics.enumerated().map { at, diagnostic in
      (path: diagnostic.place.span?.file.path ?? "", start: diagnostic.place.span?.start ?? 0, at: at)
    }
    return keyed.sorted { ($0.path, $0.start, $0.at) < ($1.path, $1.start, $1.at) }.map { diagnostics[$0.at] }
  }

  private static func emptySpec(_ files: [SourceFile]) -> Diagnostic {
    let place = files.first.map { Origin.file(Span(file: $0, start: 0, end: 0)) } ?? .builtin
    return Diagnostic("spec/empty", "the spec is empty", at: place, help: "begin with \"deployment: NAME\"")
  }

  /// The documents of one file; each must be a mapping.
  private static func documents(of result: ReadResult, into diagnostics: inout [Diagnostic]) -> [Node] {
    diagnostics += result.diagnostics
    return result.documents.filter { root in
      if root.kind != .mapping, !root.isNull {
        diagnostics.append(
          Diagnostic("schema/wrong-type", "a spec must be a mapping, not \(root.phrase)", at: root.origin))
      }
      return root.kind == .mapping
    }
  }
}

/// What reading a spec comes to.
package struct SpecResult: Sendable {
  /// Nil when there is any error.
  package var deployment: Deployment?
  package var diagnostics: [Diagnostic]
  /// The documents as they were read, overlays last.
  package var trees: [Node]

  package init(deployment: Deployment?, diagnostics: [Diagnostic], trees: [Node]) {
    self.deployment = deployment
    self.diagnostics = diagnostics
    self.trees = trees
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
