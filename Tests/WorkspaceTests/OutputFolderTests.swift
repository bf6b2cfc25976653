import Foundation
import Glibc
import Testing

/// `belfry generate` and what stands on the disk afterwards.
struct OutputFolderTests {
  /// Enough groups that writing them takes a while.
  static let groups = (0..<60).map { "group\($0)" }

  private func workbench(groups: [String] = ["hosts"]) throws -> Workbench {
    let bench = try Workbench()
    try bench.write(SmallSpec.text(groups: groups), to: "spec.yaml")
    return bench
  }

  private func generated(groups: [String] = ["hosts"]) throws -> Workbench {
    let bench = try workbench(groups: groups)
    let run = try bench.run("generate", "spec.yaml", "-o", "out")
    try #require(run.status == 0, "\(run.errors)\(run.output)")
    return bench
  }

  @Test func aKilledRunLeavesTheOldTreeOrTheNew() throws {
    let bench = try Workbench()
    try bench.write(SmallSpec.text(hold: "2m", groups: Self.groups), to: "a.yaml")
    try bench.write(SmallSpec.text(hold: "7m", groups: Self.groups), to: "b.yaml")
    var trees: [[String: Data]] = []
    var length = 0.0
    for spec in ["a.yaml", "b.yaml"] {
      let began = Date()
      #expect(try bench.run("generate", spec, "-o", "out").status == 0)
      length = max(length, Date().timeIntervalSince(began))
      trees.append(bench.tree("out"))
    }
    try #require(trees[0] != trees[1] && trees[0].count > 60)
    var killed = 0
    for round in 0..<60 {
      let spec = round.isMultiple(of: 2) ? "a.yaml" : "b.yaml"
      let run = try bench.start(Workbench.binary, ["generate", spec, "-o", "out"])
      usleep(UInt32(Double.random(in: 0...length) * 1_000_000))
      kill(run.process.processIdentifier, SIGKILL)
      if try bench.finish(run).wasKilled { killed += 1 }
      #expect(trees.contains(bench.tree("out")), "round \(round)")
    }
    #expect(killed > 0)
    #expect(try bench.run("generate", "a.yaml", "-o", "out").status == 0)
    #expect(bench.tree("out") == trees[0])
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder).sorted() == ["a.yaml", "b.yaml", "out"])
  }

  @Test func clearsWhatAKilledRunLeftAndNothingElse() throws {
    let bench = try generated()
    try bench.write("half", to: ".out.belfry-staging/prometheus/prometheus.yml")
    try bench.write("mine", to: ".out.belfry-notes")
    try bench.write("theirs", to: ".other.belfry-staging/x")
    #expect(try bench.run("generate", "spec.yaml", "-o", "out").status == 0)
    #expect(!bench.exists(".out.belfry-staging"))
    #expect(bench.exists(".out.belfry-notes") && bench.exists(".other.belfry-staging/x"))
  }

  @Test func refusesAFolderThatItDidNotMake() throws {
    let bench = try workbench()
    try bench.write("precious", to: "out/notes.txt")
    let run = try bench.run("generate", "spec.yaml", "-o", "out")
    #expect(run.status == 2)
    #expect(run.output == "" && run.errors.contains("was not made by belfry"))
    #expect(bench.tree("out") == ["notes.txt": Data("precious".utf8)])
  }

  @Test func refusesAFolderWhoseManifestCannotBeUnderstood() throws {
    let bench = try generated()
    try bench.write("{", to: "out/MANIFEST.json")
    let before = bench.tree("out")
    let run = try bench.run("generate", "spec.yaml", "-o", "out")
    #expect(run.status == 2 && run.errors.contains("MANIFEST.json"))
    #expect(bench.tree("out") == before)
  }

  @Test func takesAnEmptyFolderAndKeepsWhoMayEnterIt() throws {
    let bench = try workbench()
    mkdir(bench.path("out"), 0o750)
    #expect(try bench.run("generate", "spec.yaml", "-o", "out/").status == 0)
    var status = stat()
    #expect(stat(bench.path("out"), &status) == 0 && status.st_mode & 0o777 == 0o750)
    #expect(bench.exists("out/prometheus/prometheus.yml"))
  }

  @Test func carriesForeignFilesOver() throws {
    let bench = try generated()
    try bench.write("mine", to: "out/prometheus/rules/local.yml")
    try bench.write("deep", to: "out/own/folder/file")
    symlink("nowhere", bench.path("out/link"))
    try bench.write(SmallSpec.text(hold: "9m"), to: "spec.yaml")
    #expect(try bench.run("generate", "spec.yaml", "-o", "out").status == 0)
    #expect(try bench.read("out/prometheus/rules/local.yml") == Data("mine".utf8))
    #expect(try bench.read("out/own/folder/file") == Data("deep".utf8))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: bench.path("out/link")) == "nowhere")
    let check = try bench.run("generate", "spec.yaml", "-o", "out", "--check", "--format", "concise")
    #expect(check.status == 0)
    #expect(check.findings == ["1:1 output/orphan", "1:1 output/orphan", "1:1 output/orphan"])
    let failing = try bench.run("generate", "spec.yaml", "-o", "out", "--check", "--fail-on", "warning")
    #expect(failing.status == 1)
  }

  @Test func neverOverwritesAForeignFile() throws {
    let bench = try generated()
    try bench.write("mine", to: "out/prometheus/rules/more.yml")
    let before = bench.tree("out")
    try bench.write(SmallSpec.text(groups: ["hosts", "more"]), to: "spec.yaml")
    let run = try bench.run("generate", "spec.yaml", "-o", "out")
    #expect(run.status == 2 && run.errors.contains("rules/more.yml"))
    #expect(bench.tree("out") == before)
  }

  @Test func removesWhatIsNoLongerGenerated() throws {
    let bench = try workbench(groups: ["hosts", "more"])
    #expect(try bench.run("generate", "spec.yaml", "-o", "out").status == 0)
    #expect(bench.exists("out/prometheus/rules/more.yml"))
    try bench.write(SmallSpec.text(), to: "spec.yaml")
    let check = try bench.run("generate", "spec.yaml", "-o", "out", "--check", "--format", "concise")
    #expect(check.status == 1 && check.output.contains("no longer generated"))
    #expect(try bench.run("generate", "spec.yaml", "-o", "out").status == 0)
    #expect(!bench.exists("out/prometheus/rules/more.yml"))
  }

  @Test func replacesWhatALinkLeadsTo() throws {
    let bench = try generated()
    rename(bench.path("out"), bench.path("real"))
    symlink("real", bench.path("out"))
    try bench.write(SmallSpec.text(hold: "9m"), to: "spec.yaml")
    #expect(try bench.run("generate", "spec.yaml", "-o", "out", "--check").status == 1)
    #expect(try bench.run("generate", "spec.yaml", "-o", "out").status == 0)
    #expect(try bench.run("generate", "spec.yaml", "-o", "out", "--check").status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: bench.path("out")) == "real")
    #expect(try bench.run("generate", "spec.yaml", "-o", "real", "--check").status == 0)
  }

  @Test(arguments: ["/proc/belfry/out", "/dev/null/out", "/dev/null", "spec.yaml", ""])
  func saysWhereItCannotWrite(_ folder: String) throws {
    let bench = try workbench()
    let run = try bench.run("generate", "spec.yaml", "-o", folder)
    #expect(run.status == 2 && !run.wasKilled && run.output == "")
    #expect(run.errors.hasPrefix("belfry: "))
    #expect(bench.tree(".").keys.sorted() == ["spec.yaml"])
  }

  @Test func aFileThatMayNotGrowLeavesTheOldTree() throws {
    // With many groups the manifest, which changes, is larger than the limit.
    let bench = try generated(groups: Self.groups)
    let before = bench.tree("out")
    try bench.write(SmallSpec.text(hold: "9m", groups: Self.groups), to: "spec.yaml")
    let run = try bench.shell("ulimit -f 1; exec $BELFRY generate spec.yaml -o out")
    #expect(run.status == 2 && !run.wasKilled)
    #expect(bench.tree("out") == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder).sorted() == ["out", "spec.yaml"])
  }

  @Test func anUnchangedRunTouchesNothing() throws {
    let bench = try generated()
    let before = try stamps(in: bench)
    let run = try bench.run("generate", "spec.yaml", "-o", "out")
    #expect(run.errors == "out: up to date (\(count(bench)) files)\n")
    #expect(try stamps(in: bench) == before)
  }

  /// Inode and time of change of every file and folder.
  @Test func aChangedSpecTouchesOnlyWhatItChanges() throws {
    let bench = try generated()
    let (before, trees) = (try stamps(in: bench), bench.tree("out"))
    try bench.write(SmallSpec.text(hold: "9m", groups: ["hosts"]), to: "spec.yaml")
    #expect(try bench.run("generate", "spec.yaml", "-o", "out").status == 0)
    let (after, newTrees) = (try stamps(in: bench), bench.tree("out"))
    let same = trees.keys.filter { !$0.hasSuffix("/") && trees[$0] == newTrees[$0] }
    #expect(!same.isEmpty && newTrees["MANIFEST.json"] != trees["MANIFEST.json"])
    for path in same.map({ "out/" + $0 }) {
      #expect(before[path] == after[path] && before[path] != nil, "\(path)")
    }
  }

  private func stamps(in bench: Workbench) throws -> [String: [Int]] {
    var found: [String: [Int]] = [:]
    for item in [".", "out"] + bench.tree("out").keys.map({ "out/" + $0 }) {
      var status = stat()
      try #require(stat(bench.path(item), &status) == 0)
      found[item] = [Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }
    return found
  }

  private func count(_ bench: Workbench) -> Int { bench.tree("out").keys.count { !$0.hasSuffix("/") } }

  @Test func runsAtOnceTakeTurns() throws {
    let bench = try Workbench()
    try bench.write(SmallSpec.text(hold: "2m", groups: Self.groups), to: "a.yaml")
    try bench.write(SmallSpec.text(hold: "7m", groups: Self.groups), to: "b.yaml")
    // The first round begins without an output folder.
    for _ in 0..<4 {
      let runs = try (0..<4).map {
        try bench.start(Workbench.binary, ["generate", $0.isMultiple(of: 2) ? "a.yaml" : "b.yaml", "-o", "out"])
      }
      for run in runs {
        let done = try bench.finish(run)
        #expect(done.status == 0, "\(done.errors)")
      }
      let states = try ["a.yaml", "b.yaml"].map { try bench.run("generate", $0, "-o", "out", "--check").status }
      #expect(states.sorted() == [0, 1])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder).sorted() == ["a.yaml", "b.yaml", "out"])
  }

  // MARK: --check

  private func check(_ bench: Workbench) throws -> Workbench.Run {
    let before = bench.tree(".")
    let run = try bench.run("generate", "spec.yaml", "-o", "out", "--check", "--format", "concise")
    #expect(bench.tree(".") == before, "--check wrote something")
    return run
  }

  @Test func findsNothingAfterGenerating() throws {
    let run = try check(generated())
    #expect(run.status == 0 && run.output == "")
  }

  @Test func findsAMissingFolder() throws {
    let run = try check(workbench())
    #expect(run.status == 1 && run.findings == ["1:1 output/stale"])
  }

  @Test func findsEveryChangedByte() throws {
    let bench = try generated()
    for (path, content) in bench.tree("out").sorted(by: { $0.key < $1.key }) where !path.hasSuffix("/") {
      // The last byte, which no digest in the manifest is.
      var changed = content
      changed[changed.count - 1] ^= 1
      try bench.write(changed, to: "out/" + path)
      let run = try check(bench)
      #expect(run.status == 1, "\(path)")
      #expect(run.output.contains("out/\(path):") && run.output.contains("[output/hand-edited]"), "\(run.output)")
      #expect(run.findings.count == 1)
      try bench.write(content, to: "out/" + path)
    }
    #expect(try check(bench).status == 0)
  }

  @Test func namesTheFirstByteThatDiffers() throws {
    let bench = try generated()
    var text = String(decoding: try bench.read("out/prometheus/rules/hosts.yml"), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("for: 2m") })
    let column = try #require(lines[line].firstRange(of: "2m")).lowerBound.utf16Offset(in: lines[line]) + 1
    text = text.replacingOccurrences(of: "for: 2m", with: "for: 3m")
    try bench.write(text, to: "out/prometheus/rules/hosts.yml")
    let run = try check(bench)
    #expect(run.findings == ["\(line + 1):\(column) output/hand-edited"])
  }

  @Test func findsAChangedSpec() throws {
    let bench = try generated()
    try bench.write(SmallSpec.text(hold: "3m"), to: "spec.yaml")
    let run = try check(bench)
    #expect(run.status == 1)
    #expect(run.findings.count > 1 && run.findings.allSatisfy { $0.hasSuffix("output/stale") })
  }

  @Test func findsAChangedComment() throws {
    let bench = try generated()
    try bench.write(SmallSpec.text() + "# more\n", to: "spec.yaml")
    let run = try check(bench)
    #expect(run.status == 1 && run.findings.count == 1)
    #expect(run.output.contains("MANIFEST.json") && run.output.contains("[output/stale]"))
  }

  @Test func findsADeletedFile() throws {
    let bench = try generated()
    unlink(bench.path("out/prometheus/prometheus.yml"))
    let run = try check(bench)
    #expect(run.status == 1 && run.findings == ["1:1 output/hand-edited"])
  }

  @Test func findsALostManifest() throws {
    let bench = try generated()
    unlink(bench.path("out/MANIFEST.json"))
    let run = try check(bench)
    #expect(run.status == 1 && run.findings == ["1:1 output/stale"])
  }

  @Test func findsAnExtraFile() throws {
    let bench = try generated()
    try bench.write("groups: []\n", to: "out/prometheus/rules/extra.yml")
    let run = try check(bench)
    #expect(run.status == 0 && run.findings == ["1:1 output/orphan"])
  }

  @Test func findsALinkInPlaceOfAFile() throws {
    let bench = try generated()
    rename(bench.path("out/prometheus/prometheus.yml"), bench.path("elsewhere.yml"))
    symlink("../../elsewhere.yml", bench.path("out/prometheus/prometheus.yml"))
    let run = try check(bench)
    #expect(run.status == 1 && run.findings == ["1:1 output/hand-edited"])
  }

  @Test func findsAFileThatBecameExecutable() throws {
    let bench = try generated()
    chmod(bench.path("out/prometheus/prometheus.yml"), 0o755)
    let run = try check(bench)
    #expect(run.status == 1 && run.findings == ["1:1 output/hand-edited"])
    #expect(try bench.run("generate", "spec.yaml", "-o", "out").status == 0)
    #expect(try check(bench).status == 0)
  }

  // MARK: Names that become paths

  @Test(arguments: ["../../x", "a/b", "/etc/x", "..", ".", ".hidden", "a\\\\b", "a\\nb", "a\\0b"])
  func refusesGroupsThatLeadElsewhere(_ name: String) throws {
    let bench = try workbench(groups: [name])
    let run = try bench.run("generate", "spec.yaml", "-o", "deep/down/out", "--format", "concise")
    #expect(run.status == 1)
    #expect(run.findings == ["16:12 schema/invalid-value"])
    #expect(bench.tree(".").keys.sorted() == ["spec.yaml"])
  }

  @Test(arguments: ["with space", "überwachung", "数据库", "a:b", "-rf", "100%", "a'b", "*", "e\u{301}"])
  func takesAnyOtherGroupName(_ name: String) throws {
    let bench = try workbench(groups: [name])
    let run = try bench.run("generate", "spec.yaml", "-o", "out")
    #expect(run.status == 0, "\(run.output)")
    let rules = bench.tree("out/prometheus/rules").keys.filter { $0.hasSuffix(".yml") }
    #expect(rules.count == 1)
    #expect(try check(bench).status == 0)
  }

  @Test(arguments: ["a/b", "../x", "/etc/x", ".."])
  func refusesDashboardsThatLeadElsewhere(_ name: String) throws {
    let bench = try Workbench()
    try bench.write(SmallSpec.text() + "dashboards:\n  \"\(name)\": {title: T, rows: []}\n", to: "spec.yaml")
    let run = try bench.run("generate", "spec.yaml", "-o", "deep/down/out", "--format", "concise")
    #expect(run.status == 1)
    #expect(run.findings.contains { $0.hasSuffix("schema/invalid-value") }, "\(run.output)")
    #expect(bench.tree(".").keys.sorted() == ["spec.yaml"])
  }

  @Test(arguments: ["../x", "a/b", "..", "."])
  func refusesDeploymentsThatLeadElsewhere(_ name: String) throws {
    let bench = try Workbench()
    let text = SmallSpec.text().replacingOccurrences(of: "deployment: small", with: "deployment: \(name)")
    try bench.write(text, to: "in/spec.yaml")
    let run = try bench.run("generate", "in/spec.yaml", "--format", "concise")
    #expect(run.status == 1 && run.findings == ["1:13 schema/invalid-value"])
    #expect(bench.tree(".").keys.sorted() == ["in/", "in/spec.yaml"])
  }
}
