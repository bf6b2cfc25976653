import Synchronization

/// A value that is made at most once: by whoever asks for it, or by another core before anybody asks.
///
/// Making it may ask for other values, so long as none of them asks for this one.
package final class Deferred<Value: Sendable>: Job, @unchecked Sendable {
  private let state = Atomic<Int>(State.idle)
  private let make: @Sendable () -> Value
  /// Initialized by the thread that took the state from `idle`, read after it is `done`.
  private let made = UnsafeMutablePointer<Value>.allocate(capacity: 1)

  /// `make` must be pure. It is called when the value is asked for, or before that on another core.
  package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  deinit {
    if isDone { made.deinitialize(count: 1) }
    made.deallocate()
  }

  /// Has another core make it, as soon as one has time.
  package func begin() {
    if Workers.processorCount > 1 { Workers.shared.add([self]) }
  }

  package var value: Value {
    run()
    Workers.shared.help { isDone }
    return made.pointee
  }

  func run() {
    guard state.compareExchange(expected: State.idle, desired: State.running, ordering: .acquiring).exchanged else {
      return
    }
    made.initialize(to: Workers.within(make))
    state.store(State.done, ordering: .releasing)
    Workers.shared.announce()
  }

  private var isDone: Bool { state.load(ordering: .acquiring) == State.done }
}

private enum State {
  static let idle = 0
  static let running = 1
  static let done = 2
}
