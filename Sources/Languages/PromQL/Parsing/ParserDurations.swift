internal import Quantities

extension Parser {
  /// The value of a duration token; one that can't be is reported.
  mutating func durationLiteral(_ token: Token) -> PromQL.TimeLength {
    let text = lexer.text(token)
    let milliseconds = lexer.milliseconds(ofDuration: token)
    if milliseconds == nil {
      errors.append(PromQL.SyntaxError("not a valid duration string: \"\(text.prefix(40))\"", at: token.range))
    }
    let canonical = milliseconds.map { PromDuration(milliseconds: $0).description } ?? text
    return PromQL.TimeLength(milliseconds: milliseconds, text: canonical, range: token.range)
  }

  /// A length of time in brackets: any arithmetic.
  mutating func timeLength(in place: String, mustBePositive: Bool) throws(PromQL.SyntaxError) -> PromQL.TimeLength {
    durationParts.removeAll()
    var length = try durationSum(in: place)
    length.text = durationParts.joined()
    if mustBePositive, let milliseconds = length.milliseconds, milliseconds <= 0, !reportsAnError(in: length.range) {
      errors.append(PromQL.SyntaxError("duration must be greater than 0", at: length.range))
    }
    return length
  }

  private func reportsAnError(in range: Range<Int>) -> Bool {
    errors.last.map { range.contains($0.range.lowerBound) } ?? false
  }

  /// After `offset`: without parentheses a single literal, with a sign if need be.
  mutating func offsetLength() throws(PromQL.SyntaxError) -> PromQL.TimeLength {
    durationParts.removeAll()
    let first = token
    guard case .operator(let op) = first.kind, op == .add || op == .subtract else {
      var length = try durationAtom(in: "offset")
      length.text = durationParts.joined()
      return length
    }
    try advance()
    durationParts.append(op.rawValue)
    var length = try durationAtom(in: "offset")
    length.range = first.start..<length.range.upperBound
    length.text = durationParts.joined()
    if op == .subtract { length.milliseconds = length.milliseconds.map { -$0 } }
    return length
  }

  private mutating func durationSum(in place: String) throws(PromQL.SyntaxError) -> PromQL.TimeLength {
    try durationOperation(in: place, minimum: PromQL.BinaryOperator.add.precedence)
  }

  private mutating func durationOperation(in place: String, minimum: Int) throws(PromQL.SyntaxError)
    -> PromQL.TimeLength
  {
    var left = try durationFactor(in: place)
    while case .operator(let op) = token.kind, op.precedence >= minimum, Self.durationOperators.contains(op) {
      let opRange = token.range
      durationParts.append(" \(op.rawValue) ")
      try advance()
      try enter(at: opRange)
      let right = try durationOperation(in: place, minimum: op.isRightAssociative ? op.precedence : op.precedence + 1)
      leave()
      left = combined(left, op, right, at: opRange)
    }
    return left
  }

  private static let durationOperators: Set<PromQL.BinaryOperator> = [
    .add, .subtract, .multiply, .divide, .modulo, .power,
  ]

  private mutating func combined(
    _ left: PromQL.TimeLength, _ op: PromQL.BinaryOperator, _ right: PromQL.TimeLength, at opRange: Range<Int>
  ) -> PromQL.TimeLength {
    let range = left.range.lowerBound..<right.range.upperBound
    let form: PromQL.TimeLength.Form = left.form == .variable || right.form == .variable ? .variable : .arithmetic
    if op == .divide || op == .modulo, right.milliseconds == 0 {
      errors.append(PromQL.SyntaxError(op == .divide ? "division by zero" : "modulo by zero", at: opRange))
    }
    var milliseconds: Int64?
    if let a = left.milliseconds, let b = right.milliseconds {
      milliseconds = Self.evaluate(Double(a) / 1000, op, Double(b) / 1000)
      if milliseconds == nil, b != 0 || op != .divide && op != .modulo {
        errors.append(PromQL.SyntaxError("duration out of range", at: range))
      }
    }
    return PromQL.TimeLength(
      milliseconds: milliseconds, text: "", range: range, form: form)
  }

