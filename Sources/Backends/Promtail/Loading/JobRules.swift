internal import Document
internal import Quantities

/// What holds between the jobs, and between the clients.
extension FieldRule {
  /// Jobs of one kind of source are told apart by their names: of two that share one, the first is never read.
  static let uniqueJobs = FieldRule { root, findings in
    let jobs = (root["scrape_configs"]?.items ?? Node.noItems).filter { $0.kind == .mapping }
    for (_, own) in Dictionary(grouping: jobs, by: source).sorted(by: { $0.key < $1.key }) {
      findings.checkUnique("job_name", in: own, id: "scrape/duplicate-job") { "two jobs are called \($0)" }
    }
  }

  /// The key of what a job reads; empty for files, however they are discovered.
  private static func source(of job: Node) -> String {
    let keys = job.entries.filter { !$0.value.isNull }.map(\.key.text)
    let isFiles = keys.contains { $0 == "static_configs" || $0.hasSuffix("_sd_configs") && $0 != "docker_sd_configs" }
    return isFiles ? "" : keys.first { sources.contains($0) || $0 == "docker_sd_configs" } ?? ""
  }

  /// A job without a source makes Promtail stop.
  static let somethingToRead = FieldRule { root, findings in
    if root["target_config"]?["stdin"]?.boolValue == true { return }
    for job in root["scrape_configs"]?.items ?? Node.noItems where job.kind == .mapping {
      let hasSource = job.entries.contains { key, value in
        let name = key.text
        return sources.contains(name) && !value.isNull || name.hasSuffix("_sd_configs") && !value.isNull
      }
      guard !hasSource else { continue }
      findings.missing(
        "a job needs a source, such as \"static_configs\" or \"journal\"", at: job.filled("job_name") ?? job)
    }
  }

  private static let sources: Set = [
    "static_configs", "journal", "syslog", "gcplog", "loki_push_api", "windows_events", "kafka", "azure_event_hubs",
    "gelf", "cloudflare", "heroku_drain",
  ]

  /// A client that is there needs an address. The old block may be there for its labels alone.
  static let clientURLs = FieldRule { root, findings in
    for client in root["clients"]?.items ?? Node.noItems
    where client.kind == .mapping && client["url"].map({ $0.isNull || $0.isEmpty }) ?? true {
      findings.missing("a client needs a \"url\"", at: client["url"] ?? client)
    }
  }

  static let uniqueClients = FieldRule { root, findings in
    findings.checkUnique("name", in: root["clients"]) { "two clients are called \($0)" }
  }

  /// What jmespath compiles of each; a name that has no path is its own.
  static let jsonPaths = FieldRule { node, findings in
    if node.entries.isEmpty { findings.missing("\"expressions\" needs an entry", at: node) }
    textValues.check(node, &findings)
    for (key, value) in node.entries where value.kind == .scalar && !value.holds("${") {
      let subject = value.isNull || value.isEmpty ? key : value
      if let problem = JMESPathBrackets.problem(in: subject.text) {
        findings.invalid("\(quoted(subject.text)) is no JMESPath expression: \(problem)", at: subject)
      }
    }
  }
}

/// The part of JMESPath's grammar that every expression must keep: brackets and quotes that close, and no part missing.
enum JMESPathBrackets {
  static func problem(in text: String) -> String? {
    var open: [Character] = []
    var quote: Character?
    var isEscaped = false
    let pairs: [Character: Character] = [")": "(", "]": "[", "}": "{"]
    for character in text {
      if let current = quote {
        if !isEscaped, character == current { quote = nil }
        isEscaped = !isEscaped && character == "\\"
      } else if "\"'`".contains(character) {
        quote = character
      } else if "([{".contains(character) {
        open.append(character)
      } else if let opening = pairs[character], open.popLast() != opening {
        return "\(quoted(String(character))) closes nothing"
      }
    }
    if let quote { return "the quote \(quote) is never closed" }
    if let bracket = open.last { return "\(quoted(String(bracket))) is never closed" }
    let trimmed = text.filter { $0 != " " }
    if trimmed.isEmpty { return "it is empty" }
    if trimmed.hasSuffix(".") || trimmed.hasPrefix(".") { return "a name is missing beside \".\"" }
    return nil
  }
}
