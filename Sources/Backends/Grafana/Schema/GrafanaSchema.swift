package import Document
internal import Quantities

/// The keys of Grafana's files: dashboards in both forms, and provisioning.
///
/// Grafana decodes them loosely. A key it doesn't know does nothing, which nobody means, so it is a warning here; in a
/// dashboard's classic form plugins and versions add keys freely, so there it is none.
package enum GrafanaSchema {
  /// The table for a dashboard, whose form decides.
  package static func dashboard(for file: DashboardFile) -> FieldTable {
    file.form == .elements ? elements : classic
  }

  /// The table for a file of datasources, whose version decides.
  package static func datasources(for root: Node) -> FieldTable {
    isOutdated(root) ? outdatedDatasources : datasources
  }

  /// Without a version, or below 1, Grafana reads the form that 5.0 had.
  static func isOutdated(_ root: Node) -> Bool {
    guard let version = root["apiVersion"], !version.isNull else { return true }
    return version.intValue.map { $0 < 1 } ?? false
  }
}

/// What Grafana's own decoders and its front end take for a number or a flag.
extension FieldType {
  /// Quoted or not.
  static let number = FieldType.ruled(.string, .number)
  static let flag = FieldType.ruled(.string, .flag)
  /// A number of provisioning: decimal digits, quoted or not, or a variable of the environment.
  static let provisionedNumber = FieldType.ruled(.string, .provisionedNumber)
  static let provisionedFlag = FieldType.ruled(.string, .provisionedFlag)
  /// A mapping whose keys a plugin decides.
  static let settings = FieldType.map(of: .any)
  static let datasource = FieldType.either(.string, .map(of: .any))
}

extension Node {
  /// A scalar's text, where it isn't filled in from the environment when Grafana starts.
  var literal: String? { kind == .scalar && !isNull && !text.contains("$") ? text : nil }
  /// As Go's `strconv.ParseBool` has it.
  var isOn: Bool { kind == .scalar && ["1", "t", "T", "TRUE", "true", "True"].contains(text) }
}
