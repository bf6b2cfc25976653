import Deployment
import Document
import LogQL
import PromQL

/// The folders that the rulers of a stack's Lokis read, where a rule file stands in a folder of its tenant's:
/// `rules/fake/shop.yml`.
///
/// A configuration names the folder as it is called where Loki runs, so that of its path only the last part says anything.
struct LokiRuleFolders {
  private let names: Set<String>
  /// What a prometheus.yml loads is its own.
  private let ofPrometheus: [PathGlob]

  init(in files: [StackFile]) {
    names = Set(files.lazy.filter { $0.kind == .loki }.flatMap { Self.folders(in: $0.root) })
    ofPrometheus = names.isEmpty ? [] : files.filter { $0.kind == .prometheus }.flatMap(PathGlob.ruleFiles)
  }

  private static func folders(in root: Node) -> [String] {
    let found = [
      root["ruler"]?["storage"]?["local"]?["directory"], root["ruler_storage"]?["local"]?["directory"],
      root["common"]?["storage"]?["filesystem"]?["rules_directory"],
    ]
    return found.compactMap { $0?.text.split(separator: "/").last.map(String.init) }
  }

  /// A rule file in such a folder is Loki's unless some expression of it can only be PromQL, or each of them may be.
  func placed(_ file: StackFile) -> StackFile {
    guard !names.isEmpty, file.kind == .rules, file.rules == .prometheus, !file.isNamed, file.wrapper == nil else {
      return file
    }
    let folders = file.path.split(separator: "/").dropLast()
    guard let folder = folders.dropLast().last, names.contains(String(folder)),
      !ofPrometheus.contains(where: { file.paths.contains(where: $0.mayMatch) })
    else { return file }
    let rules = (file.root["groups"]?.items ?? file.root.items).flatMap { $0["rules"].map { Array($0.items) } ?? [] }
    let expressions = rules.compactMap { $0["expr"]?.text }
    let promQL = expressions.filter { PromQL.parse($0).valid != nil }
    let isLoki = promQL.count < expressions.count && promQL.allSatisfy { LogQL.parse($0).valid != nil }
    return isLoki ? file.loaded(by: .loki) : file
  }
}
