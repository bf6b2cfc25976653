internal import Diagnostics
internal import Quantities

/// What a finding is about. Put into words only when there is one.
enum Subject: CustomStringConvertible {
  case phrase(String)
  case key(String)
  /// An entry of a mapping from names.
  case entry(Node)
  // Only this one is boxed: the others are made for every key of a file.
  indirect case item(of: Subject)

  var description: String {
    switch self {
    case .phrase(let phrase): phrase
    case .key(let name): quoted(name)
    case .entry(let key): quoted(key.text)
    case .item(let list): "an item of \(list)"
    }
  }
}

/// One walk over a mapping and a table side by side.
struct FieldPass {
  var findings: FieldFindings
  private var expandsEnvironment: Bool { findings.expandsEnvironment }
  private var version: Version? { findings.version }

  /// Beyond this many findings in one file the rest says nothing new.
  private static let enough = 1000
  /// The same for the unknown keys of one mapping, each of which is compared with all that are known.
  private static let enoughUnknown = 50

  /// Where no version is known: what is out of date for this one is worth a word, too.
  private var oldest: Version? { findings.oldest }

  init(version: Version?, oldest: Version?, expandsEnvironment: Bool) {
    findings = FieldFindings(version: version)
    findings.oldest = oldest
    findings.expandsEnvironment = expandsEnvironment
  }

  mutating func check(_ node: Node, against table: FieldTable, what: Subject) {
    if node.isNull { return missing(in: node, table, what) }
    guard node.kind == .mapping else {
      return report("schema/wrong-type", "\(what) must be a mapping, not \(node.phrase)", at: node)
    }
    var unknown = 0
    for (key, value) in node.entries {
      guard findings.diagnostics.count < Self.enough else { return }
      guard let position = table.position(of: key) else {
        if !table.isOpen, unknown < Self.enoughUnknown {
          var finding = Diagnostic.unknownKey(key, known: known(table))
          if table.ignoresUnknown { finding.severity = .warning }
          findings.diagnostics.append(finding)
        }
        unknown += 1
        continue
      }
      if let field = table.conditional(at: position) {
        checkAge(field, at: key)
        checkExclusions(field, key, in: node, of: table)
      }
      check(
        value, table.fields[position].type, name: .key(table.fields[position].name),
        isSecret: table.fields[position].isSecret)
    }
    missing(in: node, table, what)
    for rule in table.rules { rule.check(node, &findings) }
  }

  private mutating func check(_ node: Node, _ type: FieldType, name: Subject, isSecret: Bool) {
    if node.kind == .scalar, type.takesAnyText { return }
    guard !node.isNull, findings.diagnostics.count < Self.enough else { return }
    guard type.isWritten(as: node.kind) else {
      let phrase = isSecret && node.kind == .scalar ? "a plain value" : node.phrase
      return report("schema/wrong-type", "\(name) must be \(type.expected), not \(phrase)", at: node)
    }
    switch (type, node.kind) {
    case (.dated(let inner, let type), _):
      let (version, oldest, outer) = (findings.version, findings.oldest, findings.outerVersion)
      (findings.version, findings.oldest, findings.outerVersion) = (version.map(inner), nil, outer ?? version)
      check(node, type, name: name, isSecret: isSecret)
      (findings.version, findings.oldest, findings.outerVersion) = (version, oldest, outer)
    case (.ruled(let type, let rule), _):
      let before = findings.diagnostics.count
      check(node, type, name: name, isSecret: isSecret)
      // What is of the wrong type is reported already.
      if findings.diagnostics.count == before || node.kind != .scalar { rule.check(node, &findings) }
    case (.list(let item), _), (.oneOrMore(let item), .sequence):
      let name = Subject.item(of: name)
      for value in node.items { check(value, item, name: name, isSecret: isSecret) }
    case (.oneOrMore(let item), _): check(node, item, name: name, isSecret: isSecret)
    case (.map(let item), _):
      for (key, value) in node.entries { check(value, item, name: .entry(key), isSecret: isSecret) }
    case (.table(let table), _): check(node, against: table(), what: name)
    case (.either(let first, let second), .sequence), (.either(let first, let second), .mapping):
      check(node, first.isWritten(as: node.kind) ? first : second, name: name, isSecret: isSecret)
    default:
      guard node.kind == .scalar else { return }
      let isAccepted = type.accepts(node, isExpanded: expandsEnvironment)
      guard !isAccepted || type.cuts(node) else { return }
      // A URL may hold a password.
      let phrase = isSecret || node.text.utf8.contains(UInt8(ascii: "@")) ? "this value" : node.phrase
      let help = didYouMean(node.text, among: type.choices)
      report(
        "schema/invalid-value", "\(name) must be \(type.expected), not \(phrase)", at: node,
        isAccepted ? .warning : .error, help: help)
    }
  }

