import Deployment
import Diagnostics
import Testing

/// What a component template causes is reported where the spec uses it.
struct TemplateFindingTests {
  @Test func gathersByTemplateAndCheck() throws {
    let text = """
      deployment: shop
      use: [node_exporter, prometheus]
      targets:
        node: {endpoints: ["a:9100"], metrics: [node_exporter]}
        prometheus: {endpoints: ["p:9090"], metrics: [prometheus]}
        shop: {endpoints: ["shop:8080"]}
      alerts:
        - group: shop
          rules: [{alert: Down, expr: 'up{job="shop"} == 0', severity: odd, summary: down}]
      receivers:
        default: {webhook: {url: "http://example.com/"}}
        pager: {webhook: {url: "http://example.com/pager"}}
      routing: {receiver: default, routes: [{match: 'severity="none-such"', receiver: pager}]}
      """
    let findings = try Compiled(text, only: "routing/default-receiver-only").findings
    #expect(
      findings.map(\.quotedPlace).sorted() == [
        "spec.yaml \"Down\"", "spec.yaml \"node_exporter\"", "spec.yaml \"prometheus\"",
      ])
    for finding in findings where !finding.quotedPlace.contains("Down") {
      #expect(finding.message.hasPrefix("in template \""))
      for place in finding.notes.compactMap(\.place) { #expect(ComponentTemplate.contains(place)) }
      #expect((2...6).contains(finding.notes.count))
    }
  }
}
