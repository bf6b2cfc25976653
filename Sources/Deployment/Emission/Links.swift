package import Diagnostics

/// The addresses that annotations, dashboards and runbooks point people at.
extension Deployment {
  package func runbook(_ name: String) -> Runbook? { runbooks.first { $0.name.value == name } }
  package func dashboard(_ name: String) -> Dashboard? { dashboards.first { $0.name.value == name } }

  /// The page of a runbook that is named, or the URL itself. Nil when the name isn't declared or has no page.
  package func runbookURL(_ reference: Located<String>) -> Located<String>? {
    if Self.isURL(reference.value) { return reference }
    guard let runbook = runbook(reference.value), let base = runbook.baseURL?.value ?? commonRunbookBase else {
      return nil
    }
    return reference.map { Self.join(base, $0) }
  }

  /// Where all runbooks that say so are published. Those that component templates bring can't know, and stand beside them.
  private var commonRunbookBase: String? {
    let bases = Set(runbooks.compactMap(\.baseURL?.value))
    return bases.count == 1 ? bases.first : nil
  }

  /// The page of a dashboard that is named, as people's browsers reach it, or the URL itself. Nil when the name isn't
  /// declared or there is no Grafana.
  package func dashboardURL(_ reference: Located<String>) -> Located<String>? {
    if Self.isURL(reference.value) { return reference }
    guard dashboard(reference.value) != nil, let grafana = service("grafana") else { return nil }
    let base = grafana.externalURL?.value ?? "http://" + grafana.address.value
    return reference.map { Self.join(base, "d/" + $0) }
  }

  private static func isURL(_ text: String) -> Bool { text.hasPrefix("http://") || text.hasPrefix("https://") }

  /// `base` may end in a path or in something that takes the name as it is (`…/`, `…?page=`, `…#`).
  private static func join(_ base: String, _ name: String) -> String {
    let isOpen = base.last.map { "/=#".contains($0) } ?? true
    return base + (isOpen ? "" : "/") + name
  }
}
