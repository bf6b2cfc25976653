import Glibc

/// Standard output, which carries only the result, and standard error, which carries everything else.
enum Output {
  /// Part of the result. A reader that went away (`belfry checks | head`) ends the program quietly.
  static func result(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Something to say about the run.
  static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// A line that says what is going on, for a person at a terminal; nobody else sees it.
  static func progress(_ text: String) {
    if isatty(STDERR_FILENO) == 1 { write("\r\u{1B}[K" + text, to: STDERR_FILENO) }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return }
        done += count
      }
    }
  }
}

/// How a run ends: the contract's exit codes.
enum ExitStatus: Int32, Error {
  case clean = 0
  /// Findings at or above `--fail-on`, or output that is not what the spec says.
  case findings = 1
  /// Wrong usage, or a file that can't be read.
  case usage = 2
  /// A server that doesn't answer, or our own fault.
  case fault = 3
}

func leave(_ status: ExitStatus) -> Never { exit(status.rawValue) }
