/// A collection of a tree that is being read, of which more may come.
struct OpenCollection {
  let index: Int32
  let isMapping: Bool
  /// Whether aliases may name it.
  let isAnchored: Bool
  /// Where its children begin among those that wait for their collection to end.
  let firstChild: Int
  private(set) var measure = Measure(size: 1, height: 1)
  private(set) var lastEnd: Int

  /// What a node costs with its aliases written out.
  struct Measure {
    let size: Int32
    let height: Int32

    init(size: Int32, height: Int32) { (self.size, self.height) = (size, height) }

    init(scalarOf count: Int) { self.init(size: 1 + Int32(count >> 5), height: 0) }
  }

  init(index: Int32, isMapping: Bool, isAnchored: Bool, firstChild: Int, end: Int) {
    (self.index, self.isMapping, self.isAnchored) = (index, isMapping, isAnchored)
    (self.firstChild, lastEnd) = (firstChild, end)
  }

  /// Takes in a child that ends at `end`.
  mutating func take(_ child: Measure, end: Int) {
    lastEnd = end
    let (sum, overflow) = measure.size.addingReportingOverflow(child.size)
    measure = Measure(size: overflow ? .max : sum, height: max(measure.height, child.height + 1))
  }
}
