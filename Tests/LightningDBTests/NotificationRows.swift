import Testing

/// Alertmanager.
extension AuditRow {
  static let notification = [
    AuditRow("A55", "every route's receiver is defined") { stack throws in
      let receivers = try Set(
        stack.yaml("alertmanager/alertmanager.yml").list("receivers").compactMap { $0.value("name") })
      #expect(receivers.contains("performance-team"))
      for route in try stack.routes() {
        let name = try #require(route.value("receiver"))
        #expect(receivers.contains(name), "\(name)")
      }
    },
    AuditRow("A56", "Slack's URL is in a file") { stack throws in
      #expect(try stack.receiver("default").value("slack_configs/0/api_url_file")?.hasPrefix("/") == true)
      let text = try stack.text("alertmanager/alertmanager.yml")
      #expect(!text.contains("api_url:") && !text.contains("slack_api_url:") && !text.contains("YOUR_"))
    },
    AuditRow("A57", "PagerDuty's key is one for Events v2, in a file") { stack throws in
      let pagerDuty = try #require(try stack.receiver("pagerduty").at("pagerduty_configs/0"))
      #expect(pagerDuty.value("routing_key_file")?.hasPrefix("/") == true)
      #expect(pagerDuty["service_key"] == nil && pagerDuty["routing_key"] == nil)
    },
    AuditRow("A58", "matchers, and nothing that is deprecated") { stack throws in
      for route in try stack.routes() {
        #expect(!route.texts("matchers").isEmpty)
        #expect(route["match"] == nil && route["match_re"] == nil)
      }
    },
    AuditRow("A59", "timings that neither flood nor forget, and routes that are reached") { stack throws in
      let root = try stack.yaml("alertmanager/alertmanager.yml").at("route")
      #expect(root?.value("group_wait") == "30s")
      #expect(root?.value("group_interval") == "5m")
      #expect(root?.value("repeat_interval") == "4h")
      let matchers = try stack.routes().map { $0.texts("matchers").joined(separator: ", ") }
      let latency = try #require(matchers.firstIndex(of: "alertname=~\".*Latency.*\""))
      let team = try #require(matchers.firstIndex(of: "team=\"database\""))
      #expect(latency < team)
      #expect(try stack.routes()[latency].value("continue") == "true")
      let names = try stack.alerts().compactMap { $0.value("alert") }
      #expect(names.contains { $0.contains("Latency") })
    },
    AuditRow("A59a", "resolved alerts are told, each on a line of its own") { stack throws in
      for name in ["default", "database-team", "performance-team"] {
        let slack = try #require(try stack.receiver(name).at("slack_configs/0"))
        #expect(slack.value("send_resolved") == "true", "\(name)")
        #expect(slack.value("text")?.contains("belfry.slack.text") == true, "\(name)")
      }
      let template = try stack.text("alertmanager/templates/belfry.tmpl")
      #expect(template.contains("{{ range .Alerts.Firing }}") && template.contains("{{ range .Alerts.Resolved }}"))
      #expect(template.contains("{{ template \"belfry.slack.alert\" . }}\n"))
      try expectStated("A59a", ["channel", "legacy webhook"])
    },
    AuditRow("A59b", "an instance that is down mutes its other alerts") { stack throws in
      let rules = try stack.yaml("alertmanager/alertmanager.yml").list("inhibit_rules")
      let down = try #require(rules.first { $0.texts("source_matchers") == ["alertname=\"LightningDBDown\""] })
      #expect(down.texts("equal") == ["instance"])
      #expect(down.texts("target_matchers").contains("alertname!=\"LightningDBDown\""))
    },
  ]
}
