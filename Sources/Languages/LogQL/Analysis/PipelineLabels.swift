extension LogQL {
  /// What a pipeline does to the labels of its lines, as far as the text tells.
  ///
  /// A label that a parser extracts, and that the stream has already, gets `_extracted` behind its name; that can't be
  /// told here.
  public struct PipelineLabels: Sendable, Hashable {
    /// Labels that a stage sets by name, and no later stage takes away.
    public var added: Set<String> = []
    /// Labels that a stage takes away, and no later stage sets.
    public var removed: Set<String> = []
    /// Whether a stage adds labels that depend on the line: `json`, `logfmt` and `unpack` without a list.
    public var addsUnknown = false
    /// The labels of the stream that are left after `keep`; nil when none was dropped that way.
    public var kept: Set<String>?

    /// Whether lines have the label behind the pipeline, given whether their stream has it; nil when that is not known.
    public func has(_ label: String, inStream: Bool?) -> Bool? {
      if added.contains(label) { return true }
      if removed.contains(label) { return false }
      if let kept, !kept.contains(label) { return false }
      if inStream == true { return true }
      return addsUnknown ? nil : inStream
    }

    mutating func add(_ label: String) {
      added.insert(label)
      removed.remove(label)
      kept?.insert(label)
    }

    mutating func remove(_ label: String) {
      added.remove(label)
      removed.insert(label)
    }
  }
}

extension LogQL.LogQuery {
  /// What the stages do to labels, from the first to the last.
  public var labels: LogQL.PipelineLabels {
    var labels = LogQL.PipelineLabels()
    for stage in stages { stage.apply(to: &labels) }
    return labels
  }
}

extension LogQL.Stage {
  fileprivate func apply(to labels: inout LogQL.PipelineLabels) {
    switch kind {
    case .lineFilter, .labelFilter, .lineFormat, .decolorize: break
    case .unpack, .variable: openUp(&labels)
    case .json(let extractions): add(extractions, to: &labels)
    case .logfmt(let stage): add(stage.extractions, to: &labels)
    case .pattern(let pattern): add(pattern.captures, of: pattern.literal, to: &labels)
    case .regexp(let parser): add(parser.captures, of: parser.literal, to: &labels)
    case .labelFormat(let formats):
      for format in formats {
        if case .rename(let old) = format.source { labels.remove(old.name) }
        if format.label.isVariable { openUp(&labels) } else { labels.add(format.label.name) }
      }
    case .drop(let selections):
      // A label that is dropped for some of its values may be left.
      for selection in selections {
        if selection.matcher == nil {
          labels.remove(selection.label.name)
        } else {
          labels.added.remove(selection.label.name)
        }
      }
    case .keep(let selections):
      let names = Set(selections.map(\.label.name))
      labels.added.formIntersection(selections.filter { $0.matcher == nil }.map(\.label.name))
      labels.kept = labels.kept.map { $0.intersection(names) } ?? names
    }
  }

  private func openUp(_ labels: inout LogQL.PipelineLabels) {
    labels.addsUnknown = true
    // What was taken away may come again.
    labels.removed = []
    labels.kept = nil
  }

  private func add(_ extractions: [LogQL.Extraction], to labels: inout LogQL.PipelineLabels) {
    if extractions.isEmpty || extractions.contains(where: \.label.isVariable) { openUp(&labels) }
    for extraction in extractions where !extraction.label.isVariable { labels.add(extraction.label.name) }
  }

  private func add(
    _ captures: [String], of literal: LogQL.StringLiteral, to labels: inout LogQL.PipelineLabels
  ) {
    if literal.hasVariable { openUp(&labels) }
    captures.forEach { labels.add($0) }
  }
}
