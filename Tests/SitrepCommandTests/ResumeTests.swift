import Foundation
import Testing

@testable import SitrepCommand

/// Runs that were killed, and go on. `Scripts/torture` kills many more.
@Suite(.serialized) struct ResumeTests {
  /// A folder with inputs, and a pack, so that a run begins within milliseconds.
  private static func makeFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for file in 0..<6 {
      let lines = (0..<60).map { number in
        number % 25 == 24
          ? "{broken"
          : #"{"id":"\#(file)-\#(number)","text":"France sent \#(number) soldiers to Mali."}"#
      }
      let bytes = Array(lines.joined(separator: "\n").utf8)
      try folder.write(
        "in/\(file).jsonl" + (file % 2 == 0 ? ".gz" : ""),
        file % 2 == 0 ? Compression.gzip.pack(bytes) : bytes)
      try folder.write("in/\(file).txt", "Kenya deployed 400 police officers to Haiti.")
    }
    try folder.write("in/x.txt", [0])
    _ = try Program.run(
      ["compile", "--resources", SharedEngine.folder, "--output", folder("a.pack")])
    return folder
  }

  private static func arguments(_ folder: TemporaryFolder, _ more: [String]) -> [String] {
    ["extract", folder("in"), "--pack", folder("a.pack"), "--quiet"] + more
  }

  private func contents(_ folder: TemporaryFolder, _ paths: [String]) throws -> [[UInt8]] {
    try paths.map { Array(try Data(contentsOf: URL(filePath: folder($0)))) }
  }

  @Test(
    "a run that was killed again and again ends with the bytes of one that was not",
    arguments: [["-o", "out.jsonl"], ["-o", "out.jsonl.gz"]])
  func survivesKills(_ output: [String]) throws {
    let folder = try Self.makeFolder()
    let files = [output[1], "errors", "manifest"]
    func options(_ prefix: String) -> [String] {
      Self.arguments(
        folder,
        [
          "-o", folder(prefix + files[0]), "--errors", folder(prefix + "errors"), "--manifest",
          folder(prefix + "manifest"), "--checkpoint-seconds", "0", "--jobs", "2",
        ])
    }
    #expect(try Program.run(options("whole-")).exitCode == 1)
    #expect(try contents(folder, ["whole-errors"])[0].count { $0 == 0x0A } == 13)
    var random = SeededGenerator(seed: 11)
    var runs = 0
    while true {
      runs += 1
      let process = Process()
      process.executableURL = URL(filePath: try Program.path())
      process.arguments = options("") + ["--resume"]
      (process.standardOutput, process.standardError) = (Pipe(), Pipe())
      try process.run()
      // The first are killed at any moment, the others when they have had time to get on.
      usleep(UInt32.random(in: 50_000...400_000, using: &random) * (runs < 8 ? 1 : 100))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .exit { break }
      try #require(runs < 20)
    }
    #expect(runs > 1)
    #expect(try contents(folder, files) == contents(folder, files.map { "whole-" + $0 }))
    #expect(!FileManager.default.fileExists(atPath: folder(files[0] + ".checkpoint")))
  }

  /// What was read when the signal comes is still worked on, so that it takes more than the
  /// queue holds: lines that are a batch each.
  @Test("a run that a signal ended is gone on with", arguments: [SIGINT, SIGTERM])
  func goesOnAfterSignal(_ signal: Int32) throws {
    let folder = try Self.makeFolder()
    let field = String(repeating: "x", count: FileStream.pieceSize)
    let line = #"{"text":"Kenya sent 400 police to Haiti.","field":"\#(field)"}"# + "\n"
    try folder.write("in/z.jsonl", String(repeating: line, count: 60))
    func options(_ name: String) -> [String] {
      Self.arguments(folder, ["-o", folder(name), "--errors", folder(name + ".errors"), "-j", "2"])
    }
    let process = Process()
    process.executableURL = URL(filePath: try Program.path())
    process.arguments = options("out")
    let errors = Pipe()
    (process.standardOutput, process.standardError) = (Pipe(), errors)
    try process.run()
    while process.isRunning, (FileIdentity.size(of: folder("out")) ?? 0) == 0 { usleep(1000) }
    kill(process.processIdentifier, signal)
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 128 + signal)
    #expect(said.contains("what is written is whole lines; --resume goes on"))
    let part = try contents(folder, ["out"])[0]
    #expect(part.last == 0x0A)
    #expect(try Program.run(options("out") + ["--resume"]).exitCode == 1)
    #expect(try Program.run(options("whole")).exitCode == 1)
    let whole = try contents(folder, ["whole", "whole.errors"])
    #expect(part.count < whole[0].count)
    #expect(try contents(folder, ["out", "out.errors"]) == whole)
  }

  @Test("a run that ran out of disk says how to go on, and does so in parts")
  func goesOnInParts() throws {
    let folder = try Self.makeFolder()
    let options = Self.arguments(
      folder, ["-o", folder("out"), "--shard-bytes", "20000", "--checkpoint-seconds", "0"])
    #expect(try Program.run(options).exitCode == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder("out")).sorted()
    #expect(names.count > 2)
    let whole = try contents(folder, names.map { "out/\($0)" })
    // Parts of another run are not written over, and a run that has ended is not begun anew.
    for more in [[], ["--resume"]] {
      let again = try Program.run(options + more)
      #expect(again.exitCode == 2 && again.errors.contains("resume"))
    }
    for name in names { try FileManager.default.removeItem(atPath: folder("out/\(name)")) }
    let limited = try Program.run(
      options, shell: "ulimit -f 20; trap '' XFSZ")  // in blocks of 512 or 1024 bytes
    #expect(limited.exitCode == 2 || limited.exitCode == 1)
    if limited.exitCode == 2 { #expect(limited.errors.contains("--resume")) }
    let rest = try Program.run(options + ["--resume"])
    #expect(rest.exitCode == (limited.exitCode == 2 ? 1 : 2))
    #expect(try contents(folder, names.map { "out/\($0)" }) == whole)
  }

  @Test("is refused where anything else would come out, and says what has changed")
  func refusesChanges() throws {
    let folder = try Self.makeFolder()
    let options = Self.arguments(folder, ["-o", folder("out"), "--checkpoint-seconds", "0"])
    // Killed as soon as it has noted that it began.
    var checkpoint = false
    for _ in 0..<5 where !checkpoint {
      let process = Process()
      process.executableURL = URL(filePath: try Program.path())
      process.arguments = options + ["--jobs", "1"]
      (process.standardOutput, process.standardError) = (Pipe(), Pipe())
      try process.run()
      while process.isRunning, !FileManager.default.fileExists(atPath: folder("out.checkpoint")) {
        usleep(1000)
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      checkpoint = FileManager.default.fileExists(atPath: folder("out.checkpoint"))
    }
    try #require(checkpoint)
    let facts = try Program.run(options + ["--resume", "--emit", "facts"])
    #expect(facts.exitCode == 2)
    #expect(facts.errors.contains("had --emit documents, this one has --emit facts"))
    let other = try Program.run(
      ["extract", folder("in/0.txt"), "--pack", folder("a.pack"), "-o", folder("out"), "--resume"])
    #expect(other.exitCode == 2 && other.errors.contains("had inputs "))
    try folder.write("out.checkpoint", "{}\n")
    let damaged = try Program.run(options + ["--resume"])
    #expect(damaged.exitCode == 2 && damaged.errors.contains("is damaged"))
    #expect(try Program.run(["extract", "-", "-o", folder("out"), "--resume"]).exitCode == 2)
    #expect(try Program.run(["extract", folder("in"), "--resume"]).exitCode == 2)
  }
}
