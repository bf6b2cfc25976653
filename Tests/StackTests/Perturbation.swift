import Checks
import Diagnostics
import Document

/// Another way to write the same files, in which the same must be found.
enum Perturbation: String, CaseIterable, Sendable {
  case crlf, comment, multiByteComment, trailingSpaces

  /// The same text, marks and all.
  func applied(to text: String) -> String {
    switch self {
    case .crlf: Self.lines(of: text).joined(separator: "\r\n")
    case .comment: Self.commented(text, "# a comment")
    case .multiByteComment: Self.commented(text, "# größer als 日本 🗼")
    case .trailingSpaces:
      Self.lines(of: text).map { $0 == "---" || $0.isEmpty || $0.hasPrefix("# file:") ? $0 : $0 + "  " }
        .joined(separator: "\n")
    }
  }

  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// With a comment at the head of each document, after the line that names its file.
  private static func commented(_ text: String, _ comment: String) -> String {
    ExampleStack.parts(of: text).map { part in
      var lines = lines(of: part)
      let isNamed = lines.first?.hasPrefix("# file:") ?? false
      lines.insert(comment, at: isNamed ? 1 : 0)
      return lines.joined(separator: "\n")
    }.joined(separator: "---\n")
  }
}

/// Another way to write the same documents, in which the places are others.
enum Respelling: String, CaseIterable, Sendable {
  case json, reorderedKeys, rewritten

  /// The documents of `text` written anew, each under the name that it had.
  func applied(to text: String) -> String {
    ExampleStack.parts(of: text).map { part in
      let bare = Example.clean(part).unmarked.text
      let name = bare.hasPrefix("# file:") ? String(bare.prefix { !$0.isNewline }) + "\n" : ""
      guard let root = YAMLReader.read(SourceFile(path: "example", text: bare)).documents.first else { return part }
      switch self {
      case .json: return name + JSONWriter.write(Draft(root))
      case .reorderedKeys: return name + YAMLWriter.write(Self.reordered(Draft(root)), header: [])
      case .rewritten: return name + YAMLWriter.write(Draft(root), header: [])
      }
    }.joined(separator: "---\n")
  }

  private static func reordered(_ draft: Draft) -> Draft {
    switch draft.content {
    case .map(let entries): .map(entries.reversed().map { ($0.key, reordered($0.value)) })
    case .list(let items): .list(items.map(reordered))
    default: draft
    }
  }
}
