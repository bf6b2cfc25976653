import Glibc

/// Every file (and link) below a folder, relative to it, in byte order; nil when there is no such folder.
func presentFiles(in root: String) throws(FileError) -> [String]? {
  var status = stat()
  guard stat(root, &status) == 0 else {
    if errno == ENOENT { return nil }
    throw .current(root)
  }
  guard status.st_mode & S_IFMT == S_IFDIR else { throw FileError(path: root, reason: "is a file, not a folder") }
  var found: [String] = []
  var pending = [""]
  while let folder = pending.popLast() {
    for (name, isFolder) in try LocalFiles().unorderedEntries(in: root.appending(path: folder)) {
      let path = folder.appending(path: name)
      if isFolder { pending.append(path) } else { found.append(path) }
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
  for name in (try? LocalFiles().names(in: path)) ?? [] { removeTree(path.appending(path: name)) }
  rmdir(path)
}
