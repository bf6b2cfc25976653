import Deployment
import Diagnostics
import Parallel
import Stack

/// The files to check that a path stands for: itself, or what may be configuration below it.
///
/// Below a folder, what Git ignores is passed over, and so are names that begin with a dot. Only files with the usual
/// endings are opened, and of them only those are kept that hold one of the words that every kind of configuration has:
/// repositories are full of YAML and JSON that is no business of anybody's here.
struct DiscoveredFiles {
  private(set) var sources: [SourceFile] = []
  /// Generated folders below the path.
  private(set) var outputFolders: [String] = []
  /// What could not be read, as `input/unreadable`: an error for what was named or may not be read, a warning for the rest.
  private(set) var problems: [Diagnostic] = []
  /// Whether the path is a file, rather than a folder of them.
  private(set) var isOneFile = false
  /// Paths with a link in them, below the path: the same files may stand there under another name.
  private(set) var linked: Set<String> = []

  static let endings = [".yaml", ".yml", ".json"]

  /// Guards against being pointed at `/`.
  private static let candidateLimit = 100_000
  private static let entryLimit = 2_000_000

  private let choice: PathChoice
  private var candidates: [String] = []
  private var entryCount = 0

  init(at path: String, choice: PathChoice = PathChoice(), in files: some FileSystem) {
    self.choice = choice
    if path == "-" {
      isOneFile = true
      readStandardInput()
      return
    }
    do {
      switch try files.entry(at: path)?.kind {
      case nil: problems.append(.unreadable(path, "no such file or folder"))
      case .file:
        isOneFile = true
        sources.append(SourceFile(path: path, bytes: try files.read(path)))
      case .folder: try find(below: path, in: files)
      case .other: problems.append(.unreadable(path, "is not a regular file"))
      }
    } catch {
      problems.append(.unreadable(error.path, error.reason))
    }
  }

  private mutating func readStandardInput() {
    do {
      sources.append(SourceFile(path: "<stdin>", bytes: try LocalFiles().readStandardInput()))
    } catch {
      problems.append(.unreadable(error.path, error.reason))
    }
  }

  private mutating func find(below path: String, in files: some FileSystem) throws(FileError) {
    let location = try files.location(of: path)
    let above = Repository.isRoot(location, in: files) ? nil : IgnoreRules(above: location, in: files)
    walk(Folder(path: path, location: location), above ?? .none, in: files)
    if candidates.isEmpty, problems.isEmpty, outputFolders.isEmpty {
      problems.append(.unreadable(path, "holds no .yaml file", help: "give a folder or a file with configuration"))
    }
    read(from: files)
  }

  // MARK: Walking

  private struct Folder {
    var path: String
    /// The absolute path.
    var location: String
    /// The paths of the folders on the way here.
    var above: [String] = []
    /// Whether a link is among them.
    var isLinked = false

    func folder(_ entry: FileEntry) -> Folder {
      Folder(
        path: path.appending(path: entry.name), location: location.appending(path: entry.name), above: above + [path],
        isLinked: isLinked || entry.isLink)
    }
  }

  private mutating func walk(_ folder: Folder, _ rules: IgnoreRules, in files: some FileSystem) {
    let entries: [FileEntry]
    do {
      entries = try files.entries(of: folder.path)
    } catch {
      problems.append(.unreadable(error.path, error.reason))
      return
    }
    entryCount += entries.count
    if !folder.above.isEmpty, files.isGenerated(folder.path, holding: entries) {
      outputFolders.append(folder.path)
      return
    }
    var rules = rules
    if entries.contains(where: { $0.name == ".git" }) { rules.enter(folder.location, isRepository: true, in: files) }
    if entries.contains(where: { $0.name == ".gitignore" }) {
      rules.enter(folder.location, isRepository: false, in: files)
    }
    for entry in entries where !entry.name.hasPrefix(".") && entry.name != Layout.manifest {
      guard entryCount < Self.entryLimit, candidates.count < Self.candidateLimit else {
        return refuse(folder.path)
      }
      // Mostly nobody asks for it: neither the settings nor Git have a say.
      lazy var location = folder.location.appending(path: entry.name)
      if !entry.isNameText {
        passOver(entry, in: folder, rules)
        continue
      }
      switch entry.kind {
      case .folder:
        if !rules.ignores(location, isFolder: true), !choice.excludes(location, isFolder: true),
          !files.leads(entry, backTo: folder.above + [folder.path])
        {
          walk(folder.folder(entry), rules, in: files)
        }
      case .file, .other:
        if isWanted(entry.name, location), !rules.ignores(location, isFolder: false),
          !choice.excludes(location, isFolder: false)
        {
          let path = folder.path.appending(path: entry.name)
          candidates.append(path)
          if folder.isLinked || entry.isLink { linked.insert(path) }
        }
      }
    }
  }

  /// What would be looked at if its name were text. It is worth a word, and no reason to leave the rest unread.
  private mutating func passOver(_ entry: FileEntry, in folder: Folder, _ rules: IgnoreRules) {
    let location = folder.location.appending(path: entry.name)
    let isFolder = entry.kind == .folder
    guard isFolder || isWanted(entry.name, location), !rules.ignores(location, isFolder: isFolder),
      !choice.excludes(location, isFolder: isFolder)
    else { return }
    var problem = Diagnostic.unreadable(
      folder.path.appending(path: entry.name), "its name is not UTF-8", help: "rename it")
    problem.severity = .warning
    problems.append(problem)
  }

  private func isWanted(_ name: String, _ location: @autoclosure () -> String) -> Bool {
    Self.endings.contains { name.hasSuffix($0) } || choice.kind(of: location()) != nil
  }

  private mutating func refuse(_ path: String) {
    let message = "holds more than \(Self.candidateLimit) files to read"
    if !problems.contains(where: { $0.message.hasSuffix(message) }) { problems.append(.unreadable(path, message)) }
  }

  // MARK: Reading

  private enum Reading: Sendable {
    case source(SourceFile)
    case nothingHere
    case problem(FileError)
  }

  private mutating func read(from files: some FileSystem) {
    let choice = choice
    let read = candidates.concurrentMap { path -> Reading in
      do throws(FileError) {
        let bytes = try files.read(path)
        let isChosen = choice.hasKinds && ((try? files.location(of: path)).flatMap { choice.kind(of: $0) } != nil)
        guard isChosen || FileKind.mayBeRecognized(in: bytes) else { return .nothingHere }
        return .source(SourceFile(path: path, bytes: bytes))
      } catch {
        return .problem(error)
      }
    }
    for reading in read {
      switch reading {
      case .source(let source): sources.append(source)
      case .nothingHere: break
      case .problem(let error) where error.cause == .size: break
      case .problem(let error):
        var problem = Diagnostic.unreadable(error.path, error.reason)
        // A link to where there is nothing, a pipe: worth a word, and no reason to take the whole run for nothing.
        if error.cause != .denied { problem.severity = .warning }
        problems.append(problem)
      }
    }
  }
}
