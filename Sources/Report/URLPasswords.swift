extension [Unicode.Scalar] {
  /// Where passwords stand in the URLs of a text: `http://user:password@host`.
  var passwords: [Range<Int>] {
    var found: [Range<Int>] = []
    for colon in indices.dropLast(2) where self[colon] == ":" && self[colon + 1] == "/" && self[colon + 2] == "/" {
      let start = colon + 3
      let authority = self[start...].prefix { !["/", "?", "#", " ", "\"", "'", "\\"].contains($0) }
      guard let end = authority.lastIndex(of: "@"), let separator = authority[..<end].firstIndex(of: ":") else {
        continue
      }
      found.append((separator + 1)..<end)
    }
    return found
  }
}

extension String {
  /// This text with passwords in URLs left out. Messages quote what they are about.
  var withoutPasswords: String {
    guard contains("://") else { return self }
    var scalars = Array(unicodeScalars)
    for range in scalars.passwords.reversed() { scalars.replaceSubrange(range, with: "****".unicodeScalars) }
    return String(String.UnicodeScalarView(scalars))
  }
}
