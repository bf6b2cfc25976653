import Checks
import Deployment
import Diagnostics
import Document
import Parallel
import Prometheus
import Stack

extension Compiler {
  /// What would make a server refuse the files at `paths`, and those that they name: the offline equal of `promtool check
  /// config`, `promtool check rules` and `amtool check-config`.
  ///
  /// Comments silence nothing here, since no server reads them.
  func load(_ paths: [String], _ options: NativeOptions) -> Checked {
    var checked = Checked()
    for part in paths.concurrentMap({ load(at: $0, options) }) { checked += part }
    var seen: Set<Diagnostic> = []
    checked.findings.removeAll { !seen.insert($0).inserted }
    return checked
  }

  private func load(at path: String, _ options: NativeOptions) -> Checked {
    let found = DiscoveredFiles(at: path, choice: options.choice, in: files)
    var checked = Checked()
    checked.findings = found.problems
    let parts = found.sources.concurrentMap {
      load($0, as: found.isOneFile ? options.kind : nil, isNamed: found.isOneFile, options)
    }
    for part in parts { checked += part }
    return checked
  }

  private func load(
    _ source: SourceFile, as forced: NamedKind?, isNamed: Bool, _ options: NativeOptions
  ) -> Checked {
    let file = NativeFile(reading: source, isNamed: isNamed, as: forced)
    // That nothing was looked at must be said, or it would read as if a server took the file. It does take an empty one.
    var findings = file.diagnostics.filter {
      FindingCatalogue.refusesLoad($0) || $0.id == "input/unrecognized" && !file.isEmpty
    }
    // Of a file of its own, a server reads the first document; and it takes an empty file.
    let documents = file.content.unread == nil ? file.content.files : Array(file.content.files.prefix(1))
    let loaded = documents.filter { !$0.root.isNull }
    guard !loaded.isEmpty else { return Checked(findings, in: [file]) }
    var search = TemplateSearch(in: files)
    let stack = Stack(reading: loaded, for: options.servers) { search.files(namedBy: $0) }
    findings += stack.diagnostics + search.problems
    findings += CheckRun { $0.refusesLoad }.findings(in: stack)
    findings = findings.filter(FindingCatalogue.refusesLoad)
    // What stands in something else runs where its files are.
    var named = Checked()
    for config in stack.prometheus where config.node.isDocument { named += loadFiles(namedBy: config, options) }
    // What a named file is like may be said in the one that names it.
    var checked = Checked(findings + named.findings, in: [file])
    checked.secrets += named.secrets
    return checked
  }

  // MARK: Files that prometheus.yml names

  private func loadFiles(namedBy config: PrometheusConfig, _ options: NativeOptions) -> Checked {
    var checked = Checked()
    for pattern in config.ruleFiles {
      let paths = files.matches(of: pattern.text, from: config.folder)
      // A pattern that matches nothing yet is fine.
      if paths.isEmpty, !pattern.text.contains("*"), !options.assumesFiles {
        checked.findings.append(.missingFile(pattern))
      }
      let (sources, problems) = read(paths, namedBy: pattern)
      checked.findings += problems
      for source in sources { checked += load(source, as: .prometheusRules, isNamed: true, options) }
    }
    checked.findings += loadJobs(namedBy: config, options)
    guard !options.assumesFiles else { return checked }
    for path in config.neededFiles where !files.holds(config.folder.resolving(path: path.text)) {
      checked.findings.append(.missingFile(path))
    }
    return checked
  }

  /// Files with further jobs, which share their names with those of the file itself.
  private func loadJobs(namedBy config: PrometheusConfig, _ options: NativeOptions) -> [Diagnostic] {
    let version = options.servers.versions[.prometheus]
    var findings: [Diagnostic] = []
    var jobs: [String: Node] = [:]
    for name in config.jobNames where jobs[name.text] == nil { jobs[name.text] = name }
    var seen: Set<String> = []
    for pattern in config.scrapeConfigFiles {
      let (sources, problems) = read(files.matches(of: pattern.text, from: config.folder), namedBy: pattern)
      findings += problems
      for source in sources {
        // Named twice, it is loaded twice.
        let isAgain = !seen.insert(source.path).inserted
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

  private func read(_ paths: [String], namedBy pattern: Node) -> (sources: [SourceFile], problems: [Diagnostic]) {
    var sources: [SourceFile] = []
    var problems: [Diagnostic] = []
    for path in paths {
      do throws(FileError) {
        if try files.entry(at: path)?.kind == .file {
          sources.append(SourceFile(path: path, bytes: try files.read(path)))
        } else {
          problems.append(
            .notAFile(
              path, at: pattern, reader: "Prometheus", help: "let the pattern match files only, as \"*.yml\" does"))
        }
      } catch {
        problems.append(.unreadable(error.path, error.reason))
      }
    }
    return (sources, problems)
  }
}

extension PrometheusConfig {
  /// Where relative paths start: the file's own folder.
  fileprivate var folder: String { node.file.path.parentPath }
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
