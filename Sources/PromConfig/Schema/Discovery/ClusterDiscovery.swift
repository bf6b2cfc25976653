internal import Document
internal import Quantities

/// Discovery that asks an orchestrator or a registry of services.
extension PromSchema {
  static let kubernetes = client(
    refresh: nil,
    [
      Field("role", .oneOf(kubernetesRoles), isRequired: true),
      Field("api_server", .anyURL),
      Field("kubeconfig_file", .string, since: "2.28"),
      Field("namespaces", .table { namespaces }),
      Field("selectors", .list { selector }),
      Field("attach_metadata", .table { attachedMetadata }, since: "2.35"),
    ], rules: [.kubernetesAccess, .kubernetesSelectors, .certificateFiles])

  private static let kubernetesRoles = ["pod", "service", "endpoints", "endpointslice", "node", "ingress"]

  private static let namespaces = FieldTable([
    Field("own_namespace", .bool, since: "2.33", default: "false"), Field("names", .strings),
  ])

  private static let selector = FieldTable([
    Field("role", .oneOf(kubernetesRoles)), Field("label", .string), Field("field", .string),
  ])

  private static let attachedMetadata = FieldTable([
    Field("node", .bool, default: "false"),
    Field("namespace", .bool, since: "3.6", default: "false"),
    Field("deployment", .bool, since: "3.11", default: "false"),
    Field("job", .bool, since: "3.11", default: "false"),
    Field("cronjob", .bool, since: "3.11", default: "false"),
  ])

  static let consul = client(
    refresh: "30s",
    [
      Field("server", .ruled(.string, .notBlank), default: "localhost:8500"),
      Field("path_prefix", .string, since: "2.45"),
      Field("token", .string, isSecret: true, excludes: ["authorization", "oauth2"]),
      Field("datacenter", .string),
      Field("namespace", .string, since: "2.28"),
      Field("partition", .string, since: "2.40"),
      Field("tag_separator", .string, default: ","),
      Field("scheme", .string, default: "http"),
      Field("username", .string, excludes: ["basic_auth"]),
      Field("password", .string, isSecret: true, excludes: ["basic_auth"]),
      Field("allow_stale", .bool, default: "true"),
      Field("services", .strings),
      Field("tags", .strings),
      Field("node_meta", .labels),
      Field("filter", .string, since: "3.0"),
      Field("health_filter", .string, since: "3.12"),
    ])

  static let nomad = client(
    refresh: "60s",
    [
      Field("allow_stale", .bool, default: "true"),
      Field("namespace", .string, default: "default"),
      Field("region", .string, default: "global"),
      Field("server", .ruled(.string, .notBlank), default: "http://localhost:4646"),
      Field("tag_separator", .string, default: ","),
    ])

  static let docker = client(
    refresh: "60s", port: "80",
    [
      needed("host", .anyURL),
      Field("filters", .list { dockerFilter }),
      Field("host_networking_host", .string, since: "2.30", default: "localhost"),
      Field("match_first_network", .bool, since: "2.54", default: "true"),
    ])

  static let dockerSwarm = client(
    refresh: "60s", port: "80",
    [
      needed("host", .anyURL),
      Field("role", .oneOf(["services", "tasks", "nodes"]), isRequired: true),
      Field("filters", .list { dockerFilter }, since: "2.23"),
    ])

  private static let dockerFilter = FieldTable([Field("name", .string), Field("values", .strings)])

  static let marathon = client(
    refresh: "30s",
    [
      needed("servers", .strings),
      Field("auth_token", .string, isSecret: true, excludes: ["auth_token_file"] + marathonAuth),
      Field("auth_token_file", .string, excludes: ["auth_token"] + marathonAuth),
    ])

  private static let marathonAuth = ["basic_auth", "bearer_token", "bearer_token_file", "authorization"]

  static let eureka = client(refresh: "30s", [needed("server", .ruled(.anyURL, .fullAddress))])

  static let kuma = client(
    refresh: "15s",
    [
      needed("server", .ruled(.anyURL, .fullAddress)),
      Field("fetch_timeout", .duration, default: "2m"),
      Field("client_id", .string, since: "2.50"),
    ])

  static let uyuni = client(
    refresh: "1m",
    [
      needed("server", .anyURL), needed("username"), needed("password", isSecret: true),
      Field("entitlement", .string, default: "monitoring_entitled"),
      Field("separator", .string, default: ","),
    ])

  static let triton = plain(
    refresh: nil, port: "9163",
    [
      needed("account"), needed("dns_suffix"), needed("endpoint"),
      Field("refresh_interval", .ruled(.duration, .positive), default: "60s"),
      Field("role", .oneOf(["container", "cn"]), default: "container"),
      Field("groups", .strings),
      Field("tls_config", .table { tlsConfig }),
      Field("version", .int, default: "1"),
    ], rules: [.notNull("role"), .notNull("refresh_interval")])
}
