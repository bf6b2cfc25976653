/// A text whose interesting part stands between `⟦` and `⟧`.
struct Marked: Sendable {
  var text: String
  var range: Range<Int>

  init(_ marked: String) {
    let parts = marked.split(separator: "⟦", omittingEmptySubsequences: false)
    let tail = (parts.last ?? "").split(separator: "⟧", omittingEmptySubsequences: false)
    let head = parts.count == 2 ? String(parts[0]) : ""
    let inside = String(tail.first ?? "")
    text = head + inside + (tail.count == 2 ? String(tail[1]) : "")
    range = head.utf8.count..<(head.utf8.count + inside.utf8.count)
  }
}
