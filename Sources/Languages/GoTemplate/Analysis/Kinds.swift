extension GoTemplate.Kind {
  /// What is known of a value that is one or the other.
  func joined(with other: Self) -> Self { self == other ? self : .any }
}

extension GoTemplate.Place {
  /// What came of looking for a field or method.
  enum Access {
    case found(GoTemplate.Function)
    /// A map's value.
    case value(GoTemplate.Kind)
    case unknown
    case missing(nearest: String?)
  }

  /// What `.name` is on a value, by Go's rules: a method, a field, or a map's key.
  func access(_ name: String, on kind: GoTemplate.Kind) -> Access {
    switch kind {
    case .any, .nil: return .unknown
    case .map(let value): return .value(value)
    case .list, .string, .integer, .float, .boolean: return .missing(nearest: nil)
    case .object(let typeName):
      guard let type = types[typeName] else { return .unknown }
      if let member = type.members[name] { return .found(member) }
      if case .map(let value)? = type.underlying { return .value(value) }
      return type.isOpen ? .unknown : .missing(nearest: GoTemplate.nearest(to: name, among: type.members.keys))
    }
  }

  /// A named type's list, map or number; other kinds are themselves.
  func underlying(_ kind: GoTemplate.Kind) -> GoTemplate.Kind {
    if case .object(let name) = kind, let underlying = types[name]?.underlying { return underlying }
    return kind
  }

  /// What `range` gives one after the other. Nil when Go can't range over it.
  func element(of kind: GoTemplate.Kind) -> GoTemplate.Kind? {
    switch underlying(kind) {
    case .any, .nil, .object: .any
    case .list(let element), .map(let element): element
    case .integer: .integer
    case .string, .float, .boolean: nil
    }
  }

  /// What `index value key` gives.
  func indexed(_ kind: GoTemplate.Kind) -> GoTemplate.Kind {
    switch underlying(kind) {
    case .list(let element), .map(let element): element
    default: .any
    }
  }

  /// Whether a value of a kind can certainly not be handed to a parameter of another. Numbers convert among each other
  /// when they are literals, so those are let through.
  func refuses(_ kind: GoTemplate.Kind, for parameter: GoTemplate.Kind) -> Bool {
    if kind == parameter { return false }
    let (given, wanted) = (underlying(kind), underlying(parameter))
    switch (wanted, given) {
    case (.any, _), (_, .any), (_, .nil), (.nil, _): return false
    case (.list, .list), (.map, .map), (.string, .string), (.boolean, .boolean): return false
    case (.integer, .integer), (.integer, .float), (.float, .integer), (.float, .float): return false
    default: return true
    }
  }
}
