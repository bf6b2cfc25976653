package import Deployment
package import Diagnostics
internal import Document

/// The hooks that run remediations, for the `webhook` server (adnanh/webhook; Debian's package `webhook`).
package struct WebhookBackend: Backend {
  package static let name = "webhook"
  package init() {}

  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] {
    let hooks = deployment.remediationHooks.compactMap { id, remediation in
      HookEmitter(id: id, remediation: remediation, deployment: deployment).hook(into: &diagnostics)
    }
    guard !hooks.isEmpty else { return [] }
    var files = [GeneratedFile(path: Layout.webhookHooks, kind: .hooks, content: .yaml(.list(hooks)))]
    if deployment.remediations.contains(where: \.isGuarded) {
      files.append(
        GeneratedFile(path: Layout.webhookLimit, kind: .other, content: .text(LimitScript.text), isExecutable: true))
    }
    return files
  }
}
