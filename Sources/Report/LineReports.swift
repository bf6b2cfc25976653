import Diagnostics

/// GitHub's workflow commands, which become annotations in a pull request.
///
/// GitHub shows ten errors, ten warnings and ten notices of a step, and fifty annotations of a job: the worst come first.
struct GitHubReport {
  func print(_ report: Report) -> String {
    let bySeverity = Severity.allCases.reversed().flatMap { severity in
      report.findings.filter { $0.severity == severity }
    }
    return bySeverity.map { finding in
      let at = Position(finding.place)
      let command =
        switch finding.severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "notice"
        }
      let text = finding.message + (finding.help.map { "\nhelp: " + $0 } ?? "")
      var place =
        "file=\(property(at.path.withoutDot.printable)),line=\(at.line),col=\(at.column),endLine=\(at.endLine),"
      // Columns of another line would mean nothing.
      if at.endLine == at.line { place += "endColumn=\(max(at.endColumn, at.column))," }
      return "::\(command) \(at.line > 0 ? place : "")title=\(property(finding.id))::\(data(text))\n"
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
    guard !report.findings.isEmpty else { return Self.empty }
    let total = report.findings.count
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    out += "<testsuites name=\"belfry\" tests=\"\(total)\" failures=\"\(total)\">\n"
    var rest = report.findings.map { ($0, Position($0.place)) }[...]
    // Findings of one file stand together.
    while let path = rest.first?.1.path {
      let own = rest.prefix { $0.1.path == path }
      rest = rest.dropFirst(own.count)
      out += "  <testsuite name=\"\(escapeXML(path))\" tests=\"\(own.count)\" failures=\"\(own.count)\">\n"
      for (finding, at) in own { out += testCase(finding, at) }
      out += "  </testsuite>\n"
    }
    return out + "</testsuites>\n"
  }

  /// Jenkins takes a report without any case for a failure.
  private static let empty = """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="belfry" tests="1" failures="0">
      <testsuite name="belfry" tests="1" failures="0">
        <testcase name="no findings" classname="belfry"/>
      </testsuite>
    </testsuites>

    """

  private func testCase(_ finding: Diagnostic, _ at: Position) -> String {
    let name = "\(escapeXML(finding.id)) at line \(at.line)"
    let text = escapeXML(at.text + (finding.help.map { "\nhelp: " + $0 } ?? ""))
    let (severity, message) = (finding.severity.rawValue, escapeXML(finding.message))
    return """
          <testcase name="\(name)" classname="\(escapeXML(at.path))">
            <failure type="\(severity)" message="\(message)">\(text)</failure>
          </testcase>

      """
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
      out += "| \(code(Position(finding.place).text)) | \(finding.severity.rawValue) | \(code(finding.id)) | "
      out += "\(cell(text)) |\n"
    }
    return out
  }

  /// Text whose marks are shown and not obeyed: a name from the input must not become a link or an image.
  private func cell(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case "\\", "|", "`", "*", "_", "[", "]", "~", "#", "@": out += "\\\(character)"
      default: out.append(character)
      }
    }
    return out
  }

  /// Text between backquotes, where nothing but a backquote and a table's bar means anything.
  private func code(_ text: String) -> String {
    "`" + text.replacing("`", with: "'").replacing("|", with: "\\|") + "`"
  }
}

/// Text for XML 1.0: references for its own marks and for whatever a terminal would obey, and nothing that XML can't
/// hold.
private func escapeXML(_ text: String) -> String {
  var out = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    case "\t", "\n", "\r": out += "&#\(scalar.value);"
    case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
    default:
      if scalar.isHostile { out += "&#\(scalar.value);" } else { out.unicodeScalars.append(scalar) }
    }
  }
  return out
}
