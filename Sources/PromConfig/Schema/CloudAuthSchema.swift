package import Document
internal import Quantities

/// How remote storage of the large clouds is told who is asking.
extension PromSchema {
  package static let sigv4 = FieldTable(
    [
      Field("region", .string),
      Field("access_key", .string),
      Field("secret_key", .string, isSecret: true),
      Field("profile", .string),
      Field("role_arn", .string),
      Field("external_id", .string, since: "3.10"),
      Field("use_fips_sts_endpoint", .bool, since: "3.1", default: "false"),
      Field("service_name", .string, since: "3.5"),
    ], rules: [.together(["access_key"], ["secret_key"]), .externalID])

  static let azureAD = FieldTable(
    [
      Field("cloud", .oneOf(["AzurePublic", "AzureGovernment", "AzureChina", ""]), default: "AzurePublic"),
      Field("managed_identity", .table { managedIdentity }),
      Field("oauth", .table { azureOAuth }, since: "2.48"),
      Field("sdk", .table { FieldTable([Field("tenant_id", .string)]) }, since: "2.52"),
      Field("workload_identity", .table { workloadIdentity }, since: "3.7"),
      Field("certificate", .table { azureCertificate }, since: "3.13"),
      Field("scope", .ruled(.string, .azureScope), since: "3.9"),
    ], rules: [.atMostOne(of: azureMethods), .someOf(azureMethods, what: "\"azuread\"")])

  private static let azureMethods = ["managed_identity", "workload_identity", "oauth", "sdk", "certificate"]

  private static let managedIdentity = FieldTable([Field("client_id", .ruled(.string, .uuid))])

  private static let azureOAuth = FieldTable([
    Field("client_id", .ruled(.string, .uuid), isRequired: true, isFilled: true),
    Field("client_secret", .string, isSecret: true, isRequired: true, isFilled: true),
    Field("tenant_id", .string, isRequired: true, isFilled: true),
  ])

  private static let workloadIdentity = FieldTable([
    Field("client_id", .ruled(.string, .uuid), isRequired: true, isFilled: true),
    Field("tenant_id", .ruled(.string, .uuid), isRequired: true, isFilled: true),
    Field("token_file_path", .string),
  ])

  private static let azureCertificate = FieldTable([
    Field("client_id", .ruled(.string, .uuid), isRequired: true, isFilled: true),
    Field("tenant_id", .string, isRequired: true, isFilled: true),
    Field("certificate_path", .string, isRequired: true, isFilled: true),
    Field("certificate_key_path", .string),
    Field("certificate_password", .string, isSecret: true),
    Field("send_certificate_chain", .bool, default: "false"),
  ])

  static let googleIAM = FieldTable([Field("credentials_file", .string)])
}
