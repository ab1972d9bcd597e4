import ArgumentParser
import Sitrep

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a line of output is.
enum Emit: String, CaseIterable, ExpressibleByArgument {
  case documents, sentences, tags, groups, values, facts

  /// The schema that the lines keep to.
  var schema: String {
    switch self {
    case .documents, .sentences, .tags, .groups, .values: "sitrep/1"
    case .facts: "sitrep-facts/1"
    }
  }
}

extension OffsetUnit: ExpressibleByArgument {}

/// `sitrep extract`: documents in, JSON Lines out.
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Writes what is in documents as JSON Lines, a line for each, in input order.",
    discussion: """
      Plain text is one document; its id is the path as given, or inside a folder the path \
      from there. A page of HTML is one as well: what it shows is read, and offsets are those \
      of the page, so that what they cut out may have markup in it. JSON Lines have one \
      document on each line: an object with 'text', and if you like 'id' and 'date'; other \
      fields go out unchanged under 'source'. Without an 'id' a document is called FILE:LINE.

      Folders are searched to the bottom for .txt, .html, .htm, .jsonl and .ndjson, sorted by \
      path; hidden files are left out, links to folders not followed. A file that you name is \
      read whatever its ending: as JSON Lines or as HTML if it has one of those, else as \
      text. What has no ending, such as standard input, is taken for JSON Lines if it begins \
      with '{', for HTML only with --format html. '-' is standard input, also read when no \
      PATH is given and it is no terminal.

      An empty text is a document without sentences and has a line. Empty JSON Lines, or \
      nothing on standard input, are no document.

      Texts are UTF-8, or UTF-16 with a byte order mark; what is neither is taken as \
      Windows-1252 if it looks like that, and 'encoding' says so. JSON Lines are UTF-8. \
      What no encoding explains is replaced by U+FFFD, warned of, and counted under \
      'replacements'. A document that cannot be read is named on standard error and in \
      --errors, and the run goes on. When the reader of the output has enough ('| head'), \
      the run ends quietly, with exit code 0.

      EXIT CODES
        0  all was read
        1  some documents failed; each is named on standard error with the reason
        2  wrong usage, or an output that cannot be written
        3  a lexicon, model or rule file is missing or has faults; all are named
        130, 143  stopped by SIGINT or SIGTERM; what is written is whole lines
      """)

  @Argument(
    help: ArgumentHelp("Files and folders to read; '-' for standard input.", valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "The day that documents were written which do not say it themselves: YYYY-MM-DD, with "
        + "Thh:mm where the time matters.", valueName: "date"),
    transform: Self.date)
  var date: TimeFrame?

  @Flag(help: "Read 5/6/2017 as the fifth of June.")
  var dayFirst = false

  @Option(
    help: """
      A line for each document with all its layers; or with its sentences alone, or these \
      and the parts of speech and dictionary forms of their words, or these and all its \
      numbers, quantities and times, which is as far as it is read then; or a line for each \
      fact.
      """)
  var emit: Emit = .documents

  @Option(help: "What offsets count.")
  var offsets: OffsetUnit = .codepoints

  @Option(help: "How the input is written.")
  var format: InputFormat = .auto

  @Option(
    help: ArgumentHelp(
      "Read the files that this file names besides, one on each line; '-' for standard input.",
      valueName: "file"),
    completion: .file())
  var filesFrom: String?

  @Option(help: ArgumentHelp("The field of JSON Lines that has the text.", valueName: "key"))
  var textKey = "text"

  @Option(help: ArgumentHelp("The field of JSON Lines that names the document.", valueName: "key"))
  var idKey = "id"

  @Option(help: ArgumentHelp("The field of JSON Lines that has the date.", valueName: "key"))
  var dateKey = "date"

  @Option(
    help: ArgumentHelp(
      "Refuse documents with more text than this, as documents that cannot be read.",
      valueName: "n"))
  var maxDocumentBytes: Int?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the lines go. (default: standard output)", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "How many workers there are; the output is the same. (default: one for each processor)",
      valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Where to write what failed as JSON Lines: path, line, id, reason, remedy.",
      valueName: "file"),
    completion: .file())
  var errors: String?

  @Option(
    help: ArgumentHelp(
      "Where to write what made the output as JSON: version, every lexicon and model with its "
        + "licence and digest, options, the digest of each input, counts.",
      valueName: "file"),
    completion: .file())
  var manifest: String?

  @OptionGroup var resources: ResourceOptions
  @OptionGroup var learning: LearningOptions

  @Flag(name: .shortAndLong, help: "Say nothing of what was repaired or passed over.")
  var quiet = false

  mutating func validate() throws {
    if let jobs, jobs < 1 {
      throw ValidationError("--jobs \(jobs): there has to be one worker at least.")
    }
    let outputs = [output, errors, manifest].compactMap { $0 }
    guard Set(outputs).count == outputs.count else {
      throw ValidationError("--output, --errors and --manifest need files of their own.")
    }
    guard Set([textKey, idKey, dateKey]).count == 3, ![textKey, idKey, dateKey].contains("") else {
      throw ValidationError("--text-key, --id-key and --date-key need names of their own.")
    }
    if let maxDocumentBytes, maxDocumentBytes < 1 {
      throw ValidationError("--max-document-bytes \(maxDocumentBytes): give one or more.")
    }
    if filesFrom == Input.standardInput, paths.contains(Input.standardInput) {
      throw ValidationError("Standard input cannot be both a text and a list of files.")
    }
    guard paths.isEmpty, filesFrom == nil else { return }
    if isatty(STDIN_FILENO) != 0 {
      throw ValidationError("Nothing to read: name files or folders, or '-' for standard input.")
    }
    paths = [Input.standardInput]
  }

  func run() async throws {
    let engine = try resources.load(
      usesLearnedNames: learning.learned, usesTagger: emit == .tags)
    StopSignal.catchAll()
    try await run(with: engine)
  }

  private static func date(_ argument: String) throws -> TimeFrame {
    guard let frame = TimeFrame(argument) else {
      throw ValidationError("'\(argument)' is no date; write YYYY-MM-DD.")
    }
    return frame
  }
}

