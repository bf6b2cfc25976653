import Glibc

/// Standard output, which carries only the result, and standard error, which carries everything else.
enum Output {
  /// Part of the result. A reader that went away (`belfry checks | head`) has what it wanted; a disk that is full does
  /// not have the result.
  static func result(_ text: String) {
    if let failure = write(text, to: STDOUT_FILENO), failure != EPIPE {
      error("belfry: standard output: \(String(cString: strerror(failure)).lowercased())")
      leave(.usage)
    }
  }

  /// Something to say about the run.
  static func error(_ text: String) { _ = write(text + "\n", to: STDERR_FILENO) }

  /// The error that kept some of it from being written.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
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
