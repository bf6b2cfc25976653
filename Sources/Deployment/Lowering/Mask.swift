/// What is cut out of log lines before they leave the host, by name.
///
/// The text of each expression's one capture group is replaced, and nothing else of what it matched: Promtail's and
/// Alloy's `replace` work so, and an expression without a group replaces nothing. The syntax is RE2's.
///
/// A backslash is written `\x5c`: Promtail's environment expansion turns `\\` into `\` before YAML is even read.
package struct Mask: Sendable, Equatable {
  package struct Replacement: Sendable, Equatable {
    package var expression: String
    /// A Go template; `{{ .Value }}` is the group's text. `${1}` means nothing here.
    package var replacement: String
  }
  package var name: String
  package var replacements: [Replacement]

  package static let all = [creditCards, ssn, passwords, emails]
  package static func named(_ name: String) -> Mask? { all.first { $0.name == name } }

  /// What may stand before a number that is no part of a longer one. A letter may not, unless it belongs to an escaped
  /// line break; a dot may not, for these would be the digits of a fraction.
  private static let lead = #"(?:^|[^0-9A-Za-z.]|\x5c[nrt])"#

  /// Card numbers, all but the last four digits.
  ///
  /// Only the issuers' own prefixes count, so Unix timestamps in milliseconds, microseconds and nanoseconds (which
  /// begin with 1 until 2033) stay whole, as do most identifiers. A card that stands in JSON as a bare number leaves a
  /// line that no longer parses: it is shipped, masked, with the labels of its file alone.
  package static let creditCards = Mask(
    name: "credit_cards",
    replacements: [
      Replacement(
        expression: lead + "("
          // Sixteen digits in four fours: Visa, Mastercard (both ranges), Discover, UnionPay, JCB.
          + #"(?:4\d{3}|5[1-5]\d{2}|2(?:22[1-9]|2[3-9]\d|[3-6]\d{2}|7[01]\d|720)|6(?:011|4[4-9]\d|[25]\d{2})"#
          + #"|35(?:2[89]|[3-8]\d))[ -]?\d{4}[ -]?\d{4}[ -]?"#
          // American Express, fifteen; Diners Club, fourteen; Visa and UnionPay with nineteen; old Visa, thirteen.
          + #"|3[47]\d{2}[ -]?\d{6}[ -]?\d|3(?:0[0-5]|[68]\d)\d[ -]?\d{6}[ -]?|(?:4\d|62)\d{13}|4\d{8}"#
          + #")\d{4}\b"#,
        replacement: "XXXX-XXXX-XXXX-")
    ])

  /// United States social security numbers, with their hyphens.
  package static let ssn = Mask(
    name: "ssn",
    replacements: [Replacement(expression: lead + #"(\d{3}-\d{2}-\d{4})\b"#, replacement: "XXX-XX-XXXX")])

  private static let key = "(?i)(?:password|passwd|passphrase|pwd)"

  /// Values after `password`, `passwd`, `passphrase` or `pwd` (also at the end of a longer key): in JSON, in JSON
  /// within a JSON string, in logfmt and plain text, in SQL, and in URLs.
  package static let passwords = Mask(
    name: "passwords",
    replacements: [
      Replacement(expression: key + #""?\s*[:=]\s*"((?:[^"\x5c]|\x5c.)*)""#, replacement: "****"),
      Replacement(
        expression: key
          + #"(?:\x5c")?\s*[:=]\s*\x5c"((?:[^"\x5c]|\x5c\x5c(?:\x5c["\x5c]|[^"\x5c]))*)\x5c""#,
        replacement: "****"),
      // A JSON number must stay one, or the line no longer parses.
      Replacement(expression: key + #""\s*:\s*(-?\d[0-9.eE+-]*)"#, replacement: "0"),
      Replacement(
        expression: #"(?i)(?:(?:password|passwd|passphrase|pwd)'?\s*[:=]|password|identified\s+by)\s*'([^']*)'"#,
        replacement: "****"),
      Replacement(expression: key + #"\s*[:=]\s*((?:[^\s"'\x5c&]|\x5c[^"])+)"#, replacement: "****"),
      Replacement(expression: #"[A-Za-z][A-Za-z0-9+.-]*://[^\s:/@"']*:([^\s/@"']+)@"#, replacement: "****"),
    ])

  /// Mail addresses, all but the domain.
  package static let emails = Mask(
    name: "emails",
    replacements: [
      Replacement(
        expression: #"(?:\x5c[nrt])?([A-Za-z0-9._%+'-]+)@[A-Za-z0-9-]+\.[A-Za-z0-9.-]*[A-Za-z]"#, replacement: "****")
    ])
}
