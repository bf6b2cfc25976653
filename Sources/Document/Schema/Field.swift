package import Quantities

/// One key of a server's configuration, as data.
package struct Field: Sendable {
  package var name: String
  package var type: FieldType
  /// The first version that knows it; nil for as long as anyone remembers.
  package var since: Version?
  /// From when on it is discouraged, and what takes its place.
  package var deprecated: (in: Version, instead: String)?
  /// The first version that refuses it, and what takes its place.
  package var removed: (in: Version, instead: String)?
  /// Its value is never printed.
  package var isSecret: Bool
  package var isRequired: Bool
  /// Whether an empty text or list is as bad as none.
  package var isFilled: Bool
  /// Keys that may not stand beside it.
  package var excludes: [String]
  /// What the server takes when the key isn't there, as one would write it.
  package var `default`: String?

  package init(
    _ name: String, _ type: FieldType, since: Version? = nil, deprecated: (in: Version, instead: String)? = nil,
    removed: (in: Version, instead: String)? = nil, isSecret: Bool = false, isRequired: Bool = false,
    isFilled: Bool = false, excludes: [String] = [], default: String? = nil
  ) {
    self.name = name
    self.type = type
    self.since = since
    self.deprecated = deprecated
    self.removed = removed
    self.isSecret = isSecret
    self.isRequired = isRequired
    self.isFilled = isFilled
    self.excludes = excludes
    self.default = `default`
  }

  /// Whether it is not of every version, or not meant to be used in every one.
  var isDated: Bool { since != nil || removed != nil || deprecated != nil }

  /// Whether a server of this version takes the key.
  package func isKnown(to version: Version) -> Bool {
    if let since, version < since { return false }
    if let removed, version >= removed.in { return false }
    return true
  }
}

extension [Field] {
  /// The same fields, but for what another server or another place has differently.
  package func changed(_ change: (inout Field) -> Void) -> [Field] {
    map { field in
      var field = field
      change(&field)
      return field
    }
  }
}
