package import Document

/// Every table that a table leads to, each once, with a name of its own: that of the key it most often stands under.
package struct TableWalk {
  package struct Entry {
    package let name: String
    /// Where it first stands: `receivers[].slack_configs[]`.
    package let path: String
    package let table: FieldTable
    /// The tables of each field's type, in the order of `FieldType.tables`. Asked for once: some are made anew each time.
    fileprivate let references: [String: [FieldTable.Identity]]
  }

  package private(set) var entries: [Entry] = []
  private var names: [FieldTable.Identity: String] = [:]
  private var taken: Set<String> = []

  /// More than any server has; a guard against tables that make new ones without end.
  private static let limit = 5000

  package init(_ root: FieldTable, named name: String) {
    var waiting = [(path: "", table: root)]
    var seen: Set<FieldTable.Identity> = []
    var keys = [root.identity: [name: 1]]
    var met: [(path: String, table: FieldTable, references: [String: [FieldTable.Identity]])] = []
    var next = 0
    while next < waiting.count, met.count < Self.limit {
      let (path, table) = waiting[next]
      next += 1
      guard seen.insert(table.identity).inserted else { continue }
      var references: [String: [FieldTable.Identity]] = [:]
      for field in table.effectiveFields {
        let below = field.type.tables(path.isEmpty ? field.name : "\(path).\(field.name)")
        references[field.name] = below.map(\.table.identity)
        for (_, table) in below { keys[table.identity, default: [:]][field.name, default: 0] += 1 }
        waiting += below.map { ($0.path, $0.table) }
      }
      met.append((path, table, references))
    }
    for (path, table, references) in met {
      let most = keys[table.identity]?.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
      let own = unique(most ?? name)
      names[table.identity] = own
      entries.append(Entry(name: own, path: path, table: table, references: references))
    }
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
  fileprivate func tables(_ path: String) -> [(path: String, table: FieldTable)] {
    switch self {
    case .table(let table): [(path, table())]
    case .list(let item), .oneOrMore(let item): item.tables(path + "[]")
    case .map(let item): item.tables(path + ".*")
    case .either(let first, let second): first.tables(path) + second.tables(path)
    case .ruled(let type, _), .dated(_, let type): type.tables(path)
    default: []
    }
  }
}
