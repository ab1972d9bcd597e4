import ArgumentParser
import FoundationEssentials
import SitrepEvaluation

/// `sitrep convert`: annotated texts from one format to another.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Writes annotated texts in another format.",
    discussion: """
      Offsets are code points, in brat and in all formats of JSON Lines; --offsets reads files \
      that count otherwise. What the format that is written has no place for is counted on \
      standard error. A file with faults is told with the line of each, and nothing is written.

      FORMATS
        sitrep        Sitrep's gold: JSON Lines, all layers
        brat          a folder with a .txt and an .ann file for each document
        conll2003     four columns, the tag in the last; IOB1 or IOB2 read, IOB2 written
        bio, bilou    a word and its tag on each line
        conllu        CoNLL-U with Entity= in MISC, as CorefUD has it; NER=B-TYPE is read too
        prodigy, doccano, label-studio
                      their JSON Lines

      EXIT CODES
        0  all was written
        1  a file cannot be read or has faults; all are named
        2  wrong usage, or an output that cannot be written
      """)

  @Argument(
    help: ArgumentHelp("Files, and folders with files of the format.", valueName: "path"),
    completion: .file())
  var paths: [String]

  @Option(help: ArgumentHelp("The format that is read.", valueName: "format"))
  var from: CorpusFormat

  @Option(help: ArgumentHelp("The format that is written.", valueName: "format"))
  var to: CorpusFormat

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write, '-' for standard output; for brat the folder.", valueName: "path"),
    completion: .file())
  var output = "-"

  @Option(help: "What the offsets of the files count that are read.")
  var offsets: CorpusUnit = .codePoints

  func validate() throws {
    if to.isFolder && output == "-" {
      throw ValidationError("brat is a folder of files: name it with -o.")
    }
  }

  func run() throws {
    let files = try paths.flatMap { path throws(CommandError) in try from.files(at: path) }
    let corpus = try read(files)
    let (written, losses) = corpus.written(as: to)
    try write(written, inputs: files.map(\.name))
    for line in corpus.losses.lines + losses.lines { StandardError.write("sitrep: \(line)") }
  }

  private func read(_ files: [CorpusFile]) throws(CommandError) -> Corpus {
    do throws(FileFaults) {
      return try Corpus(files, as: from, counting: offsets)
    } catch {
      throw CommandError(message: "\(error)", exitCode: .someFailed)
    }
  }
}

// MARK: - Files

extension ConvertCommand {
  private func write(_ files: [CorpusFile], inputs: [String]) throws {
    guard to.isFolder else {
      let sink =
        output == "-"
        ? OutputSink.standardOutput : try OutputSink(creating: output, inputs: inputs)
      for file in files { try sink.write(file.bytes) }
      return
    }
    let names = files.map(\.name)
    if let twice = Dictionary(grouping: names, by: \.self).filter({ $1.count > 1 }).keys.min() {
      throw CommandError(
        message: "sitrep: two documents would both be written to '\(twice)'; give them ids that "
          + "differ in letters and digits", exitCode: .someFailed)
    }
    do {
      try FileManager.default.createDirectory(
        atPath: output, withIntermediateDirectories: true)
    } catch {
      throw CommandError(
        message: "sitrep: \(output): this folder cannot be made; name another one",
        exitCode: .wrongUsage)
    }
    let sources = from == .brat ? inputs + inputs.map { $0.dropLast(4) + ".txt" } : inputs
    for file in files {
      try OutputSink(creating: "\(output)/\(file.name)", inputs: sources).write(file.bytes)
    }
  }
}

extension CorpusFormat: ExpressibleByArgument {}
extension CorpusUnit: ExpressibleByArgument {}
