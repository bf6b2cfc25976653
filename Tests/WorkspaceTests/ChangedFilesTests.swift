import Testing

/// `--changed`, with a real repository.
struct ChangedFilesTests {
  private static let rules = "groups: [{name: a, rules: [{alert: Down, expr: up ==}]}]\n"

  /// A repository with two commits on `main` and one on a branch of the first, which is checked out.
  private func repository() throws -> Workbench {
    let bench = try Workbench()
    for path in ["old.yml", "edited.yml", "sub/staged.yml", "sub/branch.yml"] { try bench.write(Self.rules, to: path) }
    let setUp = """
      set -e
      export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
      git init -q -b main .
      git config user.name Test; git config user.email test@localhost; git config core.quotePath true
      git config diff.relative true; git config diff.noprefix true; git config core.fsmonitor 'touch ran; false'
      echo ignored.yml > .gitignore
      git add .; git commit -qm first
      git checkout -q -b work
      echo >> sub/branch.yml; git commit -qam branch
      git checkout -q main; echo >> old.yml; git commit -qam second; git checkout -q work
      echo >> edited.yml; echo >> sub/staged.yml; git add sub/staged.yml
      rm -f ran
      """
    let run = try bench.shell(setUp)
    #expect(run.status == 0, "\(run.errors)")
    try bench.write(Self.rules, to: "sub/new ü\n.yml")
    try bench.write(Self.rules, to: "ignored.yml")
    return bench
  }

  private func paths(_ run: Workbench.Run) -> [String] {
    run.output.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }
  }

  @Test func reportsWhatStandsInChangedFiles() throws {
    let bench = try repository()
    let check = "$BELFRY check . --only syntax --format concise"
    #expect(
      paths(try bench.shell(check)) == ["edited.yml", "old.yml", "sub/branch.yml", "sub/new ü␊.yml", "sub/staged.yml"])
    #expect(paths(try bench.shell(check + " --changed")) == ["edited.yml", "sub/new ü␊.yml", "sub/staged.yml"])
    // From where the branches parted: what happened on main since then is none of ours.
    let since = ["edited.yml", "sub/branch.yml", "sub/new ü␊.yml", "sub/staged.yml"]
    #expect(paths(try bench.shell(check + " --changed --base main")) == since)
    #expect(
      paths(try bench.shell("cd sub && " + check + " --changed --base main")) == [
        "branch.yml", "new ü␊.yml", "staged.yml",
      ])
    // What is named, ignored or not.
    #expect(paths(try bench.shell("$BELFRY check ignored.yml old.yml --changed --only syntax --format concise")) == [])
    #expect(!bench.exists("ran"))
  }

  /// A hook in a worktree is told of the repository in variables, which speak of no other folder.
  @Test func inAHook() throws {
    let bench = try repository()
    let hook = "#!/bin/sh\n$BELFRY check sub --changed --only syntax --format concise > hook.txt 2>&1\n"
    try bench.write(hook, to: ".git/hooks/pre-commit")
    let commit = """
      chmod +x .git/hooks/pre-commit && git worktree add -q tree main && cd tree && echo >> sub/branch.yml && \
      ! git commit -qam hooked && cat hook.txt
      """
    #expect(paths(try bench.shell(commit)) == ["sub/branch.yml"])
  }

  @Test func beforeTheFirstCommitEverythingHasChanged() throws {
    let bench = try Workbench()
    try bench.write(Self.rules, to: "a.yml")
    #expect(
      paths(try bench.shell("git init -q . && $BELFRY check . --changed --only syntax --format concise")) == ["a.yml"])
  }

  @Test(arguments: [
    ("--changed --base nowhere", "there is no commit \"nowhere\""), ("--changed --base --output=x", "no commit"),
    ("--changed --base=--output=x", "no commit"), ("--changed --base=", "there is no commit"),
  ])
  func aBaseMustBeThere(_ options: String, _ message: String) throws {
    let bench = try repository()
    let run = try bench.shell("$BELFRY check . " + options)
    #expect(run.status == 2 && run.output == "" && !bench.exists("x"), "\(run.errors)")
    #expect(run.errors.contains(message) || run.errors.contains("Missing value"), "\(run.errors)")
  }

  @Test func aRepositoryMustBeThere() throws {
    let bench = try Workbench()
    try bench.write(Self.rules, to: "a.yml")
    let run = try bench.shell("$BELFRY check . --changed 2>&1 >/dev/null")
    #expect(run.status == 2 && run.output.contains("is in no Git repository"), "\(run.output)")
    let without = try bench.shell("PATH=/nowhere $BELFRY check . --changed 2>&1 >/dev/null")
    #expect(without.status == 2 && without.output.contains("there is no git"))
  }
}
