import Deployment
import Diagnostics
import Foundation
import Quantities
import Testing
import Webhook

/// The guard script itself, run by the system's shell.
struct WebhookLimitTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "limit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var deployment = Deployment(name: Located("demo"))
    var remediation = Remediation(on: Located("Down"), run: [Located("true")], origin: .builtin)
    remediation.limit = Located(RateLimit(count: 1, period: .hours(1)))
    deployment.remediations = [remediation]
    var diagnostics: [Diagnostic] = []
    let script = WebhookBackend().emit(deployment, into: &diagnostics).first { $0.isExecutable }
    guard case .text(let text) = try #require(script).content else { return }
    try Data(text.utf8).write(to: folder.appending(path: "limit.sh"))
    try Data("s3cret\n".utf8).write(to: folder.appending(path: "token"))
  }

  private func limit(_ arguments: [String], authorization: String? = nil) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [folder.appending(path: "limit.sh").path] + arguments
    process.environment = ["PATH": "/usr/bin:/bin", "WEBHOOK_STATE": folder.appending(path: "state").path]
    process.environment?["HOOK_AUTHORIZATION"] = authorization
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  @Test func holdsTheLimit() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let runs = try (0..<4).map { _ in try limit(["a", "2", "3600", "-", "echo", "ran"]).output }
    #expect(runs == ["ran\n", "ran\n", "", ""])
    // Another remediation counts for itself.
    #expect(try limit(["b", "2", "3600", "-", "echo", "ran"]).output == "ran\n")
  }

  @Test func forgetsRunsOfAnEarlierPeriod() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let state = folder.appending(path: "state")
    try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
    let now = Int(Date().timeIntervalSince1970)
    try Data("1000\nnonsense\n\(now - 60)\n".utf8).write(to: state.appending(path: "a.runs"))
    #expect(try limit(["a", "1", "3600", "-", "echo", "ran"]).status == 75)
    #expect(try limit(["a", "2", "3600", "-", "echo", "ran"]).output == "ran\n")
  }

  @Test func asksForTheToken() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let arguments = ["a", "-", "0", folder.appending(path: "token").path, "env"]
    #expect(try limit(arguments).status == 75)
    #expect(try limit(arguments, authorization: "Bearer wrong").status == 75)
    let (status, output) = try limit(arguments, authorization: "Bearer s3cret")
    #expect(status == 0)
    // The command has no use for it.
    #expect(!output.contains("s3cret"))
    let missing = ["a", "-", "0", folder.appending(path: "absent").path, "env"]
    #expect(try limit(missing, authorization: "Bearer ").status == 75)
  }

  @Test func passesArgumentsAsTheyAre() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let hostile = "$(id); `id` \"x\" 'y' * \n -n"
    #expect(try limit(["a", "9", "60", "-", "printf", "%s|", hostile, "two words"]).output == "\(hostile)|two words|")
  }

  @Test func neverRunsWhatIsLimitedToNothing() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try limit(["a", "0", "3600", "-", "echo", "ran"]).status == 75)
  }
}
