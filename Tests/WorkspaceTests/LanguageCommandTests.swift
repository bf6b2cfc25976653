import Foundation
import Testing

/// `belfry promql`, `belfry logql` and `belfry matchers`, through the real binary.
struct LanguageCommandTests {
  private func belfry(_ arguments: [String], input: String = "") throws -> Workbench.Run {
    let bench = try Workbench()
    return try bench.finish(bench.start(Workbench.binary, arguments, input: Data(input.utf8)))
  }

  private func objects(_ output: String) throws -> [[String: Any]] {
    try output.split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  /// The messages of a line; nil when it was accepted.
  private func messages(_ object: [String: Any]) -> [String]? {
    (object["errors"] as? [[String: Any]])?.compactMap { $0["message"] as? String }
  }

  // MARK: One expression

  @Test(arguments: [[#"sum(up{a="b"}[5m:])"#], ["-"], []]) func whereTheExpressionComesFrom(_ arguments: [String])
    throws
  {
    let expression = #"rate(up{a="b"}[5m] offset 1h)"#
    let run = try belfry(["promql", "parse"] + arguments.map { $0 == "-" ? $0 : expression }, input: expression + "\n")
    #expect(run.status == 0 && run.errors == "")
    #expect(
      run.output == """
        rate(up{a="b"}[5m] offset 1h)
        type: instant vector
        selects: up{a="b"}[5m] offset 1h

        """)
  }

  @Test func anExpressionMayBeginWithADash() throws {
    #expect(try belfry(["promql", "parse", "--", "-up"]).output == "-up\ntype: instant vector\nselects: up\n")
  }

  @Test(arguments: [("<expression>", ["rate(up)"], ""), ("<stdin>", [], "rate(up)")])
  func errorsAreShownWhereTheyStand(_ name: String, _ arguments: [String], _ input: String) throws {
    let run = try belfry(["promql", "parse", "--color", "never"] + arguments, input: input)
    #expect(run.status == 1 && run.errors == "")
    #expect(
      run.output == """
        \(name):1:6: error[syntax/promql]: expected type range vector in call to function "rate", got instant vector
            1 | rate(up)
              |      ^^

        """)
  }

  @Test func textThatIsNotUTF8IsRefused() throws {
    let bench = try Workbench()
    let run = try bench.finish(bench.start(Workbench.binary, ["promql", "parse"], input: Data([0x75, 0x20, 0xFF])))
    #expect(run.status == 1 && run.output.hasPrefix("<stdin>:1:3: error[syntax/promql]: "), "\(run.output)")
  }

  @Test func misspellingsAreMended() throws {
    let run = try belfry(["promql", "parse", "up = 1"])
    #expect(run.status == 1 && run.output.contains("help: did you mean \"==\"?"), "\(run.output)")
  }

  @Test(arguments: [
    (["limitk(1, up)"], 1), (["limitk(1, up)", "--experimental"], 0),
    (["limitk(1, up)", "--experimental", "--target", "prometheus=2.53"], 1),
    (["day_of_year()", "--target", "prometheus=2.35"], 1), (["day_of_year()", "--target", "prometheus=2.36"], 0),
    (["day_of_year()", "--target", "prometheus=3.0", "--target", "prometheus=2.35"], 1),
    (["day_of_year()", "--target", "loki=2.0"], 0),
    (["rate($metric[$__rate_interval])"], 1), (["rate($metric[$__rate_interval])", "--dialect", "grafana"], 0),
  ])
  func serversDiffer(_ arguments: [String], _ status: Int) throws {
    let run = try belfry(["promql", "parse"] + arguments)
    #expect(Int(run.status) == status, "\(run.output)\(run.errors)")
    let asLines = try belfry(
      ["promql", "parse", "--json-lines"] + arguments.dropFirst(), input: "\"\(arguments[0])\"\n")
    #expect(Int(asLines.status) == status, "\(asLines.output)\(asLines.errors)")
  }

  @Test(arguments: [
    ["promql"], ["promql", "parse", "up", "down"], ["promql", "parse", "--target", "prometheus"],
    ["promql", "parse", "--target", "promtool=2.42"], ["promql", "parse", "--dialect", "loki"],
    ["promql", "parse", "up", "--json-lines"],
  ])
  func wrongUsage(_ arguments: [String]) throws {
    let run = try belfry(arguments)
    // A group of commands by itself shows what there is.
    #expect(run.status == (arguments.count == 1 ? 0 : 2) && !run.wasKilled)
  }

  // MARK: Many

  @Test func everyLineIsAnsweredInOrder() throws {
    let lines = [#""up""#, "5", "", #""rate(up)""#, #"["up"]"#, #""a"#, " \"b\" \r", #""\u0075p""#]
    let run = try belfry(["promql", "parse", "--json-lines"], input: lines.joined(separator: "\n"))
    #expect(run.status == 1 && run.errors == "")
    let answers = try objects(run.output)
    #expect(answers.map { $0["ok"] as? Bool } == [true, false, false, false, false, false, true, true])
    #expect(answers.map { $0["text"] as? String } == ["up", nil, nil, nil, nil, nil, "b", "up"])
    #expect(messages(answers[2]) == ["the line is empty"])
    let problem = try #require((answers[3]["errors"] as? [[String: Any]])?.first)
    #expect(problem["start"] as? Int == 5 && problem["end"] as? Int == 7)
  }

  @Test func positionsAreBytes() throws {
    let run = try belfry(["promql", "parse", "--json-lines"], input: #""up{a=\"é\"} + nope()""# + "\n")
    let problem = try #require((try objects(run.output).first?["errors"] as? [[String: Any]])?.first)
    #expect(problem["start"] as? Int == 13 && problem["end"] as? Int == 17)
  }

  @Test func whatIsSelectedIsTold() throws {
    let expression = #"sum by (job) (rate(http_requests_total{env=~\"a|b\"}[5m] offset 1h)) > 5"#
    let run = try belfry(["promql", "parse", "--json-lines"], input: "\"\(expression)\"\n")
    #expect(
      run.output == """
        {"ok":true,"type":"instant vector",\
        "text":"sum by (job) (rate(http_requests_total{env=~\\"a|b\\"}[5m] offset 1h)) > 5",\
        "grouped":"(sum by (job) (rate(http_requests_total{env=~\\"a|b\\"}[5m] offset 1h)) > 5)",\
        "selectors":[{"metric":"http_requests_total","matchers":[{"label":"env","op":"=~","value":"a|b"}],\
        "window":"5m","offset":"1h","start":19,"end":64}]}

        """)
  }

  @Test func whatBindsTighterIsTold() throws {
    let run = try belfry(["promql", "parse", "--", "-a ^ 2 + b * (-1)"])
    #expect(run.output.contains("\nreads as: ((-(a ^ 2)) + (b * (-1)))\n"), "\(run.output)")
  }

  @Test func expressionsAreLaidOut() throws {
    let expression = "sum(rate(errors_total[5m]))by(job)/sum(rate(requests_total[5m]))by(job)"
    let line = try belfry(["promql", "format", expression])
    #expect(line.output == "sum by (job) (rate(errors_total[5m])) / sum by (job) (rate(requests_total[5m]))\n")
    let narrow = try belfry(["promql", "format", "--width", "40"], input: expression + " # share\n")
    #expect(narrow.output.split(separator: "\n").count > 2 && narrow.output.contains("# share"), "\(narrow.output)")
    let lines = try belfry(["promql", "format", "--json-lines"], input: "\"a+b\"\n\"a+\"\n")
    #expect(lines.status == 1 && lines.output.hasPrefix("{\"ok\":true,\"text\":\"a + b\"}\n{\"ok\":false,"))
  }

  @Test func labelsAreTold() throws {
    let expression = #"sum by (job, env) (up{env="prod"})"#
    let text = try belfry(["promql", "labels", expression])
    #expect(text.output == "certain  env: \"prod\"\npossible  job\nabsent: every other label\n")
    let line = try belfry(["promql", "labels", "--json-lines"], input: #""sum without (pod) (up{env=\"prod\"})""#)
    #expect(
      line.output == """
        {"ok":true,"certain":[{"label":"env","values":["prod"]}],"possible":[],"absent":["__name__","pod"],\
        "othersAreAbsent":false}

        """)
    #expect(try belfry(["promql", "labels", "up{"]).status == 1)
  }

  @Test func logQLIsRead() throws {
    let query = #"sum by (app) (rate({app="shop"} |= "error" [5m] offset 1h))"#
    let run = try belfry(["logql", "parse", query])
    #expect(run.status == 0 && run.output.contains("type: metric query\nselects: {app=\"shop\"} |= "), "\(run.output)")
    let lines = try belfry(["logql", "parse", "--json-lines"], input: #""{a=\"b\"} |= \"c\"""# + "\n\"{a\"\n")
    let answers = try objects(lines.output)
    #expect(lines.status == 1 && answers.map { $0["ok"] as? Bool } == [true, false])
    #expect((answers[0]["selectors"] as? [[String: Any]])?.count == 1 && messages(answers[1])?.count == 1)
    let wrong = try belfry(["logql", "parse", "rate({a=\"b\"})"])
    #expect(wrong.status == 1 && wrong.output.contains("error[syntax/logql]"), "\(wrong.output)")
  }

  @Test(arguments: [
    ([#"approx_topk(3, rate({a="b"}[5m]))"#], 0),
    ([#"approx_topk(3, rate({a="b"}[5m]))"#, "--target", "loki=3.2"], 1),
    ([#"{a="$b"} | $filter"#], 1), ([#"{a="$b"} | $filter"#, "--dialect", "grafana"], 0),
  ])
  func lokiServersDiffer(_ arguments: [String], _ status: Int) throws {
    let run = try belfry(["logql", "parse"] + arguments)
    #expect(Int(run.status) == status, "\(run.output)\(run.errors)")
  }

  @Test func matchersAreRead() throws {
    let run = try belfry(["matchers", "parse", #"severity=~"a|b", team!=db"#])
    #expect(run.status == 0 && run.output == "severity=~\"a|b\"\nteam!=\"db\"\n", "\(run.output)")
    let lines = try belfry(["matchers", "parse", "--json-lines"], input: "\"a=b,\"\n\"a==\\\"b\"\n")
    let answers = try objects(lines.output)
    #expect(answers.map { $0["ok"] as? Bool } == [true, false] && answers[0]["text"] as? String == "a=\"b\"")
  }

  @Test(arguments: [
    ([#"a.b="c""#], 0), ([#"a.b="c""#, "--mode", "classic"], 1), ([#"a.b="c""#, "--target", "alertmanager=0.26"], 1),
    ([#"a.b="c""#, "--target", "alertmanager=0.27"], 0), (["a=~[0-9]+", "--mode", "utf8"], 0),
    (["a=b c", "--mode", "utf8"], 1), (["a=b c", "--mode", "classic"], 0), (["a=(", "--mode", "strict"], 2),
  ])
  func alertmanagersDiffer(_ arguments: [String], _ status: Int) throws {
    let run = try belfry(["matchers", "parse"] + arguments)
    #expect(Int(run.status) == status, "\(run.output)\(run.errors)")
  }

  @Test func whatOnlyTheOldGrammarReadsIsTold() throws {
    let run = try belfry(["matchers", "parse", "a=b c"])
    #expect(
      run.status == 0 && run.output.hasPrefix("a=\"b c\"\nwarning: Alertmanager in UTF-8 mode refuses it: "),
      "\(run.output)")
  }

  @Test func aLongLineIsRefusedAndTheNextAnswered() throws {
    let long = "\"" + String(repeating: "x", count: 17 << 20) + "\""
    let run = try belfry(["promql", "parse", "--json-lines"], input: long + "\n\"up\"\n" + long)
    let answers = try objects(run.output)
    #expect(answers.count == 3 && answers.map { $0["ok"] as? Bool } == [false, true, false])
    #expect(messages(answers[0]) == ["the line is longer than 16 MiB"])
  }

  @Test func aQuestionIsAnsweredBeforeTheNextIsAsked() throws {
    let run = try Workbench().shell(
      """
      coproc "$BELFRY" promql parse --json-lines
      for expression in up down; do
        echo "\\"$expression\\"" >&${COPROC[1]}
        read -t 20 -r answer <&${COPROC[0]} || exit 9
        echo "${answer:0:10}"
      done
      """)
    #expect(run.status == 0 && run.output == "{\"ok\":true\n{\"ok\":true\n")
  }

  @Test func aReaderThatGoesAwayEndsTheRun() throws {
    let run = try Workbench().shell("yes '\"up\"' | $BELFRY promql parse --json-lines | head -n 1 | cut -c 1-10")
    #expect(run.status == 0 && run.output == "{\"ok\":true\n" && run.errors == "")
  }
}
