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
        0  scored, and every --require was met
        1  a file to read cannot be read or has faults, or a --require was not met
        2  wrong usage, or an output that cannot be written
        3  a lexicon, model or rule file is missing or has faults; all are named
      """)

  @Argument(
    help: "Annotated passages: a file, or a folder with files, in any format of 'convert'.",
    completion: .file())
  var gold: String

  @Argument(
    help: """
      Lines that 'extract' has written for the same passages, '-' for standard input; or files \
      in any format of 'convert'.
      """,
    completion: .file())
  var predictions: String?

  @Option(
    name: [.customLong("gold-format"), .customLong("from")],
    help: ArgumentHelp(
      "The format of the gold, as 'convert' calls it; left out, names of files tell it.",
      discussion: """
        .ann is brat, .conllu, .conll (conll2003), .bio and .bilou are what they say, .jsonl is \
        Sitrep's own: prodigy, doccano and label-studio have to be named.
        """,
      valueName: "format"))
  var goldFormat: CorpusFormat?

  @Option(
    help: ArgumentHelp("The format of the predictions, likewise.", valueName: "format"))
  var predictionsFormat: CorpusFormat?

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
      "Compare with an earlier state: what 'extract' wrote then, or scores that --json wrote.",
      valueName: "file"),
    completion: .file())
  var against: String?

  @Option(
    help: ArgumentHelp(
      "Where to write a report as one HTML file, with every document; opens without a network.",
      valueName: "file"),
    completion: .file())
  var html: String?

  @Option(
    help: ArgumentHelp("Where to write the tables of the report as Markdown.", valueName: "file"),
    completion: .file())
  var markdown: String?

  @Option(
    help: ArgumentHelp(
      "Fail unless this holds, for example 'deployed-to.f1>=0.80' or 'deployed-to.ece<=5%'.",
      discussion: """
        May be given more than once. A figure, one of >=, >, <= and <, and a share, as a \
        fraction or in per cent; quote it, for the shell takes > for itself. The figures are \
        those at the head of the table, and ece (expected calibration error) and brier of \
        deployed-to and confirmed-by.
        """,
      valueName: "condition"),
    transform: Requirement.init(argument:))
  var require: [Requirement] = []

  @OptionGroup var resources: ResourceOptions
  @OptionGroup var learning: LearningOptions

  func run() async throws {
    try run { () throws(CommandError) in
      try resources.load(usesLearnedNames: learning.learned)
    }
  }
}

extension Requirement {
  init(argument: String) throws {
    do throws(Requirement.SyntaxError) {
      self = try Requirement(argument)
    } catch {
      throw ValidationError(error.description)
    }
  }
}

// MARK: - Running

extension EvaluateCommand {
  /// Scores with an engine that is loaded only if it is needed.
  func run(loadingEngine load: () throws(CommandError) -> Engine) throws {
    let run = try GoldRun(gold, format: goldFormat)
    let report: EvaluationReport
    if let predictions {
      let found = try run.predictions(predictions, format: predictionsFormat)
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
    let compared = try against.map { try self.compared(report, with: $0, run) } ?? report
    try write(compared)
    try check(compared)
  }

  /// The report with what changed since an earlier state.
  private func compared(
    _ report: EvaluationReport, with path: String, _ run: GoldRun
  ) throws(CommandError) -> EvaluationReport {
    let bytes = try FileStream.wholeFile(path)
    let baseline: Baseline
    if Baseline.isScores(bytes) {
      baseline = try GoldRun.read { () throws(FileFaults) in try Baseline(json: bytes, file: path) }
    } else {
      let found = try run.predictions(bytes, path)
      let earlier = Evaluation(gold: run.gold, predictions: found, resamples: 0).report()
      baseline = Baseline(earlier, name: path)
    }
    return try GoldRun.read { () throws(FileFaults) in try report.compared(with: baseline) }
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
    if let markdown { try write(report.markdown(title: gold), to: markdown) }
    if let html { try write(report.html(title: gold), to: html) }
    if showErrors {
      let errors = report.errors.map { "\n\($0)\n" }.joined()
      try standardOutput.write(Array(errors.utf8))
    }
  }

  private func write(_ text: String, to path: String?) throws {
    guard let path else { return }
    let inputs = [gold, predictions, against].compactMap { $0 }
    try OutputSink(creating: path, inputs: inputs).write(Array(text.utf8))
  }

  private func check(_ report: EvaluationReport) throws {
    var missed: [String] = []
    for requirement in require {
      switch requirement.outcome(in: report) {
      case .met: break
      case .missed(let reason):
        missed.append("sitrep: --require \(requirement): \(reason)")
      case .unknown(let nearest):
        throw CommandError(
          message: "sitrep: --require \(requirement): there is no figure "
            + "'\(requirement.figure)' here; use one of: \(nearest.joined(separator: ", "))",
          exitCode: .wrongUsage)
      }
    }
    guard missed.isEmpty else {
      throw CommandError(message: missed.joined(separator: "\n"), exitCode: .someFailed)
    }
  }
}
