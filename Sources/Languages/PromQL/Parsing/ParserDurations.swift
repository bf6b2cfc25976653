internal import Quantities

/// Lengths of time: literals, and arithmetic on them.
extension Parser {
  /// The value of a duration token; one that can't be is reported.
  mutating func durationLiteral(_ token: Token) -> PromQL.TimeLength {
    if let milliseconds = lexer.milliseconds(ofDuration: token) {
      return PromQL.TimeLength(milliseconds: milliseconds, range: token.range)
    }
    let text = lexer.text(token)
    complain("not a valid duration string: \"\(text.prefix(40))\"", at: token.range)
    return PromQL.TimeLength(text: text, range: token.range, form: .literal)
  }

  /// A length of time in brackets: any arithmetic. Nil: there is none, which is reported.
  mutating func timeLength(in place: String) -> PromQL.TimeLength? {
    durationParts.removeAll(keepingCapacity: true)
    guard let length = durationOperation(in: place, minimum: Self.lowestDurationPrecedence) else { return nil }
    noteArithmetic(in: length)
    // Arithmetic is judged when the query runs.
    if length.isSignedLiteral, let seconds = length.seconds, seconds <= 0 {
      complain("duration must be greater than 0", at: length.range)
    }
    return spelled(length)
  }

  /// After `offset`. As upstream's grammar has it, a literal, a function, or a sign and one of these or parentheses is
  /// all there is; but behind parentheses without a sign, or several signs, arithmetic goes on.
  mutating func offsetLength() -> PromQL.TimeLength? {
    durationParts.removeAll(keepingCapacity: true)
    let first = token
    var length: PromQL.TimeLength?
    switch (first.kind, sign(first.kind)) {
    case (_, let op?):
      advance()
      if op == .add { noteSign(first) }
      durationParts.append(.text(op.rawValue))
      if sign(token.kind) != nil {
        // More signs: the first belongs to the first factor of whatever follows.
        guard let factor = durationOperation(in: "offset", minimum: PromQL.BinaryOperator.power.precedence) else {
          return nil
        }
        length = durationRest(
          signed(factor, op, from: first.start), in: "offset", minimum: Self.lowestDurationPrecedence)
      } else {
        guard let atom = durationAtom(in: "offset") else { return nil }
        length = signed(atom, op, from: first.start)
      }
    case (.leftParen, _): length = durationOperation(in: "offset", minimum: Self.lowestDurationPrecedence)
    default: length = durationAtom(in: "offset")
    }
    guard let length else { return nil }
    noteArithmetic(in: length)
    if length.form == .literal, length.seconds == 0 {
      notes.append(.init("an offset of zero", at: length.range, since: "3.4"))
    }
    return spelled(length)
  }

  /// Notes that a length is more than a literal or a function.
  private mutating func noteArithmetic(in length: PromQL.TimeLength) {
    guard usesArithmetic else { return }
    usesArithmetic = false
    notes.append(
      .init("duration arithmetic", at: length.range, since: "3.4", flag: Self.durationFlag, flagUntil: "3.14"))
  }

  /// Notes a sign before a length; a minus directly behind `offset` is older.
  private mutating func noteSign(_ sign: Token) {
    notes.append(.init("a sign before a duration", at: sign.range, since: "3.4"))
  }

  private static let durationFlag = "promql-duration-expr"

  /// A piece of a length of time that is being read. One literal alone is never put into words here.
  enum DurationPart {
    case text(String)
    case literal(PromQL.TimeLength)

    var text: String {
      switch self {
      case .text(let text): text
      case .literal(let length): length.text
      }
    }
  }

  /// The length that was read, with the text of all its pieces.
  private func spelled(_ length: PromQL.TimeLength) -> PromQL.TimeLength {
    if durationParts.count == 1, case .literal = durationParts[0] { return length }
    var length = length
    length.text = durationParts.map(\.text).joined()
    return length
  }

