/// Gives every node its type and reports what upstream's type checker refuses.
///
/// Nodes come children first, so one pass over the array sees every operand before its operator.
enum TypeChecker {
  static func check(_ nodes: inout [PromQL.Node], errors: inout [PromQL.SyntaxError]) {
    nodes.withUnsafeMutableBufferPointer { nodes in
      for index in nodes.indices {
        nodes[index].type = type(of: nodes[index].kind, at: index, in: Nodes(nodes), errors: &errors)
        if errors.count > PromQL.errorLimit { errors.removeLast(errors.count - PromQL.errorLimit) }
      }
    }
  }

  /// The nodes in place: an element of an array is copied to be looked at, with all that it refers to.
  private typealias Nodes = UnsafeBufferPointer<PromQL.Node>

  /// Of a kind that was taken from its node: looking into a node's kind in its place copies all of the node.
  @inline(never)
  private static func type(
    of kind: PromQL.Kind<Int>, at index: Int, in nodes: Nodes, errors: inout [PromQL.SyntaxError]
  ) -> PromQL.ValueType {
    switch kind {
    case .number: return .scalar
    case .string: return .string
    case .variable, .invalid: return .unknown
    case .selector(let selector):
      check(selector, at: index, in: nodes, errors: &errors)
      if nodes[index].isCut { return .unknown }
      return selector.window == nil ? .vector : .matrix
    case .subquery(let subquery):
      let type = nodes[subquery.expression].type
      if type != .vector, type != .unknown {
        let message = "subquery is only allowed on instant vector, got \(type.rawValue) instead"
        errors.append(.init(message, at: nodes[index].range))
      }
      return .matrix
    case .paren(let inner): return nodes[inner].type
    case .unary(_, let operand):
      let type = nodes[operand].type
      if type == .string || type == .matrix {
        let message =
          "unary expression only allowed on expressions of type scalar or instant vector, got \(type.rawValue)"
        errors.append(.init(message, at: nodes[index].range))
      }
      return type
    case .aggregate(let aggregate):
      check(aggregate, in: nodes, errors: &errors)
      return .vector
    case .binary(let binary): return check(binary, at: index, in: nodes, errors: &errors)
    case .call(let call): return check(call, at: index, in: nodes, errors: &errors)
    }
  }

  private static func expect(
    _ wanted: PromQL.ValueType, _ index: Int, in context: @autoclosure () -> String, _ nodes: Nodes,
    _ errors: inout [PromQL.SyntaxError]
  ) {
    let type = nodes[index].type
    guard type != wanted, type != .unknown else { return }
    let message = "expected type \(wanted.rawValue) in \(context()), got \(type.rawValue)"
    errors.append(.init(message, at: nodes[index].range))
  }

  private static func check(
    _ selector: PromQL.VectorSelector, at index: Int, in nodes: Nodes, errors: inout [PromQL.SyntaxError]
  ) {
    if let name = selector.name, !selector.nameIsQuoted {
      for matcher in selector.matchers where matcher.label.name == "__name__" {
        let message = "metric name must not be set twice: \"\(name.name)\" or \"\(matcher.value)\""
        errors.append(.init(message, at: matcher.range))
      }
      return
    }
    if selector.name != nil || selector.isCut || isLabelArgumentOfInfo(index, in: nodes) { return }
    if selector.matchers.contains(where: { $0.matches("") != true }) { return }
    errors.append(.init("vector selector must contain at least one non-empty matcher", at: nodes[index].range))
  }

  /// The second argument of `info` selects labels, not series.
  private static func isLabelArgumentOfInfo(_ index: Int, in nodes: Nodes) -> Bool {
    guard nodes[index].parent >= 0, case .call(let call) = nodes[nodes[index].parent].kind else { return false }
    return call.name == "info" && call.arguments.count > 1 && call.arguments[1] == index
  }

  private static func check(
    _ aggregate: PromQL.Aggregate<Int>, in nodes: Nodes, errors: inout [PromQL.SyntaxError]
  ) {
    if let wanted = aggregate.op.parameterType, let parameter = aggregate.parameter {
      expect(wanted, parameter, in: "aggregation parameter", nodes, &errors)
    }
    expect(.vector, aggregate.expression, in: "aggregation expression", nodes, &errors)
  }

