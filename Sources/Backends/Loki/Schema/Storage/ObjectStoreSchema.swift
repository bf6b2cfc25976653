internal import Document
internal import Quantities

/// Object stores by Loki's own clients.
extension LokiSchema {
  static let azureStorage = FieldTable(
    [
      Field(
        "environment", .oneOf(["AzureGlobal", "AzureChinaCloud", "AzureGermanCloud", "AzureUSGovernment"]),
        default: "AzureGlobal"),
      Field("account_name", .string),
      Field("account_key", .string, isSecret: true),
      Field("connection_string", .string, since: "3.0", isSecret: true),
      Field("container_name", .string, default: "loki"),
      Field("active_directory_endpoint", .string, since: "3.7"),
      Field("endpoint_suffix", .string),
      Field("use_managed_identity", .bool, default: "false"),
      Field("use_federated_token", .bool, default: "false"),
      Field("user_assigned_id", .string),
      Field("use_service_principal", .bool, default: "false"),
      Field("client_id", .string),
      Field("client_secret", .string, isSecret: true),
      Field("tenant_id", .string),
      Field("chunk_delimiter", .string, default: "-"),
      Field("download_buffer_size", .int, default: "512000"),
      Field("upload_buffer_size", .int, default: "256000"),
      Field("upload_buffer_count", .int, default: "1"),
      Field("request_timeout", .nanoDuration, default: "30s"),
      Field("max_retries", .int, default: "5"),
      Field("min_retry_delay", .nanoDuration, default: "10ms"),
      Field("max_retry_delay", .nanoDuration, default: "500ms"),
    ], rules: [.servicePrincipal])

  static let alibabaStorage = FieldTable([
    Field("bucket", .string),
    Field("endpoint", .string),
    Field("region", .string, since: "4.0"),
    Field("access_key_id", .string),
    Field("secret_access_key", .string, isSecret: true),
    Field("ram_role_name", .string, since: "4.0"),
    Field("conn_timeout_sec", .int, since: "3.4", default: "30"),
    Field("read_write_timeout_sec", .ruled(.int, .aboveZero), since: "3.4", default: "60"),
    Field("signature_version", .string, since: "4.0", default: "v1"),
  ])

  static let gcsStorage = FieldTable([
    Field("bucket_name", .string),
    Field("endpoint", .string, since: "3.4"),
    Field("service_account", .string, isSecret: true),
    Field("chunk_buffer_size", .int, default: "0"),
    Field("request_timeout", .nanoDuration, default: "0s"),
    Field("enable_opencensus", .bool, default: "true"),
    Field("enable_http2", .bool, default: "true"),
    Field("enable_retries", .bool, since: "3.0", default: "true"),
  ])

  /// What Amazon calls its kinds of storage.
  static let storageClasses = [
    "STANDARD", "STANDARD_IA", "ONEZONE_IA", "GLACIER", "DEEP_ARCHIVE", "GLACIER_IR", "INTELLIGENT_TIERING",
    "OUTPOSTS", "REDUCED_REDUNDANCY",
  ]

  static let s3Storage = FieldTable(s3Fields)

  /// Chunks could be kept in Amazon's tables as well; what else is stored could not.
  static let awsStorage = FieldTable(s3Fields + [Field("dynamodb", .table { dynamodb }, removed: ("4.0", ""))])

  private static let s3Fields = [
    Field("s3", .anyURL),
    Field("s3forcepathstyle", .bool, default: "false"),
    Field("bucketnames", .string),
    Field("endpoint", .string),
    Field("region", .string),
    Field("access_key_id", .string),
    Field("secret_access_key", .string, isSecret: true),
    Field("session_token", .string, isSecret: true),
    Field("insecure", .bool, default: "false"),
    Field("chunk_delimiter", .string, since: "3.5"),
    Field("http_config", .table { s3HTTP }),
    Field("signature_version", .oneOf(["v4"]), default: "v4"),
    Field("storage_class", .oneOf(storageClasses), default: "STANDARD"),
    Field("sse", .table { serverSideEncryption }),
    Field("backoff_config", .table { backoff }),
    Field("disable_dualstack", .bool, since: "3.1", default: "false"),
    Field("sse_encryption", .bool, removed: ("3.0", "sse"), default: "false"),
  ]

  private static let s3HTTP = FieldTable([
    Field("timeout", .nanoDuration, since: "2.9", default: "0s"),
    Field("idle_conn_timeout", .nanoDuration, default: "1m30s"),
    Field("response_header_timeout", .nanoDuration, default: "0s"),
    Field("insecure_skip_verify", .bool, default: "false"),
    Field("ca_file", .string),
  ])

  static let bosStorage = FieldTable([
    Field("bucket_name", .string),
    Field("endpoint", .string, default: "bj.bcebos.com"),
    Field("access_key_id", .string),
    Field("secret_access_key", .string, isSecret: true),
  ])

  static let swiftStorage = FieldTable(
    [
      Field("auth_version", .int, default: "0"),
      Field("auth_url", .string),
      Field("internal", .bool, default: "false"),
    ] + openStackAccount + [
      Field("http", .table { swiftHTTP }, since: "3.4")
    ])

  /// What both clients of Swift take.
  static let openStackAccount = [
    Field("username", .string),
    Field("user_domain_name", .string),
    Field("user_domain_id", .string),
    Field("user_id", .string),
    Field("password", .string, isSecret: true),
    Field("domain_id", .string),
    Field("domain_name", .string),
    Field("project_id", .string),
    Field("project_name", .string),
    Field("project_domain_id", .string),
    Field("project_domain_name", .string),
    Field("region_name", .string),
    Field("container_name", .string),
    Field("max_retries", .int, default: "3"),
    Field("connect_timeout", .nanoDuration, default: "10s"),
    Field("request_timeout", .nanoDuration, default: "5s"),
  ]

  private static let swiftHTTP = FieldTable([
    Field("tls_ca_path", .string)
  ])

  static let cosStorage = FieldTable([
    Field("forcepathstyle", .bool, default: "false"),
    Field("bucketnames", .string),
    Field("endpoint", .string),
    Field("region", .string),
    Field("access_key_id", .string),
    Field("secret_access_key", .string, isSecret: true),
    Field("http_config", .table { cosHTTP }),
    Field("backoff_config", .table { backoff }),
    Field("api_key", .string, isSecret: true),
    Field("service_instance_id", .string),
    Field("auth_endpoint", .string, default: "https://iam.cloud.ibm.com/identity/token"),
    Field("cr_token_file_path", .string),
    Field("trusted_profile_name", .string),
    Field("trusted_profile_id", .string),
  ])

  private static let cosHTTP = FieldTable([
    Field("idle_conn_timeout", .nanoDuration, default: "1m30s"),
    Field("response_header_timeout", .nanoDuration, default: "0s"),
  ])

  static let ruleDirectory = FieldTable([
    Field("directory", .string)
  ])

  static let filesystemStorage = FieldTable([
    Field("directory", .string)
  ])
}
