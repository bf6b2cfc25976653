import Diagnostics
import Document
import Glibc
import Workspace

/// `--json-lines`: standard input line by line, in memory that does not grow with it.
///
/// Answers are written whenever all that has come in is answered, so another program may ask one question at a time.
struct ExpressionLines {
  /// Longer lines are refused, as memory is bounded.
  private static let lineLimit = 16 << 20
  private static let chunk = 1 << 16

  private let judge: ([UInt8]) -> Judgement
  /// The beginning of a line whose end has not come in.
  private var rest: [UInt8] = []
  /// Whether that beginning was too long already and is dropped.
  private var isSkipping = false
  private var out = JSONLine()
  private var isClean = true

  private init(_ judge: @escaping ([UInt8]) -> Judgement) { self.judge = judge }

  /// Answers every line; false when an expression was refused.
  static func run(_ judge: @escaping ([UInt8]) -> Judgement) throws -> Bool {
    var lines = ExpressionLines(judge)
    while true {
      let chunk = try read()
      if chunk.isEmpty { break }
      lines.take(chunk[...])
      guard Output.result(lines.out.bytes) else { return lines.isClean }
      lines.out.removeAll()
    }
    if !lines.rest.isEmpty || lines.isSkipping { lines.endLine([]) }
    Output.result(lines.out.bytes)
    return lines.isClean
  }

  private static func read() throws(FileError) -> [UInt8] {
    while true {
      var failure: Int32 = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
        let got = Glibc.read(STDIN_FILENO, buffer.baseAddress, chunk)
        if got < 0 { failure = errno }
        count = max(got, 0)
      }
      if failure == 0 { return bytes }
      if failure != EINTR {
        throw FileError(path: "<stdin>", reason: String(cString: strerror(failure)).lowercased())
      }
    }
  }

  private mutating func take(_ chunk: ArraySlice<UInt8>) {
    var chunk = chunk
    while let end = chunk.firstIndex(of: UInt8(ascii: "\n")) {
      endLine(chunk[..<end])
      chunk = chunk[(end + 1)...]
    }
    guard !isSkipping else { return }
    rest += chunk
    if rest.count > Self.lineLimit {
      isSkipping = true
      rest = []
    }
  }

  /// Answers the line that ends with these bytes.
  private mutating func endLine(_ tail: ArraySlice<UInt8>) {
    defer {
      rest.removeAll(keepingCapacity: true)
      isSkipping = false
    }
    if isSkipping || rest.count + tail.count > Self.lineLimit {
      return answer(refusal("the line is longer than \(Self.lineLimit >> 20) MiB"))
    }
    answer(judgement(of: rest.isEmpty ? Array(tail) : rest + tail))
  }

  private func judgement(of line: [UInt8]) -> Judgement {
    let read = JSONReader.read(SourceFile(path: "<stdin>", bytes: line))
    guard let node = read.documents.first else {
      let isBlank = line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t") }
      let reason = isBlank ? nil : read.diagnostics.first?.message
      return refusal(reason.map { "the line is not JSON: \($0)" } ?? "the line is empty")
    }
    guard node.kind == .scalar, node.style == .doubleQuoted else {
      return refusal("the line is not a JSON string: put the expression in double quotes")
    }
    return judge(Array(node.textBytes))
  }

  private func refusal(_ message: String) -> Judgement {
    .refused([ExpressionProblem(message: message, range: 0..<0)])
  }

  private mutating func answer(_ judgement: Judgement) {
    out.object { line in
      line.bool("ok", judgement.problems.isEmpty)
      if judgement.problems.isEmpty { return judgement.fields(&line) }
      line.list("errors", judgement.problems) { line, problem in
        line.object { line in
          line.string("message", problem.message)
          line.int("start", problem.range.lowerBound)
          line.int("end", problem.range.upperBound)
          if let help = problem.help { line.string("help", help) }
        }
      }
    }
    out.end()
    if !judgement.problems.isEmpty { isClean = false }
  }
}
