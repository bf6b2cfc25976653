internal import CSystem
import Glibc
import Synchronization

/// Threads that live as long as the process and take jobs from one queue, first in, first out.
///
/// Threads of the system and not Swift's own tasks: what calls this is synchronous, and a run that lasts a few hundredths of
/// a second has no time for a pool to start. Whoever waits works on other jobs meanwhile, unless it waits inside a job: what it
/// took up then could wait for that very job, which can't go on before.
final class Workers: @unchecked Sendable {
  static let shared = Workers(count: processorCount - 1)

  /// Cores that this process may use; eight are more than there is work for.
  static let processorCount = min(8, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))

  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  /// What waits for a thread; guarded by `mutex`, as is `taken`.
  private var queue: [any Job] = []
  /// How many at the front of `queue` are gone.
  private var taken = 0
  /// For a look that costs no lock.
  private let waiting = Atomic<Int>(0)

  private init(count: Int) {
    belfry_heap_grow_in_large_steps()
    mutex = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
    for _ in 0..<count {
      // Without another thread this one does it all: whoever wants a result that nobody has begun makes it.
      let status = belfry_thread_start_elsewhere(
        { argument in
          if let argument { Unmanaged<Workers>.fromOpaque(argument).takeRetainedValue().work() }
          return nil
        }, Unmanaged.passRetained(self).toOpaque())
      if status != 0 { Unmanaged.passUnretained(self).release() }
    }
  }

  func add(_ jobs: [any Job]) {
    guard !jobs.isEmpty else { return }
    pthread_mutex_lock(mutex)
    queue += jobs
    waiting.add(jobs.count, ordering: .relaxed)
    pthread_mutex_unlock(mutex)
    pthread_cond_broadcast(changed)
  }

  /// Waits until `isDone`, which some other thread's job brings about and then announces. Works on whatever there is
  /// meanwhile, unless this is part of a job.
  func help(until isDone: () -> Bool) {
    let isFree = belfry_job_depth() == 0
    while !isDone() {
      if isFree, let job = next() {
        job.run()
        continue
      }
      // What is awaited is under way elsewhere, and mostly about to end.
      if isSoon(isDone) { return }
      pthread_mutex_lock(mutex)
      while !isDone(), !isFree || taken == queue.count { pthread_cond_wait(changed, mutex) }
      pthread_mutex_unlock(mutex)
    }
  }

  /// Does part of a job: what waits in `body` takes up no other.
  static func within<Result>(_ body: () -> Result) -> Result {
    belfry_job_begin()
    defer { belfry_job_end() }
    return body()
  }

  /// Wakes whoever waits for something that is now done.
  func announce() {
    // The lock keeps this from falling between another thread's look and its sleep.
    pthread_mutex_lock(mutex)
    pthread_mutex_unlock(mutex)
    pthread_cond_broadcast(changed)
  }

  private func work() -> Never {
    belfry_heap_begin_large()
    while true {
      if let job = next() {
        job.run()
        continue
      }
      if isSoon({ waiting.load(ordering: .relaxed) > 0 }) { continue }
      pthread_mutex_lock(mutex)
      while taken == queue.count { pthread_cond_wait(changed, mutex) }
      pthread_mutex_unlock(mutex)
    }
  }

  private func next() -> (any Job)? {
    guard waiting.load(ordering: .relaxed) > 0 else { return nil }
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard taken < queue.count else { return nil }
    let job = queue[taken]
    taken += 1
    waiting.subtract(1, ordering: .relaxed)
    if taken == queue.count {
      queue.removeAll(keepingCapacity: true)
      taken = 0
    }
    return job
  }

  /// Sleeping and being woken takes longer than most waits last; this is about as long as both together.
  private static let patience = 1_000

  /// Whether something comes true while one looks for it.
  private func isSoon(_ isTrue: () -> Bool) -> Bool {
    for _ in 0..<Self.patience {
      if isTrue() { return true }
      sched_yield()
    }
    return false
  }
}

/// What a worker runs. Running it again, or after somebody else did it, does nothing.
protocol Job: Sendable {
  func run()
}
