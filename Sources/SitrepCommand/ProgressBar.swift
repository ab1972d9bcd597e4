#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How far some work has got, on standard error: a bar that grows on a terminal, elsewhere
/// one line when it has ended.
struct ProgressBar {
  private let name: String
  private let total: Int
  private let isTerminal = isatty(STDERR_FILENO) != 0
  private var shown = -1

  init(_ name: String, of total: Int) { (self.name, self.total) = (name, total) }

  /// Draws the bar anew where it has grown.
  mutating func show(_ done: Int) {
    let width = total == 0 ? 0 : done * 40 / total
    guard isTerminal, width != shown else { return }
    shown = width
    let bar = String(repeating: "#", count: width) + String(repeating: "-", count: 40 - width)
    StandardError.writePart("\r\(name) [\(bar)]")
  }

  /// Says that the work has ended.
  func end() {
    StandardError.write(isTerminal ? "" : "\(name) done")
  }
}
