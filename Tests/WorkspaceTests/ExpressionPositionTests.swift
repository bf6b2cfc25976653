import Foundation
import Testing

/// Where `belfry check` points in an expression that is wrong: each line of `Fixtures/Positions/expressions.txt` stands
/// in a rule file in the styles that YAML has for a text, each line of `queries.txt` in a dashboard, where variables make
/// some of them right.
/// `BELFRY_UPDATE_GOLDEN=1 swift test` writes what was found anew; read it before you commit it.
struct ExpressionPositionTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/Positions")

  private static func lines(_ name: String) throws -> [String] {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// How a text is written in YAML.
  private enum Style: CaseIterable {
    case plain, singleQuoted, doubleQuoted, folded, stripped, literal

    /// `text` as the value of a key; nil when this style can't hold it.
    func scalar(_ text: String, indent: String) -> String? {
      switch self {
      case .plain:
        let isSafe = !text.contains(": ") && !text.contains(" #") && text.first.map { $0.isLetter } ?? false
        return isSafe ? text : nil
      case .singleQuoted: return "'\(text.replacing("'", with: "''"))'"
      case .doubleQuoted:
        // An escape before whatever is wrong.
        let hex = String(text.utf8.first ?? 0, radix: 16)
        let rest = text.dropFirst().replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\\x\(hex)\(rest)\""
      case .folded, .stripped:
        let words = text.split(separator: " ", maxSplits: 1)
        // More blanks would be lost.
        let isSafe = words.count == 2 && !words[1].hasPrefix(" ")
        let header = self == .folded ? ">" : ">-"
        return header + (isSafe ? words.map { String($0) } : [text]).map { "\n\(indent)\($0)" }.joined()
      case .literal: return "|" + ["# größe", "# 数据", text].map { "\n\(indent)\($0)" }.joined()
      }
    }
  }

  private static func ruleFile(_ scalars: [String]) -> String {
    let rules = scalars.enumerated().map { "      - record: c:r\($0.offset + 1)\n        expr: \($0.element)\n" }
    return "groups:\n  - name: g\n    rules:\n" + rules.joined()
  }

  private static func dashboard(_ queries: [String]) throws -> String {
    let panels = try queries.enumerated().map { number, query in
      let text = String(decoding: try JSONEncoder().encode(query), as: UTF8.self).replacing("\\/", with: "/")
      return """
            {"id": \(number + 1), "type": "timeseries", "datasource": {"type": "prometheus", "uid": "p"},
             "targets": [{"refId": "A", "expr": \(text)}]}
        """
    }
    return "{\n  \"title\": \"Shop\",\n  \"panels\": [\n\(panels.joined(separator: ",\n"))\n  ]\n}\n"
  }

  private func check(_ files: [String: String], format: String = "text") throws -> String {
    let bench = try Workbench()
    for (name, text) in files { try bench.write(text, to: name) }
    // Some words among the mistakes are MetricsQL.
    try bench.write("kinds: {rules.yml: rules}\n", to: ".belfry.yaml")
    return try bench.run(["check"] + files.keys.sorted() + ["--only", "syntax/promql", "--format", format]).output
  }

  @Test func pointsAtWhatIsWrong() throws {
    // In turn, so that every style has many kinds of mistakes.
    let scalars = try Self.lines("expressions.txt").enumerated().map { number, text in
      let turn = Style.allCases[(number % Style.allCases.count)...] + Style.allCases
      return try #require(turn.lazy.compactMap { $0.scalar(text, indent: "          ") }.first)
    }
    let found = try check([
      "rules.yml": Self.ruleFile(scalars), "shop.json": try Self.dashboard(try Self.lines("queries.txt")),
    ])
    let golden = Self.folder.appending(path: "findings.txt")
    if ProcessInfo.processInfo.environment["BELFRY_UPDATE_GOLDEN"] != nil {
      try Data(found.utf8).write(to: golden)
    }
    #expect(found == String(decoding: try Data(contentsOf: golden), as: UTF8.self))
  }

  /// Whatever the style, the same is found.
  @Test func findsTheSameInEveryStyle() throws {
    var messages: [Style: [String]] = [:]
    let texts = try Self.lines("expressions.txt").filter { Style.plain.scalar($0, indent: "") != nil }
    for style in Style.allCases {
      let scalars = texts.compactMap { style.scalar($0, indent: "          ") }
      #expect(scalars.count == texts.count)
      let found = try check(["rules.yml": Self.ruleFile(scalars)], format: "concise")
      messages[style] = found.split(separator: "\n").map { String($0.split(separator: " ", maxSplits: 1).last ?? "") }
    }
    let plain = try #require(messages[.plain])
    #expect(plain.count >= texts.count)
    for (style, found) in messages {
      #expect(found.count == plain.count, "\(style)")
      for (one, other) in zip(found, plain) { #expect(one == other, "\(style)") }
    }
  }
}
