internal import PromQL

/// How texts of the spec stand inside other texts.
enum Quoting {
  /// A PromQL or LogQL string.
  static func quote(_ text: String) -> String { PromQL.quote(text) }

  /// A value of a provisioning file, where `$NAME` would be an environment variable.
  static func provisioned(_ text: String) -> String { text.replacing("$", with: "$$") }

  /// A literal inside a regular expression.
  static func regex(_ text: String) -> String {
    var out = ""
    for character in text {
      if "\\.+*?()|[]{}^$".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }
}
