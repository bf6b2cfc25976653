internal import Diagnostics
internal import Document

/// A part of a spec while it is put together: a node as it was read, or a collection made of several documents' parts.
indirect enum Layer {
  case node(Node)
  /// `like` is the node that the collection grew from; its place stands for the whole.
  case mapping([Entry], like: Node)
  case sequence([Layer], like: Node)

  struct Entry {
    var key: Node
    var value: Layer
    var name: String { key.text }
  }

  var node: Node {
    switch self {
    case .node(let node), .mapping(_, let node), .sequence(_, let node): node
    }
  }

  var kind: Node.Kind { node.kind }

  var entries: [Entry] {
    switch self {
    case .node(let node): node.entries.map { Entry(key: $0.key, value: .node($0.value)) }
    case .mapping(let entries, _): entries
    case .sequence: []
    }
  }

  var items: [Layer] {
    switch self {
    case .node(let node): node.items.map { .node($0) }
    case .sequence(let items, _): items
    case .mapping: []
    }
  }

  subscript(key: String) -> Layer? {
    if case .node(let node) = self { return node[key].map { .node($0) } }
    return entries.first { $0.name == key }?.value
  }

  /// The content of a scalar; nil for anything else.
  var text: String? { kind == .scalar ? node.text : nil }
}

extension [Layer.Entry] {
  /// Where each key stands.
  var positions: [String: Int] {
    Dictionary(enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Layer {
  // MARK: Overlays

  /// This with an overlay laid over it: mappings merge key by key, lists of named things by name, anything else is
  /// replaced; null removes.
  func overlaid(with other: Layer) -> Layer {
    if kind == .mapping, other.kind == .mapping {
      var merged = entries
      var positions = merged.positions
      for entry in other.entries {
        if let at = positions[entry.name] {
          merged[at].value = merged[at].value.overlaid(with: entry.value)
        } else {
          positions[entry.name] = merged.count
          merged.append(entry)
        }
      }
      merged.removeAll { $0.value.node.isNull }
      return .mapping(merged, like: node)
    }
    if kind == .sequence, other.kind == .sequence { return overlaidByName(with: other) ?? other }
    return other
  }

  /// Nil when some item has no name, or shares it.
  private func overlaidByName(with other: Layer) -> Layer? {
    var merged = items
    var positions: [String: Int] = [:]
    for (at, item) in merged.enumerated() {
      guard let identity = item.identity, positions.updateValue(at, forKey: identity) == nil else { return nil }
    }
    for item in other.items {
      guard let identity = item.identity else { return nil }
      if let at = positions[identity] {
        merged[at] = merged[at].overlaid(with: item)
      } else {
        positions[identity] = merged.count
        merged.append(item)
      }
    }
    return .sequence(merged, like: node)
  }

  /// The key that names an item of a list, and the name.
  private var identity: String? {
    for key in ["group", "alert", "record", "slo", "report", "row", "on"] {
      if let name = self[key]?.text { return "\(key)=\(name)" }
    }
    return nil
  }
}
