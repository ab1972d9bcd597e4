import ArgumentParser
import Sitrep

/// `sitrep lexicon mine`: the names of a corpus that no lexicon has.
struct LexiconMineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mine",
    abstract: "Lists the names that a corpus uses and no lexicon has, the most frequent first.",
    discussion: """
      Names that patterns and rules about capitals found, and capitalised words that nothing \
      took. Each is a row to paste, with a type that is guessed, below comment lines with \
      its counts, the rules that found it and some contexts. Check what you add: a name that \
      is frequent need not be right, and its type may be another.

      EXIT CODES
        0  all was read
        1  some documents failed; each is named on standard error with the reason
        2  wrong usage, or an output that cannot be written
        3  a lexicon, model or rule file is missing or has faults; all are named
      """)

  @Argument(
    help: ArgumentHelp(
      "Files and folders, read as 'extract' reads them; '-' for standard input.",
      valueName: "path"),
    completion: .file())
  var paths: [String]

  @Option(help: ArgumentHelp("How often a name has to occur.", valueName: "n"))
  var minCount = 3

  @Option(help: ArgumentHelp("How many names to list.", valueName: "n"))
  var limit = 300

  @Option(
    help: ArgumentHelp("Only names of these types, as FORCE,ORG. (default: all)", valueName: "list")
  )
  var types = ""

  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let wanted = try types.split(separator: ",").map { name in
      guard let type = EntityType(rawValue: String(name)) else {
        throw ValidationError("--types: there is no entity type '\(name)'.")
      }
      return type
    }
    let engine = try resources.load(usesLearnedNames: false)
    var miner = LexiconMiner(engine.pack)
    var diagnostics = Diagnostics()
    var reader = InputReader(paths)
    while let batch = reader.next() {
      for result in DocumentBatch(batch) {
        switch result {
        case .success(var document):
          engine.pipeline.process(&document)
          miner.add(document)
        case .failure(let failure): try diagnostics.report(.failure(failure))
        }
      }
    }
    let names = miner.names(atLeast: minCount)
      .filter { wanted.isEmpty || wanted.contains($0.type) }.prefix(limit)
    let text = "id\ttype\tlevel\tname\taliases\n" + names.map(Self.row).joined()
    try OutputSink.standardOutput.write(Array(text.utf8))
    if diagnostics.failures > 0 { throw ExitCode.someFailed }
  }

  static func row(_ name: MinedName) -> String {
    let documents = name.documents == 1 ? "one document" : "\(name.documents) documents"
    var lines = ["# \(name.count) in \(documents), by \(name.rules.joined(separator: ", "))"]
    lines += name.contexts.map { "#   … \($0) …" }
    let slug = name.name.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
    let fields = [
      "\(name.type.rawValue.lowercased()):\(slug)", name.type.rawValue, "name", name.name,
      name.aliases.joined(separator: "|"),
    ]
    lines.append(fields.joined(separator: "\t"))
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The documents of a batch, decoded, or why one is none.
struct DocumentBatch: Sequence, IteratorProtocol {
  private var results: ArraySlice<Result<Document, Failure>>

  init(_ batch: Batch) {
    let (path, name) = (batch.input.path, batch.input.name)
    var results: [Result<Document, Failure>] = []
    func add(_ id: String, line: Int?, _ record: DocumentRecord) {
      if let text = try? SourceText(utf8: record.text) {
        results.append(.success(Document(id: id, frame: record.frame ?? TimeFrame(), text: text)))
      } else {
        let failure = Failure(
          path: path, line: line, reason: "the text has 4 GiB or more", remedy: "split it")
        results.append(.failure(failure))
      }
    }
    switch batch.content {
    case .failure(let failure): results.append(.failure(failure))
    case .documents(let documents):
      for document in documents {
        if let text = try? document.text() {
          let frame = document.frame ?? TimeFrame()
          results.append(.success(Document(id: document.input.name, frame: frame, text: text)))
        }
      }
    case .lines(let block):
      var number = block.firstLine
      for line in block.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        if line.contains(where: { $0 > 0x20 }) {
          do throws(RecordFault) {
            let record = try DocumentRecord(block.bytes, line.startIndex..<line.endIndex)
            add(record.id ?? "\(name):\(number)", line: number, record)
          } catch {
            results.append(
              .failure(
                Failure(path: path, line: number, reason: error.reason, remedy: error.remedy)))
          }
        }
        number += 1
      }
    }
    self.results = results[...]
  }

  mutating func next() -> Result<Document, Failure>? { results.popFirst() }
}
