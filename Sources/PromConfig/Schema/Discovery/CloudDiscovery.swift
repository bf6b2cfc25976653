internal import Document
internal import Quantities

/// Discovery that asks a cloud for its machines.
extension PromSchema {
  // MARK: AWS

  /// What all of AWS' services take. A server on AWS knows its region.
  private static let awsAccount = [
    Field("region", .string), Field("endpoint", .string), Field("access_key", .string),
    Field("secret_key", .string, isSecret: true), Field("profile", .string), Field("role_arn", .string),
    Field("external_id", .string, since: "3.12"),
  ]
  private static let awsFilters = Field("filters", .filled("a filter") { awsFilter })
  private static let awsFilter = FieldTable([Field("name", .string), needed("values", .strings)])

  static let aws = client(
    refresh: "60s", port: "80",
    awsAccount + [
      Field(
        "role", .ruled(.oneOf(["ec2", "ecs", "elasticache", "lightsail", "msk", "rds"]), .awsRole), isRequired: true),
      Field("filters", .filled("a filter") { unheldFilter }),
      Field("clusters", .strings),
    ])

  /// Here nobody looks whether a filter has values.
  private static let unheldFilter = FieldTable([Field("name", .string), Field("values", .strings)])

  static let ec2 = client(refresh: "60s", port: "80", awsAccount + [awsFilters], httpSince: "2.41")
  static let lightsail = client(refresh: "60s", port: "80", awsAccount, httpSince: "2.41")

  /// ECS, and the services that came after it in the same form.
  static let ecs = client(refresh: "60s", port: "80", awsClusters)
  static let rds = client(
    refresh: "60s", port: "80", awsClusters + [Field("filters", .filled("a filter") { unheldFilter }, since: "3.13")])

  private static let awsClusters =
    awsAccount + [Field("clusters", .strings), Field("request_concurrency", .int, default: "10")]

  // MARK: Azure, Google and Oracle

  static let azure = client(
    refresh: "5m", port: "80",
    [
      Field("environment", .string, default: "AzurePublicCloud"),
      needed("subscription_id"),
      Field("tenant_id", .string),
      Field("client_id", .string),
      Field("client_secret", .string, isSecret: true),
      Field("authentication_method", .ruled(.string, .azureMethod), default: "OAuth"),
      Field("resource_group", .string, since: "2.35"),
    ], httpSince: "2.31", rules: [.azureOAuth, .notNull("authentication_method")])

  static let gce = plain(
    refresh: "60s", port: "80",
    [needed("project"), needed("zone"), Field("filter", .string), Field("tag_separator", .string, default: ",")])

  static let oci = client(
    refresh: nil, port: "80",
    [
      needed("region"),
      Field("refresh_interval", .ruled(.duration, .positive), default: "60s"),
      Field("auth", .oneOf(["api_key", "instance_principal"]), default: "api_key"),
      Field("tenancy", .string), Field("user", .string), Field("fingerprint", .string), Field("key_file", .string),
      Field("key_passphrase", .string, isSecret: true),
      Field("key_passphrase_file", .string),
      Field("compartments", .list(of: .ruled(.string, .notBlank))),
    ], rules: [.ociAuth, .notNull("auth"), .notNull("refresh_interval")])

  // MARK: Others

  static let digitalOcean = client(
    refresh: "60s", port: "80",
    [Field("role", .oneOf(["droplets", "databases"]), since: "3.12", default: "droplets")])

  static let hetzner = client(
    refresh: "60s", port: "80",
    [Field("role", .oneOf(["robot", "hcloud"]), isRequired: true), Field("label_selector", .string, since: "3.5")])

  static let ionos = client(refresh: "60s", port: "80", [needed("datacenter_id")])

  static let linode = client(
    refresh: "60s", port: "80",
    [Field("tag_separator", .string, default: ","), Field("region", .string, since: "2.52")])

  static let vultr = client(refresh: "60s", port: "80", [])

  static let openstack = plain(
    refresh: "60s", port: "80",
    [
      Field("role", .ruled(.oneOf(["instance", "hypervisor", "loadbalancer"]), .openstackRole), isRequired: true),
      needed("region"),
      Field("identity_endpoint", .string),
      Field("username", .string), Field("userid", .string), Field("password", .string, isSecret: true),
      Field("project_name", .string), Field("project_id", .string),
      Field("domain_name", .string), Field("domain_id", .string),
      Field("application_credential_name", .string), Field("application_credential_id", .string),
      Field("application_credential_secret", .string, isSecret: true),
      Field("all_tenants", .bool, default: "false"),
      Field("tls_config", .table { tlsConfig }),
      Field("availability", .oneOf(["public", "internal", "admin"]), default: "public"),
    ], rules: [.notNull("availability")])

  static let outscale = client(
    refresh: "60s", port: "80",
    [
      Field("region", .string, default: "eu-west-2"), Field("endpoint", .string), needed("access_key"),
      Field("secret_key", .string, isSecret: true, excludes: ["secret_key_file"]),
      Field("secret_key_file", .string, excludes: ["secret_key"]),
    ],
    rules: [.someOf(["secret_key", "secret_key_file"], what: "\"outscale_sd_configs\""), .notEmpty("region")])

  static let ovhcloud = plain(
    refresh: "60s",
    [
      Field("endpoint", .string, default: "ovh-eu"),
      needed("application_key"), needed("application_secret", isSecret: true), needed("consumer_key", isSecret: true),
      Field("service", .oneOf(["dedicated_server", "vps"]), isRequired: true),
    ], rules: [.notEmpty("endpoint")])

  static let scaleway = client(
    refresh: "60s", port: "80",
    [
      Field("role", .oneOf(["instance", "baremetal"]), isRequired: true),
      needed("project_id", .ruled(.string, .uuid)),
      Field("api_url", .string, default: "https://api.scaleway.com"),
      Field("zone", .string, default: "fr-par-1"),
      needed("access_key", .ruled(.string, .scalewayKey)),
      Field("secret_key", .ruled(.string, .secretUUID), isSecret: true, excludes: ["secret_key_file"]),
      Field("secret_key_file", .string, since: "2.27", excludes: ["secret_key"]),
      Field("name_filter", .string), Field("tags_filter", .strings),
    ], rules: [.someOf(["secret_key", "secret_key_file"], what: "\"scaleway_sd_configs\"")])

  static let stackit = client(
    refresh: "60s", port: "80",
    [
      Field("project", .string), Field("region", .string, default: "eu01"), Field("endpoint", .anyURL),
      Field("service_account_key", .string, isSecret: true), Field("service_account_key_path", .string),
      Field("private_key", .string, isSecret: true), Field("private_key_path", .string),
      Field("credentials_file_path", .string),
    ], rules: [.stackitPlace])
}
