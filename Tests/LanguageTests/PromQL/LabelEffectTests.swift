import PromQL
import Testing

/// What each node does to labels, by itself and beside what `labels(given:)` makes of a whole expression.
@Suite struct LabelEffectTests {
  private func effect(_ source: String) throws -> PromQL.LabelEffect {
    let dialect: PromQL.Dialect = source.contains("$") ? .grafana : .prometheus
    return try #require(PromQL.parse(source, dialect: dialect).valid, "\(source)").labelEffect
  }

  /// `sources | kept | added | needed`, with `…` when there may be more.
  private func summary(_ effect: PromQL.LabelEffect) -> String {
    func text(_ names: Set<String>) -> String { names.sorted().joined(separator: " ") }
    let kept: String
    switch effect.kept {
    case .only(let names): kept = text(names)
    case .allExcept(let names): kept = names.isEmpty ? "all" : "all but " + text(names)
    }
    let sources = effect.sources.map(\.description).joined(separator: " ")
    return [sources, kept, text(effect.added), text(effect.needed)].joined(separator: "|")
      + (effect.isComplete ? "" : " …")
  }

  @Test(arguments: [
    ("x{a=\"b\",c!=\"\"}", "|all||__name__ a c"), ("{a=\"b\"}", "|all||a"), ("1", "|||"), ("\"a\"", "|||"),
    ("x[5m:]", "x|all||"), ("(x)", "x|all||"), ("-x", "x|all but __name__||"), ("+x", "x|all||"),
    ("$x", "|all|| …"),
    // Aggregations.
    ("sum(x)", "x|||"), ("sum by (a, b) (x)", "x|a b||a b"), ("sum without (a) (x)", "x|all but __name__ a||"),
    ("topk by (a) (1, x)", "x|all||a"), ("count_values by (a) (\"v\", x)", "x|a|v|a"),
    ("count_values without (a) (\"v\", x)", "x|all but __name__ a|v|"), ("sum by (a, $g) (x)", "x|a||a …"),
    ("limitk(1, x)", "x|all||"), ("sum by (__name__) (x)", "x|__name__||__name__"),
    // Operators.
    ("x + 1", "x|all but __name__||"), ("1 > x", "x|all||"), ("x > bool 1", "x|all but __name__||"), ("1 + 1", "|||"),
    ("x + y", "x|all but __name__||"), ("x > y", "x|all||"), ("x + on (a) y", "x|a||a"),
    ("x > ignoring (a) y", "x|all but a||"), ("x + ignoring (a) y", "x|all but __name__ a||"),
    ("x * on (a) group_left (b) y", "x|all but __name__|b|a"),
    ("x * on (a) group_right (b) y", "y|all but __name__|b|a"),
    ("x and on (a) y", "x|all||a"), ("x or y", "x y|all||"), ("x unless y", "x|all||"),
    ("x + fill(0) y", "x y|all but __name__||"), ("x + on ($a) y", "x||| …"), ("x + $y", "|all|| …"),
    // Functions.
    ("rate(x[5m])", "x[5m]|all but __name__||"), ("last_over_time(x[5m])", "x[5m]|all||"), ("vector(1)", "|||"),
    ("hour()", "|||"), ("hour(x)", "x|all but __name__||"), ("scalar(x)", "|||"), ("time()", "|||"),
    ("absent(x{a=\"b\",c!=\"d\",e=\"\"})", "||a|"), ("absent(x{a=\"b\",a=\"c\"})", "|||"),
    ("absent(x{a!=\"b\",a=\"c\"})", "||a|"), ("absent(sum(x))", "|||"), ("absent_over_time(x{a=\"b\"}[5m])", "||a|"),
    ("histogram_quantile(0.9, x)", "x|all but __name__ le||le"),
    ("histogram_quantiles(x, \"q\", 0.5, 0.9)", "x|all but __name__ le|q|le"),
    ("histogram_sum(x)", "x|all but __name__||"),
    ("label_replace(x, \"a\", \"c\", \"b\", \"(.*)\")", "x|all|a|b"),
    ("label_join(x, \"a\", \"-\", \"b\", \"c\")", "x|all|a|b c"), ("info(x)", "x|all||instance job …"),
    ("sort_by_label(x, \"a\", \"b\")", "x|all||a b"), ("sort(x)", "x|all||"), ("abs(x)", "x|all but __name__||"),
    ("quantile_over_time(0.9, x[5m])", "x[5m]|all but __name__||"),
  ])
  func saysWhatANodeDoes(source: String, expected: String) throws {
    #expect(summary(try effect(source)) == expected)
  }

  @Test func namesWhatIsDropped() throws {
    let effect = try effect("label_join(x, \"a\", \"-\", \"b\")")
    #expect(effect.dropped(of: ["a", "b", "__name__"]) == [])
    #expect(try self.effect("sum by (a) (x)").dropped(of: ["a", "b", "__name__"]) == ["b", "__name__"])
  }

  /// A call of each function, an aggregation of each kind and an operation of each operator agree with the labels that
  /// are worked out for the whole.
  @Test func agreesWithTheFlow() throws {
    let operand = "x{a=\"b\"}"
    var sources = PromQL.Function.all.map { function in
      let arguments = (0..<function.minimumArguments).map { position in
        switch function.arguments[min(position, function.arguments.count - 1)] {
        case .scalar: "1"
        case .matrix: operand + "[5m]"
        case .string: position == 1 ? "\"new\"" : "\"a\""
        default: operand
        }
      }
      return "\(function.name)(\(arguments.joined(separator: ", ")))"
    }
    for op in PromQL.Aggregator.allCases {
      let parameter =
        switch op.parameterType {
        case .scalar: "1, "
        case .string: "\"new\", "
        default: ""
        }
      for clause in ["", " by (a, le)", " without (a)"] {
        sources.append("\(op.rawValue)\(clause) (\(parameter)\(operand))")
      }
    }
    for op in PromQL.BinaryOperator.allCases {
      for modifier in ["", "on (a, le)", "ignoring (a)"] {
        sources.append("\(operand) \(op.rawValue) \(modifier) \(operand)")
      }
      if !op.isSetOperator {
        sources.append("\(operand) \(op.rawValue) 1")
        sources.append("\(operand) \(op.rawValue) on (a) group_left (le) \(operand)")
      }
    }
    let input: Set<String> = ["__name__", "a", "le", "c"]
    let known = PromQL.LabelSet(certain: ["a": .any, "le": .any, "c": .any], isClosed: true)
    for source in sources {
      let tree = try #require(PromQL.parse(source).valid, "\(source)")
      let effect = tree.labelEffect
      guard effect.isComplete else {
        #expect(source.hasPrefix("info("))
        continue
      }
      let labels = tree.labels { _ in known }
      let passed = effect.sources.isEmpty ? Set() : input.filter { effect.kept.contains($0) }
      // What `label_replace` and `label_join` may set, they need not set here.
      #expect(labels.named.isSubset(of: passed.union(effect.added)), "\(source)")
      #expect(
        labels.named.isSuperset(of: source.hasPrefix("label_") ? passed : passed.union(effect.added)), "\(source)")
    }
  }
}
