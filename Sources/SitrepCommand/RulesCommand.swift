import ArgumentParser
import Sitrep
import SitrepEvaluation

/// `sitrep rules`: what helps those who write the frames of `Models/frames/`.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Checks and tries frames, and tells what each rule finds, costs and is worth.",
    subcommands: [
      RulesTestCommand.self, RulesLintCommand.self, RulesNewCommand.self,
      RulesReportCommand.self, RulesDiffCommand.self, RulesAblateCommand.self,
    ])
}

/// Texts to try rules on.
struct CorpusOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Files and folders, read as 'extract' reads them; can be given again.", valueName: "path"),
    completion: .file())
  var corpus: [String] = []

  @Option(help: ArgumentHelp("Read no more documents than this.", valueName: "n"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit \(limit): give one or more.") }
  }

  /// The documents, without layers.
  func documents(_ diagnostics: inout Diagnostics) throws -> [Document] {
    var documents: [Document] = []
    guard !corpus.isEmpty else { return [] }
    var reader = InputReader(corpus)
    while let batch = reader.next() {
      for result in DocumentBatch(batch) {
        if documents.count == limit ?? .max { return documents }
        switch result {
        case .success(let document): documents.append(document)
        case .failure(let failure): try diagnostics.report(.failure(failure))
        }
      }
    }
    return documents
  }
}

extension OutputSink {
  fileprivate static func say(_ text: String) throws(OutputError) {
    if !text.isEmpty { try standardOutput.write(Array(text.utf8)) }
  }
}

/// `sitrep rules test`: whether frames find what their examples mark.
struct RulesTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the examples of all frames through the whole pipeline.",
    discussion: """
      An example that does not come out is told with its file and line, what is missing, and \
      what was found instead.

      EXIT CODES
        0  all come out as their files say
        1  some do not
        2  wrong usage
        3  a file cannot be read or has faults; all are named
      """)

  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let files = try resources.read()
    let review = FrameReview(try Engine(files).pack, files: files.files)
    let faults = review.test()
    try OutputSink.say(faults.map { "\($0)\n" }.joined())
    let summary =
      "sitrep: \(review.frameCount) frames, \(review.exampleCount) examples, "
      + "\(faults.count) failed"
    guard faults.isEmpty else { throw CommandError(message: summary, exitCode: .someFailed) }
    StandardError.write(summary)
  }
}

/// `sitrep rules lint`: what is wrong or to be doubted in frames.
struct RulesLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Finds faults in frame files, and frames that never find anything.",
    discussion: """
      Faults are told with file, line, column and remedy. Warnings: frames without a text \
      that they must leave alone, and frames that another hides. With --corpus besides: \
      frames and words that find nothing in it. Patterns have 'sitrep patterns lint'.

      EXIT CODES
        0  no faults; with --strict, no warnings either
        1  a document of the corpus failed
        2  wrong usage
        3  a file cannot be read or has faults
      """)

  @OptionGroup var texts: CorpusOptions

  @Flag(help: "Take warnings for faults.")
  var strict = false

  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let files = try resources.read()
    var review = FrameReview(try Engine(files).pack, files: files.files)
    var diagnostics = Diagnostics()
    for document in try texts.documents(&diagnostics) { review.add(document) }
    let warnings = review.lint()
    try OutputSink.say(warnings.map { "\($0)\n" }.joined())
    let summary = "sitrep: \(review.frameCount) frames: no faults, \(warnings.count) warnings"
    guard !strict || warnings.isEmpty else {
      throw CommandError(message: summary, exitCode: .badResources)
    }
    StandardError.write(summary)
    if diagnostics.failures > 0 { throw ExitCode.someFailed }
  }
}

/// `sitrep rules new`: a frame to begin with.
struct RulesNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Prints a frame to begin with, for a file below 'Models/frames'.",
    discussion: """
      With a relation that no frame has yet, its declaration too. What is printed can be read \
      as it stands; its example is there to be replaced.

          sitrep rules new anchor --relation deployed-to >>Models/frames/own.yaml
      """)

  @Argument(help: "The name of the frame.")
  var name: String

  @Option(help: ArgumentHelp("What its relations are called.", valueName: "relation"))
  var relation: String

  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let pack = try Engine(resources.read()).pack
    guard !FrameSkeleton.names(of: pack).contains(name) else {
      throw CommandError(
        message: "sitrep: there is a frame '\(name)'; take another name", exitCode: .wrongUsage)
    }
    try OutputSink.say(FrameSkeleton(name: name, relation: relation, pack: pack).yaml)
  }
}

