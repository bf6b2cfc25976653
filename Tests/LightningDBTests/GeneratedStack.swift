import Diagnostics
import Document
import Foundation
import Testing
import Workspace

/// What `specs/lightning-db` compiles to, once for all tests.
struct GeneratedStack: Sendable {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let shared = GeneratedStack()

  let diagnostics: [Diagnostic]
  private let texts: [String: String]

  private init() {
    let spec = Self.root.appending(path: "specs/lightning-db").path
    let compilation = Compiler(files: LocalFiles()).compile(spec)
    diagnostics = compilation.diagnostics
    texts = Dictionary(
      compilation.files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }, uniquingKeysWith: { a, _ in a })
  }

  // MARK: Files

  var paths: [String] { texts.keys.sorted() }

  func paths(under folder: String) -> [String] { paths.filter { $0.hasPrefix(folder + "/") } }

  func text(_ path: String) throws -> String { try #require(texts[path], "\(path) is not generated") }

  func yaml(_ path: String) throws -> Node {
    try #require(YAMLReader.read(SourceFile(path: path, text: text(path))).documents.first, "\(path) is no YAML")
  }

  func json(_ path: String) throws -> Node {
    try #require(JSONReader.read(SourceFile(path: path, text: text(path))).documents.first, "\(path) is no JSON")
  }

  /// A file of the repository itself.
  static func source(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// A file of the spec.
  func spec(_ name: String) throws -> Node {
    let path = "specs/lightning-db/\(name).yaml"
    return try #require(YAMLReader.read(SourceFile(path: path, text: Self.source(path))).documents.first)
  }

  // MARK: Prometheus

  func jobs() throws -> [Node] { try yaml("prometheus/prometheus.yml").list("scrape_configs") }

  func job(_ name: String) throws -> Node {
    try #require(try jobs().first { $0["job_name"]?.text == name }, "there is no job \(name)")
  }

  /// The groups of all rule files.
  func groups() throws -> [Node] {
    try paths(under: "prometheus/rules").flatMap { try yaml($0).list("groups") }
  }

  func rules() throws -> [Node] { try groups().flatMap { $0.list("rules") } }

  func alerts() throws -> [Node] { try rules().filter { $0["alert"] != nil } }

  func alert(_ name: String) throws -> Node {
    try #require(try alerts().first { $0["alert"]?.text == name }, "there is no alert \(name)")
  }

  // MARK: Others

  func receiver(_ name: String) throws -> Node {
    let receivers = try yaml("alertmanager/alertmanager.yml").list("receivers")
    return try #require(receivers.first { $0["name"]?.text == name }, "there is no receiver \(name)")
  }

  /// The routes below the root, in order.
  func routes() throws -> [Node] { try yaml("alertmanager/alertmanager.yml").list("route/routes") }

  func dashboard(_ name: String) throws -> Node { try json("grafana/dashboards/\(name).json") }

  func dashboards() throws -> [Node] { try paths(under: "grafana/dashboards").map(json) }

  /// The panels of a dashboard, without the headings of its rows.
  func panels(_ dashboard: Node) -> [Node] { dashboard.list("panels").filter { $0["type"]?.text != "row" } }

  func panel(_ title: String, of name: String) throws -> Node {
    try #require(
      try panels(dashboard(name)).first { $0["title"]?.text == title }, "\(name) has no panel \"\(title)\"")
  }

  func stages(_ name: String) throws -> [Node] {
    let sources = try yaml("promtail/promtail.yml").list("scrape_configs")
    return sources.flatMap { $0.list("pipeline_stages") }.compactMap { $0[name] }
  }
}

extension Node {
  /// The value under keys and positions, `a/0/b`.
  func at(_ path: String) -> Node? {
    path.split(separator: "/").reduce(Node?.some(self)) { node, part in
      guard let node, let index = Int(part), node.kind == .sequence else { return node?[String(part)] }
      return index < node.items.count ? node.items[index] : nil
    }
  }

  func value(_ path: String) -> String? { at(path)?.text }

  func list(_ path: String) -> [Node] { at(path).map { Array($0.items) } ?? [] }

  func texts(_ path: String) -> [String] { list(path).map(\.text) }

  /// The expression of a rule or a panel's query, on one line.
  var expression: String { (value("expr") ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
