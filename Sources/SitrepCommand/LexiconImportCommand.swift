import ArgumentParser
import Sitrep
import SystemPackage

/// `sitrep lexicon import`: makes a lexicon of a table from elsewhere.
struct LexiconImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Makes a lexicon of a table from elsewhere.",
    discussion: """
      Reads line by line, so that a table of any size goes through. Aliases in other scripts \
      than Latin, codes, single letters, common words and the names of countries, people and \
      organizations that the lexicons have are left out; a name that is one of these is \
      marked 'ambiguous'. What the lexicons have already, by id or as a division, is left out \
      too. A line that makes no row is told with its number.

      EXIT CODES
        0  every line was read
        1  some lines were left out for their faults; each is named on standard error
        2  wrong usage, or an output that cannot be written
        3  a lexicon, model or rule file is missing or has faults; all are named
      """,
    subcommands: [
      GeoNamesImport.self, ListImport.self, TableImport.self, WikidataImport.self,
    ])
}

/// What all imports ask.
struct ImportOptions: ParsableArguments {
  @Argument(help: "The file to read; '-' for standard input.", completion: .file())
  var file: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the lexicon goes. (default: standard output)", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(help: "Which scripts aliases may be in: latin or all.")
  var scripts: Scripts = .latin

  @Flag(
    help: ArgumentHelp(
      "Take harmless names only.",
      discussion: """
        Leaves out names that are common words or the names of anything else here but a town, \
        and aliases that are no spelling of the name. Every row asks for context, and to \
        stand by itself.
        """))
  var careful = false

  @Option(
    help: ArgumentHelp("The licence of the source, for the header.", valueName: "text"))
  var licence = "to be filled in"

  @OptionGroup var resources: ResourceOptions

  enum Scripts: String, CaseIterable, ExpressibleByArgument {
    case latin, all
  }

  /// Reads the file, hands each line to `read`, and writes the rows it makes.
  ///
  /// - Parameters:
  ///   - read: Gives the row of a line, or nothing where none is wanted.
  ///   - atEnd: Gives the rows that are left when the lines are at their end, or tells what is
  ///     wrong then.
  func run(
    _ read: (_ line: ArraySlice<UInt8>) throws(ImportFault) -> LexiconRow?,
    atEnd: () throws(ImportFault) -> [LexiconRow] = { () throws(ImportFault) in [] }
  ) throws {
    let pack = try resources.load().pack
    let sink = try output.map { path throws(CommandError) in
      try OutputSink(creating: path, inputs: [file])
    }
    let lexicon = LexiconImport(
      pack, keepsAllScripts: scripts == .all, isCareful: careful)
    let header = lexicon.header(source: name, licence: licence)
    var run = ImportRun(file: file, sink: sink ?? .standardOutput, lexicon: lexicon)
    try run.run(header: header, read, atEnd: atEnd)
  }

  /// What the file is called, without the folders.
  private var name: String { FilePath(file).lastComponent?.string ?? file }
}

/// One import on its way: lines in, rows out, faults told.
private struct ImportRun {
  /// How much is written at once.
  private static let pieceSize = 256 << 10

  let file: String
  let sink: OutputSink
  var lexicon: LexiconImport
  var diagnostics = Diagnostics()

  mutating func run(
    header: [UInt8], _ read: (_ line: ArraySlice<UInt8>) throws(ImportFault) -> LexiconRow?,
    atEnd: () throws(ImportFault) -> [LexiconRow]
  ) throws {
    var rows = header
    var passedOver = 0
    var reader = try lines()
    while let block = try reader.next() {
      var number = block.firstLine
      var start = block.bytes.startIndex
      while start < block.bytes.endIndex {
        let end = block.bytes[start...].firstIndex(of: 0x0A) ?? block.bytes.endIndex
        let line = block.bytes[start..<end]
        do throws(ImportFault) {
          if let row = try line.isEmpty ? nil : read(line) {
            try lexicon.append(row, to: &rows)
          } else {
            passedOver += 1
          }
        } catch {
          try report(error, line: number)
        }
        start = end + 1
        number += 1
      }
      if rows.count >= Self.pieceSize {
        try sink.write(rows)
        rows.removeAll(keepingCapacity: true)
      }
    }
    do throws(ImportFault) {
      for row in try atEnd() { try lexicon.append(row, to: &rows) }
    } catch {
      try report(error, line: nil)
    }
    try sink.write(rows)
    diagnostics.note(
      "\(lexicon.rows) rows, \(passedOver) lines passed over, \(diagnostics.failures) with "
        + "faults, \(lexicon.knownRows) that the lexicons have already, "
        + "\(lexicon.unreadableRows) in other scripts, \(lexicon.harmfulRows) with harmful names, "
        + "\(lexicon.droppedAliases) aliases left out")
    if diagnostics.failures > 0 { throw ExitCode.someFailed }
  }

