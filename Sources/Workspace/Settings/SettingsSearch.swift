import Diagnostics
import Glibc

extension Settings {
  private static let names = [".belfry.yaml", ".belfry.yml"]

  /// The settings for what stands at `path`: the nearest file from there upwards, as far as the root of the repository;
  /// outside of one as far as the current folder. What others have put further up has no say.
  package init(for path: String, in files: some FileSystem) {
    self.init()
    for folder in Self.folders(above: path, in: files) {
      for name in Self.names {
        let candidate = folder.shown.appending(path: name)
        do {
          guard let entry = try files.entry(at: candidate), entry.kind == .file else { continue }
          let source = SourceFile(path: candidate, bytes: try files.read(candidate))
          self.init(reading: source, in: folder.location)
        } catch {
          diagnostics = [.unreadable(error.path, error.reason)]
        }
        return
      }
    }
  }

  /// Innermost first: how each is shown, and its absolute path.
  private static func folders(
    above path: String, in files: some FileSystem
  ) -> [(shown: String, location: String)] {
    var shown = path == "-" ? "." : path
    if let entry = try? files.entry(at: shown), entry.kind != .folder { shown = shown.parentPath }
    guard let start = try? files.location(of: shown), let here = try? files.location(of: ".") else { return [] }
    var found: [(shown: String, location: String)] = []
    var location = start
    var last: Int?
    while true {
      found.append((shown, location))
      if Repository.isRoot(shown, in: files) { return found }
      if location == here { last = found.count }
      if location == "/" { break }
      shown = shown.folderAbove
      guard let above = try? files.location(of: shown), above != location else { break }
      location = above
    }
    return Array(found.prefix(last ?? 1))
  }
}

extension String {
  /// The folder that this folder is in, in as few words as will do.
  fileprivate var folderAbove: String {
    if self == "." { return ".." }
    if lastPathPart == ".." || lastPathPart == "." { return appending(path: "..") }
    return parentPath
  }
}
