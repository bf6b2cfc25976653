import Checks
import Deployment
package import Diagnostics
import Document
import Glibc
import Parallel
import Stack

extension Compiler {
  /// Checks whatever stands at `paths`: each spec is compiled in memory; all native files together form one stack.
  ///
  /// A generated folder below a path is a native stack of its own. It is passed over when its spec is among what is
  /// checked: everything in it follows from that, and would be reported a second time in a place where nothing can be
  /// done about it.
  package func check(
    _ paths: [String], overlays: [String] = [], native: NativeOptions = NativeOptions()
  ) -> [Diagnostic] {
    if native.loadsOnly { return load(paths, native) }
    var findings: [Diagnostic] = []
    var others: [SourceFile] = []
    var named: Set<SourceFile> = []
    var outputFolders: [String] = []
    var compiled: Set<String> = []
    for path in paths {
      let isInput = path == "-"
      let found: FoundFiles =
        isInput ? .standardInput() : FoundFiles(at: path, endings: FoundFiles.configuration, in: files)
      findings += found.problems
      outputFolders += found.outputFolders
      let roots = specRoots(of: found.sources, isOneFile: found.isOneFile)
      for root in roots {
        let compilation = isInput ? compile(found.sources, overlays: overlays) : compile(root, overlays: overlays)
        findings += compilation.diagnostics
        if let name = compilation.deploymentName { compiled.insert(name) }
      }
      let beside = found.sources.filter { source in !roots.contains { source.isPart(ofSpecAt: $0) } }
      others += beside
      if found.isOneFile { named.formUnion(beside) }
    }
    findings += checkNative(others, named: named, native)
    for folder in outputFolders {
      let deployment = (try? Manifest(of: folder, in: files))?.deployment
      if let deployment, compiled.contains(deployment) { continue }
      let found = FoundFiles(at: folder, endings: FoundFiles.configuration, in: files)
      findings += found.problems + checkNative(found.sources, named: [], native)
    }
    return findings
  }

  /// Folders (or the one file) that hold a spec: where a file names a deployment. A spec takes in all the folders below
  /// its own.
  private func specRoots(of sources: [SourceFile], isOneFile: Bool) -> [String] {
    if isOneFile { return sources.filter(\.namesDeployment).map(\.path) }
    let naming = sources.filter { $0.isYAML && $0.namesDeployment }.map(\.path)
    var roots: [String] = []
    for folder in Set(naming.map(\.parentPath)).sorted(by: { $0.utf8.count < $1.utf8.count })
    where !roots.contains(where: { folder == $0 || folder.isBelow($0) }) {
      roots.append(folder)
    }
    return roots.sorted()
  }

  private func checkNative(
    _ sources: [SourceFile], named: Set<SourceFile>, _ options: NativeOptions
  ) -> [Diagnostic] {
    guard !sources.isEmpty else { return [] }
    var findings: [Diagnostic] = []
    var stackFiles: [StackFile] = []
    var secrets: [Span] = []
    let read = sources.concurrentMap { source in
      let isNamed = named.contains(source)
      return NativeFile(reading: source, isNamed: isNamed, as: isNamed ? options.kind : nil)
    }
    for file in read {
      findings += file.diagnostics
      stackFiles += file.content.files
      secrets += file.content.secrets
    }
    var search = TemplateSearch(in: files)
    let stack = Stack(reading: stackFiles, for: options.servers) { search.files(namedBy: $0) }
    findings += search.problems
    let selection = selection
    let errors = findings.filter { $0.severity == .error }
    let others = findings.filter { $0.severity < .error }
    if endsProcess { _ = Unmanaged.passRetained(Kept((read, stack))) }
    let checked = stack.diagnostics + CheckRun { selection.includes($0.id) }.findings(in: stack)
    var suppressions = Suppressions(in: sources)
    let reported =
      errors + suppressions.applied(to: others + checked, ran: selection.includes).filter { selection.includes($0.id) }
    return NativeFile.hiding(secrets, in: reported)
  }
}

extension SourceFile {
  /// Whether a line names a deployment, which is cheaper to see than a whole tree is to build; or, for a spec in braces,
  /// what is read says so.
  fileprivate var namesDeployment: Bool {
    if bytes.holdsLine(startingWith: "deployment:", where: isName) { return true }
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return false }
    return YAMLReader.read(self).documents.first.map { FileKind.recognized(in: $0) } == .spec
  }

  /// Whether a name stands after a key, or nothing at all: many programs have a mapping called `deployment`.
  private func isName(from start: Int) -> Bool {
    let line = bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
    let value = line.drop { $0 == 0x20 || $0 == 0x09 }.first { $0 != 0x0D }
    guard let value, value != UInt8(ascii: "#") else {
      // Lines that are indented or list items are below the key.
      let below = bytes[line.endIndex...].drop { $0 != UInt8(ascii: "\n") }.drop { $0 == 0x0A || $0 == 0x0D }
      return ![0x20, 0x09, UInt8(ascii: "-")].contains(below.first ?? 0)
    }
    return ![UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "&"), UInt8(ascii: "*")].contains(value)
  }

  fileprivate func isPart(ofSpecAt root: String) -> Bool {
    path == root || path.isBelow(root) && isYAML
  }

  fileprivate var isYAML: Bool { FoundFiles.spec.contains { path.hasSuffix($0) } }
}

extension [UInt8] {
  /// Whether a line starts with `key` and goes on, from the byte that is asked about, as it should.
  fileprivate func holdsLine(startingWith key: StaticString, where goesOn: (Int) -> Bool) -> Bool {
    withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return false }
      var line = start
      let end = line + bytes.count
      while end - line >= key.utf8CodeUnitCount {
        if memcmp(line, key.utf8Start, key.utf8CodeUnitCount) == 0,
          goesOn(line - start + key.utf8CodeUnitCount)
        {
          return true
        }
        guard let newline = memchr(line, 0x0A, end - line) else { return false }
        line = UnsafeRawPointer(newline) + 1
      }
      return false
    }
  }
}

extension String {
  fileprivate func isBelow(_ folder: String) -> Bool {
    folder == "." ? !hasPrefix("/") && !hasPrefix("../") : hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }
}
