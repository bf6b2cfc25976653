package import Deployment
package import Diagnostics

/// `alertmanager.yml` and the notification templates it uses.
package struct AlertmanagerBackend: Backend {
  package static let name = "alertmanager"
  package init() {}

  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] {
    guard let routing = deployment.routing else {
      if let receiver = deployment.receivers.first {
        diagnostics.append(
          Diagnostic(
            "schema/missing-key", .error, "receivers are declared, and nothing is routed to them",
            at: receiver.name.origin,
            help: "add \"routing:\" with the receiver that takes what nothing else takes"))
      }
      return []
    }
    var emitter = ConfigEmitter(deployment: deployment)
    let config = emitter.config(routing)
    diagnostics += emitter.diagnostics
    var files = [GeneratedFile(path: Layout.alertmanagerConfig, kind: .alertmanager, content: .yaml(config))]
    if emitter.usesTemplates {
      files.append(
        GeneratedFile(path: Layout.alertmanagerTemplates, kind: .other, content: .text(NotificationTemplates.text)))
    }
    return files
  }
}
