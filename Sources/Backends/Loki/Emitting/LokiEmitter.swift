internal import Deployment
internal import Diagnostics
internal import Document
internal import Quantities

/// Intent to Loki's configuration, with keys that 3.0 knows and 4.0 still does.
struct LokiEmitter {
  let deployment: Deployment
  let settings: LokiSettings

  /// Loki's own limits, where they matter to ours (`limits_config`).
  private enum Default {
    static let ingestionBurst = ByteSize(bytes: 6 << 20)
    static let perStreamRate = ByteSize(bytes: 3 << 20)
    static let perStreamBurst = ByteSize(bytes: 15 << 20)
    /// `max_query_length`, 30 days and one hour.
    static let queryLength = PromDuration.hours(721)
  }

  private var keepsFiles: Bool { settings.objectStore.value == "filesystem" }

  var configuration: Draft {
    let emitted: Draft = [
      // Anyone who reaches the port may read, write and delete, so the port must stay on loopback or a private network;
      // with `true`, every request would need a tenant header that nothing checks either.
      "auth_enabled": false,
      "server": ["http_listen_port": .int(deployment.port(of: .loki)), "grpc_listen_port": 9095],
      "common": common,
      "schema_config": ["configs": [schemaPeriod]],
      "compactor": compactor,
      "limits_config": limits,
      "ruler": ruler,
      "analytics": ["reporting_enabled": false],
    ]
    return settings.native.map(emitted.overlaid) ?? emitted
  }

  /// One instance: without these, rings look for Consul and expect three replicas, and paths are relative to wherever
  /// the process starts.
  private var common: Draft {
    [
      "path_prefix": "/loki",
      "instance_addr": "127.0.0.1",
      "replication_factor": 1,
      "ring": ["kvstore": ["store": "inmemory"]],
      "storage": keepsFiles ? ["filesystem": ["chunks_directory": "/loki/chunks"]] : nil,
    ]
  }

  /// Structured metadata needs `tsdb` and `v13`; the tsdb index needs 24 hours.
  private var schemaPeriod: Draft {
    [
      "from": .string(settings.schemaFrom), "store": "tsdb", "object_store": .string(settings.objectStore),
      "schema": "v13", "index": ["prefix": "index_", "period": "24h"],
    ]
  }

  /// Only the compactor deletes. `table_manager` has not run in the single binary since 2.4, and is gone in 4.0.
  private var compactor: Draft {
    let retention = deployment.retention.logs
    return [
      "working_directory": "/loki/compactor",
      "retention_enabled": retention.map { .bool(true, at: $0.origin) },
      // Required from 3.0 as soon as retention is on.
      "delete_request_store": retention.map { _ in .string(settings.objectStore) },
    ]
  }

  private var limits: Draft {
    let retention = deployment.retention.logs
    let rate = settings.ingestionRate
    let burst = settings.ingestionBurst ?? rate.map { Located(max($0.value, Default.ingestionBurst), at: $0.origin) }
    // One stream may carry a whole host's logs, so what a tenant may send, a stream must be allowed to.
    let streamRate = settings.perStreamRate ?? rate.flatMap { $0.value > Default.perStreamRate ? $0 : nil }
    let streamBurst = settings.perStreamBurst ?? burst.flatMap { $0.value > Default.perStreamBurst ? $0 : nil }
    return [
      "allow_structured_metadata": true,
      "retention_period": retention.map(goDuration),
      // Queries beyond what is kept would show whatever the compactor hasn't come to yet.
      "max_query_lookback": retention.map(goDuration),
      "max_query_length": retention.flatMap { $0.value > Default.queryLength ? goDuration($0) : nil },
      "ingestion_rate_mb": rate.map { .int(Int($0.megabytes), at: $0.origin) },
      "ingestion_burst_size_mb": burst.map { .int(Int($0.megabytes), at: $0.origin) },
      "per_stream_rate_limit": streamRate.map { .text($0) },
      "per_stream_rate_limit_burst": streamBurst.map { .text($0) },
      "reject_old_samples": true,
      "reject_old_samples_max_age": settings.rejectOlderThan.map(goDuration),
    ]
  }

  /// Rule files are read from `/loki/rules/<tenant>/*.yml`; without authentication the tenant is `fake`.
  private var ruler: Draft {
    let alertmanager = deployment.uses(.alertmanager) ? deployment.service("alertmanager")?.address : nil
    return [
      "storage": ["type": "local", "local": ["directory": "/loki/rules"]],
      "rule_path": "/loki/rules-temporary",
      "alertmanager_url": alertmanager.map { .string($0.map { "http://\($0)" }) },
      // Off by default before 3.2, and Alertmanager dropped its first API in 0.27.
      "enable_alertmanager_v2": alertmanager.map { _ in true },
      "ring": ["kvstore": ["store": "inmemory"]],
      "enable_api": true,
    ]
  }

  private func goDuration(_ duration: Located<PromDuration>) -> Draft {
    .string(duration.map(\.inGoUnits))
  }

  func reportProblems(into diagnostics: inout [Diagnostic]) {
    if let retention = deployment.retention.logs, retention.value < .days(1) {
      diagnostics.append(
        Diagnostic(
          "retention/logs-below-a-day", .error, "Loki keeps logs for at least 24h, not \(retention.value)",
          at: retention.origin, help: "write 1d or more"))
    }
    if !keepsFiles, settings.native?["storage_config"] == nil, settings.native?["common"]?["storage"] == nil {
      diagnostics.append(
        Diagnostic(
          "loki/store-not-configured", .error,
          "object store \"\(settings.objectStore.value)\" has no address or credentials",
          at: settings.objectStore.origin,
          help: "add native: {storage_config: …} with that store's own keys"))
    }
    if let rate = settings.ingestionRate, let burst = settings.ingestionBurst, burst.value < rate.value {
      diagnostics.append(
        Diagnostic(
          "loki/burst-below-rate", .warning,
          "the ingestion burst \(burst.value) is below the rate \(rate.value), which can then never be reached",
          at: burst.origin, notes: [.init("the rate is set here", at: rate.origin)],
          help: "make the burst at least \(rate.value)"))
    }
  }
}
