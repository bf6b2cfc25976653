import Diagnostics
import Document
package import Stack

/// A placeholder that was never replaced.
package struct Placeholder: Check {
  package static let metadata = CheckMetadata(
    id: "secrets/placeholder", severity: .error, since: "0.1.0",
    summary: "A placeholder stands where a secret should.",
    rationale: """
      Values such as YOUR_SLACK_WEBHOOK_URL come from guides. Some make the server refuse the file; others load, and every \
      notification fails.
      """,
    remedy: "Name the file that holds the real secret.",
    examples: [
      .flagged(
        """
        global: {slack_api_url: ⟦'YOUR_SLACK_WEBHOOK_URL'⟧}
        route: {receiver: slack}
        receivers: [{name: slack, slack_configs: [{channel: "#db"}]}]
        """),
      .flagged(
        """
        route: {receiver: pager}
        receivers:
          - name: pager
            pagerduty_configs: [{service_key: ⟦YOUR_PAGERDUTY_SERVICE_KEY⟧}]
        """),
      .flagged(
        """
        global: {slack_api_url: ⟦'https://hooks.slack.com/services/<webhook-id>'⟧}
        route: {receiver: slack}
        receivers: [{name: slack, slack_configs: [{channel: "#db"}]}]
        """),
      .flagged(
        """
        route: {receiver: genie}
        receivers:
          - name: genie
            opsgenie_configs: [{api_key: ⟦xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx⟧}]
        """),
      .clean(
        """
        route: {receiver: pager}
        receivers:
          - name: pager
            pagerduty_configs: [{routing_key_file: /etc/alertmanager/secrets/pagerduty}]
        """),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    for file in SecretKeys.files(of: stack) {
      for (key, value) in SecretKeys.secrets(in: file) where SecretKeys.isPlaceholder(value.text) {
        context.report(
          "\"\(key.text)\" is a placeholder", at: value,
          help: "put the secret into a file and name that with \"\(key.text)_file\"")
      }
    }
  }
}
