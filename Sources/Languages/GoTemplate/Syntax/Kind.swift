extension GoTemplate {
  /// What sort of value an operand has, as far as that is known without executing the template.
  public indirect enum Kind: Sendable, Hashable {
    /// Not known, or anything.
    case any
    case string, integer, float, boolean, `nil`
    case list(Kind)
    /// A map from strings; a key that is missing gives an empty value.
    case map(Kind)
    /// A type of the place with fields and methods of its own: `Alert`, `KV`, `Time`.
    case object(String)
  }

  /// A function that templates of a place can call, or a field or method of a value.
  public struct Function: Sendable, Hashable {
    public var name: String
    /// The kinds of its arguments, without those that may be repeated.
    public var parameters: [Kind]
    /// What may follow the parameters any number of times.
    public var repeated: Kind?
    /// What it gives.
    public var result: Kind
    /// The server's version that brought it, like `2.38`; nil when all have it that are still in use.
    public var since: String?
    /// A field of a struct rather than a function or method: it takes no arguments.
    public var isField = false

    /// How many arguments it takes at least.
    public var minimum: Int { parameters.count }
    /// How many arguments it takes at most; nil when there is no limit.
    public var maximum: Int? { repeated == nil ? parameters.count : nil }

    /// A function by its name and the kinds of its arguments; `repeated` may follow any number of times.
    public init(
      _ name: String, _ parameters: [Kind] = [], repeated: Kind? = nil, result: Kind = .any, since: String? = nil
    ) {
      self.name = name
      self.parameters = parameters
      self.repeated = repeated
      self.result = result
      self.since = since
    }
  }

  /// A type with fields and methods.
  public struct ObjectType: Sendable, Hashable {
    public var name: String
    /// What it is besides: a list, a map, a number; nil for a struct.
    public var underlying: Kind?
    /// Its fields and methods, by name.
    public var members: [String: Function]
    /// It may have more members than are listed.
    public var isOpen = false

    /// A type by the name that `Kind.object` gives it.
    public init(_ name: String, underlying: Kind? = nil, members: [Function] = []) {
      self.name = name
      self.underlying = underlying
      self.members = Dictionary(members.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }
}

extension GoTemplate.Kind: CustomStringConvertible {
  /// As a message names it: `a string`.
  public var description: String {
    switch self {
    case .any: "a value"
    case .string: "a string"
    case .integer: "an integer"
    case .float: "a float"
    case .boolean: "a boolean"
    case .nil: "nil"
    case .list(let element): if case .object(let name) = element { "a list of \(name)" } else { "a list" }
    case .map: "a map"
    case .object(let name): name
    }
  }

  /// Reads `string`, `int`, `float`, `bool`, `any`, `[]T`, `{}T` or a type's name.
  init(spelled text: Substring) {
    switch text {
    case "any": self = .any
    case "string": self = .string
    case "int": self = .integer
    case "float": self = .float
    case "bool": self = .boolean
    default:
      if text.hasPrefix("[]") {
        self = .list(Self(spelled: text.dropFirst(2)))
      } else if text.hasPrefix("{}") {
        self = .map(Self(spelled: text.dropFirst(2)))
      } else {
        self = .object(String(text))
      }
    }
  }
}

extension GoTemplate.Function {
  /// Reads a line of a table: `name(kind, kind, kind...) kind`, `name kind` for a field, with `@2.38` behind for the
  /// version that brought it.
  init?(spelled line: Substring) {
    let words = line.split(separator: "@", maxSplits: 1)
    guard let signature = words.first else { return nil }
    since = words.count == 2 ? String(words[1]) : nil
    guard let open = signature.firstIndex(of: "("), let close = signature.lastIndex(of: ")"), open < close else {
      let parts = signature.split(separator: " ")
      guard parts.count == 2 else { return nil }
      (name, parameters, repeated, result, isField) = (
        String(parts[0]), [], nil, GoTemplate.Kind(spelled: parts[1]), true
      )
      return
    }
    name = String(signature[..<open])
    parameters = []
    repeated = nil
    for parameter in signature[signature.index(after: open)..<close].split(separator: ",") {
      let kind = parameter.drop { $0 == " " }
      if kind.hasSuffix("...") {
        repeated = GoTemplate.Kind(spelled: kind.dropLast(3))
      } else {
        parameters.append(GoTemplate.Kind(spelled: kind))
      }
    }
    let result = signature[signature.index(after: close)...].split(separator: " ")
    self.result = result.first.map { GoTemplate.Kind(spelled: $0) } ?? .any
  }

  /// Reads a table, one function a line.
  static func table(_ text: String) -> [Self] {
    text.split(separator: "\n").compactMap { Self(spelled: $0) }
  }
}

extension GoTemplate.ObjectType {
  /// Reads a table of members; see `Function.init(spelled:)`.
  init(_ name: String, _ underlying: GoTemplate.Kind? = nil, table: String) {
    self.init(name, underlying: underlying, members: GoTemplate.Function.table(table))
  }
}
