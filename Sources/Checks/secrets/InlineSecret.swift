import Diagnostics
import Document
package import Stack

/// A secret in a configuration file ends up in version control, backups and tickets.
package struct InlineSecret: Check {
  package static let metadata = CheckMetadata(
    id: "secrets/inline-secret", severity: .error, since: "0.1.0",
    summary: "A secret is written into a configuration file.",
    rationale: """
      Configuration is committed, copied and pasted into tickets. Every server that Belfry knows reads its secrets from files \
      (`api_url_file`, `routing_key_file`, `password_file`), which can have permissions of their own.
      """,
    remedy: "Put the secret into a file and name the file.",
    examples: [
      .flagged(
        """
        route: {receiver: slack}
        receivers:
          - name: slack
            slack_configs:
              - {api_url: ⟦https://hooks.example.com/services/T0/B0/abcdef⟧, channel: "#db"}
        """),
      .flagged(
        """
        scrape_configs:
          - job_name: db
            basic_auth: {username: prometheus, password: ⟦hunter2⟧}
            static_configs: [{targets: ["db:9399"]}]
        """),
      .clean(
        """
        route: {receiver: slack}
        receivers:
          - name: slack
            slack_configs:
              - {api_url_file: /etc/alertmanager/secrets/slack, channel: "#db"}
        """),
      // A name for routing, not a secret.
      .clean(
        """
        route: {receiver: ops}
        receivers: [{name: ops, victorops_configs: [{routing_key: database, api_key_file: /etc/key}]}]
        """),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    for file in SecretKeys.files(of: stack) {
      for (key, value) in SecretKeys.secrets(in: file) {
        let text = value.text
        // Another check speaks of placeholders. The value itself is never printed.
        if SecretKeys.isPlaceholder(text) || SecretKeys.isReference(text) { continue }
        context.report(
          "\"\(key.text)\" holds a secret", at: value,
          help: "put it into a file and name that with \"\(key.text)_file\"")
      }
    }
  }
}
