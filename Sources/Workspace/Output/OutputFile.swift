import Glibc

/// One file as it will stand on disk.
package struct OutputFile: Sendable, Hashable {
  /// Relative to the output folder.
  package var path: String
  package var bytes: [UInt8]
  package var isExecutable: Bool
  package init(path: String, bytes: [UInt8], isExecutable: Bool = false) {
    self.path = path
    self.bytes = bytes
    self.isExecutable = isExecutable
  }

  /// Whether exactly this is what stands in `folder`: not a link, the same bytes, executable or not.
  func stands(in folder: String) -> Bool {
    let descriptor = open(folder.appending(path: path), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, hasMode(of: status), Int(status.st_size) == bytes.count else { return false }
    return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      bytes.withUnsafeBytes { wanted in
        var done = 0
        while let base = wanted.baseAddress, let got = buffer.baseAddress, done < wanted.count {
          let count = read(descriptor, got, min(buffer.count, wanted.count - done))
          // A tenth of what `==` takes.
          guard count > 0, memcmp(got, base + done, count) == 0 else { return false }
          done += count
        }
        return true
      }
    }
  }

  /// Whether a regular file stands there that can be executed if this one can.
  func hasItsMode(in folder: String) -> Bool {
    var status = stat()
    return lstat(folder.appending(path: path), &status) == 0 && hasMode(of: status)
  }

  private func hasMode(of status: stat) -> Bool {
    status.st_mode & S_IFMT == S_IFREG && (status.st_mode & S_IXUSR != 0) == isExecutable
  }
}
