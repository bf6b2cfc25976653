import PromQL

/// Selectors.
extension ExpressionSource {
  /// Names as they are spelled: bare, in quotes, or both.
  private static let metrics: [(name: String, isBare: Bool)] = [
    ("up", true), ("http_requests_total", true), ("job:rate:5m", true), (":a", true), ("sum", true), ("by", true),
    ("offset", true), ("fill", true), ("start", true), ("or", true), ("anchored", true), ("_", true), ("UP", true),
    ("bool", false), ("on", false), ("inf", false), ("a.b", false), ("größe", false), ("a b", false), ("1a", false),
    ("atan2", false),
  ]

  mutating func selector(isRange: Bool) -> Fragment {
    var name: String?
    var isBraced = false
    var items: [(tokens: [String], tree: String?)] = []
    var tokens: [String] = []
    if isGrafana, chance(1, in: 5) {
      let variable = pick(["$metric", "node_${suffix}_total", "[[metric]]"])
      (name, tokens) = (variable, [variable])
      if !isRange { items.append(matcher(certain: true)) }
    } else if chance(5, in: 6) {
      let metric = pick(Self.metrics)
      name = metric.name
      if metric.isBare, chance(3, in: 4) {
        tokens = [metric.name]
      } else {
        items.append(([quoted(metric.name)], nil))
      }
    } else {
      items.append(matcher(certain: true))
    }
    for _ in 0..<pick([0, 0, 0, 1, 1, 2, 5]) { items.append(matcher(certain: false)) }
    items.shuffle(using: &random)
    isBraced = !items.isEmpty || chance(1, in: 10)
    if isBraced {
      tokens.append("{")
      for (position, item) in items.enumerated() { tokens += (position > 0 ? [","] : []) + item.tokens }
      if !items.isEmpty, chance(1, in: 6) { tokens.append(",") }
      tokens.append("}")
    }
    var tree = "(selector \(name ?? "-")" + items.compactMap(\.tree).map { " " + $0 }.joined()
    if isRange {
      let window = duration(2)
      tokens += ["["] + window.tokens + ["]"]
      tree += " [\(window.text)]"
    }
    let modifiers = modifiers(canHaveEdges: true)
    return Fragment(
      tokens: tokens + modifiers.tokens, tree: tree + modifiers.tree + ")", precedence: modifiers.isOpenEnded ? 0 : 9)
  }

  private mutating func quoted(_ name: String) -> String { pick(["\"\(name)\"", "'\(name)'", "`\(name)`"]) }

  /// `label="value"`; a certain one does not match the empty string.
  private mutating func matcher(certain: Bool) -> (tokens: [String], tree: String?) {
    if isGrafana, !certain, chance(1, in: 12) { return (["$filters"], "$filters") }
    let (label, isBare) = pick([
      ("job", true), ("on", true), ("sum", true), ("inf", true), ("a.b", false), ("ñ", false), ("_x", true),
    ])
    let token = isBare && chance(4, in: 5) ? label : quoted(label)
    let op = certain ? "=" : pick(["=", "!=", "=~", "!~"])
    var (value, spellings) = pick(certain ? Array(Self.strings[1...5]) : Self.strings)
    if op.hasSuffix("~") { (value, spellings) = pick([(".*", ["'.*'"]), ("a|b.+", ["`a|b.+`", "\"a|b.+\""])]) }
    if isGrafana, chance(1, in: 5) {
      if chance(1, in: 2) { return ([token, op, "$value"], "\(label)\(op)$value") }
      (value, spellings) = ("${job:regex}", ["\"${job:regex}\"", "'${job:regex}'"])
    }
    return ([token, op, pick(spellings)], "\(label)\(op)\(value)")
  }

