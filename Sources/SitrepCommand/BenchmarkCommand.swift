import ArgumentParser
import Sitrep
import SitrepEvaluation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `sitrep benchmark`: how fast the stages are on some text, without reading and writing.
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measures how many bytes of text the stages take in a second, on one core.",
    discussion: """
      Holds all documents in memory and goes over them several times; of each stage the \
      fastest time counts. MB are 10^6 bytes of text, without the JSON around it. Starting \
      up, reading and writing are left out.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files and folders, read as 'extract' reads them; '-' for standard input.",
      valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Measure how fast so many made-up gold entities are scored instead; takes no paths.",
      valueName: "n"))
  var entities: Int?

  @Option(help: "The last stage to run.")
  var through: Pipeline.Layer = .zones

  @Option(help: ArgumentHelp("How often to go over the documents.", valueName: "n"))
  var rounds = 5

  @Option(
    help: ArgumentHelp(
      "Measure the matcher of lexicons instead, with the aliases of this list, one on each "
        + "line: the leftmost, the longest, whole words. 'tokens' is cutting the text and "
        + "looking each token up, 'match' all that follows.",
      valueName: "file"),
    completion: .file())
  var aliases: String?

  @Flag(
    help: """
      Measure patterns and values alone instead, in texts that have their sentences already.
      """)
  var parts = false

  @OptionGroup var resources: ResourceOptions

  func validate() throws {
    if rounds < 1 { throw ValidationError("--rounds \(rounds): there has to be one at least.") }
    if let entities, entities < 1 {
      throw ValidationError("--entities \(entities): there has to be one at least.")
    }
    if entities == nil && paths.isEmpty {
      throw ValidationError("Name a file or folder to measure, or say --entities.")
    }
  }

  func run() throws {
    if let entities { return try measureScoring(of: entities) }
    let documents = try documents()
    let bytes = documents.reduce(0) { $0 + $1.count }
    guard bytes > 0 else {
      throw CommandError(message: "sitrep: there is no text to measure", exitCode: .someFailed)
    }
    if let aliases { return try search(for: aliases, in: Self.batches(of: documents), bytes) }
    if parts { return try measureParts(Self.batches(of: documents), bytes) }
    var benchmark = Benchmark(
      pipeline: try resources.load().pipeline, batches: Self.batches(of: documents),
      layers: Array(Pipeline.Layer.allCases.prefix { $0 != through }) + [through])
    for _ in 0..<rounds { benchmark.run() }
    var report = "\(documents.count) documents, \(bytes) bytes\n"
    for (name, time) in benchmark.times + [("all", benchmark.total)] {
      report += Self.line(name, time, bytes)
    }
    try OutputSink.standardOutput.write(Array(report.utf8))
  }

  /// The time that the process has had: others on the machine do not count.
  private static func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// Times the scores of entities, of each the fastest round.
  private func measureScoring(of entities: Int) throws {
    var benchmark = ScoringBenchmark(entities: entities)
    var best: [(name: String, time: Duration)] = []
    for _ in 0..<rounds {
      benchmark.run(now: Self.processorTime)
      best =
        best.isEmpty
        ? benchmark.times
        : zip(best, benchmark.times).map { ($0.name, min($0.time, $1.time)) }
    }
    let total = best.reduce(Duration.zero) { $0 + $1.time }
    var report = "\(benchmark.entities) gold entities, scored on one core: processor time\n"
    for (name, time) in best + [("all", total)] {
      let milliseconds = Int(time / .milliseconds(1))
      report += name.padded(to: 26) + "\(milliseconds) ms".padded(to: -10) + "\n"
    }
    try OutputSink.standardOutput.write(Array(report.utf8))
  }

  /// Times the search for aliases, and the making of what searches.
  private func search(for aliases: String, in batches: [[[UInt8]]], _ bytes: Int) throws {
    let list: [UInt8]
    do {
      list = try FileStream.contents(of: aliases)
    } catch {
      throw CommandError(message: "sitrep: \(aliases): \(error)", exitCode: .wrongUsage)
    }
    let clock = ContinuousClock()
    let start = clock.now
    let search = AliasSearch(list)
    let building = start.duration(to: clock.now)
    var (cutting, matching) = (BestTimes(batches.count), BestTimes(batches.count))
    var (batch, count) = (AliasSearch.Batch(), 0)
    for _ in 0..<rounds {
      count = 0
      for (index, texts) in batches.enumerated() {
        cutting.note(index, clock.measure { search.cut(texts, into: &batch) })
        matching.note(index, clock.measure { count += search.count(in: batch) })
      }
    }
    let report = """
      \(list.count { $0 == 0x0A }) aliases, \(bytes) bytes, \(count) matches
      \(Self.line("build", building, list.count))\(Self.line("tokens", cutting.sum, bytes))\
      \(Self.line("match", matching.sum, bytes))\
      \(Self.line("both", cutting.sum + matching.sum, bytes))
      """
    try OutputSink.standardOutput.write(Array(report.utf8))
  }

  /// Times the parts of the facts that have budgets of their own.
  private func measureParts(_ batches: [[[UInt8]]], _ bytes: Int) throws {
    let pipeline = try resources.load().pipeline
    var documents = batches.joined().compactMap { bytes in
      (try? SourceText(decoding: bytes)).map { text in
        var document = Document(id: "", text: text)
        pipeline.process(&document, through: .zones)
        return document
      }
    }
    let clock = ContinuousClock()
    var best = Pipeline.Part.allCases.map { _ in (time: Duration.seconds(Int32.max), count: 0) }
    for _ in 0..<rounds {
      for (place, part) in Pipeline.Part.allCases.enumerated() {
        var count = 0
        let time = clock.measure {
          for place in documents.indices { count += pipeline.count(part, in: &documents[place]) }
        }
        best[place] = (min(best[place].time, time), count)
      }
    }
    var report = "\(documents.count) documents, \(bytes) bytes\n"
    for (part, best) in zip(Pipeline.Part.allCases, best) {
      report += Self.line(part.rawValue, best.time, bytes, note: "\(best.count) found")
    }
    report += Self.line("both", best.reduce(.zero) { $0 + $1.time }, bytes)
    try OutputSink.standardOutput.write(Array(report.utf8))
  }

  private static func line(
    _ name: String, _ time: Duration, _ bytes: Int, note: String = ""
  ) -> String {
    let seconds = max(time / .seconds(1), 1e-9)
    let columns = [
      name.padded(to: 10), "\(Int(seconds * 1e6)) µs".padded(to: -14),
      "\(Int((Double(bytes) / seconds / 1e6).rounded())) MB/s".padded(to: -12),
    ]
    return columns.joined() + (note.isEmpty ? "" : "  " + note) + "\n"
  }

  /// The texts of all inputs.
  private func documents() throws -> [[UInt8]] {
    var reader = InputReader(paths)
    var documents: [[UInt8]] = []
    while let batch = reader.next() {
      switch batch.content {
      // A page is timed as the text that it shows.
      case .documents(let files):
        for file in files {
          documents.append(file.form == .page ? try file.text().bytes : file.bytes)
        }
      case .failure(let failure):
        throw CommandError(
          message: "sitrep: \(failure.path): \(failure.reason)", exitCode: .someFailed)
      case .lines(let block):
        for line in block.bytes.indices.split(whereSeparator: { block.bytes[$0] == 0x0A }) {
          documents.append(
            try DocumentRecord(block.bytes, line.startIndex..<line.endIndex).text)
        }
      }
    }
    return documents
  }

  /// Documents in groups of some length: reading the clock for every one would take
  /// longer than the stages do for a short one.
  private static func batches(of documents: [[UInt8]]) -> [[[UInt8]]] {
    var batches: [[[UInt8]]] = []
    var size = Int.max
    for document in documents {
      if size >= 64 << 10 {
        batches.append([])
        size = 0
      }
      batches[batches.count - 1].append(document)
      size += document.count
    }
    return batches
  }
}

extension Pipeline.Layer: ExpressibleByArgument {}

/// The best time of each of some batches. What else a machine is busy with hardly ever falls on
/// the same one in every round.
private struct BestTimes {
  private var times: [Duration]

  init(_ count: Int) { times = Array(repeating: .seconds(Int32.max), count: count) }

  mutating func note(_ index: Int, _ time: Duration) { times[index] = min(times[index], time) }

  var sum: Duration { times.reduce(.zero, +) }
}

/// The stages run over the same documents again and again, and the best time of each.
private struct Benchmark {
  let pipeline: Pipeline
  let batches: [[[UInt8]]]
  let layers: [Pipeline.Layer]
  private var best: [Duration] = []
  /// The best time of a whole round.
  private(set) var total = Duration.seconds(Int32.max)

  init(pipeline: Pipeline, batches: [[[UInt8]]], layers: [Pipeline.Layer]) {
    (self.pipeline, self.batches, self.layers) = (pipeline, batches, layers)
  }

  var times: [(String, Duration)] {
    Array(zip(["decode"] + layers.map(\.rawValue), best))
  }

  mutating func run() {
    var round = Array(repeating: Duration.zero, count: layers.count + 1)
    let clock = ContinuousClock()
    for batch in batches {
      var documents: [Document] = []
      round[0] += clock.measure {
        documents = batch.compactMap { bytes in
          (try? SourceText(decoding: bytes)).map { Document(id: "", text: $0) }
        }
      }
      for (index, layer) in layers.enumerated() {
        round[index + 1] += clock.measure {
          for place in documents.indices { pipeline.add(layer, to: &documents[place]) }
        }
      }
    }
    best = best.isEmpty ? round : zip(best, round).map(min)
    total = min(total, round.reduce(.zero, +))
  }
}

extension String {
  /// With blanks behind it, or before it where `width` is negative.
  func padded(to width: Int) -> String {
    let blanks = String(repeating: " ", count: max(0, abs(width) - count))
    return width < 0 ? blanks + self : self + blanks
  }
}
