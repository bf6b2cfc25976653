extension GoTemplate {
  /// Templates that call each other by name: files with definitions, and texts that are executed, like a receiver's
  /// fields.
  ///
  /// ```swift
  /// var set = GoTemplate.TemplateSet(builtIns: GoTemplate.BuiltInDefinition.alertmanager)
  /// set.add(file: GoTemplate.parse(fileText, in: .alertmanager).template, named: "slack.tmpl")
  /// set.add(text: GoTemplate.parse("{{ template \"slack.titel\" . }}", in: .alertmanager).template, id: "title")
  /// for undefined in set.undefinedNames { print(undefined.use.name, undefined.nearest ?? "") }
  /// ```
  public struct TemplateSet: Sendable {
    /// What a server defines itself.
    public let builtIns: [BuiltInDefinition]
    private var members: [Member] = []

    struct Member: Sendable {
      var id: String
      var template: Template
      /// A file defines for all, and its own name as well; a text's definitions are its own.
      var isFile: Bool
      var calls: [Use]

      init(_ id: String, _ template: Template, isFile: Bool) {
        (self.id, self.template, self.isFile) = (id, template, isFile)
        calls = template.analysis.templateCalls
      }

      /// What the server calls a file.
      var baseName: String { String(id.split(separator: "/").last ?? "") }
    }

    /// An empty set, of a server that defines `builtIns` itself.
    public init(builtIns: [BuiltInDefinition] = []) { self.builtIns = builtIns }

    /// Adds a file, which the server knows by the last part of its path. Of two definitions of a name the later file's
    /// holds, unless it is empty.
    public mutating func add(file: Template, named name: String) {
      members.append(Member(name, file, isFile: true))
    }

    /// Adds a text that is executed with the data of its place. `id` is for the caller to know it again.
    public mutating func add(text: Template, id: String) {
      members.append(Member(id, text, isFile: false))
    }
  }

  /// A template that a server defines itself.
  public struct BuiltInDefinition: Sendable, Hashable {
    public var name: String
    /// The server's version that brought it; nil when all have it that are still in use.
    public var since: String?
    /// What the server executes it with.
    public var data: Kind

    /// A definition of the server's own; with data of any kind, nothing is held against it.
    public init(_ name: String, since: String? = nil, data: Kind = .any) {
      self.name = name
      self.since = since
      self.data = data
    }
  }
}

extension GoTemplate.TemplateSet {
  /// A use of a name that nothing defines.
  public struct Undefined: Sendable, Hashable {
    /// The file or text that it stands in.
    public var id: String
    /// The name, and where it is used.
    public var use: GoTemplate.Use
    /// The defined name that is most like it.
    public var nearest: String?
  }

  /// A definition, and where it stands.
  public struct Site: Sendable, Hashable {
    /// The file's name.
    public var id: String
    public var name: String
    /// The name's literal.
    public var range: Range<Int>
  }

  /// The names that files define, each with the file whose definition holds.
  public var definitions: [String: Site] {
    var found: [String: Site] = [:]
    for member in members where member.isFile {
      for definition in member.template.definitions where !definition.isEmpty || found[definition.name] == nil {
        found[definition.name] = Site(id: member.id, name: definition.name, range: definition.nameRange)
      }
    }
    return found
  }

  /// Every name that a text of the set can execute, but for the text's own definitions.
  public var names: Set<String> {
    Set(builtIns.map(\.name)).union(definitions.keys).union(members.filter(\.isFile).map(\.baseName))
  }

  /// The names that are executed and that nothing defines. A file's definitions count for every file and text, as
  /// servers resolve names when they execute.
  public var undefinedNames: [Undefined] {
    let known = names
    var found: [Undefined] = []
    for member in members {
      let own = known.union(member.template.definitions.map(\.name))
      for use in member.calls where !own.contains(use.name) {
        found.append(Undefined(id: member.id, use: use, nearest: GoTemplate.nearest(to: use.name, among: own)))
      }
    }
    return found
  }

  /// Definitions of files that a later one of the same name replaces.
  public var redefinitions: [(replaced: Site, by: Site)] {
    var found: [(Site, Site)] = []
    var last: [String: Site] = [:]
    for member in members where member.isFile {
      for definition in member.template.definitions where !definition.isEmpty {
        let site = Site(id: member.id, name: definition.name, range: definition.nameRange)
        if let replaced = last.updateValue(site, forKey: definition.name) { found.append((replaced, site)) }
      }
    }
    return found
  }

