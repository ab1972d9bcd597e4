import ArgumentParser
import Sitrep

/// `sitrep explain`: how what is found came about, and why something was not.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells how what is found came about, and why something was not found.",
    subcommands: [WhyCommand.self, WhyNotCommand.self])
}

/// The documents that are explained.
struct ExplainedDocuments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files and folders, read as 'extract' reads them; '-' for standard input.",
      valueName: "path"),
    completion: .file())
  var paths: [String] = ["-"]

  @Option(help: ArgumentHelp("Only the document of this id.", valueName: "id"))
  var id: String?

  @Option(help: ArgumentHelp("The date of documents that have none.", valueName: "date"))
  var date: String?

  @OptionGroup var resources: ResourceOptions
  @OptionGroup var learning: LearningOptions

  func validate() throws {
    if let date, CalendarDate(date) == nil {
      throw ValidationError("--date \(date): write it as 2024-10-27.")
    }
  }

  /// Hands over an explanation of each document, with its id where there are several.
  func each(
    _ engine: Engine, _ body: (Explanation, _ title: String) throws -> Void
  ) throws {
    var (reader, diagnostics, count) = (InputReader(paths), Diagnostics(), 0)
    while let batch = reader.next() {
      for result in DocumentBatch(batch) {
        switch result {
        case .success(let document):
          guard id == nil || document.id == id else { continue }
          count += 1
          var dated = document
          if document.date == nil, let date {
            dated = Document(id: document.id, date: CalendarDate(date), text: document.text)
          }
          try body(Explanation(of: dated, engine.pack, engine.pipeline), "== \(document.id)\n")
        case .failure(let failure): try diagnostics.report(.failure(failure))
        }
      }
    }
    if diagnostics.failures > 0 { throw ExitCode.someFailed }
    if count == 0 {
      let what = id.map { "no document has the id '\($0)'" } ?? "there is no document to explain"
      throw CommandError(message: "sitrep: \(what)", exitCode: .someFailed)
    }
  }
}

/// `sitrep explain why`
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Every layer of each sentence, with the rules and entries behind it.",
    discussion: """
      Entities, quantities, times, verbs, relations with what fills each role, sources, and \
      the frames that were tried and did not match, each with the first step that failed.

      EXIT CODES
        0  all was read
        1  a document could not be read, or there is none
        2  wrong usage
        3  a lexicon, model or rule file is missing or has faults; all are named
      """)

  @OptionGroup var documents: ExplainedDocuments

  @Flag(help: "Write a line of JSON for each document instead.")
  var json = false

  func run() throws {
    let engine = try documents.resources.load(usesLearnedNames: documents.learning.learned)
    try documents.each(engine) { explanation, title in
      if json {
        var line = JSONWriter()
        explanation.write(to: &line)
        try OutputSink.standardOutput.write(line.bytes)
      } else {
        try OutputSink.standardOutput.write(Array((title + explanation.why).utf8))
      }
    }
  }
}

/// `sitrep explain why-not`
struct WhyNotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why-not",
    abstract: "The first step at which each frame ended that did not match.",
    discussion: """
      Says for each sentence which frames began at which word, which role stayed empty and \
      what stood in its place; or that no word of it brings a frame up. As JSON: 'explain \
      why --json' has the same under 'attempts'.

      EXIT CODES
        0  all was read
        1  a document could not be read, or there is none
        2  wrong usage
        3  a lexicon, model or rule file is missing or has faults; all are named
      """)

  @OptionGroup var documents: ExplainedDocuments

  @Option(help: ArgumentHelp("Only frames of this relation.", valueName: "relation"))
  var relation: String?

  @Option(
    help: ArgumentHelp("Only sentences with these words.", valueName: "text"))
  var span: String?

  func run() throws {
    let engine = try documents.resources.load(usesLearnedNames: documents.learning.learned)
    let known = Explanation.relations(of: engine.pack)
    if let relation, !known.contains(relation) {
      throw CommandError(
        message: "sitrep: no frame gives '\(relation)'; use one of: "
          + known.joined(separator: ", "), exitCode: .wrongUsage)
    }
    try documents.each(engine) { explanation, title in
      let answer = explanation.whyNot(.init(relation: relation, words: span))
      try OutputSink.standardOutput.write(Array((title + answer).utf8))
    }
  }
}
