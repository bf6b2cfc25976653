internal import RE2

extension PromQL.LabelFlow {
  /// `label_replace(v, target, replacement, source, regex)`: where the source's value matches as a whole, the target
  /// becomes the replacement, and goes away when that is empty; elsewhere nothing changes.
  func labelReplace(_ call: PromQL.Call<Int>, _ input: LabelSet) -> LabelSet {
    let strings = call.arguments.dropFirst().compactMap(string)
    guard strings.count == 4, let regex = try? RegularExpression(strings[3]) else { return .unknown }
    let (target, replacement, source) = (strings[0], strings[1], strings[2])
    var out = input
    if let candidates = candidates(source, input) {
      var results: [String?] = []
      for candidate in candidates { results.append(Self.replaced(candidate, regex, replacement)) }
      merge(results, into: &out, target, input)
      return out
    }
    let matchesAll = [".*", "(.*)", "^.*$", "^(.*)$"].contains(strings[3])
    if matchesAll, strings[3].contains("("), replacement == "$1" || replacement == "${1}" {
      out.set(target, input.presence(of: source), input.values(of: source))
    } else if !replacement.contains("$"), !replacement.isEmpty {
      merge(matchesAll ? [replacement] : [replacement, nil], into: &out, target, input)
    } else if replacement.isEmpty, matchesAll {
      out.remove(target)
    } else {
      out.set(target, .possible)
    }
    return out
  }

  /// Every value that the source can have, `""` where it may be absent; nil when they are not known, or many.
  private func candidates(_ source: String, _ input: LabelSet) -> [String]? {
    switch input.presence(of: source) {
    case .absent: return [""]
    case .certain: return input.values(of: source).known.flatMap { $0.count <= 256 ? Array($0) : nil }
    case .possible: return input.values(of: source).known.flatMap { $0.count <= 256 ? Array($0) + [""] : nil }
    }
  }

  /// Sets the target to what can come out: nil stands for "as it was".
  private func merge(
    _ results: [String?], into out: inout LabelSet, _ target: String, _ input: LabelSet
  ) {
    var cases: [LabelSet] = []
    for result in results {
      var one = LabelSet.none
      if let result {
        if !result.isEmpty { one.set(target, .certain, .only(result)) }
      } else {
        one.set(target, input.presence(of: target), input.values(of: target))
      }
      cases.append(one)
    }
    guard let first = cases.first else { return }
    let all = cases.dropFirst().reduce(first) { $0.union($1) }
    out.set(target, all.presence(of: target), all.values(of: target))
  }

  /// The replacement for a value; nil when it does not match.
  private static func replaced(_ value: String, _ regex: RegularExpression, _ replacement: String) -> String? {
    guard regex.matchesWhole(value) else { return nil }
    guard replacement.contains("$") else { return replacement }
    // Anchored, since an unanchored match may stop earlier than the whole.
    guard let anchored = try? RegularExpression("^(?:\(regex.pattern))$"), let groups = anchored.firstMatch(in: value)
    else { return nil }
    let bytes = Array(value.utf8)
    let texts = groups.map { $0.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "" }
    return expand(replacement, texts, anchored.groupNames)
  }

  /// Go's `Expand`: `$1`, `$name`, `${name}`, `$$`; a name is as long as it can be.
  static func expand(_ template: String, _ groups: [String], _ names: [String?]) -> String {
    let bytes = Array(template.utf8)
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "$"), at + 1 < bytes.count else {
        out.append(bytes[at])
        at += 1
        continue
      }
      if bytes[at + 1] == UInt8(ascii: "$") {
        out.append(bytes[at])
        at += 2
        continue
      }
      let isBraced = bytes[at + 1] == UInt8(ascii: "{")
      let start = at + (isBraced ? 2 : 1)
      var end = start
      while end < bytes.count, bytes[end].isWordByte { end += 1 }
      let isClosed = !isBraced || end < bytes.count && bytes[end] == UInt8(ascii: "}")
      guard end > start, isClosed else {
        out.append(bytes[at])
        at += 1
        continue
      }
      let name = String(decoding: bytes[start..<end], as: UTF8.self)
      if let number = Int(name) {
        if groups.indices.contains(number) { out += Array(groups[number].utf8) }
      } else if let group = names.firstIndex(of: name), groups.indices.contains(group + 1) {
        out += Array(groups[group + 1].utf8)
      }
      at = isBraced ? end + 1 : end
    }
    return String(decoding: out, as: UTF8.self)
  }
}
