import Document
import Testing
import Workspace

struct ManifestTests {
  static let manifest = Manifest(
    deployment: "lightning \"db\"", specDigest: "00ff", targets: [("prometheus", "2.42.0"), ("loki", "2.9.0")],
    files: [
      OutputFile(path: "b/é.yml", bytes: Array("b".utf8)), OutputFile(path: "a.yml", bytes: []),
      OutputFile(path: "b-c.yml", bytes: Array("c".utf8)),
    ].map { Manifest.Entry(of: $0) })

  @Test func readsWhatItWrites() throws {
    let text = JSONWriter.write(Self.manifest.draft)
    let read = try #require(Manifest(reading: Array(text.utf8)))
    #expect(read == Self.manifest)
    #expect(JSONWriter.write(read.draft) == text)
  }

  @Test func listsFilesInByteOrder() {
    #expect(Self.manifest.files.map(\.path) == ["a.yml", "b-c.yml", "b/é.yml"])
    #expect(Self.manifest.files[0].sha256 == SHA256.hex([]))
  }

  @Test(arguments: [
    "", "{", "[]", "null", "\u{0}", #"{"files": {}}"#, #"{"belfry": 1}"#, #"{"belfry": 1, "files": {}} x"#,
    #"{"belfry": 1, "files": {"/etc/passwd": "00"}}"#, #"{"belfry": 1, "files": {"../x": "00"}}"#,
    #"{"belfry": 1, "files": {"a/../../x": "00"}}"#,
  ])
  func refusesWhatIsNoManifest(_ text: String) {
    #expect(Manifest(reading: Array(text.utf8)) == nil)
  }
}
