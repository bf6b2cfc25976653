internal import Diagnostics
internal import Document
internal import Quantities

/// What the settings of one part of Loki ask of each other.
extension FieldRule {
  // MARK: Compactor

  /// Since 3.0 nobody guesses where requests to delete are kept.
  static let retentionStore = FieldRule { node, findings in
    guard let enabled = node["retention_enabled"], enabled.boolValue == true else { return }
    if findings.isSince("3.0"), node["delete_request_store"].map({ $0.isNull || $0.isEmpty }) ?? true {
      findings.missing(
        "\"retention_enabled\" needs a \"delete_request_store\"", at: node["delete_request_store"] ?? enabled,
        help: "name the object store of the newest period in \"schema_config\"")
    }
    if let prefix = node["delete_request_store_key_prefix"] {
      if prefix.kind == .scalar, prefix.textBytes.isEmpty || prefix.isNull {
        findings.missing("\"delete_request_store_key_prefix\" can't be empty", at: prefix)
      } else {
        FieldRule.pathPrefix.check(prefix, &findings)
      }
    }
  }

  static let compactorRing = fixedRing("compactor_ring", tokens: 1, replicas: 3)
  static let schedulerRing = fixedRing("scheduler_ring", tokens: 1, replicas: 2)
  static let gatewayRing = fixedRing("ring", tokens: 128, replicas: nil)

  /// What can be set and must not be.
  private static func fixedRing(_ key: String, tokens: Int64, replicas: Int64?) -> FieldRule {
    FieldRule { node, findings in
      guard findings.isSince("3.0"), let ring = node[key] else { return }
      for (name, wanted) in [("num_tokens", tokens), ("replication_factor", replicas)] {
        guard let wanted, let value = ring[name], let number = value.intValue, number != wanted else { continue }
        findings.invalid("\(quoted(name)) of this ring is always \(wanted)", at: value, help: "remove it")
      }
    }
  }

  // MARK: Queries

  static let queriedStores = FieldRule { node, findings in
    let keys = node.keys(set: ["query_store_only", "query_ingester_only"])
    if keys.count == 2 { findings.exclusive(keys[1], keys[0]) }
  }

  static let shardedAggregations = FieldRule { node, findings in
    guard let list = node.keys(set: ["shard_aggregations"]).first,
      node["parallelise_shardable_queries"]?.boolValue == false
    else { return }
    findings.missing("\"shard_aggregations\" needs \"parallelise_shardable_queries: true\"", at: list)
  }

  /// How results are compressed is looked at in two of the caches, and there only where they are on.
  static let cacheCompression = FieldRule { node, findings in
    func isOn(_ key: String, byDefault: Bool) -> Bool {
      node[key].map { $0.isNull ? byDefault : $0.boolValue ?? false } ?? byDefault
    }
    var caches: [Node?] = []
    if isOn("cache_results", byDefault: false) { caches.append(node["results_cache"]) }
    if isOn("cache_index_stats_results", byDefault: findings.isSince("3.0")) {
      caches.append(node["index_stats_results_cache"])
    }
    for compression in caches.compactMap({ $0?["compression"] }) { compressionName.check(compression, &findings) }
  }

  private static let compressionName = known { node, findings in
    let names = ["snappy", ""]
    guard !names.contains(node.text) else { return }
    findings.invalid("\"compression\" must be \(alternatives(names)), not \(node.phrase)", at: node)
  }

  static let aggregationEncoding = FieldRule { root, findings in
    guard let list = root["query_range"]?.keys(set: ["shard_aggregations"]).first else { return }
    let encoding = root["frontend"]?["encoding"]
    guard let encoding else {
      if findings.isSince("3.0"), findings.isBefore("4.0") {
        findings.missing("\"shard_aggregations\" needs \"encoding: protobuf\" under \"frontend\"", at: list)
      }
      return
    }
    guard !encoding.isNull, !encoding.holds("${"), encoding.text != "protobuf" else { return }
    findings.invalid("\"shard_aggregations\" needs \"encoding: protobuf\", not \(encoding.phrase)", at: encoding)
  }

  static let workerAddresses = FieldRule.atMostOne(of: ["frontend_address", "scheduler_address"])

  /// The one old block, or the two new ones.
  static let workerClients = FieldRule { node, findings in
    guard findings.isSince("3.1"), let old = node.keys(set: ["grpc_client_config"]).first else { return }
    let new = node.keys(set: ["query_frontend_grpc_client", "query_scheduler_grpc_client"]).first { key in
      node[key.text]?.entries.contains { !$0.value.isNull } ?? false
    }
    guard let new, node["grpc_client_config"]?.entries.contains(where: { !$0.value.isNull }) ?? false else { return }
    findings.exclusive(new, old)
  }

  // MARK: Ingesting

