import Dispatch
import Sitrep

/// A run over all inputs: one thread reads, several work, and this one writes in the order of
/// the input. `BatchQueue` between them bounds the memory, whatever the size of the input.
struct Extraction {
  let worker: BatchWorker
  /// How many batches are worked on at once.
  let jobs: Int

  var output: LineOutput
  var reader: InputReader
  var diagnostics: Diagnostics
  var manifest: ManifestWriter?
  /// Where it is noted how far the run has come, so that another can go on.
  var journal: Journal?
  var progress: RunProgress
  private(set) var statistics = RunStatistics()
  /// Where the counts of the run go at its end, if anywhere.
  let stats: OutputSink?
  /// The signal that ended the run before the end of the input. What was written is the
  /// whole lines of all documents that were read.
  private(set) var stoppedBy: Int32?

  init(
    worker: BatchWorker, reader: InputReader, output: LineOutput, diagnostics: Diagnostics,
    manifest: ManifestWriter? = nil, journal: Journal? = nil, progress: RunProgress = RunProgress(),
    statistics: RunStatistics = RunStatistics(), stats: OutputSink? = nil, jobs: Int = 1
  ) {
    (self.worker, self.reader, self.output) = (worker, reader, output)
    (self.diagnostics, self.manifest, self.journal) = (diagnostics, manifest, journal)
    (self.progress, self.statistics, self.stats) = (progress, statistics, stats)
    self.jobs = jobs
  }

  /// How often a signal is looked for, and the progress drawn, while nothing comes.
  private static let patience = 0.1

  /// Runs to the end of the input, or until the output is closed. Failures of documents
  /// are told and counted in `diagnostics`.
  mutating func run() throws(OutputError) {
    let queue = BatchQueue(jobs: jobs)
    defer { queue.stop(dropping: true) }
    read(into: queue)
    for _ in 0..<jobs {
      Self.start("worker") { [worker] in
        while let batch = queue.take() { queue.put(worker.process(batch)) }
      }
    }
    let rest = try write(from: queue)
    progress.clear()
    guard stoppedBy == nil else {
      // Noted before what is pending is written out, so that the next run finds it pending.
      try note(rest.end, atOnce: true)
      return try output.finish()
    }
    try manifest?.add(rest.digests)
    try manifest?.finish(
      documents: statistics.documents, failures: diagnostics.failures,
      brokenOff: diagnostics.brokenOff)
    try output.finish()
    journal?.remove()
    note(passedOver: rest.passedOver)
  }

  private func read(into queue: BatchQueue) {
    // Handed over to the thread that reads, and touched by no other from here on.
    nonisolated(unsafe) var reader = reader
    Self.start("reader") {
      while queue.waitForRoom(), let batch = reader.next() { queue.put(batch) }
      queue.end(BatchQueue.Rest(digests: reader.takeDigests(), passedOver: reader.passedOver))
    }
  }

  private static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
    DispatchQueue(label: "sitrep.\(name)").async(execute: body)
  }

  /// Writes until all has been written that was read.
  private mutating func write(from queue: BatchQueue) throws(OutputError) -> BatchQueue.Rest {
    var last: Milestone?
    while true {
      if stoppedBy == nil, let signal = StopSignal.received {
        stoppedBy = signal
        queue.stop(dropping: false)
      }
      switch queue.next(waiting: Self.patience) {
      case .nothing: break
      case .end(var rest):
        rest.end = last
        return rest
      case .batch(let batch):
        if !batch.notices.isEmpty || output.isTerminal { progress.clear() }
        try write(batch)
        queue.release(batch)
        last = batch.end
        try note(batch.end)
      }
      progress.show(statistics, failures: diagnostics.failures)
    }
  }

  private mutating func write(_ batch: ProcessedBatch) throws(OutputError) {
    statistics.add(batch)
    if !batch.output.isEmpty { try output.write(batch.output) }
    for notice in batch.notices { try diagnostics.report(notice) }
    try manifest?.add(batch.digests)
  }

  /// Notes in the journal that all is written up to a milestone.
  private mutating func note(_ end: Milestone?, atOnce: Bool = false) throws(OutputError) {
    guard let end, let journal, atOnce || journal.isDue else { return }
    try self.journal?.note(
      Checkpoint(
        settings: journal.settings, end: end, output: output.mark,
        errors: diagnostics.errors?.offset, manifest: manifest?.mark,
        statistics: statistics, failures: diagnostics.failuresByKind,
        brokenOff: diagnostics.brokenOff),
      after: { () throws(OutputError) in
        try output.synchronize()
        try diagnostics.errors?.synchronize()
        try manifest?.synchronize()
      })
  }

  private func note(passedOver: Int) {
    guard passedOver > 0 else { return }
    let files = passedOver == 1 ? "one file or record" : "\(passedOver) files or records"
    diagnostics.note(
      "\(files) passed over: in folders and archives not \(InputWalker.endings), links to "
        + "folders, pipes; in web archives what is no page or text, or was not found; name files "
        + "to have them read")
  }
}
