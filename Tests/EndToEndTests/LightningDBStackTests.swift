import Foundation
import FoundationNetworking
import Testing
import Workspace

/// The generated stack, run: the real Prometheus, Alertmanager and webhook servers on the generated files, a database that is
/// taken away and given back, and everything that must follow.
@Suite(.timeLimit(.minutes(5))) struct LightningDBStackTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path
  static let hosts = ["127.0.0.1", "127.0.0.2", "127.0.0.3"]

  @Test func databaseGoesAndComesBack() async throws {
    let stack = try RunningStack()
    defer { withExtendedLifetime(stack) {} }

    // Everything is well, but for a warning about the primary's disk.
    try await stack.until("three databases are up") { try await stack.samples("up{job=\"lightning_db\"} == 1") == 3 }
    try await stack.until("the warning about the disk is notified") {
      try await stack.alert("LightningDBDiskUnmonitored").map { $0.state == "active" } ?? false
    }
    #expect(try await stack.alert("LightningDBDown") == nil)
    #expect(stack.notifications(about: "LightningDBDown").isEmpty)

    // The database goes away.
    stack.stopDatabase()
    try await stack.until("LightningDBDown fires") {
      try await stack.samples("ALERTS{alertname=\"LightningDBDown\",alertstate=\"firing\"}") == 1
    }
    try await stack.until("PagerDuty and the database team are told") {
      let told = Set(stack.notifications(about: "LightningDBDown").map(\.receiver))
      return told.isSuperset(of: ["pagerduty", "#database-team"])
    }
    try await stack.until("its warning is inhibited") {
      try await stack.alert("LightningDBDiskUnmonitored").map { $0.state == "suppressed" && $0.isInhibited } ?? false
    }
    try await stack.until("the remediation runs") { !stack.commands.isEmpty }
    #expect(stack.commands.first == "--host 127.0.0.1 restart lightning-db")
    // Nobody but those whom the spec expects.
    #expect(Set(stack.notifications(about: "LightningDBDown").map(\.receiver)) == ["pagerduty", "#database-team"])
    #expect(stack.notifications(about: "LightningDBDown").allSatisfy { !$0.isResolved })

    // And comes back.
    try stack.startDatabase()
    try await stack.until("both are told that it is over") {
      let told = stack.notifications(about: "LightningDBDown").filter(\.isResolved).map(\.receiver)
      return Set(told).isSuperset(of: ["pagerduty", "#database-team"])
    }
    try await stack.until("the warning is active again") {
      try await stack.alert("LightningDBDiskUnmonitored").map { $0.state == "active" } ?? false
    }
    #expect(stack.commands.count == 1, "a resolved alert must not run a command")
  }

  /// The overlay moves ports, intervals and folders; the stack under test is the committed one in everything else.
  @Test func overlayMovesPortsAndIntervalsOnly() throws {
    let laboratory = try Laboratory()
    let ports = try RunningStack.Ports()
    try laboratory.write(RunningStack.overlay(ports, laboratory), to: "overlay.yaml")
    let moved = try RunningStack.compile(overlay: laboratory.path("overlay.yaml"))
    let names = ["prometheus/", "alertmanager/", "webhook/"]
    var changes = 0
    for file in moved where names.contains(where: file.path.hasPrefix) && !file.path.contains("/tests/") {
      let committed = try String(
        contentsOf: Self.root.appending(path: "out/lightning-db/\(file.path)"), encoding: .utf8)
      let before = committed.split(separator: "\n", omittingEmptySubsequences: false)
      let after = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      try #require(before.count == after.count, "\(file.path): the overlay added or removed lines")
      for (old, new) in zip(before, after) where old != new {
        changes += 1
        #expect(
          new.contains("127.0.0.") || new.contains(laboratory.folder.path) || new.contains(/: [0-9]+m?s$/),
          "\(file.path): \(old) → \(new)")
      }
    }
    #expect(changes > 10)
  }
}
