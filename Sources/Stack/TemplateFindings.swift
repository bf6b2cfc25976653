import Deployment
package import Diagnostics

extension Stack {
  /// `findings` with those that a component template causes gathered at the `use:` which brought it, one a check:
  /// nobody can mend a file that is built in, but everybody can stop using it or set something around it.
  package func gathered(_ findings: [Diagnostic]) -> [Diagnostic] {
    var gathered: [Diagnostic] = []
    var groups: [Cause: [Diagnostic]] = [:]
    var order: [Cause] = []
    for finding in findings {
      guard let cause = cause(of: finding) else {
        gathered.append(finding)
        continue
      }
      if groups[cause, default: []].isEmpty { order.append(cause) }
      groups[cause, default: []].append(finding)
    }
    return gathered + order.compactMap { Self.merged(groups[$0] ?? [], $0) }
  }

  private struct Cause: Hashable {
    var template: String
    /// Where `use:` names it.
    var use: Origin
    var id: String
    var severity: Severity
  }

  private func cause(of finding: Diagnostic) -> Cause? {
    guard ComponentTemplate.contains(finding.place), let file = finding.place.span?.file,
      let name = ComponentTemplate.files.first(where: { $0.value === file })?.key,
      let use = intent?.uses.first(where: { $0.value == name })
    else { return nil }
    return Cause(template: name, use: use.origin, id: finding.id, severity: finding.severity)
  }

  /// How many findings are spelled out; the others are counted.
  private static let shown = 5

  private static func merged(_ findings: [Diagnostic], _ cause: Cause) -> Diagnostic? {
    guard let first = findings.first else { return nil }
    let more = findings.count - 1
    let sentence =
      Self.sentence(findings.map(\.message)) ?? first.message + (more > 0 ? " (and \(more) more such)" : "")
    var notes = findings.prefix(shown).map { Diagnostic.Note($0.message, at: $0.place) }
    if findings.count > shown { notes.append(.init("and \(findings.count - shown) more")) }
    return Diagnostic(
      cause.id, cause.severity, "in template \"\(cause.template)\": \(sentence)", at: cause.use, notes: notes,
      help: first.help)
  }

  /// One sentence for several that differ in one quoted name only.
  private static func sentence(_ messages: [String]) -> String? {
    let parts = messages.map { $0.split(separator: "\"", omittingEmptySubsequences: false).map(String.init) }
    guard var sentence = parts.first, parts.allSatisfy({ $0.count == sentence.count }) else { return nil }
    let differing = sentence.indices.filter { at in parts.contains { $0[at] != sentence[at] } }
    guard differing.count == 1, let at = differing.first, at % 2 == 1 else { return nil }
    let names = parts.map { $0[at] }
    sentence[at] = names.prefix(shown).joined(separator: "\", \"")
    if names.count > shown, at + 1 < sentence.count {
      sentence[at + 1] = " and \(names.count - shown) more" + sentence[at + 1]
    }
    return sentence.joined(separator: "\"")
  }
}
