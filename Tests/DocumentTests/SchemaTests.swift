import Diagnostics
import Document
import Quantities
import Testing

/// `id: message (help) @source` of each finding.
private func lines(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.map { problem in
    let help = problem.help.map { " (\($0))" } ?? ""
    let severity = problem.severity == .error ? "" : "\(problem.severity.rawValue) "
    return "\(severity)\(problem.id): \(problem.message)\(help) @\(source(problem.place.span) ?? "?")"
  }
}

private enum Tables {
  static let scrape: FieldTable = FieldTable([
    Field("job_name", .string, isRequired: true),
    Field("scrape_interval", .duration),
    Field("honor_labels", .bool),
    Field("sample_limit", .int),
    Field("ratio", .float),
    Field("scheme", .oneOf(["http", "https"])),
    Field("proxy_url", .url),
    Field("timeout", .goDuration),
    Field("limit", .size),
    Field(
      "bearer_token", .string, deprecated: ("2.26", "authorization"), isSecret: true, excludes: ["bearer_token_file"]),
    Field("bearer_token_file", .string, excludes: ["bearer_token"]),
    Field("secret_number", .int, isSecret: true),
    Field("protocols", .strings, since: "2.49"),
    Field("old", .bool, removed: ("3.0", "new")),
    Field("labels", .labels),
    Field("receivers", .oneOrMore(.string)),
    Field("port", .either(.int, .list(of: .int))),
    Field("static_configs", .list { target }),
    Field("routes", .list { scrape }),
    Field("anything", .any),
  ])
  static let target: FieldTable = FieldTable([Field("targets", .strings, isRequired: true)], isOpen: true)
}

@Suite struct FieldTableTests {
  func check(_ text: String, _ version: Version? = "2.42") throws -> [String] {
    lines(Tables.scrape.check(try #require(read(text).documents.first), version: version, what: "a scrape config"))
  }

  /// As `time.ParseDuration` has it, which counts nanoseconds in 64 bits.
  @Test(arguments: [
    ("0", true), ("+1.5h", true), ("-.5s", true), ("5μs", true), ("2562047h47m16s", true), ("5", false), ("5d", false),
    (".s", false), ("1.5.2s", false), ("s", false), ("", false), ("2562048h", false),
  ])
  func goDurations(text: String, isOne: Bool) throws {
    #expect(try check("job_name: a\ntimeout: '\(text)'").isEmpty == isOne)
  }

  @Test func acceptsWhatIsRight() throws {
    let text = """
      job_name: 5
      scrape_interval: 1m30s
      honor_labels: yes
      sample_limit: 1e3
      ratio: 5
      scheme: ${SCHEME}
      proxy_url: http://proxy:3128/
      timeout: 1.5h
      limit: 16MB
      labels: {a: 1, b: x}
      receivers: one
      port: [1, 2]
      static_configs: [{targets: ["a:1"], whatever: 1}]
      routes: [{job_name: x, routes: [{job_name: y}], receivers: [a, b]}]
      anything: {x: [1]}
      old:
      """
    #expect(try check(text) == ["warning schema/deprecated-key: \"old\" is removed in version 3.0 (use \"new\") @old"])
  }

  @Test(
    arguments: [
      ("{}", "schema/missing-key: a scrape config needs \"job_name\" @{}"),
      ("[]", "schema/wrong-type: a scrape config must be a mapping, not a list @[]"),
      (
        "{job_name: x, recievers: y}",
        "schema/unknown-key: unknown key \"recievers\" (did you mean \"receivers\"?) @recievers"
      ),
      (
        "{job_name: x, scrape_interval: [1]}",
        "schema/wrong-type: \"scrape_interval\" must be a duration such as \"5m\", not a list @[1]"
      ),
      (
        "{job_name: x, scrape_interval: 5 minutes}",
        "schema/invalid-value: \"scrape_interval\" must be a duration such as \"5m\", not \"5 minutes\" @5 minutes"
      ),
      (
        "{job_name: x, honor_labels: 'true'}",
        "schema/invalid-value: \"honor_labels\" must be true or false, not \"true\" @'true'"
      ),
      (
        "{job_name: x, sample_limit: 1.5}",
        "warning schema/invalid-value: \"sample_limit\" must be a whole number, not the number 1.5 @1.5"
      ),
      (
        "{job_name: x, scheme: htps}",
        "schema/invalid-value: \"scheme\" must be one of \"http\" or \"https\", not \"htps\" (did you mean \"https\"?) "
          + "@htps"
      ),
      (
        "{job_name: x, proxy_url: proxy}",
        "schema/invalid-value: \"proxy_url\" must be a URL such as \"http://host:9090\", not \"proxy\" @proxy"
      ),
      (
        "{job_name: x, timeout: 1d}",
        "schema/invalid-value: \"timeout\" must be a duration such as \"1h30m\", not \"1d\" @1d"
      ),
      (
        "{job_name: x, secret_number: hunter2}",
        "schema/invalid-value: \"secret_number\" must be a whole number, not this value @hunter2"
      ),
      (
        "{job_name: x, protocols: [a]}",
        "schema/not-yet-key: \"protocols\" is unknown before version 2.49, and this must suit 2.42 @protocols"
      ),
      ("{job_name: x, labels: {a: []}}", "schema/wrong-type: \"a\" must be a string, not a list @[]"),
      (
        "{job_name: x, port: {}}",
        "schema/wrong-type: \"port\" must be a whole number or a list, not a mapping @{}"
      ),
      (
        "{job_name: x, port: [a]}",
        "schema/invalid-value: an item of \"port\" must be a whole number, not \"a\" @a"
      ),
      (
        "{job_name: x, static_configs: [{}]}",
        "schema/missing-key: an item of \"static_configs\" needs \"targets\" @{}"
      ),
      (
        "{job_name: x, routes: [{job_name: y, routes: [{job_name: ~}]}]}",
        "schema/missing-key: an item of \"routes\" needs \"job_name\" @{job_name: ~}"
      ),
      ("{job_name: x, bearer_token_file: f}", nil),
      (
        "{job_name: x, bearer_token: t}",
        "warning schema/deprecated-key: \"bearer_token\" is deprecated since version 2.26 (use \"authorization\") "
          + "@bearer_token"
      ),
    ] as [(String, String?)])
  func findsWhatIsWrong(text: String, expected: String?) throws {
    #expect(try check(text) == (expected.map { [$0] } ?? []))
  }

  @Test func knowsVersions() throws {
    #expect(
      try check("{job_name: x, old: true}", "3.1") == [
        "schema/removed-key: \"old\" was removed in version 3.0 (use \"new\") @old"
      ])
    #expect(try check("{job_name: x, protocols: []}", "2.49").isEmpty)
    #expect(try check("{job_name: x, protocols: []}", nil).isEmpty)
    #expect(Tables.scrape.has("protocols", in: "2.49") && !Tables.scrape.has("protocols", in: "2.48"))
    #expect(Tables.scrape.has("old", in: "2.9") && !Tables.scrape.has("old", in: "3.0"))
    #expect(!Tables.scrape.has("nonsense", in: "3.0") && Tables.target.has("nonsense", in: "3.0"))
  }

  @Test func reportsExclusiveKeysOnce() throws {
    let node = try #require(read("{job_name: x, bearer_token_file: f, bearer_token: t}").documents.first)
    let found = Tables.scrape.check(node, version: nil, what: "x").filter { $0.id == "schema/exclusive-keys" }
    #expect(
      lines(found) == [
        "schema/exclusive-keys: \"bearer_token\" can't stand beside \"bearer_token_file\" (keep one of the two) "
          + "@bearer_token"
      ])
    #expect(source(found.first?.notes.first?.place?.span) == "bearer_token_file")
  }
}

