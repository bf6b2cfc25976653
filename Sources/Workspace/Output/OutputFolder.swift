import CExchange
import Deployment
import Glibc

/// A folder of generated files, replaced as a whole.
///
/// The new tree is written beside the old one and the two change places in one step (`RENAME_EXCHANGE`), so whoever looks,
/// and whatever is killed when, there is the old tree or the new one. What an earlier run left over is cleared first.
/// Files in the folder that were never generated are carried over.
package struct OutputFolder: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path }

  /// What a write did.
  package enum Outcome: Sendable {
    /// Every file was as it should be; nothing was touched.
    case unchanged
    /// How many files are new, different or gone.
    case replaced(changes: Int)
  }

  /// Puts `files` there, in place of everything that the manifest found there lists.
  package func replace(with files: [OutputFile]) throws(FileError) -> Outcome {
    let place = try resolved()
    let previous = try recorded(in: place)
    let parent = place.parentPath
    try makeFolders(parent)
    let lock = try locked(parent)
    defer { close(lock) }
    let name = place.lastPathPart
    try clearLeftovers(in: parent, of: name)

    let present = try presentFiles(in: place)
    if let present, previous == nil, !present.isEmpty {
      throw FileError(
        path: path,
        reason: "holds files and no MANIFEST.json, so it was not made by belfry; give an empty folder with -o")
    }
    let managed = previous ?? []
    let wanted = Set(files.map(\.path))
    let kept = (present ?? []).filter { !managed.contains($0) && !wanted.contains($0) }
    var changes = managed.subtracting(wanted).intersection(present ?? []).count
    for file in files where !isAsWanted(file, in: place) { changes += 1 }
    if present != nil, changes == 0 { return .unchanged }

    let staging = parent.appending(path: ".\(name).belfry-\(getpid())")
    do {
      for file in files { try write(file, below: staging) }
      for path in kept { try carryOver(path, from: place, to: staging) }
      if files.isEmpty, kept.isEmpty { try makeFolders(staging) }
      try swap(staging, place, exists: present != nil)
    } catch {
      removeTree(staging)
      throw error
    }
    removeTree(staging)
    return .replaced(changes: changes)
  }

  /// The paths that the manifest lists, itself included; nil when there is none that can be read.
  private func recorded(in place: String) throws(FileError) -> Set<String>? {
    let path = place.appending(path: Layout.manifest)
    guard try LocalFiles().kind(of: path) == .file, let manifest = Manifest(reading: try LocalFiles().read(path)) else {
      return nil
    }
    return Set(manifest.files.map(\.path) + [Layout.manifest])
  }

  // MARK: Steps

  /// The folder with links resolved, so that a linked output folder is replaced and not its link.
  private func resolved() throws(FileError) -> String {
    guard let real = realpath(path, nil) else {
      if errno == ENOENT { return path }
      throw .current(path)
    }
    defer { free(real) }
    return String(cString: real)
  }

  /// Two runs at once take turns.
  private func locked(_ parent: String) throws(FileError) -> Int32 {
    let descriptor = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .current(parent) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        close(descriptor)
        throw .current(parent)
      }
    }
    return descriptor
  }

  private func clearLeftovers(in parent: String, of name: String) throws(FileError) {
    for entry in try LocalFiles().entries(of: parent) where entry.name.hasPrefix(".\(name).belfry-") {
      removeTree(parent.appending(path: entry.name))
    }
  }

  private func isAsWanted(_ file: OutputFile, in place: String) -> Bool {
    let path = place.appending(path: file.path)
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      (status.st_mode & S_IXUSR != 0) == file.isExecutable, status.st_size == file.bytes.count
    else { return false }
    return (try? LocalFiles().read(path)) == file.bytes
  }

  private func write(_ file: OutputFile, below root: String) throws(FileError) {
    let path = root.appending(path: file.path)
    try makeFolders(path.parentPath)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, file.isExecutable ? 0o755 : 0o644)
    guard descriptor >= 0 else { throw .current(path) }
    var done = 0
    while done < file.bytes.count {
      let count = file.bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
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

  /// A hard link keeps the very file, its times and its owner; where links can't be made, a copy of the bytes.
  private func carryOver(_ path: String, from place: String, to staging: String) throws(FileError) {
    let source = place.appending(path: path)
    let target = staging.appending(path: path)
    try makeFolders(target.parentPath)
    if linkat(AT_FDCWD, source, AT_FDCWD, target, 0) == 0 { return }
    try write(OutputFile(path: path, bytes: try LocalFiles().read(source)), below: staging)
  }

  private func swap(_ staging: String, _ place: String, exists: Bool) throws(FileError) {
    if exists {
      guard belfry_exchange(staging, place) == 0 else {
        throw FileError(
          path: path,
          reason: errno == EBUSY
            ? "is a mount point, which can't be replaced in one step; give a folder inside it"
            : "can't be replaced in one step: " + FileError.current(path).reason)
      }
    } else {
      guard rename(staging, place) == 0 else { throw .current(path) }
    }
  }
}

/// Every file (and link) below a folder, relative to it, in byte order; nil when there is no such folder.
func presentFiles(in root: String) throws(FileError) -> [String]? {
  var status = stat()
  guard lstat(root, &status) == 0 else { return nil }
  guard status.st_mode & S_IFMT == S_IFDIR else { throw FileError(path: root, reason: "is a file, not a folder") }
  var found: [String] = []
  var pending = [""]
  while let folder = pending.popLast() {
    guard let stream = opendir(root.appending(path: folder)) else { throw .current(root.appending(path: folder)) }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let path = folder.appending(path: name)
      var status = stat()
      guard lstat(root.appending(path: path), &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR { pending.append(path) } else { found.append(path) }
    }
  }
  return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// `mkdir -p`.
func makeFolders(_ path: String) throws(FileError) {
  var status = stat()
  if path.isEmpty || path == "." || stat(path, &status) == 0 { return }
  try makeFolders(path.parentPath)
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .current(path) }
}

/// `rm -rf`, without following links. What can't be removed is left for the next run.
func removeTree(_ path: String) {
  var status = stat()
  guard lstat(path, &status) == 0 else { return }
  guard status.st_mode & S_IFMT == S_IFDIR else {
    unlink(path)
    return
  }
  if let stream = opendir(path) {
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    closedir(stream)
    for name in names { removeTree(path.appending(path: name)) }
  }
  rmdir(path)
}