  private func sign(_ kind: Token.Kind) -> PromQL.BinaryOperator? {
    guard case .operator(let op) = kind, op == .add || op == .subtract else { return nil }
    return op
  }

  private func signed(_ length: PromQL.TimeLength, _ op: PromQL.BinaryOperator, from start: Int) -> PromQL.TimeLength {
    var length = length
    length.range = start..<length.range.upperBound
    if op == .subtract {
      length.milliseconds = length.milliseconds.map { -$0 }
      length.seconds = length.seconds.map { -$0 }
    }
    return length
  }

  private static let lowestDurationPrecedence = PromQL.BinaryOperator.add.precedence

  /// Goes one level down in a length of time, or refuses to.
  private mutating func enterDuration() -> Bool {
    guard durationDepth < PromQL.nestingLimit else {
      stop("duration is nested more than \(PromQL.nestingLimit) levels deep", at: token.range)
      return false
    }
    durationDepth += 1
    return true
  }

  private mutating func durationOperation(in place: String, minimum: Int) -> PromQL.TimeLength? {
    guard enterDuration() else { return nil }
    defer { durationDepth -= 1 }
    guard let left = durationFactor(in: place) else { return nil }
    return durationRest(left, in: place, minimum: minimum)
  }

  /// The operators behind a factor that bind at least as tightly as `minimum`.
  private mutating func durationRest(
    _ left: PromQL.TimeLength, in place: String, minimum: Int
  ) -> PromQL.TimeLength? {
    var left = left
    while case .operator(let op) = token.kind, op.precedence >= minimum, Self.isDurationOperator(op) {
      let opRange = token.range
      durationParts.append(.text(" \(op.rawValue) "))
      advance()
      let next = op.isRightAssociative ? op.precedence : op.precedence + 1
      guard let right = durationOperation(in: place, minimum: next) else { return nil }
      left = combined(left, op, right, at: opRange)
    }
    return left
  }

  private static func isDurationOperator(_ op: PromQL.BinaryOperator) -> Bool {
    switch op {
    case .add, .subtract, .multiply, .divide, .modulo, .power: true
    default: false
    }
  }

  private mutating func combined(
    _ left: PromQL.TimeLength, _ op: PromQL.BinaryOperator, _ right: PromQL.TimeLength, at opRange: Range<Int>
  ) -> PromQL.TimeLength {
    let range = left.range.lowerBound..<right.range.upperBound
    usesArithmetic = true
    let form: PromQL.TimeLength.Form = left.form == .variable || right.form == .variable ? .variable : .arithmetic
    if op == .divide || op == .modulo, right.isSignedLiteral, right.seconds == 0 {
      complain(op == .divide ? "division by zero" : "modulo by zero", at: opRange)
    }
    var length = PromQL.TimeLength(text: "", range: range, form: form)
    if let a = left.seconds, let b = right.seconds { length.setSeconds(Self.evaluate(a, op, b)) }
    return length
  }

  /// Arithmetic on seconds; nil when it is not known here.
  private static func evaluate(_ a: Double, _ op: PromQL.BinaryOperator, _ b: Double) -> Double? {
    switch op {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .modulo: a.truncatingRemainder(dividingBy: b)
    case .power: power(a, b)
    default: nil
    }
  }

