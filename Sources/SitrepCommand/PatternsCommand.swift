import ArgumentParser
import FoundationEssentials
import Sitrep
import SystemPackage

/// `sitrep patterns`: what helps those who write the files of `Models/patterns/`.
struct PatternsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patterns",
    abstract: "Runs the examples of patterns, and finds those that can blow up.",
    subcommands: [PatternsTestCommand.self, PatternsLintCommand.self])
}

/// The pattern files that a command is about.
struct PatternFileOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Pattern files; their expressions may call the definitions of the resources. "
        + "(default: all of the resources)",
      valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var files: [String] = []

  /// The files under review, and those of the resources besides.
  func read(
    _ resources: Resources
  ) throws(CommandError) -> (files: [ResourceFile], others: [ResourceFile]) {
    let shipped = resources.files.filter { $0.path.hasPrefix("Models/patterns/") }
    if files.isEmpty { return (shipped, []) }
    var named: [ResourceFile] = []
    for path in files {
      do {
        named.append(ResourceFile(path: path, bytes: try FileStream.contents(of: path)))
      } catch {
        throw CommandError(
          message: "sitrep: \(path): \(error); name a file that can be read",
          exitCode: .badResources)
      }
    }
    // A file of the resources that is named is not read twice.
    let known = Set(files.map(Self.whole))
    let others = shipped.filter { !known.contains(Self.whole("\(resources.folder)/\($0.path)")) }
    return (named, others)
  }

  /// The path from the root, links resolved.
  private static func whole(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path
  }
}

extension PatternReview {
  /// A review, or an end that names every fault of the files.
  fileprivate static func of(
    _ files: [ResourceFile], _ others: [ResourceFile], pack: Pack? = nil
  ) throws(CommandError) -> PatternReview {
    do throws(ResourceError) {
      return try PatternReview(files, besides: others, pack: pack)
    } catch {
      let count = error.faults.count == 1 ? "one fault" : "\(error.faults.count) faults"
      throw CommandError(
        message: "\(error)\nsitrep: \(count) in the patterns", exitCode: .badResources)
    }
  }
}

/// `sitrep patterns test`: whether patterns find what their examples mark.
struct PatternsTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the examples of patterns, each pattern alone.",
    discussion: """
      An example that does not come out is told with its file and line, and with what was \
      found instead.

      EXIT CODES
        0  all come out as their files say
        1  some do not
        2  wrong usage
        3  a file cannot be read or has faults; all are named
      """)

  @OptionGroup var patterns: PatternFileOptions
  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let (files, others) = try patterns.read(resources.read())
    let review = try PatternReview.of(files, others)
    let faults = review.test()
    let report = faults.map { "\($0)\n" }.joined()
    if !report.isEmpty { try OutputSink.standardOutput.write(Array(report.utf8)) }
    let summary =
      "sitrep: \(review.patternCount) patterns, \(review.exampleCount) examples, "
      + "\(faults.count) failed"
    guard faults.isEmpty else { throw CommandError(message: summary, exitCode: .someFailed) }
    StandardError.write(summary)
  }
}

/// `sitrep patterns lint`: what is to be doubted in patterns.
struct PatternsLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Finds patterns that can blow up, and what their examples leave open.",
    discussion: """
      Each expression is tried on texts that nearly match and grow, made of its examples, its \
      literals and its classes. Steps are counted, not seconds, so that the outcome is the \
      same everywhere. One whose steps grow faster than the text is a warning, one that can \
      reach the limit of a run an error. Warnings besides: no text that must not match, \
      triggers that no example has, matches that are not tried, two patterns that find the \
      same. With --corpus: patterns and triggers that find nothing in it, texts that would \
      match and are not tried, and how often each pattern was found.

      EXIT CODES
        0  no errors; with --strict, no warnings either
        1  a document of the corpus failed
        2  wrong usage
        3  a file cannot be read or has errors
      """)

  @OptionGroup var patterns: PatternFileOptions

  @Option(
    help: ArgumentHelp(
      "Files and folders, read as 'extract' reads them; can be given again.", valueName: "path"),
    completion: .file())
  var corpus: [String] = []

  @Flag(help: "Take warnings for errors.")
  var strict = false

  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let engine = corpus.isEmpty ? nil : try resources.load()
    let (files, others) = try patterns.read(resources.read())
    var review = try PatternReview.of(files, others, pack: engine?.pack)
    var diagnostics = Diagnostics()
    if let engine {
      var reader = InputReader(corpus)
      while let batch = reader.next() {
        for result in DocumentBatch(batch) {
          switch result {
          case .success(var document):
            engine.pipeline.process(&document, through: .zones)
            review.add(document)
          case .failure(let failure): try diagnostics.report(.failure(failure))
          }
        }
      }
    }
    let faults = review.lint(hasCorpus: engine != nil)
    var report = faults.map { "\($0)\n" }.joined()
    if engine != nil {
      report += review.counts.map { "\($0.rule)\t\($0.matches)\n" }.joined()
    }
    if !report.isEmpty { try OutputSink.standardOutput.write(Array(report.utf8)) }
    let errors = faults.count { $0.severity == .error }
    let warnings = faults.count - errors
    let summary =
      "sitrep: \(review.patternCount) patterns: \(errors) errors, \(warnings) warnings"
    guard errors == 0, !strict || warnings == 0 else {
      throw CommandError(message: summary, exitCode: .badResources)
    }
    StandardError.write(summary)
    if diagnostics.failures > 0 { throw ExitCode.someFailed }
  }
}
