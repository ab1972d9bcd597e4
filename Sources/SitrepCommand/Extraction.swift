import Sitrep

/// A run over all inputs: read, worked on by several tasks, written in the order of the
/// input.
///
/// The tasks take batches as they become free, so their results come in any order; those
/// that are early wait. No more than `window` batches are under way or waiting, whatever
/// the size of the input, and that is what bounds the memory.
struct Extraction {
  let worker: BatchWorker
  let output: OutputSink
  /// How many batches are worked on at once.
  let jobs: Int

  var reader: InputReader
  var diagnostics: Diagnostics
  var manifest: ManifestWriter?
  private(set) var documents = 0
  /// The signal that ended the run before the end of the input. What was written is the
  /// whole lines of all documents that were read.
  private(set) var stoppedBy: Int32?

  init(
    worker: BatchWorker, reader: InputReader, output: OutputSink, diagnostics: Diagnostics,
    manifest: ManifestWriter? = nil, jobs: Int = 1
  ) {
    (self.worker, self.reader, self.output) = (worker, reader, output)
    (self.diagnostics, self.manifest, self.jobs) = (diagnostics, manifest, jobs)
  }

  private var window: Int { jobs * 4 }

  /// Runs to the end of the input, or until the output is closed. Failures of documents
  /// are told and counted in `diagnostics`.
  mutating func run() async throws(OutputError) {
    let result = await withTaskGroup(of: ProcessedBatch.self) { group in
      await run(in: &group)
    }
    try result.get()
    guard stoppedBy == nil else { return }
    try manifest?.finish(
      documents: documents, failures: diagnostics.failures, brokenOff: diagnostics.brokenOff)
    noteWhatWasPassedOver()
  }

  private mutating func run(
    in group: inout TaskGroup<ProcessedBatch>
  ) async -> Result<Void, OutputError> {
    var (running, read, written) = (0, 0, 0)
    var early: [Int: ProcessedBatch] = [:]
    do throws(OutputError) {
      while true {
        while running < jobs, read - written < window {
          stoppedBy = StopSignal.received
          guard stoppedBy == nil, let batch = reader.next() else { break }
          try manifest?.add(reader.takeDigests())
          group.addTask { [worker] in worker.process(batch) }
          (running, read) = (running + 1, read + 1)
        }
        guard let done = await group.next() else { break }
        running -= 1
        early[done.number] = done
        while let next = early.removeValue(forKey: written) {
          written += 1
          try write(next)
        }
      }
      try manifest?.add(reader.takeDigests())
      return .success(())
    } catch {
      group.cancelAll()
      return .failure(error)
    }
  }

  private mutating func write(_ batch: ProcessedBatch) throws(OutputError) {
    documents += batch.documents
    if !batch.output.isEmpty { try output.write(batch.output) }
    for notice in batch.notices { try diagnostics.report(notice) }
  }

  private func noteWhatWasPassedOver() {
    guard reader.passedOver > 0 else { return }
    let files = reader.passedOver == 1 ? "one file" : "\(reader.passedOver) files"
    diagnostics.note(
      "\(files) in the folders passed over: not .txt, .html, .htm, .jsonl or .ndjson, or a link "
        + "to a folder; name them to have them read")
  }
}
