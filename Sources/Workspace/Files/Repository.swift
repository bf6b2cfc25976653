/// Where `belfry check` looks when it is told nothing.
package enum Repository {
  /// The nearest folder from here upwards that holds `.git`, as a relative path; this folder when there is none.
  package static var root: String {
    let files = LocalFiles()
    var folder = "."
    var seen: [UInt64] = []
    while let entry = try? files.entry(at: folder), entry.identity != seen {
      if (try? files.entry(at: folder + "/.git")) ?? nil != nil { return folder }
      // `/..` is `/` itself.
      seen = entry.identity
      folder = folder == "." ? ".." : folder + "/.."
    }
    return "."
  }
}
