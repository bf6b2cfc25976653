import Deployment
import Diagnostics
import Document
import LogQL
import Parallel
import Prometheus
import PromQL
import Synchronization

/// Rule files of which nothing says who loads them.
///
/// Prometheus, Loki and vmalert read files of one form, each with expressions of its own language. Files that a prometheus.yml
/// names are PromQL, and so is what an operator loads, or what somebody called rules of Prometheus. Of all others only what no
/// server could read is wrong.
final class UnclaimedRules: Sendable {
  private let files: [StackFile]
  private let servers: KnownServers
  /// By the path of the file. Few files have errors, so this is made when the first is found.
  private let rules: Deferred<[String: [StackExpression]]>
  private let known = Mutex<[String: Bool]>([:])

  init(_ rules: [StackRule], in files: [StackFile], of servers: KnownServers) {
    self.files = files
    self.servers = servers
    self.rules = Deferred { Dictionary(grouping: rules.compactMap(\.expression), by: \.node.file.path) }
  }

  /// Whether nothing can be said against the rules of a file, as they may be meant for another server than Prometheus.
  func mayBeForAnother(_ path: String) -> Bool {
    if servers.namesPrometheus { return false }
    if let answer = known.withLock({ $0[path] }) { return answer }
    let answer = isForAnother(path)
    known.withLock { $0[path] = answer }
    return answer
  }

  private func isForAnother(_ path: String) -> Bool {
    guard files.contains(where: { $0.path == path && isUnclaimed($0) }) else { return false }
    let rules = rules.value[path] ?? []
    return rules.contains(where: \.hasMetricsQLWord) || rules.allSatisfy(\.isLogQL)
  }

  private func isUnclaimed(_ file: StackFile) -> Bool {
    guard file.kind == .rules, file.rules == .prometheus, !file.isNamed, file.draft == nil else { return false }
    return !files.contains { config in
      config.kind == .prometheus
        && (config.path == file.path
          || PathGlob.ruleFiles(of: config).contains { file.paths.contains(where: $0.mayMatch) })
    }
  }
}

extension StackExpression {
  /// Whether Loki could evaluate it.
  fileprivate var isLogQL: Bool { LogQL.parse(node.text).valid != nil }
}
