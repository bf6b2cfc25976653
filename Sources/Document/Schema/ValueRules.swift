/// What several servers ask of single values beyond their type.
extension FieldRule {
  /// A rule for a scalar that says what it means; what the environment fills in isn't known.
  package static func known(_ check: @escaping @Sendable (Node, inout FieldFindings) -> Void) -> FieldRule {
    FieldRule { node, findings in
      guard node.kind == .scalar, !node.isNull, !node.holds("${") else { return }
      check(node, &findings)
    }
  }

  package static let notEmpty = FieldRule { node, findings in
    if node.isEmpty { findings.missing("this can't be empty", at: node) }
  }

  /// A text that is more than blanks.
  package static let notBlank = FieldRule { node, findings in
    if node.text.allSatisfy(\.isWhitespace) { findings.missing("this can't be empty", at: node) }
  }

  /// A number, or one with a unit, that is neither 0 nor negative.
  package static let aboveZero = known { node, findings in
    let text = node.text
    let isAbove = node.doubleValue.map { $0 > 0 } ?? (!text.hasPrefix("-") && text.contains { "1"..."9" ~= $0 })
    if !isAbove { findings.invalid("this must be more than 0, not \(node.phrase)", at: node) }
  }

  package static let share = known { node, findings in
    guard let value = node.doubleValue, !(0...1).contains(value) else { return }
    findings.invalid("this must lie between 0 and 1, not \(node.phrase)", at: node)
  }
}
