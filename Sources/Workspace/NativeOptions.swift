package import Deployment
package import Stack

/// What the command line says about hand-written files and the servers that load them.
package struct NativeOptions: Sendable {
  /// What the files are that were named; nil: their content says it.
  package var kind: NamedKind?
  package var servers: KnownServers
  /// Whether files that a configuration names are taken to exist where it will run.
  package var assumesFiles: Bool
  /// Which of the files found are looked at.
  package var choice: PathChoice
  /// Which metrics exist; nil when nobody says.
  package var metrics: KnownMetrics?

  package init(
    kind: NamedKind? = nil, servers: KnownServers = KnownServers(), assumesFiles: Bool = false,
    choice: PathChoice = PathChoice(), metrics: KnownMetrics? = nil
  ) {
    self.metrics = metrics
    self.kind = kind
    self.choice = choice
    self.servers = servers
    self.assumesFiles = assumesFiles
  }

  /// Whether only what makes a server refuse a file is reported.
  package var loadsOnly: Bool { servers.loadsOnly }
}
