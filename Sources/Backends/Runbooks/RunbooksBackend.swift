package import Deployment
package import Diagnostics

/// What people read: a page for each runbook, and the operations checklist with what the deployment itself decides.
package struct RunbooksBackend: Backend {
  package static let name = "runbooks"
  package init() {}

  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] {
    let rules = deployment.alertingRules
    var files = deployment.runbooks.map { runbook in
      GeneratedFile(
        path: Layout.runbook(runbook.name.value), kind: .other,
        unchecked: { .text(RunbookPage(runbook: runbook, deployment: deployment, rules: rules).document.rendered) })
    }
    if !deployment.checklist.isEmpty {
      files.append(
        GeneratedFile(
          path: Layout.checklist, kind: .other,
          unchecked: { .text(Checklist(deployment: deployment).document.rendered) }))
    }
    return files
  }
}
