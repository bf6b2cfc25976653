internal import Document
internal import PromConfig
internal import Quantities

/// What single values of stages must be. Promtail decodes them as they are: a number is no text.
extension FieldRule {
  static func checkText(_ node: Node, _ findings: inout FieldFindings) {
    guard node.isPlain, node.boolValue != nil || node.doubleValue != nil else { return }
    findings.report(
      "schema/wrong-type", "this must be a text, and YAML reads \(node.text) as something else", at: node,
      help: "put it in quotes: '\(node.text)'")
  }

  static let text = known { node, findings in checkText(node, &findings) }

  /// The entries of a mapping are texts.
  static let textValues = FieldRule { node, findings in
    for (key, value) in node.entries {
      text.check(key, &findings)
      text.check(value, &findings)
    }
  }

  static let someTextValues = FieldRule { node, findings in
    if node.entries.isEmpty { findings.missing("this mapping needs an entry", at: node) }
    textValues.check(node, &findings)
  }

  static let words = FieldRule { node, findings in
    if node.items.isEmpty { findings.missing("this list needs a label's name", at: node) }
    for item in node.items { text.check(item, &findings) }
  }

  static let filledText = known { node, findings in
    checkText(node, &findings)
    if node.text.isEmpty { findings.missing("this can't be empty", at: node, help: "remove the key") }
  }

  static let sourceName = known { node, findings in
    checkText(node, &findings)
    if node.text.isEmpty { findings.missing("\"source\" can't be empty", at: node, help: "remove it to read the line") }
  }

  // MARK: Labels

  static let stageLabelName = known { node, findings in
    checkText(node, &findings)
    guard !PrometheusName.isLegacyLabel(node.textBytes) else { return }
    findings.invalid(
      "\(quoted(node.text)) is no label name", at: node, help: "use letters, digits and underscores, and no digit first"
    )
  }

  static let stageLabels = FieldRule { node, findings in
    for (key, value) in node.entries {
      stageLabelName.check(key, &findings)
      text.check(value, &findings)
    }
  }

  /// Since 3.5 any text names a static label.
  static let staticLabels = FieldRule { node, findings in
    for (key, value) in node.entries {
      if findings.isBefore("3.5") {
        stageLabelName.check(key, &findings)
      } else if key.textBytes.isEmpty {
        findings.invalid("a label needs a name", at: key)
      }
      text.check(value, &findings)
    }
  }

  // MARK: Numbers and times

  static let goDuration = known { node, findings in
    guard FieldType.goDuration.takes(node) else {
      return findings.invalid("this must be a duration such as \"1h30m\", not \(node.phrase)", at: node)
    }
  }

  static let idleTime = known { node, findings in
    checkText(node, &findings)
    goDuration.check(node, &findings)
    guard let length = PromDuration(node.text), length < .seconds(1) else { return }
    findings.invalid("\"max_idle_duration\" must be a second or more", at: node)
  }

  static let metricType = known { node, findings in
    let types = ["counter", "gauge", "histogram"]
    guard !types.contains(node.text.lowercased()) else { return }
    findings.invalid("\"type\" must be \(alternatives(types)), not \(node.phrase)", at: node)
  }

  /// One of Go's names for layouts, or a layout: any text is one, and one without a part of a date matches little.
  static let timeFormat = known { node, findings in
    checkText(node, &findings)
    let names = [
      "ANSIC", "UnixDate", "RubyDate", "RFC822", "RFC822Z", "RFC850", "RFC1123", "RFC1123Z", "RFC3339", "RFC3339Nano",
      "Unix", "UnixMs", "UnixUs", "UnixNs",
    ]
    let text = node.text
    guard !names.contains(text), !text.utf8.contains(where: { $0 &- 0x30 < 10 || $0 == UInt8(ascii: " ") }),
      !["Jan", "Mon", "MST"].contains(where: text.contains)
    else { return }
    findings.doubtful("\(quoted(text)) is no name of a time format, and no layout", at: node)
  }

  /// A zone by its name, which is a file's.
  static let location = known { node, findings in
    checkText(node, &findings)
    let text = node.text
    guard text.contains("..") || text.hasPrefix("/") || text.hasPrefix("\\") || text.contains(" ") else { return }
    findings.invalid("\(quoted(text)) is no time zone", at: node, help: "write it as \"Europe/Vienna\"")
  }
}
