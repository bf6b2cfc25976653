import Checks
import Deployment
package import Diagnostics
import Document
import Stack

extension Compiler {
  /// Checks whatever stands at `paths`: specs are compiled in memory; native files form one stack a path.
  package func check(_ paths: [String], overlays: [String] = []) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var native: [SourceFile] = []
    for path in paths {
      if path == "-" {
        do {
          native.append(SourceFile(path: "<stdin>", bytes: try LocalFiles().readStandardInput()))
        } catch {
          findings.append(.unreadable(error.path, error.reason))
        }
        continue
      }
      let found = SpecFiles(at: path, in: files)
      findings += found.problems
      let specs = specRoots(of: found.sources, at: path)
      for spec in specs { findings += compile(spec, overlays: overlays).diagnostics }
      native += found.sources.filter { source in
        !specs.contains { source.path == $0 || source.path.hasPrefix($0.appending(path: "")) || $0 == "." }
      }
    }
    return findings + checkNative(native)
  }

  /// Folders (or the one file) that hold a spec: where a file says `deployment:` at its top.
  private func specRoots(of sources: [SourceFile], at path: String) -> [String] {
    var roots: [String] = []
    for source in sources where source.path != "<stdin>" && Self.namesDeployment(source.bytes) {
      let root = source.path == path ? path : source.path.parentPath
      if !roots.contains(root) { roots.append(root) }
    }
    return roots
  }

  /// Whether a line starts with `deployment:`, which is cheaper to see than a whole tree is to build.
  private static func namesDeployment(_ bytes: [UInt8]) -> Bool {
    let key = Array("deployment:".utf8)
    var atLineStart = true
    for index in bytes.indices {
      if atLineStart, bytes[index] == key[0], bytes[index...].starts(with: key) { return true }
      atLineStart = bytes[index] == UInt8(ascii: "\n")
    }
    return false
  }

  private func checkNative(_ sources: [SourceFile]) -> [Diagnostic] {
    guard !sources.isEmpty else { return [] }
    var findings: [Diagnostic] = []
    var stackFiles: [StackFile] = []
    for source in sources {
      let isJSON = source.path.hasSuffix(".json")
      let result = isJSON ? JSONReader.read(source) : YAMLReader.read(source)
      findings += result.diagnostics
      for document in result.documents {
        guard let kind = FileKind.recognized(in: document) else { continue }
        stackFiles.append(StackFile(kind: kind, root: document))
      }
    }
    let stack = Stack(reading: stackFiles)
    let selection = selection
    findings += stack.diagnostics + CheckRun { selection.includes($0.id) }.findings(in: stack)
    var suppressions = Suppressions(in: sources)
    return suppressions.applied(to: findings)
  }
}
