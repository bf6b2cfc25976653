import Glibc

/// Writes one file so that it is the old one or the new one at any moment.
package enum SingleFile {
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    // Not through a rename where that would replace something that isn't a file (/dev/stdout).
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      try put(bytes, into: path, flags: O_WRONLY)
      return
    }
    let staging = path + ".belfry-\(getpid())"
    do {
      try put(bytes, into: staging, flags: O_WRONLY | O_CREAT | O_TRUNC)
    } catch {
      unlink(staging)
      throw FileError(path: path, reason: error.reason)
    }
    guard rename(staging, path) == 0 else {
      let error = FileError.current(path)
      unlink(staging)
      throw error
    }
  }

  private static func put(_ bytes: [UInt8], into path: String, flags: Int32) throws(FileError) {
    let descriptor = open(path, flags | O_CLOEXEC, 0o644)
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
    guard close(descriptor) == 0 else { throw .current(path) }
  }
}
