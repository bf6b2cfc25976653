import Document
package import PromConfig
import RE2

/// One step of relabeling, ready to be applied to many targets.
package struct CompiledRelabelRule: Sendable {
  /// Nil when Prometheus knows no such action.
  let action: RelabelRule.Action?
  let sourceLabels: [String]
  let separator: String
  /// Anchored as Prometheus anchors it; nil when it does not compile.
  let regex: RegularExpression?
  let targetLabel: String
  let replacement: String

  package init(_ rule: RelabelRule) {
    action = rule.action
    sourceLabels = rule.sourceLabels.map(\.text)
    separator = rule.separator
    regex = try? RegularExpression("^(?s:\(rule.regex))$")
    targetLabel = rule.targetLabel?.text ?? ""
    replacement = rule.replacement
  }
}

/// What relabeling makes of the labels of one target.
package enum Relabeled: Sendable, Hashable {
  case labels([String: String])
  case dropped
  /// Some rule can't be decided here.
  case unknown
}

extension [CompiledRelabelRule] {
  /// Applies the steps in order, as Prometheus does before a scrape.
  package func apply(to labels: [String: String]) -> Relabeled {
    var labels = labels
    for rule in self {
      guard let regex = rule.regex, let action = rule.action else { return .unknown }
      let value = rule.sourceLabels.map { labels[$0] ?? "" }.joined(separator: rule.separator)
      let matches = regex.matchesWhole(value)
      switch action {
      case .replace:
        guard matches, let text = regex.expanded(rule.replacement, over: value),
          let target = regex.expanded(rule.targetLabel, over: value)
        else { continue }
        labels[target] = text.isEmpty ? nil : text
      case .keep: if !matches { return .dropped }
      case .drop: if matches { return .dropped }
      case .keepequal: if labels[rule.targetLabel] ?? "" != value { return .dropped }
      case .dropequal: if labels[rule.targetLabel] ?? "" == value { return .dropped }
      case .lowercase: labels[rule.targetLabel] = value.lowercased()
      case .uppercase: labels[rule.targetLabel] = value.uppercased()
      case .labeldrop: labels = labels.filter { !regex.matchesWhole($0.key) }
      case .labelkeep: labels = labels.filter { regex.matchesWhole($0.key) }
      case .labelmap:
        for (name, value) in labels.sorted(by: { $0.key < $1.key }) where regex.matchesWhole(name) {
          if let target = regex.expanded(rule.replacement, over: name) { labels[target] = value }
        }
      // Needs the hash function; nobody routes or selects by its result.
      case .hashmod: return .unknown
      }
    }
    return .labels(labels)
  }
}

extension RegularExpression {
  /// `template` with `$1`, `${1}` and `${name}` replaced by the groups of a match over the whole of `text`, as Go's
  /// `Regexp.Expand` does; nil when it doesn't match.
  func expanded(_ template: String, over text: String) -> String? {
    guard let groups = firstMatch(in: text) else { return nil }
    let bytes = Array(text.utf8)
    let names = groupNames
    func group(_ name: String) -> String {
      let index = Int(name) ?? (names.firstIndex { $0 == name }.map { $0 + 1 } ?? -1)
      guard groups.indices.contains(index), let range = groups[index] else { return "" }
      return String(decoding: bytes[range], as: UTF8.self)
    }
    var out = ""
    var rest = Substring(template)
    while let dollar = rest.firstIndex(of: "$") {
      out += rest[..<dollar]
      rest = rest[dollar...].dropFirst()
      if rest.first == "$" {
        out += "$"
        rest.removeFirst()
      } else if rest.first == "{", let close = rest.firstIndex(of: "}") {
        out += group(String(rest[rest.index(after: rest.startIndex)..<close]))
        rest = rest[close...].dropFirst()
      } else {
        let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        out += name.isEmpty ? "$" : group(String(name))
        rest = rest.dropFirst(name.count)
      }
    }
    return out + rest
  }
}
