import Glibc
import Synchronization

extension Array where Element: Sendable {
  /// `map` over every core, results in the order of the elements. `transform` must be pure, as everything in the core is.
  ///
  /// Threads of the system and not Swift's own tasks: what calls this is synchronous, and a run that lasts a few hundredths
  /// of a second has no time for a pool to start.
  package func concurrentMap<Output: Sendable>(_ transform: @escaping @Sendable (Element) -> Output) -> [Output] {
    let threadCount = Swift.min(count, processorCount)
    guard threadCount > 1 else { return map(transform) }
    let work = SharedWork(count: count) { index, slots in slots[index] = transform(self[index]) } as SharedWork<Output>
    var threads: [pthread_t] = []
    for _ in 1..<threadCount {
      var thread = pthread_t()
      let retained = Unmanaged.passRetained(work as AnyWork)
      let status = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<AnyWork>.fromOpaque(argument).takeRetainedValue().run() }
          return nil
        }, retained.toOpaque())
      // Without another thread this one does it all.
      if status == 0 { threads.append(thread) } else { retained.release() }
    }
    work.run()
    for thread in threads { pthread_join(thread, nil) }
    return work.results
  }
}

/// Cores that this process may use; eight are more than there is work for.
private let processorCount = Swift.min(8, Swift.max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

/// Work that several threads take elements of, one after another, until none is left.
private class AnyWork: @unchecked Sendable {
  func run() {}
}

/// Each slot is written by the one thread that took its index, and read after all threads were joined.
private final class SharedWork<Output>: AnyWork, @unchecked Sendable {
  private let next = Atomic<Int>(0)
  private let slots: UnsafeMutableBufferPointer<Output?>
  private let body: (Int, UnsafeMutableBufferPointer<Output?>) -> Void

  init(count: Int, body: @escaping (Int, UnsafeMutableBufferPointer<Output?>) -> Void) {
    slots = .allocate(capacity: count)
    slots.initialize(repeating: nil)
    self.body = body
  }

  deinit {
    slots.deinitialize()
    slots.deallocate()
  }

  override func run() {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < slots.count else { return }
      body(index, slots)
    }
  }

  var results: [Output] { slots.compactMap { $0 } }
}
