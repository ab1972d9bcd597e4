import Sitrep

/// What the reader, the workers and the writer of a run hand each other: batches in any order
/// to the workers, results in the order of the input to the writer.
///
/// It bounds the memory. The reader waits while `jobs * 4` batches are under way, from their
/// reading to their writing; and while as many bytes are under way as that many pieces have,
/// unless there are fewer batches than workers, plus one that is read ahead. So no more is held
/// than `jobs * 4` pieces or `jobs + 1` documents, whichever is more, however slowly the output
/// is taken.
final class BatchQueue: Sendable {
  /// What the writer is told.
  enum Event {
    case batch(ProcessedBatch)
    /// All that was read has been written.
    case end(Rest)
    /// The time was over before anything came.
    case nothing
  }

  /// What the reader has to tell at the end of the input.
  struct Rest: Sendable {
    /// Of what was read since the last batch.
    var digests: [InputDigest] = []
    /// How many files and records were left alone.
    var passedOver = 0
    /// Where the reader stood at last.
    var end: Milestone?
  }

  private struct State {
    var waiting: [Batch] = []
    var done: [Int: ProcessedBatch] = [:]
    /// How many bytes each batch has that is under way.
    var sizes: [Int: Int] = [:]
    var bytes = 0
    var written = 0
    var read = 0
    var rest: Rest?
    var isStopped = false
  }

  private let jobs: Int
  private let state: Monitor<State>

  init(jobs: Int) {
    self.jobs = jobs
    state = Monitor(State())
  }

  // MARK: The reader

  /// Waits until there is room for another batch.
  ///
  /// - Returns: Whether there is any need for one.
  func waitForRoom() -> Bool {
    state.wait { state in
      if state.isStopped { return false }
      return hasRoom(state) ? true : nil
    } ?? false
  }

  /// Whether the reader need not wait.
  var hasRoom: Bool { state.update { hasRoom($0) } }

  private func hasRoom(_ state: State) -> Bool {
    let (count, most) = (state.sizes.count, jobs * 4)
    return count <= jobs || count < most && state.bytes < most * FileStream.pieceSize
  }

  func put(_ batch: Batch) {
    state.update { state in
      guard !state.isStopped else { return }
      state.waiting.append(batch)
      state.sizes[batch.number] = batch.byteCount
      state.bytes += batch.byteCount
      state.read += 1
    }
  }

  func end(_ rest: Rest) { state.update { $0.rest = rest } }

  // MARK: The workers

  /// The next batch; nil when there are no more.
  func take() -> Batch? {
    let batch: Batch?? = state.wait { state -> Batch?? in
      if !state.waiting.isEmpty { return .some(state.waiting.removeFirst()) }
      return state.rest != nil || state.isStopped ? .some(nil) : nil
    }
    return batch ?? nil
  }

  func put(_ batch: ProcessedBatch) {
    state.update { $0.done[batch.number] = batch }
  }

  // MARK: The writer

  /// The next result in the order of the input, as soon as it is there.
  func next(waiting seconds: Double) -> Event {
    state.wait(seconds: seconds) { state in
      if let batch = state.done.removeValue(forKey: state.written) {
        return .batch(batch)
      }
      guard state.written == state.read else { return nil }
      if let rest = state.rest { return .end(rest) }
      return state.isStopped ? .end(Rest()) : nil
    } ?? .nothing
  }

  /// Gives back the room that a batch took: it has been written.
  func release(_ batch: ProcessedBatch) {
    state.update { state in
      state.written += 1
      state.bytes -= state.sizes.removeValue(forKey: batch.number) ?? 0
    }
  }

  /// Nothing more is read. What was read is still worked on, unless it is not wanted.
  func stop(dropping: Bool) {
    state.update { state in
      state.isStopped = true
      if dropping { state.waiting = [] }
    }
  }
}
