import Diagnostics
import Parallel

/// A file that may be configuration, and how it was found.
struct FoundSource: Sendable {
  var source: SourceFile
  /// A file that was named must be something; one that was found may be anybody's.
  var isNamed: Bool
  /// Whether a link was followed on the way to it.
  var isLinked = false
  /// Further paths that lead to it, by links mostly.
  var otherPaths: [String] = []

  /// `found` with each file once, however many paths lead to it; it goes by one without links, where there is one.
  static func distinct(_ found: [FoundSource], in files: some FileSystem) -> [FoundSource] {
    var kept: [FoundSource] = []
    var indices: [String: Int] = [:]
    let locations = found.concurrentMap { (try? files.location(of: $0.source.path)) ?? $0.source.path }
    for (one, location) in zip(found, locations) {
      if let index = indices[location] {
        kept[index].add(one)
      } else {
        indices[location] = kept.count
        kept.append(one)
      }
    }
    return kept
  }

  private mutating func add(_ other: FoundSource) {
    isNamed = isNamed || other.isNamed
    guard other.source.path != source.path else { return }
    if isLinked, !other.isLinked {
      otherPaths.append(source.path)
      (source, isLinked) = (other.source, false)
    } else {
      otherPaths.append(other.source.path)
    }
  }
}
