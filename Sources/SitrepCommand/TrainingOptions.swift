import ArgumentParser
import Sitrep
import SystemPackage

/// What every training has to be told.
struct TrainingOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where the weights go.", valueName: "file"),
    completion: .file())
  var output: String

  @Option(
    help: ArgumentHelp(
      "Annotated text that is not learned from; the score on it is told after each pass. "
        + "May be given more than once.", valueName: "file"),
    completion: .file())
  var dev: [String] = []

  @Option(help: ArgumentHelp("How often a run goes over the text.", valueName: "n"))
  var passes = 5

  @Option(
    help: ArgumentHelp(
      "How many runs there are, each in an order of its own; the weights are their mean.",
      valueName: "n"))
  var runs = 1

  @Option(help: ArgumentHelp("What the order of the sentences is drawn from.", valueName: "n"))
  var seed: UInt64 = 1

  func validate() throws {
    for (name, value) in [("passes", passes), ("runs", runs)] where value < 1 {
      throw ValidationError("--\(name) \(value): there has to be one at least.")
    }
  }

  static func files(_ paths: [String]) throws(CommandError) -> [ResourceFile] {
    var files: [ResourceFile] = []
    for path in paths {
      do throws(Errno) {
        files.append(ResourceFile(path: path, bytes: try FileStream.contents(of: path)))
      } catch {
        let failure = Failure(path: path, error)
        throw CommandError(message: "sitrep: \(failure.message)", exitCode: .someFailed)
      }
    }
    return files
  }

  /// Runs all passes, telling how it goes, and writes the weights.
  ///
  /// - Parameters:
  ///   - inputs: What it learns from: files that must not be written to.
  ///   - score: What it has reached on the development files, a line for each.
  func train<Kind: Training>(
    _ training: Kind, inputs: [String], score: (Kind) throws -> [String]
  ) throws {
    var training = training
    for run in 1...runs {
      for pass in 1...passes {
        let isLast = pass == passes
        var bar = ProgressBar(
          runs > 1 ? "run \(run) of \(runs), pass \(pass)" : "pass \(pass)",
          of: training.sentenceCount)
        training.pass { bar.show($0) }
        if isLast { training.endRun() }
        // A run that is not the first is scored with those before it, when it has ended.
        bar.end()
        guard run == 1 || isLast else { continue }
        for line in try score(training) { StandardError.write("  \(line)") }
      }
    }
    try OutputSink(creating: output, inputs: inputs + dev).write(training.weights())
  }
}

extension CommandError {
  /// A fault in a file of annotated text.
  init(_ fault: ResourceFault) {
    self.init(message: "\(fault)", exitCode: .someFailed)
  }
}
