internal import CLibYAML
internal import Diagnostics

/// What libyaml's parser stumbled over, in plain words and at a byte.
struct YAMLProblem {
  var message: String
  var range: Range<Int>
  var help: String?
  var note: (String, Range<Int>)?

  init(_ parser: yaml_parser_t, bytes: UnsafeBufferPointer<UInt8>, offsets: inout ByteOffsets) {
    let problem = parser.problem.map { String(cString: $0) } ?? "out of memory"
    let at = offsets[parser.problem_mark.index]
    let context = parser.context == nil ? nil : offsets[parser.context_mark.index]
    range = at..<(at < bytes.count ? at + UTF8Decoding.length(bytes[at]) : at)
    if let tab = Self.indentingTab(before: at, in: bytes) {
      message = "a tab can't be used for indentation in YAML"
      help = "indent with spaces"
      range = tab..<(tab + 1)
      return
    }
    let words = Self.inPlainWords[problem]
    message = words?.message ?? problem
    help = words?.help
    if problem == "found character that cannot start any token", at < bytes.count {
      message = "a plain value can't begin with \(quoted(String(decoding: bytes[range], as: UTF8.self)))"
    }
    if problem == "found unknown escape character", at + 1 < bytes.count {
      range = at..<(at + 1 + min(UTF8Decoding.length(bytes[at + 1]), bytes.count - at - 1))
      message = "\(quoted(String(decoding: bytes[range], as: UTF8.self))) isn't an escape that YAML knows"
    }
    guard let context, context < at else { return }
    switch words?.start {
    case .place: range = context..<min(context + 1, bytes.count)
    case .note(let text): note = (text, context..<min(context + 1, bytes.count))
    case nil: break
    }
  }

  /// The tab among the white space at the start of the line, if the line was read up to or past it.
  private static func indentingTab(before at: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var start = min(at, bytes.count)
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    while start < bytes.count, start <= at {
      if bytes[start] == 0x09 { return start }
      guard bytes[start] == 0x20 else { return nil }
      start += 1
    }
    return nil
  }

  /// What to do with the place where the broken thing began.
  private enum Start {
    /// It is the place to show.
    case place
    /// It is worth a note.
    case note(String)
  }

  private static let inPlainWords: [String: (message: String, help: String?, start: Start?)] = [
    "found character that cannot start any token": (
      "a plain value can't begin with this character", "quote the value", nil
    ),
    "could not find expected ':'": (
      "this line is neither a key with \":\" nor part of the value before it",
      "add the \":\" or check the indentation", .place
    ),
    "mapping values are not allowed in this context": (
      "a key isn't allowed here", "quote the value if \": \" is part of it, or check the indentation", nil
    ),
    "mapping keys are not allowed in this context": ("a key isn't allowed here", "check the indentation", nil),
    "block sequence entries are not allowed in this context": (
      "a list item isn't allowed here", "put the list on a line of its own, or quote a value that begins with \"- \"",
      nil
    ),
    "did not find expected key": (
      "expected a key here", "indent it like the other keys of its mapping, or quote the value before it",
      .note("the mapping begins here")
    ),
    "did not find expected '-' indicator": (
      "expected \"-\" here", "indent it like the other items of its list", .note("the list begins here")
    ),
    "did not find expected ',' or ']'": (
      "expected \",\" or \"]\" here", "close the list", .note("the list begins here")
    ),
    "did not find expected ',' or '}'": (
      "expected \",\" or \"}\" here", "close the mapping, or quote the value if it begins with \"{\"",
      .note("the mapping begins here")
    ),
    "did not find expected node content": (
      "expected a value here", "quote the value if it begins with this character", nil
    ),
    "found unexpected end of stream": ("this quote is never closed", "close the quote", .place),
    "found unexpected document indicator": (
      "this quote is not closed before the document ends", "close the quote", .place
    ),
    "found unknown escape character": (
      "this isn't an escape that YAML knows", "write \"\\\\\" for a backslash, or use single quotes", nil
    ),
    "did not find expected hexdecimal number": ("the escape needs hexadecimal digits", nil, nil),
    "found invalid Unicode character escape code": ("the escape names no Unicode character", nil, nil),
    "found a tab character where an indentation space is expected": (
      "a tab can't be used for indentation in YAML", "indent with spaces", nil
    ),
    "found a tab character that violates indentation": (
      "a tab can't be used for indentation in YAML", "indent with spaces", nil
    ),
    "found a tab character that violate indentation": (
      "a tab can't be used for indentation in YAML", "indent with spaces", nil
    ),
    "did not find expected comment or line break": (
      "only a comment may follow \"|\" or \">\" on its line", "begin the text on the next line", nil
    ),
    "found an indentation indicator equal to 0": ("the indentation indicator must be 1 to 9", nil, nil),
    "did not find expected alphabetic or numeric character": (
      "an anchor or alias needs a name of letters, digits, \"-\" and \"_\"",
      "quote the value if it begins with \"*\" or \"&\"", nil
    ),
    "found undefined tag handle": ("unknown tag", "quote the value if it begins with \"!\"", nil),
    "found incompatible YAML document": ("this version of YAML isn't supported", "use \"%YAML 1.1\" or none", nil),
    "found unexpected ':'": ("\":\" isn't allowed in this plain value", "quote the value", nil),
    "did not find expected <document start>": (
      "expected the end of the document here", "check the indentation, or begin another document with \"---\"", nil
    ),
  ]
}