  /// `offset`, `@`, and edges, in any order.
  private mutating func modifiers(canHaveEdges: Bool) -> (tokens: [String], tree: String, isOpenEnded: Bool) {
    var groups: [[String]] = []
    var tree = ""
    if canHaveEdges, chance(1, in: 12) {
      let edges = pick(["anchored", "smoothed"])
      groups.append([chance(1, in: 3) ? edges.uppercased() : edges])
      tree += " " + edges
    }
    if chance(1, in: 6) {
      let (tokens, text) = pick([
        (["start", "(", ")"], "start()"), (["END", "(", ")"], "end()"), (["1609746000"], "1609746000.0"),
        (["-", "1.5"], "-1.5"), (["+", "0x10"], "16.0"),
      ])
      groups.append(["@"] + tokens)
      tree += " @ " + text
    }
    if chance(1, in: 5) {
      var length = duration(0)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: length = (["-"] + length.tokens, "-" + length.text)
      case 1: length = (["+"] + length.tokens, "+" + length.text)
      case 2:
        let sum = duration(2)
        length = (["("] + sum.tokens + [")"], "(\(sum.text))")
      case 3: length = (["step", "(", ")"], "step()")
      default: break
      }
      groups.append([pick(["offset", "OFFSET"])] + length.tokens)
      tree += " offset " + length.text
    }
    groups.shuffle(using: &random)
    // An operator behind parentheses would go on with the offset.
    let isOpenEnded = groups.last.map { $0.count > 2 && $0[1] == "(" && $0[0] != "@" } ?? false
    return (groups.flatMap { $0 }, tree, isOpenEnded)
  }

  mutating func subquery(_ depth: Int) -> Fragment {
    let inner = operand(vector(depth - 1), atLeast: 9)
    var window = duration(1)
    // Without a number before it, upstream does not take the colon.
    if !window.tokens.contains(where: { $0.first?.isNumber ?? false }) {
      window = (["5m", "+"] + window.tokens, "5m + " + window.text)
    }
    let step = chance(1, in: 2) ? duration(1) : ([], "")
    let modifiers = modifiers(canHaveEdges: false)
    return Fragment(
      tokens: inner.tokens + ["["] + window.tokens + [":"] + step.0 + ["]"] + modifiers.tokens,
      tree: "(subquery \(inner.tree) [\(window.text):\(step.1)]\(modifiers.tree))",
      precedence: modifiers.isOpenEnded ? 0 : 9)
  }
}

/// Operators, aggregations and functions.
extension ExpressionSource {
  private static let precedences: [(op: String, precedence: Int)] = [
    ("^", 6), ("*", 5), ("/", 5), ("%", 5), ("atan2", 5), ("+", 4), ("-", 4), ("==", 3), ("!=", 3), ("<", 3),
    ("<=", 3), (">", 3), (">=", 3), ("</", 3), (">/", 3), ("and", 2), ("unless", 2), ("or", 1),
  ]

  private mutating func operation(
    _ op: String, _ precedence: Int, _ modifiers: (tokens: [String], tree: String), _ left: Fragment,
    _ right: Fragment
  ) -> Fragment {
    let isPower = op == "^"
    // A sign is no part of what is raised to a power.
    var left = operand(left, atLeast: isPower ? 7 : precedence)
    if isPower, left.tree.hasPrefix("(unary") { left = parenthesised(left) }
    // A sign before the right operand binds it, however tightly the operator does.
    let isSigned = ["+", "-"].contains(right.tokens.first)
    let right =
      isSigned && right.precedence == 5 && (right.number != nil || right.tree.hasPrefix("(unary"))
      ? right : operand(right, atLeast: isPower ? precedence : precedence + 1)
    // Parentheses behind `group_left` would be read as its labels.
    var modifiers = modifiers
    if let last = modifiers.tokens.last, last.hasPrefix("group_"), right.tokens.first == "(" {
      modifiers.tokens += ["(", ")"]
    }
    let spelled = chance(1, in: 4) ? op.uppercased() : op
    return Fragment(
      tokens: left.tokens + [spelled] + modifiers.tokens + right.tokens,
      tree: "(\(op)\(modifiers.tree) \(left.tree) \(right.tree))", precedence: precedence)
  }

  mutating func scalarOperation(_ depth: Int) -> Fragment {
    let (op, precedence) = pick(Self.precedences.filter { ![1, 2].contains($0.1) })
    let isComparison = precedence == 3 && !op.contains("/")
    return operation(
      op, precedence, isComparison ? (["bool"], " bool") : ([], ""), scalar(depth - 1), scalar(depth - 1))
  }

  mutating func vectorOperation(_ depth: Int) -> Fragment {
    var (op, precedence) = pick(Self.precedences)
    let hasScalar = chance(1, in: 3)
    if hasScalar, precedence < 3 { (op, precedence) = ("*", 5) }
    var modifiers: (tokens: [String], tree: String) = ([], "")
    if precedence == 3, !op.contains("/"), chance(1, in: 4) { modifiers = (["bool"], " bool") }
    if hasScalar {
      let (a, b) = (vector(depth - 1), scalar(depth - 1))
      return chance(1, in: 2) ? operation(op, precedence, modifiers, a, b) : operation(op, precedence, modifiers, b, a)
    }
    let matching = self.matching(isSet: precedence < 3)
    modifiers = (modifiers.tokens + matching.tokens, modifiers.tree + matching.tree)
    return operation(op, precedence, modifiers, vector(depth - 1), vector(depth - 1))
  }