  /// Definitions of files that no text reaches, not even through other definitions. One that has a built-in's name
  /// replaces it, so it is reached.
  public var unusedDefinitions: [Site] {
    let sites = definitions
    var calls: [String: Set<String>] = [:]
    var waiting = builtIns.map(\.name)
    for member in members {
      for use in member.calls {
        // A file's own text is executed by the file's name, if at all.
        let caller = use.definition ?? member.baseName
        if member.isFile { calls[caller, default: []].insert(use.name) } else { waiting.append(use.name) }
      }
    }
    var reached: Set<String> = []
    while let name = waiting.popLast() {
      guard reached.insert(name).inserted else { continue }
      waiting += calls[name] ?? []
    }
    return sites.values.filter { !reached.contains($0.name) }.sorted { ($0.id, $0.name) < ($1.id, $1.name) }
  }

  /// What each file and text reads and needs, and what goes wrong in it, in the order they were added. Definitions of
  /// files are taken to be executed with what the texts and other definitions hand them.
  public var analyses: [(id: String, analysis: GoTemplate.Analysis)] {
    var roots: [(unit: GoTemplate.Unit, data: GoTemplate.Kind)] = []
    var units: [GoTemplate.Unit] = []
    var owners: [Int] = []
    for (index, member) in members.enumerated() {
      let body = GoTemplate.Unit(template: member.template, items: member.template.body, name: nil)
      roots.append((body, member.isFile ? .any : member.template.place.data))
      // A text's own definitions come last, and hold for the text; names are seldom shared.
      for definition in member.template.definitions {
        units.append(GoTemplate.Unit(template: member.template, items: definition.body, name: definition.name))
        owners.append(index)
      }
    }
    let builtIn = Dictionary(builtIns.map { ($0.name, $0.data) }, uniquingKeysWith: { first, _ in first })
    let found = GoTemplate.analyze(roots, calling: units, builtIn: builtIn)
    var results = Array(found.prefix(members.count))
    for (owner, analysis) in zip(owners, found.dropFirst(members.count)) { results[owner].add(analysis) }
    for index in results.indices { results[index].sort() }
    return zip(members, results).map { ($0.id, $1) }
  }
}

extension GoTemplate.BuiltInDefinition {
  /// What Alertmanager defines: its `default.tmpl` and `email.tmpl`, from 0.21 on.
  public static let alertmanager: [Self] = {
    let data = GoTemplate.Kind.object("Data")
    let alerts = GoTemplate.Kind.list(.object("Alert"))
    let ofAlerts: Set = ["__text_alert_list", "__text_alert_list_markdown", "pagerduty.default.instances"]
    return names.split(separator: "\n").map { line in
      let parts = line.split(separator: "@", maxSplits: 1)
      let name = String(parts[0])
      return Self(
        name, since: parts.count == 2 ? String(parts[1]) : nil,
        data: ofAlerts.contains(name) ? alerts : data)
    }
  }()

  private static let names = """
    __alertmanager
    __alertmanagerURL
    __description
    __subject
    __text_alert_list
    __text_alert_list_markdown@0.26
    discord.default.content@0.28
    discord.default.message@0.25
    discord.default.title@0.25
    email.default.html
    email.default.subject
    jira.default.description@0.28
    jira.default.priority@0.28
    jira.default.summary@0.28
    mattermost.default.color@0.32
    mattermost.default.fallback@0.32
    mattermost.default.text@0.30
    mattermost.default.title@0.32
    mattermost.default.titlelink@0.32
    mattermost.default.username@0.32
    msteams.default.summary@0.27
    msteams.default.text@0.26
    msteams.default.title@0.26
    msteamsv2.default.text@0.28
    msteamsv2.default.title@0.28
    opsgenie.default.description
    opsgenie.default.message
    opsgenie.default.source
    pagerduty.default.client
    pagerduty.default.clientURL
    pagerduty.default.description
    pagerduty.default.instances
    pushover.default.message
    pushover.default.title
    pushover.default.url
    rocketchat.default.alias@0.28
    rocketchat.default.emoji@0.28
    rocketchat.default.iconurl@0.28
    rocketchat.default.text@0.28
    rocketchat.default.title@0.28
    rocketchat.default.titlelink@0.28
    slack.default.callbackid
    slack.default.color@0.32
    slack.default.fallback
    slack.default.footer
    slack.default.iconemoji
    slack.default.iconurl
    slack.default.pretext
    slack.default.text
    slack.default.title
    slack.default.titlelink
    slack.default.username
    sns.default.message@0.23
    sns.default.subject@0.23
    telegram.default.message@0.24
    victorops.default.entity_display_name
    victorops.default.monitoring_tool
    victorops.default.state_message
    webex.default.message@0.25
    wechat.default.agent_id
    wechat.default.message
    wechat.default.to_party
    wechat.default.to_tag
    wechat.default.to_user
    """
}
