import Deployment
import Diagnostics
import Document
import Parallel
import PromConfig
import Prometheus
import PromQL
import Quantities

/// Takes the inventory of a stack: what prometheus.yml scrapes, what the spec says is exposed there, what rules record.
struct InventoryBuilder {
  let stack: Stack

  /// What is scraped.
  func scraped() -> Inventory {
    var jobs: [Job] = []
    var external: [String: String] = [:]
    for config in stack.prometheus {
      jobs += config.scrapeJobs.compactMap(job)
      for label in config.externalLabels { external[label.name.text] = label.value.text }
    }
    // Jobs may stand in files that aren't here, and one Prometheus' rules say nothing of another's targets.
    let isOneServer =
      stack.prometheus.count <= 1 && stack.prometheus.allSatisfy(\.scrapeConfigFiles.isEmpty)
      && !stack.files.contains { $0.kind == .monitor }
    // Files of hand-written stacks may be missing; a spec says all there is.
    var inventory = Inventory(
      jobs: jobs, externalLabels: external, isClosed: stack.intent != nil && isOneServer, hasAllJobs: isOneServer)
    addCatalogues(jobs, to: &inventory)
    return inventory
  }

  // MARK: Jobs

  private func job(_ scrape: ScrapeJob) -> Job? {
    guard let name = scrape.name else { return nil }
    let catalogues = catalogues(of: name.text)
    let targets = targets(of: scrape, name: name.text)
    return Job(
      name: name.text, node: name, scrapeInterval: scrape.scrapeInterval, targets: targets,
      hasMetricRelabeling: !scrape.metricRelabeling.isEmpty, honorsLabels: scrape.honorsLabels,
      scrapesNativeHistograms: scrape.scrapesNativeHistograms,
      isCatalogued: !catalogues.isEmpty, openPrefixes: catalogues.flatMap(\.prefixes).map(\.value),
      labels: Job.labels(of: targets))
  }

  /// The labels of each target after relabeling; nil when one of them can't be told.
  private func targets(of scrape: ScrapeJob, name: String) -> [[String: String]]? {
    guard scrape.discovery.isEmpty else { return nil }
    let rules = scrape.relabeling.map { CompiledRelabelRule($0) }
    var all: [[String: String]] = []
    for target in scrape.staticTargets {
      var labels = [
        "__address__": target.address.text, "__scheme__": scrape.scheme, "__metrics_path__": scrape.metricsPath,
        "job": name,
      ]
      for label in target.labels { labels[label.name.text] = label.value.text }
      switch rules.apply(to: labels) {
      case .unknown: return nil
      case .dropped: continue
      case .labels(var relabeled):
        if relabeled["instance"]?.isEmpty ?? true { relabeled["instance"] = relabeled["__address__"] }
        all.append(relabeled.filter { !$0.key.hasPrefix("__") && !$0.value.isEmpty })
      }
    }
    return all
  }

  // MARK: Metrics

  /// The catalogues that a target names; none when one of them isn't known.
  private func catalogues(of job: String) -> [Catalogue] {
    guard let intent = stack.intent, let target = intent.targets.first(where: { $0.name.value == job }) else {
      return []
    }
    let found = target.metrics.compactMap { name in intent.catalogues.first { $0.name.value == name.value } }
    return found.count == target.metrics.count ? found : []
  }

  private func addCatalogues(_ jobs: [Job], to inventory: inout Inventory) {
    for job in jobs {
      for catalogue in catalogues(of: job.name) {
        for metric in catalogue.metrics { inventory.add(metric, exposedBy: job) }
      }
    }
  }

  /// A rule whose expression reads other recorded series comes after the rules that record them, in whatever file. What
  /// rules in a circle record has labels that are not known. What nothing reads is not followed: nobody asks for its
  /// labels.
  func addRecordings(to inventory: inout Inventory) {
    let recording = stack.rules.filter { $0.record != nil }
    let read = mentions(of: recording.compactMap(\.record))
    let isRead = recording.map { $0.record.map(read.include) ?? false }
    // That it exists, and is not scraped, is asked only where something is known of what is.
    if inventory.knowsWhatExists || !inventory.jobs.isEmpty {
      for (rule, isRead) in zip(recording, isRead) where !isRead {
        inventory.add(Recording(rule, tree: nil).series(with: .unknown))
      }
    }
    var recordings = zip(recording, isRead).filter(\.1).map(\.0).concurrentMap {
      Recording($0, tree: $0.expression?.parsed.tree)
    }
    let indices = Dictionary(grouping: recordings.indices) { recordings[$0].name }
    // How many rules have yet to be added before a name, and before a rule, is ready.
    var unrecorded = indices.mapValues(\.count)
    var readers: [String: [Int]] = [:]
    for index in recordings.indices {
      // Few rules record what others read.
      let read = (recordings[index].tree?.nodes ?? []).compactMap { $0.selector?.metricName }
        .filter { indices[$0] != nil }
      for name in Set(read) {
        readers[name, default: []].append(index)
        recordings[index].waitsFor += 1
      }
    }
    var ready = recordings.indices.filter { recordings[$0].waitsFor == 0 }
    while !ready.isEmpty {
      // None of these reads what another records, so they can be followed side by side.
      let found = ready.concurrentMap { [recordings, inventory] in
        recordings[$0].tree.map { inventory.labels(of: $0) } ?? .unknown
      }
      var next: [Int] = []
      for (index, labels) in zip(ready, found) {
        recordings[index].isAdded = true
        inventory.add(recordings[index].series(with: labels))
        let name = recordings[index].name
        unrecorded[name, default: 1] -= 1
        guard unrecorded[name] == 0 else { continue }
        for reader in readers[name] ?? [] {
          recordings[reader].waitsFor -= 1
          if recordings[reader].waitsFor == 0 { next.append(reader) }
        }
      }
      ready = next
    }
    for recording in recordings where !recording.isAdded { inventory.add(recording.series(with: .unknown)) }
  }

  /// Which of some metrics an expression may select.
  private func mentions(of names: [Node]) -> Mentions {
    var mentions = Mentions(of: names)
    guard !names.isEmpty else { return mentions }
    let inRules = stack.rules.concurrentMap { [mentions] rule in
      rule.expressions.flatMap { mentions.digests(in: $0.node) }
    }
    let elsewhere = stack.looseExpressions.concurrentMap { [mentions] in mentions.digests(in: $0.node) }
    mentions.add(inRules.joined())
    mentions.add(elsewhere.joined())
    return mentions
  }

  private struct Recording: Sendable {
    var rule: RuleFile.Rule
    var group: RuleFile.Group
    var name: String
    var origin: Origin
    /// Nil where nothing is known of what is recorded.
    var tree: PromQL.Expression?
    var waitsFor = 0
    var isAdded = false

    init(_ rule: StackRule, tree: PromQL.Expression?) {
      (self.rule, group, self.tree) = (rule.rule, rule.group, tree)
      let record = rule.record ?? rule.rule.node
      (name, origin) = (record.text, record.origin)
    }

    /// What it records, given the labels of its expression's result.
    func series(with result: PromQL.LabelSet) -> Inventory.Series {
      var labels = result
      for own in [group.labels, rule.labels] {
        for label in own { labels.set(label.name.text, .certain, .only(label.value.text)) }
      }
      return Inventory.Series(
        name: name, metric: nil, kind: .gauge, job: nil, labels: labels, origin: origin)
    }
  }
}
