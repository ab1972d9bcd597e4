import Sitrep

/// What a run has done so far, or a batch of it.
struct RunStatistics: Sendable, Codable, Equatable {
  /// Documents that have been read.
  var documents = 0
  /// Bytes of inputs as they lie on disk, and of lines as they were written.
  var bytesRead = 0
  var bytesWritten = 0
  /// Where asked for: seconds of all workers in each stage, and how often each rule found
  /// something.
  var stages: [String: Double] = [:]
  var rules: [String: Int] = [:]

  mutating func add(_ batch: ProcessedBatch) {
    documents += batch.documents
    bytesRead = batch.end.byteCount
    bytesWritten += batch.output.count
    guard let details = batch.details else { return }
    stages.merge(details.stages) { $0 + $1 }
    rules.merge(details.rules) { $0 + $1 }
  }
}

/// What is counted of a batch where `--stats` asks for it.
struct BatchDetails: Sendable {
  var stages: [String: Double] = [:]
  var rules: [String: Int] = [:]

  /// Does something, and adds the time it took to a stage.
  mutating func time<Value>(_ stage: String, _ body: () -> Value) -> Value {
    let start = ContinuousClock.now
    defer { stages[stage, default: 0] += (ContinuousClock.now - start) / .seconds(1) }
    return body()
  }

  mutating func count(_ document: Document) {
    let found =
      document.mentions.map(\.rule) + document.relations.map(\.rule)
      + document.quantities.map(\.rule)
    for rule in found { rules[rule, default: 0] += 1 }
  }
}

extension JSONWriter {
  /// The file that `--stats` asks for.
  mutating func write(
    _ statistics: RunStatistics, failures: [Failure.Kind: Int], seconds: Double, jobs: Int
  ) {
    beginObject()
    member("schema", "sitrep-stats/1")
    member("documents", statistics.documents)
    member("failures", failures.values.reduce(0, +))
    key("failures_by_kind")
    beginObject()
    for kind in Failure.Kind.allCases {
      if let count = failures[kind] {
        key(named: kind.rawValue)
        number(count)
      }
    }
    endObject()
    member("bytes_read", statistics.bytesRead)
    member("bytes_written", statistics.bytesWritten)
    member("seconds", seconds)
    member("jobs", jobs)
    key("stage_seconds")
    beginObject()
    for (stage, seconds) in statistics.stages.sorted(by: { $0.key < $1.key }) {
      key(named: stage)
      number((seconds * 1e6).rounded() / 1e6)
    }
    endObject()
    key("rules")
    beginObject()
    for (rule, count) in statistics.rules.sorted(by: { $0.key < $1.key }) {
      key(named: rule)
      number(count)
    }
    endObject()
    endObject()
    endLine()
  }
}
