import ArgumentParser
import Sitrep

/// `sitrep train clusters`: tables of word clusters as a file of weights.
struct TrainClustersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters",
    abstract: "Packs tables of word clusters, which the other models look at.",
    discussion: """
      Both tables have a line for each word, the most frequent first, with tabs between: the \
      first the word as it is written and its Brown cluster; the second the word in small \
      letters, the cluster of its vector, and the forms of dictionary words that it can be. \
      'Scripts/word-clusters' makes them.
      """)

  @Argument(help: "Words as they are written.", completion: .file())
  var written: String

  @Argument(help: "Words in small letters.", completion: .file())
  var folded: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where the weights go.", valueName: "file"),
    completion: .file())
  var output: String

  func run() throws {
    let files = try TrainingOptions.files([written, folded])
    do {
      let weights = try Pack.clusterWeights(written: files[0], folded: files[1])
      try OutputSink(creating: output, inputs: [written, folded]).write(weights)
    } catch let fault as ResourceFault {
      throw CommandError(fault)
    }
  }
}
