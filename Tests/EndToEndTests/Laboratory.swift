import Foundation
import Glibc

/// A folder of its own, free loopback ports, and processes that end with the test, however it ends.
final class Laboratory {
  let folder: URL
  private var servers: [Server] = []

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "belfry-e2e-\(getpid())-\(UInt32.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    for server in servers { server.stop() }
    try? FileManager.default.removeItem(at: folder)
  }

  // MARK: Files

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func write(_ text: String, to name: String, isExecutable: Bool = false) throws {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    if isExecutable { try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path) }
  }

  /// Empty when there is no such file.
  func read(_ name: String) -> String { (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "" }

  /// A program that stands for a real one: it writes down its arguments in `commands`, each in brackets, and does nothing.
  func writeStandIn(for program: String) throws {
    try write(
      "#!/bin/sh\n{ printf '%s' '\(program)'; printf ' [%s]' \"$@\"; echo; } >>'\(path("commands"))'\n",
      to: "bin/\(program)", isExecutable: true)
  }

  /// What the stand-ins were run with, a line a run.
  var commands: [String] { read("commands").split(separator: "\n").map(String.init) }

  // MARK: Processes

  /// A missing program is a failure, never a skip.
  struct MissingProgram: Error, CustomStringConvertible {
    var name: String
    var description: String { "\(name) is not installed; `make test` installs it from Debian" }
  }

  /// A process behind a guard that kills it once nobody holds the lifeline, be it that the test is over or that the
  /// process of the tests died.
  ///
  /// Not Foundation's `Process`: it learns of an end from a socket that processes started meanwhile hold too.
  final class Server {
    fileprivate let log: String
    private var guardian: pid_t = 0
    private var lifeline: Int32 = -1

    fileprivate init(_ path: String, _ arguments: [String], _ environment: [String: String], log: String) throws {
      self.log = log
      // Opened close-on-exec in one step, so that no process started meanwhile holds it too.
      let pipe = log + ".lifeline"
      guard mkfifo(pipe, 0o600) == 0 else { throw POSIXError(.EIO) }
      lifeline = open(pipe, O_RDWR | O_CLOEXEC)
      guard lifeline >= 0 else { throw POSIXError(.EMFILE) }

      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, 0, pipe, O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
      for descriptor in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }

      // Threads of the tests' pool block signals; a shell that doesn't hear of its child's end waits for ever.
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      var none = sigset_t()
      sigemptyset(&none)
      posix_spawnattr_setsigmask(&attributes, &none)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

      let words = ["/bin/sh", "-c", #""$@" & read -r _; kill -9 $!; wait"#, "guard", path] + arguments
      let variables = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }.map { "\($0)=\($1)" }
      var argv = words.map { strdup($0) } + [nil]
      var envp = variables.map { strdup($0) } + [nil]
      defer { for text in argv + envp { free(text) } }
      let problem = posix_spawn(&guardian, "/bin/sh", &actions, &attributes, &argv, &envp)
      guard problem == 0 else { throw POSIXError(POSIXErrorCode(rawValue: problem) ?? .EAGAIN) }
    }

    deinit { stop() }

    func stop() {
      guard lifeline >= 0 else { return }
      close(lifeline)
      lifeline = -1
      while waitpid(guardian, nil, 0) < 0, errno == EINTR {}
    }
  }

  @discardableResult
  func start(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws -> Server {
    let places = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    guard
      let path = places.map({ "\($0)/\(program)" }).first(where: { FileManager.default.isExecutableFile(atPath: $0) })
    else { throw MissingProgram(name: program) }
    let server = try Server(path, arguments, environment, log: self.path("\(servers.count)-\(program).log"))
    servers.append(server)
    return server
  }

  struct NotSeen: Error, CustomStringConvertible { var description: String }

  /// Waits until something holds, for a minute and a half at most.
  func until(_ what: String, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(90)
    var problem: (any Error)?
    while ContinuousClock.now < deadline {
      do {
        if try await condition() { return }
        problem = nil
      } catch {
        // A server that isn't listening yet is a reason to ask again.
        problem = error
      }
      try await Task.sleep(for: .milliseconds(200))
    }
    throw NotSeen(description: "not seen: \(what)\n\(problem.map { "\($0)\n" } ?? "")\(logs)")
  }

  /// The end of every log, for a failure's message.
  private var logs: String {
    servers.map { server in
      let name = URL(filePath: server.log).lastPathComponent
      return "== \(name)\n" + read(name).split(separator: "\n").suffix(15).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  // MARK: Ports

  /// A port that is free on each of the addresses, below those that Linux gives to outgoing connections: another
  /// connection can't take it before the server does.
  static func freePort(on addresses: [String] = ["127.0.0.1"]) throws -> Int {
    for _ in 0..<100 {
      let port = Int.random(in: 20_000..<32_000)
      if try addresses.allSatisfy({ try isFree(port, on: $0) }) { return port }
    }
    throw POSIXError(.EADDRINUSE)
  }

  private static func isFree(_ port: Int, on address: String) throws -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
    defer { close(descriptor) }
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = in_port_t(port).bigEndian
    name.sin_addr.s_addr = inet_addr(address)
    return withUnsafePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
