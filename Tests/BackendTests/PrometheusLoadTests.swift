import Diagnostics
import Document
import Prometheus
import Quantities
import Testing

/// What Prometheus refuses when it loads a file, at the exact place.
struct PrometheusLoadTests {
  /// `message @bytes`, for each error; the bytes are what the place covers.
  private func errors(_ text: String, _ table: FieldTable, _ version: Version?) throws -> [String] {
    let file = SourceFile(path: "x.yml", text: text)
    let root = try #require(YAMLReader.read(file).documents.first)
    let found = table.check(root, version: version, what: "the file", expandsEnvironment: false)
    return found.filter { $0.severity == .error }.map { finding in
      let span = finding.place.span
      return "\(finding.message) @\(String(decoding: file.bytes[span?.range ?? 0..<0], as: UTF8.self))"
    }
  }

  private func job(_ text: String) -> String { "scrape_configs: [{job_name: a, \(text)}]" }

  @Test(
    arguments: [
      ("scrape_timeout: 2m", "2.42", "a timeout of 2m is longer than the interval of 1m @2m"),
      ("scrape_interval: 5s, scrape_timeout: 6s", nil, "a timeout of 6s is longer than the interval of 5s @6s"),
      ("scrape_interval: 0, scrape_timeout: 1m", "3.14", nil),
      (
        "static_configs: [{targets: ['http://a']}]", "2.42", "\"http://a\" is no address @'http://a'"
      ),
      ("static_configs: [{targets: ['http://a']}], relabel_configs: [{target_label: x}]", "2.42", nil),
      ("static_configs: [~]", "2.42", "a static config can't be empty @~"),
      ("scheme: ftp, static_configs: [{targets: [a]}]", "3.0", nil),
      (
        "scheme: ftp, static_configs: [{targets: [a]}]", "2.55",
        "\"scheme\" must be \"http\" or \"https\" where an address has no port, not \"ftp\" @ftp"
      ),
      ("static_configs: [{labels: {a-b: c}}]", "2.42", "\"a-b\" is no label name before Prometheus 3.0 @a-b"),
      ("static_configs: [{labels: {a-b: c}}]", "3.0", nil),
      ("static_configs: [{labels: {a-b: c}}]", nil, nil),
      ("body_size_limit: 1.5GB", "2.42", nil),
      ("body_size_limit: 5mb", "2.42", "\"body_size_limit\" must be a size such as \"16MB\", not \"5mb\" @5mb"),
      (
        "body_size_limit: '${LIMIT}'", "2.42",
        "\"body_size_limit\" must be a size such as \"16MB\", not \"${LIMIT}\" @'${LIMIT}'"
      ),
      ("sample_limit: -1", "2.42", "\"sample_limit\" must be a whole number of 0 or more, not the number -1 @-1"),
      ("scrape_protocols: []", "2.49", "\"scrape_protocols\" needs an item @[]"),
      (
        "scrape_protocols: [PrometheusProto, PrometheusProto]", "3.0",
        "\"PrometheusProto\" stands twice @PrometheusProto"
      ),
      ("tls_config: {cert_file: a}", "2.42", "\"cert_file\" needs \"key_file\" @cert_file"),
      ("tls_config: {cert: a, key_file: b}", "2.45", nil),
      ("authorization: {type: BASIC}", "2.42", "\"authorization\" can't be of type \"Basic\" @BASIC"),
      ("basic_auth: {password: '', password_file: b}", "2.42", nil),
      (
        "basic_auth: {password: a, password_file: b}", "2.42",
        "\"password_file\" can't stand beside \"password\" @password_file"
      ),
      (
        "oauth2: {client_id: a, token_url: b}", "2.42",
        "\"oauth2\" needs \"client_secret\" or \"client_secret_file\" @{client_id: a, token_url: b}"
      ),
      ("oauth2: {client_id: a, token_url: b}", "2.51", nil),
      ("proxy_connect_header: {a: [b]}", "2.42", "\"proxy_connect_header\" needs a \"proxy_url\" @{a: [b]}"),
      ("proxy_url: 'http://a b'", "2.42", "\"proxy_url\" must be a URL, not \"http://a b\" @'http://a b'"),
      ("proxy_url: 'http://u:p@a b'", "2.42", "\"proxy_url\" must be a URL, not this value @'http://u:p@a b'"),
      ("http_headers: {Host: {values: [a]}}", "3.0", "\"Host\" can't be set here: the client sets it itself @Host"),
      (
        "metric_name_validation_scheme: legacy, metric_name_escaping_scheme: allow-utf-8", "3.4",
        "\"allow-utf-8\" can't stand beside \"metric_name_validation_scheme: legacy\" @allow-utf-8"
      ),
      ("dns_sd_configs: [{names: [a], type: A}]", "2.42", "a record of type \"A\" needs a \"port\" @A"),
      (
        "dns_sd_configs: [{names: [a], type: NS, port: 1}]", "2.48",
        "\"NS\" is unknown before version 2.49, and this must suit 2.48 @NS"
      ),
      (
        "file_sd_configs: [{files: ['*/a.yml']}]", "2.42",
        "\"*\" can only stand after the last \"/\" of a path @'*/a.yml'"
      ),
      (
        "kubernetes_sd_configs: [{role: pod, selectors: [{role: node}]}]", "3.10",
        "the role \"pod\" takes selectors of \"pod\" @node"
      ),
      ("kubernetes_sd_configs: [{role: pod, selectors: [{role: node}]}]", "3.11", nil),
      (
        "kubernetes_sd_configs: [{role: pod, basic_auth: {}}]", "3.0", "\"basic_auth\" needs \"api_server\" @basic_auth"
      ),
      (
        "marathon_sd_configs: [{servers: [a], auth_token: b, basic_auth: {}}]", "2.42",
        "\"basic_auth\" can't stand beside \"auth_token\" @basic_auth"
      ),
      ("aws_sd_configs: [{role: rds}]", "3.10", "\"rds\" is unknown before version 3.11, and this must suit 3.10 @rds"),
    ] as [(String, Version?, String?)])
  func jobs(_ text: String, _ version: Version?, _ expected: String?) throws {
    #expect(try errors(job(text), PrometheusSchema.config, version) == (expected.map { [$0] } ?? []))
  }

