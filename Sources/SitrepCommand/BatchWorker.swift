import Sitrep

/// What a worker made of a batch.
struct ProcessedBatch: Sendable {
  var number: Int
  /// Whole lines of output.
  var output: [UInt8]
  /// How many documents were read.
  var documents: Int
  /// What there is to tell the user, in the order of the input.
  var notices: [Notice]
  /// Where the reader stood behind the batch.
  var end = Milestone()
  /// The inputs that have been read to their end since the batch before.
  var digests: [InputDigest] = []
  /// Where they are asked for.
  var details: BatchDetails?
}

/// Turns batches into lines of output. Shared by all tasks: it changes nothing of itself.
struct BatchWorker: Sendable {
  /// What a line of output is.
  enum Emission: Sendable {
    case documents(DocumentWriter)
    case sentences(DocumentWriter)
    case tags(DocumentWriter)
    case groups(DocumentWriter)
    case values(DocumentWriter)
    case facts(FactWriter)
    case entities(EntityWriter)

    /// The last layer that the line has something of.
    var layer: Pipeline.Layer {
      switch self {
      case .documents, .facts, .entities: .facts
      case .sentences, .tags: .zones
      case .groups, .values: .values
      }
    }
  }

  let pipeline: Pipeline
  let emission: Emission
  /// The date of documents that have none themselves, and how dates are written.
  let frame: TimeFrame
  /// What the fields of JSON Lines are called.
  var keys = RecordKeys()
  /// The most bytes that the text of a document may have.
  var maxDocumentBytes = Int.max
  /// Names of places that are given, by the ids of documents, in code points.
  var givenPlaces: [String: [Range<Int>]] = [:]

  /// How long a document may take; nil for any time.
  var timeout: Duration?
  /// Whether the times of stages and the finds of rules are counted.
  var countsDetails = false
  /// What the lines of JSON become.
  var form = LineForm.json

  /// What is written of lines.
  enum LineForm: Sendable {
    case json
    case table(FlatTable)
    case features
  }

  func process(_ batch: Batch) -> ProcessedBatch {
    var work = Work(worker: self, input: batch.input)
    switch batch.content {
    case .lines(let block): work.process(block)
    case .documents(let documents):
      for document in documents { work.process(document) }
    case .failure(let failure): work.notices.append(.failure(failure))
    }
    return ProcessedBatch(
      number: batch.number, output: formed(work.json.bytes), documents: work.documents,
      notices: work.notices, end: batch.end, digests: batch.digests, details: work.details)
  }

  private func formed(_ lines: [UInt8]) -> [UInt8] {
    switch form {
    case .json: lines
    case .table(let table): table.rows(of: lines)
    case .features: GeoFeatures.features(of: lines)
    }
  }
}

/// One batch being worked on.
private struct Work: ~Copyable {
  /// How the bytes of a document become its text.
  typealias Decoding = ([UInt8]) throws(SourceTextError) -> SourceText

  let worker: BatchWorker
  var input: Input
  var json = JSONWriter()
  var documents = 0
  var notices: [Notice] = []
  var details: BatchDetails?

  init(worker: BatchWorker, input: Input) {
    (self.worker, self.input) = (worker, input)
    details = worker.countsDetails ? BatchDetails() : nil
  }

  /// A whole file: one document, even where it is empty.
  mutating func process(_ document: FileDocument) {
    input = document.input
    let record = DocumentRecord(id: input.name, text: document.bytes, frame: document.frame)
    process(record, line: nil) { _ throws(SourceTextError) in try document.text() }
  }

