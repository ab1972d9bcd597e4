#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A value that threads share: one at a time looks at it, and others wait until it is as they
/// need it.
///
/// `@unchecked Sendable`: the value is touched by nobody who does not hold the mutex.
///
/// Threads of their own rather than tasks of Swift: reading and writing block, and a task that
/// blocks takes one of the few threads that all tasks have.
package final class Monitor<State>: @unchecked Sendable {
  /// The system knows both by their addresses, so that they must not move.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var state: State

  package init(_ state: sending State) {
    self.state = state
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Changes the value, and wakes whoever waits for a change.
  package func update<Value>(_ body: (inout State) -> Value) -> Value {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }
    return body(&state)
  }

  /// Waits until `body` gives something back, and returns that; nil when the time is over
  /// before. What `body` changes together with that is seen by others who wait.
  package func wait<Value>(
    seconds: Double? = nil, until body: (inout State) -> Value?
  ) -> Value? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    var deadline = seconds.map(Self.time)
    while true {
      if let value = body(&state) {
        pthread_cond_broadcast(condition)
        return value
      }
      guard deadline != nil else {
        pthread_cond_wait(condition, mutex)
        continue
      }
      guard pthread_cond_timedwait(condition, mutex, &deadline!) == 0 else { return body(&state) }
    }
  }

  /// A moment from now, by the clock that conditions go by.
  private static func time(in seconds: Double) -> timespec {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    time.tv_sec += Int(seconds)
    time.tv_nsec += Int((seconds - seconds.rounded(.down)) * 1e9)
    if time.tv_nsec >= 1_000_000_000 {
      (time.tv_sec, time.tv_nsec) = (time.tv_sec + 1, time.tv_nsec - 1_000_000_000)
    }
    return time
  }
}
