internal import Deployment
internal import Diagnostics
internal import Document

/// How the application writes its log, so that the shippers find what they look for.
struct LoggingSettings {
  let source: LogSource
  let application: LogSource.Application
  let tracing: Bool

  var settings: Draft {
    [
      "logging": [
        "format": .text(source.format.value.rawValue), "level": .string(application.level), "output": output,
      ],
      "fields": .map(fields.map { ($0.value, .bool(true, at: $0.origin)) }),
      "filters": filters,
    ]
  }

  /// One file that the shippers' glob matches.
  private var output: Draft {
    .string(source.files.map { $0.replacing("*", with: source.name.value) })
  }

  /// What the spec lists and what the pipeline reads. Whatever identifies people is written only if the spec asks.
  private var fields: [Located<String>] {
    var fields = application.fields + (source.timestamp.map { [$0.field] } ?? []) + source.labelFields
    fields += source.metadataFields
    if tracing { fields += ["trace_id", "span_id"].map { Located($0) } }
    var seen: Set<String> = []
    return fields.filter { seen.insert($0.value).inserted }
  }

  /// The application masks first, so that the shippers' masks are only the second line.
  private var filters: Draft? {
    let names = source.masks.compactMap { mask in
      if case .named(let name) = mask { name } else { nil }
    }
    return names.isEmpty ? nil : .map(names.map { ("mask_" + $0.value, .bool(true, at: $0.origin)) })
  }
}
