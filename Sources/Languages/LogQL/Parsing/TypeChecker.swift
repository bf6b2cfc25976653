internal import RE2

/// Gives every node its type and reports what upstream refuses of a query whose grammar is sound.
///
/// Nodes come children first, so one pass over the array sees every operand before its operator.
enum TypeChecker {
  static func check(_ nodes: inout [LogQL.Node], errors: inout [LogQL.SyntaxError]) {
    for index in nodes.indices {
      nodes[index].type = type(of: nodes[index], in: nodes, errors: &errors)
    }
    if let root = nodes.last, root.type == .range { refuse(root, errors: &errors) }
  }

  private static func type(
    of node: LogQL.Node, in nodes: [LogQL.Node], errors: inout [LogQL.SyntaxError]
  ) -> LogQL.ValueType {
    switch node.kind {
    case .number: return .scalar
    case .variable: return .unknown
    case .vector: return .vector
    case .logs(let query):
      check(query.selector, errors: &errors)
      return .logs
    case .range: return .range
    case .paren(let inner): return nodes[inner].type
    case .rangeAggregation(let node):
      check(node, in: nodes, errors: &errors)
      return .vector
    case .vectorAggregation(let node):
      expectMetrics(node.expression, in: "\"\(node.name)\"", nodes, &errors)
      check(node, errors: &errors)
      return .vector
    case .labelReplace(let node):
      expectMetrics(node.expression, in: "\"label_replace\"", nodes, &errors)
      check(node, errors: &errors)
      return .vector
    case .binary(let binary): return check(binary, in: nodes, errors: &errors)
    case .variants(let node):
      for variant in node.variants { expectMetrics(variant, in: "\"variants\"", nodes, &errors) }
      expectRange(node.range, in: "\"variants\"", nodes, &errors)
      return .vector
    }
  }

  private static func check(_ selector: LogQL.StreamSelector, errors: inout [LogQL.SyntaxError]) {
    if selector.variable != nil || selector.matchers.contains(where: { $0.matches("") != true }) { return }
    let message = "at least one matcher has to refuse the empty value, such as app=\"x\" or app=~\".+\""
    errors.append(.init(message, at: selector.range))
  }

  /// A range that stands where none may.
  private static func refuse(_ node: LogQL.Node, errors: inout [LogQL.SyntaxError]) {
    guard case .range(let range) = node.kind else { return }
    if range.window == nil, let unwrap = range.unwrap {
      errors.append(.init("unwrap is only allowed inside a range aggregation", at: unwrap.range))
    } else {
      errors.append(.init("a log range is only allowed inside a range aggregation such as rate", at: node.range))
    }
  }

  private static func expectMetrics(
    _ index: Int, in place: String, _ nodes: [LogQL.Node], _ errors: inout [LogQL.SyntaxError]
  ) {
    switch nodes[index].type {
    case .vector, .scalar, .unknown: break
    case .range: refuse(nodes[index], errors: &errors)
    case .logs:
      let message = "\(place) takes a metric query, got a log query; count its lines, as with count_over_time(… [5m])"
      errors.append(.init(message, at: nodes[index].range))
    }
  }

  /// The log range that an argument is; nil when it is none or not known.
  @discardableResult
  private static func expectRange(
    _ index: Int, in place: String, _ nodes: [LogQL.Node], _ errors: inout [LogQL.SyntaxError]
  ) -> LogQL.LogRange<Int>? {
    let node = nodes[index]
    switch node.type {
    case .unknown: return nil
    case .range:
      guard case .range(let range) = node.kind else { return nil }
      if range.window == nil {
        let end = node.range.upperBound
        errors.append(.init("\(place) needs a range, such as [5m]", at: (end - 1)..<end))
      }
      return range
    case .logs:
      errors.append(.init("\(place) needs a range behind the log query, such as [5m]", at: node.range))
    case .vector, .scalar:
      errors.append(.init("\(place) takes a log range, got a \(node.type.rawValue)", at: node.range))
    }
    return nil
  }
}

extension TypeChecker {
  private static func check(
    _ node: LogQL.RangeAggregation<Int>, in nodes: [LogQL.Node], errors: inout [LogQL.SyntaxError]
  ) {
    let range = expectRange(node.argument, in: "\"\(node.name)\"", nodes, &errors)
    guard let function = node.function else { return }
    if let parameter = node.parameter, !function.takesParameter {
      errors.append(.init("\"\(node.name)\" takes no parameter", at: parameter.range))
    } else if node.parameter == nil, function.takesParameter {
      errors.append(.init("\"\(node.name)\" needs a number before the log range", at: node.nameRange))
    }
    if let grouping = node.grouping, !function.allowsGrouping {
      errors.append(.init("grouping not allowed for \"\(node.name)\"", at: grouping.range))
    }
    guard let range else { return }
    if let unwrap = range.unwrap, !function.allowsUnwrap {
      errors.append(.init("\"\(node.name)\" works on lines, so unwrap is not allowed", at: unwrap.range))
    } else if range.unwrap == nil, function.requiresUnwrap {
      errors.append(.init("\"\(node.name)\" works on numbers, so it needs unwrap", at: node.nameRange))
    }
  }

  private static func check(_ node: LogQL.VectorAggregation<Int>, errors: inout [LogQL.SyntaxError]) {
    guard let op = node.op else { return }
    if let parameter = node.parameter {
      if !op.takesParameter {
        errors.append(.init("\"\(node.name)\" takes no parameter", at: parameter.range))
      } else if parameter.value != nil, !isPositiveCount(parameter.text) {
        let message = "\"\(node.name)\" takes a whole number above 0, got \(parameter.text.prefix(40))"
        errors.append(.init(message, at: parameter.range))
      }
    } else if op.takesParameter {
      errors.append(.init("\"\(node.name)\" needs a whole number before the metric query", at: node.nameRange))
    }
    // Upstream lets an empty list pass where it can't do harm.
    if let grouping = node.grouping, !op.allowsGrouping, op == .approxTopk || !grouping.labels.isEmpty {
      errors.append(.init("grouping not allowed for \"\(node.name)\"", at: grouping.range))
    }
  }

  private static func isPositiveCount(_ text: String) -> Bool { Int(text).map { $0 > 0 } ?? false }

  private static func check(_ node: LogQL.LabelReplace<Int>, errors: inout [LogQL.SyntaxError]) {
    guard !node.pattern.hasVariable else { return }
    do {
      _ = try RegularExpression(wrapping: node.pattern.value, dotMatchesNewline: false)
    } catch {
      errors.append(.init("invalid regex in label_replace: \(error.message)", at: node.pattern.range))
    }
  }

  private static func check(
    _ binary: LogQL.Binary<Int>, in nodes: [LogQL.Node], errors: inout [LogQL.SyntaxError]
  ) -> LogQL.ValueType {
    var isNumber = true
    for operand in [binary.left, binary.right] {
      expectMetrics(operand, in: "\"\(binary.op.rawValue)\"", nodes, &errors)
      let type = nodes[operand].type
      if type != .scalar { isNumber = false }
      if type == .scalar, binary.op.isSetOperator {
        let message = "\"\(binary.op.rawValue)\" works on series, not on a number"
        errors.append(.init(message, at: nodes[operand].range))
      }
    }
    return isNumber && !binary.op.isSetOperator ? .scalar : .vector
  }
}
