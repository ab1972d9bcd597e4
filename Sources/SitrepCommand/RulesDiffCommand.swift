import ArgumentParser
import Sitrep

/// `sitrep rules diff`: what two versions of lexicons and models gain and lose on a corpus.
struct RulesDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tells what a change of rules gains and loses on a corpus.",
    discussion: """
      OLD and NEW are folders that hold 'Lexicons' and 'Models', or packs. Both read the same \
      documents at the same time. A relation is the same where its type, its trigger and the \
      words of its core are; '~' is one whose status, polarity or other roles changed.

      EXIT CODES
        0  nothing changed
        1  something did, or a document could not be read
        2  wrong usage
        3  a file cannot be read or has faults; all are named
      """)

  @Argument(help: "The version before.", completion: .file())
  var old: String

  @Argument(help: "The version after.", completion: .file())
  var new: String

  @OptionGroup var texts: CorpusOptions

  @Option(help: ArgumentHelp("How many changes of each kind to show.", valueName: "n"))
  var show = 20

  func validate() throws {
    if texts.corpus.isEmpty { throw ValidationError("Give texts to compare on with --corpus.") }
  }

  func run() async throws {
    var diagnostics = Diagnostics()
    let documents = try texts.documents(&diagnostics)
    async let before = Self.facts(old, documents)
    async let after = Self.facts(new, documents)
    let (lost, found) = (try await before, try await after)
    var (minus, plus, changed): ([String], [String], [String]) = ([], [], [])
    for (document, (one, other)) in zip(documents, zip(lost, found)) {
      for (key, fact) in one.sorted(by: { $0.key < $1.key }) {
        guard let now = other[key] else {
          minus.append("- \(document.id) \(fact.words)\n    \(fact.sentence)\n")
          continue
        }
        if now.words != fact.words {
          changed.append(
            "~ \(document.id) \(fact.words)\n  \(now.words)\n    \(fact.sentence)\n")
        }
      }
      for (key, fact) in other.sorted(by: { $0.key < $1.key }) where one[key] == nil {
        plus.append("+ \(document.id) \(fact.words)\n    \(fact.sentence)\n")
      }
    }
    var report = ""
    for list in [minus, plus, changed] { report += list.prefix(show).joined() }
    report +=
      "\(documents.count) documents: \(minus.count) lost, \(plus.count) gained, "
      + "\(changed.count) changed\n"
    try OutputSink.standardOutput.write(Array(report.utf8))
    if minus.count + plus.count + changed.count + diagnostics.failures > 0 {
      throw ExitCode.someFailed
    }
  }

  /// The relations of each document.
  private static func facts(
    _ path: String, _ documents: [Document]
  ) async throws -> [[String: RelationSummary.Line]] {
    let isPack = (try? MappedFile(path)) != nil
    let engine = try isPack ? Engine(pack: path) : Engine(Resources(folder: path))
    return documents.map { document in
      var document = document
      engine.pipeline.process(&document)
      return RelationSummary.lines(of: document)
    }
  }
}
