package import Diagnostics
package import Document

/// What happens to every line of a log source, in order, whichever shipper does it.
///
/// Promtail and Alloy are both written from this, so they ship identical streams. Masks come first: nothing that is
/// read out of a line later can carry what they took away.
package struct LogPipeline: Sendable, Equatable {
  /// A field of a line, and the name it goes by from there on.
  package struct Field: Sendable, Equatable {
    /// A valid label name.
    package var name: Located<String>
    /// The field as the line has it; dots lead into nested objects.
    package var field: Located<String>

    /// The field in JMESPath, as the `json` stage wants it.
    package var path: Located<String> {
      field.map { text in
        text.split(separator: ".").map { isName($0) ? String($0) : "\"\($0)\"" }.joined(separator: ".")
      }
    }
  }

  package enum Stage: Sendable, Equatable {
    case replace(expression: Located<String>, replacement: Located<String>)
    case json([Field])
    case logfmt([Field])
    case timestamp(source: Located<String>, format: Located<String>)
    case labels([Field])
    case structuredMetadata([Field])
    /// One stage in Promtail's own words: its name and its settings.
    case native(name: String, settings: Draft)
  }

  package var name: Located<String>
  /// Glob.
  package var files: Located<String>
  /// The same on every line. `host` is not among them: each shipper has its own way to know where it runs.
  package var labels: [Label]
  package var stages: [Stage] = []

  /// The label that keeps the streams of several hosts apart.
  package static let hostLabel = "host"
}

extension Deployment {
  /// The pipelines of all log sources. Findings are reported for the first shipper only, for all of them have the same.
  package func logPipelines(for shipper: Logs.Shipper, into diagnostics: inout [Diagnostic]) -> [LogPipeline] {
    guard let logs else { return [] }
    var found: [Diagnostic] = []
    let pipelines = logs.sources.map { LogPipeline($0, tracing: traces != nil, into: &found) }
    if logs.shippers.first?.value == shipper { diagnostics += found }
    return pipelines
  }
}

extension LogPipeline {
  init(_ source: LogSource, tracing: Bool, into diagnostics: inout [Diagnostic]) {
    name = source.name
    files = source.files
    labels = source.labels
    if labels["job"] == nil { labels.insert(Label(Located("job"), source.name), at: 0) }

    stages = source.masks.flatMap { Self.replacements(of: $0, into: &diagnostics) }
    let promoted = source.labelFields.map(Field.init)
    let metadata = Self.metadata(of: source, tracing: tracing)
    let timestamp = source.timestamp.map { Field($0.field) }
    let wanted = Self.distinct((timestamp.map { [$0] } ?? []) + promoted + metadata)
    let native = (source.native?.items ?? []).flatMap { stage in
      stage.entries.map { Stage.native(name: $0.key, settings: $0.value.at($0.value.origin ?? stage.origin)) }
    }
    // Plain text has no fields but those that native stages take out of it, so these come before what uses them.
    let isPlainText = source.format.value == .text
    if isPlainText { stages += native }
    switch source.format.value {
    case _ where wanted.isEmpty: break
    case .json: stages.append(.json(wanted))
    case .logfmt: stages.append(.logfmt(wanted))
    case .text where !native.isEmpty: break
    case .text:
      diagnostics.append(
        Diagnostic(
          "logs/field-of-plain-text", .error,
          "log source \"\(name.value)\" has plain text lines, so field \"\(wanted[0].field.value)\" can't be read",
          at: wanted[0].field.origin,
          help: "set format to json or logfmt, or add a regex stage under native"))
    }
    if let timestamp, let format = source.timestamp?.format {
      stages.append(.timestamp(source: timestamp.name, format: format))
    }
    if !promoted.isEmpty { stages.append(.labels(promoted)) }
    if !metadata.isEmpty { stages.append(.structuredMetadata(metadata)) }
    if !isPlainText { stages += native }
  }

  /// What the spec names, and where traces are collected too, what leads from a line to its trace.
  private static func metadata(of source: LogSource, tracing: Bool) -> [Field] {
    var fields = source.metadataFields
    if tracing, let application = source.application {
      let origin = application.path.origin.derived(by: "the links from logs to traces")
      fields += [Located("trace_id", at: origin), Located("span_id", at: origin)]
    }
    let labels = Set(source.labelFields.map(\.value))
    return distinct(fields.filter { !labels.contains($0.value) }.map(Field.init))
  }

  private static func distinct(_ fields: [Field]) -> [Field] {
    var seen: Set<String> = []
    return fields.filter { seen.insert($0.name.value).inserted }
  }

  private static func replacements(of mask: LogSource.Mask, into diagnostics: inout [Diagnostic]) -> [Stage] {
    switch mask {
    case .custom(let expression, let replace):
      return [.replace(expression: expression.map(withCaptureGroup), replacement: replace)]
    case .named(let name):
      guard let mask = Mask.named(name.value) else {
        diagnostics.append(
          Diagnostic(
            "logs/undefined-mask", .error, "there is no mask \"\(name.value)\"", at: name.origin,
            help: nearest(to: name.value, among: Mask.all.map(\.name)).map { "did you mean \"\($0)\"" }
              ?? "use one of \(Mask.all.map(\.name).joined(separator: ", ")), or {expression: …, replace: …}"))
        return []
      }
      let origin = name.origin.derived(by: "the mask \"\(mask.name)\"")
      return mask.replacements.map {
        .replace(expression: Located($0.expression, at: origin), replacement: Located($0.replacement, at: origin))
      }
    }
  }

  /// The expression itself if it has a capture group, else all of it as one: without any, `replace` does nothing.
  static func withCaptureGroup(_ expression: String) -> String {
    var isEscaped = false
    var isInClass = false
    var rest = Substring(expression)
    while let character = rest.popFirst() {
      switch character {
      case _ where isEscaped: isEscaped = false
      case "\\": isEscaped = true
      case "[" where !isInClass:
        isInClass = true
        // A bracket right after the opening one, or after its `^`, stands for itself.
        if rest.hasPrefix("^") { rest.removeFirst() }
        if rest.hasPrefix("]") { rest.removeFirst() }
      case "]": isInClass = false
      case "(" where !isInClass && (!rest.hasPrefix("?") || rest.hasPrefix("?P<") || rest.hasPrefix("?<")):
        return expression
      default: break
      }
    }
    return "(\(expression))"
  }
}

extension LogPipeline.Field {
  init(_ field: Located<String>) {
    self.field = field
    name = field.map { text in
      let name = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
      return name.first.map(\.isNumber) ?? true ? "_" + name : name
    }
  }
}

/// Whether it can stand unquoted as a label name and in JMESPath.
private func isName(_ text: Substring) -> Bool {
  guard let first = text.first, !first.isNumber else { return false }
  return text.allSatisfy { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
}
