import Foundation
import Glibc
import Synchronization

/// A folder of its own, and the real binary run in it.
final class Workbench: Sendable {
  let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "belfry-workspace-\(getpid())-\(UInt32.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What a run said and how it ended.
  struct Run {
    var status: Int32
    var wasKilled: Bool
    var output: String
    var errors: String

    /// Line and id of each finding of `--format concise`, without the path: `4:8 schema/unknown-key`.
    var findings: [String] {
      output.split(separator: "\n").compactMap { line in
        guard let match = line.firstMatch(of: #/:(\d+:\d+): (?:error|warning|info)\[([a-z]+/[a-z0-9-]+)\]: /#) else {
          return nil
        }
        return "\(match.1) \(match.2)"
      }
    }
  }

  /// The product stands beside the test bundle.
  static let binary: String = {
    for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
      return bundle.bundleURL.deletingLastPathComponent().appending(path: "belfry").path
    }
    return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "belfry").path
  }()

  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  func write(_ data: Data, to name: String) throws {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func read(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }

  func exists(_ name: String) -> Bool {
    var status = stat()
    return lstat(path(name), &status) == 0
  }

  /// Path → content of everything below a folder; folders themselves end in a slash.
  func tree(_ name: String) -> [String: Data] {
    var found: [String: Data] = [:]
    let root = path(name)
    for case let item as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: root + "/" + item, isDirectory: &isFolder) else { continue }
      found[isFolder.boolValue ? item + "/" : item] =
        isFolder.boolValue ? Data() : FileManager.default.contents(atPath: root + "/" + item)
    }
    return found
  }

  func run(_ arguments: String..., input: Data? = nil) throws -> Run { try run(arguments, input: input) }

  func run(_ arguments: [String], input: Data? = nil) throws -> Run {
    try finish(start(Self.binary, arguments, input: input))
  }

  /// A line of shell with `$BELFRY` in it.
  func shell(_ line: String) throws -> Run { try finish(start("/bin/bash", ["-c", line])) }

  /// A run under way.
  struct Started {
    let process: Process
    let output: URL
    let errors: URL
  }

  private static let count = Atomic(0)

  func start(_ program: String = binary, _ arguments: [String], input: Data? = nil) throws -> Started {
    let number = Self.count.add(1, ordering: .relaxed).newValue
    let logs = FileManager.default.temporaryDirectory.appending(path: "belfry-run-\(getpid())-\(number)")
    let (output, errors, stdin) = (
      logs.appendingPathExtension("out"), logs.appendingPathExtension("err"), logs.appendingPathExtension("in")
    )
    for url in [output, errors] { _ = FileManager.default.createFile(atPath: url.path, contents: nil) }
    _ = FileManager.default.createFile(atPath: stdin.path, contents: input ?? Data())
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(["BELFRY": Self.binary]) { _, new in new }
    process.standardInput = try FileHandle(forReadingFrom: stdin)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    try FileManager.default.removeItem(at: stdin)
    return Started(process: process, output: output, errors: errors)
  }

  func finish(_ started: Started) throws -> Run {
    started.process.waitUntilExit()
    defer {
      for url in [started.output, started.errors] { try? FileManager.default.removeItem(at: url) }
    }
    return Run(
      status: started.process.terminationStatus,
      wasKilled: started.process.terminationReason == .uncaughtSignal,
      output: String(decoding: try Data(contentsOf: started.output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: started.errors), as: UTF8.self))
  }
}
