import Foundation
import Testing
@testable import Workspace

/// gitignore(5), held against Git itself.
struct IgnoreTests {
  /// Patterns of one `.gitignore`, each by itself and all together.
  static let patterns = [
    "a", "/a", "a/", "/a/", "a/b", "/a/b", "a/b/", "*", "*.yml", "/*.yml", "a/*", "a/*/", "a/*/c", "**", "/**", "**/",
    "**/a", "**/b/", "a/**", "a/**/", "a/**/c", "a/**/c.yml", "**/c.yml", "**/b/c.yml", "a**", "a**c", "/a**c",
    "a/**b/c.yml", "a/b**/c.yml", "a/***/c.yml", "***", "/***/c.yml", "?", "?.yml", "a?b", "a/?", "[ab]", "[a-c].yml",
    "[!a].yml", "[^a].yml", "[]a].yml", "[!]a].yml", "[a-].yml", "[-a].yml", "[c-a].yml", "[[:alpha:]].yml",
    "[[:digit:]].yml", "[[:nonsense:]].yml", "[[:alpha].yml", "[[a].yml", "[\\]].yml", "[\\a-\\c].yml", "[a", "[",
    "[]", "[!", "a[", "\\a", "\\*", "\\*.yml", "a\\", "\\", "\\!x", "\\#x", "!x", "#x", "x ", "x\\ ", "x\\  ", "x\\\\ ",
    " x", "x\t", "\tx", "", " ", "/", "//", "a//b", "//a", "./a", "a/./b", "../a", "*a*b*", "*.*", ".*", "ü", "[ü]",
    "?x", "x?", "A", "*.YML", "a/b/c.yml", "b/c.yml", "/b/c.yml", "*/c.yml", "*/*/c.yml", "**/*/c.yml", "**/**/c.yml",
    "*b/c.yml", "b", "/b", "c.yml", "a*", "a*/", "{a,b}", "x\r", "a[/]b", "a?b/c.yml", "[a]/b", "a/[b]/", "a/b\\/c.yml",
    "*a", "*a/", "***a", "**a", "foo/**/bar/**/c.yml", "**/a/**", "**/a/**/c.yml", "a/**/**/c.yml",
  ]

  /// Rows of lines that take each other back.
  static let lists = [
    ["*", "!*.yml"], ["*", "!*/", "!*.yml"], ["a/", "!a/b/"], ["a/*", "!a/b/"], ["a/*", "!a/b", "a/b/*", "!a/b/c.yml"],
    ["/*", "!/a", "/a/*", "!/a/b"], ["!a", "a"], ["a", "!a"], ["*.yml", "!/c.yml", "c.yml", "!a/c.yml"], ["!*"],
    ["**", "!**/", "!c.yml"], ["# only", "", "b"], ["\u{FEFF}a"], ["a\r", "b\r"],
  ]

  static let paths = [
    "a/b/c.yml", "a/c.yml", "a/b/a/c.yml", "b/c.yml", "b/a/b/c.yml", "c.yml", "a.yml", "b.yml", "z.yml", "].yml",
    "-.yml",
    "1.yml", "[.yml", "*.yml", "a?b/c.yml", "axb/c.yml", "x", "x /q.yml", "x\\/q.yml", "!x", "#x", " x", "x\t", "\tx",
    "abc/c.yml", "ac", "ab", "ü", "üx", "xü", "A/c.yml", "c.YML", "foo/bar/c.yml", "foo/q/bar/q/c.yml",
    "foo/q/r/bar/c.yml", "{a,b}", "a/ab/c.yml", "a/ba/c.yml", "aa/b/c.yml", "z/a", "z/a.d/q", "z/ba/q", "z/y/x/w/c.yml",
    "[a/b", "a[/b", "\\x", "xx", ".hidden/c.yml",
  ]

  /// What Git ignores of some paths in a repository with these files, and what belongs there to be asked.
  private func gitIgnores(_ paths: [String], _ files: [String: String], _ bench: Workbench) throws -> Set<String> {
    _ = try bench.shell("rm -rf r && git init -q r")
    for path in paths { try bench.write("", to: "r/" + path) }
    for (path, text) in files { try bench.write(text, to: "r/" + path) }
    let names = paths.flatMap(Self.withFolders)
    let run = try bench.finish(
      bench.start(
        "/usr/bin/env",
        ["GIT_CONFIG_GLOBAL=/dev/null", "git", "-C", bench.path("r"), "check-ignore", "--stdin", "-z"],
        input: Data(names.joined(separator: "\0").utf8)))
    #expect(run.status <= 1, "\(run.errors)")
    return Set(run.output.split(separator: "\0").map(String.init))
  }

  /// A path and the folders on its way.
  private static func withFolders(_ path: String) -> [String] {
    let parts = path.split(separator: "/")
    return parts.indices.map { parts[...$0].joined(separator: "/") }
  }

  /// What we ignore of the same.
  private func weIgnore(_ paths: [String], in root: String) throws -> Set<String> {
    let files = LocalFiles()
    var ignored: Set<String> = []
    for path in paths {
      var rules = IgnoreRules.none
      rules.enter(root, isRepository: true, in: files)
      rules.enter(root, isRepository: false, in: files)
      var isIgnored = false
      for part in Self.withFolders(path) {
        let isFolder = part != path
        isIgnored = isIgnored || rules.ignores(root + "/" + part, isFolder: isFolder)
        if isIgnored { ignored.insert(part) }
        if isFolder { rules.enter(root + "/" + part, isRepository: false, in: files) }
      }
    }
    return ignored
  }

  /// Git of 2.39 says of `"\u{FEFF}a"` what it says of `a`; newer ones too.
  @Test func ignoresWhatGitIgnores() throws {
    let bench = try Workbench()
    for lines in Self.patterns.map({ [$0] }) + Self.lists {
      let text = lines.joined(separator: "\n") + "\n"
      let expected = try gitIgnores(Self.paths, [".gitignore": text], bench)
      let actual = try weIgnore(Self.paths, in: bench.path("r"))
      #expect(actual == expected, "\(lines): \(actual.symmetricDifference(expected).sorted())")
    }
  }

  @Test func filesFurtherInOutrankThoseFurtherOut() throws {
    let bench = try Workbench()
    let files = [
      ".gitignore": "*.yml\n/b/\n!c.yml\n", "a/.gitignore": "!*.yml\nc.yml", "a/b/.gitignore": "!/c.yml\n/a\n",
      "foo/.gitignore": "/bar/*\n!/bar/c.yml\n**/r/\n", ".git/info/exclude": "z.yml\nxx\n!a.yml\n",
    ]
    let expected = try gitIgnores(Self.paths, files, bench)
    #expect(expected.contains("b") && expected.contains("xx") && !expected.contains("foo/bar/c.yml"))
    #expect(try weIgnore(Self.paths, in: bench.path("r")) == expected)
  }

  @Test(.timeLimit(.minutes(1))) func starsTakeNoTime() throws {
    let stars = try #require(PathPattern(String(repeating: "*a", count: 2000)))
    let folders = try #require(PathPattern(String(repeating: "**/a*", count: 500)))
    let text = Array(String(repeating: "a", count: 3000).utf8) + [0x62]
    #expect(!stars.matches(text[...], isFolder: false))
    #expect(!folders.matches(text[...], isFolder: false))
  }
}
