internal import Document
internal import Quantities

/// Object stores by the clients of Thanos, which came with 3.4 and are the default since 4.0.
extension LokiSchema {
  static let bucket = FieldTable(buckets)

  static let ruleBuckets = FieldTable(
    buckets + [
      Field("backend", .string, default: "filesystem"),
      Field("local", .table { ruleDirectory }),
    ])

  static let namedBuckets = FieldTable(buckets + [Field("named_stores", .table { bucketsByName }, since: "3.4")])

  private static let bucketsByName = FieldTable(
    [
      Field("azure", .map { azureBucket }),
      Field("filesystem", .map { filesystemBucket }),
      Field("gcs", .map { gcsBucket }),
      Field("s3", .map { s3Bucket }),
      Field("swift", .map { swiftBucket }),
    ], rules: [.bucketNames])

  private static let buckets = [
    Field("s3", .table { s3Bucket }),
    Field("gcs", .table { gcsBucket }),
    Field("azure", .table { azureBucket }),
    Field("swift", .table { swiftBucket }),
    Field("filesystem", .table { filesystemBucket }),
    Field("alibaba", .table { ossBucket }, since: "3.4"),
    Field("bos", .table { bosBucket }, since: "3.4"),
    Field("storage_prefix", .ruled(.string, .bucketPrefix)),
  ]

  private static let s3Bucket = FieldTable(
    [
      Field("endpoint", .string),
      Field("region", .string),
      Field("bucket_name", .string),
      Field("secret_access_key", .string, isSecret: true),
      Field("access_key_id", .string),
      Field("session_token", .string, isSecret: true),
      Field("insecure", .bool, default: "false"),
      Field("list_objects_version", .string),
      Field("bucket_lookup_type", .string),
      Field("dualstack_enabled", .bool, default: "true"),
      Field("storage_class", .oneOf(storageClasses + ["SNOW", "EXPRESS_ONEZONE", "FSX_OPENZFS", "FSX_ONTAP", ""])),
      Field("native_aws_auth_enabled", .bool, default: "false"),
      Field("part_size", .unsigned, default: "0"),
      Field("send_content_md5", .bool, default: "false"),
      Field("sts_endpoint", .ruled(.string, .webAddressOrNothing)),
      Field("max_retries", .int, since: "3.4", default: "10"),
      Field("sse", .table { serverSideEncryption }),
      Field("http", .table { bucketHTTP }),
      Field("trace", .table { bucketTrace }),
    ], rules: [.bucketEndpoint])

  static let serverSideEncryption = FieldTable([
    Field("type", .oneOf(["SSE-S3", "SSE-KMS", ""])),
    Field("kms_key_id", .string),
    Field("kms_encryption_context", .string),
  ])

  private static let bucketHTTP = FieldTable([
    Field("idle_conn_timeout", .nanoDuration, default: "1m30s"),
    Field("response_header_timeout", .nanoDuration, default: "2m"),
    Field("insecure_skip_verify", .bool, default: "false"),
    Field("tls_handshake_timeout", .nanoDuration, default: "10s"),
    Field("expect_continue_timeout", .nanoDuration, default: "1s"),
    Field("max_idle_connections", .int, default: "100"),
    Field("max_idle_connections_per_host", .int, default: "100"),
    Field("max_connections_per_host", .int, default: "0"),
    Field("tls_ca_path", .string),
    Field("tls_cert_path", .string),
    Field("tls_key_path", .string),
    Field("tls_server_name", .string),
  ])

  private static let bucketTrace = FieldTable([
    Field("enabled", .bool, default: "false")
  ])

  private static let gcsBucket = FieldTable([
    Field("bucket_name", .string),
    Field("service_account", .string, isSecret: true),
    Field("chunk_buffer_size", .int, default: "0"),
    Field("max_retries", .int, since: "3.4", default: "10"),
  ])

  private static let azureBucket = FieldTable([
    Field("account_name", .string),
    Field("account_key", .string, isSecret: true),
    Field("connection_string", .string, isSecret: true),
    Field("container_name", .string),
    Field("endpoint_suffix", .string),
    Field("max_retries", .int, default: "20"),
    Field("user_assigned_id", .string),
    Field("chunk_delimiter", .string, since: "3.4", default: "-"),
  ])

  private static let swiftBucket = FieldTable(
    [
      Field("application_credential_id", .string, since: "3.4"),
      Field("application_credential_name", .string, since: "3.4"),
      Field("application_credential_secret", .string, since: "3.4", isSecret: true),
      Field("auth_version", .int, default: "0"),
      Field("auth_url", .string),
    ] + openStackAccount + [
      Field("http", .table { bucketHTTP }, since: "3.4"),
      Field("internal", .bool, removed: ("3.4", ""), default: "false"),
    ])

  private static let filesystemBucket = FieldTable([
    Field("dir", .string)
  ])

  private static let ossBucket = FieldTable([
    Field("endpoint", .string),
    Field("bucket", .string),
    Field("access_key_id", .string),
    Field("access_key_secret", .string, isSecret: true),
  ])

  private static let bosBucket = FieldTable([
    Field("bucket", .string),
    Field("endpoint", .string),
    Field("access_key", .string),
    Field("secret_key", .string, isSecret: true),
  ])
}
