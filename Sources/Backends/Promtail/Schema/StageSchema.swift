package import Document
internal import PromConfig
internal import Quantities

/// The stages of a pipeline. A stage is a mapping with one of these keys.
extension PromtailSchema {
  package static let stage: FieldTable = FieldTable(
    [
      Field("cri", .table { cri }), Field("decolorize", .any, since: "2.7"), Field("docker", .any),
      Field("drop", .table { drop }), Field("eventlogmessage", .table { eventLogMessage }, since: "2.8"),
      Field("geoip", .table { geoIP }, since: "2.8"), Field("json", .table { json }),
      Field("labelallow", .ruled(.strings, .words)), Field("labeldrop", .ruled(.strings, .words)),
      Field("labels", .ruled(.labels, .stageLabels)), Field("limit", .table { limit }),
      Field("logfmt", .table { logfmt }), Field("match", .table { match }),
      Field("metrics", .map { metric }), Field("multiline", .table { multiline }),
      Field("non_indexed_labels", .ruled(.labels, .stageLabels), since: "2.9"), Field("output", .table { output }),
      Field("pack", .table { pack }), Field("regex", .table { regex }), Field("replace", .table { replace }),
      Field("sampling", .table { sampling }, since: "2.9"),
      Field("static_labels", .ruled(.labels, .staticLabels)),
      Field("structured_metadata", .ruled(.labels, .stageLabels), since: "2.9"),
      Field("template", .table { template }), Field("tenant", .table { tenant }),
      Field("timestamp", .table { timestamp }),
    ], rules: [.oneStage])

  /// Settings that are decoded without a look at keys that nobody knows.
  private static func settings(_ fields: [Field], rules: [FieldRule] = []) -> FieldTable {
    FieldTable(fields, ignoresUnknown: true, rules: rules)
  }

  /// Where a stage looks; the line if there is no such key.
  private static let source = Field("source", .ruled(.string, .sourceName))
  private static let needed: @Sendable (String, FieldType) -> Field = { name, type in
    Field(name, type, isRequired: true, isFilled: true)
  }

  // MARK: Parsing

  private static let json = settings([
    needed("expressions", .ruled(.labels, .jsonPaths)), source, Field("drop_malformed", .bool, default: "false"),
  ])
  private static let logfmt = settings([needed("mapping", .ruled(.labels, .someTextValues)), source])
  private static let regex = settings([needed("expression", .ruled(.regex, .expression)), source])
  private static let replace = settings([
    needed("expression", .ruled(.regex, .expression)), source, Field("replace", .ruled(.string, .text)),
  ])
  private static let cri = settings([
    Field("max_partial_lines", .int, since: "2.9", default: "100"),
    Field("max_partial_line_size", .unsigned, since: "2.9", default: "0"),
    Field("max_partial_line_size_truncate", .bool, since: "2.9", default: "false"),
  ])
  private static let eventLogMessage = settings([
    Field("source", .ruled(.string, .stageLabelName), default: "message"),
    Field("drop_invalid_labels", .bool, default: "false"), Field("overwrite_existing", .bool, default: "false"),
  ])
  private static let geoIP = settings([
    needed("db", .ruled(.string, .text)), source, needed("db_type", .ruled(.string, .text)),
  ])
  private static let multiline = settings([
    Field("firstline", .ruled(.regex, .expression), isRequired: true), Field("max_lines", .unsigned, default: "128"),
    Field("max_wait_time", .ruled(.string, .goDuration), default: "3s"),
  ])

  // MARK: Changing

  private static let template = settings([
    needed("source", .ruled(.string, .text)), Field("template", .ruled(.string, .stageTemplate)),
  ])
  private static let output = settings([needed("source", .ruled(.string, .text))])
  private static let pack = settings([
    Field("labels", .oneOrMore(.string)), Field("ingest_timestamp", .bool, default: "true"),
  ])
  private static let tenant = settings(
    [
      Field("label", .ruled(.string, .text), excludes: ["source", "value"]),
      Field("source", .ruled(.string, .text), excludes: ["label", "value"]),
      Field("value", .ruled(.string, .text), excludes: ["label", "source"]),
    ], rules: [.someOf(["label", "source", "value"], what: "\"tenant\"")])
  private static let timestamp = settings([
    needed("source", .ruled(.string, .text)), needed("format", .ruled(.string, .timeFormat)),
    Field("fallback_formats", .list(of: .ruled(.string, .text))), Field("location", .ruled(.string, .location)),
    Field("action_on_failure", .oneOf(["skip", "fudge"]), default: "fudge"),
  ])

  // MARK: Choosing

  private static let match: FieldTable = settings(
    [
      Field("pipeline_name", .ruled(.string, .filledText)), needed("selector", .ruled(.string, .lineSelector)),
      Field("stages", .filled("a stage") { stage }),
      Field("action", .oneOf(["keep", "drop", ""]), default: "keep"),
      Field("drop_counter_reason", .ruled(.string, .text)),
    ], rules: [.matchStages])
  private static let drop = settings(
    [
      Field("drop_counter_reason", .string, default: "drop_stage"), Field("source", .oneOrMore(.string)),
      Field("value", .string, excludes: ["expression"]), Field("separator", .string, default: ";"),
      Field("expression", .ruled(.regex, .expression), excludes: ["value"]),
      Field("older_than", .ruled(.string, .goDuration)), Field("longer_than", .size),
    ], rules: [.dropCondition])
  private static let limit = settings(
    [
      Field("rate", .ruled(.float, .aboveZero), isRequired: true),
      Field("burst", .ruled(.int, .aboveZero), isRequired: true),
      Field("drop", .bool, default: "false"), Field("by_label_name", .string, since: "2.8"),
      Field("max_distinct_labels", .int, since: "2.8"),
    ], rules: [.limitByLabel])
  private static let sampling = settings([
    Field("drop_counter_reason", .string, default: "sampling_stage"), Field("rate", .ruled(.float, .share)),
  ])

  // MARK: Counting

  private static let metric = settings(
    [
      needed("type", .ruled(.string, .metricType)), Field("description", .ruled(.string, .text)), source,
      Field("prefix", .ruled(.string, .text), default: "promtail_custom_"),
      Field("max_idle_duration", .ruled(.string, .idleTime), default: "5m"), Field("config", .table { metricConfig }),
    ], rules: [.metricAction])
  private static let metricConfig = settings([
    Field("match_all", .bool), Field("value", .ruled(.string, .text)), Field("action", .ruled(.string, .text)),
    Field("count_entry_bytes", .bool), Field("buckets", .list(of: .float)),
  ])
}
