import ArgumentParser
import Testing

@testable import SitrepCommand

@Suite struct ScoresCommandTests {
  private func append(_ folder: TemporaryFolder, _ commit: String, _ value: String) throws {
    let scores = try folder.write(
      "scores.json", #"{"headline":[{"name":"deployed-to.f1","value":\#(value)}]}"#)
    try ScoresAppendCommand.parse([
      folder("log.tsv"), scores, "--set", "gold", "--commit", commit, "--date", "2026-11-30",
    ]).run()
  }

  @Test("begins a log, adds to it, and replaces what it has of a commit")
  func appends() throws {
    let folder = try TemporaryFolder()
    try append(folder, "one", "0.5")
    try append(folder, "two", "0.75")
    try append(folder, "two", "0.8")
    #expect(
      try folder.read("log.tsv") == """
        date\tcommit\tset\tfigure\tvalue
        2026-11-30\tone\tgold\tdeployed-to.f1\t0.5000
        2026-11-30\ttwo\tgold\tdeployed-to.f1\t0.8000

        """)
  }

  @Test("plots the log, and names the figures that it has")
  func plots() throws {
    let folder = try TemporaryFolder()
    try append(folder, "one", "0.5")
    try ScoresPlotCommand.parse([folder("log.tsv"), "-o", folder("scores.svg")]).run()
    #expect(try folder.read("scores.svg").contains("deployed-to.f1"))
    let error = #expect(throws: CommandError.self) {
      try ScoresPlotCommand.parse([
        folder("log.tsv"), "-o", folder("scores.svg"), "--figure", "beauty",
      ]).run()
    }
    #expect(error?.message.contains("use one of: deployed-to.f1") == true)
  }

  @Test(
    "what cannot be read or written is told",
    arguments: [
      ("log.tsv", "no tabs\n", "log.tsv:1"), ("log.tsv", "a\tb\tc\td\t7\n", "'7'"),
    ])
  func tellsFaults(_ file: String, _ content: String, _ reason: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(file, content)
    let error = #expect(throws: CommandError.self) { try append(folder, "one", "0.5") }
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    #expect(try folder.read(file) == content)
  }
}
