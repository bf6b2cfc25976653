internal import Document
internal import Quantities

/// What is done against slow and overloaded stores.
extension LokiSchema {
  static let hedging = FieldTable([
    Field("at", .nanoDuration, default: "0s"),
    Field("up_to", .int),
    Field("max_per_second", .int),
  ])

  static let congestionControl = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("controller", .table { controller }),
    Field("retry", .table { retry }),
    Field("hedging", .table { congestionControlHedging }),
  ])

  private static let controller = FieldTable([
    Field("strategy", .string),
    Field("aimd", .table { aimd }),
  ])

  private static let aimd = FieldTable([
    Field("start", .unsigned, default: "2000"),
    Field("upper_bound", .unsigned, default: "10000"),
    Field("backoff_factor", .float, default: "0.5"),
  ])

  private static let retry = FieldTable([
    Field("strategy", .string),
    Field("limit", .int, default: "2"),
  ])

  private static let congestionControlHedging = FieldTable([
    Field("config", .table { hedging }),
    Field("strategy", .string),
  ])
}
