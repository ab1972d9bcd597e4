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
      "--require", "deployed-to.f1>=1", "--require", "deployed-to.recall > 99%",
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
    "fails where it must, and says why",
    arguments: [
      (
        [], ["deployed-to.f1<0.9", "deployed-to.recall<=50%"], 1,
        "--require deployed-to.recall<=50%: deployed-to.recall is 100.00 %, too much by 50.00"
      ),
      ([], ["deployed-to.fl>=1"], 2, "use one of: deployed-to.f1, "),
      (["{broken"], [], 1, "not JSON"),
    ] as [([String], [String], Int32, String)])
  func fails(
    _ extra: [String], _ requirements: [String], _ code: Int32, _ reason: String
  ) throws {
    let folder = try TemporaryFolder()
    let gold = Self.gold + extra.joined(separator: "\n")
    let command = try EvaluateCommand.parse(
      [folder.write("gold.jsonl", gold), folder.write("found.jsonl", Self.prediction)]
        + requirements.flatMap { ["--require", $0] })
    let error = #expect(throws: CommandError.self) {
      try command.run { () throws(CommandError) in throw unwanted }
    }
    #expect(error?.exitCode.rawValue == code)
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  @Test("a requirement that cannot be read is wrong usage")
  func refusesRequirement() {
    #expect(throws: (any Error).self) {
      try EvaluateCommand.parse(["gold.jsonl", "--require", "deployed-to.f1=0.8"])
    }
  }

  @Test("compares with earlier predictions, and with the scores of them")
  func compares() throws {
    let folder = try TemporaryFolder()
    let gold = try folder.write("gold.jsonl", Self.gold)
    let found = try folder.write("found.jsonl", Self.prediction)
    let nothing = try folder.write("before.jsonl", #"{"schema":"sitrep/1","id":"a"}"# + "\n")
    let run = { (arguments: [String]) in
      try EvaluateCommand.parse([gold] + arguments).run { () throws(CommandError) in
        throw unwanted
      }
    }
    try run([nothing, "--json", folder("before.json")])
    for (baseline, hasErrors) in [(nothing, true), (folder("before.json"), false)] {
      try run([found, "--against", baseline, "--json", folder("after.json")])
      let json = try folder.read("after.json")
      #expect(json.contains(#"{"name":"deployed-to.recall","before":0,"after":1,"difference":1"#))
      #expect(json.contains(#""kind":"missed-fact""#) == hasErrors)
    }
    try folder.write("other.jsonl", Self.gold.replacing(#""id":"a""#, with: #""id":"b""#))
    let error = #expect(throws: CommandError.self) {
      try EvaluateCommand.parse([folder("other.jsonl"), nothing, "--against", folder("after.json")])
        .run { () throws(CommandError) in throw unwanted }
    }
    #expect(error?.message.contains("there are no scores of the passage 'b'") == true)
    #expect(error?.exitCode.rawValue == 1)
  }

  @Test("writes a page and a Markdown file, and says where they cannot be written")
  func writesReports() throws {
    let folder = try TemporaryFolder()
    let files = [
      try folder.write("gold.jsonl", Self.gold), try folder.write("found.jsonl", Self.prediction),
    ]
    let run = { (arguments: [String]) in
      try EvaluateCommand.parse(files + arguments).run { () throws(CommandError) in
        throw unwanted
      }
    }
    try run(["--html", folder("report.html"), "--markdown", folder("report.md")])
    #expect(try folder.read("report.html").hasPrefix("<!DOCTYPE html>"))
    #expect(try folder.read("report.md").contains("| deployed-to.f1 | 100.0 |"))
    for option in ["--html", "--markdown"] {
      let error = #expect(throws: CommandError.self) { try run([option, folder("no/where")]) }
      #expect(error?.message.contains("cannot be written") == true)
      #expect(error?.exitCode.rawValue == 2)
      #expect(throws: CommandError.self) { try run([option, files[0]]) }
    }
    #expect(try folder.read("gold.jsonl") == Self.gold)
  }

  @Test("reads gold and predictions of other formats, known by their names or named")
  func readsFormats() throws {
    let folder = try TemporaryFolder()
    let annotations = "T1\tFORCE 11 21\t400 police\nT2\tGPE 25 30\tHaiti\nR1\tin Arg1:T1 Arg2:T2\n"
    try folder.write("brat/a.txt", "Kenya sent 400 police to Haiti.")
    try folder.write("brat/a.ann", annotations)
    let words = ["Kenya", "sent", "400", "police", "to", "Haiti", "."]
    let tags = ["O", "O", "B-FORCE", "I-FORCE", "O", "B-GPE", "O"]
    let lines = zip(words, tags).map { "\($0)\t\($1)\n" }.joined()
    try folder.write("found/a.bio", lines)
    try folder.write("found/a.txt", lines)
    for arguments in [
      [folder("brat"), folder("found/a.bio")],
      [folder("brat"), folder("found/a.txt"), "--predictions-format", "bio"],
      [folder("found/a.bio"), folder("brat"), "--from", "bio"],
    ] {
      let command = try EvaluateCommand.parse(
        arguments + ["--json", folder("scores.json"), "--require", "entities.strict.f1>=1"])
      try command.run { () throws(CommandError) in throw unwanted }
    }
    let wrong = try EvaluateCommand.parse([folder("brat"), folder("brat"), "--from", "conllu"])
    let error = #expect(throws: CommandError.self) {
      try wrong.run { () throws(CommandError) in throw unwanted }
    }
    #expect(error?.message.contains("no file of the format 'conllu' in this folder") == true)
    try folder.write("brat/a.ann", annotations.replacing("Arg2:T2", with: "Arg2:T7"))
    let damaged = #expect(throws: CommandError.self) {
      try EvaluateCommand.parse([folder("brat"), folder("found/a.bio")])
        .run { () throws(CommandError) in throw unwanted }
    }
    #expect(damaged?.message.contains("a.ann:3: error: ") == true, "\(damaged?.message ?? "")")
    #expect(damaged?.exitCode.rawValue == 1)
  }

  private var unwanted: CommandError {
    CommandError(message: "no engine is needed", exitCode: .badResources)
  }
}
