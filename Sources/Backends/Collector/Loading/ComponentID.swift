internal import Document

/// The ids of components: `type` or `type/name`.
enum ComponentID {
  /// Without the blanks that the collector cuts off.
  static func name(of id: String) -> String {
    guard let slash = id.firstIndex(of: "/") else { return id.blanksCut }
    return id[..<slash].blanksCut + "/" + id[id.index(after: slash)...].blanksCut
  }

  /// Why the collector refuses an id; nil when it doesn't.
  static func problem(with id: String) -> String? {
    let parts = id.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let type = parts.first.map { String($0).blanksCut } ?? ""
    if type.isEmpty { return "an id needs a type before the \"/\", unlike \(quoted(id))" }
    guard let first = type.utf8.first, first.isLetter, type.utf8.count <= 63, type.utf8.allSatisfy(\.isWord) else {
      return "a type begins with a letter and consists of letters, digits and \"_\", unlike \(quoted(type))"
    }
    return parts.count > 1 ? problem(withName: parts[1], of: id) : nil
  }

  /// The same of the part after the slash.
  static func problem(withName part: Substring, of id: String) -> String? {
    let name = String(part).blanksCut
    if name.isEmpty { return "an id has a name after the \"/\", unlike \(quoted(id))" }
    if name.utf8.count > 1024 { return "a name has 1024 bytes at most" }
    guard let wrong = name.unicodeScalars.first(where: { !isAllowed($0) }) else { return nil }
    return "a name can't hold \(quoted(String(wrong))), as \(quoted(id)) does"
  }

  /// Neither blank nor control nor symbol.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .surrogate, .privateUse, .unassigned,
      .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      false
    default: true
    }
  }
}

extension StringProtocol {
  /// Without blanks at both ends.
  var blanksCut: String {
    let start = drop(while: \.isWhitespace)
    let blanks = start.reversed().prefix(while: \.isWhitespace).count
    return String(start.dropLast(blanks))
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  fileprivate var isWord: Bool { isLetter || (0x30...0x39).contains(self) || self == UInt8(ascii: "_") }
}
