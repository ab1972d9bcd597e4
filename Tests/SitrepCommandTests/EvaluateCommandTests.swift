import ArgumentParser
import Sitrep
import Testing

@testable import SitrepCommand

@Suite struct EvaluateCommandTests {
  private static let gold = """
    {"id":"a","text":"Kenya sent 400 police officers to Haiti.","facts":[{"force":\
    {"start":11,"end":30,"text":"400 police officers"},"destination":\
    {"start":34,"end":39,"text":"Haiti"},"status":"actual","polarity":"positive"}]}

    """
  /// What a perfect engine would write, as far as it is scored.
  private static let prediction = """
    {"schema":"sitrep/1","id":"a","entities":[\
    {"id":"e1","type":"FORCE","start":11,"end":30,"text":"400 police officers"},\
    {"id":"e2","type":"GPE","start":34,"end":39,"text":"Haiti"}],"relations":[\
    {"id":"r1","type":"deployed-to","roles":{"force":"e1","destination":"e2"},\
    "status":"actual","polarity":"positive"}]}

    """

  @Test("scores predictions without loading an engine")
  func scoresPredictions() throws {
    let folder = try TemporaryFolder()
    let command = try EvaluateCommand.parse([
      folder.write("gold.jsonl", Self.gold), folder.write("found.jsonl", Self.prediction),
      "--json", folder("scores.json"), "--errors", folder("errors"),
      "--at-least", "deployed-to.f1=1",
    ])
    try command.run { () throws(CommandError) in throw unwanted }
    #expect(try folder.read("scores.json").contains("sitrep-evaluation/1"))
    #expect(try folder.read("errors") == "")
  }

  @Test("scores what the engine makes of the gold texts, from all files of a folder")
  func scoresEngine() throws {
    let folder = try TemporaryFolder()
    try folder.write("gold/a.jsonl", Self.gold)
    try folder.write("gold/b.jsonl", Self.gold.replacing(#""id":"a""#, with: #""id":"b""#))
    try folder.write("gold/README.txt", "not gold")
    let command = try EvaluateCommand.parse([folder("gold"), "--json", folder("scores.json")])
    try command.run { () throws(CommandError) in
      do { return try SharedEngine.get() } catch { throw error as? CommandError ?? unwanted }
    }
    #expect(try folder.read("scores.json").contains(#""gold": 2"#))
  }

  @Test(
    "fails where it must",
    arguments: [
      ([], "deployed-to.f1=2", 1), ([], "deployed-to.beauty=1", 2), (["{broken"], nil, 1),
    ] as [([String], String?, Int32)])
  func fails(_ extra: [String], _ threshold: String?, _ code: Int32) throws {
    let folder = try TemporaryFolder()
    let gold = Self.gold + extra.joined(separator: "\n")
    let command = try EvaluateCommand.parse(
      [folder.write("gold.jsonl", gold), folder.write("found.jsonl", Self.prediction)]
        + (threshold.map { ["--at-least", $0] } ?? []))
    let error = #expect(throws: CommandError.self) {
      try command.run { () throws(CommandError) in throw unwanted }
    }
    #expect(error?.exitCode.rawValue == code)
  }

  private var unwanted: CommandError {
    CommandError(message: "no engine is needed", exitCode: .badResources)
  }
}
