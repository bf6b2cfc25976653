import Deployment
import Diagnostics
import Testing

/// Every fixture `*.bad.yaml` (or folder `*.bad` of files), with each finding's place and id.
struct MalformedSpecTests {
  @Test(arguments: expected.keys.sorted())
  func reportsEveryProblemAtItsPlace(_ name: String) throws {
    let files = try Fixtures.files(name + ".bad")
    let result = SpecReader.read(files: files)
    #expect(result.diagnostics.map(\.summary) == Self.expected[name])
    #expect(result.deployment == nil)
    #expect(result.diagnostics.allSatisfy { !($0.message + ($0.help ?? "")).contains(Self.secret) })
  }

  @Test func everyFixtureIsExpected() throws {
    #expect(try Fixtures.names(ending: ".bad") == Self.expected.keys.sorted())
  }

  /// Stands for a secret in the fixtures; no message may repeat it.
  static let secret = "0123456789abcdef"

  static let expected: [String: [String]] = [
    "addresses": [
      "2:28 schema/invalid-value", "3:18 schema/invalid-value", "3:43 schema/invalid-value",
      "3:60 schema/unknown-key",
    ],
    "alias-of-nothing": [
      "2:11 schema/missing-key", "2:15 syntax/yaml",
    ],
    "choices": [
      "2:47 schema/invalid-value", "2:61 schema/invalid-value", "3:25 schema/invalid-value",
      "3:36 schema/invalid-value", "4:43 schema/missing-key", "4:60 schema/invalid-value", "5:19 schema/invalid-value",
      "5:62 schema/invalid-value", "5:74 schema/invalid-value", "6:17 schema/invalid-value",
      "7:45 schema/invalid-value", "8:43 schema/invalid-value",
    ],
    "clash": [
      "1:1 spec/duplicate-name", "3:3 spec/duplicate-name", "6:12 spec/duplicate-name", "8:11 spec/duplicate-name",
    ],
    "comments-only": ["1:1 spec/empty"],
    "duplicate-keys": ["4:3 syntax/duplicate-key"],
    "duplicate-names": [
      "3:12 spec/duplicate-name", "10:11 spec/duplicate-name",
    ],
    "durations": [
      "2:18 schema/invalid-value", "3:22 schema/invalid-value", "4:22 schema/invalid-value",
      "4:34 schema/invalid-value", "4:49 schema/invalid-value", "7:15 schema/invalid-value",
      "8:44 schema/invalid-value",
    ],
    "empty": ["1:1 spec/empty"],
    "inline-secrets": [
      "3:16 secrets/inline-secret", "4:3 schema/exclusive-keys", "5:3 schema/exclusive-keys",
      "6:3 schema/exclusive-keys", "6:11 schema/unknown-key", "6:18 secrets/inline-secret",
      "7:19 secrets/inline-secret", "9:24 secrets/inline-secret", "10:32 secrets/inline-secret",
      "11:16 secrets/inline-secret",
    ],
    "invalid-utf8": ["2:23 syntax/yaml"],
    "list-at-top": ["1:1 schema/wrong-type"],
    "matchers": [
      "6:24 syntax/matcher", "7:30 syntax/matcher", "8:21 syntax/matcher", "9:15 syntax/matcher",
      "11:15 syntax/matcher",
    ],
    "missing-keys": [
      "2:28 schema/missing-key", "3:18 schema/missing-key", "4:10 schema/missing-key", "4:19 schema/missing-key",
      "4:31 schema/missing-key", "5:38 schema/missing-key", "6:8 schema/missing-key", "6:8 schema/missing-key",
      "6:8 schema/missing-key", "7:24 schema/missing-key", "7:24 schema/missing-key", "7:39 schema/missing-key",
      "7:52 schema/missing-key", "7:63 schema/missing-key", "8:10 schema/missing-key", "8:21 schema/missing-key",
      "8:46 schema/missing-key", "9:33 schema/missing-key", "9:45 schema/missing-key", "9:55 schema/missing-key",
      "10:21 schema/missing-key", "11:16 schema/missing-key", "11:16 schema/missing-key", "12:11 schema/missing-key",
      "12:11 schema/missing-key", "12:11 schema/missing-key",
    ],
    "native": [
      "2:22 schema/wrong-type", "3:45 schema/wrong-type", "3:67 schema/wrong-type",
    ],
    "no-name": ["1:1 schema/missing-key"],
    "null-sections": [
      "1:1 schema/missing-key", "2:11 schema/missing-key",
    ],
    "numbers": [
      "4:41 schema/invalid-value", "4:47 schema/invalid-value", "10:42 schema/invalid-value",
      "10:51 schema/invalid-value", "10:69 schema/invalid-value", "11:52 schema/invalid-value",
    ],
    "operations": [
      "5:18 schema/wrong-type", "6:18 schema/invalid-value", "7:32 schema/invalid-value", "8:32 schema/invalid-value",
      "10:21 schema/invalid-value", "10:73 schema/invalid-value", "11:26 schema/wrong-type",
    ],
    "paths": [
      "1:13 schema/invalid-value", "2:18 schema/invalid-value", "3:12 schema/invalid-value",
      "4:14 schema/invalid-value", "5:46 schema/invalid-value", "6:23 schema/invalid-value",
      "7:30 schema/invalid-value", "7:45 schema/unknown-key",
    ],
    "quantities": [
      "2:24 schema/invalid-value", "4:25 schema/invalid-value", "7:26 schema/invalid-value",
      "7:53 schema/invalid-value", "8:18 schema/invalid-value",
    ],
    "refused-by-servers": [
      "2:28 schema/invalid-value", "2:40 schema/invalid-value", "5:14 schema/invalid-value",
      "6:43 schema/invalid-value", "7:32 schema/invalid-value", "7:52 schema/invalid-value",
      "7:82 schema/invalid-value", "10:25 schema/invalid-value", "10:32 schema/invalid-value",
      "11:40 schema/invalid-value", "12:52 schema/invalid-value",
    ],
    "self-alias": ["2:18 syntax/yaml"],
    "slo-forms": [
      "4:47 schema/exclusive-keys", "5:47 schema/exclusive-keys", "6:59 schema/exclusive-keys",
      "7:59 schema/exclusive-keys", "8:80 schema/invalid-value",
    ],
    "tabs": ["3:1 syntax/yaml"],
    "two-problems-far-apart": [
      "6:35 schema/unknown-key", "7:26 schema/wrong-type", "7:37 schema/invalid-value",
    ],
    "unclosed": ["3:1 syntax/yaml"],
    "undefined-alerts": [
      "8:20 spec/undefined-reference", "9:21 spec/undefined-reference",
    ],
    "undefined-names": [
      "2:7 spec/undefined-reference", "4:39 spec/undefined-reference", "9:44 spec/undefined-reference",
      "9:61 spec/undefined-reference", "11:60 spec/undefined-reference", "12:55 spec/undefined-reference",
      "12:75 spec/undefined-reference",
    ],
    "undefined-receivers": [
      "4:13 spec/undefined-reference", "7:41 spec/undefined-reference", "7:70 spec/undefined-reference",
      "8:40 spec/undefined-reference", "12:46 spec/undefined-reference",
    ],
    "undefined-secrets": [
      "4:24 spec/undefined-reference", "5:33 spec/undefined-reference", "6:44 spec/undefined-reference",
    ],
    "unknown-key": [
      "2:1 schema/unknown-key", "4:8 schema/unknown-key", "4:31 schema/unknown-key",
    ],
    // What the servers would refuse to load, or take for something else.
    "unloadable": [
      "2:19 schema/invalid-value", "3:18 schema/invalid-value", "4:17 schema/invalid-value",
      "6:36 schema/invalid-value", "6:82 schema/invalid-value", "7:15 schema/invalid-value",
      "10:22 schema/invalid-value", "10:48 schema/exclusive-keys", "11:28 schema/invalid-value",
      "11:56 secrets/inline-secret", "14:14 schema/invalid-value", "16:12 schema/missing-key",
      "17:35 schema/invalid-value", "17:40 schema/invalid-value", "17:64 schema/invalid-value",
      "17:85 schema/invalid-value", "18:18 schema/invalid-value", "20:32 schema/missing-key",
      "20:86 schema/invalid-value",
    ],
    "unsupported-version": ["1:9 spec/unsupported-version"],
    "wrong-types": [
      "1:13 schema/wrong-type", "2:10 schema/wrong-type", "3:9 schema/wrong-type", "4:18 schema/wrong-type",
      "5:22 schema/wrong-type", "7:13 schema/wrong-type", "8:7 schema/wrong-type",
    ],
  ]
}

extension Diagnostic {
  /// `line:column id`.
  var summary: String {
    guard let span = place.span else { return id }
    let (line, column) = span.file.position(of: span.start)
    return "\(line):\(column) \(id)"
  }
}
