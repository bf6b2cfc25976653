import Testing

/// One row of `docs/lightning-db.md`: something that was wrong in the guide, and the proof that it is right now.
struct AuditRow: Sendable, CustomTestStringConvertible {
  let id: String
  /// What holds now.
  let claim: String
  let check: @Sendable (GeneratedStack) throws -> Void

  init(_ id: String, _ claim: String, check: @escaping @Sendable (GeneratedStack) throws -> Void) {
    self.id = id
    self.claim = claim
    self.check = check
  }

  var testDescription: String { "\(id): \(claim)" }

  static let all = metrics + logs + traces + alerting + notification + dashboards + objectives + operations
}
