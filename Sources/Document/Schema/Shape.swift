package import Diagnostics
package import Quantities

/// How a value of one type is read from a node, and what to call it when it isn't there: `.duration`, `.string`,
/// `.choice(Severity.self)`. Readers with types of their own add members to an extension.
package struct Shape<Value>: Sendable {
  private let describe: @Sendable () -> String
  private let listChoices: @Sendable () -> [String]
  /// The kind of node it is read from.
  package var kind: Node.Kind
  /// Nil when the node is something else.
  package var read: @Sendable (Node) -> Value?

  package init(
    _ expected: @autoclosure @escaping @Sendable () -> String, from kind: Node.Kind = .scalar,
    choices: @autoclosure @escaping @Sendable () -> [String] = [], read: @escaping @Sendable (Node) -> Value?
  ) {
    describe = expected
    listChoices = choices
    self.kind = kind
    self.read = read
  }

  // Both are put together only when there is something to report, which is seldom.

  /// Completes `"for" must be …`: `a duration such as "5m"`.
  package var expected: String { describe() }
  /// The words it takes, for a suggestion; empty when there is no list of them.
  package var choices: [String] { listChoices() }

  /// Reads a scalar that isn't null by its text, quoted or not.
  package static func text(_ expected: String, read: @escaping @Sendable (String) -> Value?) -> Shape {
    Shape(expected) { $0.kind == .scalar && !$0.isNull ? read($0.text) : nil }
  }
}

extension Shape where Value == String {
  /// Any scalar but null: a number where text is due is its text, as Go's yaml has it.
  package static var string: Shape { anyString }
  /// A scalar of at least one character.
  package static var name: Shape { .text("a name") { $0.isEmpty ? nil : $0 } }
}

/// Made once: no other shape is asked for as often.
private let anyString = Shape<String>.text("a string") { $0 }

extension Shape where Value == Bool {
  package static var bool: Shape { Shape("true or false") { $0.boolValue } }
}

extension Shape where Value == Int {
  package static var int: Shape { Shape("a whole number") { $0.intValue.flatMap { Int(exactly: $0) } } }
}

extension Shape where Value == Double {
  package static var double: Shape { Shape("a number") { $0.doubleValue } }
}

extension Shape where Value == PromDuration {
  package static var duration: Shape<PromDuration> { .text("a duration such as \"5m\"") { PromDuration($0) } }
  /// For intervals: servers refuse zero, or take it for "not set".
  package static var positiveDuration: Shape<PromDuration> {
    .text("a duration of more than 0, such as \"5m\"") { text in
      PromDuration(text).flatMap { $0.milliseconds > 0 ? $0 : nil }
    }
  }
}

extension Shape where Value == ByteSize {
  package static var size: Shape<ByteSize> { .text("a size such as \"16MB\"") { ByteSize($0) } }
}

extension Shape where Value == Ratio {
  package static var ratio: Shape<Ratio> { .text("a ratio such as \"99.9%\" or \"0.999\"") { Ratio($0) } }
}

extension Shape where Value == Version {
  package static var version: Shape<Version> { .text("a version such as \"2.42\"") { Version($0) } }
}

extension Shape where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
  /// One of an enumeration's words.
  package static func choice(_ type: Value.Type = Value.self) -> Shape {
    let words: @Sendable () -> [String] = { Value.allCases.map(\.rawValue) }
    return Shape(alternatives(words()), choices: words()) { $0.kind == .scalar ? Value(rawValue: $0.text) : nil }
  }
}

extension Shape {
  /// This node as a value, or the finding that says what it should have been. `name` is the key it stands under.
  package func decode(_ node: Node, name: String, isSecret: Bool = false) -> (
    value: Located<Value>?, problem: Diagnostic?
  ) {
    if let value = read(node) { return (Located(value, at: node.origin), nil) }
    let isKind = node.kind == kind && !node.isNull
    let what = isSecret && node.kind == .scalar ? "this value" : node.phrase
    var help: String?
    if isKind, !choices.isEmpty { help = didYouMean(node.text, among: choices) }
    let problem = Diagnostic(
      isKind ? "schema/invalid-value" : "schema/wrong-type", "\(quoted(name)) must be \(expected), not \(what)",
      at: node.origin, help: help)
    return (nil, problem)
  }
}

/// `one of "a", "b" or "c"`.
package func alternatives(_ words: [String]) -> String {
  let words = words.map { quoted($0) }
  guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
  return "one of " + words.dropLast().joined(separator: ", ") + " or " + last
}

/// The one of some words that was probably meant, as a question; nil where none is near.
package func didYouMean<Candidates: Sequence>(_ word: String, among candidates: Candidates) -> String?
where Candidates.Element == String {
  nearest(to: word, among: candidates).map { "did you mean \(quoted($0))?" }
}

extension Node {
  /// What it is, for a message: `a list`, `a mapping`, `nothing`, `the number 5`, `"text"`.
  package var phrase: String {
    switch kind {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar where isNull: "nothing"
    case .scalar where boolValue != nil: text
    case .scalar where doubleValue != nil: "the number \(text)"
    case .scalar: quoted(text)
    }
  }
}
