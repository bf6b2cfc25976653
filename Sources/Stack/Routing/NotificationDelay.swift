package import Quantities

/// The longest time from a fault to its first notification, and what it is made of.
///
/// A fault just after a scrape is seen by the next one (`scrape_interval`); a sample just after an evaluation is seen
/// by the next one (the group's interval); the alert then fires at the first evaluation at least `for` later (so `for`
/// counts in whole evaluations); and Alertmanager holds the first notification of a group for `group_wait`. Sending
/// takes no time here, windows such as `rate(…[5m])` are taken to react at once, and an alert that joins a group which
/// was notified already waits for that group's `group_interval` instead.
package struct NotificationDelay: Sendable, Hashable {
  package var scrape: PromDuration
  package var evaluation: PromDuration
  /// `for`, in whole evaluations.
  package var hold: PromDuration
  package var groupWait: PromDuration

  package init(
    scrapeInterval: PromDuration, evaluationInterval: PromDuration, hold: PromDuration?, groupWait: PromDuration
  ) {
    scrape = scrapeInterval
    evaluation = evaluationInterval
    self.groupWait = groupWait
    let step = max(1, evaluationInterval.milliseconds)
    let wanted = max(0, hold?.milliseconds ?? 0)
    let evaluations = wanted / step + (wanted % step == 0 ? 0 : 1)
    let (product, overflow) = evaluations.multipliedReportingOverflow(by: step)
    self.hold = PromDuration(milliseconds: overflow ? wanted : product)
  }

  package var total: PromDuration {
    [scrape, evaluation, hold, groupWait].reduce(PromDuration(milliseconds: 0)) { sum, part in
      let (total, overflow) = sum.milliseconds.addingReportingOverflow(part.milliseconds)
      return PromDuration(milliseconds: overflow ? .max : total)
    }
  }
}
