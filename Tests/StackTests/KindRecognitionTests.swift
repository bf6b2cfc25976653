import Deployment
import Diagnostics
import Document
import Stack
import Testing

/// Files that look like those of a server, and are of another or of none.
struct KindRecognitionTests {
  @Test(arguments: [
    ("auth_enabled: false\ncommon: {path_prefix: /loki}\nserver: {http_listen_port: 3100}\n", FileKind.loki),
    ("auth_enabled: false\nstorage_config: {}\n", .loki), ("schema_config: {configs: []}\n", .loki),
    // Cortex.
    ("auth_enabled: false\nserver: {}\ningester: {}\nblocks_storage: {backend: s3}\nlimits: {}\n", nil),
    ("auth_enabled: false\nserver: {}\nfrontend: {}\nruler: {}\n", nil),
    ("receivers: [{name: a}]\n", .alertmanager), ("receivers: [{name: a, slack_configs: []}]\n", .alertmanager),
    // What a collector says of its own parts.
    ("receivers: [{name: a, module: b, stability: {logs: Beta}}]\nprocessors: []\n", nil),
  ])
  func tellsRelativesApart(_ text: String, _ kind: FileKind?) throws {
    let read = YAMLReader.read(SourceFile(path: "a.yml", text: text))
    let root = try #require(read.documents.first)
    #expect(FileKind.recognized(in: root) == kind)
  }
}
