import PromQL

/// A stream of numbers that a seed decides (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Makes valid expressions of every kind, as tokens, with the tree that reading them must give.
///
/// The tree is written as text in prefix form, by what this file knows of the language alone.
struct ExpressionSource {
  /// Tokens and what they mean.
  struct Fragment {
    var tokens: [String]
    var tree: String
    /// How tightly the outermost operator binds; 9 for what needs no parentheses anywhere.
    var precedence = 9
    /// Nil but for a number literal, which takes signs into itself.
    var number: Double?
  }

  var random: SeededGenerator
  var isGrafana: Bool

  init(seed: UInt64, isGrafana: Bool) {
    random = SeededGenerator(seed: seed)
    self.isGrafana = isGrafana
  }

  mutating func chance(_ one: Int, in many: Int) -> Bool { Int.random(in: 0..<many, using: &random) < one }
  mutating func pick<T>(_ items: [T]) -> T { items[Int.random(in: 0..<items.count, using: &random)] }

  mutating func expression() -> Fragment {
    let depth = Int.random(in: 0...4, using: &random)
    return switch Int.random(in: 0..<10, using: &random) {
    case 0: scalar(depth)
    case 1: matrix(depth)
    case 2 where chance(1, in: 4): string()
    default: vector(depth)
    }
  }

  mutating func scalar(_ depth: Int) -> Fragment {
    if depth <= 0 || chance(1, in: 3) { return number() }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return parenthesised(scalar(depth - 1))
    case 1: return unary(scalar(depth - 1))
    case 2, 3: return scalarOperation(depth)
    case 4 where isGrafana: return Fragment(tokens: ["$value"], tree: "$value")
    default: return call(returning: .scalar, depth)
    }
  }

  mutating func vector(_ depth: Int) -> Fragment {
    if depth <= 0 || chance(1, in: 8) { return selector(isRange: false) }
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return parenthesised(vector(depth - 1))
    case 1: return unary(vector(depth - 1))
    case 2, 3, 4: return aggregate(depth)
    case 5, 6, 7: return vectorOperation(depth)
    case 8 where isGrafana: return Fragment(tokens: ["${expression:raw}"], tree: "${expression:raw}", precedence: 8)
    default: return call(returning: .vector, depth)
    }
  }

  mutating func matrix(_ depth: Int) -> Fragment {
    if depth > 0, chance(1, in: 8) { return parenthesised(matrix(depth - 1)) }
    if depth <= 0 || chance(2, in: 3) { return selector(isRange: true) }
    return subquery(depth)
  }

  mutating func parenthesised(_ inner: Fragment) -> Fragment {
    Fragment(tokens: ["("] + inner.tokens + [")"], tree: "(paren \(inner.tree))")
  }

  /// `fragment`, in parentheses if it binds less tightly than it has to.
  mutating func operand(_ fragment: Fragment, atLeast precedence: Int) -> Fragment {
    fragment.precedence >= precedence ? fragment : parenthesised(fragment)
  }

  mutating func unary(_ fragment: Fragment) -> Fragment {
    let sign = pick(["+", "-"])
    // `-a * b` is `(-a) * b`, `-a ^ b` is `-(a ^ b)`.
    let inner = operand(fragment, atLeast: 5)
    let isMultiplication = inner.precedence == 5 && !inner.tree.hasPrefix("(unary") && inner.number == nil
    let operand = isMultiplication ? parenthesised(inner) : inner
    if let number = operand.number {
      let value = sign == "-" ? -number : number
      return Fragment(tokens: [sign] + operand.tokens, tree: Self.show(value), precedence: 5, number: value)
    }
    return Fragment(tokens: [sign] + operand.tokens, tree: "(unary\(sign) \(operand.tree))", precedence: 5)
  }

  static func show(_ number: Double) -> String { number.isNaN ? "nan" : "\(number)" }
}

/// Literals.
extension ExpressionSource {
  mutating func number() -> Fragment {
    let (text, value): (String, Double) = pick([
      ("0", 0), ("1", 1), ("42", 42), ("3.25", 3.25), (".5", 0.5), ("5.", 5), ("1e3", 1000), ("1E-3", 0.001),
      ("1_000", 1000), ("0x1F", 31), ("010", 8), ("089", 89), ("Inf", .infinity), ("inf", .infinity), ("NaN", .nan),
      ("nAn", .nan), ("123456789012345678", 123_456_789_012_345_680), ("0.1", 0.1), ("1e300", 1e300), ("5m", 300),
      ("1h30m", 5400), ("100ms", 0.1), ("2w", 1_209_600), ("1.7976931348623157e308", 1.7976931348623157e308),
      ("2.2250738585072014e-308", 2.2250738585072014e-308),
    ])
    return Fragment(tokens: [text], tree: Self.show(value), number: value)
  }

