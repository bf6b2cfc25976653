import Diagnostics
import Document
import Foundation
import GoTemplate
import LogQL
import Matchers
import PromQL
import RE2

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Where the package manager wants a program to start; libFuzzer would bring its own `main`.
@_cdecl("Fuzz_main")
public func start(_ count: CInt, _ arguments: UnsafeMutableRawPointer) -> CInt {
  var (count, arguments) = (count, arguments)
  return withUnsafeMutablePointer(to: &arguments) { runDriver(&count, UnsafeMutableRawPointer($0), fuzzOneInput) }
}

/// One program for all languages: `BELFRY_FUZZ_LANGUAGE` says which is fed. A broken promise is a trap, which libFuzzer
/// reports with the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: data, count: count), as: UTF8.self)
  switch language {
  case "yaml": yaml(text)
  case "json": json(text)
  case "promql": promQL(text)
  case "logql": logQL(text)
  case "template": template(text)
  case "matchers": matchers(text)
  case "regex": regex(text)
  default: fatalError("BELFRY_FUZZ_LANGUAGE must name a language")
  }
  return 0
}

private let language = ProcessInfo.processInfo.environment["BELFRY_FUZZ_LANGUAGE"] ?? ""

private func hold(_ promise: Bool, _ what: String) {
  if !promise { fatalError(what) }
}

private func holdWithin(_ ranges: [Range<Int>], _ text: String) {
  let count = text.utf8.count
  for range in ranges { hold(range.lowerBound >= 0 && range.upperBound <= count, "a range is out of bounds") }
}

private func yaml(_ text: String) {
  let file = SourceFile(path: "fuzz.yml", text: text)
  let (first, second) = (YAMLReader.read(file), YAMLReader.read(file, parser: .libyaml))
  hold(first.documents.count == second.documents.count, "the quick reader and libyaml see two numbers of documents")
  hold(first.diagnostics.map(\.message) == second.diagnostics.map(\.message), "… come to two verdicts")
  for (quick, slow) in zip(first.documents, second.documents) {
    hold(quick.tree.text == slow.tree.text && quick.tree.children == slow.tree.children, "… read two contents")
    for (ours, theirs) in zip(quick.tree.records, slow.tree.records) {
      hold(ours.kind == theirs.kind && ours.style == theirs.style, "… read two kinds of nodes")
      hold(ours.start == theirs.start && ours.end == theirs.end, "… see a node at two places")
      hold(ours.first == theirs.first && ours.count == theirs.count, "… keep a node's content in two places")
    }
  }
  for root in first.documents { embedded(in: root, depth: 0) }
}

/// What stands in texts is read again, and stands inside them.
private func embedded(in root: Node, depth: Int) {
  guard depth < 3 else { return }
  let tree = root.tree
  for index in tree.records.indices.prefix(200) {
    let scalar = Node(tree: tree, index: Int32(index))
    guard scalar.kind == .scalar, !scalar.textBytes.isEmpty else { continue }
    let text = EmbeddedText(scalar)
    let read = YAMLReader.read(text)
    let spans = read.diagnostics.compactMap(\.place.span) + read.documents.flatMap(spans)
    for span in spans {
      hold(span.start >= scalar.span.start && span.end <= scalar.file.bytes.count, "a place is outside of its text")
    }
    for inner in read.documents where inner.kind != .scalar { embedded(in: inner, depth: depth + 1) }
  }
}

private func spans(of root: Node) -> [Span] {
  root.tree.records.indices.map { Node(tree: root.tree, index: Int32($0)).span }
}

private func json(_ text: String) {
  let file = SourceFile(path: "fuzz.json", text: text)
  let (first, second) = (JSONReader.read(file), JSONReader.read(file))
  hold(first.documents.count == second.documents.count, "read twice, two numbers of documents")
  hold(first.diagnostics.map(\.message) == second.diagnostics.map(\.message), "read twice, two verdicts")
}

private func promQL(_ text: String) {
  for dialect in [PromQL.Dialect.prometheus, .grafana] {
    let result = PromQL.parse(text, dialect: dialect)
    holdWithin(result.errors.map(\.range), text)
    guard let expression = result.valid else { continue }
    let printed = expression.description
    hold(PromQL.parse(printed, dialect: dialect).valid?.description == printed, "printing loses something")
    guard dialect == .prometheus else { continue }
    let formatted = PromQL.format(text)
    if let once = formatted.text {
      hold(PromQL.parse(once).valid?.description == printed, "formatting changes the meaning")
      hold(PromQL.format(once).text == once, "formatting twice changes something")
    }
  }
}

private func logQL(_ text: String) {
  let result = LogQL.parse(text)
  holdWithin(result.errors.map(\.range), text)
  guard let expression = result.valid else { return }
  let printed = expression.description
  hold(LogQL.parse(printed).valid?.description == printed, "printing loses something")
}

private func template(_ text: String) {
  let (first, second) = (
    GoTemplate.parse(text, in: .prometheusAlert), GoTemplate.parse(text, in: .prometheusAlert)
  )
  hold(first.errors == second.errors, "read twice, two verdicts")
  holdWithin(first.errors.map(\.range), text)
}

private func matchers(_ text: String) {
  for mode in Matcher.Mode.allCases {
    let reading = Matcher.parse(text, mode: mode)
    holdWithin(reading.items.map(\.range) + reading.items.map(\.valueRange) + reading.errors.map(\.range), text)
    guard reading.errors.isEmpty else { continue }
    hold(Matcher.parse(reading.canonical).matchers == reading.matchers, "printing loses something")
    let set = ConditionSet(reading.matchers)
    hold(set.implies(set) != false, "a set does not imply itself")
  }
}

private func regex(_ text: String) {
  let wrapped = RegularExpression.syntaxError(wrapping: text)
  holdWithin(wrapped.flatMap { $0.range.map { [$0] } } ?? [], text)
  let tree = try? PatternTree(wrapping: text, dotMatchesNewline: false)
  if wrapped == nil { hold(tree != nil, "what is plain is refused by the grammar") }
  let condition = Condition(Matcher(label: "l", operator: .matches, value: text))
  for value in ["", "a", "ab", "0"] { hold(condition.accepts(value) == condition.accepts(value), "undecided") }
}
