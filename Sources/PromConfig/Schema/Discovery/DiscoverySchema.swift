package import Document
internal import Quantities

/// Where targets come from: one list of mappings for every mechanism.
extension PromSchema {
  package static let staticConfig = FieldTable([
    Field("targets", .strings), Field("labels", .ruled(.labels, .labelNames)),
  ])

  /// Every mechanism, with the version that brought it.
  package static let discovery: [Field] =
    [Field("static_configs", .filled("a static config") { staticConfig })]
    + mechanisms.map { name, since, table in
      Field(name + "_sd_configs", .filled("an entry", table), since: since)
    }

  private static let mechanisms: [(name: String, since: Version?, table: @Sendable () -> FieldTable)] = [
    ("aws", "3.8", { aws }), ("azure", nil, { azure }), ("consul", nil, { consul }),
    ("digitalocean", "2.20", { digitalOcean }), ("dns", nil, { dns }), ("docker", "2.27", { docker }),
    ("dockerswarm", "2.20", { dockerSwarm }), ("ec2", nil, { ec2 }), ("ecs", "3.8", { ecs }),
    ("elasticache", "3.11", { ecs }), ("eureka", "2.21", { eureka }), ("file", nil, { file }), ("gce", nil, { gce }),
    ("hetzner", "2.21", { hetzner }), ("http", "2.28", { http }), ("ionos", "2.36", { ionos }),
    ("kubernetes", nil, { kubernetes }), ("kuma", "2.29", { kuma }), ("lightsail", "2.27", { lightsail }),
    ("linode", "2.28", { linode }), ("marathon", nil, { marathon }), ("msk", "3.10", { ecs }),
    ("nerve", nil, { zookeeper }), ("nomad", "2.37", { nomad }), ("oci", "3.14", { oci }),
    ("openstack", nil, { openstack }), ("outscale", "3.12", { outscale }), ("ovhcloud", "2.40", { ovhcloud }),
    ("puppetdb", "2.31", { puppetDB }), ("rds", "3.11", { rds }), ("scaleway", "2.26", { scaleway }),
    ("serverset", nil, { zookeeper }), ("stackit", "3.5", { stackit }), ("triton", nil, { triton }),
    ("uyuni", "2.31", { uyuni }), ("vultr", "2.36", { vultr }),
  ]

  /// The table of a mechanism that speaks HTTP.
  static func client(
    refresh: String?, port: String? = nil, _ fields: [Field], httpSince: Version? = nil, rules: [FieldRule] = []
  ) -> FieldTable {
    let http = httpClient.changed { field in
      if let httpSince { field.since = max(httpSince, field.since ?? httpSince) }
    }
    return FieldTable(common(refresh: refresh, port: port) + http + fields, rules: httpClientRules + rules)
  }

  /// The table of one that doesn't.
  static func plain(
    refresh: String?, port: String? = nil, _ fields: [Field], rules: [FieldRule] = []
  ) -> FieldTable {
    FieldTable(common(refresh: refresh, port: port) + fields, rules: rules)
  }

  private static func common(refresh: String?, port: String?) -> [Field] {
    var fields: [Field] = []
    if let refresh { fields.append(Field("refresh_interval", .duration, default: refresh)) }
    if let port { fields.append(Field("port", .int, default: port)) }
    return fields
  }

  /// A text that must be there.
  static func needed(_ name: String, _ type: FieldType = .string, isSecret: Bool = false) -> Field {
    Field(name, type, isSecret: isSecret, isRequired: true, isFilled: true)
  }

  // MARK: Files, names and lists of targets over HTTP

  private static let file = plain(refresh: "5m", [needed("files", .list(of: .ruled(.string, .targetFile)))])

  private static let dns = plain(
    refresh: "30s", port: "0",
    [needed("names", .strings), Field("type", .ruled(.string, .dnsType), default: "SRV")], rules: [.dnsPort])

  private static let http = client(refresh: "60s", [needed("url", .ruled(.anyURL, .webAddress))])

  private static let puppetDB = client(
    refresh: "60s", port: "80",
    [
      needed("url", .ruled(.anyURL, .webAddress)), needed("query"),
      Field("include_parameters", .bool, default: "false"),
    ])

  private static let zookeeper = FieldTable([
    needed("servers", .strings), needed("paths", .list(of: .ruled(.string, .absolutePath))),
    Field("timeout", .duration, default: "10s"),
  ])
}
