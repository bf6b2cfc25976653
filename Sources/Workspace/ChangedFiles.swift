package import Diagnostics
import Glibc

/// The files that differ from a revision, by Git's word: `--changed`.
package struct ChangedFiles {
  /// Absolute paths without links.
  private let locations: Set<String>

  /// What Git says around `path`. Without a base, what was not committed; with one, what changed since the commit where
  /// the two parted. Files that Git does not know yet, and does not ignore, have changed.
  package init(since base: String?, around path: String) throws(FileError) {
    var folder = path == "-" ? "." : path
    if let entry = try LocalFiles().entry(at: folder), entry.kind != .folder { folder = folder.parentPath }
    let git = Git(folder: folder)
    guard let top = git.line("rev-parse", "--show-toplevel") else {
      throw FileError(path: folder, reason: "is in no Git repository, or there is no git")
    }
    let repository = Git(folder: top)
    var names: [String]
    if let commit = try repository.commit(base) {
      // Without the options a user's configuration could change the form of the output, or run programs.
      names = repository.paths(
        "diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-relative",
        "--diff-filter=d", "--ignore-submodules", commit, "--")
      names += repository.paths("ls-files", "-z", "--others", "--exclude-standard")
    } else {
      names = repository.paths("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    }
    locations = Set(names.map { top.appending(path: $0) })
  }

  /// The findings that stand in such files, and those about what can't be read. Others stand there because of the change, or
  /// stood there before; that can't be told.
  package func findings(among all: [Diagnostic]) -> [Diagnostic] {
    var answers: [String: Bool] = [:]
    return all.filter { finding in
      guard !finding.isUnreadable, let path = finding.place.span?.file.path else { return true }
      if let answer = answers[path] { return answer }
      let location = try? LocalFiles().location(of: path)
      let answer = location.map(locations.contains) ?? true
      answers[path] = answer
      return answer
    }
  }
}

/// Git, asked about one folder.
private struct Git {
  let folder: String

  /// Git sets these for its hooks, and then takes any folder that it is asked about for the top of the hook's own
  /// repository. Who sets them by hand says where the files are, too.
  private static let ofHooks = getenv("GIT_WORK_TREE") == nil ? ["GIT_DIR", "GIT_INDEX_FILE"] : []

  private func run(_ arguments: [String]) -> Subprocess.Result? {
    // A repository's configuration may name a program to be asked for changes.
    Subprocess.run(
      "git", ["-C", folder, "--no-optional-locks", "-c", "core.fsmonitor=false"] + arguments, without: Self.ofHooks)
  }

  /// One line of output; nil when Git fails.
  func line(_ arguments: String...) -> String? {
    guard let result = run(arguments), result.status == 0 else { return nil }
    let text = String(decoding: result.output, as: UTF8.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// Output in which each item ends in a zero byte.
  func paths(_ arguments: String...) -> [String] {
    guard let result = run(arguments), result.status == 0 else { return [] }
    return result.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The commit to compare with: where `base` and what is checked out parted. Nil in a repository without any.
  func commit(_ base: String?) throws(FileError) -> String? {
    guard let commit = line("rev-parse", "--verify", "--quiet", "--end-of-options", (base ?? "HEAD") + "^{commit}")
    else {
      if let base { throw FileError(path: folder, reason: "there is no commit \"\(base)\" in this repository") }
      return nil
    }
    // In a shallow clone the two may have nothing in common.
    return base == nil ? commit : line("merge-base", commit, "HEAD") ?? commit
  }
}
