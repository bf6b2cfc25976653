internal import Diagnostics
internal import Document
internal import Quantities

/// `targets:` and `metrics:`: what is scraped, and what it exposes.
extension SpecDecoder {
  func target(_ name: Located<String>, _ node: Node) -> Target? {
    var target = Target(name: name)
    let problems = diagnostics.count
    mapping(node, "a target") { fields in
      target.endpoints = fields.itemOrItems("endpoints", endpoint)
      target.labels = fields.labels("labels")
      target.instance = fields.choice("instance") ?? target.instance
      target.scrapeInterval = fields.interval("scrape_interval")
      target.scrapeTimeout = fields.interval("scrape_timeout")
      target.metricsPath = fields.string("metrics_path")
      target.scheme = fields.value("scheme", word(["http", "https"]))
      target.metrics = fields.strings("metrics")
      target.discovery = fields.named("discovery") { mechanism, node in
        self.discoveryConfiguration(node).map { (mechanism, $0) }
      }
      target.native = fields.native()
    }
    // A misspelt key is problem enough.
    if target.endpoints.isEmpty, target.discovery.isEmpty, target.native == nil, diagnostics.count == problems {
      report(
        "schema/missing-key", "target \(quoted(name.value)) has nothing to scrape", at: name.origin,
        help: "add \"endpoints\" or \"discovery\"")
    }
    return target
  }

  /// One configuration or a list of them, as in `dns_sd_configs`.
  private func discoveryConfiguration(_ node: Node) -> Draft? {
    if node.kind == .scalar {
      wrongType(node, "a mapping of the mechanism's own keys")
      return nil
    }
    return Draft(node)
  }

  /// `"db:9100"`, or `{address: "db:9100", labels: {…}}`.
  private func endpoint(_ node: Node) -> Target.Endpoint? {
    if node.kind == .scalar { return address(node).map { Target.Endpoint(address: $0) } }
    var endpoint = Target.Endpoint(address: Located("", at: node.origin))
    mapping(node, "an endpoint") { fields in
      endpoint.address = fields.required("address", address, or: endpoint.address)
      endpoint.labels = fields.labels("labels")
    }
    return endpoint
  }

  // MARK: Catalogues

  func catalogue(_ name: Located<String>, _ node: Node) -> Catalogue? {
    guard node.kind == .mapping else {
      wrongType(node, "a mapping of metrics")
      return nil
    }
    var catalogue = Catalogue(name: name)
    // `from: page.metrics` names a saved page; a metric called "from" has a mapping.
    let page = node["from"].flatMap { $0.kind == .scalar ? $0 : nil }
    catalogue.page = page.flatMap { page in naming("from") { self.name(page) } }
    // `loki_*:` stands for whatever else begins so; it has nothing to say of it.
    catalogue.prefixes = node.entries.filter { $0.value.isNull && $0.key.text.last == "*" }
      .map { Located(String($0.key.text.dropLast()), at: $0.key.origin) }
    catalogue.metrics = named(node) { name, node in
      node.index == page?.index || name.value.last == "*" && node.isNull ? nil : self.metric(name, node)
    }
    return catalogue
  }

  private func metric(_ name: Located<String>, _ node: Node) -> Metric? {
    requireMetricName(name)
    if node.kind == .scalar, !node.isNull {
      return decode(node, .choice(Metric.Kind.self)).map { Metric(name: name, kind: $0) }
    }
    var metric = Metric(name: name, kind: Located(.untyped, at: name.origin))
    mapping(node, "a metric") { fields in
      metric.kind = fields.required("type", { self.decode($0, .choice()) }, or: metric.kind)
      metric.help = fields.string("help")
      metric.unit = fields.string("unit")
      metric.labels = fields.value("labels", metricLabels) ?? []
      metric.buckets = fields.list("buckets", bucket)
    }
    return metric
  }

  /// `[a, b]`, or `{a: [x, y], b: null}` where the values are known.
  private func metricLabels(_ node: Node) -> [(name: Located<String>, values: [Located<String>]?)] {
    if node.kind == .sequence { return items(node, name).map { ($0, nil) } }
    return named(node) { name, values in (name, values.isNull ? nil : self.itemOrItems(values, self.string)) }
  }

  /// `+Inf` is in every histogram and needn't be written.
  private func bucket(_ node: Node) -> Located<Double>? {
    ["+Inf", "Inf", ".inf", "+.inf"].contains(node.text) ? nil : number(node)
  }
}
