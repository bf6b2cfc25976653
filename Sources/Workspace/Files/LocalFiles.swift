import Glibc

/// The machine's file system.
package struct LocalFiles: FileSystem {
  /// Larger files are refused unread: no configuration is that large, and a limit keeps memory bounded.
  package static let sizeLimit = 32 << 20

  package init() {}

  package func read(_ path: String) throws(FileError) -> [UInt8] {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .current(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .current(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path: path, reason: status.st_mode & S_IFMT == S_IFDIR ? "is a folder" : "is not a regular file")
    }
    guard status.st_size <= Self.sizeLimit else {
      throw FileError(
        path: path, reason: "holds \(status.st_size >> 20) MiB, more than the \(Self.sizeLimit >> 20) MiB Belfry reads",
        cause: .size)
    }
    return try readAll(descriptor, path: path, expecting: Int(status.st_size), endsWhenShort: true)
  }

  /// Everything that standard input gives, up to the same limit.
  package func readStandardInput() throws(FileError) -> [UInt8] {
    try readAll(STDIN_FILENO, path: "<stdin>", expecting: 1 << 16, endsWhenShort: false)
  }

  /// A regular file gives less than was asked for at its end alone, a pipe at any time.
  private func readAll(
    _ descriptor: Int32, path: String, expecting size: Int, endsWhenShort: Bool
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var failure: FileError?
    while failure == nil {
      // One byte more than expected, so that the end of the file shows in the same call.
      let wanted = bytes.count <= size ? size + 1 - bytes.count : 1 << 16
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        let got = Glibc.read(descriptor, buffer.baseAddress, wanted)
        if got < 0 { failure = .current(path) }
        count = max(got, 0)
      }
      if chunk.isEmpty { break }
      let isLast = endsWhenShort && chunk.count < wanted
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if bytes.count > Self.sizeLimit {
        failure = FileError(path: path, reason: "holds more than the \(Self.sizeLimit >> 20) MiB Belfry reads")
      }
      if isLast { break }
    }
    if let failure { throw failure }
    return bytes
  }

  package func entry(at path: String) throws(FileError) -> FileEntry? {
    var status = stat()
    if stat(path, &status) == 0 { return Self.entry(path.lastPathPart, status) }
    if errno == ENOENT || errno == ENOTDIR {
      // A link that leads nowhere is there, and can't be read: that is worth saying.
      if lstat(path, &status) == 0 { throw FileError(path: path, reason: "is a symbolic link that leads nowhere") }
      return nil
    }
    throw .current(path)
  }

  package func entries(of folder: String) throws(FileError) -> [FileEntry] {
    try listed(in: folder).sorted(byBytesOf: \.name).map { name, type, isText in
      guard isText else {
        return FileEntry(name: name, kind: type == Int(DT_DIR) ? .folder : .other, isNameText: false)
      }
      switch type {
      case Int(DT_REG): return FileEntry(name: name, kind: .file)
      case Int(DT_DIR): return FileEntry(name: name, kind: .folder)
      default:
        // A link, or a file system that doesn't tell.
        var status = stat()
        guard stat(folder.appending(path: name), &status) == 0 else { return FileEntry(name: name, kind: .other) }
        var entry = Self.entry(name, status)
        entry.isLink = true
        return entry
      }
    }
  }

  package func location(of path: String) throws(FileError) -> String { try resolved(path) }

  /// The names in a folder, in byte order.
  func names(in folder: String) throws(FileError) -> [String] {
    try unorderedNames(in: folder).sorted(byBytesOf: \.self)
  }

  /// Names that can be given back to the system as they are; a folder with any other is refused, so that nothing in it is
  /// overlooked by those who move or remove it.
  func unorderedNames(in folder: String) throws(FileError) -> [String] {
    try unorderedEntries(in: folder).map(\.name)
  }

  /// The same with what each is; a link to a folder is none.
  func unorderedEntries(in folder: String) throws(FileError) -> [(name: String, isFolder: Bool)] {
    let listed = try listed(in: folder)
    guard listed.allSatisfy(\.isText) else {
      throw FileError(path: folder, reason: "holds a file whose name is not UTF-8")
    }
    return listed.map { name, type, _ in
      guard type == Int(DT_UNKNOWN) else { return (name, type == Int(DT_DIR)) }
      // A file system that doesn't tell.
      var status = stat()
      return (name, lstat(folder.appending(path: name), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR)
    }
  }

  /// Names, repaired where they aren't text, each with the `DT_` type that the folder knows of it.
  private func listed(in folder: String) throws(FileError) -> [(name: String, type: Int, isText: Bool)] {
    guard let stream = opendir(folder.isEmpty ? "." : folder) else { throw .current(folder) }
    defer { closedir(stream) }
    var names: [(name: String, type: Int, isText: Bool)] = []
    while let entry = readdir(stream) {
      let type = Int(entry.pointee.d_type)
      withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { bytes in
          if let name = String(validatingCString: bytes) {
            if name != ".", name != ".." { names.append((name: name, type: type, isText: true)) }
          } else {
            names.append((name: String(cString: bytes), type: type, isText: false))
          }
        }
      }
    }
    return names
  }

  private static func entry(_ name: String, _ status: stat) -> FileEntry {
    FileEntry(name: name, kind: kind(status), identity: [UInt64(status.st_dev), UInt64(status.st_ino)])
  }

  private static func kind(_ status: stat) -> FileEntry.Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }
}

extension FileError {
  /// The error that the last system call left in `errno`.
  static func current(_ path: String) -> FileError {
    let code = errno
    return FileError(
      path: path, reason: String(cString: strerror(code)).lowercased(),
      cause: code == EACCES || code == EPERM ? .denied : .other)
  }
}

extension String {
  /// This folder's `path`, with one slash between.
  package func appending(path: String) -> String {
    isEmpty || self == "." ? path : hasSuffix("/") ? self + path : self + "/" + path
  }

  /// A path as seen from this folder, an absolute one being the same from everywhere.
  func resolving(path: String) -> String { path.hasPrefix("/") ? path : appending(path: path) }

  /// The part after the last slash.
  package var lastPathPart: String { utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? "" }

  /// The part before the last slash: `.` when there is none.
  package var parentPath: String {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }
}
