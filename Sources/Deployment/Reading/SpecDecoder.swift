internal import Diagnostics
internal import Document
internal import Parallel
internal import Quantities

/// Turns the nodes of a spec into values, and collects everything that is wrong on the way.
///
/// A value that can't be decoded is reported and a placeholder stands in for it, so that one pass finds every problem;
/// `SpecReader` hands out no deployment once there is an error, so no placeholder is ever seen. The decoders of each
/// section are extensions in files of their own (`TargetReading.swift`, `RuleReading.swift`, …).
final class SpecDecoder {
  var diagnostics: [Diagnostic] = []
  /// The key whose value is being decoded, and whether it is an item of a list there.
  private(set) var key = "value"
  private(set) var isItem = false
  var context = Context()

  /// What holds for the whole spec.
  struct Context: Sendable {
    /// The names under `secrets:`, known before anything is decoded so that no declared name is taken for a secret.
    var declaredSecrets: Set<String> = []
    /// Whether some of the spec couldn't be read, so that what is missing may stand there.
    var isPartial = false
    /// Whether labels and metrics may have any UTF-8 name: Prometheus 3.0 and Alertmanager 0.27 take them.
    var takesAnyName = false
  }

  /// The value being decoded, for messages: `"endpoints"`, `an item of "rules"`.
  var subject: String { (isItem ? "an item of " : "") + quoted(key) }

  func report(
    _ id: String, _ message: String, at place: Origin, notes: [Diagnostic.Note] = [], help: String? = nil,
    fixes: [Diagnostic.FixIt] = []
  ) {
    diagnostics.append(Diagnostic(id, .error, message, at: place, notes: notes, help: help, fixes: fixes))
  }

  func wrongType(_ node: Node, _ expected: String) {
    report("schema/wrong-type", "\(subject) must be \(expected), not \(node.phrase)", at: node.origin)
  }

  func invalid(_ message: String, at place: Origin, help: String? = nil) {
    report("schema/invalid-value", message, at: place, help: help)
  }

  /// Runs `body` for the value of a key, so that messages name it.
  func naming<T>(_ key: String, isItem: Bool = false, _ body: () -> T) -> T {
    let outer = (self.key, self.isItem)
    (self.key, self.isItem) = (key, isItem)
    defer { (self.key, self.isItem) = outer }
    return body()
  }

  // MARK: Structure

  /// Decodes a mapping key by key; keys that `body` doesn't ask for are reported.
  func mapping(_ node: Node, _ what: String, _ body: (inout Fields) -> Void) {
    var fields = Fields(decoder: self, reader: MappingReader(node, what))
    body(&fields)
    fields.reader.finish(into: &diagnostics)
  }

  func items<T>(_ node: Node, _ decode: (Node) -> T?) -> [T] {
    guard node.kind == .sequence else {
      wrongType(node, "a list")
      return []
    }
    return naming(key, isItem: true) { node.items.compactMap(decode) }
  }

  /// A list, or one item where a list could stand.
  func itemOrItems<T>(_ node: Node, _ decode: (Node) -> T?) -> [T] {
    node.kind == .sequence ? items(node, decode) : decode(node).map { [$0] } ?? []
  }

  /// The entries of a mapping whose keys are names the user chose.
  func named<T>(_ node: Node, _ decode: (Located<String>, Node) -> T?) -> [T] {
    guard node.kind == .mapping else {
      wrongType(node, "a mapping")
      return []
    }
    return node.entries.compactMap { self.entry($0, decode) }
  }

  /// As `named`, on other cores, for large entries that have nothing to do with the rest. What is found is handed over, and
  /// reported, when the result is called for.
  func namedElsewhere<T: Sendable>(
    _ node: Node, _ decode: @escaping @Sendable (SpecDecoder, Located<String>, Node) -> T?
  ) -> () -> [T] {
    guard node.kind == .mapping else {
      wrongType(node, "a mapping")
      return { [] }
    }
    let decoded = Deferred { [key, context] in
      Array(node.entries).concurrentMap { entry in
        let decoder = SpecDecoder()
        (decoder.key, decoder.context) = (key, context)
        return (value: decoder.entry(entry) { decode(decoder, $0, $1) }, diagnostics: decoder.diagnostics)
      }
    }
    decoded.begin()
    return {
      let results = decoded.value
      self.diagnostics += results.flatMap(\.diagnostics)
      return results.compactMap(\.value)
    }
  }

  private func entry<T>(_ entry: (key: Node, value: Node), _ decode: (Located<String>, Node) -> T?) -> T? {
    let name = Located(entry.key.text, at: entry.key.origin)
    if name.value.isEmpty { invalid("a name in \(subject) is empty", at: name.origin) }
    return naming(name.value) { decode(name, entry.value) }
  }

  // MARK: Single values

  func decode<Value>(_ node: Node, _ shape: Shape<Value>) -> Located<Value>? {
    let (value, problem) = shape.decode(node, name: key)
    if var problem {
      if isItem { problem.message = "an item of " + problem.message }
      diagnostics.append(problem)
    }
    return value
  }

  func string(_ node: Node) -> Located<String>? { decode(node, .string) }
  /// A string that isn't empty.
  func name(_ node: Node) -> Located<String>? { decode(node, .nonEmpty) }

  /// A string that must be one of `words`.
  func word(_ words: [String]) -> (Node) -> Located<String>? {
    let shape = Shape<String>(alternatives(words), choices: words) {
      $0.kind == .scalar && words.contains($0.text) ? $0.text : nil
    }
    return { self.decode($0, shape) }
  }

  /// Label names and values.
  func labels(_ node: Node) -> [Label] {
    named(node) { name, value in
      requireLabelName(name)
      return self.string(value).map { Label(name, $0) }
    }
  }

  /// A mapping of a backend's own keys.
  func native(_ node: Node) -> Draft? {
    guard node.kind == .mapping else {
      wrongType(node, "a mapping of the server's own keys")
      return nil
    }
    return Draft(node)
  }
}

extension Shape where Value == String {
  static var nonEmpty: Shape { .text("a string that isn't empty") { $0.isEmpty ? nil : $0 } }
}
