import Checks
import Deployment
package import Diagnostics
import Document
import Parallel
import Stack

extension Compiler {
  /// Checks whatever stands at `paths`: each spec is compiled in memory; native files form stacks.
  ///
  /// A generated folder below a path is a native stack of its own. It is passed over when its spec is among what is
  /// checked: everything in it follows from that, and would be reported a second time in a place where nothing can be
  /// done about it.
  package func check(
    _ paths: [String], overlays: [String] = [], native: NativeOptions = NativeOptions(), settings: Settings = Settings()
  ) -> Checked {
    var checked = native.loadsOnly ? load(paths, native) : everything(in: paths, overlays: overlays, native, settings)
    if !native.loadsOnly {
      let selection = selection
      checked.findings = settings.applied(
        to: checked.findings, read: checked.read, today: today, in: files, ran: selection.includes
      ).filter { $0.severity == .error || selection.includes($0.id) }
    }
    checked.findings = settings.diagnostics + checked.findings
    return checked
  }

  /// What is found, before settings are asked what is wanted.
  private func everything(
    in paths: [String], overlays: [String], _ native: NativeOptions, _ settings: Settings
  ) -> Checked {
    var checked = Checked()
    var others: [FoundSource] = []
    var outputFolders: [String] = []
    var compiled: Set<String> = []
    let discovered = paths.concurrentMap { [files] in DiscoveredFiles(at: $0, choice: native.choice, in: files) }
    for (path, found) in zip(paths, discovered) {
      checked.read += found.sources.map(\.path)
      outputFolders += found.outputFolders
      let roots = specRoots(of: found.sources, isOneFile: found.isOneFile)
      for root in roots {
        let compilation = path == "-" ? compile(found.sources, overlays: overlays) : compile(root, overlays: overlays)
        checked.findings += compilation.diagnostics
        if let name = compilation.deploymentName { compiled.insert(name) }
      }
      let beside = found.sources.filter { source in !roots.contains { source.isPart(ofSpecAt: $0) } }
      // Of a spec's own files the compiler has told.
      checked.findings += found.problems.filter { problem in
        !roots.contains { problem.place.span?.file.isPart(ofSpecAt: $0) ?? false }
      }
      others += beside.map {
        FoundSource(source: $0, isNamed: found.isOneFile, isLinked: found.linked.contains($0.path))
      }
    }
    if paths.count > 1 || others.contains(where: \.isLinked) { others = FoundSource.distinct(others, in: files) }
    checked += checkNative(others, native, settings)
    for folder in outputFolders {
      let deployment = (try? Manifest(of: folder, in: files))?.deployment
      if let deployment, compiled.contains(deployment) { continue }
      let found = DiscoveredFiles(at: folder, choice: native.choice, in: files)
      checked.findings += found.problems
      checked += checkNative(found.sources.map { FoundSource(source: $0, isNamed: false) }, native, settings)
    }
    return checked
  }

  /// Folders (or the one file) that hold a spec: where a file names a deployment. A spec takes in all the folders below
  /// its own.
  private func specRoots(of sources: [SourceFile], isOneFile: Bool) -> [String] {
    if isOneFile { return sources.filter(\.namesDeployment).map(\.path) }
    let naming = sources.concurrentMap { $0.isYAML && $0.namesDeployment ? $0.path : nil }.compactMap { $0 }
    var roots: [String] = []
    for folder in Set(naming.map(\.parentPath)).sorted(by: { $0.utf8.count < $1.utf8.count })
    where !roots.contains(where: { folder == $0 || folder.isBelow($0) }) {
      roots.append(folder)
    }
    return roots.sorted()
  }

  private func checkNative(_ found: [FoundSource], _ options: NativeOptions, _ settings: Settings) -> Checked {
    guard !found.isEmpty else { return Checked() }
    let read = found.concurrentMap { [options, files] in NativeFile(reading: $0, options, in: files) }
    var paths = RelativePaths(base: settings.folder)
    let groups = StackGrouping(of: read.flatMap(\.content.files), settings.stacks) { paths.relative($0, in: files) }
    let selection = selection
    var search = TemplateSearch(in: files)
    let stacks = groups.stacks.map { own in
      Stack(reading: own, for: options.servers, metrics: options.metrics) { search.files(namedBy: $0) }
    }
    if endsProcess { _ = Unmanaged.passRetained(Kept((read, stacks))) }
    let checked = stacks.map { $0.diagnostics + CheckRun { selection.includes($0.id) }.findings(in: $0) }
    let readings =
      read.flatMap { $0.diagnostics + (groups.isLoaded([$0.path] + $0.otherPaths) ? $0.withheld : []) }
      + search.problems
    let errors = readings.filter { $0.severity == .error }
    let others = readings.filter { $0.severity < .error }
    let byPath = Deferred { Dictionary(read.map { ($0.path, $0) }) { first, _ in first } }
    let texts = read.filter { !$0.content.texts.isEmpty }.map { ($0.path, EmbeddedTexts($0.content.texts)) }
    var suppressions = Suppressions(
      in: found.map(\.source), texts: Dictionary(texts) { first, _ in first }, today: today
    ) { byPath.value[$0.path]?.ruleExtents }
    let reported = suppressions.applied(to: others + groups.agreed(checked), ran: selection.includes)
    return Checked(errors + reported.filter { selection.includes($0.id) }, in: read)
  }
}

extension SourceFile {
  /// Whether a line names a deployment, which is cheaper to see than a whole tree is to build; or, for a spec in braces,
  /// what is read says so.
  var namesDeployment: Bool {
    let key: StaticString = "deployment:"
    var at = 0
    while let start = bytes.firstIndex(of: key, from: at) {
      at = start + key.utf8CodeUnitCount
      if start == 0 || bytes[start - 1] == UInt8(ascii: "\n"), isName(from: at) { return true }
    }
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

  fileprivate var isYAML: Bool { FoundFiles.endings.contains { path.hasSuffix($0) } }
}

extension String {
  fileprivate func isBelow(_ folder: String) -> Bool {
    folder == "." ? !hasPrefix("/") && !hasPrefix("../") : hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }
}