  static let flushBackoff = FieldRule { node, findings in
    guard let backoff = node["flush_op_backoff"] else { return }
    if let retries = backoff["max_retries"], let count = retries.intValue, count <= 0 {
      findings.invalid("\"max_retries\" must be more than 0, not \(retries.phrase)", at: retries)
    }
    let least = backoff["min_period"]?.goDuration ?? .seconds(10)
    let most = backoff["max_period"]?.goDuration ?? .minutes(1)
    guard least > most, let place = backoff["min_period"] ?? backoff["max_period"] else { return }
    findings.invalid("\"min_period\" of \(least) is longer than \"max_period\" of \(most)", at: place)
  }

  /// Stripes of the index in memory.
  static let indexShards = FieldRule { root, findings in
    guard let node = root["ingester"]?["index_shards"], let count = node.intValue, count > 0 else { return }
    let usesTSDB = Periods(root).nodes.contains { $0["store"]?.text == "tsdb" }
    guard usesTSDB, count & (count - 1) != 0 else { return }
    findings.invalid("\"index_shards\" must be a power of two, not \(count)", at: node)
  }

  static let checkpoints = FieldRule { node, findings in
    guard node["enabled"]?.boolValue ?? true, let length = node["checkpoint_duration"],
      length.goDuration.map({ $0.milliseconds == 0 }) ?? false
    else { return }
    findings.invalid("\"checkpoint_duration\" must be more than 0", at: length)
  }

  static let someWrites = FieldRule { node, findings in
    guard let ingester = node["ingester_writes_enabled"], ingester.boolValue == false,
      !(node["kafka_writes_enabled"]?.isSet ?? false)
    else { return }
    findings.invalid(
      "nothing is written anywhere", at: ingester, help: "leave \"ingester_writes_enabled\" on, or set up Kafka")
  }

  static let patternTimes = FieldRule { node, findings in
    func time(_ key: String, _ usual: PromDuration) -> PromDuration? {
      node[key].map { $0.isNull ? usual : $0.goDuration } ?? usual
    }
    guard findings.isSince("3.6"), let kept = time("retain_for", .hours(3)), let age = time("max_chunk_age", .hours(1)),
      let sample = time("pattern_sample_interval", .seconds(10))
    else { return }
    if kept < age, let place = node["retain_for"] ?? node["max_chunk_age"] {
      findings.invalid("\"retain_for\" of \(kept) is shorter than \"max_chunk_age\" of \(age)", at: place)
    }
    if age < sample, let place = node["max_chunk_age"] ?? node["pattern_sample_interval"] {
      findings.invalid("\"max_chunk_age\" of \(age) is shorter than a sample's \(sample)", at: place)
    }
  }

  static let rateWindow = FieldRule { node, findings in
    guard node["enabled"]?.boolValue == true else { return }
    if node.filled("topic") == nil {
      findings.missing("\"ingest_limits\" needs a \"topic\"", at: node["topic"] ?? node)
    }
    guard let window = node["rate_window"]?.goDuration, let bucket = node["bucket_size"]?.goDuration,
      bucket.milliseconds > 0, window.milliseconds % bucket.milliseconds != 0, let place = node["rate_window"]
    else { return }
    findings.invalid("\"rate_window\" must be a multiple of \"bucket_size\"", at: place)
  }

  // MARK: Others

  static let remoteWriteURLs = FieldRule { node, findings in
    guard let enabled = node["enabled"], enabled.boolValue == true else { return }
    let clients = node["clients"]?.entries.map(\.value) ?? []
    for client in clients where client.kind == .mapping && client["url"].map(\.isNull) ?? true {
      findings.missing("a client needs a \"url\"", at: client)
    }
    guard clients.isEmpty, node["client"]?["url"].map(\.isNull) ?? true else { return }
    findings.missing("remote write needs \"clients\" with a \"url\" each", at: enabled)
  }

  static let attributesOrRegex = FieldRule { node, findings in
    let attributes = node.keys(set: ["attributes"]).first
    let regex = node.keys(set: ["regex"]).first
    if let attributes, let regex { findings.exclusive(max(regex, attributes), min(regex, attributes)) }
    if attributes == nil, regex == nil, node.kind == .mapping {
      findings.missing("an entry needs \"attributes\" or a \"regex\"", at: node)
    }
  }

  private static func min(_ a: Node, _ b: Node) -> Node { a.span.start < b.span.start ? a : b }
  private static func max(_ a: Node, _ b: Node) -> Node { a.span.start < b.span.start ? b : a }

  static let tableOffsets = FieldRule { node, findings in
    let least = node["min_table_offset"]?.intValue ?? 0
    let most = node["max_table_offset"]?.intValue ?? 1
    guard least > most, let place = node["min_table_offset"] ?? node["max_table_offset"] else { return }
    findings.invalid("\"min_table_offset\" of \(least) is more than \"max_table_offset\" of \(most)", at: place)
  }
}

extension Node {
  /// A duration as Go reads it, to the millisecond; nil where that doesn't say enough.
  var goDuration: PromDuration? {
    guard kind == .scalar, !isNull, !holds("${") else { return nil }
    // What both read alike.
    return text.contains("d") || text.contains("w") || text.contains("y") ? nil : PromDuration(text)
  }
}
