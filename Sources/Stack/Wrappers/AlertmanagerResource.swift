import Document

/// The operator's AlertmanagerConfig in the words of alertmanager.yml: keys in snake case, and matchers as one text each.
/// What it says of secrets, which stand in resources of their own, is left as it is.
struct AlertmanagerResource {
  private var copy: TreeCopy

  /// What `spec` would be as part of an alertmanager.yml; every node keeps its place.
  static func native(_ spec: Node) -> Node {
    var resource = AlertmanagerResource(copy: TreeCopy(of: spec.tree))
    let root = resource.value(spec)
    return resource.copy.document(root)
  }

  /// Keys whose values are matchers, and keys whose content is somebody else's words.
  private static let matchers: Set<String> = ["matchers", "sourceMatch", "targetMatch"]
  private static let verbatim: Set<String> = ["details", "customFields", "matchLabels", "equal", "groupBy"]
  private static let renamed = ["sourceMatch": "source_matchers", "targetMatch": "target_matchers"]

  /// Readers bound how deep nodes nest.
  private mutating func value(_ node: Node) -> Int32 {
    switch node.kind {
    case .scalar: return copy.copy(node)
    case .sequence: return copy.list(node.items.map { value($0) }, at: node)
    case .mapping:
      var entries: [Int32] = []
      for (key, value) in node.entries {
        let name = key.text
        entries.append(copy.scalar(Self.renamed[name] ?? Self.snakeCase(name), at: key))
        if Self.matchers.contains(name) {
          entries.append(copy.list(value.items.map { matcher($0) }, at: value))
        } else {
          entries.append(Self.verbatim.contains(name) ? copy.copy(value) : self.value(value))
        }
      }
      return copy.mapping(entries, at: node)
    }
  }

  /// `{name: severity, matchType: "=", value: critical}` as `severity="critical"`.
  private mutating func matcher(_ node: Node) -> Int32 {
    guard node.kind == .mapping, let name = node["name"], name.kind == .scalar else { return copy.copy(node) }
    let isRegex = node["regex"].map { $0.isPlain && $0.text == "true" } ?? false
    let operation = node["matchType"].map(\.text).flatMap { $0.isEmpty ? nil : $0 } ?? (isRegex ? "=~" : "=")
    let value = (node["value"]?.text ?? "").unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      default: String(scalar)
      }
    }
    return copy.scalar(name.text + operation + "\"" + value.joined() + "\"", at: node)
  }

  /// `groupBy` as `group_by`, `apiURL` as `api_url`.
  private static func snakeCase(_ name: String) -> String {
    var words = String.UnicodeScalarView()
    var isInCapitals = true
    for scalar in name.unicodeScalars {
      let isCapital = ("A"..."Z").contains(scalar)
      if isCapital, !isInCapitals { words.append("_") }
      words.append(isCapital ? Unicode.Scalar(scalar.value + 32) ?? scalar : scalar)
      isInCapitals = isCapital
    }
    return String(words)
  }
}
