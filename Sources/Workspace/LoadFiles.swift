import Checks
import Deployment
import Diagnostics
import Document
import Prometheus
import Stack

extension Compiler {
  /// What would make a server refuse the files at `paths`, and those that they name: the offline equal of `promtool check
  /// config`, `promtool check rules` and `amtool check-config`.
  ///
  /// Comments silence nothing here, since no server reads them.
  func load(_ paths: [String], _ options: NativeOptions) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for path in paths {
      let found = DiscoveredFiles(at: path, choice: options.choice, in: files)
      findings += found.problems
      for source in found.sources {
        findings += load(source, as: found.isOneFile ? options.kind : nil, isNamed: found.isOneFile, options)
      }
    }
    var seen: Set<Diagnostic> = []
    return findings.filter { seen.insert($0).inserted }
  }

  private func load(
    _ source: SourceFile, as forced: FileKind?, isNamed: Bool, _ options: NativeOptions
  ) -> [Diagnostic] {
    let file = NativeFile(reading: source, isNamed: isNamed, as: forced)
    var findings = file.diagnostics.filter(FindingCatalogue.refusesLoad)
    // Of a file of its own, a server reads the first document; and it takes an empty file.
    let documents = file.content.unread == nil ? file.content.files : Array(file.content.files.prefix(1))
    let loaded = documents.filter { !$0.root.isNull }
    guard !loaded.isEmpty else { return findings }
    var search = TemplateSearch(in: files)
    let stack = Stack(reading: loaded, for: options.servers) { search.files(namedBy: $0) }
    findings += stack.diagnostics + search.problems
    findings += CheckRun { $0.refusesLoad }.findings(in: stack)
    findings = findings.filter(FindingCatalogue.refusesLoad)
    // What stands in something else runs where its files are.
    for config in stack.prometheus where config.node.isDocument { findings += loadFiles(namedBy: config, options) }
    return NativeFile.hiding(file.content.secrets, in: findings)
  }

  // MARK: Files that prometheus.yml names

  private func loadFiles(namedBy config: PrometheusConfig, _ options: NativeOptions) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for pattern in config.ruleFiles {
      let paths = matches(of: pattern, in: config)
      // A pattern that matches nothing yet is fine.
      if paths.isEmpty, !pattern.text.contains("*"), !options.assumesFiles {
        findings.append(.missingFile(pattern))
      }
      for path in paths {
        let found = DiscoveredFiles(at: path, in: files)
        findings += found.problems
        for source in found.sources { findings += load(source, as: .rules, isNamed: true, options) }
      }
    }
    findings += loadJobs(namedBy: config, options)
    guard !options.assumesFiles else { return findings }
    for path in config.neededFiles where !exists(path.text, beside: config) { findings.append(.missingFile(path)) }
    return findings
  }

  /// Files with further jobs, which share their names with those of the file itself.
  private func loadJobs(namedBy config: PrometheusConfig, _ options: NativeOptions) -> [Diagnostic] {
    let version = options.servers.versions[.prometheus]
    var findings: [Diagnostic] = []
    var jobs: [String: Node] = [:]
    for name in config.jobNames where jobs[name.text] == nil { jobs[name.text] = name }
    var seen: Set<String> = []
    for path in config.scrapeConfigFiles.flatMap({ matches(of: $0, in: config) }) {
      // Named twice, it is loaded twice.
      let isAgain = !seen.insert(path).inserted
      let found = DiscoveredFiles(at: path, in: files)
      findings += found.problems
      for source in found.sources {
        let result = YAMLReader.read(source)
        findings += result.diagnostics
        guard let root = result.documents.first, !root.isNull else { continue }
        findings += PrometheusSchema.checkScrapeConfigFile(root, beside: config.node, version: version)
        for name in PrometheusConfig(root).jobNames {
          if let first = jobs[name.text], isAgain || first.file != name.file {
            findings.append(.duplicateJob(name, of: first))
          } else if jobs[name.text] == nil {
            jobs[name.text] = name
          }
        }
      }
    }
    return findings.filter(FindingCatalogue.refusesLoad)
  }

  private func exists(_ path: String, beside config: PrometheusConfig) -> Bool {
    ((try? files.entry(at: config.path(to: path))) ?? nil) != nil
  }

  /// The files that a glob names; only its last part can hold a star.
  private func matches(of pattern: Node, in config: PrometheusConfig) -> [String] {
    let path = config.path(to: pattern.text)
    guard path.contains(where: { "*?[".contains($0) }) else {
      return exists(pattern.text, beside: config) ? [path] : []
    }
    let folder = path.parentPath
    guard let entries = try? files.entries(of: folder.isEmpty ? "." : folder) else { return [] }
    let glob = PathGlob(pattern.text, relativeTo: config.node.file.path)
    return entries.filter { $0.kind == .file }.map { folder == "." ? $0.name : folder.appending(path: $0.name) }
      .filter { glob.matches($0) }
  }
}

extension PrometheusConfig {
  /// Relative paths start at the file's own folder.
  fileprivate func path(to path: String) -> String {
    let folder = node.file.path.parentPath
    return path.hasPrefix("/") || folder.isEmpty || folder == "." ? path : folder.appending(path: path)
  }
}

extension Diagnostic {
  fileprivate static func duplicateJob(_ name: Node, of first: Node) -> Diagnostic {
    Diagnostic(
      "scrape/duplicate-job", "two jobs are called \(quoted(name.text))", at: name.origin,
      notes: [.init("the other is here", at: first.origin)])
  }

  fileprivate static func missingFile(_ path: Node) -> Diagnostic {
    Diagnostic(
      "input/missing-file", "there is no file \(quoted(path.text))", at: path.origin,
      help: "give --assume-files if it exists where the server runs")
  }
}
