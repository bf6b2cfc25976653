/// The Git repository that a folder is in.
package enum Repository {
  /// Where `belfry check` looks when it is told nothing: the nearest folder from here upwards that holds `.git`, as a
  /// relative path; this folder when there is none.
  package static var root: String {
    let files = LocalFiles()
    var folder = "."
    var seen: [UInt64] = []
    while let entry = try? files.entry(at: folder), entry.identity != seen {
      if isRoot(folder, in: files) { return folder }
      // `/..` is `/` itself.
      seen = entry.identity
      folder = folder == "." ? ".." : folder + "/.."
    }
    return "."
  }

  /// The nearest folder from an absolute path upwards that holds `.git`; nil when there is none.
  static func root(above folder: String, in files: some FileSystem) -> String? {
    var folder = folder
    while !isRoot(folder, in: files) {
      let parent = folder.parentPath
      if parent == folder || parent == "." { return nil }
      folder = parent
    }
    return folder
  }

  static func isRoot(_ folder: String, in files: some FileSystem) -> Bool {
    files.holds(folder.appending(path: ".git"))
  }

  /// `info/exclude` of the repository whose root is `folder`. In a worktree and in a submodule `.git` is a file that names
  /// the folder it stands for; a worktree shares the list with the repository it was made from.
  static func excludeFile(of folder: String, in files: some FileSystem) -> String? {
    let git = folder.appending(path: ".git")
    guard let entry = try? files.entry(at: git) else { return nil }
    guard entry.kind == .file else { return git.appending(path: "info/exclude") }
    guard let named = firstLine(of: git, in: files), named.hasPrefix("gitdir: ") else { return nil }
    let directory = folder.resolving(path: String(named.dropFirst("gitdir: ".count)))
    let common = firstLine(of: directory.appending(path: "commondir"), in: files)
    return (common.map { directory.resolving(path: $0) } ?? directory).appending(path: "info/exclude")
  }

  private static func firstLine(of path: String, in files: some FileSystem) -> String? {
    guard let bytes = try? files.read(path) else { return nil }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self)
  }
}
