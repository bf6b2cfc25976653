import Diagnostics
import Testing
import Workspace

struct MetricsPageTests {
  /// Files that never touch a disk.
  private struct Files: FileSystem {
    var contents: [String: String]
    func read(_ path: String) throws(FileError) -> [UInt8] {
      guard let text = contents[path] else { throw FileError(path: path, reason: "no such file or directory") }
      return Array(text.utf8)
    }
    func entry(at path: String) throws(FileError) -> FileEntry? {
      if contents[path] != nil { return FileEntry(name: path.lastPathPart, kind: .file) }
      let isFolder = contents.keys.contains { $0.hasPrefix(path + "/") }
      return isFolder ? FileEntry(name: path.lastPathPart, kind: .folder) : nil
    }
    func entries(of folder: String) throws(FileError) -> [FileEntry] {
      contents.keys.filter { $0.parentPath == folder }.sorted().map { FileEntry(name: $0.lastPathPart, kind: .file) }
    }
  }

  private func compile(
    page: String, from: String = "pages/billing.metrics", expr: String = "billing_jobs_total > 5", extra: String = ""
  ) -> Compiler<Files>.Compilation {
    let spec = """
      deployment: test
      targets: {billing: {endpoints: "billing:9100", metrics: billing}}
      metrics:
        billing:
          from: "\(from)"
          \(extra)
      alerts:
        - group: billing
          rules: [{alert: Jobs, expr: '\(expr)', severity: warning, summary: Too many jobs}]
      receivers: {team: {webhook: {url: "http://hook:1/"}}}
      routing: {receiver: team}
      """
    return Compiler(files: Files(contents: ["spec/a.yaml": spec, "spec/pages/billing.metrics": page])).compile("spec")
  }

  private func problems(_ compilation: Compiler<Files>.Compilation, in group: String) -> [String] {
    compilation.diagnostics.filter { $0.id.hasPrefix(group) }.map { "\($0.id): \($0.message)" }
  }

  private let page = "# TYPE billing_jobs_total counter\nbilling_jobs_total{queue=\"a\"} 1\n# TYPE billing_idle gauge\n"

  @Test func takesTheCatalogueFromThePage() {
    #expect(problems(compile(page: page), in: "metrics/") == [])
    let misspelt = compile(page: page, expr: "billing_jobs{queue=\"a\"} > 5")
    #expect(problems(misspelt, in: "metrics/undefined-metric").count == 1)
    let mislabelled = compile(page: page, expr: "billing_jobs_total{shelf=\"a\"} > 5")
    #expect(problems(mislabelled, in: "metrics/unknown-label").count == 1)
    // A family without samples is announced, and nothing more is known of it.
    #expect(problems(compile(page: page, expr: "billing_idle{shelf=\"a\"} > 5"), in: "metrics/") == [])
  }

  @Test func letsTheSpecAddToThePage() {
    let more = compile(page: page, expr: "billing_late_total > 5", extra: "billing_late_total: counter")
    #expect(problems(more, in: "metrics/") == [])
    let open = compile(page: page, expr: "billing_late_total > 5", extra: "billing_late_*:")
    #expect(problems(open, in: "metrics/") == [])
  }

  @Test(arguments: ["/etc/passwd", "../billing.metrics", "pages/../../x", "pages/.."])
  func staysBelowTheSpec(_ path: String) {
    let compilation = compile(page: page, from: path)
    let expected = "schema/invalid-value: page \"\(path)\" is not below the folder of the spec"
    #expect(problems(compilation, in: "schema/") == [expected])
    #expect(compilation.files.isEmpty)
  }

  @Test func saysWhereAnUnreadablePageIsNamed() throws {
    let compilation = compile(page: page, from: "pages/bill.metrics")
    let problem = try #require(compilation.diagnostics.first)
    #expect(problem.id == "input/unreadable")
    #expect(problem.message == "\"spec/pages/bill.metrics\" can't be read: no such file or directory")
    #expect(problem.place.span?.file.path == "spec/a.yaml")
    #expect(compilation.files.isEmpty)
  }

  @Test func saysWhatIsWrongInThePage() throws {
    let problem = try #require(compile(page: "billing_jobs_total many\n").diagnostics.first)
    #expect(problem.id == "syntax/exposition")
    #expect(problem.place.span?.file.path == "spec/pages/billing.metrics")
  }

  @Test func countsThePageIntoTheDigest() {
    func manifest(_ page: String) -> [UInt8]? { compile(page: page).files.first { $0.path == "MANIFEST.json" }?.bytes }
    #expect(manifest(page) != nil)
    #expect(manifest(page) == manifest(page))
    #expect(manifest(page) != manifest(page + "billing_idle 1\n"))
  }
}
