/// How bad a finding is. Ordered: `.info < .warning < .error`.
package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
  /// Worth knowing.
  case info
  /// It loads, and does not do what was meant.
  case warning
  /// A server refuses it, or it certainly can't work.
  case error

  package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// One finding: an id that can be looked up, a place, the fact, and what to do.
///
/// Messages are lower case without a final period; the fact comes first; names stand in double quotes. `help` is an
/// imperative.
package struct Diagnostic: Sendable, Hashable {
  /// A further place that takes part in the finding, or a fact that explains it.
  package struct Note: Sendable, Hashable {
    package var message: String
    package var place: Origin?

    package init(_ message: String, at place: Origin? = nil) {
      self.message = message
      self.place = place
    }
  }

  /// A replacement of some bytes that would put the finding right.
  package struct FixIt: Sendable, Hashable {
    package var message: String
    package var span: Span
    package var replacement: String
    /// Whether it can be applied without a person looking at it.
    package var isSafe: Bool

    package init(_ message: String, replacing span: Span, with replacement: String, isSafe: Bool = false) {
      self.message = message
      self.span = span
      self.replacement = replacement
      self.isSafe = isSafe
    }
  }

  /// `group/kebab-problem`.
  package var id: String
  package var severity: Severity
  package var message: String
  package var place: Origin
  package var notes: [Note]
  package var help: String?
  package var fixes: [FixIt]
  /// Whether the line it stands in is nobody's to see, so that only the place is told.
  package var hidesLine = false

  package init(
    _ id: String, _ severity: Severity, _ message: String, at place: Origin, notes: [Note] = [],
    help: String? = nil, fixes: [FixIt] = []
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.place = place
    self.notes = notes
    self.help = help
    self.fixes = fixes
  }

  /// An error.
  package init(
    _ id: String, _ message: String, at place: Origin, notes: [Note] = [], help: String? = nil, fixes: [FixIt] = []
  ) {
    self.init(id, .error, message, at: place, notes: notes, help: help, fixes: fixes)
  }
}