  private static func check(
    _ call: PromQL.Call<Int>, at index: Int, in nodes: Nodes, errors: inout [PromQL.SyntaxError]
  ) -> PromQL.ValueType {
    guard let function = call.function else {
      // Grafana: the function's name may be a variable.
      // What stands where no function can is reported as that.
      if !call.name.utf8.contains(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "[") }),
        !errors.contains(where: { $0.range == call.nameRange })
      {
        errors.append(
          .init(
            "unknown function with name \"\(call.name)\"", at: call.nameRange,
            suggestion: Misspelling.function(call.name) ?? Misspelling.modifier(call.name)))
      }
      return .unknown
    }
    let count = call.arguments.count
    let maximum = function.maximumArguments
    let limit =
      count < function.minimumArguments ? function.minimumArguments : maximum.flatMap { count > $0 ? $0 : nil }
    if let limit, !nodes[index].isCut, !call.arguments.contains(where: { nodes[$0].isInvalid }) {
      let bound = function.variadic == 0 ? "" : count > limit ? "at most " : "at least "
      let wanted = "\(bound)\(limit) argument\(limit == 1 ? "" : "s")"
      errors.append(.init("expected \(wanted) in call to \"\(call.name)\", got \(count)", at: nodes[index].range))
    }
    for (position, argument) in call.arguments.enumerated() {
      guard position < function.arguments.count || function.variadic != 0, let last = function.arguments.last else {
        break
      }
      let type = position < function.arguments.count ? function.arguments[position] : last
      expect(type, argument, in: "call to function \"\(call.name)\"", nodes, &errors)
    }
    if call.name == "info", count > 1 { checkInfo(nodes[call.arguments[1]], errors: &errors) }
    return function.returns
  }

  private static func checkInfo(_ argument: PromQL.Node, errors: inout [PromQL.SyntaxError]) {
    guard case .selector(let selector) = argument.kind else {
      // What is no vector at all is reported as such.
      if argument.type != .vector { return }
      errors.append(.init("expected label selectors only", at: argument.range))
      return
    }
    if selector.name != nil, !selector.nameIsQuoted {
      errors.append(.init("expected label selectors only, got vector selector instead", at: argument.range))
    }
  }
}

extension TypeChecker {
  private static func check(
    _ binary: PromQL.Binary<Int>, at index: Int, in nodes: Nodes, errors: inout [PromQL.SyntaxError]
  ) -> PromQL.ValueType {
    let left = nodes[binary.left].type
    let right = nodes[binary.right].type
    if binary.op.isComparison, !binary.returnsBool, left == .scalar, right == .scalar {
      errors.append(.init("comparisons between scalars must use the bool modifier", at: binary.opRange))
    }
    checkOperand(binary.left, in: nodes, errors: &errors)
    checkOperand(binary.right, in: nodes, errors: &errors)
    if let matching = binary.matching, matching.isOn, let group = binary.group {
      for label in group.labels where matching.labels.contains(label) {
        errors.append(
          .init("label \"\(label.name)\" must not occur in ON and GROUP clause at once", at: label.range))
      }
    }
    checkMatching(binary, left, right, nodes[index].range, errors: &errors)
    if left == .scalar, right == .scalar { return .scalar }
    if left == .vector || right == .vector { return .vector }
    return .unknown
  }

  private static func checkOperand(_ index: Int, in nodes: Nodes, errors: inout [PromQL.SyntaxError]) {
    let type = nodes[index].type
    guard type == .string || type == .matrix else { return }
    let message = "binary expression must contain only scalar and instant vector types"
    errors.append(.init(message, at: nodes[index].range))
  }

  private static func checkMatching(
    _ binary: PromQL.Binary<Int>, _ left: PromQL.ValueType, _ right: PromQL.ValueType, _ range: Range<Int>,
    errors: inout [PromQL.SyntaxError]
  ) {
    let hasScalar = left == .scalar || right == .scalar
    let hasFill = binary.fillLeft != nil || binary.fillRight != nil
    if hasScalar, binary.op.isSetOperator {
      let message = "set operator \"\(binary.op.rawValue)\" not allowed in binary scalar expression"
      errors.append(.init(message, at: binary.opRange))
    } else if hasScalar {
      if let matching = binary.matching, !matching.labels.isEmpty {
        errors.append(.init("vector matching only allowed between instant vectors", at: matching.range))
      }
      if hasFill {
        let message = "filling in missing series only allowed between instant vectors"
        errors.append(.init(message, at: binary.fillRange ?? range))
      }
    } else if binary.op.isSetOperator {
      if let group = binary.group {
        errors.append(.init("no grouping allowed for \"\(binary.op.rawValue)\" operation", at: group.range))
      }
      if hasFill {
        let message = "filling in missing series not allowed for set operators"
        errors.append(.init(message, at: binary.fillRange ?? range))
      }
    }
  }
}
