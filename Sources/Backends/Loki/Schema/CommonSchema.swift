internal import Document
internal import Quantities

/// `common`: what all parts take over.
extension LokiSchema {
  static let common = FieldTable([
    Field("path_prefix", .string),
    Field("storage", .table { commonStorage }),
    Field("persist_tokens", .bool, default: "false"),
    Field("replication_factor", .int, default: "3"),
    Field("ring", .table { ring }),
    Field("instance_interface_names", .strings),
    Field("instance_addr", .string),
    Field("compactor_address", .string),
    Field("compactor_grpc_address", .string),
    Field("scratch_path", .string, since: "3.6"),
  ])

  private static let commonStorage = FieldTable([
    Field("s3", .table { s3Storage }),
    Field("gcs", .table { gcsStorage }),
    Field("azure", .table { azureStorage }),
    Field("alibabacloud", .table { alibabaStorage }),
    Field("bos", .table { bosStorage }),
    Field("swift", .table { swiftStorage }),
    Field("filesystem", .table { filesystem }),
    Field("hedging", .table { hedging }),
    Field("cos", .table { cosStorage }, since: "2.9"),
    Field("congestion_control", .table { congestionControl }, since: "3.0"),
    Field("object_store", .table { bucket }, since: "3.3"),
  ])

  private static let filesystem = FieldTable([
    Field("chunks_directory", .string),
    Field("rules_directory", .string),
  ])
}
