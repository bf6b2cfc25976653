import Synchronization

extension Array where Element: Sendable {
  /// `map` over every core, results in the order of the elements. `transform` must be pure, as everything in the core is.
  package func concurrentMap<Output: Sendable>(_ transform: @escaping @Sendable (Element) -> Output) -> [Output] {
    let helpers = Swift.min(count, Workers.processorCount) - 1
    guard helpers > 0 else { return map(transform) }
    let work = SharedWork(self, transform)
    Workers.shared.add(Array<any Job>(repeating: work, count: helpers))
    work.run()
    Workers.shared.help { work.isDone }
    return work.takeResults()
  }
}

/// Elements that several threads take, one after another, until none is left.
private final class SharedWork<Element: Sendable, Output: Sendable>: Job, @unchecked Sendable {
  private let elements: [Element]
  private let transform: @Sendable (Element) -> Output
  private let next = Atomic<Int>(0)
  private let done = Atomic<Int>(0)
  /// Each slot is written by the one thread that took its index, and read after all are done.
  private let slots: UnsafeMutablePointer<Output>
  /// How many neighbours are taken at a time. Neighbours share what they are made of, and counting references to it from
  /// several cores at once is slow.
  private let portion: Int

  init(_ elements: [Element], _ transform: @escaping @Sendable (Element) -> Output) {
    self.elements = elements
    self.transform = transform
    slots = .allocate(capacity: elements.count)
    portion = min(32, max(1, elements.count / 128))
  }

  deinit { slots.deallocate() }

  func run() {
    while true {
      let start = next.add(portion, ordering: .relaxed).oldValue
      guard start < elements.count else { return }
      let end = min(start + portion, elements.count)
      Workers.within {
        for index in start..<end { (slots + index).initialize(to: transform(elements[index])) }
      }
      if done.add(end - start, ordering: .acquiringAndReleasing).newValue == elements.count {
        Workers.shared.announce()
      }
    }
  }

  var isDone: Bool { done.load(ordering: .acquiring) == elements.count }

  /// What was made, taken out of the slots: to be called once, after all is done.
  func takeResults() -> [Output] {
    Array(unsafeUninitializedCapacity: elements.count) { buffer, count in
      buffer.baseAddress?.moveInitialize(from: slots, count: elements.count)
      count = elements.count
    }
  }
}
