import Sitrep
import SitrepEvaluation

/// Gold passages, and what the pipeline makes of their texts.
struct GoldRun {
  /// A file of JSON Lines, or a folder with such.
  let path: String
  /// The lines of the file, or of all the gold files in the folder.
  let passages: [UInt8]
  let gold: GoldSet

  /// - Parameter format: nil for the one that the names of the files tell.
  /// - Throws: every fault of the files, with the line of its own file.
  init(_ path: String, format: CorpusFormat? = nil) throws(CommandError) {
    self.path = path
    let format = format ?? .recognized(at: path)
    let lines =
      try format == .sitrep ? Self.lines(of: path) : format.corpus(at: path).goldLines
    passages = lines
    gold = try Self.read { () throws(FileFaults) in try GoldSet(jsonLines: lines, file: path) }
  }

  /// What `extract` writes for the passages, graded against them.
  func predictions(
    _ pipeline: Pipeline, _ pack: Pack, givenPlaces: [String: [Range<Int>]] = [:],
    called name: String? = nil
  ) throws -> PredictionSet {
    let worker = BatchWorker(
      pipeline: pipeline, emission: .documents(DocumentWriter(pack: pack)), frame: TimeFrame(),
      givenPlaces: givenPlaces)
    let block = LineBlock(bytes: passages, firstLine: 1)
    let batch = Batch(number: 0, input: Input(path: path, name: path), content: .lines(block))
    let processed = worker.process(batch)
    var diagnostics = Diagnostics()
    for notice in processed.notices { try diagnostics.report(notice) }
    return try predictions(processed.output, name ?? "output for \(path)")
  }

  /// Predictions that were written before.
  func predictions(_ lines: [UInt8], _ file: String) throws(CommandError) -> PredictionSet {
    try Self.read { () throws(FileFaults) in
      try PredictionSet(jsonLines: lines, file: file, gold: gold)
    }
  }

  /// Predictions in a format that other tools write.
  /// - Parameter format: nil for the one that the names of the files tell; Sitrep's is what
  ///   `extract` writes.
  func predictions(_ path: String, format: CorpusFormat?) throws(CommandError) -> PredictionSet {
    let format = path == "-" ? format ?? .sitrep : format ?? .recognized(at: path)
    if format == .sitrep { return try predictions(try FileStream.wholeFile(path), path) }
    let corpus = try format.corpus(at: path)
    return try Self.read { () throws(FileFaults) in
      try PredictionSet(corpus, file: path, gold: gold)
    }
  }

  /// Each of several files is checked by itself first, so that a fault is told with the line of
  /// its own file.
  private static func lines(of gold: String) throws(CommandError) -> [UInt8] {
    var walker = InputWalker([gold])
    var lines: [UInt8] = []
    while let next = walker.next() {
      let input = try input(next)
      guard input.path == gold || input.formatOfEnding == .jsonl else { continue }
      let bytes = try FileStream.wholeFile(input.path)
      if input.path != gold {
        _ = try read { () throws(FileFaults) in try GoldSet(jsonLines: bytes, file: input.path) }
      }
      lines += bytes + [0x0A]
    }
    return lines
  }

  private static func input(
    _ result: Result<Input, Failure>
  ) throws(CommandError) -> Input {
    do throws(Failure) {
      return try result.get()
    } catch {
      throw CommandError(message: "sitrep: \(error.message)", exitCode: .someFailed)
    }
  }

  /// What a reader of the evaluation gives, or all the faults that it found.
  static func read<Value>(
    _ body: () throws(FileFaults) -> Value
  ) throws(CommandError) -> Value {
    do throws(FileFaults) {
      return try body()
    } catch {
      throw CommandError(message: "\(error)", exitCode: .someFailed)
    }
  }
}
