import Alertmanager
import Alloy
import Application
import Collector
import Compose
package import Deployment
package import Diagnostics
import Document
import Grafana
import Jaeger
import Loki
import Parallel
import Prometheus
import Promtail
import Runbooks
import Webhook

/// Everything a deployment compiles to: each file as it was meant, and its text.
package struct Emission: Sendable {
  package struct File: Sendable {
    package let generated: GeneratedFile
    private let written: Deferred<String>

    fileprivate init(_ generated: GeneratedFile, header: [String]) {
      self.generated = generated
      written = Deferred { generated.text(under: header) }
    }

    package var text: String { written.value }
    fileprivate func begin() { written.begin() }
  }

  /// What the files were emitted from: the deployment with its shorthand written out.
  package let lowered: Deployment
  /// In byte order of the paths.
  package private(set) var files: [File] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// Every backend. They run side by side, so those with the most to write begin.
  private static let backends: [any Backend.Type] = [
    RunbooksBackend.self, PrometheusBackend.self, GrafanaBackend.self, AlertmanagerBackend.self, WebhookBackend.self,
    LokiBackend.self, PromtailBackend.self, AlloyBackend.self, CollectorBackend.self, JaegerBackend.self,
    ApplicationBackend.self, ComposeBackend.self,
  ]

  package init(of deployment: Deployment) {
    lowered = deployment.lowered(into: &diagnostics)
    let header = deployment.generatedNotice
    let emitted = Self.backends.concurrentMap { [lowered] backend in
      var found: [Diagnostic] = []
      let files = backend.init().emit(lowered, into: &found)
      return (backend: backend.name, files: files, diagnostics: found)
    }
    var paths: [String: String] = [:]
    var unique: [GeneratedFile] = []
    for (backend, files, found) in emitted {
      diagnostics += found
      for file in files {
        if let other = paths.updateValue(backend, forKey: file.path) {
          diagnostics.append(
            Diagnostic(
              "spec/duplicate-name",
              "two parts of the stack would be written to \"\(file.path)\" (\(other), \(backend))",
              at: deployment.name.origin, help: "rename one of them"))
        } else {
          unique.append(file)
        }
      }
    }
    unique.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    files = unique.map { File($0, header: header) }
  }

  /// Has other cores write the files that no check reads, while this one checks the others.
  package func writeUnchecked() {
    for file in files where !file.generated.isChecked { file.begin() }
  }
}

extension GeneratedFile {
  fileprivate func text(under header: [String]) -> String {
    switch content {
    case .yaml(let draft): YAMLWriter.write(draft, header: header + notes)
    case .json(let draft): JSONWriter.write(draft)
    case .text(let text): text
    }
  }
}
