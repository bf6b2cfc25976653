internal import Diagnostics
internal import Quantities

/// Where Prometheus is told how long to keep data.
package enum RetentionPlacement: Sendable, Hashable {
  /// `storage.tsdb.retention` in prometheus.yml.
  case file
  /// `--storage.tsdb.retention.time` and `.size` on the command line.
  case flags
}

extension Deployment {
  /// The file from Prometheus 3.11 on, flags before: the file has had the setting since 3.8 only, and 3.8 to 3.10 read
  /// its `time` in the wrong unit and kept data a million times longer (prometheus#18200).
  package var retentionPlacement: RetentionPlacement { versions.prometheus.value >= "3.11" ? .file : .flags }
}
