import Deployment
import Document

/// Native files in the values of well-known charts, where they stand whole and unaltered.
///
/// Values are laid over those of the chart, so what is only part of a file, such as an alertmanager.yml without its
/// receivers, is left alone.
enum HelmValues {
  static func files(in root: Node) -> [StackFile] {
    guard root.kind == .mapping else { return [] }
    // A chart's values stand under its name in the values of a chart that contains it.
    return ([root] + root.entries.map(\.value)).flatMap { scope in scope.kind == .mapping ? own(of: scope) : [] }
  }

  private static func own(of scope: Node) -> [StackFile] {
    var found: [StackFile] = []
    for (key, value) in scope.entries {
      switch key.text {
      // kube-prometheus-stack.
      case "additionalPrometheusRulesMap":
        for (_, rules) in value.entries where rules["groups"]?.kind == .sequence { found.append(file(.rules, rules)) }
      case "additionalPrometheusRules":
        for rules in value.items where rules["groups"]?.kind == .sequence { found.append(file(.rules, rules)) }
      // prometheus.
      case "serverFiles":
        for (_, content) in value.entries {
          guard let kind = FileKind.recognized(in: content), [.rules, .prometheus].contains(kind) else { continue }
          found.append(file(kind, content))
        }
      case "alertmanager":
        guard let config = value["config"], config["route"]?.kind == .mapping, config["receivers"]?.kind == .sequence
        else { continue }
        found.append(file(.alertmanager, config))
      default: break
      }
    }
    return found
  }

  private static func file(_ kind: FileKind, _ root: Node) -> StackFile {
    StackFile(kind: kind, root: root, wrapper: StackFile.Wrapper("values of a Helm chart"), rules: .thanos)
  }
}