/// `sitrep rules report`: rule by rule what it finds, costs and is right.
struct RulesReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Tells of each rule how often it finds something, and how often it is right.",
    discussion: """
      With --corpus: how often each rule found something, ended before, or came behind another \
      that had found the same; and what each frame took, in microseconds for a thousand \
      documents. With --gold: how many of its relations are right, and how many nobody asked \
      for. Tab-separated.
      """)

  @OptionGroup var texts: CorpusOptions

  @Option(
    help: ArgumentHelp("Annotated passages, as 'evaluate' takes them.", valueName: "file"),
    completion: .file())
  var gold: String?

  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    if texts.corpus.isEmpty, gold == nil {
      throw ValidationError("There is nothing to report on; give --corpus, --gold or both.")
    }
  }

  func run() throws {
    let files = try resources.read()
    let engine = try Engine(files)
    var review = FrameReview(engine.pack, files: files.files)
    var diagnostics = Diagnostics()
    var times: [String: Duration] = [:]
    let documents = try texts.documents(&diagnostics)
    for document in documents { times.merge(review.add(document), uniquingKeysWith: +) }
    if !documents.isEmpty {
      try OutputSink.say("rule\tfound\tended\tbehind another\n")
      for use in review.rules {
        try OutputSink.say("\(use.rule)\t\(use.found)\t\(use.ended)\t\(use.shadowed)\n")
      }
      try OutputSink.say("\nframe\tmicroseconds for 1000 documents\n")
      for (frame, time) in times.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        let each = time / .microseconds(1) * 1_000 / Double(documents.count)
        try OutputSink.say("\(frame)\t\(Int(each.rounded()))\n")
      }
    }
    if let gold {
      let run = try GoldRun(gold)
      let found = try run.predictions(engine.pipeline, engine.pack)
      let report = Evaluation(gold: run.gold, predictions: found, resamples: 0).report()
      try OutputSink.say("\(documents.isEmpty ? "" : "\n")rule\tright\tspurious\n")
      for row in report.rules {
        try OutputSink.say("\(row.rule)\t\(row.right)\t\(row.spurious)\n")
      }
    }
    if diagnostics.failures > 0 { throw ExitCode.someFailed }
  }
}

/// `sitrep rules ablate`: what the scores are without a frame.
struct RulesAblateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ablate",
    abstract: "Tells what the scores are without each frame, or without one.",
    discussion: """
      A frame whose loss costs nothing on gold is either not needed or not covered by it. \
      Tab-separated: the figures without the frame, and what its loss changes in them.
      """)

  @Argument(help: "Annotated passages, as 'evaluate' takes them.", completion: .file())
  var gold: String

  @Option(help: ArgumentHelp("Only this frame; can be given again.", valueName: "name"))
  var frame: [String] = []

  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let engine = try Engine(resources.read())
    let known = FrameSkeleton.names(of: engine.pack)
    if let unknown = frame.first(where: { !known.contains($0) }) {
      throw CommandError(
        message: "sitrep: there is no frame '\(unknown)'; the frames are "
          + known.joined(separator: ", "), exitCode: .wrongUsage)
    }
    let run = try GoldRun(gold)
    func figures(without frames: Set<String>) throws -> [Figure] {
      let found = try run.predictions(Pipeline(engine.pack, without: frames), engine.pack)
      return Evaluation(gold: run.gold, predictions: found, resamples: 0).report().headline
    }
    let whole = try figures(without: [])
    try OutputSink.say(
      "without\t" + whole.map(\.name).joined(separator: "\t") + "\n(nothing)\t"
        + whole.map { Self.percent($0.value) }.joined(separator: "\t") + "\n")
    for name in frame.isEmpty ? known : frame {
      let rest = try figures(without: [name])
      let cells = zip(whole, rest).map { whole, rest in
        let change = ((rest.value ?? 0) - (whole.value ?? 0)) * 100
        return change == 0 ? "=" : "\(Self.percent(rest.value)) (\(Self.signed(change)))"
      }
      try OutputSink.say(name + "\t" + cells.joined(separator: "\t") + "\n")
    }
  }

  private static func percent(_ value: Double?) -> String {
    value.map { "\(($0 * 1_000).rounded() / 10)" } ?? "-"
  }

  private static func signed(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths > 0 ? "+\(tenths)" : "\(tenths)"
  }
}
