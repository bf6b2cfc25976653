/// How findings are printed: `--format`.
package enum ReportFormat: String, Sendable, CaseIterable {
  case text, concise, json, sarif, github, gitlab, junit, checkstyle, markdown
}
