package import Document
package import Quantities

/// Every table that a table leads to, each once, with a name of its own: that of the key it most often stands under.
package struct TableWalk {
  package struct Entry {
    package let name: String
    /// Where it first stands: `receivers[].slack_configs[]`.
    package let path: String
    package let table: FieldTable
    /// The version that its keys go by, of a version of the server; nil where they go by the server's own.
    package let dating: (@Sendable (Version) -> Version)?
    /// The tables of each field's type, in the order of `FieldType.tables`. Asked for once: some are made anew each time.
    fileprivate let references: [String: [FieldTable.Identity]]
  }

  package private(set) var entries: [Entry] = []
  private var names: [FieldTable.Identity: String] = [:]
  private var taken: Set<String> = []

  /// More than any server has; a guard against tables that make new ones without end.
  private static let limit = 5000

  package init(_ root: FieldTable, named name: String) {
    var waiting = [Part(path: "", table: root, dating: nil)]
    var seen: Set<FieldTable.Identity> = []
    var keys = [root.identity: [name: 1]]
    var met: [(part: Part, references: [String: [FieldTable.Identity]])] = []
    var next = 0
    while next < waiting.count, met.count < Self.limit {
      let part = waiting[next]
      next += 1
      guard seen.insert(part.table.identity).inserted else { continue }
      var references: [String: [FieldTable.Identity]] = [:]
      for field in part.table.effectiveFields {
        let path = part.path.isEmpty ? field.name : "\(part.path).\(field.name)"
        let below = field.type.parts(path, part.dating)
        references[field.name] = below.map(\.table.identity)
        for part in below { keys[part.table.identity, default: [:]][field.name, default: 0] += 1 }
        waiting += below
      }
      met.append((part, references))
    }
    for (part, references) in met {
      let most = keys[part.table.identity]?.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
      let own = unique(most ?? name)
      names[part.table.identity] = own
      entries.append(
        Entry(name: own, path: part.path, table: part.table, dating: part.dating, references: references))
    }
  }

  fileprivate struct Part {
    var path: String
    var table: FieldTable
    var dating: (@Sendable (Version) -> Version)?
  }

  /// The names of the tables that a field's type holds, in order.
  package func references(of field: Field, in entry: Entry) -> [String] {
    (entry.references[field.name] ?? []).map { names[$0] ?? "" }
  }

  private mutating func unique(_ name: String) -> String {
    var candidate = name
    var count = 1
    while !taken.insert(candidate).inserted {
      count += 1
      candidate = "\(name)-\(count)"
    }
    return candidate
  }
}

extension FieldType {
  /// The tables of a value, with their paths.
  fileprivate func parts(_ path: String, _ dating: (@Sendable (Version) -> Version)?) -> [TableWalk.Part] {
    switch self {
    case .table(let table): [TableWalk.Part(path: path, table: table(), dating: dating)]
    case .list(let item), .oneOrMore(let item): item.parts(path + "[]", dating)
    case .map(let item): item.parts(path + ".*", dating)
    case .either(let first, let second): first.parts(path, dating) + second.parts(path, dating)
    case .ruled(let type, _): type.parts(path, dating)
    case .dated(let dating, let type): type.parts(path, dating)
    default: []
    }
  }
}
