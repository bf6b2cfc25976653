internal import Document

/// What single values must look like.
extension FieldRule {
  static let number = FieldRule { node, findings in
    let text = node.text.filter { $0 != " " }
    guard !text.isEmpty, Double(text) == nil, !text.contains("$") else { return }
    findings.doubtful("this should be a number, not \(node.phrase)", at: node)
  }

  static let flag = FieldRule { node, findings in
    guard !["true", "false", "", "0", "1"].contains(node.text) else { return }
    findings.doubtful("this should be true or false, not \(node.phrase)", at: node)
  }

  static let provisionedNumber = FieldRule { node, findings in
    let text = node.text
    guard !text.isEmpty, Int64(text) == nil, !text.contains("$") else { return }
    findings.invalid("this must be a whole number, not \(node.phrase)", at: node)
  }

  /// The words of Go's `strconv.ParseBool`, so that YAML's `yes` and an empty text are refused.
  static let provisionedFlag = FieldRule { node, findings in
    let words = ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"]
    guard !words.contains(node.text), !node.text.contains("$") else { return }
    findings.invalid("this must be true or false, not \(node.phrase)", at: node)
  }

  /// Grafana stores no dashboard whose uid doesn't fit into a URL.
  static let dashboardUid = FieldRule { node, findings in
    let text = node.text
    if text.utf8.count > 40 {
      findings.invalid("a dashboard's uid has 40 characters at most, and this one \(text.utf8.count)", at: node)
    } else if !text.isEmpty, !text.utf8.allSatisfy(isUidByte) {
      findings.invalid("a uid consists of letters, digits, \"-\" and \"_\", unlike \(quoted(text))", at: node)
    }
  }

  private static func isUidByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
