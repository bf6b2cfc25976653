package import Diagnostics
package import Document
package import Quantities

package struct Logs: Sendable, Equatable {
  package enum Shipper: String, Sendable, CaseIterable {
    case alloy, promtail
  }
  package var shippers: [Located<Shipper>] = []
  package var sources: [LogSource] = []
  package var loki = LokiSettings()
  package init() {}
}

/// Files that are shipped to Loki, and what is made of their lines.
package struct LogSource: Sendable, Equatable {
  package enum Format: String, Sendable, CaseIterable {
    case json, logfmt, text
  }
  package struct Timestamp: Sendable, Equatable {
    package var field: Located<String>
    package var format: Located<String>
    package init(field: Located<String>, format: Located<String>) {
      self.field = field
      self.format = format
    }
  }
  /// A tested pattern by name (`credit_cards`, `ssn`, `passwords`, `emails`), or an expression of one's own.
  package enum Mask: Sendable, Equatable {
    case named(Located<String>)
    case custom(expression: Located<String>, replace: Located<String>)
  }
  /// The application's own logging configuration file.
  package struct Application: Sendable, Equatable {
    package var path: Located<String>
    package var level: Located<String>
    /// Fields that every line carries.
    package var fields: [Located<String>] = []
    package init(path: Located<String>, level: Located<String>) {
      self.path = path
      self.level = level
    }
  }

  package var name: Located<String>
  /// Glob.
  package var files: Located<String>
  package var format = Located(Format.text)
  package var labels: [Label] = []
  package var timestamp: Timestamp?
  /// Fields of a line that become stream labels: few values only.
  package var labelFields: [Located<String>] = []
  /// Fields of a line that become structured metadata.
  package var metadataFields: [Located<String>] = []
  package var masks: [Mask] = []
  package var application: Application?
  /// Extra stages, in Promtail's own words, after ours.
  package var native: Draft?
  package init(name: Located<String>, files: Located<String>) {
    self.name = name
    self.files = files
  }
}

package struct LokiSettings: Sendable, Equatable {
  package var objectStore: Located<String> = Located("filesystem")
  package var ingestionRate: Located<ByteSize>?
  package var ingestionBurst: Located<ByteSize>?
  package var perStreamRate: Located<ByteSize>?
  package var perStreamBurst: Located<ByteSize>?
  package var rejectOlderThan: Located<PromDuration>?
  /// First day of the schema period.
  package var schemaFrom: Located<String> = Located("2024-01-01")
  package var native: Draft?
  package init() {}
}

package struct Traces: Sendable, Equatable {
  package enum Keep: Sendable, Equatable {
    case errors(Origin)
    case slowerThan(Located<PromDuration>)
    package static func == (a: Keep, b: Keep) -> Bool {
      switch (a, b) {
      case (.errors, .errors): true
      case (.slowerThan(let a), .slowerThan(let b)): a == b
      default: false
      }
    }
  }
  package var service: Located<String>
  /// Share of ordinary traces that are kept.
  package var sample: Located<Ratio>?
  /// Where the application sends (OTLP over gRPC).
  package var collector: Located<String>
  package var batchSize: Located<Int>?
  package var batchTimeout: Located<PromDuration>?
  /// Where the collector forwards.
  package var jaeger: Located<String>
  package var keep: [Keep] = []
  /// The application's telemetry settings file.
  package var application: Located<String>?
  /// Laid over the collector's configuration.
  package var native: Draft?
  package init(service: Located<String>, collector: Located<String>, jaeger: Located<String>) {
    self.service = service
    self.collector = collector
    self.jaeger = jaeger
  }
}
