internal import Deployment
internal import Diagnostics
internal import Document
internal import Quantities

/// The deployment's components to Compose services.
struct ComposeEmitter {
  let deployment: Deployment

  /// What is started, in the order it is written.
  var components: [Component] {
    let order: [Component] = [.prometheus, .alertmanager, .loki, .alloy, .promtail, .collector, .jaeger, .grafana]
    return order.filter(deployment.uses)
  }

  var configuration: Draft {
    let secrets = components.contains(.alertmanager) ? fileSecrets.map(secretFile) : []
    return .map(
      [
        ("name", projectName),
        ("services", .map(components.map { ($0.rawValue, service($0)) })),
        ("volumes", .map(components.compactMap { volume(of: $0).map { ($0.name, [:]) } })),
        // The files must be there before the stack starts, readable by the servers' users.
        ("secrets", secrets.isEmpty ? nil : .map(secrets)),
      ].compactMap { key, value in value.map { (key, $0) } })
  }

  /// What whoever starts the stack must know.
  var notes: [String] {
    var notes = [
      "", "Start it anew after each generation, which replaces the folders that are mounted here:",
      (components.contains(where: isShipper) ? "HOSTNAME=$(hostname) " : "") + "docker compose up -d --force-recreate",
    ]
    if components.contains(where: isShipper) { notes.append("HOSTNAME is the label \"host\" of this host's logs.") }
    if components.contains(where: { details(of: $0).servesOtherHosts }) {
      notes.append(
        "PUBLISH_ADDRESS opens to other hosts what they send spans to or are scraped on; it asks for no password.")
    }
    if components.contains(.alertmanager), !fileSecrets.isEmpty {
      notes.append("The files in ./secrets must be readable by the user nobody, as whom Alertmanager runs.")
    }
    return notes
  }

  /// Lower case letters, digits, `-` and `_`, as Compose demands.
  private var projectName: Draft {
    .string(
      deployment.name.map { name in
        String(name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" ? $0 : "-" })
      })
  }

  private func service(_ component: Component) -> Draft {
    let details = details(of: component)
    let folder: Draft = .string("./\(component.rawValue):\(mount(component)):ro")
    let mounts = component == .grafana ? [] : [folder]
    let data = volume(of: component).map { [Draft.string("\($0.name):\($0.path)")] } ?? []
    let publishedOn = details.servesOtherHosts ? "${PUBLISH_ADDRESS:-127.0.0.1}" : "127.0.0.1"
    return [
      "image": Image.of(component).map { .string($0.reference(for: deployment.versions)) },
      "profiles": isSecondShipper(component) ? [.string(component.rawValue)] : nil,
      "restart": "unless-stopped",
      "hostname": isShipper(component) ? .string("${HOSTNAME:-\(literal(deployment.name.value))}") : nil,
      "user": details.user.map { .string($0) },
      "command": details.command.isEmpty ? nil : .list(details.command.map { .string(literal($0)) }),
      "environment": details.environment.isEmpty
        ? nil : .map(details.environment.map { ($0.0, .string(literal($0.1))) }),
      "volumes": .list(mounts + details.mounts.map { .string(literal($0)) } + data),
      "secrets": component == .alertmanager && !fileSecrets.isEmpty ? .list(fileSecrets.map(secretMount)) : nil,
      "ports": .list(details.ports.map { .string("\(publishedOn):\($0):\($0)") }),
      "networks": alias(of: component).map { ["default": ["aliases": [.string($0)]]] },
      "extra_hosts": component == .alertmanager && reachesHost ? ["webhook:host-gateway"] : nil,
      "healthcheck": details.healthPath.map { path in
        [
          "test": ["CMD", "wget", "-q", "-O", "/dev/null", .string("http://127.0.0.1:\(port(component))\(path)")],
          "interval": "30s", "timeout": "5s", "retries": 3,
        ]
      },
    ]
  }

  // MARK: Names and addresses

  func port(_ component: Component) -> Int { deployment.port(of: component) }

  /// Where a component's folder is mounted: away from the images' own files and from where secrets are put.
  func mount(_ component: Component) -> String { "/etc/belfry/\(component.rawValue)" }

  /// Where the component keeps its data.
  private func volume(of component: Component) -> (name: String, path: String)? {
    let path: String? =
      switch component {
      case .prometheus: "/prometheus"
      case .alertmanager: "/alertmanager"
      case .loki: "/loki"
      case .alloy: "/var/lib/alloy/data"
      case .promtail: "/var/lib/promtail"
      case .grafana: "/var/lib/grafana"
      case .jaeger: deployment.retention.traces == nil ? nil : "/badger"
      case .collector, .webhook: nil
      }
    return path.map { (component.rawValue + "-data", $0) }
  }

  /// The name by which the spec has the others reach it, if that isn't the service's own already.
  private func alias(of component: Component) -> String? {
    guard let host = deployment.service(component.rawValue)?.host, host != component.rawValue, host != "localhost",
      host.contains(where: { $0.isLetter })
    else { return nil }
    return host
  }

  private func isShipper(_ component: Component) -> Bool { component == .alloy || component == .promtail }

  /// Two shippers would ship every line twice, so all but the first start only with their profile.
  private func isSecondShipper(_ component: Component) -> Bool {
    isShipper(component) && deployment.logs?.shippers.first?.value.rawValue != component.rawValue
  }

  /// `webhook` runs on this host, beside the containers, unless the spec names another.
  private var reachesHost: Bool { deployment.uses(.webhook) && deployment.service("webhook")?.host == "webhook" }

  // MARK: Secrets

  private var fileSecrets: [Secret] {
    deployment.secrets.filter { if case .file = $0.source { true } else { false } }
  }

  /// On the host the files stand beside compose.yaml, by the secrets' names.
  private func secretFile(_ secret: Secret) -> (key: String, value: Draft) {
    (secret.name.value, ["file": .string("./secrets/" + literal(secret.name.value), at: secret.name.origin)])
  }

  private func secretMount(_ secret: Secret) -> Draft {
    guard case .file(let path) = secret.source else { return [:] }
    return ["source": .string(secret.name), "target": .string(path.map(literal))]
  }

  /// Compose replaces `$NAME`; a dollar of one's own is doubled.
  private func literal(_ text: String) -> String { text.replacing("$", with: "$$") }
}
