import ArgumentParser
import Sitrep
import SitrepEvaluation

/// `sitrep evaluate`: how right predictions are, measured by gold.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Scores predictions against passages that were annotated by hand.",
    discussion: """
      Prints precision, recall and F1 for entities, deployed-to and confirmed-by, and how many \
      places are the right ones, where gold has them. Without \
      PREDICTIONS the texts of the gold files are read as 'extract' reads them, and what \
      comes out is scored.

      EXIT CODES
        0  scored, and every --at-least was reached
        1  a gold or prediction file cannot be read or has faults, or a figure was too low
        2  wrong usage, or an output that cannot be written
        3  a lexicon, model or rule file is missing or has faults; all are named
      """)

  @Argument(
    help: "Annotated passages as JSON Lines: a file, or a folder with .jsonl files.",
    completion: .file())
  var gold: String

  @Argument(
    help: "Lines that 'extract' has written for the same passages; '-' for standard input.",
    completion: .file())
  var predictions: String?

  @Option(
    help: ArgumentHelp(
      "Where to write all scores as JSON; '-' for standard output, in place of the table.",
      valueName: "file"),
    completion: .file())
  var json: String?

  @Option(
    help: ArgumentHelp("Where to write everything that is wrong as JSON Lines.", valueName: "file"),
    completion: .file())
  var errors: String?

  @Flag(help: "Print everything that is wrong, with its sentence.")
  var showErrors = false

  @Flag(
    help: ArgumentHelp(
      "Print the entities under the schemes of SemEval-2013 and CoNLL too, and coreference.",
      discussion: "--json has them always."))
  var detail = false

  @Option(
    help: ArgumentHelp(
      "Fail unless a figure reaches a value, for example deployed-to.f1=0.45.",
      discussion: "May be given more than once. The figures are those at the head of the table.",
      valueName: "figure=value"),
    transform: Threshold.init(argument:))
  var atLeast: [Threshold] = []

  @OptionGroup var resources: ResourceOptions
  @OptionGroup var learning: LearningOptions

  func run() async throws {
    try run { () throws(CommandError) in
      try resources.load(usesLearnedNames: learning.learned)
    }
  }
}

/// A figure, and the least that it has to be.
struct Threshold: Equatable, Sendable {
  var figure: String
  var value: Double

  init(argument: String) throws {
    let parts = argument.split(separator: "=")
    guard parts.count == 2, let value = Double(parts[1]), value.isFinite else {
      throw ValidationError("'\(argument)': write a figure and a value: deployed-to.f1=0.45.")
    }
    (figure, self.value) = (String(parts[0]), value)
  }
}

// MARK: - Running

extension EvaluateCommand {
  /// Scores with an engine that is loaded only if it is needed.
  func run(loadingEngine load: () throws(CommandError) -> Engine) throws {
    let run = try GoldRun(gold)
    let report: EvaluationReport
    if let predictions {
      let found = try run.predictions(try FileStream.wholeFile(predictions), predictions)
      warn(ofUnchecked: found.unchecked, in: predictions)
      report = Evaluation(gold: run.gold, predictions: found).report()
    } else {
      let engine = try load()
      let found = try run.predictions(engine.pipeline, engine.pack)
      let baseline = try run.gold.hasPlaces ? byPopulation(run, engine.pack) : nil
      let given =
        try run.gold.hasPlaces
        ? run.predictions(
          engine.pipeline, engine.pack, givenPlaces: run.gold.places,
          called: "output for \(gold) with its names") : nil
      report = Evaluation(gold: run.gold, predictions: found, baseline: baseline, given: given)
        .report()
    }
    try write(report)
    try check(report)
  }

  /// What comes out when each name of a place is taken for the most populous one.
  private func byPopulation(_ run: GoldRun, _ pack: Pack) throws -> PredictionSet {
    try run.predictions(
      Pipeline(pack, resolvingPlaces: .byPopulation), pack,
      called: "output for \(gold) by population")
  }

  /// Offsets of another text would be scored wrong, and nothing would tell.
  private func warn(ofUnchecked ids: [String], in file: String) {
    guard let first = ids.first else { return }
    StandardError.write(
      "sitrep: \(file): nothing tells that \(ids.count) documents are of the texts of the gold "
        + "(the first is '\(first)'); give them 'text', or their entities")
  }

  private func write(_ report: EvaluationReport) throws {
    let standardOutput = OutputSink.standardOutput
    if json == "-" {
      try standardOutput.write(Array(report.json.utf8))
    } else {
      try standardOutput.write(Array(report.table.utf8))
      if detail && !report.detail.isEmpty {
        try standardOutput.write(Array(("\n" + report.detail).utf8))
      }
      try write(report.json, to: json)
    }
    try write(report.errorsAsJSONLines, to: errors)
    if showErrors {
      let errors = report.errors.map { "\n\($0)\n" }.joined()
      try standardOutput.write(Array(errors.utf8))
    }
  }

  private func write(_ text: String, to path: String?) throws {
    guard let path else { return }
    let inputs = [gold, predictions].compactMap { $0 }
    try OutputSink(creating: path, inputs: inputs).write(Array(text.utf8))
  }

  private func check(_ report: EvaluationReport) throws {
    for threshold in atLeast {
      guard let figure = report.figure(threshold.figure) else {
        let known = report.headline.map(\.name).joined(separator: ", ")
        throw CommandError(
          message: "sitrep: there is no figure '\(threshold.figure)' here; use one of: \(known)",
          exitCode: .wrongUsage)
      }
      if (figure.value ?? 0) < threshold.value {
        let value = figure.value.map { "\($0)" } ?? "undefined"
        throw CommandError(
          message: "sitrep: \(figure.name) is \(value), less than \(threshold.value)",
          exitCode: .someFailed)
      }
    }
  }
}
