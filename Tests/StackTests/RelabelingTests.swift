import Deployment
import Document
import Diagnostics
import PromConfig
import Prometheus
import Stack
import Testing

/// Relabeling does to a target's labels what Prometheus does.
struct RelabelingTests {
  private static func rules(_ yaml: String) -> [CompiledRelabelRule] {
    let config = Stack(native: "scrape_configs: [{job_name: j, relabel_configs: \(yaml)}]").prometheus[0]
    return config.scrapeJobs[0].relabeling.map { CompiledRelabelRule($0) }
  }

  static let labels = ["__address__": "db-1:9399", "__meta_zone": "A", "env": "prod", "job": "db"]

  @Test(arguments: [
    // replace: the default action, regex and replacement, anchored.
    ("[{source_labels: [__address__], regex: '([^:]+):.*', target_label: instance}]", ["instance": "db-1"]),
    ("[{source_labels: [__address__], regex: 'db', target_label: instance}]", [:]),
    ("[{source_labels: [env, job], target_label: both}]", ["both": "prod;db"]),
    ("[{source_labels: [env, job], separator: '/', target_label: both}]", ["both": "prod/db"]),
    ("[{target_label: static, replacement: yes}]", ["static": "yes"]),
    ("[{source_labels: [env], regex: (?P<e>.*), target_label: copy, replacement: 'x-${e}-$$'}]", ["copy": "x-prod-$"]),
    ("[{source_labels: [missing], target_label: copy}]", [:]),
    ("[{source_labels: [env], regex: '(.*)', target_label: 'to_$1', replacement: v}]", ["to_prod": "v"]),
    ("[{target_label: a, replacement: first}, {source_labels: [a], target_label: b}]", ["a": "first", "b": "first"]),
    // lowercase, uppercase
    ("[{source_labels: [__meta_zone], target_label: zone, action: lowercase}]", ["zone": "a"]),
    ("[{source_labels: [env], target_label: up, action: uppercase}]", ["up": "PROD"]),
    // labelmap: the regex is over names.
    ("[{action: labelmap, regex: __meta_(.+)}]", ["zone": "A"]),
    ("[{action: labelmap, regex: __meta_(.+), replacement: 'm_$1'}]", ["m_zone": "A"]),
    // keep and keepequal that do
    ("[{source_labels: [env], regex: 'prod|test', action: keep}]", [:]),
    ("[{source_labels: [env], target_label: env, action: keepequal}]", [:]),
    ("[{source_labels: [env], target_label: job, action: dropequal}]", [:]),
    ("[{source_labels: [env], regex: test, action: drop}]", [:]),
  ]) func adds(_ yaml: String, _ added: [String: String]) {
    let wanted = Self.labels.merging(added) { $1 }
    #expect(Self.rules(yaml).apply(to: Self.labels) == .labels(wanted))
  }

  @Test(arguments: [
    ("[{source_labels: [env], target_label: env, replacement: ''}]", ["env"]),
    ("[{action: labeldrop, regex: 'e.v|job'}]", ["env", "job"]),
    ("[{action: labelkeep, regex: '__.*|job'}]", ["env"]),
    ("[{action: LabelDrop, regex: env}]", ["env"]),
  ]) func removes(_ yaml: String, _ removed: [String]) {
    #expect(Self.rules(yaml).apply(to: Self.labels) == .labels(Self.labels.filter { !removed.contains($0.key) }))
  }

  @Test(arguments: [
    "[{source_labels: [env], regex: 'pro', action: keep}]", "[{source_labels: [env], regex: 'p.*', action: drop}]",
    "[{source_labels: [env], target_label: job, action: keepequal}]",
    "[{source_labels: [job], target_label: job, action: dropequal}]",
    "[{source_labels: [missing], regex: '.+', action: keep}]",
  ]) func drops(_ yaml: String) { #expect(Self.rules(yaml).apply(to: Self.labels) == .dropped) }

  @Test(arguments: [
    "[{source_labels: [env], target_label: m, modulus: 4, action: hashmod}]",
    "[{source_labels: [env], regex: '(', target_label: x}]",
    "[{source_labels: [env], target_label: x, action: rename}]",
  ]) func leavesOpen(_ yaml: String) { #expect(Self.rules(yaml).apply(to: Self.labels) == .unknown) }
}