@Suite struct MappingReaderTests {
  enum Color: String, CaseIterable, Sendable { case red, green }

  @Test func readsTypedValues() throws {
    let text = """
      name: 5
      hold: 5m
      size: 16MB
      share: 99.9%
      count: 0x10
      factor: 2
      isOn: on
      color: green
      version: 2.42
      one: a
      many: [a, b]
      labels: {x: 1, y: z}
      nothing: ~
      inner: {deep: 1}
      """
    var found: [Diagnostic] = []
    var reader = MappingReader(try #require(read(text).documents.first), "an example")
    #expect(reader.required("name", .name)?.value == "5")
    #expect(reader.optional("hold", .duration)?.value == .minutes(5))
    #expect(reader.optional("size", .size)?.value == ByteSize(bytes: 16 << 20))
    #expect(reader.optional("share", .ratio)?.value == Ratio("0.999"))
    #expect(reader.optional("count", .int)?.value == 16)
    #expect(reader.optional("factor", .double)?.value == 2)
    #expect(reader.optional("isOn", .bool)?.value == true)
    #expect(reader.optional("color", .choice(Color.self))?.value == .green)
    #expect(reader.optional("version", .version)?.value == "2.42")
    #expect(reader.oneOrMore("one", .string).map(\.value) == ["a"])
    #expect(reader.list("many", .string).map(\.value) == ["a", "b"])
    let labels = reader.map("labels", .string)
    #expect(labels.map(\.key.value) == ["x", "y"])
    #expect(source(labels.last?.value.origin.span) == "z")
    #expect(reader.node("nothing") == nil && reader.has("nothing"))
    #expect(reader.optional("absent", .string) == nil)
    #expect(reader.value("missing", .int, default: 7).value == 7)
    let nested = reader.nested("inner", "the inner one")
    var inner = try #require(nested)
    #expect(inner.required("deep", .int)?.value == 1)
    reader.take(inner)
    reader.finish(into: &found)
    #expect(found.isEmpty)
  }

  @Test func collectsWhatIsWrong() throws {
    let text =
      "for: [1]\nwait: soon\ncolor: gren\nlist: x\nmap: []\nitems: [1, x]\nrecievers: 1\na: 1\nb: 2\nzzzzzz: 1\n"
    var found: [Diagnostic] = []
    var reader = MappingReader(try #require(read(text).documents.first), "an alert")
    #expect(reader.optional("for", .duration) == nil)
    #expect(reader.optional("wait", .duration) == nil)
    #expect(reader.optional("color", .choice(Color.self)) == nil)
    #expect(reader.items("list").isEmpty)
    #expect(reader.entries("map").isEmpty)
    #expect(reader.list("items", .int).map(\.value) == [1])
    #expect(reader.required("alert", .name) == nil)
    #expect(reader.oneOf(["a", "b"])?.key == "a")
    reader.allow("receivers")
    reader.finish(into: &found)
    #expect(
      lines(found) == [
        "schema/wrong-type: \"for\" must be a duration such as \"5m\", not a list @[1]",
        "schema/invalid-value: \"wait\" must be a duration such as \"5m\", not \"soon\" @soon",
        "schema/invalid-value: \"color\" must be one of \"red\" or \"green\", not \"gren\" (did you mean \"green\"?) "
          + "@gren",
        "schema/wrong-type: \"list\" must be a list, not \"x\" @x",
        "schema/wrong-type: \"map\" must be a mapping, not a list @[]",
        "schema/invalid-value: an item of \"items\" must be a whole number, not \"x\" @x",
        "schema/missing-key: an alert needs \"alert\" @\(text.dropLast())",
        "schema/exclusive-keys: \"b\" can't stand beside \"a\" @b",
        "schema/unknown-key: unknown key \"recievers\" (did you mean \"receivers\"?) @recievers",
        "schema/unknown-key: unknown key \"zzzzzz\" "
          + "(use one of \"a\", \"alert\", \"b\", \"color\", \"for\", "
          + "\"items\", \"list\", \"map\", \"receivers\", \"wait\") @zzzzzz",
      ])
    #expect(found.first { $0.id == "schema/unknown-key" }?.fixes.first?.replacement == "receivers")
  }

  @Test func readsNothingFromSomethingElse() throws {
    var found: [Diagnostic] = []
    var reader = MappingReader(try #require(read("[1]").documents.first), "an alert")
    #expect(reader.required("alert", .name) == nil)
    reader.finish(into: &found)
    #expect(lines(found) == ["schema/wrong-type: an alert must be a mapping, not a list @[1]"])
  }
}

@Suite struct ScalarTests {
  @Test(
    arguments: [
      ("0", 0), ("-12", -12), ("+3", 3), ("0x1F", 31), ("-0x1f", -31), ("010", 8), ("0o10", 8), ("0b101", 5),
      ("1_000", 1000),
      ("9223372036854775807", .max), ("9223372036854775808", nil), ("08", nil), ("1.0", nil), ("", nil), ("0x", nil),
      ("--1", nil), ("0x-1", nil), ("1e3", nil), ("'1'", nil), ("_1", nil), ("+-1", nil),
    ] as [(String, Int64?)])
  func readsWholeNumbers(text: String, expected: Int64?) throws {
    #expect(try #require(read("k: \(text)").documents.first)["k"]?.intValue == expected)
  }

  @Test(
    arguments: [
      ("1.5", 1.5), (".5", 0.5), ("-1e3", -1000), ("1_0.5", 10.5), (".inf", .infinity), ("-.INF", -.infinity),
      ("12", 12),
      ("nan", nil), ("inf", nil), ("0x1p3", nil), ("1.5s", nil), ("", nil), (".", nil), ("e", nil), ("\"1.5\"", nil),
      ("1.2.3", nil),
    ] as [(String, Double?)])
  func readsNumbers(text: String, expected: Double?) throws {
    #expect(try #require(read("k: \(text)").documents.first)["k"]?.doubleValue == expected)
  }

  @Test(
    arguments: [
      ("true", true), ("Yes", true), ("ON", true), ("off", false), ("FALSE", false), ("y", nil), ("'true'", nil),
      ("tRUE", nil),
      ("1", nil), ("!!str true", nil),
    ] as [(String, Bool?)])
  func readsBooleans(text: String, expected: Bool?) throws {
    #expect(try #require(read("k: \(text)").documents.first)["k"]?.boolValue == expected)
  }

  @Test func quotesForMessages() {
    #expect(quoted("a\nb\u{7}") == "\"a\\nb\\u{7}\"")
    #expect(quoted(String(repeating: "é", count: 100)) == "\"" + String(repeating: "é", count: 60) + "…\"")
  }
}
