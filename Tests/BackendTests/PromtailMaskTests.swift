import Deployment
import RE2
import Testing

/// What `replace` does in Promtail and Alloy: every match's capture groups are replaced, the rest of the match stays.
func replacing(_ expression: String, with replacement: String, in line: String) throws -> String {
  let pattern = try RegularExpression(expression, dotMatchesNewline: false)
  let bytes = Array(line.utf8)
  var out: [UInt8] = []
  var end = 0
  var from = 0
  while let match = pattern.firstMatch(in: line, from: from), let whole = match[0] {
    for case let group? in match.dropFirst() where group.lowerBound >= end {
      out += bytes[end..<group.lowerBound] + Array(replacement.utf8)
      end = group.upperBound
    }
    from = max(whole.upperBound, from + 1)
  }
  return String(decoding: out + bytes[end...], as: UTF8.self)
}

struct PromtailMaskTests {
  private func masked(_ line: String, by mask: Mask) throws -> String {
    try mask.replacements.reduce(line) { try replacing($1.expression, with: $1.replacement, in: $0) }
  }

  @Test(arguments: [
    (#"{"message":"paid with 4111111111111111"}"#, #"{"message":"paid with XXXX-XXXX-XXXX-1111"}"#),
    ("card 4111 1111 1111 1111 ok", "card XXXX-XXXX-XXXX-1111 ok"),
    ("card=5500-0000-0000-0004.", "card=XXXX-XXXX-XXXX-0004."),
    ("2221000000000009 2720990000000007", "XXXX-XXXX-XXXX-0009 XXXX-XXXX-XXXX-0007"),
    ("amex 378282246310005, 3782 822463 10005", "amex XXXX-XXXX-XXXX-0005, XXXX-XXXX-XXXX-0005"),
    ("diners 30569309025904", "diners XXXX-XXXX-XXXX-5904"),
    ("discover 6011111111111117 jcb 3530111333300000", "discover XXXX-XXXX-XXXX-1117 jcb XXXX-XXXX-XXXX-0000"),
    ("union 6212345678901265 or 6212345678900000003", "union XXXX-XXXX-XXXX-1265 or XXXX-XXXX-XXXX-0003"),
    ("old visa 4222222222222", "old visa XXXX-XXXX-XXXX-2222"),
    (#"{"message":"card:\n4111111111111111"}"#, #"{"message":"card:\nXXXX-XXXX-XXXX-1111"}"#),
  ])
  func keepsTheLastFourDigitsOfCards(line: String, expected: String) throws {
    #expect(try masked(line, by: .creditCards) == expected)
  }

  @Test(arguments: [
    // Unix time in seconds, milliseconds, microseconds and nanoseconds.
    #"{"ts":1700000000,"ms":1700000000123,"us":1700000000123456,"ns":1700000000123456789}"#,
    #"{"timestamp":"2024-01-15T10:30:00.123456789Z"}"#,
    // Fractions, versions, identifiers, byte counts.
    #"{"ratio":0.4539578125678901,"share":4.5395781256789012}"#,
    "4bf92f3577b34da6a3ce929d0e0e4736 00f067aa0ba902b7",
    "550e8400-e29b-41d4-a716-446655440000",
    "written 18446744073709551615 bytes",
    "account 12345678 41111111111111112222",
  ])
  func leavesOtherNumbersAlone(line: String) throws {
    #expect(try masked(line, by: .creditCards) == line)
    #expect(try masked(line, by: .ssn) == line)
  }

  @Test(arguments: [
    (#"{"ssn":"123-45-6789"}"#, #"{"ssn":"XXX-XX-XXXX"}"#),
    ("123-45-6789 and 987-65-4321", "XXX-XX-XXXX and XXX-XX-XXXX"),
    (#"{"m":"ssn:\n123-45-6789"}"#, #"{"m":"ssn:\nXXX-XX-XXXX"}"#),
    ("part 2024-123-45", "part 2024-123-45"),
    ("phone 555-123-4567", "phone 555-123-4567"),
  ])
  func masksSocialSecurityNumbers(line: String, expected: String) throws {
    #expect(try masked(line, by: .ssn) == expected)
  }

  @Test(arguments: [
    (#"{"user":"ann","password":"hunter2","ok":true}"#, #"{"user":"ann","password":"****","ok":true}"#),
    (#"{"db_password" : "a\"b\\c", "n":1}"#, #"{"db_password" : "****", "n":1}"#),
    (#"{"newPassword":"x"}{"PWD":"y z"}"#, #"{"newPassword":"****"}{"PWD":"****"}"#),
    (#"{"password":1234,"next":5}"#, #"{"password":0,"next":5}"#),
    (#"{"password":null}"#, #"{"password":null}"#),
    (#"{"message":"login {\"password\":\"a\\\"b\"} failed"}"#, #"{"message":"login {\"password\":\"****\"} failed"}"#),
    (#"{"message":"password=hunter2"}"#, #"{"message":"password=****"}"#),
    (#"{"message":"set password=\"hunter 2\" now"}"#, #"{"message":"set password=\"****\" now"}"#),
    ("level=info password=hunter2 user=ann", "level=info password=**** user=ann"),
    (#"level=info passwd="hunter 2" user=ann"#, #"level=info passwd="****" user=ann"#),
    ("GET /login?user=ann&password=hunter2&next=/", "GET /login?user=ann&password=****&next=/"),
    ("passphrase: correct-horse", "passphrase: ****"),
    ("CREATE USER ann PASSWORD 'hunter2';", "CREATE USER ann PASSWORD '****';"),
    ("ALTER USER ann IDENTIFIED BY 'hunter2'", "ALTER USER ann IDENTIFIED BY '****'"),
    ("connecting to postgres://ann:hunter2@db:5432/x", "connecting to postgres://ann:****@db:5432/x"),
    ("the password was changed", "the password was changed"),
    ("see https://example.com:8080/a@b", "see https://example.com:8080/a@b"),
  ])
  func masksPasswords(line: String, expected: String) throws {
    let once = try masked(line, by: .passwords)
    #expect(once == expected)
    #expect(try masked(once, by: .passwords) == expected, "masking again changes nothing")
  }

  @Test(arguments: [
    ("mail ann.b+c@mail.example.com now", "mail ****@mail.example.com now"),
    (#"{"m":"to:\nann@example.com"}"#, #"{"m":"to:\n****@example.com"}"#),
    ("user@host and @name", "user@host and @name"),
  ])
  func masksMailAddresses(line: String, expected: String) throws {
    #expect(try masked(line, by: .emails) == expected)
  }

  @Test(arguments: Mask.all)
  func hasOneGroupAndSurvivesExpansion(mask: Mask) throws {
    for replacement in mask.replacements {
      #expect(try RegularExpression(replacement.expression).groupCount == 1)
      #expect(expandingEnvironment(replacement.expression) == replacement.expression)
      #expect(!replacement.replacement.contains("$") && !replacement.replacement.contains("{{"))
    }
  }
}

/// What `-config.expand-env=true` makes of text without any variable set.
func expandingEnvironment(_ text: String) -> String {
  var out = ""
  var rest = Substring(text)
  while let character = rest.popFirst() {
    switch (character, rest.first) {
    case ("\\", "\\"?), ("\\", "/"?), ("$", "$"?): out.append(rest.removeFirst())
    case ("$", "{"?): rest = rest.drop { $0 != "}" }.dropFirst()
    default: out.append(character)
    }
  }
  return out
}