  @Test(
    arguments: [
      ("{}", "2.42", "\"replace\" needs a \"target_label\" @{}"),
      (
        "{action: hashmod, target_label: a}", "2.42",
        "\"hashmod\" needs a \"modulus\" of 1 or more @{action: hashmod, target_label: a}"
      ),
      (
        "{action: labeldrop, regex: a, source_labels: []}", "2.42",
        "\"source_labels\" can't stand beside the action \"labeldrop\" @source_labels"
      ),
      ("{action: labeldrop, regex: a, separator: ';'}", "2.42", nil),
      (
        "{action: keepequal, regex: '(.*)', target_label: a}", "3.0",
        "\"regex\" can't stand beside the action \"keepequal\" @regex"
      ),
      (
        "{action: uppercase, target_label: a, replacement: x}", "3.0",
        "\"replacement\" can't stand beside the action \"uppercase\" @replacement"
      ),
      (
        "{action: keepequal, target_label: a}", "2.40",
        "\"keepequal\" is unknown before version 2.41, and this must suit 2.40 @keepequal"
      ),
      (
        "{action: dorp, target_label: a}", "3.0",
        "\"action\" must be one of \"replace\", \"keep\", \"drop\", \"keepequal\", \"dropequal\", \"hashmod\", "
          + "\"labelmap\", \"labeldrop\", \"labelkeep\", \"lowercase\" or \"uppercase\", not \"dorp\" @dorp"
      ),
      ("{target_label: 'a-b'}", "2.42", "\"a-b\" is no label name before Prometheus 3.0 @'a-b'"),
      ("{target_label: 'a-b'}", "3.0", nil),
      ("{target_label: '${1}_x'}", "2.42", nil),
      ("{target_label: '$1-x'}", "3.1", "\"$1-x\" is no label name @'$1-x'"),
      ("{target_label: '$1-x'}", "3.2", nil),
      ("{source_labels: [a-b], target_label: x}", "2.42", "\"a-b\" is no label name before Prometheus 3.0 @a-b"),
      ("{action: labelmap, replacement: ''}", "3.14", "\"\" makes no label name @''"),
      ("~", "2.42", "a relabeling rule can't be empty @~"),
    ] as [(String, Version?, String?)])
  func relabeling(_ text: String, _ version: Version?, _ expected: String?) throws {
    let found = try errors(job("relabel_configs: [\(text)]"), PrometheusSchema.config, version)
    #expect(found == (expected.map { [$0] } ?? []))
  }

  @Test(
    arguments: [
      ("scrape_configs: [{job_name: a}, {job_name: a}]", "2.42", "two jobs are called \"a\" @a"),
      (
        "remote_read: [{url: a, name: x}, {url: b, name: x}]", "2.42",
        "two entries of \"remote_read\" are called \"x\" @x"
      ),
      ("remote_write: [{url: ''}]", "2.42", nil),
      ("remote_write: [{url: a, queue_config: {max_shards: 0}}]", "3.11", nil),
      ("remote_write: [{url: a, queue_config: {capacity: 0}}]", "3.12", "\"capacity\" must be 1 or more @0"),
      (
        "remote_write: [{url: a, azuread: {}}]", "2.45",
        "\"azuread\" needs \"managed_identity\" or \"workload_identity\" or \"oauth\" or \"sdk\" or \"certificate\" @{}"
      ),
      ("alerting: {alertmanagers: [{api_version: v1}]}", "2.55", nil),
      ("alerting: {alertmanagers: [{api_version: v1}]}", "3.0", "the API \"v1\" was removed in version 3.0 @v1"),
      ("otlp: {promote_resource_attributes: [a, ' a']}", "3.0", "\"a\" stands twice @' a'"),
      (
        "otlp: {ignore_resource_attributes: [a]}", "3.5",
        "\"ignore_resource_attributes\" needs \"promote_all_resource_attributes: true\" @ignore_resource_attributes"
      ),
      (
        "{global: {metric_name_validation_scheme: legacy}, otlp: {translation_strategy: NoTranslation}}", "3.4",
        "\"NoTranslation\" can't stand beside \"metric_name_validation_scheme: legacy\" @NoTranslation"
      ),
      ("tracing: {headers: {Host: a}}", "2.42", "\"tracing\" needs \"endpoint\" @{headers: {Host: a}}"),
      ("tracing: ~", "2.42", nil),
      ("storage: {tsdb: {retention: {percentage: 101}}}", "3.11", "a percentage lies between 0 and 100 @101"),
      ("~", "2.42", nil),
    ] as [(String, Version?, String?)])
  func files(_ text: String, _ version: Version?, _ expected: String?) throws {
    let found = try errors(text, PrometheusSchema.config, version)
    #expect(found.last == expected || expected == found.first)
    #expect(found.isEmpty == (expected == nil))
  }

