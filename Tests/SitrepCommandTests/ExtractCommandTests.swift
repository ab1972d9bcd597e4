import ArgumentParser
import Foundation
import Sitrep
import Testing

@testable import SitrepCommand

@Suite struct ExtractCommandTests {
  @Test("writes a line for each document, in the order of the input")
  func keepsOrder() async throws {
    let folder = try TemporaryFolder()
    try folder.write("in/b.txt", "Second.")
    try folder.write("in/a/x.jsonl", #"{"text":"One.","k":1}"# + "\n\n" + #"{"id":"i","text":""}"#)
    try folder.write("in/empty.txt", "")
    try folder.write("in/empty.jsonl", "")
    #expect(try await extract(folder, folder("in")) == 0)
    let lines = try folder.readLines("out")
    #expect(lines.map { $0["id"] as? String } == ["a/x.jsonl:1", "i", "b.txt", "empty.txt"])
    #expect((lines[0]["source"] as? [String: Int]) == ["k": 1])
    #expect(lines[3]["sentences"] == nil)
  }

  @Test("the document's own date goes before that of the run")
  func dates() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a.jsonl", #"{"text":"","date":"2001-02"}"# + "\n" + #"{"text":""}"#)
    #expect(try await extract(folder, path, "--date", "2024-10-27") == 0)
    let dates = try folder.readLines("out").map { $0["date"] as? String }
    #expect(dates == ["2001-02", "2024-10-27"])
  }

  @Test("every failure is told with its place and remedy, and the rest is read")
  func goesOnAfterFailures() async throws {
    let folder = try TemporaryFolder()
    let lines = [
      #"{"id":"good","text":"Troops."}"#, "{broken", #"{"id":"mute"}"#, #"{"text":7}"#,
      #"{"id":"late","text":"","date":"soon"}"#, #"{"id":"good 2","text":""}"#,
    ]
    try folder.write("in/1.jsonl", lines.joined(separator: "\n"))
    try folder.write("in/2.txt", Array("bin".utf8) + [0])
    try folder.write("in/3.jsonl", [0, 1, 2])
    try folder.link("in/4.txt", to: "nowhere")
    try folder.write("none/readme.md", "")
    let last = try folder.write("last.txt", "Last.")
    let code = try await extract(
      folder, folder("missing.txt"), folder("in"), folder("none"), last, "--errors",
      folder("errors"))
    #expect(code == 1)
    #expect(try folder.readLines("out").map { $0["id"] as? String } == ["good", "good 2", last])
    let failures = try folder.readLines("errors")
    let expected: [(path: String, line: Int?, id: String?, reason: String)] = [
      ("missing.txt", nil, nil, "no such file or directory"),
      ("in/1.jsonl", 2, nil, "not JSON: column 2: expected a key in double quotes, found 'b'"),
      ("in/1.jsonl", 3, "mute", "there is no 'text'"),
      ("in/1.jsonl", 4, nil, "'text' is a number, not a string"),
      ("in/1.jsonl", 5, "late", "'soon' is no date"),
      ("in/2.txt", nil, nil, "not a text but a binary file: it has a NUL byte"),
      ("in/3.jsonl", nil, nil, "not a text but a binary file: it has a NUL byte"),
      ("in/4.txt", nil, nil, "no such file or directory"),
      ("none", nil, nil, "no text in this folder"),
    ]
    #expect(failures.count == expected.count)
    for (failure, expected) in zip(failures, expected) {
      #expect(failure["path"] as? String == folder(expected.path))
      #expect(failure["line"] as? Int == expected.line)
      #expect(failure["id"] as? String == expected.id)
      #expect(failure["reason"] as? String == expected.reason)
      #expect((failure["remedy"] as? String)?.isEmpty == false)
    }
  }

