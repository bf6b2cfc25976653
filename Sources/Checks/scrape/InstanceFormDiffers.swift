import Diagnostics
import Document
import PromQL
package import Stack

/// Two jobs that are joined on `instance` must write it alike.
package struct InstanceFormDiffers: Check {
  package static let metadata = CheckMetadata(
    id: "scrape/instance-form-differs", severity: .warning, since: "0.1.0",
    summary: "Jobs that an expression joins have different forms of the instance label.",
    rationale: """
      By default `instance` is host:port, and every exporter has a port of its own, so series of two jobs on one host never \
      match on it. When one job is relabeled to the bare host and the other is not, joins find no pairs and give nothing.
      """,
    remedy: "Relabel instance alike in both jobs (`instance: host` in a spec), or join on another label.",
    examples: [
      .flagged(
        """
        scrape_configs:
          - job_name: db
            static_configs: [{targets: ["db-1:9399"]}]
            relabel_configs: [{source_labels: [__address__], regex: '([^:]+):.*', target_label: instance}]
          - job_name: node
            static_configs: [{targets: ["db-1:9100"]}]
        ---
        groups:
          - name: db
            rules:
              - record: instance:db_up:ratio
                expr: up{job="db"} ⟦/⟧ on (instance) up{job="node"}
        """),
      .clean(
        """
        scrape_configs:
          - job_name: db
            static_configs: [{targets: ["db-1:9399"]}]
            relabel_configs: [{source_labels: [__address__], regex: '([^:]+):.*', target_label: instance}]
          - job_name: node
            static_configs: [{targets: ["db-1:9100"]}]
            relabel_configs: [{source_labels: [__address__], regex: '([^:]+):.*', target_label: instance}]
        ---
        groups:
          - name: db
            rules:
              - record: instance:db_up:ratio
                expr: up{job="db"} / on (instance) up{job="node"}
        """),
    ])

  package init() {}

  package func check(_ expression: inout CheckedExpression, of stack: Stack, in context: inout CheckContext) {
    // There are two forms only where there are two jobs.
    guard stack.inventory.jobs.count > 1 else { return }
    for node in expression.nodes {
      guard case .binary(let binary) = node.kind, binary.left.type == .vector, binary.right.type == .vector,
        binary.op != .or, Self.matchesOnInstance(binary.matching)
      else { continue }
      let left = expression.labels(of: binary.left, in: stack).instances
      let right = expression.labels(of: binary.right, in: stack).instances
      guard !left.isEmpty, !right.isEmpty, left.isDisjoint(with: right),
        !Set(left.map(Self.host)).isDisjoint(with: right.map(Self.host))
      else { continue }
      report(left, right, at: expression.expression.place(of: binary.opRange), stack, &context)
    }
  }

  private static func matchesOnInstance(_ matching: PromQL.Matching?) -> Bool {
    guard let matching else { return true }
    return matching.isOn == matching.labels.contains { $0.name == "instance" }
  }

  private func report(
    _ left: Set<String>, _ right: Set<String>, at place: Origin, _ stack: Stack, _ context: inout CheckContext
  ) {
    let notes = stack.inventory.jobs.compactMap { job -> Diagnostic.Note? in
      guard
        let example = job.targets?.lazy.compactMap({ $0["instance"] }).first(where: {
          left.contains($0) || right.contains($0)
        })
      else { return nil }
      return Diagnostic.Note("job \"\(job.name)\" has instance \"\(example)\"", at: job.node?.origin)
    }
    context.report(
      "\"\(left.min() ?? "")\" and \"\(right.min() ?? "")\" never match: the two jobs write instance differently",
      at: place, notes: notes, help: "relabel instance alike in both jobs, or join on another label")
  }

  /// Without the port.
  private static func host(_ instance: String) -> String {
    guard let colon = instance.lastIndex(of: ":"), instance[colon...].dropFirst().allSatisfy(\.isNumber) else {
      return instance
    }
    return String(instance[..<colon])
  }
}

extension PromQL.LabelSet {
  /// The values of `instance`, where every series has it and they are known.
  fileprivate var instances: Set<String> {
    presence(of: "instance") == .certain ? values(of: "instance").known ?? [] : []
  }
}
