import Deployment

/// The files of a stack that stand too far from every prometheus.yml for it to say anything of them.
///
/// A repository may hold rules and dashboards for many servers and the prometheus.yml of one: of a demonstration, say. What
/// that one scrapes says something of the files that it loads, and of those below its own folder or beside it.
struct FarFiles {
  private let paths: Set<String>

  init(in files: [StackFile]) {
    let configs = files.filter { $0.kind == .prometheus && $0.draft == nil }
    guard !configs.isEmpty else {
      paths = []
      return
    }
    let regions = Set(configs.flatMap(\.paths).map { PathGlob.folder(of: PathGlob.folder(of: $0)) })
    let globs = configs.flatMap(PathGlob.ruleFiles)
    let far = files.filter { file in
      !file.paths.contains { path in
        regions.contains { PathGlob.isBelow(path, $0) } || globs.contains { $0.mayMatch(path) }
      }
    }
    paths = Set(far.map(\.path))
  }

  func contains(_ path: String) -> Bool { !paths.isEmpty && paths.contains(path) }
}
