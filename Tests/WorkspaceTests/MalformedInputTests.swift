import Foundation
import Glibc
import Testing

/// Specs that nobody meant to write, through the real binary: what is said, how it ends, and that nothing is written.
struct MalformedInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var content: @Sendable () -> Data
    var findings: [String]
    var status: Int32 = 1

    init(
      _ name: String, _ findings: [String], status: Int32 = 1, _ content: @escaping @autoclosure @Sendable () -> Data
    ) {
      (self.name, self.findings, self.status, self.content) = (name, findings, status, content)
    }
    init(_ name: String, _ findings: [String], _ text: String) {
      self.init(name, findings, Data(text.utf8))
    }

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case("empty", ["1:1 spec/empty"], ""),
    Case("only a comment", ["1:1 spec/empty"], "# later\n"),
    Case("a tab", ["2:1 syntax/yaml"], "targets:\n\tnode: {}\n"),
    Case("an open bracket", ["2:1 syntax/yaml"], "deployment: [a\n"),
    Case(
      "wrong types", ["2:10 schema/wrong-type", "3:9 schema/wrong-type"], "deployment: d\ntargets: 3\nalerts: {}\n"),
    Case("a list", ["1:1 schema/wrong-type"], "- deployment: d\n"),
    Case("a word", ["1:1 schema/wrong-type"], "deployment\n"),
    Case("no deployment", ["1:1 schema/missing-key"], "targets: {}\n"),
    Case("an unknown key", ["2:1 schema/unknown-key"], "deployment: d\ntarget: {}\n"),
    Case("JSON", ["1:21 schema/unknown-key"], #"{"deployment": "d", "nonsense": [1]}"#),
    Case("duplicate keys", ["2:1 syntax/duplicate-key"], "deployment: d\ndeployment: e\n"),
    Case(
      "an undefined receiver", ["2:21 spec/undefined-reference"],
      "deployment: d\nrouting: {receiver: nobody}\nreceivers: {somebody: {}}\n"),
    Case("an undefined template", ["2:7 spec/undefined-reference"], "deployment: d\nuse: [node_exporters]\n"),
    Case(
      "an undefined check", ["3:12 spec/undefined-reference"],
      "deployment: d\nchecks:\n  ignore: {routing/undefined: why}\n"),
    Case("an unknown language", ["1:9 spec/unsupported-version"], "belfry: 99\ndeployment: d\n"),
    Case("an alias of nothing", ["1:13 syntax/yaml"], "deployment: *nothing\n"),
    Case("NUL", ["1:14 syntax/yaml"], "deployment: a\u{0}b\n"),
    Case("an escape sequence", ["1:13 syntax/yaml"], "deployment: \u{1B}[2J\n"),
    Case("invalid UTF-8", ["1:13 syntax/yaml"], Data("deployment: ".utf8) + [0xFF, 0xFE, 0x0A]),
    Case("a program", ["1:1 syntax/yaml"], Data([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    Case("UTF-16", ["1:1 syntax/yaml"], Data([0xFF, 0xFE]) + Data("deployment: d\n".utf8.flatMap { [$0, 0] })),
    Case("100,000 brackets", ["1:212 syntax/yaml"], "deployment: " + String(repeating: "[", count: 100_000)),
    Case(
      "100,000 dashes", ["1:401 syntax/yaml"],
      String(repeating: "- ", count: 100_000) + "x\n"),
    Case("an alias bomb", ["9:40 syntax/yaml"], bomb),
    Case("50 MB in one scalar", ["1:1 input/unreadable"], status: 2, Data("deployment: ".utf8) + Data(count: 50 << 20)),
    Case("5 MB in one scalar", ["1:13 syntax/yaml"], "deployment: " + String(repeating: "x", count: 5 << 20)),
    Case("a native file", ["1:1 schema/missing-key", "1:1 schema/unknown-key"], "groups: []\n"),
  ]

  /// Nine levels of nine aliases each.
  private static let bomb =
    "deployment: d\na0: &a0 x\n"
    + (1..<10).map { level in
      "a\(level): &a\(level) [\((0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }.joined()

  @Test(arguments: cases) func saysWhatIsWrong(_ example: Case) throws {
    let bench = try Workbench()
    try bench.write(example.content(), to: "spec.yaml")
    let run = try bench.run("generate", "spec.yaml", "-o", "out", "--format", "concise")
    #expect(run.findings == example.findings, "\(run.output.prefix(2000))\(run.errors)")
    #expect(run.status == example.status && !run.wasKilled, "\(run.errors)")
    #expect(bench.tree(".").keys.sorted() == ["spec.yaml"])
    let hostile = (run.output + run.errors).unicodeScalars.contains {
      $0.properties.generalCategory == .control && $0 != "\n"
    }
    #expect(!hostile)
    // In a folder, and as a check, it is the same.
    let folder = try bench.run("generate", ".", "-o", "out", "--format", "concise")
    #expect(folder.findings == example.findings && folder.status == example.status)
  }

  @Test func twoFilesThatClash() throws {
    let bench = try Workbench()
    try bench.write("deployment: d\ntargets: {a: {endpoints: [\"a:1\"]}}\n", to: "spec/a.yaml")
    try bench.write("deployment: e\ntargets: {a: {endpoints: [\"b:1\"]}}\n", to: "spec/b.yaml")
    let run = try bench.run("generate", "spec", "-o", "out", "--format", "concise")
    #expect(
      run.status == 1 && run.findings == ["1:1 spec/duplicate-name", "2:11 spec/duplicate-name"], "\(run.output)")
    #expect(run.output.hasPrefix("spec/b.yaml:1:1: "))
    #expect(!bench.exists("out"))
  }

  /// What stands where a spec should, and what is said of it.
  struct Obstacle: Sendable, CustomTestStringConvertible {
    var name: String
    var reason: String
    var make: @Sendable (Workbench) throws -> Void
    var testDescription: String { name }
  }

  static let obstacles: [Obstacle] = [
    Obstacle(name: "nothing", reason: "no such file or folder") { _ in },
    Obstacle(name: "an empty folder", reason: "holds no .yaml file") { mkdir($0.path("x.yaml"), 0o755) },
    Obstacle(name: "a pipe", reason: "is not a regular file") { mkfifo($0.path("x.yaml"), 0o644) },
    Obstacle(name: "a device", reason: "is not a regular file") { symlink("/dev/zero", $0.path("x.yaml")) },
    Obstacle(name: "a link to nowhere", reason: "is a symbolic link that leads nowhere") {
      symlink("nowhere", $0.path("x.yaml"))
    },
    Obstacle(name: "a link to itself", reason: "too many levels of symbolic links") {
      symlink("x.yaml", $0.path("x.yaml"))
    },
    Obstacle(name: "a folder in itself", reason: "is a link back to a folder above it") {
      try $0.write("deployment: d\n", to: "x.yaml/a.yaml")
      symlink(".", $0.path("x.yaml/loop"))
    },
    Obstacle(name: "a folder with a pipe", reason: "is not a regular file") {
      try $0.write("deployment: d\n", to: "x.yaml/a.yaml")
      mkfifo($0.path("x.yaml/b.yaml"), 0o644)
    },
    Obstacle(name: "a folder with a link to nowhere", reason: "can't be read") {
      try $0.write("deployment: d\n", to: "x.yaml/a.yaml")
      symlink("nowhere", $0.path("x.yaml/b.yaml"))
    },
    Obstacle(name: "a file whose name is no text", reason: "its name is not UTF-8") {
      try $0.write("deployment: d\n", to: "x.yaml/a.yaml")
      let name: [CChar] = $0.path("x.yaml/").utf8CString.dropLast() + [CChar(bitPattern: 0xFF)] + ".yaml".utf8CString
      close(open(name, O_CREAT | O_WRONLY, 0o644))
    },
  ]

  @Test(arguments: obstacles, ["generate", "check"])
  func saysWhatCannotBeRead(_ obstacle: Obstacle, _ command: String) throws {
    let bench = try Workbench()
    try obstacle.make(bench)
    let run = try bench.run(command, "x.yaml", "--format", "concise")
    #expect(run.status == 2 && !run.wasKilled)
    #expect(run.output.contains("error[input/unreadable]") && run.output.contains(obstacle.reason), "\(run.output)")
    #expect(run.output.split(separator: "\n").count == 1, "\(run.output)")
    #expect(!bench.exists("out"))
  }

  @Test func aMissingOverlayIsNotAnEmptyOne() throws {
    let bench = try Workbench()
    try bench.write(SmallSpec.text(), to: "spec.yaml")
    let run = try bench.run("generate", "spec.yaml", "--overlay", "none.yaml")
    #expect(run.status == 2 && run.output.contains("none.yaml"))
    #expect(!bench.exists("out"))
  }
}
