import Alertmanager
import Diagnostics
import Document
import Quantities
import Testing

/// What Alertmanager refuses when it loads a file, at the exact place.
struct AlertmanagerLoadTests {
  /// `message @bytes`, for each error; the bytes are what the place covers.
  private func errors(_ text: String, _ version: Version?) throws -> [String] {
    let file = SourceFile(path: "x.yml", text: text)
    let root = try #require(YAMLReader.read(file).documents.first)
    let found = AlertmanagerSchema.config.check(
      root, version: version, what: "the file", expandsEnvironment: false)
    return found.filter { $0.severity == .error }.map { finding in
      let span = finding.place.span
      return "\(finding.message) @\(String(decoding: file.bytes[span?.range ?? 0..<0], as: UTF8.self))"
    }
  }

  @Test(
    arguments: [
      (
        "slack_configs: [{channel: x}]", "", "0.25",
        #""slack_configs" needs "api_url" or "api_url_file", or "slack_api_url" or "slack_api_url_file" in "global" @{channel: x}"#
      ),
      ("slack_configs: [{channel: x}]", "slack_api_url_file: y", "0.25", nil),
      ("slack_configs: [{api_url: HOOK}]", "", nil, #"a URL must begin with "http://" or "https://" here @HOOK"#),
      ("slack_configs: [{api_url: '<secret>'}]", "", nil, nil),
      (
        "slack_configs: [{app_token: x, http_config: {bearer_token: y}}]", "", "0.30",
        #""app_token" can't stand beside "authorization" of "http_config" @app_token"#
      ),
      (
        "slack_configs: [{http_config: {authorization: {credentials: y}}}]",
        "slack_app_token: x, slack_api_url: 'https://slack.com/api/chat.postMessage'", "0.30", nil
      ),
      ("telegram_configs: [{chat_id: 1}]", "telegram_bot_token: x", "0.31", nil),
      (
        "telegram_configs: [{chat_id: 1}]", "telegram_api_url: 'http://a'", "0.30",
        #""telegram_configs" needs "bot_token" or "bot_token_file" @{chat_id: 1}"#
      ),
      ("telegram_configs: [{bot_token: x, chat_id: 0}]", "", "0.25", #"a Telegram config needs "chat_id" @0"#),
      (
        "opsgenie_configs: [{api_key: x}]", "opsgenie_api_url: ~", nil,
        #""opsgenie_api_url" can't be empty @opsgenie_api_url"#
      ),
      ("rocketchat_configs: [{token: '', token_id: ''}]", "", nil, nil),
      (
        "email_configs: [{to: x, from: y}]", "smtp_smarthost: ''", nil,
        #""email_configs" needs "smarthost", or "smtp_smarthost" in "global" @{to: x, from: y}"#
      ),
      ("email_configs: [{to: x, from: y, smarthost: mail}]", "", nil, #"the address "mail" has no port @mail"#),
      (
        "sns_configs: [{topic_arn: a, phone_number: b}]", "", nil,
        #""phone_number" can't stand beside "topic_arn" @phone_number"#
      ),
      ("sns_configs: [{topic_arn: a, phone_number: b, target_arn: c}]", "", nil, nil),
      ("webhook_configs: [{url: 'http://{{ .x }}'}]", "", "0.31", nil),
      ("webhook_configs: [{url: 'http://{{ .x }}'}]", "", "0.30", #"this is no URL @'http://{{ .x }}'"#),
      (
        "webhook_configs: [{url: '{{ toUpper .x }}'}]", "", nil,
        #"the URL holds a template that is refused: function "toUpper" not defined @'{{ toUpper .x }}'"#
      ),
      ("webhook_configs: [~]", "", nil, "a webhook can't be empty @~"),
      (
        "pushover_configs: [{user_key: a, token: b, retry: 1d}]", "", nil,
        #""retry" must be a duration such as "1h30m", not "1d" @1d"#
      ),
      (
        "victorops_configs: [{api_key: a, routing_key: b, custom_fields: {entity_id: c}}]", "", nil,
        #""entity_id" is a field of VictorOps' own @entity_id"#
      ),
      ("pagerduty_configs: [{routing_key: a, service_key: b}]", "", nil, nil),
    ] as [(String, String, Version?, String?)])
  func judgesReceivers(_ integration: String, _ global: String, _ version: Version?, _ expected: String?) throws {
    let text = "{global: {\(global)}, route: {receiver: a}, receivers: [{name: a, \(integration)}]}"
    #expect(try errors(text, version) == (expected.map { [$0] } ?? []))
  }

  @Test(
    arguments: [
      ("matchers: [a=b]", #"the root route can't have "matchers": it takes every alert @matchers"#),
      ("continue: true", #"the root route can't have "continue": there is nothing after it @continue"#),
      (
        "mute_time_intervals: [x]",
        #"the root route can't have "mute_time_intervals": it is always active @mute_time_intervals"#
      ),
      ("group_by: [a, b, a]", #""a" stands twice in "group_by" @a"#),
      ("group_by: [a, '...']", #""..." groups by all labels, and no others can stand beside it @'...'"#),
      ("routes: [{group_by: [a-b]}]", nil),
      ("routes: [{match: {a-b: c}}]", #""a-b" is no label name here @a-b"#),
      ("routes: [~]", "a route can't be empty @~"),
      ("repeat_interval: 0s", #""repeat_interval" must be a duration of more than 0, such as "5m", not "0s" @0s"#),
    ] as [(String, String?)])
  func judgesRoutes(_ route: String, _ expected: String?) throws {
    #expect(
      try errors("{route: {receiver: a, \(route)}, receivers: [{name: a}]}", nil) == (expected.map { [$0] } ?? []))
  }

  @Test func judgesLabelNamesByVersion() throws {
    let text = "{route: {receiver: a, group_by: [a-b]}, receivers: [{name: a}], inhibit_rules: [{equal: [a-b]}]}"
    #expect(
      try errors(text, "0.26") == [
        #""a-b" is no label name before Alertmanager 0.27 @a-b"#,
        #""a-b" is no label name before Alertmanager 0.28 @a-b"#,
      ])
    #expect(try errors(text, "0.27") == [#""a-b" is no label name before Alertmanager 0.28 @a-b"#])
    #expect(try errors(text, "0.28") == [])
  }

  @Test(
    arguments: [
      (
        "times: [{start_time: '22:00', end_time: '06:00'}]",
        #""end_time" 06:00 is not after "start_time" 22:00 @'06:00'"#
      ),
      ("times: [{start_time: '9:00', end_time: '17:00'}]", #""9:00" is no time @'9:00'"#),
      (
        "weekdays: ['friday:monday']",
        #"the range "friday:monday" ends before it begins: a week begins on Sunday @'friday:monday'"#
      ),
      ("weekdays: [Monday, 'tuesday:Friday']", nil),
      ("days_of_month: ['-5:1']", "a range that begins with a negative day must end with one @'-5:1'"),
      ("days_of_month: ['1:-1', 31]", nil),
      ("months: [febuary]", #""febuary" is not a month @febuary"#),
      ("months: ['november:february']", #"the range "november:february" ends before it begins @'november:february'"#),
      ("years: ['2030:2020']", #"the range "2030:2020" ends before it begins @'2030:2020'"#),
      ("location: Europe/Pariss", #"there is no time zone "Europe/Pariss" @Europe/Pariss"#),
      ("location: America/Argentina/Buenos_Aires", nil),
    ] as [(String, String?)])
  func judgesTime(_ interval: String, _ expected: String?) throws {
    let text =
      "{route: {receiver: a}, receivers: [{name: a}], time_intervals: [{name: t, time_intervals: [{\(interval)}]}]}"
    #expect(try errors(text, nil) == (expected.map { [$0] } ?? []))
  }

  @Test func suggestsWhatWasMeant() throws {
    let file = SourceFile(
      path: "x.yml",
      text: """
        route: {receiver: a}
        receivers: [{name: a}]
        time_intervals:
          - {name: t, time_intervals: [{months: [febuary], location: Europe/Pariss}]}
        """)
    let root = try #require(YAMLReader.read(file).documents.first)
    let found = AlertmanagerSchema.config.check(root, version: nil, what: "the file", expandsEnvironment: false)
    #expect(found.map(\.help) == ["did you mean \"february\"?", "did you mean \"Europe/Paris\"?"])
  }

  /// A URL may hold a password, and is a secret as often as not.
  @Test(arguments: ["slack_api_url", "pagerduty_url", "slack_app_token", "smtp_auth_password"])
  func showsNoSecret(_ key: String) throws {
    for value in ["hush-hush", "ftp://hush-hush", "[hush-hush]"] {
      let file = SourceFile(
        path: "x.yml", text: "{global: {\(key): \(value)}, route: {receiver: a}, receivers: [{name: a}]}")
      let root = try #require(YAMLReader.read(file).documents.first)
      let found = AlertmanagerSchema.config.check(root, version: nil, what: "the file", expandsEnvironment: false)
      #expect(!found.contains { "\($0.message) \($0.help ?? "")".contains("hush") }, "\(found.map(\.message))")
    }
  }
}
