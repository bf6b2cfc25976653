package import Deployment
package import Diagnostics
package import Quantities
package import Stack

/// What `.belfry.yaml` says of a repository: how its files are to be checked, and what is known of the servers.
package struct Settings: Sendable {
  /// The absolute path of the folder that the file stands in: where its patterns and paths start.
  package var folder = ""
  /// What is wrong with the file.
  package var diagnostics: [Diagnostic] = []

  package var targets: [Server: Version] = [:]
  package var isAgent = false
  package var assumesFiles = false
  package var failOn: Threshold?
  package var excluded: [PathPattern] = []
  package var included: [PathPattern] = []
  package var kinds: [(pattern: PathPattern, kind: NamedKind)] = []
  /// Files that say which metrics exist, as the command line would name them.
  package var metrics: [String] = []
  package var stacks: [NamedStack] = []
  /// Checks that report nothing anywhere.
  package var ignoredChecks: Set<String> = []
  package var severities: [String: Severity] = [:]
  package var ignored: [IgnoredFindings] = []

  package init() {}

  /// A stack whose files are listed.
  package struct NamedStack: Sendable {
    package var name: Located<String>
    package var files: PathPatterns
  }

  package var choice: PathChoice {
    PathChoice(base: folder, excluded: excluded, included: included, kinds: kinds)
  }
}

/// A severity, or `never`: findings don't matter.
package enum Threshold: String, Sendable, CaseIterable {
  case info, warning, error, never

  package var severity: Severity? { Severity(rawValue: rawValue) }
}

/// An entry of `ignore`: checks that report nothing in some files.
package struct IgnoredFindings: Sendable {
  package var check: Located<String>
  /// Everywhere when nil.
  package var paths: PathPatterns?
  package var until: Day?
}
