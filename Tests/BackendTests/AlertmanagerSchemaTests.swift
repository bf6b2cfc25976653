import Alertmanager
import Diagnostics
import Document
import Foundation
import Quantities
import Testing

/// The tables against the server they describe: `amtool` of the installed version must know each key exactly from the
/// version on that its field says.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/amtool")))
struct AlertmanagerSchemaTests {
  /// Where a table stands in a file: YAML in which `KEY: null` is the place of its keys.
  static let places: [(String, FieldTable)] = {
    let receiver = "receivers: [{name: r"
    var places: [(String, FieldTable)] = [
      ("{KEY: null, route: {receiver: r}, receivers: [{name: r}]}", AlertmanagerSchema.config),
      ("{global: {KEY: null}, route: {receiver: r}, receivers: [{name: r}]}", AlertmanagerSchema.global),
      ("{route: {receiver: r, routes: [{KEY: null}]}, receivers: [{name: r}]}", AlertmanagerSchema.route),
      ("{inhibit_rules: [{KEY: null}], route: {receiver: r}, receivers: [{name: r}]}", AlertmanagerSchema.inhibitRule),
      (
        "{time_intervals: [{name: x, time_intervals: [{KEY: null}]}], route: {receiver: r}, receivers: [{name: r}]}",
        AlertmanagerSchema.timeRange
      ),
      ("{route: {receiver: r}, receivers: [{name: r, KEY: null}]}", AlertmanagerSchema.receiver),
      (
        "{global: {http_config: {KEY: null}}, route: {receiver: r}, receivers: [{name: r}]}",
        AlertmanagerSchema.httpClient
      ),
      (
        "{global: {http_config: {tls_config: {KEY: null}}}, route: {receiver: r}, receivers: [{name: r}]}",
        AlertmanagerSchema.tlsClient
      ),
    ]
    for name in ["basic_auth", "authorization", "oauth2"] {
      guard case .table(let table) = AlertmanagerSchema.httpClient[name]?.type else { continue }
      places.append(
        ("{global: {http_config: {\(name): {KEY: null}}}, route: {receiver: r}, receivers: [{name: r}]}", table()))
    }
    for field in AlertmanagerSchema.receiver.fields where field.isKnown(to: "0.25") {
      guard let table = AlertmanagerSchema.integration(field.name) else { continue }
      places.append(("{route: {receiver: r}, \(receiver), \(field.name): [{KEY: null}]}]}", table))
    }
    return places
  }()

  @Test(arguments: places.indices)
  func knowsWhatTheServerKnows(_ index: Int) throws {
    let (template, table) = Self.places[index]
    // HTTP clients are dated by the Prometheus whose packages they come from.
    let version = template.contains("http_config: {") ? AlertmanagerSchema.promVersion(in: "0.25") : "0.25"
    let keys = table.fields.map { "\($0.name): null" }.joined(separator: ", ")
    let output = try Self.amtool(template.replacingOccurrences(of: "KEY: null", with: keys))
    for field in table.fields {
      let isRefused = output.contains("field \(field.name) not found")
      #expect(isRefused == !field.isKnown(to: version), "\(field.name) in \(template): \(output)")
    }
  }

  private static func amtool(_ text: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yml")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/amtool")
    process.arguments = ["check-config", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
