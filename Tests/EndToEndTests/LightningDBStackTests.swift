import Foundation
import Testing
import Workspace

/// The generated stack, run: the real Prometheus, Alertmanager and webhook servers on the generated files, a database that is
/// taken away and given back, and everything that must follow.
@Suite(.timeLimit(.minutes(5))) struct LightningDBStackTests {
  private let warning = "LightningDBDiskUnmonitored"
  private let told: Set = ["pagerduty", "#database-team"]

  @Test func databaseGoesAndComesBack() async throws {
    let stack = try await RunningStack()
    defer { withExtendedLifetime(stack) {} }
    let (primary, replica) = (StackOverlay.hosts[0], StackOverlay.hosts[1])

    /// Whether the team was told of the disk of a host, and of which others in the same message.
    func warnings(of host: String) -> [Notification] {
      stack.notifications(about: warning).filter { !$0.isResolved && $0.text.contains("disk of \(host) is not") }
    }

    // All is well, but for a warning about the primary's disk.
    try await stack.until("three databases are up") { try await stack.samples("up{job=\"lightning_db\"} == 1") == 3 }
    try await stack.until("the watchdog pings") {
      stack.notifications(about: "Watchdog").contains { $0.receiver == "/watchdog" }
    }
    try await stack.until("the warning is notified") { !warnings(of: primary).isEmpty }
    #expect(Set(stack.notifications(about: warning).map(\.receiver)) == ["#database-team"])
    #expect(try await stack.alert(warning, of: primary)?.status.state == "active")
    #expect(try await stack.alert("LightningDBDown", of: primary) == nil)
    #expect(stack.notifications(about: "LightningDBDown").isEmpty)

    // The database goes away.
    stack.stopDatabase(of: primary)
    try await stack.until("LightningDBDown fires") {
      try await stack.samples("ALERTS{alertname=\"LightningDBDown\",alertstate=\"firing\"}") == 1
    }
    try await stack.until("its warning is inhibited") {
      guard let status = try await stack.alert(warning, of: primary)?.status else { return false }
      return status.state == "suppressed" && !status.inhibitedBy.isEmpty
    }
    // The warning's group has something new to tell, and leaves out what is inhibited.
    let count = warnings(of: primary).count
    try stack.startNodeExporter(of: replica, mountedOn: "/")
    try await stack.until("the warning about a replica is notified") { !warnings(of: replica).isEmpty }
    #expect(warnings(of: primary).count == count)

    try await stack.until("PagerDuty and the database team are told") {
      Set(stack.notifications(about: "LightningDBDown").map(\.receiver)).isSuperset(of: told)
    }
    try await stack.until("the remediation runs") { !stack.commands.isEmpty }
    #expect(stack.commands == ["systemctl [--host] [\(primary)] [restart] [lightning-db]"])
    #expect(stack.notifications(about: "LightningDBDown").allSatisfy { !$0.isResolved })

    // And comes back.
    try stack.startDatabase(of: primary)
    try await stack.until("both are told that it is over") {
      Set(stack.notifications(about: "LightningDBDown").filter(\.isResolved).map(\.receiver)).isSuperset(of: told)
    }
    try await stack.until("the warning is active again") {
      try await stack.alert(warning, of: primary)?.status.state == "active"
    }
    try await stack.until("the warning is notified again") { warnings(of: primary).count > count }

    // Nobody else is told, and nothing else is run, though every group had time for it.
    try await Task.sleep(for: .seconds(4))
    #expect(Set(stack.notifications(about: "LightningDBDown").map(\.receiver)) == told)
    #expect(stack.commands.count == 1, "a resolved alert must not run a command")
  }

  /// The stack under test is the committed one, but for ports, folders and how long it waits.
  @Test func overlayMovesPortsFoldersAndIntervalsOnly() throws {
    let laboratory = try Laboratory()
    let overlay = try StackOverlay(laboratory)
    let pagerDuty = "    url: http://127.0.0.1:\(overlay.sink)/pagerduty"
    var changes = 0
    for file in try overlay.compile() where Self.isRun(file.path) {
      let committed = try String(
        contentsOf: StackOverlay.root.appending(path: "out/lightning-db/\(file.path)"), encoding: .utf8)
      let before = committed.split(separator: "\n")
      // PagerDuty has one address, which the spec doesn't name.
      let after = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").filter { $0 != pagerDuty }
      try #require(before.count == after.count, "\(file.path): the overlay added or removed lines")
      for (old, new) in zip(before, after) where old != new {
        changes += 1
        let (old, new) = (MovableLine(old), MovableLine(new))
        #expect(old.key == new.key && old.kind != nil && old.kind == new.kind, "\(file.path): \(old) → \(new)")
        #expect(
          new.kind == .duration || new.value.contains("127.0.0.") || new.value.hasPrefix(laboratory.folder.path),
          "\(file.path): \(old) → \(new)")
      }
    }
    #expect(changes > 30)
  }

  /// Whether the stack under test reads it.
  private static func isRun(_ path: String) -> Bool {
    ["prometheus/prometheus.yml", "prometheus/rules/", "alertmanager/", "webhook/"].contains { path.hasPrefix($0) }
  }
}

/// A line of a generated YAML file, as key and value.
private struct MovableLine: CustomStringConvertible {
  enum Kind { case duration, address, url, path }

  var key: Substring
  var value: Substring
  var description: String { "\(key)\(value)" }

  init(_ line: Substring) {
    let start = line.prefixMatch(of: /\s*(- )?([a-z_-]+: )?/)?.range.upperBound ?? line.startIndex
    key = line[..<start]
    value = line[start...]
    if value.count > 1, value.hasPrefix("'"), value.hasSuffix("'") { value = value.dropFirst().dropLast() }
  }

  /// What may be moved; nil for anything else.
  var kind: Kind? {
    if value.wholeMatch(of: /[0-9]+(ms|[smhd])/) != nil { return .duration }
    if value.wholeMatch(of: /[a-z0-9.-]+:[0-9]+/) != nil { return .address }
    if value.wholeMatch(of: /https?:\/\/[^ ]+/) != nil { return .url }
    return value.wholeMatch(of: /\/[^ ]+/) != nil ? .path : nil
  }
}
