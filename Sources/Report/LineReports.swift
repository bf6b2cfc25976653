import Diagnostics

/// GitHub's workflow commands, which become annotations in a pull request.
struct GitHubReport {
  func print(_ report: Report) -> String {
    report.findings.map { finding in
      let at = Position(finding.place)
      let command =
        switch finding.severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "notice"
        }
      let text = finding.message + (finding.help.map { "\nhelp: " + $0 } ?? "")
      return "::\(command) file=\(property(at.path)),line=\(max(at.line, 1)),col=\(max(at.column, 1)),"
        + "endLine=\(max(at.endLine, 1)),title=\(property(finding.id))::\(data(text))\n"
    }.joined()
  }

  private func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }
  private func property(_ text: String) -> String { data(text).replacing(":", with: "%3A").replacing(",", with: "%2C") }
}

/// JUnit: a test suite a file, a failed case a finding.
struct JUnitReport {
  func print(_ report: Report) -> String {
    let all = report.findings.map { ($0, Position($0.place)) }
    var paths: [String] = []
    for (_, at) in all where paths.last != at.path { paths.append(at.path) }
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    out += "<testsuites name=\"belfry\" tests=\"\(all.count)\" failures=\"\(all.count)\">\n"
    for path in paths {
      let own = all.filter { $0.1.path == path }
      out += "  <testsuite name=\"\(escapeXML(path))\" tests=\"\(own.count)\" failures=\"\(own.count)\">\n"
      for (finding, at) in own {
        out += "    <testcase name=\"\(escapeXML(finding.id)) at line \(at.line)\" classname=\"\(escapeXML(path))\">\n"
        out += "      <failure type=\"\(finding.severity.rawValue)\" message=\"\(escapeXML(finding.message))\">"
        out += escapeXML(at.text + (finding.help.map { "\nhelp: " + $0 } ?? "")) + "</failure>\n    </testcase>\n"
      }
      out += "  </testsuite>\n"
    }
    return out + "</testsuites>\n"
  }
}

/// Checkstyle's XML.
struct CheckstyleReport {
  func print(_ report: Report) -> String {
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
    var open: String?
    for finding in report.findings {
      let at = Position(finding.place)
      if at.path != open {
        if open != nil { out += "  </file>\n" }
        out += "  <file name=\"\(escapeXML(at.path))\">\n"
        open = at.path
      }
      out += "    <error line=\"\(max(at.line, 1))\" column=\"\(max(at.column, 1))\" "
      out += "severity=\"\(finding.severity.rawValue)\" message=\"\(escapeXML(finding.message))\" "
      out += "source=\"\(escapeXML(finding.id))\"/>\n"
    }
    if open != nil { out += "  </file>\n" }
    return out + "</checkstyle>\n"
  }
}

/// A table, for a comment on a pull request.
struct MarkdownReport {
  func print(_ report: Report) -> String {
    guard !report.findings.isEmpty else { return "No findings.\n" }
    var out = "| place | severity | check | finding |\n|---|---|---|---|\n"
    for finding in report.findings {
      let text = finding.message + (finding.help.map { " — " + $0 } ?? "")
      out += "| `\(Position(finding.place).text)` | \(finding.severity.rawValue) | `\(finding.id)` | \(cell(text)) |\n"
    }
    return out
  }

  private func cell(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("<", with: "&lt;").replacing(
      "\n", with: " ")
  }
}

/// Text for XML 1.0: the five entities, and nothing that XML can't hold.
private func escapeXML(_ text: String) -> String {
  var out = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    case "\n": out += "&#10;"
    default:
      let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF || scalar == "\t"
      out.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
    }
  }
  return out
}
