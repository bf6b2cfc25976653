import Foundation
import Testing

/// `belfry schema`: the tables, for editors.
struct SchemaCommandTests {
  static let kinds = [
    "prometheus", "rules", "alertmanager", "loki", "promtail", "collector", "jaeger", "dashboard", "datasources",
    "dashboard-providers", "grafana-alerting", "grafana-plugins",
  ]

  private func schema(_ arguments: String...) throws -> [String: Any] {
    let run = try Workbench().run(["schema"] + arguments)
    #expect(run.status == 0 && run.errors == "")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  private func properties(of definition: String, in schema: [String: Any]) throws -> [String: [String: Any]] {
    let definitions = try #require(schema["definitions"] as? [String: [String: Any]])
    return try #require(definitions[definition]?["properties"] as? [String: [String: Any]])
  }

  /// What stands behind every `$ref`.
  @Test(arguments: kinds) func refersToWhatIsThere(_ kind: String) throws {
    let schema = try schema(kind)
    #expect(schema["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    let definitions = try #require(schema["definitions"] as? [String: Any])
    var waiting: [Any] = [schema]
    var references = 0
    while let value = waiting.popLast() {
      if let list = value as? [Any] { waiting += list }
      guard let object = value as? [String: Any] else { continue }
      waiting += object.values
      guard let reference = object["$ref"] as? String else { continue }
      references += 1
      #expect(definitions[String(reference.dropFirst("#/definitions/".count))] != nil, "\(reference)")
    }
    #expect(references > 0)
  }

  @Test func saysWhatTheTableSays() throws {
    let slack = try properties(of: "slack_configs", in: schema("alertmanager"))
    #expect((slack["app_token"]?["description"] as? String)?.contains("A secret. Since version 0.30.") == true)
    let route = try properties(of: "routes", in: schema("alertmanager"))
    #expect(route["match"]?["deprecated"] as? Bool == true)
    #expect((route["routes"]?["items"] as? [String: Any])?["$ref"] as? String == "#/definitions/routes")
  }

  @Test func keepsToAVersion() throws {
    let slack = try properties(of: "slack_configs", in: schema("alertmanager", "--target", "alertmanager=0.25"))
    #expect(slack["app_token"] == nil && slack["channel"] != nil)
  }

  @Test(arguments: [["spec"], ["alertmanager", "--target", "loki=3.0"], ["alertmanager", "--target", "x"], []])
  func refusesOthers(_ arguments: [String]) throws {
    let run = try Workbench().run(["schema"] + arguments)
    #expect(run.status == 2 && run.output == "")
  }
}
