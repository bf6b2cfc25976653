import Diagnostics
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

  private func redacted(_ line: String, findings: [Diagnostic], _ file: SourceFile? = nil) -> String {
    let shown = Redaction(of: findings).redacted(
      Array(line.unicodeScalars), of: file ?? SourceFile(path: "a.yml", text: line), from: 0)
    return String(String.UnicodeScalarView(shown))
  }
}
