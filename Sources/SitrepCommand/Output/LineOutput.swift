import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the lines of a run go: standard output, a file, or a folder of parts; as they are or
/// compressed.
///
/// Equal lines give equal bytes, however they are handed over: parts and compressed blocks end
/// with the line that fills them. Compressed files are whole gzip members or zstd frames in a
/// row, which `gunzip`, `zstd -d`, Python and DuckDB read as one.
struct LineOutput {
  /// How many bytes of lines a compressed block has at least: beyond that hardly anything is
  /// gained, and it is what a run that is resumed keeps in mind.
  static let blockBytes = 1 << 20

  /// How far the lines have come.
  struct Mark: Equatable, Sendable, Codable {
    /// The number of the part, from 0.
    var part = 0
    /// How many bytes its file has, and how many of lines went to the part.
    var offset = 0
    var partBytes = 0
    /// Lines that wait for their block to be full. Not among the coded fields: they are no JSON.
    var pending: [UInt8] = []

    private enum CodingKeys: CodingKey { case part, offset, partBytes }
  }

  private enum Place {
    case stream(OutputSink)
    /// A folder, and how many bytes of lines a part has at least.
    case folder(String, partBytes: Int)
  }

  private let place: Place
  private let compression: Compression?
  /// What stands at the beginning of each part.
  private let header: [UInt8]
  /// What parts are called behind their numbers.
  private let ending: String
  private var sink: OutputSink?
  private(set) var mark: Mark

  /// One stream or file, that `sink` has open.
  ///
  /// - Parameter mark: How far another run had come, which left the file so.
  init(
    _ sink: OutputSink, compression: Compression? = nil, header: [UInt8] = [],
    at mark: Mark = Mark()
  ) {
    (place, self.sink) = (.stream(sink), sink)
    (self.compression, self.header, ending, self.mark) = (compression, header, "", mark)
  }

  /// A folder of parts, which is there.
  ///
  /// - Parameter ending: Of the names of the parts, with its stop.
  init(
    folder: String, partBytes: Int, ending: String, compression: Compression? = nil,
    header: [UInt8] = [], at mark: Mark? = nil
  ) throws(CommandError) {
    place = .folder(folder, partBytes: partBytes)
    self.ending = ending + (compression.map { ".\($0.ending)" } ?? "")
    (self.compression, self.header, self.mark) = (compression, header, mark ?? Mark())
    if let mark, mark != Mark() {
      try removeParts(behind: mark.part)
      sink = try OutputSink(reopening: path(ofPart: mark.part), at: mark.offset)
    } else {
      try removeParts(behind: -1)
    }
  }

  var isTerminal: Bool { sink?.isTerminal ?? false }

  /// The files that inputs must not be: of a folder there is none.
  var file: FileIdentity? {
    if case .stream(let sink) = place { sink.file } else { nil }
  }

  /// Takes whole lines.
  mutating func write(_ lines: [UInt8]) throws(OutputError) {
    var rest = lines[...]
    while !rest.isEmpty {
      let room = try roomInPart()
      let end = Self.end(ofLinesWith: room, in: rest)
      try append(rest[..<end])
      rest = rest[end...]
    }
  }

  /// Writes out what is pending. Of compressed lines there is a block even where there is none.
  mutating func finish() throws(OutputError) {
    if sink == nil || mark.offset == 0 && mark.partBytes == 0 { _ = try roomInPart() }
    if compression != nil, !mark.pending.isEmpty || mark.offset == 0 { try writeBlock() }
    if case .folder = place {
      try sink?.synchronize()
      sink?.close()
    }
  }

  func synchronize() throws(OutputError) { try sink?.synchronize() }

  // MARK: Parts

  /// How many bytes the part still needs, at least one; goes to the next one where it is full.
  private mutating func roomInPart() throws(OutputError) -> Int {
    switch place {
    case .stream:
      if mark.partBytes == 0, mark.offset == 0 { try append(header[...]) }
      return .max
    case .folder(let folder, let partBytes):
      if sink != nil, mark.partBytes < partBytes { return partBytes - mark.partBytes }
      if sink != nil {
        try endPart()
        mark = Mark(part: mark.part + 1)
      }
      let path = path(ofPart: mark.part)
      do throws(CommandError) {
        sink = try OutputSink(creating: path, inputs: [])
      } catch {
        throw .failed(path: folder, Errno(rawValue: EIO))
      }
      try append(header[...])
      return max(1, partBytes - mark.partBytes)
    }
  }

  private mutating func endPart() throws(OutputError) {
    if compression != nil, !mark.pending.isEmpty { try writeBlock() }
    // A part that is full is never looked at again, so that it has to be on the disk now.
    try sink?.synchronize()
    sink?.close()
  }

  private func path(ofPart part: Int) -> String {
    guard case .folder(let folder, _) = place else { return "" }
    let digits = String(part)
    return
      "\(folder)/part-\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits)\(ending)"
  }

  /// Removes the parts that a run wrote which is to be gone on with, behind its last note.
  private func removeParts(behind last: Int) throws(CommandError) {
    guard case .folder(let folder, _) = place else { return }
    var part = last + 1
    while FileIdentity(path(ofPart: part)) != nil {
      guard unlink(path(ofPart: part)) == 0 else {
        throw CommandError(
          message: "sitrep: \(folder): \(path(ofPart: part)) cannot be removed: "
            + "\(Errno(rawValue: errno)); make it writable", exitCode: .wrongUsage)
      }
      part += 1
    }
  }

  // MARK: Blocks

  private mutating func append(_ lines: ArraySlice<UInt8>) throws(OutputError) {
    mark.partBytes += lines.count
    guard compression != nil else { return try write(toSink: Array(lines)) }
    var rest = lines
    while !rest.isEmpty {
      let end = Self.end(ofLinesWith: Self.blockBytes - mark.pending.count, in: rest)
      mark.pending += rest[..<end]
      rest = rest[end...]
      if mark.pending.count >= Self.blockBytes { try writeBlock() }
    }
  }

  private mutating func writeBlock() throws(OutputError) {
    guard let compression else { return }
    try write(toSink: compression.pack(mark.pending))
    mark.pending = []
  }

  private mutating func write(toSink bytes: [UInt8]) throws(OutputError) {
    guard !bytes.isEmpty else { return }
    try sink?.write(bytes)
    mark.offset += bytes.count
  }

  /// Where the line ends that brings the lines to `count` bytes; the end of all where none does.
  private static func end(ofLinesWith count: Int, in lines: ArraySlice<UInt8>) -> Int {
    guard count < lines.count else { return lines.endIndex }
    let last = lines.startIndex + max(1, count) - 1
    return lines[last...].firstIndex(of: 0x0A).map { $0 + 1 } ?? lines.endIndex
  }
}
