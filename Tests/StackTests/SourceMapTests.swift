import Diagnostics
import Testing

/// A finding in what was generated is reported where the spec says it.
struct SourceMapTests {
  private static func spec(expr: String) -> String {
    """
    # größer 🗼
    deployment: shop
    targets: {shop: {endpoints: ["shop:8080"], metrics: [shop]}}
    metrics: {shop: {shop_orders_total: {type: counter, labels: [region]}}}
    alerts:
      - group: shop
        rules:
          - alert: NoOrders
            expr: \(expr)
            severity: info
            summary: none

    """
  }

  /// The same mistake in every way to write a scalar.
  @Test(arguments: [
    "sum(rate(shop_ordrs_total[5m])) == 0",
    "'sum(rate(shop_ordrs_total[5m])) == 0'",
    "\"sum(rate(\\x73hop_ordrs_total[5m])) == 0\"",
    ">-\n          sum(\n            rate(shop_ordrs_total[5m])\n          )\n          == 0",
    ">-\n          sum(\n          rate(shop_ordrs_total[5m]))\n          == 0",
    "|\n          sum(\n            rate(shop_ordrs_total[5m])\n          ) == 0",
    "|2\n            sum(rate(shop_ordrs_total[5m]))\n            == 0",
    "sum(\n          rate(shop_ordrs_total[5m])) == 0",
  ]) func pointsIntoTheScalar(_ expr: String) throws {
    let text = Self.spec(expr: expr)
    let finding = try #require(try Compiled(text, only: "metrics/undefined-metric").findings.first)
    let written = expr.contains("\\x73") ? "\\x73hop_ordrs_total" : "shop_ordrs_total"
    #expect(finding.quotedPlace == "spec.yaml \"\(written)\"")
    let start = try #require(text.utf8.firstRange(of: written.utf8)?.lowerBound)
    #expect(finding.place.span?.start == text.utf8.distance(from: text.utf8.startIndex, to: start))
    #expect(finding.generatedPlace == "out/test/prometheus/rules/shop.yml \"shop_ordrs_total\"")
  }

  @Test func pointsAtTheObjectiveThatARuleWasMadeFor() throws {
    let compiled = try Compiled(
      """
      deployment: shop
      retention: {metrics: 45d}
      targets: {shop: {endpoints: ["shop:8080"], metrics: [shop]}}
      metrics:
        shop:
          shop_orders_total: {type: counter}
      slos:
        - slo: orders
          objective: 99%
          window: 30d
          sli: {events: {errors: 'shop_orders_total{ok="no"}', total: shop_ordrs_total}}
      """)
    let undefined = compiled.findings.filter { $0.id == "metrics/undefined-metric" }
    #expect(!undefined.isEmpty)
    for finding in undefined {
      #expect(finding.place.span?.file.path == "spec.yaml")
      #expect(finding.generatedPlace?.contains("shop_ordrs_total") == true)
    }
    // One place of the spec is generated for each window, and said once.
    #expect(Set(undefined.map(\.place)).count == undefined.count)
  }

  @Test func leadsAKeyOfANativeOverlayBack() throws {
    let text = """
      deployment: shop
      targets: {shop: {endpoints: ["shop:8080"], native: {honour_labels: true, scrape_interval: soon}}}
      receivers: {default: {webhook: {url: "http://example.com/"}}}
      routing: {receiver: default, native: {group_wiat: 10s}}
      """
    let findings = try Compiled(text).findings.filter { $0.id.hasPrefix("schema/") }
    #expect(
      findings.map { "\($0.id) \($0.quotedPlace)" }.sorted() == [
        "schema/invalid-value spec.yaml \"soon\"", "schema/unknown-key spec.yaml \"group_wiat\"",
        "schema/unknown-key spec.yaml \"honour_labels\"",
      ])
    // What is renamed in a generated file would be written anew.
    #expect(findings.flatMap(\.fixes).isEmpty)
  }

  @Test func staysWhereNothingWasGenerated() throws {
    let finding = try #require(
      try Compiled(
        """
        deployment: shop
        targets: {shop: {endpoints: ["shop:8080"]}}
        slos:
          - {slo: availability, objective: 99.9%, window: 30d, sli: {up: shop}}
        """, only: "retention/slo-window-exceeds-retention"
      ).findings.first)
    #expect(finding.quotedPlace == "spec.yaml \"30d\"")
    #expect(finding.generatedPlace == nil)
  }
}