  /// Whole exponents by squaring; others are rare enough to be left unknown.
  private static func power(_ base: Double, _ exponent: Double) -> Double? {
    guard exponent == exponent.rounded(), abs(exponent) < 4096 else { return nil }
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

  private mutating func durationFactor(in place: String) -> PromQL.TimeLength? {
    let first = token
    guard let op = sign(first.kind) else { return durationAtom(in: place) }
    noteSign(first)
    advance()
    durationParts.append(.text(op.rawValue))
    guard let operand = durationOperation(in: place, minimum: PromQL.BinaryOperator.power.precedence) else {
      return nil
    }
    return signed(operand, op, from: first.start)
  }

  private mutating func durationAtom(in place: String) -> PromQL.TimeLength? {
    let first = token
    switch first.kind {
    case .duration:
      advance()
      let length = durationLiteral(first)
      durationParts.append(.literal(length))
      return length
    case .number:
      advance()
      durationParts.append(.text(lexer.text(first)))
      return bareNumber(first)
    case .variable, .badNumber:
      advance()
      durationParts.append(.text(lexer.text(first)))
      return PromQL.TimeLength(text: "", range: first.range, form: .variable)
    case .leftParen:
      advance()
      openParens += 1
      durationParts.append(.text("("))
      guard var length = durationOperation(in: place, minimum: Self.lowestDurationPrecedence),
        closeDurationParen(in: place)
      else { return nil }
      length.range = first.start..<lastEnd
      usesArithmetic = true
      if length.form != .variable { length.form = .arithmetic }
      return length
    case .step, .range, .minOf, .maxOf: return durationFunction(first, in: place)
    default:
      unexpected(in: place, expected: "number or duration")
      return nil
    }
  }

  private mutating func bareNumber(_ number: Token) -> PromQL.TimeLength {
    var length = PromQL.TimeLength(text: "", range: number.range, form: .number)
    notes.append(.init("a duration without a unit", at: number.range, since: "2.54"))
    if let seconds = lexer.value(ofNumber: number) {
      length.setSeconds(seconds)
      // Upstream keeps durations in 64-bit nanoseconds.
      if abs(seconds) > 0x1p63 / 1e9 { complain("duration out of range", at: number.range) }
    } else {
      complain("error parsing number: \"\(lexer.text(number))\"", at: number.range)
    }
    return length
  }

  private mutating func closeDurationParen(in place: String) -> Bool {
    guard token.kind == .rightParen else {
      unexpected(in: place, expected: "\")\"")
      return false
    }
    openParens -= 1
    durationParts.append(.text(")"))
    advance()
    return true
  }

  /// `step()`, `range()`, `min_of(a, b)`, `max_of(a, b)`.
  private mutating func durationFunction(_ name: Token, in place: String) -> PromQL.TimeLength? {
    advance()
    guard expect(.leftParen, "\"(\"", in: place) else { return nil }
    openParens += 1
    durationParts.append(.text(lexer.text(name).lowercased() + "("))
    var length = PromQL.TimeLength(text: "", range: name.range, form: .arithmetic)
    if name.kind == .minOf || name.kind == .maxOf {
      guard let first = durationOperation(in: place, minimum: Self.lowestDurationPrecedence),
        expect(.comma, "\",\"", in: place)
      else { return nil }
      durationParts.append(.text(", "))
      guard let second = durationOperation(in: place, minimum: Self.lowestDurationPrecedence) else { return nil }
      if let a = first.seconds, let b = second.seconds {
        length.setSeconds(name.kind == .minOf ? min(a, b) : max(a, b))
      }
      if first.form == .variable || second.form == .variable { length.form = .variable }
    }
    guard closeDurationParen(in: place) else { return nil }
    length.range = name.start..<lastEnd
    let since: Version = name.kind == .step ? "3.6" : name.kind == .range ? "3.10" : "3.13"
    notes.append(
      .init(
        "\"\(lexer.text(name))()\" in a duration", at: length.range, since: since, flag: Self.durationFlag,
        flagUntil: "3.14", flagFrom: "3.12"))
    return length
  }
}

extension PromQL.TimeLength {
  /// Sets the value, as far as it is a length that upstream can hold.
  mutating func setSeconds(_ value: Double?) {
    seconds = value
    milliseconds = value.flatMap { abs($0) <= 0x1p63 / 1e9 ? Int64(($0 * 1000).rounded(.towardZero)) : nil }
  }

  /// Whether it is a number or a duration, with signs at most.
  var isSignedLiteral: Bool { form == .literal || form == .number }

  /// Whether upstream takes an offset of this length for none.
  var isZero: Bool { isSignedLiteral && seconds.map { ($0 * 1e9).rounded() == 0 } ?? true }
}
