import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Tells how far a run is: on a terminal in a line that is drawn anew, elsewhere in a line now
/// and then, and nothing of a run that is over before the first one.
struct RunProgress {
  /// Seconds between two lines where standard error is no terminal; on one the line is drawn
  /// anew after a fifth of a second.
  static let interval = 10.0

  private let isShown: Bool
  private let isTerminal: Bool
  private let total: InputSize?
  private let say: (String) -> Void
  private let start = ContinuousClock.now
  /// Seconds from the start to when it was told last.
  private var told = 0.0
  private var isDrawn = false
  private var hasTold = false
  /// What had been read when this run began, where it goes on with another one.
  private let bytesBefore: Int

  /// - Parameter total: How much there is to be read, as far as that is known.
  init(
    isShown: Bool = false, of total: InputSize? = nil, bytesBefore: Int = 0,
    say: @escaping (String) -> Void = StandardError.write
  ) {
    (self.isShown, self.total, self.bytesBefore, self.say) = (isShown, total, bytesBefore, say)
    isTerminal = isatty(STDERR_FILENO) != 0
  }

  /// Seconds since the run began.
  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  mutating func show(_ statistics: RunStatistics, failures: Int) {
    guard isShown else { return }
    let seconds = seconds
    guard seconds - told >= (isTerminal ? 0.2 : Self.interval) else { return }
    (told, hasTold) = (seconds, true)
    let line = line(statistics, failures, seconds)
    guard isTerminal else { return say("sitrep: \(line)") }
    // Back to the beginning of the line; what was there is cleared.
    StandardError.writePart("\r\u{1B}[K\(line)")
    isDrawn = true
  }

  /// Takes the line away, so that something else can be said.
  mutating func clear() {
    guard isDrawn else { return }
    StandardError.writePart("\r\u{1B}[K")
    isDrawn = false
  }

  /// Sums up, where anybody looks on or has been told before.
  func sumUp(_ statistics: RunStatistics, failures: Int) {
    guard isShown, isTerminal || hasTold else { return }
    say(
      "sitrep: \(Self.counts(statistics, failures)) in \(Self.time(seconds)), "
        + Self.rate(statistics.bytesRead - bytesBefore, seconds))
  }

  private func line(_ statistics: RunStatistics, _ failures: Int, _ seconds: Double) -> String {
    let read = statistics.bytesRead
    var line = Self.counts(statistics, failures) + ", " + Self.rate(read - bytesBefore, seconds)
    if let total = total?.whole, total > 0, read > bytesBefore {
      let left = seconds * Double(max(0, total - read)) / Double(read - bytesBefore)
      line += ", \(min(100, read * 100 / total)) %, \(Self.time(left)) left"
    }
    return line
  }

  private static func counts(_ statistics: RunStatistics, _ failures: Int) -> String {
    "\(statistics.documents) documents, \(megabytes(statistics.bytesRead)) MB, \(failures) failed"
  }

  private static func rate(_ bytes: Int, _ seconds: Double) -> String {
    "\(megabytes(Int(Double(bytes) / max(seconds, 1e-3)))) MB/s"
  }

  /// With one digit behind the point.
  private static func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10)"
  }

  static func time(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(), 1e9))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    if hours > 0 { return "\(hours) h \(minutes) min" }
    return minutes > 0 ? "\(minutes) min \(rest) s" : "\(rest) s"
  }
}

/// How many bytes the inputs have together, counted beside the run.
final class InputSize: Sendable {
  private let bytes = Atomic(0)
  private let isCounted = Atomic(false)

  /// nil as long as it is not known, and where there is something that has no size.
  var whole: Int? {
    isCounted.load(ordering: .acquiring) ? bytes.load(ordering: .relaxed) : nil
  }

  /// Goes through all inputs. One that has no size, such as a pipe, leaves the whole unknown.
  func count(_ paths: [String]) {
    var walker = InputWalker(paths)
    while let next = walker.next() {
      guard case .success(let input) = next else { continue }
      guard let size = FileIdentity.size(of: input.path) else { return }
      bytes.add(size, ordering: .relaxed)
    }
    isCounted.store(true, ordering: .releasing)
  }
}
