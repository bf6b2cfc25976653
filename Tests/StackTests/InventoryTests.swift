import Diagnostics
import PromQL
import Quantities
import Stack
import Testing

/// What is known of series, and that nothing is claimed where nothing is.
struct InventoryTests {
  private static func labels(_ expression: String, in stack: Stack) throws -> PromQL.LabelSet {
    stack.inventory.labels(of: try #require(PromQL.parse(expression).expression))
  }

  private static func selector(_ text: String) throws -> PromQL.VectorSelector {
    try #require(PromQL.parse(text).expression?.selectors.first?.selector)
  }

  // MARK: Targets

  @Test(arguments: [
    ("", "db-1:9399"),
    (#"relabel_configs: [{source_labels: [__address__], regex: '([^:]+):.*', target_label: instance}]"#, "db-1"),
    ("relabel_configs: [{target_label: __address__, replacement: 'gw:1'}]", "gw:1"),
    ("relabel_configs: [{target_label: instance, replacement: fixed}]", "fixed"),
  ]) func givesEachTargetAnInstance(_ settings: String, _ instance: String) throws {
    let stack = Stack(
      native: "scrape_configs: [{job_name: db, static_configs: [{targets: ['db-1:9399']}], \(settings)}]")
    #expect(stack.inventory.jobs[0].targets == [["job": "db", "instance": instance]])
    #expect(try Self.labels("up", in: stack).certain["instance"] == .only(instance))
  }

  /// They are recorded to be sent to a Prometheus.
  @Test func countsWhatLokiRecords() {
    let stack = Stack(
      native: "scrape_configs: [{job_name: db}]",
      #"groups: [{name: g, rules: [{record: errors:rate1m, expr: 'sum(rate({app="a"} |= "error" [1m]))'}]}]"#)
    #expect(stack.logQueries.count == 1)
    #expect(stack.inventory.series["errors:rate1m"]?.count == 1)
  }

  @Test func joinsTheTargetsOfAJob() throws {
    let stack = Stack(
      native: """
        scrape_configs:
          - job_name: db
            static_configs:
              - {targets: [a, b], labels: {role: primary}}
              - {targets: [c], labels: {zone: z}}
              - {targets: [d]}
            relabel_configs: [{source_labels: [__address__], regex: d, action: drop}]
        """)
    let labels = try Self.labels("up{job='db'}", in: stack)
    #expect(labels.certain["instance"] == .oneOf(["a", "b", "c"]))
    #expect(labels.presence(of: "role") == .possible && labels.presence(of: "zone") == .possible)
    #expect(labels.presence(of: "region") == .absent)
    // Hand-written files may not be all there are, so what selects nothing here may select something.
    #expect(try !Self.labels("up{job='web'}", in: stack).isEmpty)
  }

  @Test(arguments: ["dns_sd_configs: [{names: [db]}]", "file_sd_configs: [{files: [a.json]}]"])
  func knowsNothingOfDiscoveredTargets(_ discovery: String) throws {
    let stack = Stack(native: "scrape_configs: [{job_name: db, \(discovery)}]")
    #expect(stack.inventory.jobs[0].targets == nil)
    let labels = try Self.labels("up", in: stack)
    #expect(labels.presence(of: "zone") != .absent)
    #expect(labels.presence(of: "instance") == .certain)
  }

  @Test(arguments: ["scrape_config_files: [more.yml]", "scrape_configs: []\n---\nscrape_configs: [{job_name: x}]"])
  func knowsThatThereMayBeMoreJobs(_ more: String) throws {
    let jobs = "scrape_configs: [{job_name: db, static_configs: [{targets: [a]}]}]\n"
    #expect(try Self.labels("up", in: Stack(native: jobs)).presence(of: "zone") == .absent)
    let parts = more.split(separator: "\n---\n").map(String.init)
    let stack = parts.count == 1 ? Stack(native: jobs + more) : Stack(native: jobs, parts[1])
    #expect(try Self.labels("up", in: stack).presence(of: "zone") != .absent)
  }

  @Test func takesTheShortestIntervalThatASelectorMayMeet() throws {
    let stack = Stack(
      native: """
        global: {scrape_interval: 30s}
        scrape_configs:
          - {job_name: fast, scrape_interval: 5s, static_configs: [{targets: [a]}]}
          - {job_name: slow, static_configs: [{targets: [b]}]}
        """, "groups: [{name: g, rules: [{record: a:b, expr: up}]}]")
    #expect(stack.inventory.shortestInterval(of: try Self.selector("x")) == .seconds(5))
    #expect(stack.inventory.shortestInterval(of: try Self.selector("x{job='slow'}")) == .seconds(30))
    // As often as its rule is evaluated, which isn't a scrape.
    #expect(stack.inventory.shortestInterval(of: try Self.selector("a:b")) == nil)
  }

  // MARK: Metrics

  private static let shop = """
    deployment: shop
    targets:
      shop: {endpoints: ["shop:8080"], labels: {zone: a}, metrics: [shop]}
    metrics:
      shop:
        shop_orders_total: {type: counter, labels: [region, zone]}
        shop_wait_seconds: {type: histogram, buckets: [0.1, 1], labels: [region]}
        shop_size_bytes: {type: summary}
        shop_open: {type: gauge, labels: {state: [open, closed]}}

    """

  @Test func hasTheSeriesOfEachKindOfMetric() throws {
    let inventory = try Compiled(Self.shop).stack.inventory
    for name in [
      "shop_orders_total", "shop_wait_seconds_bucket", "shop_wait_seconds_sum", "shop_wait_seconds_count",
      "shop_size_bytes", "shop_size_bytes_sum", "shop_size_bytes_count", "shop_open", "up", "scrape_samples_scraped",
      "ALERTS",
    ] { #expect(inventory.has(name, selectedBy: try Self.selector(name)) == .yes, "\(name)") }
    for name in ["shop_wait_seconds_max", "shop_open_total", "shop_orders"] {
      #expect(inventory.has(name, selectedBy: try Self.selector(name)) == .no, "\(name)")
    }
  }

  @Test func knowsTheirLabels() throws {
    let stack = try Compiled(Self.shop).stack
    #expect(try Self.labels("shop_wait_seconds_bucket", in: stack).presence(of: "le") == .certain)
    #expect(try Self.labels("shop_wait_seconds_sum", in: stack).presence(of: "le") == .absent)
    #expect(try Self.labels("shop_size_bytes", in: stack).presence(of: "quantile") == .certain)
    #expect(try Self.labels("shop_open", in: stack).certain["state"] == .oneOf(["open", "closed"]))
    // A metric's label that the target has, too, is renamed.
    let orders = try Self.labels("shop_orders_total", in: stack)
    #expect(orders.certain["zone"] == .only("a"))
    #expect(orders.presence(of: "exported_zone") == .possible)
    #expect(orders.presence(of: "region") == .possible)
  }

  @Test func letsAJobHonourItsLabels() throws {
    let honest = Self.shop.replacing("labels: {zone: a}", with: "native: {honor_labels: true}, labels: {zone: a}")
    let orders = try Self.labels("shop_orders_total", in: try Compiled(honest).stack)
    #expect(orders.presence(of: "exported_zone") == .absent)
    #expect(orders.certain["zone"]?.known != ["a"])
  }

  @Test func closesNothingThatMetricRelabelingMayChange() throws {
    let spec = Self.shop.replacing(
      "labels: {zone: a}", with: "native: {metric_relabel_configs: [{action: labeldrop, regex: region}]}")
    #expect(try Self.labels("shop_open", in: try Compiled(spec).stack).presence(of: "other") == .possible)
  }

  @Test(arguments: [
    ("shop_other", Answer.no), ("shop_other{job='shop'}", .no), ("shop_other{job='till'}", .unknown),
    ("shop_other{job=~'shop|till'}", .unknown), ("shop_other{job!='till'}", .no),
    ("shop_other{instance='till:1'}", .unknown),
    ("shop_other{instance='shop:8080'}", .no),
  ]) func knowsNothingOfAJobWithoutCatalogue(_ selector: String, _ withTill: Answer) throws {
    let only = try Compiled(Self.shop).stack.inventory
    #expect(only.has("shop_other", selectedBy: try Self.selector(selector)) == .no)
    let spec = Self.shop.replacing("targets:\n", with: "targets:\n  till: {endpoints: ['till:1']}\n")
    let both = try Compiled(spec).stack.inventory
    let wanted = selector == "shop_other" ? Answer.unknown : withTill
    #expect(both.has("shop_other", selectedBy: try Self.selector(selector)) == wanted)
  }

  // MARK: Recording rules

  @Test func followsRulesThroughRules() throws {
    let stack = Stack(
      native: """
        scrape_configs: [{job_name: db, static_configs: [{targets: [a], labels: {zone: z}}]}]
        """,
      """
      groups:
        - name: g
          rules:
            - {record: c:up, expr: 'sum by (job) (b:up)', labels: {tier: one}}
            - {record: b:up, expr: 'sum without (instance) (up)'}
            - {alert: Down, expr: c:up == 0}
            - {record: d:up, expr: 'sum by (job) (up)'}
      """)
    let recorded = try Self.labels("c:up", in: stack)
    #expect(recorded.named.subtracting(["__name__"]) == ["job", "tier"])
    #expect(recorded.certain["job"] == .only("db"))
    #expect(try Self.labels("b:up", in: stack).named.subtracting(["__name__"]) == ["job", "zone"])
    // Nothing reads it, so that nobody has followed its expression.
    #expect(try !Self.labels("d:up", in: stack).isClosed)
  }

  @Test func claimsNothingOfRulesInACircle() throws {
    let stack = Stack(
      native: """
        groups:
          - name: g
            rules:
              - {record: a:x, expr: 'sum by (job) (b:x)'}
              - {record: b:x, expr: 'sum by (job) (a:x)'}
              - {record: c:x, expr: 'c:x or vector(1)'}
        """)
    for name in ["a:x", "b:x", "c:x"] {
      #expect(stack.inventory.series[name]?.count == 1)
      #expect(try Self.labels(name, in: stack).presence(of: "zone") != .absent)
    }
  }

  @Test func joinsRulesThatRecordOneName() throws {
    let stack = Stack(
      native: """
        groups:
          - name: g
            rules:
              - {record: 'a:x', expr: vector(1), labels: {env: prod}}
              - {record: 'a:x', expr: vector(2), labels: {env: test}}
              - {alert: A, expr: 'a:x > 1'}
        """)
    #expect(try Self.labels("a:x", in: stack).certain["env"] == .oneOf(["prod", "test"]))
    #expect(try Self.labels("a:x{env='test'}", in: stack).certain["env"] == .only("test"))
  }
}