  /// The keys worth suggesting: those the server at hand takes.
  private func known(_ table: FieldTable) -> [String] {
    table.fields.filter { field in version.map { field.isKnown(to: $0) } ?? true }.map(\.name)
  }

  private mutating func checkAge(_ field: Field, at key: Node) {
    guard field.isDated else { return }
    // What the oldest server lacks, nobody can be told to replace.
    if version == nil, let oldest, let since = field.since, oldest < since { return }
    let name = quoted(field.name)
    if let since = field.since, let version, version < since {
      let age =
        findings.outerVersion.map { "to version \($0)" } ?? "before version \(since), and this must suit \(version)"
      return report("schema/not-yet-key", "\(name) is unknown \(age)", at: key)
    }
    if let removed = field.removed {
      let isGone = version.map { $0 >= removed.in } ?? false
      if isGone, let outer = findings.outerVersion {
        return report(
          "schema/removed-key", "\(name) is no longer known to version \(outer)", at: key,
          help: Self.replacement(removed.instead))
      }
      let help = Self.replacement(removed.instead)
      return isGone
        ? report("schema/removed-key", "\(name) was removed in version \(removed.in)", at: key, help: help)
        : report("schema/deprecated-key", "\(name) is removed in version \(removed.in)", at: key, .warning, help: help)
    }
    if let deprecated = field.deprecated, (version ?? oldest).map({ $0 >= deprecated.in }) ?? true {
      report(
        "schema/deprecated-key", "\(name) is deprecated since version \(deprecated.in)", at: key, .warning,
        help: Self.replacement(deprecated.instead))
    }
  }

  private static func replacement(_ instead: String) -> String? { instead.isEmpty ? nil : "use \(quoted(instead))" }

  /// Each pair once, at the later of the two.
  private mutating func checkExclusions(_ field: Field, _ key: Node, in node: Node, of table: FieldTable) {
    guard !field.excludes.isEmpty, node[field.name]?.isSet ?? false else { return }
    for (other, value) in node.entries where field.excludes.contains(other.text) && value.isSet {
      let isLater = other.file != key.file || other.span.start < key.span.start
      if isLater {
        findings.exclusive(key, other)
      } else if !(table[other.text]?.excludes.contains(field.name) ?? false) {
        findings.exclusive(other, key)
      }
    }
  }

  private mutating func missing(in node: Node, _ table: FieldTable, _ what: Subject) {
    for position in table.required {
      let name = table.fields[position].name
      let value = node[name].flatMap { $0.isNull ? nil : $0 }
      if let value, !table.fields[position].isFilled || !value.isEmpty { continue }
      report("schema/missing-key", "\(what) needs \(quoted(name))", at: value ?? node)
    }
  }

  private mutating func report(
    _ id: String, _ message: String, at node: Node, _ severity: Severity = .error, help: String? = nil
  ) {
    findings.diagnostics.append(Diagnostic(id, severity, message, at: node.origin, help: help))
  }
}
