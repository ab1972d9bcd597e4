import ArgumentParser
import Sitrep

/// `sitrep train tagger`: parts of speech from treebanks.
struct TrainTaggerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tagger",
    abstract: "Learns parts of speech from treebanks in CoNLL-U.",
    discussion: """
      Files are CoNLL-U or CoNLL-U Plus with the columns ID, FORM, LEMMA, UPOS and XPOS. The \
      clusters of 'Models/clusters.weights' are part of what the tagger looks at.
      """)

  @Argument(
    help: ArgumentHelp("Treebanks to learn from.", valueName: "file"), completion: .file())
  var treebanks: [String]

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Learn only from documents whose id begins with one of these: GUM_news_ GUM_bio_.",
      valueName: "prefix"))
  var documents: [String] = []

  @OptionGroup var training: TrainingOptions
  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let pack = try resources.load().pack
    let dev = try TrainingOptions.files(training.dev)
    do {
      try training.train(
        TaggerTraining(
          TrainingOptions.files(treebanks), documents: documents, pack: pack, seed: training.seed),
        inputs: treebanks
      ) { tagger in try dev.map { "\($0.path): \(try tagger.score(on: $0))" } }
    } catch let fault as ResourceFault {
      throw CommandError(fault)
    }
  }
}
