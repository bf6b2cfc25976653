import Checks
import Testing

/// What must hold of every check, whoever writes it.
struct CheckRegistryTests {
  static let all = CheckRegistry.all.map { $0.metadata }

  @Test func idsAreUniqueAndSorted() {
    let ids = Self.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Self.all.map(\.group) == Self.all.map(\.group).sorted())
    #expect(Set(CheckRegistry.groups).count == CheckRegistry.groups.count)
  }

  @Test(arguments: CheckRegistry.all.map { $0.metadata.id }) func isWellFormed(_ id: String) throws {
    let check = try #require(Self.all.first { $0.id == id })
    let parts = id.split(separator: "/", omittingEmptySubsequences: false)
    #expect(parts.count == 2)
    let areKebab = parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
    #expect(areKebab)
    let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789-/")
    #expect(letters.isSuperset(of: id))
    #expect(!check.rationale.isEmpty && !check.remedy.isEmpty)
    #expect(check.summary.hasSuffix(".") && check.rationale.hasSuffix(".") && check.remedy.hasSuffix("."))
    let flagged = check.examples.filter(\.isFlagged).count
    #expect(flagged > 0, "no example of what it reports")
    #expect(flagged < check.examples.count, "no example of what it does not report")
    for example in check.examples {
      // …/Sources/Checks/<group>/<Type>.swift
      #expect(example.file.split(separator: "/").dropLast().last.map(String.init) == check.group)
      let opened = example.text.unicodeScalars.count { $0 == "⟦" }
      let closed = example.text.unicodeScalars.count { $0 == "⟧" }
      #expect(opened == closed && opened == example.unmarked.marks.count)
    }
  }

  @Test func findsByID() {
    for check in CheckRegistry.all { #expect(CheckRegistry.check(check.metadata.id)?.metadata.id == check.metadata.id) }
    #expect(CheckRegistry.check("routing/no-such") == nil)
  }
}
