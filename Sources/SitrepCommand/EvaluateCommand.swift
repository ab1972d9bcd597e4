import ArgumentParser
import Sitrep
import SitrepEvaluation
import SystemPackage

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
    let passages = try readGold()
    let goldSet = try read { () throws(FileFaults) in
      try GoldSet(jsonLines: passages, file: gold)
    }
    let report: EvaluationReport
    if let predictions {
      let found = try predictionSet(try contents(of: predictions), predictions, goldSet)
      report = Evaluation(gold: goldSet, predictions: found).report()
    } else {
      let engine = try load()
      let found = try predictionSet(
        extract(passages, engine.pipeline, engine.pack), "output for \(gold)", goldSet)
      let baseline = try goldSet.hasPlaces ? byPopulation(passages, engine.pack, goldSet) : nil
      let given = try goldSet.hasPlaces ? givenPlaces(passages, engine, goldSet) : nil
      report = Evaluation(gold: goldSet, predictions: found, baseline: baseline, given: given)
        .report()
    }
    try write(report)
    try check(report)
  }

  /// What comes out when each name of a place is taken for the most populous one.
  private func byPopulation(
    _ passages: [UInt8], _ pack: Pack, _ gold: GoldSet
  ) throws -> PredictionSet {
    let pipeline = Pipeline(pack, resolvingPlaces: .byPopulation)
    return try predictionSet(
      extract(passages, pipeline, pack), "output for \(self.gold) by population", gold)
  }

  /// What comes out when the names of places are given.
  private func givenPlaces(
    _ passages: [UInt8], _ engine: Engine, _ gold: GoldSet
  ) throws -> PredictionSet {
    try predictionSet(
      extract(passages, engine.pipeline, engine.pack, givenPlaces: gold.places),
      "output for \(self.gold) with its names", gold)
  }

  private func predictionSet(
    _ lines: [UInt8], _ file: String, _ gold: GoldSet
  ) throws(CommandError) -> PredictionSet {
    try read { () throws(FileFaults) in
      try PredictionSet(jsonLines: lines, file: file, gold: gold)
    }
  }

  private func write(_ report: EvaluationReport) throws {
    let standardOutput = OutputSink.standardOutput
    if json == "-" {
      try standardOutput.write(Array(report.json.utf8))
    } else {
      try standardOutput.write(Array(report.table.utf8))
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

// MARK: - Reading

extension EvaluateCommand {
  /// The lines of the gold file, or of all the gold files in a folder.
  ///
  /// Each of several is checked by itself first, so that a fault is told with the line of
  /// its own file.
  private func readGold() throws(CommandError) -> [UInt8] {
    var walker = InputWalker([gold])
    var lines: [UInt8] = []
    while let next = walker.next() {
      let input = try input(next)
      guard input.path == gold || input.formatOfEnding == .jsonl else { continue }
      let bytes = try contents(of: input.path)
      if input.path != gold {
        _ = try read { () throws(FileFaults) in try GoldSet(jsonLines: bytes, file: input.path) }
      }
      lines += bytes + [0x0A]
    }
    return lines
  }

  /// What `extract` writes for the gold passages.
  private func extract(
    _ passages: [UInt8], _ pipeline: Pipeline, _ pack: Pack,
    givenPlaces: [String: [Range<Int>]] = [:]
  ) throws -> [UInt8] {
    let worker = BatchWorker(
      pipeline: pipeline, emission: .documents(DocumentWriter(pack: pack)), frame: TimeFrame(),
      givenPlaces: givenPlaces)
    let block = LineBlock(bytes: passages, firstLine: 1)
    let batch = Batch(number: 0, input: Input(path: gold, name: gold), content: .lines(block))
    let processed = worker.process(batch)
    var diagnostics = Diagnostics()
    for notice in processed.notices { try diagnostics.report(notice) }
    return processed.output
  }

  private func input(_ result: Result<Input, Failure>) throws(CommandError) -> Input {
    do throws(Failure) {
      return try result.get()
    } catch {
      throw CommandError(message: "sitrep: \(error.message)", exitCode: .someFailed)
    }
  }

  private func contents(of path: String) throws(CommandError) -> [UInt8] {
    do throws(Errno) {
      return try FileStream.contents(of: path)
    } catch {
      let failure = Failure(path: path, error)
      throw CommandError(message: "sitrep: \(failure.message)", exitCode: .someFailed)
    }
  }

  /// What a reader of the evaluation gives, or all the faults that it found.
  private func read<Value>(
    _ body: () throws(FileFaults) -> Value
  ) throws(CommandError) -> Value {
    do throws(FileFaults) {
      return try body()
    } catch {
      throw CommandError(message: "\(error)", exitCode: .someFailed)
    }
  }
}
