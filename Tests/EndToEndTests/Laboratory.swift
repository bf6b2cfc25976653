import Foundation
import Glibc

/// A folder of its own, free loopback ports, and processes that end with the test.
final class Laboratory {
  let folder: URL
  private var processes: [(name: String, process: Process)] = []

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "belfry-e2e-\(getpid())-\(UInt32.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    for (_, process) in processes where process.isRunning { kill(process.processIdentifier, SIGKILL) }
    for (_, process) in processes { process.waitUntilExit() }
    try? FileManager.default.removeItem(at: folder)
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func write(_ text: String, to name: String, isExecutable: Bool = false) throws {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    if isExecutable { try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path) }
  }

  func read(_ name: String) -> String { (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "" }

  /// A missing program is a failure with its Debian package named, never a skip.
  struct MissingProgram: Error, CustomStringConvertible {
    var name: String
    var description: String { "\(name) is not installed; `make test` installs it from Debian" }
  }

  @discardableResult
  func start(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws -> Process {
    let places = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    guard
      let path = places.map({ "\($0)/\(program)" }).first(where: { FileManager.default.isExecutableFile(atPath: $0) })
    else { throw MissingProgram(name: program) }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    let log = self.path("\(program)-\(processes.count).log")
    FileManager.default.createFile(atPath: log, contents: nil)
    let handle = FileHandle(forWritingAtPath: log)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    processes.append((URL(filePath: log).lastPathComponent, process))
    return process
  }

  /// The end of every log, for a failure's message.
  var logs: String {
    processes.map { "== \($0.name)\n" + read($0.name).split(separator: "\n").suffix(15).joined(separator: "\n") }
      .joined(separator: "\n")
  }

  /// A port that is free on each of the addresses.
  static func freePort(on addresses: [String] = ["127.0.0.1"]) throws -> Int {
    for _ in 0..<50 {
      guard let port = try bind(addresses[0], 0) else { continue }
      if try addresses.dropFirst().allSatisfy({ try bind($0, port) != nil }) { return port }
    }
    throw POSIXError(.EADDRINUSE)
  }

  private static func bind(_ address: String, _ port: Int) throws -> Int? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
    defer { close(descriptor) }
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = in_port_t(port).bigEndian
    name.sin_addr.s_addr = inet_addr(address)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    return isBound ? Int(in_port_t(bigEndian: name.sin_port)) : nil
  }
}
