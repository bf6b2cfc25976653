internal import Document
internal import Quantities

/// Where things are kept, as the parts of a file agree on it.
extension FieldRule {
  /// An index that is shipped needs folders, which `common.path_prefix` gives.
  static let storageDirectories = FieldRule { root, findings in
    // Before 3.0 a missing folder came up later.
    guard findings.isSince("3.0") || findings.version == nil else { return }
    let hasPrefix = root["common"]?.filled("path_prefix") != nil
    let shippers = [("tsdb", "tsdb_shipper"), ("boltdb-shipper", "boltdb_shipper")]
    let periods = Periods(root)
    for (store, block) in shippers {
      guard let period = periods.nodes.first(where: { $0["store"]?.text == store }) else { continue }
      let settings = root["storage_config"]?[block]
      for key in ["active_index_directory", "cache_location"] where settings?.filled(key) == nil {
        // The prefix doesn't help where somebody wrote an empty path.
        if hasPrefix, settings?[key].map({ $0.isNull || !$0.isEmpty }) ?? true { continue }
        // Most of 2.9's files say it, and of one that doesn't nobody knows the server.
        guard findings.version != nil else { continue }
        findings.missing(
          "the store \(quoted(store)) needs \(quoted("storage_config.\(block).\(key)"))",
          at: settings ?? period["store"] ?? period, help: "set it, or \"path_prefix\" under \"common\"")
      }
    }
    let usesShipper = periods.nodes.contains { node in shippers.contains { $0.0 == node["store"]?.text } }
    if usesShipper, let folder = root["compactor"]?["working_directory"], !folder.isNull, folder.isEmpty {
      findings.missing("the compactor needs a \"working_directory\"", at: folder)
    }
  }

  /// Every period names a store that there is.
  static let objectStores = FieldRule { root, findings in
    guard findings.isSince("3.0") else { return }
    let storage = root["storage_config"]
    let thanos = storage?["use_thanos_objstore"]
    if let thanos, thanos.holds("${") { return }
    let usesThanos = thanos?.boolValue ?? findings.isSince("4.0")
    let named = (usesThanos ? storage?["object_store"]?["named_stores"] : storage?["named_stores"])
    let names = named?.entries.flatMap { $0.value.entries.map(\.key.text) } ?? []
    let stores = usesThanos ? thanosStores : findings.isSince("4.0") ? ownStores : ownStores + legacyStores
    let indexes = ["tsdb", "boltdb-shipper"]
    for period in Periods(root).nodes {
      if let store = period.filled("store"), !store.holds("${"), !(indexes + legacyIndexes).contains(store.text) {
        findings.invalid(
          "\"store\" must be \(alternatives(indexes)), not \(store.phrase)", at: store,
          help: didYouMean(store.text, among: indexes)
        )
      }
      guard let store = period.filled("object_store"), !store.holds("${"), !(stores + names).contains(store.text) else {
        continue
      }
      findings.invalid(
        "\(quoted(store.text)) is no object store, and none of \"named_stores\" is called so", at: store,
        help: didYouMean(store.text, among: stores + names)
          ?? "use \(alternatives(stores.filter { !legacyStores.contains($0) }))")
    }
  }

  static let ownStores = ["filesystem", "s3", "aws", "gcs", "azure", "alibabacloud", "bos", "cos", "swift"]
  private static let thanosStores = ["s3", "gcs", "azure", "swift", "filesystem", "alibabacloud", "bos"]
  private static let legacyIndexes = [
    "aws", "aws-dynamo", "bigtable", "bigtable-hashed", "boltdb", "cassandra", "gcp", "gcp-columnkey", "grpc-store",
    "inmemory",
  ]
  private static let legacyStores = [
    "aws-dynamo", "bigtable", "bigtable-hashed", "cassandra", "gcp", "gcp-columnkey", "grpc-store", "inmemory", "noop",
  ]

  /// Structured metadata is on by default since 3.0, and needs the newest index and schema.
  static let structuredMetadata = FieldRule { root, findings in
    guard findings.isSince("3.0") else { return }
    let switched = root["limits_config"]?["allow_structured_metadata"]
    if let switched, switched.boolValue != true { return }
    let periods = Periods(root)
    guard let last = periods.nodes.last else { return }
    let help = "set \"allow_structured_metadata: false\" under \"limits_config\" until the schema is new"
    if periods.all({ Periods.version(of: $0).map { $0 < 13 } ?? false }), let schema = last["schema"] {
      findings.invalid("structured metadata needs the schema v13, not \(schema.phrase)", at: schema, help: help)
    }
    if periods.all({ $0.filled("store").map { $0.text != "tsdb" && !$0.holds("${") } ?? false }),
      let store = last["store"]
    {
      findings.invalid("structured metadata needs the store \"tsdb\", not \(store.phrase)", at: store, help: help)
    }
  }

  /// `common.storage` is for one store.
  static let oneCommonStore = FieldRule { root, findings in
    guard let storage = root["common"]?["storage"] else { return }
    let keys = storage.entries.filter { key, value in
      commonStores.contains(key.text) && value.entries.contains { $0.value.isSet }
    }.map(\.key)
    guard let first = keys.first else { return }
    for key in keys.dropFirst() {
      findings.exclusive(key, first, help: "\"common\" takes one store; put the others under \"storage_config\"")
    }
  }

  private static let commonStores = ["azure", "filesystem", "gcs", "s3", "bos", "swift", "alibabacloud", "cos"]

  static let tokensPath = FieldRule { root, findings in
    guard let common = root["common"], let persists = common["persist_tokens"], persists.boolValue == true,
      common.filled("path_prefix") == nil
    else { return }
    findings.missing("\"persist_tokens\" needs a \"path_prefix\"", at: persists)
  }

  /// No store takes the name of a kind of store, and no two have one name.
  static let storeNames = names(reserved: ownStores.filter { !["alibabacloud", "cos"].contains($0) } + legacyStores)
  static let bucketNames = names(reserved: thanosStores)

  private static func names(reserved: [String]) -> FieldRule {
    FieldRule { node, findings in
      var first: [String: Node] = [:]
      for (name, _) in node.entries.flatMap({ Array($0.value.entries) }) {
        if reserved.contains(name.text) {
          findings.invalid("a store can't be called \(quoted(name.text)), which is a kind of store", at: name)
        } else if let other = first[name.text] {
          findings.duplicate("two stores are called \(quoted(name.text))", at: name, of: other)
        } else {
          first[name.text] = name
        }
      }
    }
  }

  static let bucketEndpoint = FieldRule { node, findings in
    guard let endpoint = node.filled("endpoint"), let bucket = node.filled("bucket_name"), !endpoint.holds("${"),
      endpoint.text.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) == bucket.text
    else { return }
    findings.invalid("the endpoint must not begin with the bucket's name", at: endpoint)
  }

  static let servicePrincipal = FieldRule { node, findings in
    guard let switched = node["use_service_principal"], switched.boolValue == true else { return }
    for key in ["tenant_id", "client_id", "client_secret"] where node.filled(key) == nil {
      findings.missing("\"use_service_principal\" needs \(quoted(key))", at: node[key] ?? switched)
    }
  }

  static let cassandra = FieldRule { node, findings in
    FieldRule.atMostOne(of: ["password", "password_file"]).check(node, &findings)
    guard node["SSL"]?.boolValue == true else { return }
    FieldRule.together(["tls_cert_path"], ["tls_key_path"]).check(node, &findings)
  }
}
