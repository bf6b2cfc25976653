package import Diagnostics

/// What there is to know of an id that findings carry, for readers that show it beside them.
package struct RuleDescription: Sendable {
  /// One sentence: what is found.
  package var summary: String
  /// Why it matters, and what to do; nil where the summary says all.
  package var rationale: String?
  package var remedy: String?
  /// How bad it is unless somebody says otherwise.
  package var severity: Severity?

  package init(summary: String, rationale: String? = nil, remedy: String? = nil, severity: Severity? = nil) {
    self.summary = summary
    self.rationale = rationale
    self.remedy = remedy
    self.severity = severity
  }
}

/// The program that made the findings.
package struct ReportingTool: Sendable {
  package var version: String?
  /// What is known of an id.
  package var describe: @Sendable (String) -> RuleDescription?

  package init(version: String? = nil, describe: @escaping @Sendable (String) -> RuleDescription? = { _ in nil }) {
    self.version = version
    self.describe = describe
  }
}
