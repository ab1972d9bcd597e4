import ArgumentParser
import Sitrep
import SitrepEvaluation
import SystemPackage

/// `sitrep train`: makes the weights of a model anew.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learns the weights of a model from annotated text.",
    subcommands: [
      TrainSentencesCommand.self, TrainClustersCommand.self, TrainTaggerCommand.self,
      TrainNamesCommand.self,
    ])
}

/// `sitrep train sentences`: the weights of `Models/sentences.tsv`.
struct TrainSentencesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sentences",
    abstract: "Learns where sentences end that have no stop.",
    discussion: """
      Reads JSON Lines with 'id', 'text', 'ends' (the offset just past the last character of \
      each sentence, in code points) and, where --genre is to choose, 'genre'. The same files \
      in the same order give the same bytes. What the lexicons say of the words is part of the \
      features: train anew when they have changed much.
      """)

  @Argument(
    help: ArgumentHelp("Files with texts whose sentences are known.", valueName: "path"),
    completion: .file())
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "Learn only from texts of this genre.", discussion: "May be given more than once."))
  var genre: [String] = []

  @Option(
    help: ArgumentHelp("Where to write the weights.", valueName: "file"), completion: .file())
  var output: String

  @OptionGroup var resources: ResourceOptions

  func run() throws {
    var trainer = SentenceTrainer(try resources.load().pack)
    for path in paths {
      for gold in try texts(of: path)
      where genre.isEmpty || gold.genre.map(genre.contains) == true {
        trainer.add(gold.text, ends: gold.ends)
      }
    }
    let weights = Self.header + trainer.train()
    try OutputSink(creating: output, inputs: paths).write(Array(weights.utf8))
  }

  private static let header = """
    # Weights of the model that tells where sentences end that have no stop; sentences.md is its
    # card. Made by 'sitrep train sentences'; not to be edited.
    # source: learnt from the texts that the card names
    # licence: what that of the texts asks for; see the card
    # sorted: no

    """

  private func texts(of path: String) throws(CommandError) -> [SentenceGold] {
    do {
      return try SentenceGoldSet(jsonLines: FileStream.contents(of: path), file: path).texts
    } catch let error as FileFaults {
      throw CommandError(message: "\(error)", exitCode: .someFailed)
    } catch let error as Errno {
      throw CommandError(
        message: "sitrep: \(Failure(path: path, error).message)", exitCode: .someFailed)
    } catch {
      throw CommandError(message: "sitrep: \(path): \(error)", exitCode: .someFailed)
    }
  }
}
