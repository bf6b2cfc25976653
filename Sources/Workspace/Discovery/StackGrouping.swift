import Checks
import Deployment
import Diagnostics
import Document
import Stack

/// Which files form one stack.
///
/// The settings can name stacks and list their files. Of the rest, with one prometheus.yml or none, all form one. Each of
/// several is the centre of a stack of its own: to it belong the rule files that it loads, and of everything else what
/// stands nearest to it, measured by the folders that both paths share.
struct StackGrouping {
  private(set) var stacks: [[StackFile]] = []
  /// Paths that are in several stacks only because it can't be told in which, and in how many.
  private var undecided: [String: Int] = [:]
  private let loads: Loads

  /// A file that is as near to more stacks than this says nothing of any of them.
  private static let nearestLimit = 4

  /// `named` stacks take the files that they list, by paths as the settings see them; the rest is told apart.
  init(of files: [StackFile], _ named: [Settings.NamedStack] = [], relative: (String) -> String? = { $0 }) {
    loads = Loads(files)
    var rest = files
    if !named.isEmpty {
      let paths = files.map { relative($0.path) }
      let owners = paths.map { path in named.indices.filter { index in path.map(named[index].files.includes) ?? false }
      }
      for index in named.indices {
        let own = zip(files, owners).filter { $0.1.contains(index) }.map(\.0)
        if !own.isEmpty { stacks.append(own) }
      }
      rest = zip(files, owners).filter(\.1.isEmpty).map(\.0)
    }
    group(rest)
  }

  private mutating func group(_ files: [StackFile]) {
    let centres = files.filter { $0.kind == .prometheus }
    guard centres.count > 1 else {
      if !files.isEmpty { stacks.append(files) }
      return
    }
    let loads = Loads(files)
    let folders = centres.map { $0.path.folders }
    var found = centres.map { [$0] }
    var rest: [StackFile] = []
    for file in files where file.kind != .prometheus {
      let loading = file.kind == .rules ? loads.configs(loading: file.paths) : []
      if !loading.isEmpty {
        for index in loading { found[index].append(file) }
        continue
      }
      let nearest = Self.nearest(to: file.path.folders, among: folders)
      if nearest.count > Self.nearestLimit {
        rest.append(file)
      } else {
        for index in nearest { found[index].append(file) }
        if nearest.count > 1 { undecided[file.path] = nearest.count }
      }
    }
    stacks += found
    if !rest.isEmpty { stacks.append(rest) }
  }

  /// Whether some prometheus.yml loads the file at one of the paths that lead to it.
  func isLoaded(_ paths: [String]) -> Bool { !loads.configs(loading: paths).isEmpty }

  /// The findings of all stacks, each once. In a file of which it can't be told in which stack it is, only what is wrong
  /// in every one of them counts.
  func agreed(_ findings: [[Diagnostic]]) -> [Diagnostic] {
    guard findings.count > 1 else { return findings.first ?? [] }
    var counts: [Finding: Int] = [:]
    for found in findings {
      for finding in Set(found.map(Finding.init)) { counts[finding, default: 0] += 1 }
    }
    var seen: Set<Finding> = []
    return findings.joined().filter { finding in
      let key = Finding(finding)
      let needed = finding.place.span.flatMap { undecided[$0.file.path] } ?? 1
      return counts[key] ?? 0 >= needed && seen.insert(key).inserted
    }
  }

  /// What makes two findings the same to a reader.
  private struct Finding: Hashable {
    var id: String
    var message: String
    var place: Origin

    init(_ diagnostic: Diagnostic) { (id, message, place) = (diagnostic.id, diagnostic.message, diagnostic.place) }
  }

  /// The stacks whose centres share the most folders with a file.
  private static func nearest(to folders: [Substring], among centres: [[Substring]]) -> [Int] {
    let shared = centres.map { centre in zip(centre, folders).prefix { $0 == $1 }.count }
    let most = shared.max() ?? 0
    return shared.indices.filter { shared[$0] == most }
  }
}

/// Which prometheus.yml loads which rule files.
private struct Loads {
  /// By the folder that a glob looks in: almost none has a wildcard in front of its last part.
  private var byFolder: [String: [(config: Int, glob: PathGlob)]] = [:]
  private var elsewhere: [(config: Int, glob: PathGlob)] = []

  init(_ files: [StackFile]) {
    for (index, file) in files.lazy.filter({ $0.kind == .prometheus }).enumerated() {
      for glob in PathGlob.ruleFiles(of: file) {
        if let folder = glob.folder {
          byFolder[folder, default: []].append((index, glob))
        } else {
          elsewhere.append((index, glob))
        }
      }
    }
  }

  func configs(loading paths: [String]) -> [Int] {
    if byFolder.isEmpty, elsewhere.isEmpty { return [] }
    let loading = paths.flatMap { path in
      let candidates = (byFolder[PathGlob.normalized(path).parentPath] ?? []) + elsewhere
      return candidates.lazy.filter { $0.glob.matches(path) }.map(\.config)
    }
    return Set(loading).sorted()
  }
}

extension String {
  /// The folders on the way to a file.
  fileprivate var folders: [Substring] { PathGlob.normalized(self).split(separator: "/").dropLast() }
}
