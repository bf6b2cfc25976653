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
    guard hasItsMode(in: folder), let present = try? LocalFiles().read(folder.appending(path: path)) else {
      return false
    }
    // A tenth of what `==` takes.
    return present.count == bytes.count && memcmp(present, bytes, bytes.count) == 0
  }

  /// Whether a regular file stands there that can be executed if this one can.
  func hasItsMode(in folder: String) -> Bool {
    var status = stat()
    return lstat(folder.appending(path: path), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && (status.st_mode & S_IXUSR != 0) == isExecutable
  }
}
