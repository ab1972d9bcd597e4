import ArgumentParser
import Sitrep
import SitrepEvaluation

/// `sitrep train names`: a recognizer of names from annotated texts.
struct TrainNamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names",
    abstract: "Learns to find names from annotated texts.",
    discussion: """
      Files are JSON Lines in the form of a gold file: an object with 'id', 'text' and \
      'entities', each with 'start', 'end' and 'type'; where there is a 'level', only names \
      are learned. What lists and rules find is part of what the recognizer looks at: train it \
      anew when they have changed much.
      """)

  @Argument(
    help: ArgumentHelp("Annotated texts to learn from.", valueName: "file"), completion: .file())
  var texts: [String]

  @OptionGroup var training: TrainingOptions
  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let pipeline = try resources.load(usesLearnedNames: false).pipeline
    let dev = try training.dev.map { (path: $0, texts: try annotated([$0])) }
    try training.train(
      NameTraining(
        annotated(texts), pipeline: pipeline, seed: training.seed),
      inputs: texts
    ) { names in dev.map { "\($0.path): \(names.score(on: $0.texts))" } }
  }

  private func annotated(_ paths: [String]) throws(CommandError) -> [AnnotatedText] {
    var texts: [AnnotatedText] = []
    for file in try TrainingOptions.files(paths) {
      do throws(FileFaults) {
        let gold = try GoldSet(jsonLines: file.bytes, file: file.path)
        texts += gold.namedTexts.map { AnnotatedText(text: $0.text, names: $0.names) }
      } catch {
        throw CommandError(message: "\(error)", exitCode: .someFailed)
      }
    }
    return texts
  }
}
