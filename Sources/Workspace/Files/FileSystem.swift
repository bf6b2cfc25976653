/// What the pipeline needs of a file system, so that tests can hand it trees that never touch a disk.
package protocol FileSystem: Sendable {
  /// The content of a regular file (symbolic links are followed).
  func read(_ path: String) throws(FileError) -> [UInt8]
  /// What stands at `path`, links followed; nil when nothing does.
  func entry(at path: String) throws(FileError) -> FileEntry?
  /// The entries of a folder, sorted by name in byte order, so that results do not depend on the disk.
  func entries(of folder: String) throws(FileError) -> [FileEntry]
  /// The absolute path of what stands at `path`, without links in it.
  func location(of path: String) throws(FileError) -> String
}

extension FileSystem {
  /// A file system without links and without a current folder.
  package func location(of path: String) throws(FileError) -> String { path }
}

package struct FileEntry: Sendable, Hashable {
  package enum Kind: Sendable {
    case file, folder
    /// A socket, a device, a pipe: nothing to read a configuration from.
    case other
  }
  package var name: String
  package var kind: Kind
  /// Whether it is a symbolic link to what `kind` says. Only a folder's own entries tell.
  package var isLink: Bool
  /// Tells whether two paths are one folder, which is how loops of links are found. Of a folder's entries only links
  /// have one: asking for each would be most of the work in a large tree.
  package var identity: [UInt64]
  package init(name: String, kind: Kind, isLink: Bool = false, identity: [UInt64] = []) {
    self.name = name
    self.kind = kind
    self.isLink = isLink
    self.identity = identity
  }
}

/// A file that can't be read, listed or written, with the reason in the system's words.
package struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  package var path: String
  package var reason: String
  package var cause: Cause
  package init(path: String, reason: String, cause: Cause = .other) {
    self.path = path
    self.reason = reason
    self.cause = cause
  }

  package enum Cause: Sendable {
    /// It may not be read.
    case denied
    /// It is larger than any configuration.
    case size
    case other
  }
  package var description: String { "\(path): \(reason)" }
}
