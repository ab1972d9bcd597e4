import Foundation
import Synchronization

/// How many inputs the fuzz tests read, which one each shard is at, and what to do with one
/// that takes too long. `Scripts/fuzz` sets the variables; a test run reads a few.
enum FuzzRun {
  static let shards = 8
  static let inputs = number("SITREP_FUZZ_INPUTS") ?? 4000
  static let first = number("SITREP_FUZZ_FIRST") ?? 0

  /// Seconds that one input may take.
  static let limit = 20

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  /// Hands over the numbers of a shard one after the other, and keeps down where it is.
  static func read(_ shard: Int, _ body: (_ number: Int) throws -> Void) rethrows {
    _ = start
    let place = FuzzPlace(shard: shard)
    defer { place.end() }
    for number in stride(from: first + shard, to: first + inputs, by: shards) {
      place.begin(number)
      try body(number)
      finish()
    }
  }

  private static let done = Atomic(0)
  private static let start = Date()
  private static let million = 1_000_000

  /// Says after every million how far all shards are.
  private static func finish() {
    let count = done.add(1, ordering: .relaxed).newValue
    guard count % million == 0 else { return }
    let seconds = String(format: "%.0f", Date().timeIntervalSince(start))
    say("\(count / million) million inputs in \(seconds) s")
  }

  /// `swift test` keeps back what is printed until the end, so a file is told.
  static func say(_ line: String) {
    var output = FileHandle.standardError
    if let folder, let file = FileHandle(forWritingAtPath: folder + "/progress") {
      _ = try? file.seekToEnd()
      output = file
    }
    output.write(Data((line + "\n").utf8))
  }

  /// Where the shards write down how far they are; nil where nobody asks.
  static let folder = ProcessInfo.processInfo.environment["SITREP_FUZZ_STATE"]
}

/// Where a shard is. A file keeps it past a trap: eight bytes in the machine's order, the
/// number of the input at work.
final class FuzzPlace: Sendable {
  private let current = Atomic(-1)
  private let file: Int32
  private let isOver = Atomic(false)

  init(shard: Int) {
    if let folder = FuzzRun.folder {
      file = open("\(folder)/\(shard)", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    } else {
      file = -1
    }
    watch()
  }

  func begin(_ number: Int) {
    current.store(number, ordering: .relaxed)
    // The pointer is used up in the call.
    if file >= 0 { _ = withUnsafeBytes(of: number) { pwrite(file, $0.baseAddress, $0.count, 0) } }
  }

  func end() {
    isOver.store(true, ordering: .relaxed)
    if file >= 0 { close(file) }
  }

  /// Ends the process where an input does not come to an end.
  private func watch() {
    let watcher = Thread { [self] in
      var (seen, seconds) = (-1, 0)
      while !isOver.load(ordering: .relaxed) {
        Thread.sleep(forTimeInterval: 1)
        let number = current.load(ordering: .relaxed)
        seconds = number == seen ? seconds + 1 : 0
        seen = number
        if seconds >= FuzzRun.limit, number >= 0 {
          FuzzRun.say("input \(number) takes more than \(FuzzRun.limit) s")
          exit(1)
        }
      }
    }
    watcher.start()
  }
}