  private mutating func report(_ fault: ImportFault, line: Int?) throws(OutputError) {
    try diagnostics.report(
      .failure(Failure(path: file, line: line, reason: fault.problem, remedy: fault.remedy)))
  }

  private func lines() throws(CommandError) -> LineReader {
    do {
      let descriptor: FileDescriptor =
        file == Input.standardInput ? .standardInput : try .open(FilePath(file), .readOnly)
      return LineReader(FileStream(descriptor, isHashed: false))
    } catch {
      throw CommandError(
        message: "sitrep: \(Failure(path: file, error as? Errno ?? .ioError).message)",
        exitCode: .wrongUsage)
    }
  }
}

/// `list`: a term on each line.
struct ListImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Plain terms, one on each line; those after '#' are left out.")

  @OptionGroup var options: ImportOptions
  @OptionGroup var defaults: RowDefaults

  func run() throws {
    let defaults = try defaults.row()
    try options.run { line throws(ImportFault) in
      guard line.first != 0x23, line.contains(where: { $0 > 0x20 }) else { return nil }
      var row = defaults
      row.name = String(decoding: line, as: UTF8.self)
      return row
    }
  }
}

/// `table`: comma- or tab-separated values, and which column is what.
struct TableImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Comma- or tab-separated values under a line of column names.")

  @OptionGroup var options: ImportOptions
  @OptionGroup var defaults: RowDefaults

  @Option(
    help: ArgumentHelp(
      "Which column is what, as name=Title,aliases=Other,country=3: ours, then theirs by name "
        + "or number. Aliases are parted by '|' or ';'.", valueName: "list"))
  var map: String

  func run() throws {
    let pairs = try map.split(separator: ",").map { pair in
      guard let at = pair.firstIndex(of: "=") else {
        throw ValidationError("--map \(pair): write ours=theirs.")
      }
      return (property: String(pair[..<at]), column: String(pair[pair.index(after: at)...]))
    }
    let defaults = try defaults.row()
    var splitter: RecordSplitter?
    var columns: ColumnMap?
    try options.run { line throws(ImportFault) in
      // Their own names of the columns tell which of the two it is.
      if splitter == nil { splitter = RecordSplitter(separator: line.contains(0x09) ? 0x09 : 0x2C) }
      guard let fields = splitter?.take(line) else { return nil }
      guard let map = columns else {
        columns = try ColumnMap(pairs, columns: fields, defaults: defaults)
        return nil
      }
      return try map.row(fields)
    } atEnd: { () throws(ImportFault) in
      guard splitter?.isOpen == true else { return [] }
      throw ImportFault("a field in quotes has no closing quote", remedy: "close or double it")
    }
  }
}

/// What rows have where their source does not say it.
struct RowDefaults: ParsableArguments {
  @Option(help: ArgumentHelp("The entity type of the rows, as ORG.", valueName: "type"))
  var type = "ORG"

  @Option(help: ArgumentHelp("The class of the rows.", valueName: "class"))
  var rowClass = ""

  func row() throws -> LexiconRow {
    var row = LexiconRow()
    do {
      row.type = try LexiconRow.type(type)
    } catch {
      throw ValidationError("--type: \(error.problem); \(error.remedy)")
    }
    row.kind = rowClass
    return row
  }
}