  @Test("bytes that are not UTF-8 are counted, and do not end the run")
  func countsReplacements() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.txt", Array("Kyïv, caf".utf8) + [0xE9] + Array(" no. 7".utf8))
    #expect(try await extract(folder, path, "--quiet") == 0)
    #expect(try folder.readLines("out")[0]["replacements"] as? Int == 1)
  }

  @Test("reads what is not UTF-8, and offsets in bytes are those of the file")
  func readsOtherEncodings() async throws {
    let folder = try TemporaryFolder()
    let sentence = "“France” sent 200 soldiers to Mali."
    let units = ("\u{FEFF}" + sentence).utf16
    try folder.write("in/a.txt", units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    let rest = Array(" sent 200 soldiers to Mali.".utf8)
    try folder.write("in/b.txt", [0x93] + Array("France".utf8) + [0x94] + rest)
    #expect(try await extract(folder, folder("in"), "--offsets", "utf8") == 0)
    let lines = try folder.readLines("out")
    #expect(lines.map { $0["encoding"] as? String } == ["utf-16le", "windows-1252"])
    #expect(lines.allSatisfy { $0["replacements"] == nil })
    let ends = lines.map { ($0["sentences"] as? [[String: Any]])?.last?["end"] as? Int }
    #expect(ends == [units.count * 2, sentence.count])
  }

  @Test("reads what a page shows, and cites the page", arguments: ["codepoints", "utf8", "utf16"])
  func readsPages(_ unit: String) async throws {
    let folder = try TemporaryFolder()
    let page = """
      <!DOCTYPE html><title>Çankaya &ndash; 🪖</title>
      <nav>France sent 5 soldiers to Chad.</nav>
      <article><p>France sent <b>200</b> soldiers
      to <a href="/ml">Mali</a>.</p></article>
      """
    let path = try folder.write("a.html", page)
    #expect(try await extract(folder, path, "--offsets", unit) == 0)
    let document = try folder.readLines("out")[0]
    #expect(document["encoding"] == nil)
    let entities = document["entities"] as? [[String: Any]] ?? []
    let found = try entities.map { entity in
      let start = try #require(entity["start"] as? Int)
      let end = try #require(entity["end"] as? Int)
      return [entity["text"] as? String, cut(start..<end, of: page, unit)]
    }
    #expect(found.contains(["France", "France"]))
    #expect(found.contains(["200 soldiers", "200</b> soldiers"]))
    #expect(found.contains(["Mali", "Mali"]))
    #expect(!found.contains { $0[0] == "Chad" })
  }

  private func cut(_ range: Range<Int>, of page: String, _ unit: String) -> String? {
    switch unit {
    case "utf8": String(validating: Array(page.utf8)[range], as: UTF8.self)
    case "utf16": String(validating: Array(page.utf16)[range], as: UTF16.self)
    default: String(String.UnicodeScalarView(Array(page.unicodeScalars)[range]))
    }
  }

  @Test("a line of 50 MB is a document like any other")
  func takesLongLines() async throws {
    let folder = try TemporaryFolder()
    // Space, so that the stages behind have little to do: it is the reading that is tested.
    let text = [UInt8](repeating: 0x20, count: 50 << 20)
    let line = Array(#"{"id":"long","text":""#.utf8) + text + Array("\"}\n{\"text\":\"x\"}\n".utf8)
    let path = try folder.write("a.jsonl", line)
    #expect(try await extract(folder, path) == 0)
    #expect(
      try folder.readLines("out").map { $0["id"] as? String } == ["long", "\(path):2"])
  }

  @Test("more workers give the same bytes", arguments: [[], ["--emit", "facts"]])
  func workersMakeNoDifference(_ options: [String]) async throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 7)
    for file in 0..<8 {
      // Batches of uneven size come back in uneven order.
      let lines = (0..<Int.random(in: 1...300, using: &random)).map { number in
        number % 50 == 49
          ? "{broken"
          : #"{"id":"\#(number)","text":"France sent \#(number) soldiers to Mali on Monday."}"#
      }
      try folder.write("in/\(file).jsonl", lines.joined(separator: "\n"))
      try folder.write("in/\(file).txt", "Kenya deployed 400 police officers to Haiti.")
    }
    var outputs: [[String]] = []
    for jobs in ["1", "2", "5"] {
      let code = try await extract(
        folder,
        [folder("in"), "--jobs", jobs, "--errors", folder("errors")] + options
          + ["--manifest", folder("manifest")])
      #expect(code == 1)
      outputs.append(try [folder.read("out"), folder.read("errors"), folder.read("manifest")])
    }
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0] == outputs[2])
  }

  @Test("the manifest says what made the output, and nothing that changes from run to run")
  func writesManifest() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.txt", "abc")
    let code = try await extract(
      folder, path, folder("missing"), "--offsets", "utf16", "--manifest", folder("manifest"))
    #expect(code == 1)
    let origin = try SharedEngine.get().origin
    let checksum = Resources.checksum(of: origin.listing)
    let files = origin.listing.split(separator: "\n")
    let resources = zip(files, origin.licences).map { file, licence in
      let parts = file.split(separator: " ")
      return #"{"path":"\#(parts[1])","sha256":"\#(parts[0])","licence":"\#(licence)"}"#
    }
    let expected = """
      {"sitrep":"\(SitrepTool.version)","schema":"sitrep/1",\
      "pack":{"version":"\(Pack.version)",\
      "files":\(files.count),"sha256":"\(checksum)",\
      "resources":[\(resources.joined(separator: ","))]},\
      "options":{"emit":"documents","offsets":"utf16","format":"auto","learned":true},"inputs":[
      {"path":"\(path)","bytes":3,\
      "sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
      ],"documents":1,"failures":1}

      """
    #expect(try folder.read("manifest") == expected)
  }

  @Test("an output that lies in a folder that is read is not read")
  func leavesOutputAlone() async throws {
    let folder = try TemporaryFolder()
    try folder.write("in/a.txt", "x")
    let command = try ExtractCommand.parse([
      folder("in"), "-o", folder("in/out.jsonl"), "--errors", folder("errors"),
    ])
    #expect(try await exitCode(of: command) == 1)
    #expect(try folder.readLines("in/out.jsonl").count == 1)
    let reasons = try folder.readLines("errors").map { $0["reason"] as? String }
    #expect(reasons == ["is written by this run"])
  }

  @Test("an input is never written over")
  func sparesInput() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.txt", "precious")
    let command = try ExtractCommand.parse([path, "-o", path])
    let error = await #expect(throws: CommandError.self) {
      try await command.run(with: SharedEngine.get()) { _ in }
    }
    #expect(error?.exitCode == .wrongUsage)
    #expect(try folder.read("a.txt") == "precious")
  }

  @Test(
    "refuses options that make no sense",
    arguments: [
      ["--jobs", "0", "x"], ["--date", "yesterday", "x"], ["--offsets", "bytes", "x"],
      ["--emit", "poems", "x"], ["--output", "same", "--errors", "same", "x"],
    ])
  func refusesOptions(_ arguments: [String]) {
    #expect(throws: (any Error).self) { try ExtractCommand.parse(arguments) }
  }

  private func extract(_ folder: TemporaryFolder, _ arguments: String...) async throws -> Int32 {
    try await extract(folder, arguments)
  }

  /// Runs the command in this process, its lines into `out`, and gives its exit code.
  private func extract(_ folder: TemporaryFolder, _ arguments: [String]) async throws -> Int32 {
    try await exitCode(of: try ExtractCommand.parse(arguments + ["--output", folder("out")]))
  }

  private func exitCode(of command: ExtractCommand) async throws -> Int32 {
    do {
      try await command.run(with: SharedEngine.get()) { _ in }
      return 0
    } catch let code as ExitCode {
      return code.rawValue
    }
  }
}