// MARK: - Running

extension ExtractCommand {
  /// Runs over the inputs with an engine that is loaded already.
  ///
  /// - Parameter say: Takes what is meant for standard error, a line at a time.
  /// - Throws: `ExitCode.someFailed` when documents failed.
  func run(
    with engine: Engine, say: @escaping (String) -> Void = StandardError.write
  ) async throws {
    var extraction = try extraction(engine, say)
    try await extraction.run()
    if let signal = extraction.stoppedBy {
      say(
        "sitrep: stopped by a signal after \(extraction.documents) documents; what is written is "
          + "whole lines")
      throw ExitCode(128 + signal)
    }
    if extraction.diagnostics.failures > 0 { throw ExitCode.someFailed }
  }

  private func extraction(
    _ engine: Engine, _ say: @escaping (String) -> Void
  ) throws -> Extraction {
    var frame = date ?? TimeFrame()
    frame.isDayFirst = dayFirst
    let paths = try paths + listedPaths()
    var worker = BatchWorker(
      pipeline: engine.pipeline, emission: emission(engine), frame: frame)
    worker.keys = RecordKeys(text: textKey, id: idKey, date: dateKey)
    worker.maxDocumentBytes = maxDocumentBytes ?? .max
    let output = try sink(output, paths) ?? .standardOutput
    let errors = try sink(errors, paths)
    let manifest = try sink(manifest, paths)
    return Extraction(
      worker: worker,
      reader: InputReader(
        paths, format: format, outputs: [output, errors, manifest].compactMap { $0?.file },
        isHashed: manifest != nil, maxDocumentBytes: worker.maxDocumentBytes),
      output: output,
      diagnostics: Diagnostics(isQuiet: quiet, errors: errors, say: say),
      manifest: try manifest.map { sink throws(OutputError) in
        try ManifestWriter(
          sink, engine: engine,
          options: .init(
            frame: frame, emit: emit, offsets: offsets, format: format,
            learned: learning.learned, keys: worker.keys, maxDocumentBytes: maxDocumentBytes))
      },
      jobs: jobs ?? Self.processors)
  }

  /// The files that `--files-from` names.
  private func listedPaths() throws(CommandError) -> [String] {
    guard let filesFrom else { return [] }
    let bytes = try FileStream.wholeFile(filesFrom)
    let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }.map { String(decoding: $0, as: UTF8.self) }
    guard !lines.isEmpty else {
      throw CommandError(
        message: "sitrep: \(filesFrom): the list of files is empty; write a path on each line",
        exitCode: .someFailed)
    }
    return lines
  }

  private func sink(_ path: String?, _ inputs: [String]) throws(CommandError) -> OutputSink? {
    guard let path else { return nil }
    return try OutputSink(creating: path, inputs: inputs)
  }

  private func emission(_ engine: Engine) -> BatchWorker.Emission {
    switch emit {
    case .documents: .documents(DocumentWriter(pack: engine.pack, unit: offsets))
    case .sentences: .sentences(DocumentWriter(pack: engine.pack, unit: offsets))
    case .tags: .tags(DocumentWriter(pack: engine.pack, unit: offsets))
    case .groups: .groups(DocumentWriter(pack: engine.pack, unit: offsets))
    case .values: .values(DocumentWriter(pack: engine.pack, unit: offsets))
    case .facts: .facts(FactWriter(pack: engine.pack, unit: offsets))
    }
  }

  /// How many processors are there to be used.
  private static var processors: Int {
    max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }
}
