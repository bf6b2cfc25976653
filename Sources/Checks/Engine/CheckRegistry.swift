/// Every check, by id. The list itself is generated from the files in the folders beside this one.
package enum CheckRegistry {
  package static func check(_ id: String) -> (any Check.Type)? { all.first { $0.metadata.id == id } }

  package static var groups: [String] {
    var seen: [String] = []
    for check in all where seen.last != check.metadata.group { seen.append(check.metadata.group) }
    return seen
  }
}
