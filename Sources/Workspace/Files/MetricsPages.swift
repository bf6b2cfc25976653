import Deployment
import Diagnostics
import Document

/// The saved `/metrics` pages that the catalogues of a spec are taken from.
struct MetricsPages {
  /// Each page once: they are part of the spec.
  private(set) var sources: [SourceFile] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads the pages that `deployment` names, and adds what they expose to its catalogues.
  init(of deployment: inout Deployment, in files: some FileSystem) {
    var pages: [String: ExpositionPage] = [:]
    for index in deployment.catalogues.indices {
      guard let name = deployment.catalogues[index].page, let path = path(of: name) else { continue }
      if pages[path] == nil { pages[path] = read(path, named: name, from: files) }
      if let page = pages[path] { deployment.catalogues[index].add(page) }
    }
  }

  /// Where a page stands: in the folder of the file that names it, or below.
  private mutating func path(of name: Located<String>) -> String? {
    let isInside = !name.value.hasPrefix("/") && !name.value.split(separator: "/").contains("..")
    if !isInside || name.value.utf8.contains(0) {
      diagnostics.append(
        Diagnostic(
          "schema/invalid-value", "page \(quoted(name.value)) is not below the folder of the spec", at: name.origin,
          help: "give a path that is relative to this file, without \"..\""))
      return nil
    }
    return name.origin.span?.file.path.parentPath.appending(path: name.value)
  }

  private mutating func read(
    _ path: String, named name: Located<String>, from files: some FileSystem
  ) -> ExpositionPage? {
    do {
      let source = SourceFile(path: path, bytes: try files.read(path))
      let page = ExpositionReader.read(source)
      sources.append(source)
      diagnostics += page.diagnostics
      return page
    } catch {
      var problem = Diagnostic.unreadable(path, error.reason)
      problem.place = name.origin
      diagnostics.append(problem)
      return nil
    }
  }
}

extension Catalogue {
  /// What the spec itself declares says more than a page, and stays.
  fileprivate mutating func add(_ page: ExpositionPage) {
    let declared = Set(metrics.map(\.name.value))
    metrics += page.metrics.filter { !declared.contains($0.name.value) }
    prefixes += page.unsampled
  }
}
