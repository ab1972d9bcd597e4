import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// SIGINT and SIGTERM, noted rather than obeyed, so that a run ends between two batches. The
/// second of either ends the process at once.
enum StopSignal {
  /// 0 where there was none.
  private static let number = Atomic<Int32>(0)

  /// The signal that asked for an end; nil where none did.
  static var received: Int32? {
    let number = number.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Notes the signals from here on.
  static func catchAll() {
    _ = received  // Made before the handler needs it, which may make nothing.
    for signal in [SIGINT, SIGTERM] { catchNext(signal) }
  }

  private static func catchNext(_ name: Int32) {
    signal(name) { name in
      signal(name, SIG_DFL)
      StopSignal.number.store(name, ordering: .relaxed)
    }
  }
}
