import ArgumentParser
import Foundation
import Sitrep
import Testing

@testable import SitrepCommand

/// What can go wrong in a run that nobody looks at: each fault is told, and the rest is done.
@Suite struct FaultTests {
  private func extract(_ arguments: [String]) async throws -> (code: Int32, said: [String]) {
    final class Said { var lines: [String] = [] }
    let said = Said()
    let command = try ExtractCommand.parse(arguments)
    do {
      try await command.run(with: SharedEngine.get()) { said.lines.append($0) }
      return (0, said.lines)
    } catch let code as ExitCode {
      return (code.rawValue, said.lines)
    }
  }

  @Test("a document that takes too long is told, and the others are as they are without a limit")
  func timesOut() async throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "France sent 200 soldiers to Mali on Monday. ", count: 4000)
    let short = "Kenya sent 400 police to Haiti."
    try folder.write(
      "in/a.jsonl",
      [("s1", short), ("long", long), ("s2", short)].map { #"{"id":"\#($0)","text":"\#($1)"}"# }
        .joined(separator: "\n"))
    let limited = try await extract([
      folder("in"), "-o", folder("out"), "--errors", folder("errors"), "--document-timeout", "0.5",
    ])
    #expect(limited.code == 1)
    #expect(try folder.readLines("out").map { $0["id"] as? String } == ["s1", "s2"])
    let failure = try folder.readLines("errors")[0]
    #expect(failure["kind"] as? String == "timeout")
    #expect(failure["id"] as? String == "long" && failure["line"] as? Int == 2)
    let lines = try folder.read("out")
    try folder.write(
      "in/a.jsonl",
      [("s1", short), ("s2", short)].map { #"{"id":"\#($0)","text":"\#($1)"}"# }
        .joined(separator: "\n"))
    #expect(try await extract([folder("in"), "-o", folder("out")]).code == 0)
    #expect(try folder.read("out") == lines)
  }

  @Test("pipes and loops of links in folders are passed over, and that is said")
  func passesOver() async throws {
    let folder = try TemporaryFolder()
    try folder.write("in/a.txt", "x")
    #expect(mkfifo(folder("in/pipe.txt"), 0o600) == 0)
    try folder.link("in/loop", to: ".")
    let (code, said) = try await extract([folder("in"), "-o", folder("out")])
    #expect(code == 0)
    #expect(try folder.readLines("out").count == 1)
    #expect(said.contains { $0.hasPrefix("sitrep: 2 files or records passed over: ") })
  }

  @Test("a file that vanishes between being found and being read is told")
  func tellsVanished() throws {
    let folder = try TemporaryFolder()
    // Large enough for a batch of its own, so that the next file is not read along with it.
    try folder.write("in/a.txt", String(repeating: "Troops. ", count: FileStream.pieceSize / 8))
    for name in ["b", "c"] { try folder.write("in/\(name).txt", "Troops.") }
    var reader = InputReader([folder("in")])
    #expect(reader.next()?.number == 0)
    try FileManager.default.removeItem(atPath: folder("in/b.txt"))
    guard case .failure(let failure) = reader.next()?.content else {
      Issue.record("the file that is gone was not told")
      return
    }
    #expect(failure.message == "\(folder("in/b.txt")): no such file or directory; check the path")
    #expect(failure.kind == .unreadable)
    guard case .documents(let documents) = reader.next()?.content else {
      Issue.record("the file behind it was not read")
      return
    }
    #expect(documents.map(\.input.name) == ["c.txt"])
  }

  @Test(
    "an output that cannot be written is told before anything is read",
    arguments: ["--output", "--errors", "--manifest", "--stats"])
  func tellsUnwritable(_ option: String) async throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("a.txt", "Troops.")
    for (path, reason) in [
      ("/nowhere/out", "cannot be written: No such file or directory"),
      (folder.path, "cannot be written: Is a directory"), (text, "is an input of this run"),
    ] {
      let other = option == "--output" ? [] : ["--output", folder("out")]
      let command = try ExtractCommand.parse([text, option, path] + other)
      let error = await #expect(throws: CommandError.self) {
        try await command.run(with: SharedEngine.get()) { _ in }
      }
      #expect(error?.exitCode == .wrongUsage)
      #expect(error?.message.hasPrefix("sitrep: \(path): \(reason); ") == true)
      #expect((FileIdentity.size(of: folder("out")) ?? 0) == 0)
    }
    #expect(try folder.read("a.txt") == "Troops.")
  }

  @Test(
    "a full disk is told, whichever file was to go there",
    arguments: ["--output", "--errors", "--manifest", "--stats"])
  func tellsFullDisks(_ option: String) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let run = try Program.run(
      ["extract", "-", option, "/dev/full", "--resources", SharedEngine.folder],
      input: #"{"text":"Troops."}"# + "\n{broken\n")
    #expect(run.exitCode == 2)
    #expect(
      run.errors.contains(
        "sitrep: /dev/full: writing stopped: No space left on device; what is there is not "
          + "complete, call it again when it can be written\n"))
  }

  @Test("a pipe that is named is read")
  func readsPipes() throws {
    let run = try Program.run(
      ["extract", "/dev/stdin"], input: #"{"id":"x","text":"Troops."}"#)
    #expect(run.exitCode == 0 && run.output.contains(#""id":"x""#))
  }

  @Test("a file that may not be read is told, and a folder too")
  func tellsPermissions() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/a.txt", "x")
    try folder.write("in/b/c.txt", "x")
    try folder.write("in/d.txt", "x")
    chmod(folder("in/a.txt"), 0)
    chmod(folder("in/b"), 0)
    chmod(folder.path, 0o755)
    defer { chmod(folder("in/b"), 0o755) }
    // Root may read everything, so that somebody else has to try.
    let own: [String] = geteuid() == 0 ? ["setpriv", "--reuid", "65534", "--clear-groups"] : []
    let readable = try Program.run(
      ["--version"], shell: "exec " + (own + [#""$0" "$@""#]).joined(separator: " "))
    guard readable.exitCode == 0 else { return }
    let run = try Program.run(
      ["extract", folder("in"), "--resources", SharedEngine.folder],
      shell: "exec " + (own + [#""$0" "$@""#]).joined(separator: " "))
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("in/a.txt: permission denied; make it readable, or leave it out"))
    #expect(run.errors.contains("in/b: this folder cannot be read"))
    #expect(run.output.contains(#""id":"d.txt""#))
  }

  @Test("a damaged archive is told, and what stands before and behind is read")
  func tellsDamage() async throws {
    let folder = try TemporaryFolder()
    let lines = (0..<5000).map { #"{"id":"\#($0)","text":""}"# }.joined(separator: "\n")
    let packed = Compression.gzip.pack(Array(lines.utf8))
    try folder.write("in/a.jsonl.gz", packed[..<(packed.count / 2)])
    try folder.write("in/b.txt", "x")
    let (code, _) = try await extract([
      folder("in"), "-o", folder("out"), "--errors", folder("errors"), "--stats", folder("stats"),
    ])
    #expect(code == 1)
    let ids = try folder.readLines("out").map { $0["id"] as? String }
    #expect(ids.count > 1000 && ids.last == "b.txt")
    #expect(ids.dropLast() == (0..<ids.count - 1).map { "\($0)" }[...])
    let failures = try folder.readLines("errors")
    #expect(failures.map { $0["kind"] as? String } == ["truncated"])
    let stats = try folder.readLines("stats")[0]
    #expect(stats["documents"] as? Int == ids.count)
    #expect(stats["failures_by_kind"] as? [String: Int] == ["truncated": 1])
    #expect((stats["stage_seconds"] as? [String: Double])?.keys.contains("tokens") == true)
  }

  /// The reader of a pipe that nobody empties has to wait, and hold no more for it.
  @Test("a reader of the output that stops holds up the run, and gets all when it goes on")
  func waitsForReader() throws {
    let folder = try TemporaryFolder()
    let line = #"{"text":"Kenya sent 400 police to Haiti on Friday."}"# + "\n"
    let path = try folder.write("a.jsonl", String(repeating: line, count: 2000))
    let process = Process()
    process.executableURL = URL(filePath: try Program.path())
    process.arguments = ["extract", path, "--emit", "sentences", "--quiet"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    usleep(1_500_000)
    #expect(process.isRunning)
    let lines = output.fileHandleForReading.readDataToEndOfFile().count { $0 == 0x0A }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && lines == 2000)
  }
}

@Suite struct BatchQueueTests {
  private func batch(_ number: Int, bytes: Int) -> Batch {
    let input = Input(path: "x", name: "x")
    let block = LineBlock(bytes: [UInt8](repeating: 0x20, count: bytes), firstLine: 1)
    return Batch(number: number, input: input, content: .lines(block))
  }

  /// Reads as much as there is room for, and returns how many batches that is.
  private func fill(_ queue: BatchQueue, from first: Int = 0, bytes: Int) -> Int {
    var count = 0
    while count < 100 {
      let room = queue.hasRoom
      guard room else { break }
      queue.put(batch(first + count, bytes: bytes))
      count += 1
    }
    return count
  }

  @Test("holds four pieces a worker, or one large document each and one ahead")
  func boundsMemory() {
    #expect(fill(BatchQueue(jobs: 2), bytes: 10) == 8)
    #expect(fill(BatchQueue(jobs: 2), bytes: FileStream.pieceSize) == 8)
    #expect(fill(BatchQueue(jobs: 2), bytes: 100 * FileStream.pieceSize) == 3)
  }

  @Test("gives results in order, and room when they are written")
  func keepsOrder() {
    let queue = BatchQueue(jobs: 1)
    #expect(fill(queue, bytes: 10) == 4)
    for number in [2, 0, 1, 3] {
      queue.put(ProcessedBatch(number: number, output: [], documents: 1, notices: []))
    }
    for number in 0..<4 {
      guard case .batch(let batch) = queue.next(waiting: 1) else {
        Issue.record("there is a batch")
        return
      }
      #expect(batch.number == number)
      #expect(!queue.hasRoom || number > 0)
      queue.release(batch)
    }
    #expect(fill(queue, from: 4, bytes: 10) == 4)
    guard case .nothing = queue.next(waiting: 0.01) else {
      Issue.record("nothing is done")
      return
    }
    queue.stop(dropping: true)
    #expect(queue.take()?.number == nil)
  }
}
