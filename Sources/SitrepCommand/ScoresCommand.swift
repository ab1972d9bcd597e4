import ArgumentParser
import SitrepEvaluation

/// `sitrep scores`: how scores went from commit to commit.
struct ScoresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scores",
    abstract: "Keeps a log of scores by commit, and plots it.",
    subcommands: [ScoresAppendCommand.self, ScoresPlotCommand.self])
}

/// `sitrep scores append`: the scores of a commit.
struct ScoresAppendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "append",
    abstract: "Adds the scores of a commit to a log.",
    discussion: """
      What the log had of the same commit and set is replaced. A log that is not there is begun.

          sitrep evaluate Evaluation/gold --json scores.json
          sitrep scores append Evaluation/scores.tsv scores.json --set gold \\
            --commit $(git log -1 --format=%h) --date $(git log -1 --format=%cs)
      """)

  @Argument(help: "The log, tab-separated.", completion: .file())
  var log: String

  @Argument(help: "Scores that 'evaluate --json' has written.", completion: .file())
  var scores: String

  @Option(help: ArgumentHelp("What was graded, in a word.", valueName: "name"))
  var set: String

  @Option(help: "The commit that was graded.")
  var commit: String

  @Option(help: "Its date, as 2026-11-30.")
  var date: String

  func validate() throws {
    for (name, value) in [("--set", set), ("--commit", commit), ("--date", date)] {
      if value.isEmpty || value.contains(where: { $0.isNewline || $0 == "\t" }) {
        throw ValidationError("\(name) '\(value)': give a word without tabs and line breaks.")
      }
    }
  }

  func run() throws {
    let json = try FileStream.wholeFile(scores)
    var kept = FileIdentity(log) == nil ? ScoreLog() : try ScoreLog(path: log)
    try GoldRun.read { () throws(FileFaults) in
      try kept.add(scores: json, file: scores, date: date, commit: commit, set: set)
    }
    try OutputSink(creating: log, inputs: [scores]).write(Array(kept.tsv.utf8))
  }
}

/// `sitrep scores plot`: a picture of the log.
struct ScoresPlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draws how figures went from commit to commit, as SVG.",
    discussion: """
      A panel for each figure, a line for each set; light or dark as the reader's screen is.
      """)

  @Argument(help: "The log, as 'scores append' writes it.", completion: .file())
  var log: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to write the picture.", valueName: "file"),
    completion: .file())
  var output: String

  @Option(
    help: ArgumentHelp(
      "A figure to draw; can be given again. Else the F1 of facts, their sources and entities.",
      valueName: "name"))
  var figure: [String] = []

  func run() throws {
    let kept = try ScoreLog(path: log)
    if let unknown = figure.first(where: { !kept.figures.contains($0) }) {
      throw CommandError(
        message: "sitrep: \(log): has no figure '\(unknown)'; use one of: "
          + kept.figures.joined(separator: ", "), exitCode: .wrongUsage)
    }
    let shown = figure.isEmpty ? ["deployed-to.f1", "confirmed-by.f1", "entities.f1"] : figure
    try OutputSink(creating: output, inputs: [log]).write(Array(kept.plot(shown).utf8))
  }
}

extension ScoreLog {
  /// Reads a log.
  fileprivate init(path: String) throws(CommandError) {
    let bytes = try FileStream.wholeFile(path)
    self = try GoldRun.read { () throws(FileFaults) in try ScoreLog(tsv: bytes, file: path) }
  }
}