  /// A document for each line that is not empty.
  mutating func process(_ block: LineBlock) {
    let bytes = block.bytes
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var start = block.firstLine == 1 && bytes.starts(with: byteOrderMark) ? 3 : 0
    var number = block.firstLine
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if bytes[start..<end].contains(where: { !Self.isSpace($0) }) {
        process(bytes, start..<end, line: number)
      }
      start = end + 1
      number += 1
    }
  }

  private mutating func process(_ bytes: [UInt8], _ range: Range<Int>, line: Int) {
    do throws(RecordFault) {
      process(try DocumentRecord(bytes, range, keys: worker.keys), line: line) {
        bytes throws(SourceTextError) in try SourceText(utf8: bytes)
      }
    } catch {
      let names = error.otherFields.map { "'\($0)'" }.joined(separator: ", ")
      let mapping = names.isEmpty ? "" : ", or say with --text-key which field it is: \(names)"
      fail(error.reason, error.remedy + mapping, line: line, id: error.id)
    }
  }

  private mutating func process(_ record: DocumentRecord, line: Int?, decode: Decoding) {
    guard record.text.count <= worker.maxDocumentBytes else {
      return fail(
        "the text has \(record.text.count) bytes, more than the \(worker.maxDocumentBytes) of "
          + "--max-document-bytes", "split it, or raise the limit", kind: .size, line: line,
        id: record.id)
    }
    let deadline = worker.timeout.map { ContinuousClock.now + $0 }
    let text: SourceText
    do throws(SourceTextError) {
      text = try decode(record.text)
    } catch {
      return fail(
        "the text has 4 GiB or more", "split it", kind: .size, line: line, id: record.id)
    }
    if text.replacements > 0 { warn(of: text, line: line) }
    let id = record.id ?? line.map { "\(input.name):\($0)" } ?? input.name
    var frame = record.frame ?? worker.frame
    frame.isDayFirst = worker.frame.isDayFirst
    var document = Document(id: id, frame: frame, text: text)
    if let places = worker.givenPlaces[id] {
      document.givenPlaces = TextSpan.spans(ofCodePoints: places, in: text.bytes)
    }
    document.deadline = deadline
    layOut(&document)
    guard !document.isOverdue else {
      return fail(
        "it takes longer than the \(worker.timeout.map { $0 / .seconds(1) } ?? 0) s of "
          + "--document-timeout", "leave it out, split it, or raise the limit", kind: .timeout,
        line: line, id: id)
    }
    let place = line.map { "\(input.path):\($0)" } ?? input.path
    notices += document.brokenOff.map { .brokenOff(rule: $0, place: place) }
    details?.count(document)
    write(document, record.source)
    documents += 1
  }

  /// Lays the layers over a document that its line has something of.
  private mutating func layOut(_ document: inout Document) {
    let last = worker.emission.layer
    var factsOnly = false
    if case .facts = worker.emission { factsOnly = true }
    if details == nil {
      if factsOnly {
        worker.pipeline.processFacts(of: &document)
      } else {
        worker.pipeline.process(&document, through: last)
      }
    } else {
      let pipeline = worker.pipeline
      for layer in Pipeline.Layer.allCases where !document.isOverdue {
        details?.time(layer.rawValue) {
          pipeline.process(&document, adding: layer, factsOnly: factsOnly)
        }
        if layer == last { break }
      }
    }
    guard !document.isOverdue else { return }
    switch worker.emission {
    case .tags: worker.pipeline.findTags(in: &document)
    case .groups: worker.pipeline.findGroups(in: &document)
    case .values: worker.pipeline.findNumbers(in: &document)
    case .documents, .sentences, .facts, .entities: break
    }
  }

  private mutating func write(_ document: Document, _ source: [UInt8]?) {
    let start = ContinuousClock.now
    switch worker.emission {
    case .documents(let writer), .sentences(let writer), .tags(let writer), .groups(let writer),
      .values(let writer):
      writer.write(document, source: source, to: &json)
    case .facts(let writer): writer.write(document, to: &json)
    case .entities(let writer): writer.write(document, to: &json)
    }
    details?.stages["write", default: 0] += (ContinuousClock.now - start) / .seconds(1)
  }

  private mutating func fail(
    _ reason: String, _ remedy: String, kind: Failure.Kind = .record, line: Int?, id: String?
  ) {
    notices.append(
      .failure(
        Failure(
          path: input.path, line: line, id: id, kind: kind, reason: reason, remedy: remedy)))
  }

  private mutating func warn(of text: SourceText, line: Int?) {
    let place = line.map { "\(input.path):\($0)" } ?? input.path
    let what = text.replacements == 1 ? "one sequence" : "\(text.replacements) sequences"
    notices.append(
      .warning(
        "\(place): \(what) of bytes that are not \(text.encoding.name) replaced by U+FFFD; "
          + "convert the file if it is in another encoding"))
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }
}
