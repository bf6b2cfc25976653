internal import Diagnostics
internal import Document
internal import Quantities

/// `runbooks:`, `remediations:`, `reports:` and `checklist:`: what happens once an alert is out, and day by day.
extension SpecDecoder {
  func runbook(_ name: Located<String>, _ node: Node) -> Runbook? {
    var runbook = Runbook(name: name, title: name)
    mapping(node, "a runbook") { fields in
      runbook.title = fields.string("title") ?? name
      runbook.baseURL = fields.string("base_url")
      runbook.description = fields.string("description")
      runbook.steps = fields.strings("steps")
      runbook.queries = fields.named("queries") { title, query in self.string(query).map { (title, $0) } }
    }
    return runbook
  }

  // MARK: Remediations

  func remediation(_ node: Node) -> Remediation? {
    var remediation = Remediation(on: Located("", at: node.origin), run: [], origin: node.origin)
    mapping(node, "a remediation") { fields in
      remediation.on = fields.required("on", name, or: remediation.on)
      remediation.run = fields.required("run", command, or: [])
      remediation.after = fields.duration("after")
      remediation.limit = fields.value("at_most", rateLimit)
      remediation.token = fields.value("token", secretName)
    }
    return remediation
  }

  /// A program and its arguments. No shell takes a line apart, so one string can only be a program by itself.
  private func command(_ node: Node) -> [Located<String>]? {
    if node.kind == .scalar, node.text.contains(" ") {
      report(
        "schema/wrong-type", "\(subject) is not run by a shell", at: node.origin,
        help: "write a list: [\(node.text.split(separator: " ").joined(separator: ", "))]")
      return nil
    }
    let words = itemOrItems(node, string)
    if words.first?.value.isEmpty ?? true {
      invalid(
        "\(subject) names no program", at: node.origin)
    }
    return words
  }

  // MARK: Reports

  func scheduledReport(_ node: Node) -> Report? {
    let missing = Located("", at: node.origin)
    var report = Report(name: missing, minuteOfDay: Located(0, at: node.origin), receiver: missing, values: [])
    mapping(node, "a report") { fields in
      report.name = fields.required("report", name, or: missing)
      report.minuteOfDay = fields.required("at", timeOfDay, or: report.minuteOfDay)
      report.receiver = fields.required("receiver", name, or: missing)
      report.values = fields.required("values", { self.named($0, self.reportEntry) }, or: [])
    }
    return report
  }

  /// A query, or `{query, format}`.
  private func reportEntry(_ title: Located<String>, _ node: Node) -> Report.Entry? {
    let format = Located("number", at: node.origin)
    if node.kind == .scalar { return string(node).map { Report.Entry(title: title, query: $0, format: format) } }
    var entry = Report.Entry(title: title, query: Located("", at: node.origin), format: format)
    mapping(node, "a value of a report") { fields in
      entry.query = fields.requiredString("query")
      entry.format = fields.value("format", word(["percent", "duration", "bytes", "number"])) ?? format
    }
    return entry
  }

  // MARK: Checklist

  func checklistSection(_ title: Located<String>, _ node: Node) -> ChecklistSection? {
    ChecklistSection(title: title, items: itemOrItems(node, checklistItem))
  }

  /// A line of text, or `{text, decided_by}`.
  private func checklistItem(_ node: Node) -> ChecklistSection.Item? {
    if node.kind == .scalar { return string(node).map { ChecklistSection.Item(text: $0) } }
    var item = ChecklistSection.Item(text: Located("", at: node.origin))
    mapping(node, "a checklist item") { fields in
      item.text = fields.requiredString("text")
      item.decidedBy = fields.value("decided_by", word(Self.deciders))
    }
    return item
  }

  private static let deciders = ["targets", "dashboards", "routing", "logs", "traces", "alerts", "slos", "runbooks"]
}
