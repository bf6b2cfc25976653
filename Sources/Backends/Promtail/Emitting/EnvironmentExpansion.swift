/// What `-config.expand-env=true` does to the file before YAML is read (the `envsubst` library): `${NAME}` is replaced,
/// `$$` becomes `$`, `\\` becomes `\`, and `\/` becomes `/`; a backslash before anything else stays.
enum EnvironmentExpansion {
  /// The text that expansion turns into this one, as long as the file has it plain or in single quotes.
  static func escape(_ text: String) -> String {
    var escaped = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      escaped.append(character)
      switch (character, rest.first) {
      case ("\\", "\\"?), ("\\", "/"?), ("$", "{"?), ("$", "$"?): escaped.append(character)
      default: break
      }
    }
    return escaped
  }
}
