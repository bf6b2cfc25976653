package import Document
internal import Quantities

extension FieldType {
  /// What Loki and Promtail read with Prometheus' packages. Each release was built with some version of them; patches
  /// brought later ones now and then, and of those the newest counts.
  package static func promInLoki(_ type: FieldType) -> FieldType { .dated({ promVersion(inLoki: $0) }, type) }
}

extension [Field] {
  /// Keys of Prometheus' packages that stand among Loki's or Promtail's own.
  package var promInLoki: [Field] { changed { ($0.type, $0.since) = (.promInLoki($0.type), nil) } }
}

private func promVersion(inLoki version: Version) -> Version {
  built.last { $0.loki <= version }?.prometheus ?? "2.37"
}

/// The last patches of 2.9 take certificates in place, as Prometheus 2.45 does; the rest of them is older.
private let built: [(loki: Version, prometheus: Version)] = [
  ("2.8", "2.42"), ("2.9", "2.45"), ("3.0", "2.51"), ("3.2", "2.54"), ("3.4", "2.55"), ("3.5", "3.2"), ("3.6", "3.13"),
]
