import Foundation
import Testing

@testable import SitrepCommand

/// The options of `extract` that say where documents are and what their fields are called.
@Suite struct InputOptionsTests {
  @Test("fields can have other names; what is not ours goes out as it came")
  func mapsKeys() throws {
    let line =
      #"{"url":"u1","body":"Troops arrived in Goma on Friday.","published":"2017-05-08","#
      + #""text":"not this","id":7}"#
    let run = try Program.run(
      ["extract", "-", "--text-key", "body", "--id-key", "url", "--date-key", "published"],
      input: line + "\n")
    #expect(run.exitCode == 0)
    #expect(run.output.hasPrefix(#"{"schema":"sitrep/1","id":"u1","date":"2017-05-08""#))
    #expect(run.output.contains(#""source":{"text":"not this","id":7}"#))
    let missing = try Program.run(["extract", "-", "--text-key", "body"], input: #"{"text":"a"}"#)
    #expect(missing.exitCode == 1 && missing.errors.contains("there is no 'body'"))
  }

  @Test("a list names files, from a file or from standard input")
  func readsLists() throws {
    let folder = try TemporaryFolder()
    let (one, two) = (
      try folder.write("one.txt", "Troops arrived."), try folder.write("two.txt", "It rained.")
    )
    let list = try folder.write("list", "\(two)\r\n\n\(one)\n")
    for run in [
      try Program.run(["extract", "--files-from", list]),
      try Program.run(["extract", "--files-from", "-"], input: "\(two)\n\(one)"),
      try Program.run(["extract", "--files-from", "-"], input: "\(two)\0\(one)\0"),
    ] {
      #expect(run.exitCode == 0)
      let ids = run.output.split(separator: "\n").map { $0.contains(one) ? 1 : 2 }
      #expect(ids == [2, 1])
    }
    let gone = try Program.run(["extract", "--files-from", "-"], input: "\(one)\n/nowhere.txt\n")
    #expect(gone.exitCode == 1 && gone.errors.contains("/nowhere.txt: no such file"))
    #expect(gone.output.contains(one))
    let empty = try Program.run(["extract", "--files-from", "-"], input: "\n")
    #expect(empty.exitCode == 1 && empty.errors.contains("the list of files is empty"))
  }

  @Test("a document over the limit is told, and the rest is read")
  func limitsDocuments() throws {
    let folder = try TemporaryFolder()
    let errors = folder("errors.jsonl")
    let run = try Program.run(
      ["extract", "-", "--max-document-bytes", "20", "--errors", errors],
      input: #"{"id":"a","text":"Troops arrived."}"# + "\n"
        + #"{"id":"b","text":"Troops arrived in Goma and in Kigali."}"# + "\n")
    #expect(run.exitCode == 1 && run.output.contains(#""id":"a""#))
    #expect(run.errors.contains("the text has 37 bytes, more than the 20"))
    let written = try String(contentsOfFile: errors, encoding: .utf8)
    #expect(written.contains(#""id":"b""#))
  }

  @Test("a file over the limit is told, and one that has just as many bytes is read")
  func limitsFiles() throws {
    let folder = try TemporaryFolder()
    let long = try folder.write("long.txt", String(repeating: "x", count: 11))
    let short = try folder.write("short.txt", String(repeating: "x", count: 10))
    let run = try Program.run(["extract", long, short, "--max-document-bytes", "10"])
    #expect(run.exitCode == 1 && run.output.contains(short) && !run.output.contains(long))
    #expect(run.errors.hasPrefix("sitrep: \(long): the file has more than the 10 bytes"))
  }

  @Test("a file that a list names is never written over")
  func sparesListedFiles() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.txt", "precious")
    let list = try folder.write("list", path)
    let run = try Program.run(["extract", "--files-from", list, "-o", path])
    #expect(run.exitCode == 2)
    #expect(try folder.read("a.txt") == "precious")
  }

  @Test(
    "refuses what cannot be meant",
    arguments: [
      ["--text-key", "id"], ["--max-document-bytes", "0"], ["--files-from", "-", "-"],
    ])
  func refuses(_ arguments: [String]) throws {
    #expect(try Program.run(["extract"] + arguments).exitCode == 2)
  }
}
