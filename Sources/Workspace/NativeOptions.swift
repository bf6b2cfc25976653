package import Deployment

/// What the command line says about hand-written files and the servers that load them.
package struct NativeOptions: Sendable {
  /// What the files are that were named; nil: their content says it.
  package var kind: FileKind?
  package var servers: KnownServers
  /// Whether files that a configuration names are taken to exist where it will run.
  package var assumesFiles: Bool

  package init(kind: FileKind? = nil, servers: KnownServers = KnownServers(), assumesFiles: Bool = false) {
    self.kind = kind
    self.servers = servers
    self.assumesFiles = assumesFiles
  }

  /// Whether only what makes a server refuse a file is reported.
  package var loadsOnly: Bool { servers.loadsOnly }
}
