/// One statement of Alloy's configuration language.
enum AlloyStatement: Equatable {
  case attribute(String, AlloyExpression)
  case block(AlloyBlock)
}

/// `local.file_match "lightning_db" { … }`: a component, or a block inside one.
struct AlloyBlock: Equatable {
  var name: String
  /// Components have one, the blocks inside them mostly don't.
  var label: String?
  var body: [AlloyStatement]

  init(_ name: String, _ label: String? = nil, _ body: [AlloyStatement] = []) {
    self.name = name
    self.label = label
    self.body = body
  }
}

indirect enum AlloyExpression: Equatable {
  case string(String)
  case bool(Bool)
  /// Digits as they are to stand.
  case number(String)
  case list([AlloyExpression])
  case map([(key: String, value: AlloyExpression)])
  /// What a component exports, or the standard library holds: `loki.write.loki.receiver`, `constants.hostname`.
  case reference(String)

  static func == (a: AlloyExpression, b: AlloyExpression) -> Bool {
    switch (a, b) {
    case (.string(let a), .string(let b)), (.number(let a), .number(let b)): a == b
    case (.reference(let a), .reference(let b)): a == b
    case (.bool(let a), .bool(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)): a.elementsEqual(b) { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }
}
