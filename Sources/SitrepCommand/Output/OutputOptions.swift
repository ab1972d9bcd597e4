import ArgumentParser
import Sitrep
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How lines are written.
enum LineFormat: String, CaseIterable, ExpressibleByArgument {
  case jsonl, csv
}

extension Compression: ExpressibleByArgument {}

/// Where the output goes, and what else is written of the run.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where the lines go: a file, compressed if it ends in .gz or .zst, or with --shard-bytes a "
        + "folder. (default: standard output)", valueName: "path"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write a folder of files part-00000.jsonl, part-00001.jsonl …, each of about this many "
        + "bytes before compression, in whole lines.", valueName: "n"))
  var shardBytes: Int?

  @Option(help: "Compress what is written: whole gzip members or zstd frames in a row.")
  var compress: Compression?

  @Option(help: "JSON Lines, or CSV with the columns of 'sitrep schema', for facts and entities.")
  var outputFormat: LineFormat = .jsonl

  @Flag(
    help: """
      Go on with a run that was killed, ran out of disk or was stopped, with the same arguments: \
      the output ends as if it had not been.
      """)
  var resume = false

  @Option(
    help: ArgumentHelp(
      "How much work a kill may cost: how often it is noted beside the output how far the run "
        + "has come.", valueName: "seconds"))
  var checkpointSeconds = 5.0

  @Option(
    help: ArgumentHelp(
      "Where to write what failed as JSON Lines: path, line, id, kind, reason, remedy.",
      valueName: "file"),
    completion: .file())
  var errors: String?

  @Option(
    help: ArgumentHelp(
      "Where to write what made the output as JSON: version, every lexicon and model with its "
        + "licence and digest, options, the digest of each input, counts.",
      valueName: "file"),
    completion: .file())
  var manifest: String?

  @Option(
    help: ArgumentHelp(
      "Where to write counts and times as JSON: documents, bytes, errors by kind, seconds in each "
        + "stage, how often each rule found something.", valueName: "file"),
    completion: .file())
  var stats: String?

  func validate() throws {
    let outputs = [output, errors, manifest, stats].compactMap { $0 }
    guard Set(outputs).count == outputs.count else {
      throw ValidationError("--output, --errors, --manifest and --stats need files of their own.")
    }
    guard output != nil || !resume else {
      throw ValidationError("--resume needs --output: standard output cannot be gone on with.")
    }
    if let shardBytes {
      guard output != nil else {
        throw ValidationError("--shard-bytes needs --output, the folder to write to.")
      }
      guard shardBytes > 0 else {
        throw ValidationError("--shard-bytes \(shardBytes): give one or more.")
      }
    }
    guard checkpointSeconds >= 0 else {
      throw ValidationError("--checkpoint-seconds \(checkpointSeconds): give no less than nothing.")
    }
  }

  /// What the output hangs on, for the checkpoint.
  var settings: [String: String?] {
    [
      "--shard-bytes": shardBytes.map(String.init), "--compress": compress?.rawValue,
      "--output-format": outputFormat.rawValue, "--errors": errors, "--manifest": manifest,
    ]
  }

  /// What lines are compressed with.
  private var compression: Compression? {
    if let compress { return compress }
    guard shardBytes == nil, let output else { return nil }
    return Compression.allCases.first { FilePath(output).extension == $0.ending }
  }

  private var ending: String { ".\(outputFormat.rawValue)" }

  /// Whether there is any output of another run.
  var hasOutput: Bool {
    guard let output else { return false }
    guard shardBytes != nil else { return (FileIdentity.size(of: output) ?? 0) > 0 }
    return [ending, ".jsonl", ".csv"].contains { ending in
      ["", ".gz", ".zst"].contains { FileIdentity("\(output)/part-00000\(ending)\($0)") != nil }
    }
  }

  /// Opens the output.
  ///
  /// - Parameters:
  ///   - header: What stands at the beginning of each file.
  ///   - inputs: Files that must not be written over.
  ///   - checkpoint: Where another run had come to.
  func open(
    header: [UInt8], inputs: [String], at checkpoint: Checkpoint?
  ) throws(CommandError) -> LineOutput {
    guard let output else {
      return LineOutput(.standardOutput, compression: compression, header: header)
    }
    let mark = checkpoint?.output
    guard let shardBytes else {
      let sink = try Self.open(output, inputs, at: mark?.offset)
      return LineOutput(sink, compression: compression, header: header, at: mark ?? .init())
    }
    if mkdir(output, 0o755) != 0, errno != EEXIST {
      throw CommandError(
        message: "sitrep: \(output): cannot be made: \(Errno(rawValue: errno)); name a folder in "
          + "one that is there and writable", exitCode: .wrongUsage)
    }
    return try LineOutput(
      folder: output, partBytes: shardBytes, ending: ending, compression: compression,
      header: header, at: mark)
  }

  /// Opens another file of the run.
  ///
  /// - Parameter offset: Up to where another run had written it.
  static func open(
    _ path: String, _ inputs: [String], at offset: Int?
  ) throws(CommandError) -> OutputSink {
    guard let offset else { return try OutputSink(creating: path, inputs: inputs) }
    return try OutputSink(reopening: path, at: offset)
  }
}