  /// Arithmetic on seconds, in milliseconds; nil when it is no representable length.
  private static func evaluate(_ a: Double, _ op: PromQL.BinaryOperator, _ b: Double) -> Int64? {
    let seconds: Double
    switch op {
    case .add: seconds = a + b
    case .subtract: seconds = a - b
    case .multiply: seconds = a * b
    case .divide: seconds = a / b
    case .modulo: seconds = a.truncatingRemainder(dividingBy: b)
    case .power: seconds = power(a, b)
    default: return nil
    }
    return milliseconds(seconds)
  }

  /// Whole exponents by squaring; others are rare enough to be left unknown.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    guard exponent == exponent.rounded(), abs(exponent) < 4096 else { return .nan }
    var result = 1.0
    var factor = base
    var rest = Int(abs(exponent))
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return exponent < 0 ? 1 / result : result
  }

  private static func milliseconds(_ seconds: Double) -> Int64? {
    // Upstream keeps durations in 64-bit nanoseconds.
    guard seconds.isFinite, abs(seconds) <= 9_223_372_036 else { return nil }
    return Int64((seconds * 1000).rounded(.towardZero))
  }

  private mutating func durationFactor(in place: String) throws(PromQL.SyntaxError) -> PromQL.TimeLength {
    let first = token
    guard case .operator(let op) = first.kind, op == .add || op == .subtract else { return try durationAtom(in: place) }
    try advance()
    durationParts.append(op.rawValue)
    try enter(at: first.range)
    var length = try durationOperation(in: place, minimum: PromQL.BinaryOperator.power.precedence)
    leave()
    length.range = first.start..<length.range.upperBound
    if op == .subtract { length.milliseconds = length.milliseconds.map { -$0 } }
    return length
  }

  private mutating func durationAtom(in place: String) throws(PromQL.SyntaxError) -> PromQL.TimeLength {
    let first = token
    switch first.kind {
    case .duration:
      try advance()
      let length = durationLiteral(first)
      durationParts.append(length.text)
      return length
    case .number:
      try advance()
      durationParts.append(lexer.text(first))
      let milliseconds = lexer.value(ofNumber: first).flatMap(Self.milliseconds)
      if milliseconds == nil { errors.append(PromQL.SyntaxError("duration out of range", at: first.range)) }
      return PromQL.TimeLength(milliseconds: milliseconds, text: "", range: first.range, form: .number)
    case .variable:
      try advance()
      durationParts.append(lexer.text(first))
      return PromQL.TimeLength(milliseconds: nil, text: "", range: first.range, form: .variable)
    case .leftParen:
      try advance()
      durationParts.append("(")
      try enter(at: first.range)
      var length = try durationSum(in: place)
      leave()
      try expect(.rightParen, "\")\"", in: place)
      durationParts.append(")")
      length.range = first.start..<lastEnd
      if length.form != .variable { length.form = .arithmetic }
      return length
    case .step, .range, .minOf, .maxOf: return try durationFunction(first, in: place)
    default: throw unexpected(in: place, expected: "number or duration")
    }
  }

  /// `step()`, `range()`, `min_of(a, b)`, `max_of(a, b)`.
  private mutating func durationFunction(_ name: Token, in place: String) throws(PromQL.SyntaxError)
    -> PromQL.TimeLength
  {
    try advance()
    try expect(.leftParen, "\"(\"", in: place)
    durationParts.append(lexer.text(name).lowercased() + "(")
    var milliseconds: Int64?
    if name.kind == .minOf || name.kind == .maxOf {
      try enter(at: name.range)
      let first = try durationSum(in: place)
      try expect(.comma, "\",\"", in: place)
      durationParts.append(", ")
      let second = try durationSum(in: place)
      leave()
      if let a = first.milliseconds, let b = second.milliseconds {
        milliseconds = name.kind == .minOf ? min(a, b) : max(a, b)
      }
    }
    try expect(.rightParen, "\")\"", in: place)
    durationParts.append(")")
    return PromQL.TimeLength(milliseconds: milliseconds, text: "", range: name.start..<lastEnd, form: .arithmetic)
  }
}
