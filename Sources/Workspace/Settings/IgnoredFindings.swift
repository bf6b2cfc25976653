import Diagnostics

extension Settings {
  /// What is left of some findings, each with the severity that it has here; and one for each entry of `ignore` that
  /// silences nothing in the files that were read, or has ended.
  func applied(
    to findings: [Diagnostic], read files: [String], today: Day?, in system: some FileSystem,
    ran: (String) -> Bool
  ) -> [Diagnostic] {
    if ignored.isEmpty, ignoredChecks.isEmpty, severities.isEmpty { return findings }
    var paths = RelativePaths(base: folder)
    var isUsed = [Bool](repeating: false, count: ignored.count)
    var isMissed = isUsed
    var byCheck: [String: [Int]] = [:]
    for index in ignored.indices { byCheck[ignored[index].check.value, default: []].append(index) }
    var kept = findings.filter { finding in
      guard finding.canBeSilenced else { return true }
      if ignoredChecks.contains(finding.id) { return false }
      guard let entries = byCheck[finding.id], let path = finding.place.span?.file.path else { return true }
      let relative = paths.relative(path, in: system)
      var isSilenced = false
      for index in entries where ignored[index].isMeant(relative) {
        if let until = ignored[index].until, let today, until < today {
          isMissed[index] = true
        } else {
          isUsed[index] = true
          isSilenced = true
        }
      }
      return !isSilenced
    }
    for (index, entry) in ignored.enumerated() {
      if isMissed[index] {
        kept.append(entry.expired)
      } else if !isUsed[index], ran(entry.check.value),
        files.contains(where: { entry.isMeant(paths.relative($0, in: system)) })
      {
        kept.append(entry.unused)
      }
    }
    return kept.map { finding in
      guard let severity = severities[finding.id] else { return finding }
      var copy = finding
      copy.severity = severity
      return copy
    }
  }
}

extension IgnoredFindings {
  /// Whether it is about a file; the path is relative to the settings, and nil outside their folder.
  fileprivate func isMeant(_ path: String?) -> Bool {
    guard let paths else { return true }
    return path.map(paths.includes) ?? false
  }

  fileprivate var unused: Diagnostic {
    Diagnostic(
      "suppression/unused", .warning, "this silences \"\(check.value)\", which reports nothing there", at: check.origin,
      help: "remove the entry")
  }

  fileprivate var expired: Diagnostic {
    Diagnostic(
      "suppression/expired", .warning,
      "this silenced \"\(check.value)\" until \(until?.description ?? "a day that has passed")", at: check.origin,
      help: "mend what it is about, or name a later day")
  }
}

/// Paths as seen from a folder, each found out once.
struct RelativePaths {
  private let base: String
  private var known: [String: String?] = [:]

  /// `base` is absolute, without links.
  init(base: String) { self.base = base.hasSuffix("/") ? base : base + "/" }

  /// Nil outside the folder, and for what is no file.
  mutating func relative(_ path: String, in files: some FileSystem) -> String? {
    if let answer = known[path] { return answer }
    let location = try? files.location(of: path)
    let answer = location.flatMap { $0.hasPrefix(base) ? String($0.dropFirst(base.count)) : nil }
    known[path] = .some(answer)
    return answer
  }
}
