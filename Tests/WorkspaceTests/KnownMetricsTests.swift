import Testing

/// `--metrics`: what exists.
struct KnownMetricsTests {
  private static let rules = """
    groups:
      - name: a
        rules:
          - {record: 'job:own:rate', expr: 'rate(own_total[5m])'}
          - {record: 'job:other:rate', expr: 'job:own:rate + up + else:where:rate'}
          - {record: 'job:more:rate', expr: 'sum(latency_seconds_bucket) + absent(gone) + open_thing'}

    """

  /// Names that are reported as unknown to exist.
  private func undefined(_ files: [String: String]) throws -> [String] {
    let bench = try Workbench()
    try bench.write(Self.rules, to: "r.yml")
    for (path, text) in files { try bench.write(text, to: path) }
    let run = try bench.run(
      ["check", "r.yml", "--only", "metrics/undefined-metric", "--format", "concise", "--metrics"] + files.keys.sorted()
    )
    #expect(run.status <= 1, "\(run.output)\(run.errors)")
    return run.output.split(separator: "\n").compactMap { line in
      line.contains("metrics/undefined-metric")
        ? line.split(separator: "\"").dropFirst().first.map(String.init) : String(line)
    }
  }

  @Test(arguments: [
    "[\"own_total\", \"latency_seconds_bucket\"]",
    "{\"status\": \"success\", \"data\": [\"own_total\", \"latency_seconds_bucket\"]}",
  ])
  func namesOfAServer(_ text: String) throws {
    #expect(try undefined(["names.json": text]) == ["else:where:rate", "open_thing"])
    #expect(try undefined(["names": text]) == ["else:where:rate", "open_thing"])
  }

  @Test func metadataOfAServer() throws {
    let text =
      "{\"status\": \"success\", \"data\": {\"own_total\": [{\"type\": \"counter\"}], \"latency_seconds\": [{\"type\": \"histogram\"}]}}"
    #expect(try undefined(["names.json": text]) == ["open_thing"])
  }

  @Test func pagesAndCatalogues() throws {
    let page =
      "# TYPE latency_seconds histogram\nlatency_seconds_bucket{le=\"+Inf\"} 1\nlatency_seconds_sum 1\nlatency_seconds_count 1\n"
    let catalogue = "metrics: {shop: {own_total: {type: counter}, open_*: }}\n"
    #expect(try undefined(["page": page]) == ["own_total", "open_thing"])
    #expect(try undefined(["a.yaml": catalogue]) == ["latency_seconds_bucket"])
    #expect(try undefined(["page": page, "a.yaml": catalogue]) == [])
    #expect(try undefined(["page": page, "a.yaml": "deployment: shop\n" + catalogue]) == [])
  }

  @Test func standardInputIsAPage() throws {
    let bench = try Workbench()
    try bench.write(Self.rules, to: "r.yml")
    let line = "printf 'own_total 1\\nlatency_seconds_bucket 1\\nopen_thing 1\\n' | $BELFRY check r.yml"
    let run = try bench.shell(line + " --only metrics --format concise --metrics -")
    #expect(run.status == 0 && run.output == "", "\(run.output)\(run.errors)")
    #expect(try bench.run("check", "-", "--metrics", "-").status == 2)
  }

  /// `--metrics page rules.yml` reads both as lists of metrics; that must not end in errors about the rules' own keys.
  @Test func saysThatAPathStandsBeforeTheOption() throws {
    let bench = try Workbench()
    try bench.write(Self.rules, to: "r.yml")
    let run = try bench.run("check", "r.yml", "--only", "metrics", "--metrics", "r.yml")
    #expect(run.output.hasPrefix("r.yml:1:1: error[schema/missing-key]: a file of catalogues needs \"metrics\"\n"))
    #expect(run.output.contains("put paths that are to be checked before it") && !run.output.contains("unknown key"))
  }

  @Test func settingsNameThem() throws {
    let bench = try Workbench()
    try bench.write(Self.rules, to: "sub/r.yml")
    try bench.write("[\"own_total\"]", to: "known/names.json")
    try bench.write("metrics: [known/names.json]\n", to: ".belfry.yaml")
    let run = try bench.run("check", "sub", "--only", "metrics", "--format", "concise")
    #expect(run.findings.count == 3, "\(run.output)")
    #expect(
      try bench.shell("git init -q . && cd sub && $BELFRY check . --only metrics --format concise").findings.count == 3)
  }

  /// Errors in what exists must not become errors in what is used.
  @Test(arguments: [
    ("names.json", "{\"status\": \"error\"}", 1), ("names.json", "[", 1), ("page", "own_total", 1),
    ("a.yaml", "metrics: {shop: {own_total: {typ: counter}}}\n", 1), ("a.yaml", "{}\n", 1), ("none", "", 2),
  ])
  func saysWhatIsWrong(_ name: String, _ text: String, _ status: Int32) throws {
    let bench = try Workbench()
    try bench.write(Self.rules, to: "r.yml")
    if !text.isEmpty { try bench.write(text, to: name) }
    let run = try bench.run("check", "r.yml", "--format", "concise", "--metrics", name)
    #expect(run.status == status && !run.output.contains("undefined-metric"), "\(run.output)\(run.errors)")
    #expect(run.output.hasPrefix(name), "\(run.output)")
  }
}
