import Glibc
import Parallel
import Synchronization
import Testing

@Suite struct ParallelTests {
  @Test(arguments: [0, 1, 2, 3, 1_000])
  func keepsTheOrderOfResults(count: Int) {
    #expect((0..<count).map { $0 }.concurrentMap { $0 * 2 } == (0..<count).map { $0 * 2 })
  }

  /// What is mapped may map in turn; nobody waits for ever.
  @Test func nests() {
    let sums = (0..<40).map { $0 }.concurrentMap { outer in
      (0..<40).map { $0 }.concurrentMap { inner in
        (0..<10).map { $0 }.concurrentMap { $0 + inner + outer }.reduce(0, +)
      }.reduce(0, +)
    }
    #expect(sums[0] == (0..<40).map { 45 + $0 * 10 }.reduce(0, +))
    #expect(sums[39] == sums[0] + 40 * 10 * 39)
  }

  @Test(arguments: [true, false])
  func makesADeferredValueOnce(isBegun: Bool) {
    let counters = (0..<200).map { _ in Counter() }
    let deferred = counters.map { counter in
      Deferred { counter.next() }
    }
    if isBegun { for one in deferred { one.begin() } }
    #expect((deferred + deferred).concurrentMap(\.value).allSatisfy { $0 == 1 })
    #expect(counters.allSatisfy { $0.next() == 2 })
  }

  /// Making one value waits for another, which a second thread is making; there is work in the queue meanwhile that asks
  /// for the first.
  @Test(.timeLimit(.minutes(1)))
  func takesUpNothingThatWaitsForWhatIsUnderWay() {
    for _ in 0..<20 {
      let slow = Slow()
      let inner = Deferred { slow.make() }
      let outer = Deferred { inner.value + 1 }
      let others = (0..<64).map { number in Deferred { outer.value + number } }
      inner.begin()
      while !slow.isUnderWay.load(ordering: .acquiring) { sched_yield() }
      for other in others { other.begin() }
      #expect(outer.value == 2)
      #expect(others.map(\.value) == (0..<64).map { 2 + $0 })
    }
  }

  /// Whatever nobody asks for is not made.
  @Test func leavesAlone() {
    let counter = Counter()
    _ = Deferred { counter.next() }
    #expect(counter.next() == 1)
  }

  /// Takes a while.
  private final class Slow: Sendable {
    let isUnderWay = Atomic<Bool>(false)
    func make() -> Int {
      isUnderWay.store(true, ordering: .releasing)
      usleep(5_000)
      return 1
    }
  }

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}
