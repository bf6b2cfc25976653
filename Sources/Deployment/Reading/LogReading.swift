internal import Diagnostics
internal import Document
internal import Quantities

/// `logs:`.
extension SpecDecoder {
  func logs(_ node: Node) -> Logs? {
    var logs = Logs()
    mapping(node, "the logs") { fields in
      logs.shippers =
        fields.value("shippers") { self.itemOrItems($0) { self.decode($0, .choice()) } } ?? [
          Located(.alloy, at: node.origin)
        ]
      logs.sources = fields.named("sources", logSource)
      logs.loki = fields.value("loki", loki) ?? logs.loki
    }
    return logs
  }

  private func logSource(_ name: Located<String>, _ node: Node) -> LogSource? {
    var source = LogSource(name: name, files: Located("", at: node.origin))
    mapping(node, "a log source") { fields in
      source.files = fields.required("files", self.name, or: source.files)
      source.format = fields.choice("format") ?? source.format
      source.labels = fields.labels("labels")
      source.timestamp = fields.value("timestamp", timestamp)
      if let promote = fields.node("promote") {
        mapping(promote, "\"promote\"") { fields in
          source.labelFields = fields.strings("labels")
          source.metadataFields = fields.strings("metadata")
        }
      }
      source.masks = fields.itemOrItems("mask", mask)
      source.application = fields.value("application", application)
      source.native = fields.value("native", stages)
    }
    return source
  }

  /// Pipeline stages: a list in Promtail's words, or a mapping of its own keys.
  private func stages(_ node: Node) -> Draft? {
    if node.kind == .scalar {
      wrongType(node, "a list of stages")
      return nil
    }
    return Draft(node)
  }

  /// The field's name, or `{field, format}`.
  private func timestamp(_ node: Node) -> LogSource.Timestamp? {
    let format = Located("RFC3339Nano", at: node.origin)
    if node.kind == .scalar { return name(node).map { LogSource.Timestamp(field: $0, format: format) } }
    var timestamp = LogSource.Timestamp(field: Located("", at: node.origin), format: format)
    mapping(node, "a timestamp") { fields in
      timestamp.field = fields.requiredString("field")
      timestamp.format = fields.string("format") ?? format
    }
    return timestamp
  }

  /// A tested pattern by name, or `{expression, replace}`.
  private func mask(_ node: Node) -> LogSource.Mask? {
    if node.kind == .scalar { return word(["credit_cards", "ssn", "passwords", "emails"])(node).map { .named($0) } }
    var mask: LogSource.Mask?
    mapping(node, "a mask") { fields in
      let expression = fields.required("expression", name, or: Located("", at: node.origin))
      mask = .custom(expression: expression, replace: fields.string("replace") ?? Located("***", at: node.origin))
    }
    return mask
  }

  /// A path, or `{path, level, fields}`.
  private func application(_ node: Node) -> LogSource.Application? {
    let level = Located("info", at: node.origin)
    if node.kind == .scalar { return outputPath(node).map { LogSource.Application(path: $0, level: level) } }
    var application = LogSource.Application(path: Located("", at: node.origin), level: level)
    mapping(node, "an application's logging") { fields in
      application.path = fields.required("path", outputPath, or: application.path)
      application.level = fields.string("level") ?? level
      application.fields = fields.strings("fields")
    }
    return application
  }

  private func loki(_ node: Node) -> LokiSettings? {
    var loki = LokiSettings()
    mapping(node, "Loki's settings") { fields in
      loki.objectStore = fields.string("object_store") ?? loki.objectStore
      loki.ingestionRate = fields.size("ingestion_rate")
      loki.ingestionBurst = fields.size("ingestion_burst")
      loki.perStreamRate = fields.size("per_stream_rate")
      loki.perStreamBurst = fields.size("per_stream_burst")
      loki.rejectOlderThan = fields.duration("reject_older_than")
      loki.schemaFrom = fields.value("schema_from", day) ?? loki.schemaFrom
      loki.native = fields.native()
    }
    return loki
  }
}
