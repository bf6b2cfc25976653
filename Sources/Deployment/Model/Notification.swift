package import Diagnostics
package import Document
package import Matchers
package import Quantities

/// A secret, by reference: never a value.
package struct Secret: Sendable, Equatable {
  package enum Source: Sendable, Equatable {
    /// A file that the server reads.
    case file(Located<String>)
    /// An environment variable of the server's process.
    case environment(Located<String>)
  }
  package var name: Located<String>
  package var source: Source
  package init(name: Located<String>, source: Source) {
    self.name = name
    self.source = source
  }
}

/// Where notifications go.
package struct Receiver: Sendable, Equatable {
  package struct Slack: Sendable, Equatable {
    /// Name of a secret that holds the webhook URL.
    package var webhook: Located<String>
    package var channel: Located<String>
    package var sendResolved: Located<Bool>
    /// Templates; Belfry's own when nil.
    package var title: Located<String>?
    package var text: Located<String>?
    package var native: Draft?
    package init(webhook: Located<String>, channel: Located<String>, sendResolved: Located<Bool> = Located(true)) {
      self.webhook = webhook
      self.channel = channel
      self.sendResolved = sendResolved
    }
  }
  package struct PagerDuty: Sendable, Equatable {
    /// Name of a secret that holds the Events v2 integration key.
    package var routingKey: Located<String>
    package var native: Draft?
    package init(routingKey: Located<String>) { self.routingKey = routingKey }
  }
  package struct Webhook: Sendable, Equatable {
    package var url: Located<String>
    package var sendResolved: Located<Bool>
    package var native: Draft?
    package init(url: Located<String>, sendResolved: Located<Bool> = Located(true)) {
      self.url = url
      self.sendResolved = sendResolved
    }
  }
  package struct Email: Sendable, Equatable {
    package var to: Located<String>
    package var native: Draft?
    package init(to: Located<String>) { self.to = to }
  }

  package var name: Located<String>
  package var slack: [Slack] = []
  package var pagerduty: [PagerDuty] = []
  package var webhook: [Webhook] = []
  package var email: [Email] = []
  /// Alertmanager's own `*_configs`, laid over what was emitted.
  package var native: Draft?
  package init(name: Located<String>) { self.name = name }
}

package struct Route: Sendable, Equatable {
  package var matchers: [Located<Matcher>] = []
  /// Inherited when nil.
  package var receiver: Located<String>?
  package var groupBy: [Located<String>]?
  package var groupWait: Located<PromDuration>?
  package var groupInterval: Located<PromDuration>?
  package var repeatInterval: Located<PromDuration>?
  package var `continue`: Located<Bool>?
  package var muteTimeIntervals: [Located<String>] = []
  package var activeTimeIntervals: [Located<String>] = []
  package var routes: [Route] = []
  package var native: Draft?
  /// Where the route stands in the spec.
  package var origin: Origin
  package init(origin: Origin) { self.origin = origin }

  package static func == (a: Route, b: Route) -> Bool {
    a.matchers == b.matchers && a.receiver == b.receiver && a.groupBy == b.groupBy && a.groupWait == b.groupWait
      && a.groupInterval == b.groupInterval && a.repeatInterval == b.repeatInterval && a.continue == b.continue
      && a.muteTimeIntervals == b.muteTimeIntervals && a.activeTimeIntervals == b.activeTimeIntervals
      && a.routes == b.routes && a.native == b.native
  }
}

package struct Inhibition: Sendable, Equatable {
  /// The alerts that silence (`when:`).
  package var source: [Located<Matcher>]
  /// The alerts that are silenced (`mute:`).
  package var target: [Located<Matcher>]
  package var equal: [Located<String>]
  package var origin: Origin
  package init(source: [Located<Matcher>], target: [Located<Matcher>], equal: [Located<String>], origin: Origin) {
    self.source = source
    self.target = target
    self.equal = equal
    self.origin = origin
  }
  package static func == (a: Inhibition, b: Inhibition) -> Bool {
    a.source == b.source && a.target == b.target && a.equal == b.equal
  }
}

/// An assertion about routing that every check holds the result to.
package struct Expectation: Sendable, Equatable {
  /// The alert by name, and labels beyond what its rule gives.
  package var alert: Located<String>
  package var labels: [Label] = []
  /// Exactly these receivers, in any order.
  package var reaches: [Located<String>]
  /// Longest time from fault to the first notification.
  package var within: Located<PromDuration>?
  package var origin: Origin
  package init(alert: Located<String>, reaches: [Located<String>], origin: Origin) {
    self.alert = alert
    self.reaches = reaches
    self.origin = origin
  }
  package static func == (a: Expectation, b: Expectation) -> Bool {
    a.alert == b.alert && a.labels == b.labels && a.reaches == b.reaches && a.within == b.within
  }
}

package struct Routing: Sendable, Equatable {
  /// The root; its `receiver` is never nil after reading.
  package var root: Route
  package var inhibitions: [Inhibition] = []
  package var expectations: [Expectation] = []
  /// `native:` at the top of `alertmanager.yml` (under `global:` and beside).
  package var native: Draft?
  package init(root: Route) { self.root = root }
}

/// A named set of times; the body is a list of Alertmanager's own.
package struct TimeInterval: Sendable, Equatable {
  package var name: Located<String>
  package var native: Draft
  package init(name: Located<String>, native: Draft) {
    self.name = name
    self.native = native
  }
}

/// A command run when an alert fires, through the `webhook` server.
package struct Remediation: Sendable, Equatable {
  /// The alert's name.
  package var on: Located<String>
  /// Program and arguments; no shell. An argument `{{ label }}` is the alert's label of that name.
  package var run: [Located<String>]
  /// How long the alert must have been firing first.
  package var after: Located<PromDuration>?
  /// At most `count` runs in any `period`.
  package var limit: Located<RateLimit>?
  /// Secret that the webhook server demands as a token; none on loopback-only deployments.
  package var token: Located<String>?
  package var origin: Origin
  package init(on: Located<String>, run: [Located<String>], origin: Origin) {
    self.on = on
    self.run = run
    self.origin = origin
  }
  package static func == (a: Remediation, b: Remediation) -> Bool {
    a.on == b.on && a.run == b.run && a.after == b.after && a.limit == b.limit && a.token == b.token
  }
}

/// `3 per 1h`.
package struct RateLimit: Sendable, Equatable, CustomStringConvertible {
  package var count: Int
  package var period: PromDuration
  package init(count: Int, period: PromDuration) {
    self.count = count
    self.period = period
  }
  package var description: String { "\(count) per \(period)" }
}

/// A summary sent once a day by an alert that fires on schedule.
package struct Report: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package var title: Located<String>
    package var query: Located<String>
    /// `percent` (of a ratio), `duration` (of seconds), `bytes`, `number`.
    package var format: Located<String>
    package init(title: Located<String>, query: Located<String>, format: Located<String>) {
      self.title = title
      self.query = query
      self.format = format
    }
  }
  package var name: Located<String>
  /// Minutes after midnight, UTC.
  package var minuteOfDay: Located<Int>
  package var receiver: Located<String>
  package var values: [Entry]
  package init(name: Located<String>, minuteOfDay: Located<Int>, receiver: Located<String>, values: [Entry]) {
    self.name = name
    self.minuteOfDay = minuteOfDay
    self.receiver = receiver
    self.values = values
  }
}
