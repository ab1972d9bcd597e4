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

    /// The last layer that the line has something of.
    var layer: Pipeline.Layer {
      switch self {
      case .documents, .facts: .facts
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

  func process(_ batch: Batch) -> ProcessedBatch {
    var work = Work(worker: self, input: batch.input)
    switch batch.content {
    case .lines(let block): work.process(block)
    case .text(let bytes):
      work.process(bytes) { bytes throws(SourceTextError) in try SourceText(decoding: bytes) }
    case .page(let bytes):
      work.process(bytes) { bytes throws(SourceTextError) in try SourceText(html: bytes) }
    case .failure(let failure): work.notices.append(.failure(failure))
    }
    return ProcessedBatch(
      number: batch.number, output: work.json.bytes, documents: work.documents,
      notices: work.notices)
  }
}

/// One batch being worked on.
private struct Work {
  /// How the bytes of a document become its text.
  typealias Decoding = ([UInt8]) throws(SourceTextError) -> SourceText

  let worker: BatchWorker
  let input: Input
  var json = JSONWriter()
  var documents = 0
  var notices: [Notice] = []

  init(worker: BatchWorker, input: Input) {
    (self.worker, self.input) = (worker, input)
  }

  /// A whole file: one document, even where it is empty.
  mutating func process(_ bytes: [UInt8], decode: Decoding) {
    process(DocumentRecord(id: input.name, text: bytes), line: nil, decode: decode)
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
      fail(error.reason, error.remedy, line: line, id: error.id)
    }
  }

  private mutating func process(_ record: DocumentRecord, line: Int?, decode: Decoding) {
    guard record.text.count <= worker.maxDocumentBytes else {
      return fail(
        "the text has \(record.text.count) bytes, more than the \(worker.maxDocumentBytes) of "
          + "--max-document-bytes", "split it, or raise the limit", line: line, id: record.id)
    }
    let text: SourceText
    do throws(SourceTextError) {
      text = try decode(record.text)
    } catch {
      return fail("the text has 4 GiB or more", "split it", line: line, id: record.id)
    }
    if text.replacements > 0 { warn(of: text, line: line) }
    let id = record.id ?? line.map { "\(input.name):\($0)" } ?? input.name
    var frame = record.frame ?? worker.frame
    frame.isDayFirst = worker.frame.isDayFirst
    var document = Document(id: id, frame: frame, text: text)
    if let places = worker.givenPlaces[id] {
      document.givenPlaces = TextSpan.spans(ofCodePoints: places, in: text.bytes)
    }
    if case .facts = worker.emission {
      worker.pipeline.processFacts(of: &document)
    } else {
      worker.pipeline.process(&document, through: worker.emission.layer)
    }
    let place = line.map { "\(input.path):\($0)" } ?? input.path
    notices += document.brokenOff.map { .brokenOff(rule: $0, place: place) }
    switch worker.emission {
    case .documents(let writer), .sentences(let writer):
      writer.write(document, source: record.source, to: &json)
    case .tags(let writer):
      worker.pipeline.findTags(in: &document)
      writer.write(document, source: record.source, to: &json)
    case .groups(let writer):
      worker.pipeline.findGroups(in: &document)
      writer.write(document, source: record.source, to: &json)
    case .values(let writer):
      worker.pipeline.findNumbers(in: &document)
      writer.write(document, source: record.source, to: &json)
    case .facts(let writer): writer.write(document, to: &json)
    }
    documents += 1
  }

  private mutating func fail(_ reason: String, _ remedy: String, line: Int?, id: String?) {
    notices.append(
      .failure(Failure(path: input.path, line: line, id: id, reason: reason, remedy: remedy)))
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
