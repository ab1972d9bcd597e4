import Foundation
import Testing

@testable import SitrepCommand

/// The program as it is built, run as a user runs it.
@Suite struct ProgramTests {
  @Test(
    "exit codes are those that help promises",
    arguments: [
      ("--version", 0), ("extract --help", 0), ("schema facts", 0),
      ("extract /nowhere/at/all.txt", 1), ("evaluate /nowhere/gold.jsonl", 1),
      ("extract --colour red", 2), ("translate", 2), ("extract --jobs 0", 2),
      ("extract /dev/null -o /nowhere/at/all", 2), ("extract /dev/null --resources /nowhere", 3),
    ] as [(String, Int32)])
  func exitCodes(_ arguments: String, _ expected: Int32) throws {
    let run = try Program.run(arguments.split(separator: " ").map(String.init))
    #expect(run.exitCode == expected)
    #expect((expected == 0) == run.errors.isEmpty)
  }

  @Test("reads standard input, whether it is named or not")
  func readsStandardInput() throws {
    for arguments in [["extract", "-"], ["extract"]] {
      let run = try Program.run(arguments, input: #"{"id":"x","text":"Troops."}"#)
      #expect(run.exitCode == 0)
      #expect(run.output.hasPrefix(#"{"schema":"sitrep/1","id":"x","#))
    }
    #expect(try Program.run(["extract"], input: "Troops.").output.contains(#""id":"-""#))
    #expect(try Program.run(["extract"], input: "").output == "")
  }

  @Test("a failure is one line: file, line, what is wrong, what to do")
  func tellsFailures() throws {
    let run = try Program.run(["extract", "-"], input: #"{"id":"x"}"# + "\n")
    #expect(run.exitCode == 1)
    #expect(
      run.errors == "sitrep: -:1: there is no 'text'; give the text as a string under 'text'\n")
    let mapped = try Program.run(["extract", "-"], input: #"{"id":"x","body":"y","n":1}"# + "\n")
    #expect(
      mapped.errors == "sitrep: -:1: there is no 'text'; give the text as a string under 'text', "
        + "or say with --text-key which field it is: 'body', 'n'\n")
  }

  @Test("ends quietly when nobody reads on")
  func survivesClosedPipe() throws {
    let folder = try TemporaryFolder()
    let line = #"{"text":"Troops."}"# + "\n"
    let path = try folder.write("a.jsonl", String(repeating: line, count: 20_000))
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      // A run that takes long on a busy machine would tell how far it is.
      "-c", #"{ "$0" extract "$1" --quiet; echo "code $?" >&2; } | head -n 1"#, try Program.path(),
      path,
    ]
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: said, as: UTF8.self) == "code 0\n")
  }

  /// Standard input stays open, so that nothing but the signal can end the run.
  @Test(
    "a signal ends the run with whole lines of the first documents", arguments: [SIGINT, SIGTERM])
  func endsOnSignal(_ name: Int32) throws {
    signal(SIGPIPE, SIG_IGN)
    let process = Process()
    process.executableURL = URL(filePath: try Program.path())
    process.arguments = ["extract", "-", "--jobs", "1"]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let line = Data((#"{"text":"Troops."}"# + "\n").utf8)
    try input.fileHandleForWriting.write(contentsOf: line)
    var written = output.fileHandleForReading.availableData
    kill(process.processIdentifier, name)
    // Wakes whoever reads; it may have ended already.
    try? input.fileHandleForWriting.write(contentsOf: line)
    written += output.fileHandleForReading.readDataToEndOfFile()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 128 + name)
    let lines = String(decoding: written, as: UTF8.self).split(separator: "\n")
    #expect(written.last == 0x0A && (1...2).contains(lines.count))
    #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
    #expect(
      String(decoding: said, as: UTF8.self)
        .hasPrefix("sitrep: stopped by a signal after \(lines.count) document"))
  }

  @Test("a full disk is told, and ends the run with its code")
  func tellsFullDisk() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let run = try Program.run(["extract", "-", "-o", "/dev/full"], input: "Troops.")
    #expect(run.exitCode == 2)
    #expect(run.errors.hasPrefix("sitrep: /dev/full: writing stopped: "))
  }

  @Test("a pack gives what its files give, and one that is damaged is refused")
  func usesPack() throws {
    let folder = try TemporaryFolder()
    let (pack, text) = (folder("a.pack"), "Kenya sent 400 police to Haiti on Friday.")
    let compiled = try Program.run(
      ["compile", "--resources", SharedEngine.folder, "--output", pack])
    #expect(compiled.exitCode == 0 && compiled.output.contains("entries"))
    let fromFiles = try Program.run(
      ["extract", "--resources", SharedEngine.folder], input: text)
    let fromPack = try Program.run(["extract", "--pack", pack], input: text)
    #expect(fromPack.output == fromFiles.output && fromPack.output.contains("deployed-to"))
    #expect(try Program.run(["compile", "--verify", pack]).exitCode == 0)
    let whole = Array(try Data(contentsOf: URL(filePath: pack)))
    // The tagger lies in the middle, and is opened where tags are asked for; all opens the
    // lexicon behind it.
    for (place, command) in [
      (whole.count / 2, ["extract", "--emit", "tags", "--pack"]),
      (whole.count - 100_000, ["extract", "--pack"]),
    ] {
      var bytes = whole
      bytes[place] ^= 1
      try folder.write("a.pack", bytes)
      for arguments in [command + [pack], ["compile", "--verify", pack]] {
        let run = try Program.run(arguments)
        #expect(run.exitCode == 3)
        #expect(run.errors.hasPrefix("sitrep: \(pack): the pack is corrupt in its "))
      }
    }
  }

  @Test("names every fault in a lexicon or rule file, and the line it stands in")
  func tellsResourceFaults() throws {
    let folder = try TemporaryFolder()
    // Written anew and never copied: a copy of a link would let us damage the real files.
    for file in try Resources(folder: SharedEngine.folder).files {
      try folder.write(file.path, file.bytes)
    }
    let places = try folder.read("Lexicons/places/countries.tsv")
    try folder.write("Lexicons/places/countries.tsv", places + "one\tfield\ntoo\tmany\n")
    let frames = try folder.read("Models/frames/deployed-to.yaml")
    try folder.write("Models/frames/deployed-to.yaml", frames + "\n- [broken\n")
    let run = try Program.run(["extract", "/dev/null", "--resources", folder.path])
    #expect(run.exitCode == 3)
    let lines = places.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(run.errors.contains("Lexicons/places/countries.tsv:\(lines): error: "))
    #expect(run.errors.contains("Lexicons/places/countries.tsv:\(lines + 1): error: "))
    #expect(run.errors.contains("Models/frames/deployed-to.yaml:"))
    #expect(run.errors.contains("3 faults"))
  }
}

/// The executable beside the tests.
enum Program {
  struct Run {
    var exitCode: Int32
    var output: String
    var errors: String
  }

  struct NotBuilt: Error {}

  static func path() throws -> String {
    let folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let path = folder.appending(path: "sitrep").path
    guard FileManager.default.isExecutableFile(atPath: path) else { throw NotBuilt() }
    return path
  }

  /// Runs to the end. What it writes has to fit into a pipe, 64 KB.
  ///
  /// - Parameter shell: Commands of a shell that begins the program.
  static func run(
    _ arguments: [String], input: String = "", shell: String? = nil
  ) throws -> Run {
    let process = Process()
    process.executableURL = URL(filePath: shell == nil ? try path() : "/bin/sh")
    process.arguments =
      try shell.map { try ["-c", $0 + #"; exec "$0" "$@""#, path()] + arguments } ?? arguments
    let (inputs, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = inputs
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    try inputs.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try inputs.fileHandleForWriting.close()
    let written = output.fileHandleForReading.readDataToEndOfFile()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Run(
      exitCode: process.terminationStatus, output: String(decoding: written, as: UTF8.self),
      errors: String(decoding: said, as: UTF8.self))
  }
}
