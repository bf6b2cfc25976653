import Glibc

/// Writes one file so that it is the old one or the new one at any moment.
package enum SingleFile {
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    // Not through a rename where that would replace something that isn't a file (/dev/stdout).
    if exists, status.st_mode & S_IFMT != S_IFREG {
      try put(bytes, into: path, flags: O_WRONLY)
      return
    }
    // A link keeps standing, and what it leads to is replaced.
    let target = exists ? try resolved(path) : path
    let staging = target + ".belfry-\(getpid())"
    do {
      try put(bytes, into: staging, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: exists ? status.st_mode & 0o777 : 0o644)
    } catch {
      unlink(staging)
      throw FileError(path: path, reason: error.reason)
    }
    guard rename(staging, target) == 0 else {
      let error = FileError.current(path)
      unlink(staging)
      throw error
    }
  }

  /// Writes all of `bytes` to a file that `flags` say how to open.
  static func put(_ bytes: [UInt8], into path: String, flags: Int32, mode: mode_t = 0o644) throws(FileError) {
    let descriptor = open(path, flags | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .current(path) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done) }
      guard count > 0 else {
        let error = FileError.current(path)
        close(descriptor)
        throw error
      }
      done += count
    }
    // A full disk can show only here.
    guard close(descriptor) == 0 else { throw .current(path) }
  }
}

/// A path that exists, without links in it.
func resolved(_ path: String) throws(FileError) -> String {
  guard let real = realpath(path, nil) else { throw .current(path) }
  defer { free(real) }
  return String(cString: real)
}
