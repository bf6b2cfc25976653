/// What Git ignores below a folder: the `.gitignore` files from the repository's root down to it, and the repository's
/// `info/exclude`. A user's own global list is left out, so that the same files are found on every machine.
struct IgnoreRules: Sendable {
  /// The patterns of one file, and the absolute path of the folder that they start from.
  private struct Layer: Sendable {
    var base: [UInt8]
    var patterns: PathPatterns
  }

  /// Outermost first; an inner one outranks it.
  private var layers: [Layer] = []

  static let none = IgnoreRules()

  private init() {}

  /// What the folders above the absolute path `folder` say of what is in it, inside one repository. Nothing when the
  /// folder itself is ignored: who names it wants it read.
  init(above folder: String, in files: some FileSystem) {
    guard let root = Repository.root(above: folder, in: files) else { return }
    enter(root, isRepository: true, in: files)
    var at = root
    for part in folder.dropFirst(root.count).split(separator: "/") {
      enter(at, isRepository: false, in: files)
      let next = at.appending(path: String(part))
      if ignores(next, isFolder: true) {
        layers = []
        return
      }
      at = next
    }
  }

  /// Adds what a folder says of what is in it. A repository of its own is not bound by what is said above it.
  mutating func enter(_ folder: String, isRepository: Bool, in files: some FileSystem) {
    if isRepository {
      layers = []
      add(Repository.excludeFile(of: folder, in: files), base: folder, in: files)
    } else {
      add(folder.appending(path: ".gitignore"), base: folder, in: files)
    }
  }

  private mutating func add(_ path: String?, base: String, in files: some FileSystem) {
    guard let path, let bytes = try? files.read(path) else { return }
    let patterns = PathPatterns(ignoreFile: bytes)
    if !patterns.isEmpty { layers.append(Layer(base: Array(base.utf8), patterns: patterns)) }
  }

  /// Whether an entry is ignored, those above it being not. The path is absolute.
  func ignores(_ path: @autoclosure () -> String, isFolder: Bool) -> Bool {
    if layers.isEmpty { return false }
    let bytes = Array(path().utf8)
    for layer in layers.reversed() {
      // `/` ends in the slash that other folders lack.
      let start = layer.base.count + (layer.base.last == UInt8(ascii: "/") ? 0 : 1)
      guard start < bytes.count else { continue }
      if let verdict = layer.patterns.verdict(on: bytes[start...], isFolder: isFolder) { return verdict }
    }
    return false
  }
}