  /// A value, and spellings of it as a literal.
  static let strings: [(value: String, spellings: [String])] = [
    ("", [#""""#, "''", "``"]),
    ("abc", [#""abc""#, "'abc'", "`abc`", #""\141\x62\u0063""#]),
    ("it's", [#""it's""#, #"'it\'s'"#, "`it's`"]),
    (#"say "x""#, [#""say \"x\"""#, #"'say "x"'"#, #"`say "x"`"#]),
    (#"a\d+"#, [#""a\\d+""#, #"'a\\d+'"#, #"`a\d+`"#]),
    ("\u{7}\u{8}\u{C}\n\r\t\u{B}", [#""\a\b\f\n\r\t\v""#, #"'\a\b\f\n\r\t\v'"#]),
    ("é😀", [#""é😀""#, #""\u00e9\U0001F600""#, "`é😀`", #""\303\251😀""#]),
    ("# no comment {}", ["\"# no comment {}\"", "'# no comment {}'", "`# no comment {}`"]),
    ("two\nlines", [#""two\nlines""#, "`two\nlines`"]),
    ("\u{7F}\u{0}", [#""\x7f\000""#]),
  ]

  mutating func string() -> Fragment {
    let (value, spellings) = pick(Self.strings)
    return Fragment(tokens: [pick(spellings)], tree: "(string \(value))")
  }

  /// A length of time: its tokens, how it is printed, and whether it is known to be positive.
  mutating func duration(_ depth: Int) -> (tokens: [String], text: String) {
    let literals = [
      ("5m", "5m"), ("300", "300"), ("1h30m", "1h30m"), ("90m", "1h30m"), ("1d", "1d"), ("0x10", "0x10"),
      ("1.5", "1.5"),
      ("250ms", "250ms"),
    ]
    if isGrafana, chance(1, in: 4) {
      let variable = pick(["$__rate_interval", "${range}", "[[window]]", "${n}m"])
      return ([variable], variable)
    }
    if depth <= 0 || chance(1, in: 2) {
      let (token, text) = pick(literals)
      return ([token], text)
    }
    let a = duration(depth - 1)
    let b = duration(depth - 1)
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      let name = pick(["step", "range"])
      return ([chance(1, in: 4) ? name.uppercased() : name, "(", ")"], "\(name)()")
    case 1:
      let name = pick(["min_of", "max_of"])
      return ([name, "("] + a.tokens + [","] + b.tokens + [")"], "\(name)(\(a.text), \(b.text))")
    case 2: return (["("] + a.tokens + [")"], "(\(a.text))")
    case 3: return (a.tokens + ["+"] + b.tokens, "\(a.text) + \(b.text)")
    default: return (["("] + a.tokens + [")", "*", "2"], "(\(a.text)) * 2")
    }
  }
}

/// Texts.
extension ExpressionSource {
  private static func isWord(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte >= 0x30 && byte <= 0x39 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
      || "_.:$".utf8.contains(byte)
  }

  /// Tokens as a text, with whatever may stand between them. The comments are numbered.
  mutating func text(of tokens: [String], withComments: Bool) -> (text: String, comments: [String]) {
    var out = ""
    var comments: [String] = []
    let isWide = chance(1, in: 3)
    var isInBrackets = false
    func comment() -> String {
      comments.append("# \(comments.count) it's {\"")
      return comments[comments.count - 1] + "\n"
    }
    for (position, token) in tokens.enumerated() {
      let isBehindVariable = position > 0 && tokens[position - 1].contains { $0 == "$" || $0 == "[" }
      let isWord = Self.isWord(token.utf8.first) || token.hasPrefix("[[")
      let needsBlank = isWord && (Self.isWord(out.utf8.last) || isBehindVariable)
      // Before the first number in brackets, and behind `fill`, upstream takes no comments.
      if token == "[" { isInBrackets = true }
      let isBehindFill = position > 0 && tokens[position - 1].lowercased().hasPrefix("fill")
      switch withComments && !isInBrackets && !isBehindFill && chance(1, in: 6)
        ? Int.random(in: 0..<3, using: &random) : 9
      {
      case 0: out += "  " + comment()
      case 1: out += "\n  " + comment()
      case 2: out += " " + comment() + "\t" + comment()
      default:
        if needsBlank { out += " " }
        if isWide, chance(1, in: 2) { out += pick([" ", "\n", "\t", "\r\n"]) }
      }
      if token == "]" { isInBrackets = false }
      out += token
    }
    if withComments, chance(1, in: 3) { out += pick([" ", "\n"]) + comment() }
    return (out, comments)
  }
}
