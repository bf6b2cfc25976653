import Alertmanager
import Diagnostics
import Document
import Quantities
import Testing

struct AlertmanagerReadingTests {
  @Test func refusesTimesThatAlertmanagerRefuses() throws {
    let text = """
      route: {receiver: a, group_wait: 0s, group_interval: 0s, repeat_interval: 1h}
      receivers: [{name: a}]
      time_intervals: [{name: w, time_intervals: [{weekdays: [Monday, "tuesday:friday", satuday]}]}]
      """
    let root = try #require(YAMLReader.read(SourceFile(path: "alertmanager.yml", text: text)).documents.first)
    let problems = AlertmanagerSchema.config.check(root, version: nil, what: "the configuration")
    #expect(
      problems.map(\.message).map { $0.prefix { $0 != "," } } == [
        #""group_interval" must be a duration of more than 0"#,
        #"an item of "weekdays" must be one of "sunday""#,
      ])
    #expect(problems.last?.help == #"did you mean "saturday"?"#)
  }

  private func read(_ text: String) -> AlertmanagerConfig? {
    YAMLReader.read(SourceFile(path: "alertmanager.yml", text: text)).documents.first.map { AlertmanagerConfig($0) }
  }

  @Test func decodesAllSpellingsOfMatchers() throws {
    let config = try #require(
      read(
        """
        route:
          receiver: a
          routes:
          - match: {severity: critical}
            match_re: {team: "x|y"}
            matchers: ['a="b", c!="d"', bad]
            mute_time_intervals: [nights]
            continue: true
        inhibit_rules:
        - source_match: {alertname: Down}
          target_matchers: [severity=~"info"]
          equal: [instance]
        """))
    let route = try #require(config.root?.routes.first)
    #expect(
      route.matchers.matchers.map(\.description) == [#"severity="critical""#, #"team=~"x|y""#, #"a="b""#, #"c!="d""#])
    #expect(route.matchers.items.map { $0.deprecatedKey?.text } == ["match", "match_re", nil, nil])
    #expect(route.matchers.items.last?.range == 7..<13)
    #expect(route.matchers.problems.map(\.node.text) == ["bad"])
    #expect(route.continues && route.muteTimeIntervals.map(\.text) == ["nights"])
    #expect(config.routes.map { $0.receiver?.text } == ["a", nil])
    let rule = try #require(config.inhibitRules.first)
    #expect(rule.source.matchers.map(\.description) == [#"alertname="Down""#])
    #expect(rule.target.matchers.map(\.description) == [#"severity=~"info""#])
    #expect(rule.equal.map(\.text) == ["instance"])
  }

  @Test func decodesReceivers() throws {
    let config = try #require(
      read(
        """
        receivers:
        - name: chat
          slack_configs:
          - {channel: "#a", title: '{{ template "x" . }}', fields: [{title: t, value: "{{ .Status }}"}]}
          pagerduty_configs: [{routing_key_file: /k}]
          carrier_pigeon_configs: [{send_resolved: false}]
        mute_time_intervals: [{name: old}]
        time_intervals: [{name: new, time_intervals: [{weekdays: [monday]}]}]
        """))
    let integrations = try #require(config.receivers.first).integrations
    #expect(integrations.map(\.kind) == ["slack", "pagerduty", "carrier_pigeon"])
    #expect(integrations.map(\.sendsResolved) == [false, true, false])
    #expect(integrations[0].templates.map(\.key.text) == ["title", "value"])
    #expect(config.timeIntervals.map { $0.name?.text } == ["new", "old"])
    #expect(config.timeIntervals.first?.parts.count == 1)
  }

  @Test(arguments: [
    "x", "[]", "route: []", "{route: {routes: {a: b}, matchers: {}, match: [], group_by: 1}, receivers: 3}",
    "{receivers: [1, {name: [], slack_configs: {}}], inhibit_rules: [null, {source_matchers: 1}], templates: x}",
    "{time_intervals: [[], {name: {}}], global: 1}",
  ])
  func survives(_ text: String) throws {
    let config = try #require(read(text))
    for route in config.routes { #expect(route.matchers.isEmpty && route.groupBy == nil && route.routes.isEmpty) }
    #expect(config.receivers.allSatisfy { $0.integrations.isEmpty })
    #expect(config.inhibitRules.allSatisfy { $0.source.isEmpty && $0.equal.isEmpty })
    #expect(config.templates.isEmpty)
    #expect(config.timeIntervals.allSatisfy { $0.parts.isEmpty })
  }

  @Test func schemaKnowsWhenKeysCameAndWent() throws {
    let config = try #require(
      read(
        """
        route: {receiver: a, routes: [{match: {a: b}, active_time_intervals: [x]}], gruop_by: [a]}
        receivers: [{name: a, slack_configs: [{api_url: "https://x/y", api_url_file: /z}], discord_configs: [{}]}]
        """))
    let ids = AlertmanagerSchema.config.check(config.node, version: "0.23", what: "alertmanager.yml").map(\.id)
    #expect(
      Set(ids) == [
        "schema/deprecated-key", "schema/not-yet-key", "schema/unknown-key", "schema/exclusive-keys",
        "schema/missing-key",
      ])
  }
}
