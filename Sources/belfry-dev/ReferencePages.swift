import Deployment
import Foundation
import Stack

/// What the tables of native files determine.
enum ReferencePages {
  private static let folder = "docs/reference"

  /// A page a kind of file, and their index.
  static func pages() -> [GeneratedText] {
    NativeTable.all.map { native in
      GeneratedText(path: "\(folder)/\(native.kind.rawValue).md", text: ReferencePage.markdown(of: native))
    } + [GeneratedText(path: "\(folder)/README.md", text: ReferencePage.index)]
  }

  /// Pages of kinds that are described no more.
  static func orphans() throws -> [String] {
    let wanted = Set(pages().map(\.path))
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return found.filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }.filter { !wanted.contains($0) }.sorted()
  }
}
