import ArgumentParser
import Foundation
import SitrepEvaluation
import Testing

@testable import SitrepCommand

@Suite struct ConvertCommandTests {
  private static let gold = """
    {"id":"a","text":"🚨 Kenya sent police to Haiti.","entities":[\
    {"id":"T1","start":2,"end":7,"text":"Kenya","type":"GPE"},\
    {"id":"T2","start":23,"end":28,"text":"Haiti","type":"GPE"}]}
    {"id":"b","text":"Nobody came.","entities":[]}

    """

  private func convert(_ arguments: String...) throws {
    try ConvertCommand.parse(arguments).run()
  }

  @Test("writes each format, and reads it again", arguments: CorpusFormat.allCases)
  func convertsBothWays(_ format: CorpusFormat) throws {
    let folder = try TemporaryFolder()
    let gold = try folder.write("gold.jsonl", Self.gold)
    let middle = folder("middle")
    try convert(gold, "--from", "sitrep", "--to", format.rawValue, "-o", middle)
    try convert(middle, "--from", format.rawValue, "--to", "sitrep", "-o", folder("back.jsonl"))
    let lines = try folder.readLines("back.jsonl")
    #expect(lines.compactMap { $0["id"] as? String } == ["a", "b"])
    let entities = lines[0]["entities"] as? [[String: Any]]
    #expect(entities?.compactMap { $0["text"] as? String } == ["Kenya", "Haiti"])
    #expect(entities?.compactMap { $0["type"] as? String } == ["GPE", "GPE"])
  }

  @Test("brat is two files for each document, in a folder that is made")
  func writesBrat() throws {
    let folder = try TemporaryFolder()
    let gold = try folder.write("gold.jsonl", Self.gold)
    try convert(gold, "--from", "sitrep", "--to", "brat", "-o", folder("out"))
    #expect(try folder.read("out/a.txt") == "🚨 Kenya sent police to Haiti.")
    #expect(try folder.read("out/a.ann") == "T1\tGPE 2 7\tKenya\nT2\tGPE 23 28\tHaiti\n")
    #expect(try folder.read("out/b.ann") == "")
  }

  @Test(
    "fails where it must",
    arguments: [
      (#"{"id":"a"}"#, "sitrep", "bio", "out", 1, "gold.jsonl:1: error: there is no 'text'"),
      (
        #"{"id":"a/","text":""}"# + "\n" + #"{"id":"a:","text":""}"#, "sitrep", "brat", "out", 1,
        "two documents"
      ),
      ("x O", "bio", "sitrep", "gold.jsonl", 2, "is an input of this run"),
      ("x O", "brat", "sitrep", "out", 1, "gold.ann: no such file"),
    ] as [(String, String, String, String, Int32, String)])
  func fails(
    _ text: String, _ from: String, _ to: String, _ output: String, _ code: Int32,
    _ message: String
  ) throws {
    let folder = try TemporaryFolder()
    let gold = try folder.write("gold.jsonl", text)
    let error = #expect(throws: CommandError.self) {
      try convert(gold, "--from", from, "--to", to, "-o", folder(output))
    }
    #expect(error?.exitCode.rawValue == code)
    #expect(error?.message.contains(message) == true)
  }

  @Test("a folder without files of the format is told")
  func needsFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("gold.jsonl", Self.gold)
    let error = #expect(throws: CommandError.self) {
      try convert(folder.path, "--from", "brat", "--to", "sitrep", "-o", folder("out"))
    }
    #expect(error?.message.contains("their names end in .ann") == true)
  }

  @Test("brat needs a folder to write")
  func needsFolder() {
    #expect(throws: (any Error).self) {
      try ConvertCommand.parse(["x", "--from", "sitrep", "--to", "brat"])
    }
  }
}