  /// `on`, `ignoring`, `group_…` and `fill…`.
  private mutating func matching(isSet: Bool) -> (tokens: [String], tree: String) {
    var tokens: [String] = []
    var tree = ""
    if chance(1, in: 2) {
      let keyword = pick(["on", "ignoring"])
      let labels = labelList()
      tokens += [chance(1, in: 4) ? keyword.uppercased() : keyword] + labels.tokens
      tree += " (\(keyword)\(labels.tree))"
      if !isSet, chance(1, in: 2) {
        let side = pick(["group_left", "group_right"])
        let empty: ([String], String) = (chance(1, in: 2) ? ["(", ")"] : [], "")
        let taken = chance(1, in: 2) || labels.tree.contains("taken") ? empty : (["(", "taken", ")"], " taken")
        tokens += [side] + taken.0
        tree += " (\(side)\(taken.1))"
      }
    }
    if !isSet, chance(1, in: 5) {
      let (fill, text): ([String], String) = pick([
        (["fill", "(", "0", ")"], " fill=0.0,0.0"), (["fill_left", "(", "-", "1", ")"], " fill=-1.0,"),
        (["FILL_RIGHT", "(", "NaN", ")"], " fill=,nan"),
        (["fill_right", "(", "+", "5m", ")", "fill_left", "(", "2", ")"], " fill=2.0,300.0"),
      ])
      tokens += fill
      tree += text
    }
    return (tokens, tree)
  }

  private mutating func labelList() -> (tokens: [String], tree: String) {
    var tokens = ["("]
    var tree = ""
    let count = pick([0, 1, 1, 2, 3])
    for position in 0..<count {
      let (name, isBare) = pick([
        ("job", true), ("on", true), ("bool", true), ("sum", true), ("a.b", false), ("without", false), ("Inf", false),
        ("ñ", false), ("offset", true),
      ])
      if position > 0 { tokens.append(",") }
      if isGrafana, chance(1, in: 6) {
        tokens.append("$label")
        tree += " $label"
      } else {
        tokens.append(isBare && chance(4, in: 5) ? name : quoted(name))
        tree += " " + name
      }
    }
    if count > 0, chance(1, in: 6) { tokens.append(",") }
    return (tokens + [")"], tree)
  }

  mutating func aggregate(_ depth: Int) -> Fragment {
    let op = pick(PromQL.Aggregator.allCases)
    var clause: [String] = []
    var tree = "(\(op.rawValue)"
    if chance(2, in: 3) {
      let keyword = pick(["by", "without"])
      let labels = labelList()
      clause = [chance(1, in: 4) ? keyword.uppercased() : keyword] + labels.tokens
      tree += " (\(keyword)\(labels.tree))"
    }
    var arguments: [Fragment] = []
    switch op.parameterType {
    case .scalar: arguments.append(scalar(depth - 2))
    case .string: arguments.append(string())
    default: break
    }
    arguments.append(vector(depth - 1))
    let body = list(arguments)
    let name = chance(1, in: 6) ? op.rawValue.uppercased() : op.rawValue
    tree += arguments.map { " " + $0.tree }.joined() + ")"
    return Fragment(tokens: [name] + (chance(1, in: 2) ? clause + body : body + clause), tree: tree)
  }

  private func list(_ arguments: [Fragment]) -> [String] {
    ["("] + Array(arguments.map(\.tokens).joined(separator: [","])) + [")"]
  }

  mutating func call(returning type: PromQL.ValueType, _ depth: Int) -> Fragment {
    let function = pick(PromQL.Function.all.filter { $0.returns == type })
    let most = min(function.maximumArguments ?? .max, function.arguments.count + 2)
    let count = Int.random(in: function.minimumArguments...most, using: &random)
    var arguments: [Fragment] = []
    for position in 0..<count {
      switch function.arguments[min(position, function.arguments.count - 1)] {
      case .scalar: arguments.append(scalar(depth - 2))
      case .matrix: arguments.append(matrix(depth - 1))
      case .string: arguments.append(string())
      default: arguments.append(vector(depth - 1))
      }
    }
    if function.name == "info", count == 2 {
      arguments[1] = pick([
        Fragment(tokens: ["{", "a", "=", "'b'", "}"], tree: "(selector - a=b)"),
        Fragment(tokens: ["{", "'target_info'", "}"], tree: "(selector target_info)"),
      ])
    }
    return Fragment(
      tokens: [function.name] + list(arguments),
      tree: "(call \(function.name)" + arguments.map { " " + $0.tree }.joined() + ")")
  }
}
