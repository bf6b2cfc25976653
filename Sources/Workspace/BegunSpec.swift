import Deployment
import Diagnostics
import Parallel
import Synchronization

/// A spec that another core reads while this one still finds out what else the arguments say.
///
/// Only a folder that looks like nothing but a spec is begun with: few files, no folders below. Where the guess was wrong
/// nobody asks for the reading, and nothing is reported of it.
enum BegunSpec {
  typealias Reading = (found: FoundFiles, spec: SpecResult)

  private static let begun = Mutex<(path: String, reading: Deferred<Reading?>)?>(nil)
  private static let fewFiles = 64

  static func begin(at path: String) {
    let reading = Deferred { read(path, in: LocalFiles()) }
    begun.withLock { $0 = (path, reading) }
    reading.begin()
  }

  /// What was read of the spec at `path`; nil when that was not begun with. To be asked for once: what is written there
  /// later would not show.
  static func take(_ path: String) -> Reading? {
    let reading = begun.withLock { begun in
      let reading = begun.flatMap { $0.path == path ? $0.reading : nil }
      begun = nil
      return reading
    }
    return reading?.value
  }

  private static func read(_ path: String, in files: LocalFiles) -> Reading? {
    guard let entry = try? files.entry(at: path), entry.kind == .folder, let entries = try? files.entries(of: path),
      entries.count <= fewFiles, entries.allSatisfy({ $0.kind == .file })
    else { return nil }
    let found = FoundFiles(at: path, in: files)
    guard found.problems.isEmpty, found.sources.contains(where: \.namesDeployment) else { return nil }
    return (found, SpecReader.read(files: found.sources))
  }
}
