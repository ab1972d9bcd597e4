import Crypto
import FoundationEssentials
import Sitrep
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How far a run had come: all that was read up to a place in the input was written, and lies
/// in the first bytes of its files.
struct Checkpoint: Codable, Equatable {
  /// What the output hangs on, besides the inputs.
  var settings: [String: String]
  var position: InputPosition
  /// Of all inputs that were opened, in digits.
  var trail: String
  var doneByteCount: Int
  var passedOver: Int
  var output: LineOutput.Mark
  /// How many bytes of lines are pending, which stand behind the checkpoint in its file.
  var pending: Int
  var errors: Int?
  var manifest: ManifestWriter.Mark?
  var statistics: RunStatistics
  var failures: [String: Int]
  var brokenOff: [String]

  init(
    settings: [String: String], end: Milestone, output: LineOutput.Mark = .init(),
    errors: Int? = nil, manifest: ManifestWriter.Mark? = nil,
    statistics: RunStatistics = RunStatistics(), failures: [Failure.Kind: Int] = [:],
    brokenOff: [String] = []
  ) {
    (self.settings, position, self.output) = (settings, end.position, output)
    trail = end.trail.finalize().hexadecimal
    (doneByteCount, passedOver, pending) = (end.doneByteCount, end.passedOver, output.pending.count)
    (self.errors, self.manifest, self.statistics) = (errors, manifest, statistics)
    self.failures = Dictionary(uniqueKeysWithValues: failures.map { ($0.rawValue, $1) })
    self.brokenOff = brokenOff
  }

  /// Where the reader stood.
  var milestone: Milestone {
    var milestone = Milestone()
    milestone.position = position
    (milestone.doneByteCount, milestone.passedOver) = (doneByteCount, passedOver)
    return milestone
  }

  var failuresByKind: [Failure.Kind: Int] {
    Dictionary(
      uniqueKeysWithValues: failures.compactMap { name, count in
        Failure.Kind(rawValue: name).map { ($0, count) }
      })
  }
}

/// The file beside the output that says how far the run has come, so that another can go on
/// from there if this one is killed.
///
/// It is never half written: a new one is written under another name, brought to the disk, and
/// put in place of the old one. Before that the output itself is brought to the disk, so that
/// what the checkpoint speaks of is there even after a loss of power.
struct Journal {
  let path: String
  let settings: [String: String]
  /// Seconds between two notes: the most work that is done again.
  private let interval: Double
  private var last = ContinuousClock.now

  /// - Parameter output: The file or folder that the run writes.
  init(beside output: String, settings: [String: String], every interval: Double) {
    path = Self.path(beside: output)
    (self.settings, self.interval) = (settings, interval)
  }

  static func path(beside output: String) -> String {
    (output.hasSuffix("/") ? String(output.dropLast()) : output) + ".checkpoint"
  }

  /// What a note is called until it is whole.
  private var draft: String { path + ".new" }

  var isDue: Bool { (ContinuousClock.now - last) / .seconds(1) >= interval }

  /// - Parameter synchronize: Brings the output to the disk.
  mutating func note(
    _ checkpoint: Checkpoint, after synchronize: () throws(OutputError) -> Void
  ) throws(OutputError) {
    try synchronize()
    do {
      var bytes = Array(try Self.encoder.encode(checkpoint))
      bytes.append(0x0A)
      try replace(with: bytes + checkpoint.output.pending)
    } catch {
      // The note before this one stays, and is gone on with.
      unlink(draft)
      throw .failed(path: path, error as? Errno ?? .ioError)
    }
    last = .now
  }

  /// The run has ended well.
  func remove() { unlink(path) }

  private func replace(with bytes: [UInt8]) throws {
    let descriptor = try FileDescriptor.open(
      FilePath(draft), .writeOnly, options: [.create, .truncate],
      permissions: [.ownerReadWrite, .groupRead, .otherRead])
    do {
      defer { try? descriptor.close() }
      try descriptor.writeAll(bytes)
      guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }
    guard rename(draft, path) == 0 else { throw Errno(rawValue: errno) }
    let folder = FilePath(path).removingLastComponent()
    let parent = try FileDescriptor.open(folder.isEmpty ? "." : folder, .readOnly)
    defer { try? parent.close() }
    // Some file systems cannot do this for a folder; their renames last without it.
    fsync(parent.rawValue)
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return encoder
  }
}

// MARK: - Reading

extension Journal {
  /// The checkpoint that an interrupted run left; nil where there is nothing to go on with, and
  /// no output either.
  ///
  /// - Throws: where the run had other settings, and names the first that differs.
  ///
  /// - Parameter hasOutput: Whether there is output.
  func read(hasOutput: Bool) throws(CommandError) -> Checkpoint? {
    guard FileIdentity(path) != nil else {
      guard !hasOutput else {
        throw refusal(
          "there is no \(path), so the output is complete, or was not begun by this",
          "leave out --resume to write it anew")
      }
      return nil
    }
    let bytes = try FileStream.wholeFile(path)
    guard let end = bytes.firstIndex(of: 0x0A),
      var checkpoint = try? JSONDecoder().decode(Checkpoint.self, from: Data(bytes[..<end])),
      bytes.count - end - 1 == checkpoint.pending
    else { throw refusal("\(path) is damaged", "leave out --resume to begin anew") }
    checkpoint.output.pending = Array(bytes[(end + 1)...])
    for name in Set(settings.keys).union(checkpoint.settings.keys).sorted()
    where settings[name] != checkpoint.settings[name] {
      throw refusal(
        "the interrupted run had \(Self.told(name, checkpoint.settings[name])), this one has "
          + Self.told(name, settings[name]),
        "call it as it was called then, or leave out --resume to begin anew")
    }
    return checkpoint
  }

  func refusal(_ reason: String, _ remedy: String) -> CommandError {
    CommandError(message: "sitrep: --resume: \(reason); \(remedy)", exitCode: .wrongUsage)
  }

  private static func told(_ name: String, _ value: String?) -> String {
    value.map { "\(name) \($0)" } ?? "no \(name)"
  }
}
