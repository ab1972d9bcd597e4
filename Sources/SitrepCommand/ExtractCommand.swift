import ArgumentParser
import Dispatch
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
  case documents, sentences, tags, groups, values, facts, entities, geojson

  /// The schema that the lines keep to.
  var schema: String {
    switch self {
    case .documents, .sentences, .tags, .groups, .values: "sitrep/1"
    case .facts, .geojson: "sitrep-facts/1"
    case .entities: "sitrep-entities/1"
    }
  }

  /// The columns of a table of such lines; nil where they are no flat rows.
  var table: FlatTable? {
    switch self {
    case .facts: FlatTable(.facts)
    case .entities: FlatTable(.entities)
    case .documents, .sentences, .tags, .groups, .values, .geojson: nil
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

      Folders are searched to the bottom for .txt, .html, .htm, .jsonl, .ndjson, .warc, .wet \
      and .tar, sorted by path; hidden files are left out, links to folders not followed. A file \
      that you name is read whatever its ending: as JSON Lines or as HTML if it has one of \
      those, else as text. What has no ending, such as standard input, is taken for JSON Lines \
      if it begins with '{', for HTML only with --format html. '-' is standard input, also read \
      when no PATH is given and it is no terminal. A path that is in quotes may have wildcards: \
      'articles/**/*.txt'.

      What is compressed with gzip or zstd is unpacked, and the files of a tar archive are read \
      as those of a folder are. Of a web archive (WARC, WET) the pages and texts are read that \
      were found; their ids are their addresses, their date is the day they were got. What a \
      damaged archive has before the fault is read, and the fault is told.

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
      fact, for each entity, or for each fact as a feature of GeoJSON.
      """)
  var emit: Emit = .documents

  @Option(help: "What offsets count.")
  var offsets: OffsetUnit = .codepoints

  @OptionGroup var input: InputOptions
  @OptionGroup var lines: OutputOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "How many workers there are; the output is the same. (default: one for each processor)",
      valueName: "n"))
  var jobs: Int?

  @OptionGroup var resources: ResourceOptions
  @OptionGroup var learning: LearningOptions

  @Flag(name: .shortAndLong, help: "Say nothing of what was repaired or passed over.")
  var quiet = false

  mutating func validate() throws {
    if let jobs, jobs < 1 {
      throw ValidationError("--jobs \(jobs): there has to be one worker at least.")
    }
    if lines.outputFormat == .csv, emit.table == nil {
      throw ValidationError("--output-format csv: only facts and entities are rows of a table.")
    }
    if input.filesFrom == Input.standardInput, paths.contains(Input.standardInput) {
      throw ValidationError("Standard input cannot be both a text and a list of files.")
    }
    if lines.resume, paths.contains(Input.standardInput) || paths.isEmpty && input.filesFrom == nil
    {
      throw ValidationError("--resume: standard input cannot be read again; name files.")
    }
    guard paths.isEmpty, input.filesFrom == nil else { return }
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
    do throws(OutputError) {
      try extraction.run()
    } catch {
      try tellHowToGoOn(error, extraction)
    }
    try sumUp(extraction, say)
    if let signal = extraction.stoppedBy {
      let count = extraction.statistics.documents
      let next = extraction.journal == nil ? "" : "; --resume goes on"
      say(
        "sitrep: stopped by a signal after \(count) documents; what is written is whole lines"
          + next)
      throw ExitCode(128 + signal)
    }
    if extraction.diagnostics.failures > 0 { throw ExitCode.someFailed }
  }

  /// A full disk ends a run, and can be made room on.
  private func tellHowToGoOn(_ error: OutputError, _ extraction: Extraction) throws {
    guard case .failed(let path, let reason) = error, extraction.journal != nil else { throw error }
    throw CommandError(
      message: "sitrep: \(path): writing stopped: \(reason); what is there is not complete, call "
        + "it again with --resume when it can be written", exitCode: .wrongUsage)
  }

  private func sumUp(_ extraction: Extraction, _ say: (String) -> Void) throws {
    let (progress, diagnostics) = (extraction.progress, extraction.diagnostics)
    progress.sumUp(extraction.statistics, failures: diagnostics.failures)
    guard let stats = extraction.stats else { return }
    var json = JSONWriter()
    json.write(
      extraction.statistics, failures: diagnostics.failuresByKind, seconds: progress.seconds,
      jobs: extraction.jobs)
    try stats.write(json.bytes)
  }

  private func extraction(
    _ engine: Engine, _ say: @escaping (String) -> Void
  ) throws -> Extraction {
    let paths = try paths + input.listedPaths()
    var journal = lines.output.map {
      Journal(beside: $0, settings: settings(engine, paths), every: lines.checkpointSeconds)
    }
    let checkpoint = try checkpoint(&journal, paths)
    let header = lines.outputFormat == .csv ? emit.table?.header ?? [] : []
    // What cannot be written is told now, and not when the work is done.
    let errors = try lines.errors.map { path throws(CommandError) in
      try OutputOptions.open(path, paths, at: checkpoint?.errors)
    }
    let manifest = try lines.manifest.map { path throws(CommandError) in
      try OutputOptions.open(path, paths, at: checkpoint?.manifest?.offset)
    }
    let stats = try lines.stats.map { path throws(CommandError) in
      try OutputSink(creating: path, inputs: paths)
    }
    let output = try lines.open(header: header, inputs: paths, at: checkpoint)
    var reader = InputReader(
      paths,
      input.reading(
        outputs: [output.file, errors?.file, manifest?.file, stats?.file].compactMap { $0 },
        isHashed: manifest != nil))
    if let checkpoint, !reader.resume(at: checkpoint.milestone, trail: checkpoint.trail) {
      throw CommandError(
        message: "sitrep: --resume: the inputs that were read are not what they were: one was "
          + "changed, added, removed or renamed; leave out --resume to begin anew",
        exitCode: .wrongUsage)
    }
    let statistics = checkpoint?.statistics ?? RunStatistics()
    return Extraction(
      worker: worker(engine), reader: reader, output: output,
      diagnostics: Diagnostics(
        isQuiet: quiet, errors: errors, before: checkpoint?.failuresByKind ?? [:],
        brokenOff: checkpoint?.brokenOff ?? [], say: say),
      manifest: try manifest.map { sink throws(OutputError) in
        try manifestWriter(sink, engine, at: checkpoint?.manifest)
      },
      journal: journal, progress: progress(paths, statistics, say), statistics: statistics,
      stats: stats, jobs: jobs ?? Self.processors)
  }

  /// Where an interrupted run had come to. One that begins is noted before anything is written,
  /// so that it can be gone on with from the first moment.
  private func checkpoint(
    _ journal: inout Journal?, _ paths: [String]
  ) throws -> Checkpoint? {
    guard let output = lines.output, let own = journal else { return nil }
    if lines.resume, let checkpoint = try own.read(hasOutput: lines.hasOutput) {
      return checkpoint
    }
    if lines.shardBytes != nil, FileIdentity(own.path) == nil || !lines.resume, lines.hasOutput {
      throw CommandError(
        message: "sitrep: \(output): has parts of another run; empty it, or go on with --resume",
        exitCode: .wrongUsage)
    }
    // What is no file, such as a device, cannot be gone on with; an input is refused later.
    let file = FileIdentity(output)
    let isFile = file != nil || lines.shardBytes != nil || access(output, F_OK) != 0
    let isInput = file.map { file in paths.contains { FileIdentity($0) == file } } ?? false
    guard isFile, !isInput else {
      journal = nil
      return nil
    }
    do throws(OutputError) {
      try journal?.note(Checkpoint(settings: own.settings, end: Milestone())) {}
    } catch {
      // Whoever can write the file but none beside it goes without; opening it tells the rest.
      journal = nil
    }
    return nil
  }

  private func settings(_ engine: Engine, _ paths: [String]) -> [String: String] {
    let all = paths.joined(separator: " ")
    let own: [String: String?] = [
      "version": SitrepTool.version, "pack": Resources.checksum(of: engine.origin.listing),
      "--emit": emit.rawValue, "--offsets": offsets.rawValue, "--date": date?.description,
      "--day-first": dayFirst ? "yes" : nil, "--no-learned": learning.learned ? nil : "yes",
      "inputs": all.utf8.count > 200 ? Resources.checksum(of: all) : all,
    ]
    return own.merging(input.settings) { $1 }.merging(lines.settings) { $1 }.compactMapValues { $0 }
  }

  private func worker(_ engine: Engine) -> BatchWorker {
    var frame = date ?? TimeFrame()
    frame.isDayFirst = dayFirst
    var worker = BatchWorker(pipeline: engine.pipeline, emission: emission(engine), frame: frame)
    worker.keys = input.keys
    worker.maxDocumentBytes = input.maxDocumentBytes ?? InputOptions.usualMaxDocumentBytes
    worker.timeout = input.documentTimeout.map { .seconds($0) }
    worker.countsDetails = lines.stats != nil
    if emit == .geojson { worker.form = .features }
    if lines.outputFormat == .csv, let table = emit.table { worker.form = .table(table) }
    return worker
  }

  private func manifestWriter(
    _ sink: OutputSink, _ engine: Engine, at mark: ManifestWriter.Mark?
  ) throws(OutputError) -> ManifestWriter {
    if let mark { return ManifestWriter(sink, at: mark) }
    var frame = date ?? TimeFrame()
    frame.isDayFirst = dayFirst
    return try ManifestWriter(
      sink, engine: engine,
      options: .init(
        frame: frame, emit: emit, offsets: offsets, format: input.format,
        learned: learning.learned, keys: input.keys, maxDocumentBytes: input.maxDocumentBytes))
  }

  private func progress(
    _ paths: [String], _ statistics: RunStatistics, _ say: @escaping (String) -> Void
  ) -> RunProgress {
    guard !quiet else { return RunProgress() }
    let total = InputSize()
    DispatchQueue(label: "sitrep.size").async { total.count(paths) }
    return RunProgress(isShown: true, of: total, bytesBefore: statistics.bytesRead, say: say)
  }

  private func emission(_ engine: Engine) -> BatchWorker.Emission {
    switch emit {
    case .documents: .documents(DocumentWriter(pack: engine.pack, unit: offsets))
    case .sentences: .sentences(DocumentWriter(pack: engine.pack, unit: offsets))
    case .tags: .tags(DocumentWriter(pack: engine.pack, unit: offsets))
    case .groups: .groups(DocumentWriter(pack: engine.pack, unit: offsets))
    case .values: .values(DocumentWriter(pack: engine.pack, unit: offsets))
    case .facts, .geojson: .facts(FactWriter(pack: engine.pack, unit: offsets))
    case .entities: .entities(EntityWriter(pack: engine.pack, unit: offsets))
    }
  }

  /// How many processors are there to be used.
  private static var processors: Int {
    max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }
}
