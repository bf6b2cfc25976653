/// What the pipeline needs of a file system, so that tests can hand it trees that never touch a disk.
package protocol FileSystem: Sendable {
  /// The content of a regular file (symbolic links are followed).
  func read(_ path: String) throws(FileError) -> [UInt8]
  /// What stands at `path`, links followed; nil when nothing does.
  func entry(at path: String) throws(FileError) -> FileEntry?
  /// The entries of a folder, sorted by name in byte order, so that results do not depend on the disk.
  func entries(of folder: String) throws(FileError) -> [FileEntry]
}

package struct FileEntry: Sendable, Hashable {
  package enum Kind: Sendable {
    case file, folder
    /// A socket, a device, a pipe: nothing to read a configuration from.
    case other
  }
  package var name: String
  package var kind: Kind
  /// Tells whether two paths are one folder, which is how loops of links are found.
  package var identity: [UInt64]
  package init(name: String, kind: Kind, identity: [UInt64] = []) {
    self.name = name
    self.kind = kind
    self.identity = identity
  }
}

/// A file that can't be read, listed or written, with the reason in the system's words.
package struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  package var path: String
  package var reason: String
  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
  package var description: String { "\(path): \(reason)" }
}