  @Test(
    arguments: [
      ("{groups: [{name: a}, {name: a}]}", "2.42", "two groups are called \"a\" @a"),
      ("{groups: [{name: ''}]}", "2.42", "an item of \"groups\" needs \"name\" @''"),
      ("{groups: [~, {name: a, rules: [~]}]}", "2.42", nil),
      ("{groups: [{name: a, rules: [{expr: up}]}]}", "2.42", "a rule needs \"alert\" or \"record\" @{expr: up}"),
      (
        "{groups: [{name: a, rules: [{alert: a, record: b, expr: up}]}]}", "2.42",
        "\"record\" can't stand beside \"alert\" @record"
      ),
      (
        "{groups: [{name: a, rules: [{alert: a, record: ~, expr: up}]}]}", "2.42",
        "\"record\" can't stand beside \"alert\" @record"
      ),
      ("{groups: [{name: a, rules: [{alert: a, record: ~, expr: up}]}]}", "3.3", nil),
      ("{groups: [{name: a, rules: [{record: a, expr: up, for: 0s, annotations: {}}]}]}", "2.42", nil),
      (
        "{groups: [{name: a, rules: [{record: a, expr: up, keep_firing_for: 1m}]}]}", "2.42",
        "\"keep_firing_for\" can't stand beside \"record\" @keep_firing_for"
      ),
      (
        "{groups: [{name: a, rules: [{record: a b, expr: up}]}]}", "2.42",
        "\"a b\" is no metric name before Prometheus 3.0 @a b"
      ),
      ("{groups: [{name: a, rules: [{record: a b, expr: up}]}]}", "3.0", nil),
      (
        "{groups: [{name: a, rules: [{record: 'a{b=\"c\"}', expr: up}]}]}", "3.2",
        "\"a{b=\\\"c\\\"}\" is no metric name: an expression belongs under \"expr\", labels under \"labels\" "
          + "@'a{b=\"c\"}'"
      ),
      (
        "{groups: [{name: a, rules: [{alert: a, expr: up, labels: {__name__: b}}]}]}", "3.0",
        "a rule's labels can't set \"__name__\" @__name__"
      ),
      (
        "{groups: [{name: a, rules: [{alert: a, expr: up, annotations: {a-b: c}}]}]}", "2.42",
        "\"a-b\" is no label name before Prometheus 3.0 @a-b"
      ),
      (
        "{groups: [{name: a, query_offset: 1m}]}", "2.52",
        "\"query_offset\" is unknown before version 2.53, and this must suit 2.52 @query_offset"
      ),
    ] as [(String, Version?, String?)])
  func rules(_ text: String, _ version: Version?, _ expected: String?) throws {
    let found = try errors(text, RuleSchema.file, version).map { $0.replacing("\\\"", with: "\"") }
    #expect(found == (expected.map { [$0.replacing("\\\"", with: "\"")] } ?? []))
  }

  @Test(arguments: [
    ("alerting: {alertmanagers: [{}]}", 1), ("alerting: {alertmanagers: []}", 0), ("rule_files: [a.yml]", 1),
    ("rule_files: []", 0), ("remote_read: [{url: a}]", 1), ("remote_write: [{url: a}]", 0),
  ])
  func agents(_ text: String, _ count: Int) throws {
    let root = try #require(YAMLReader.read(SourceFile(path: "x.yml", text: text)).documents.first)
    #expect(PrometheusSchema.checkAgent(root).count == count)
  }

  /// What the tables call a default is a value that they take.
  @Test func defaultsAreTaken() throws {
    var seen = 0
    for field in PrometheusSchema.scrapeConfig.fields + PrometheusSchema.global.fields {
      guard let value = field.default else { continue }
      seen += 1
      let text = "\(field.name): \(value)"
      #expect(try errors(text, FieldTable([field]), nil) == [], "\(field.name)")
    }
    #expect(seen > 20)
  }
}
