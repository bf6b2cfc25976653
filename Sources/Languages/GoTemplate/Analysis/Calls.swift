extension GoTemplate.Walker {
  /// Whether a call gives the function what it takes; reports when not.
  mutating func check(_ function: GoTemplate.Function, _ inputs: [Input], at range: Range<Int>) -> Bool {
    let tooFew = inputs.count < function.minimum
    guard !tooFew, function.maximum.map({ inputs.count <= $0 }) ?? true else {
      let wanted = (function.repeated != nil ? "at least " : "") + "\(function.minimum)"
      report("wrong number of arguments for \(function.name): it takes \(wanted), not \(inputs.count)", at: range)
      return false
    }
    for (position, input) in inputs.enumerated() {
      let parameter =
        position < function.parameters.count ? function.parameters[position] : function.repeated ?? .any
      guard place.refuses(input.value.kind, for: parameter) else { continue }
      report("\(function.name) wants \(parameter), and is given \(input.value.kind)", at: input.range)
    }
    return true
  }

  /// What one of Go's own functions gives for its arguments.
  func result(of function: GoTemplate.Function, _ inputs: [Input]) -> GoTemplate.Kind {
    guard let first = inputs.first?.value.kind else { return function.result }
    switch function.name {
    case "and", "or": return inputs.dropFirst().reduce(first) { $0.joined(with: $1.value.kind) }
    case "index": return inputs.dropFirst().reduce(first) { kind, _ in place.indexed(kind) }
    case "slice": return place.underlying(first) == .string ? .string : first
    default: return function.result
    }
  }

  /// What Go's own functions check when they run.
  mutating func checkBuiltin(_ name: GoTemplate.Name, _ inputs: [Input]) {
    switch name.text {
    case "eq", "ne", "lt", "le", "gt", "ge": checkComparison(name, inputs)
    case "printf": checkFormat(inputs)
    case "slice" where inputs.count > 4:
      report("too many slice indexes: \(inputs.count - 1)", at: name.range)
    case "len":
      guard let kind = inputs.first?.value.kind, [.integer, .float, .boolean].contains(place.underlying(kind)) else {
        return
      }
      report("\(kind) has no length", at: inputs[0].range)
    default: break
    }
  }

  /// Go compares a float with a float and an integer with an integer; `gt $value 5` fails, `gt $value 5.0` does not.
  private mutating func checkComparison(_ name: GoTemplate.Name, _ inputs: [Input]) {
    guard let first = inputs.first, let left = basic(first.value.kind) else { return }
    for other in inputs.dropFirst() {
      guard let right = basic(other.value.kind), left != right else { continue }
      report("incompatible types for comparison: \(name.text) is given \(left) and \(right)", at: other.range)
    }
  }

  /// The kind that Go's comparisons look at; nil when not known.
  private func basic(_ kind: GoTemplate.Kind) -> GoTemplate.Kind? {
    switch place.underlying(kind) {
    case .string: .string
    case .integer: .integer
    case .float: .float
    case .boolean: .boolean
    default: nil
    }
  }
}
