import Glibc

/// Another program, run without a shell: arguments reach it as they are.
enum Subprocess {
  struct Result {
    var status: Int32
    /// What it wrote to standard output. Errors go where ours go.
    var output: [UInt8]
  }

  /// Runs `program`, found by `PATH`, to its end, without some of the variables of the environment. Nil when it can't be
  /// started.
  static func run(_ program: String, _ arguments: [String], without variables: [String] = []) -> Result? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    var environment = environment(without: variables)
    let failure = posix_spawnp(&process, program, &actions, nil, &words, &environment)
    close(ends[1])
    defer { close(ends[0]) }
    guard failure == 0 else { return nil }
    let output = everything(from: ends[0])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    // The exit status, or that it was killed.
    return Result(status: status & 0x7F == 0 ? status >> 8 & 0xFF : -1, output: output)
  }

  /// The pointers are those of the environment itself.
  private static func environment(without variables: [String]) -> [UnsafeMutablePointer<CChar>?] {
    var kept: [UnsafeMutablePointer<CChar>?] = []
    var at = environ
    while let entry = at.pointee {
      if !variables.contains(where: { strncmp(entry, $0 + "=", $0.utf8.count + 1) == 0 }) { kept.append(entry) }
      at += 1
    }
    return kept + [nil]
  }

  private static func everything(from descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      var failure: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        let got = read(descriptor, buffer.baseAddress, 1 << 16)
        failure = got < 0 ? errno : 0
        count = max(got, 0)
      }
      if failure == EINTR { continue }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }
}
