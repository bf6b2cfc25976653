extension GoTemplate {
  /// What an alert's template does, if that is no more than printing labels and the value: `{{ $labels.job }}`,
  /// `{{ $value | humanize }}`. Nil for any other template.
  ///
  /// Most are like that: nothing in them can go wrong, and seeing it takes a tenth of what `parse` and `analysis` take.
  /// The labels and what it requires are told, but neither `references` nor `functions`.
  package static func plainAnalysis(ofAlert text: ArraySlice<UInt8>) -> Analysis? {
    text.withUnsafeBufferPointer { text in
      var actions = PlainActions(text: text)
      return actions.analysis()
    }
  }
}

/// Reads a template as long as its actions are of the plainest kind.
private struct PlainActions {
  let text: UnsafeBufferPointer<UInt8>
  var at = 0

  mutating func analysis() -> GoTemplate.Analysis? {
    var analysis = GoTemplate.Analysis()
    while findAction() {
      skipBlanks()
      let start = at
      let isLabel = take("$labels.")
      if isLabel {
        guard let name = word() else { return nil }
        analysis.labelReads.append(
          GoTemplate.LabelRead(source: "Labels", name: name, range: start..<at, definition: nil))
      } else if !take("$value") {
        return nil
      }
      skipBlanks()
      if take("|") {
        skipBlanks()
        let start = at
        guard let name = word(), let function = Self.functions[name] else { return nil }
        // A number is handed to a function of texts only by mistake.
        guard isLabel || function.parameters == [.any] else { return nil }
        if let since = function.since {
          analysis.requirements.append(GoTemplate.Requirement(what: "\"\(name)\"", range: start..<at, since: since))
        }
        skipBlanks()
      }
      guard take("}}") else { return nil }
    }
    return analysis
  }

  /// Those that take one thing, whatever it is, or one text.
  private static let functions = (GoTemplate.Place.prometheusAlert.functions ?? [:]).filter { _, function in
    function.repeated == nil && (function.parameters == [.any] || function.parameters == [.string])
  }

  private mutating func findAction() -> Bool {
    while at + 1 < text.count {
      if text[at] == UInt8(ascii: "{"), text[at + 1] == UInt8(ascii: "{") {
        at += 2
        return true
      }
      at += 1
    }
    return false
  }

  private mutating func skipBlanks() {
    while at < text.count, text[at] == UInt8(ascii: " ") { at += 1 }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let end = at + word.utf8CodeUnitCount
    guard end <= text.count, word.withUTF8Buffer({ $0.elementsEqual(text[at..<end]) }) else { return false }
    at = end
    return true
  }

  private mutating func word() -> String? {
    let start = at
    while at < text.count, text[at].isDigit || (text[at] | 0x20).isLowercase || text[at] == UInt8(ascii: "_") {
      at += 1
    }
    guard start < at, !text[start].isDigit else { return nil }
    return String(decoding: text[start..<at], as: UTF8.self)
  }
}
