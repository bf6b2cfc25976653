package import Deployment
package import Diagnostics

/// Writes what the monitored application itself reads: TOML files for its logging and for its metrics and traces.
package struct ApplicationBackend: Backend {
  package static let name = "application"
  package init() {}

  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] {
    let writer = TOMLWriter(header: deployment.generatedNotice)
    var files = (deployment.logs?.sources ?? []).compactMap { source in
      source.application.map { application in
        let logging = LoggingSettings(source: source, application: application, tracing: deployment.traces != nil)
        return file(application.path.value, writer.write(logging.settings))
      }
    }
    if let traces = deployment.traces {
      let path = traces.application?.value ?? deployment.name.value.replacing("-", with: "_") + "_telemetry.toml"
      let telemetry = TelemetrySettings(deployment: deployment, traces: traces)
      files.append(file(path, writer.write(telemetry.settings)))
    }
    return files
  }

  /// `path` is where the application has the file; only its name counts here.
  private func file(_ path: String, _ text: String) -> GeneratedFile {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return GeneratedFile(path: "application/" + name, kind: .other, content: .text(text))
  }
}
