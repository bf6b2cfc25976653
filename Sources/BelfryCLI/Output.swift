import Glibc

/// Standard output, which carries only the result, and standard error, which carries everything else.
enum Output {
  /// Part of the result. A reader that went away (`belfry checks | head`) has what it wanted; a disk that is full does
  /// not have the result.
  static func result(_ text: String) { result(Array(text.utf8)) }

  /// Part of the result; false when nobody reads it any more, so that a long run may end.
  @discardableResult static func result(_ bytes: [UInt8]) -> Bool {
    guard let failure = write(bytes, to: STDOUT_FILENO) else { return true }
    if failure != EPIPE {
      error("belfry: standard output: \(String(cString: strerror(failure)).lowercased())")
      leave(.usage)
    }
    return false
  }

  /// Something to say about the run.
  static func error(_ text: String) { _ = write(Array((text + "\n").utf8), to: STDERR_FILENO) }

  /// The error that kept some of it from being written.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBufferPointer { bytes in
      var done = 0
      while done < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        done += count
      }
      return nil
    }
  }
}

/// How a run ends: the contract's exit codes.
enum ExitStatus: Int32, Error {
  case clean = 0
  /// Findings at or above `--fail-on`, or output that is not what the spec says.
  case findings = 1
  /// Wrong usage, or a file that can't be read or written.
  case usage = 2
  /// Our own fault.
  case fault = 3
}

func leave(_ status: ExitStatus) -> Never { exit(status.rawValue) }
