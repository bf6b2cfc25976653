import Deployment
import Diagnostics
import Document
import Stack
import Testing

@testable import Report

/// Secrets never appear in any output: not in the line under a finding either, whatever the finding is about.
@Suite struct RedactionTests {
  @Test(arguments: [
    ("password: hunter2", "password: *******"),
    ("basic_auth: {username: ops, password: 'pa ss', x: 1}", "basic_auth: {username: ops, password: '** **', x: 1}"),
    (#"{"api_key": "abc", "name": "x"}"#, #"{"api_key": "***", "name": "x"}"#),
    ("api_url: https://hooks.example.com/T0/B0", "api_url: *******************************"),
    ("routing_key: 0123456789abcdef0123456789abcdef", "routing_key: ********************************"),
    ("password: hunter two # why", "password: ****** *** # why"), ("{password: hunter two}", "{password: ****** ***}"),
    (#"{"password": "a\"b", "x": "y"}"#, #"{"password": "****", "x": "y"}"#),
    ("{password: 'a''b', x: 'y'}", "{password: '****', x: 'y'}"), ("{password: '', x: 'y'}", "{password: '', x: 'y'}"),
    ("basicAuthPassword: abc, x: y", "basicAuthPassword: ***, x: y"), ("tls_private-key: abc", "tls_private-key: ***"),
    // A file in a text.
    (#""{\"password\": \"hunter2\", \"x\": 1}""#, #""{\"password\": \"********", \"x\": 1}""#),
    (#""{\"password\": \"a\\\"b\"}""#, #""{\"password\": \"*******"}""#),
    // Names of secrets, and paths to them.
    ("webhook: slack_webhook", "webhook: slack_webhook"),
    ("routing_key: pagerduty_key, x: 1", "routing_key: pagerduty_key, x: 1"),
    ("password_file: /etc/secrets/password", "password_file: /etc/secrets/password"),
    ("expr: rate(tokens_total[5m]) > 1", "expr: rate(tokens_total[5m]) > 1"),
    ("password:", "password:"),
  ]) func hidesWhatFollowsASecretsKey(line: String, expected: String) {
    #expect(redacted(line, findings: []) == expected)
  }

  @Test func hidesThePlacesOfFindingsAboutSecrets() {
    let text = "url: https://user:pässword@example.com  # ü"
    let file = SourceFile(path: "a.yml", text: text)
    let start = "url: ".utf8.count
    let finding = Diagnostic(
      "secrets/inline-secret", "x",
      at: .file(Span(file: file, start: start, end: start + "https://user:pässword@example.com".utf8.count)))
    #expect(redacted(text, findings: [finding], file) == "url: *********************************  # ü")
  }

  @Test func reportsUnderAnotherFindingHideIt() {
    let file = SourceFile(path: "a.yml", text: "{pasword_x: 1, password: hunter2}\n")
    let finding = Diagnostic(
      "schema/unknown-key", "unknown key \"pasword_x\"", at: .file(Span(file: file, start: 1, end: 10)))
    let text = Report([finding]).printed(as: .text)
    #expect(text.contains("pasword_x") && !text.contains("hunter2"))
  }

  /// Whatever a table calls a secret is hidden under any finding.
  @Test(arguments: NativeTable.all.map(\.kind)) func knowsTheSecretsOfTables(_ kind: FileKind) throws {
    let native = try #require(NativeTable(of: kind))
    let secrets = TableWalk(native.table, named: "").entries.flatMap { $0.table.effectiveFields.filter(\.isSecret) }
    // Keys that tell nothing: their places are known when the file can be read.
    let vague: Set = ["key", "service_account", "url"]
    for name in Set(secrets.filter { !$0.type.holdsMore }.map(\.name)).subtracting(vague) {
      let line = redacted("\(name): https://a/T0/B0?k=1", findings: [])
      #expect(!line.contains("T0"), "\(name)")
    }
  }

  /// The places of secrets are known from the tables, however their keys are called and whatever else is on a line.
  @Test(arguments: [
    (
      "am.yml",
      """
      route: {receiver: a}
      receivers:
        - name: a
          webhook_configs:
            - {url: 'htp://S3CRET', mx: 1}
            - {url: S3CRET, http_config: {tls_config: {key: "S3CRET", foo: 1}, http_headers: {A: {secrets: [S3CRET], v: 1}}}}
            - {url: 'http://a', http_config: {proxy_url: 'h://u:S3CRET@x:y', proxy_connect_header: {A: [S3CRET]}, b: 1}}
      """
    ),
    (
      "p.yml",
      """
      scrape_configs:
        - {job_name: a, tls_config: {key: S3CRET, kye: 1}, static_configs: [{targets: ['http://u:S3CRET@x:9']}]}
      remote_write: [{url: 'http://u:S3CRET@x:y', headers: {A: S3CRET}, b: 1}]
      """
    ),
    (
      "ds.yml",
      """
      apiVersion: 1
      datasources: [{name: a, type: prometheus, secureJsonData: {httpHeaderValue1: S3CRET}, acess: proxy}]
      """
    ),
    (
      "cp.yml",
      """
      apiVersion: 1
      contactPoints: [{name: a, receivers: [{uid: b, type: slack, settings: {url: S3CRET}, foo: 1}]}]
      """
    ),
    (
      "col.yml",
      """
      receivers: {otlp: {protocols: {grpc: {}}}, prometheus: {config: {scrape_configs: [{job_name: a, tls_config: {key: S3CRET}, b: 1}]}}}
      exporters: {otlp: {endpoint: 'a:1', headers: {A: S3CRET}, foo: 1}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}
      """
    ),
    (
      "list.json",
      #"""
      {"apiVersion": "v1", "kind": "List", "items": [\
      {"apiVersion": "v1", "kind": "ConfigMap", "data": {"r": "groups: [{name: a, rules: [{alert: A, expr: 'up =='}]}]"}}, \
      {"stringData": {"a": "S3CRET"}, "apiVersion": "v1", "kind": "Secret"}]}
      """#.replacing("\\\n", with: "")
    ),
  ]) func hidesThePlacesThatTablesTell(_ name: String, _ text: String) throws {
    let bench = try Workbench()
    try bench.write(text, to: name)
    for format in ReportFormat.allCases {
      for load in [[], ["--load"]] {
        let run = try bench.run(["check", name, "--format", format.rawValue] + load)
        #expect(!run.output.contains("S3CRET"), "\(run.output)")
        if format == .text, load.isEmpty { #expect(run.output.contains("****"), "\(run.output)") }
      }
    }
  }

  private func redacted(_ line: String, findings: [Diagnostic], _ file: SourceFile? = nil) -> String {
    let shown = Redaction(of: Report(findings)).redacted(
      Array(line.unicodeScalars), of: file ?? SourceFile(path: "a.yml", text: line), from: 0)
    return String(String.UnicodeScalarView(shown))
  }
}

extension FieldType {
  /// Whether a value has values of its own, which stand on other lines.
  fileprivate var holdsMore: Bool {
    switch self {
    case .table, .list, .map: true
    case .oneOrMore(let item), .ruled(let item, _), .dated(_, let item): item.holdsMore
    case .either(let first, let second): first.holdsMore || second.holdsMore
    default: false
    }
  }
}
