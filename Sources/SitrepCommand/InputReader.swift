import Crypto
import Sitrep
import SystemPackage

/// A document that is a whole file, an entry of an archive, or a record of a web archive.
struct FileDocument: Sendable {
  enum Form: Sendable { case text, page }

  var input: Input
  var form: Form
  var bytes: [UInt8]
  /// When it was written, or got, where its archive says so.
  var frame: TimeFrame?

  /// What it says, or what the page shows.
  func text() throws(SourceTextError) -> SourceText {
    switch form {
    case .text: try SourceText(decoding: bytes)
    case .page: try SourceText(html: bytes)
    }
  }
}

/// A piece of the input, for one worker.
struct Batch: Sendable {
  enum Content: Sendable {
    /// Lines of JSON Lines, a document each.
    case lines(LineBlock)
    /// Documents, as many as make it worth a worker's while.
    case documents([FileDocument])
    /// What could not be read; it is told in its turn.
    case failure(Failure)
  }

  /// Its place in the input, from 0.
  var number: Int
  var input: Input
  var content: Content
  /// Where the reader stood behind it.
  var end = Milestone()
  /// The inputs that have been read to their end since the batch before.
  var digests: [InputDigest] = []

  /// How many bytes it holds.
  var byteCount: Int {
    switch content {
    case .lines(let block): block.bytes.count
    case .documents(let documents): documents.reduce(0) { $0 + $1.bytes.count }
    case .failure: 0
    }
  }
}

/// An input as it was read, for the manifest.
struct InputDigest: Equatable, Sendable {
  var path: String
  var byteCount: Int
  var sha256: String
}

/// Where a reader stands between two pieces.
struct InputPosition: Equatable, Sendable, Codable {
  /// How many inputs are done, those that could not be read too.
  var input = 0
  /// How many files are done of the archive that is being read.
  var entry = 0
  /// How many bytes of lines, or records of a web archive, are done of the file that is being
  /// read.
  var offset = 0
  /// The number of the next line.
  var line = 1
}

/// A position, and what there was up to it.
struct Milestone: Sendable {
  var position = InputPosition()
  /// Over the path, size and time of change of all inputs that were opened.
  var trail = SHA256()
  /// How many bytes of files were read, as they lie on disk; and of those that are done.
  var (byteCount, doneByteCount) = (0, 0)
  /// Files in folders and archives, and records, that were left alone for what they are.
  var passedOver = 0
}

/// Reads the inputs that the user named, in their order, piece by piece.
///
/// Holds one piece, one line or one document at a time, whichever is the longest.
struct InputReader {
  /// How much of a file is searched for a NUL byte, which no text has: as Git does it.
  static let binaryProbe = 8 << 10

  /// What is read, and what of it is refused.
  struct Options: Sendable {
    var format = InputFormat.auto
    /// Files that this run writes, which must not be read.
    var outputs: [FileIdentity] = []
    /// Whether `takeDigests` is going to be called.
    var isHashed = false
    /// The longest text that is read as one document; of longer ones little more than this is
    /// held.
    var maxDocumentBytes = Int.max
    /// How many times its size a file may unpack to.
    var maxExpansion = UnpackedStream.usualLimit

    /// The longest line: escapes and other fields need room beside the text.
    var maxLineBytes: Int {
      maxDocumentBytes > Int.max / 4 ? .max : maxDocumentBytes * 2 + 1 << 20
    }
  }

  /// Something that is read in several pieces.
  private enum Open {
    case lines(Input, LineReader)
    case records(Input, WARCReader)
    case archive(Input, TarReader)

    var input: Input {
      switch self {
      case .lines(let input, _), .records(let input, _), .archive(let input, _): input
      }
    }
  }

  /// A document, some lines or a failure, and where the reader stands behind it.
  private struct Piece {
    var input: Input
    var content: Batch.Content
    var end: Milestone
    /// The inputs that have been read to their end since the piece before.
    var digests: [InputDigest]
  }

  private var walker: InputWalker
  private let options: Options
  /// The file that is being read; nil between two.
  private var file: (input: Input, stream: FileStream)?
  /// What is open of it, an archive before its entry.
  private var open: [Open] = []
  private var state = Milestone()
  /// Bytes of the files that are done, and records and entries that were passed over.
  private var (doneBytes, passedOverInside) = (0, 0)
  /// A piece that had to wait for documents to be given out.
  private var held: Piece?
  private var count = 0
  private var digests: [InputDigest] = []
  private var isAtEnd = false
  /// Where the first file that is opened is to be read from.
  private var start: InputPosition?
  /// The input that comes next, where it was found and not opened yet.
  private var waiting: Result<Input, Failure>?

  init(_ paths: [String], _ options: Options = Options()) {
    walker = InputWalker(paths)
    self.options = options
  }

  /// How many files and records were left alone for what they are.
  var passedOver: Int { walker.passedOver + passedOverInside }

  /// The next piece; nil at the end of the last input.
  mutating func next() -> Batch? {
    var group: [FileDocument] = []
    var (size, last) = (0, state)
    var digests: [InputDigest] = []
    while let piece = held ?? nextPiece(mayWait: group.isEmpty) {
      held = nil
      guard case .documents(let documents) = piece.content else {
        if group.isEmpty {
          return batch(piece.content, of: piece.input, piece.end, piece.digests)
        }
        held = piece
        break
      }
      group += documents
      digests += piece.digests
      (size, last) = (size + documents[0].bytes.count, piece.end)
      if size >= FileStream.pieceSize || group.count == 1000 { break }
    }
    return group.first.map { batch(.documents(group), of: $0.input, last, digests) }
  }

  /// What the inputs were that have been read to their end behind the last batch.
  mutating func takeDigests() -> [InputDigest] {
    defer { digests = [] }
    return digests
  }

  private mutating func batch(
    _ content: Batch.Content, of input: Input, _ end: Milestone, _ digests: [InputDigest]
  ) -> Batch {
    defer { count += 1 }
    return Batch(number: count, input: input, content: content, end: end, digests: digests)
  }
}

// MARK: - Going on where another run stopped

extension InputReader {
  /// Goes to where another run stood, before anything is read. What it read of files that are
  /// done is not opened.
  ///
  /// - Returns: Whether the inputs up to there are those that it read: by path, size and time of
  ///   change.
  mutating func resume(at milestone: Milestone, trail: String) -> Bool {
    let position = milestone.position
    while state.position.input < position.input, let result = walker.next() {
      note(result)
      state.position.input += 1
    }
    // The file in progress belongs to the trail as well, and is opened by the next call.
    var ahead = self
    if position != InputPosition(input: position.input), let result = ahead.walker.next() {
      ahead.note(result)
    }
    start = position
    doneBytes = milestone.doneByteCount
    passedOverInside = milestone.passedOver
    return state.position.input == position.input
      && ahead.state.trail.finalize().hexadecimal == trail
  }

  /// Adds an input to the trail.
  private mutating func note(_ result: Result<Input, Failure>) {
    let line: String
    switch result {
    case .failure(let failure): line = "\(failure.path)\u{0}\(failure.reason)\n"
    case .success(let input):
      let status = try? FilePath(input.path).stat()
      let (size, time) = (status?.size ?? -1, status?.st_mtim)
      line = "\(input.path)\u{0}\(size)\u{0}\(time?.tv_sec ?? 0).\(time?.tv_nsec ?? 0)\n"
    }
    state.trail.update(data: Array(line.utf8))
  }
}

// MARK: - Reading

extension InputReader {
  /// - Parameter mayWait: Whether an input may be opened that has to be waited for, such as a
  ///   pipe; if not, nil is given in place of it.
  private mutating func nextPiece(mayWait: Bool) -> Piece? {
    while true {
      if let piece = open.isEmpty ? nil : readOn() { return piece }
      guard open.isEmpty else { continue }
      if isAtEnd { return nil }
      if let piece = openNext(mayWait: mayWait) { return piece }
      if open.isEmpty, !mayWait, waiting != nil { return nil }
    }
  }

  /// What comes next of what is open; nil where that has ended, or has nothing to give yet.
  private mutating func readOn() -> Piece? {
    let top = open.removeLast()
    do throws(StreamFault) {
      switch top {
      case .lines(let input, var lines):
        guard let block = try lines.next() else { return end() }
        open.append(.lines(input, lines))
        (state.position.offset, state.position.line) = (lines.offset, lines.nextLine)
        return piece(block.isCut ? .failure(tooLong(block, input)) : .lines(block), of: input)
      case .records(let input, var records):
        guard let record = try records.nextRecord() else { return end() }
        open.append(.records(input, records))
        state.position.offset += 1
        return piece(of: record, input)
      case .archive(let input, let archive):
        guard let name = try archive.next() else { return end() }
        open.append(top)
        return enter(name, of: archive, input)
      }
    } catch {
      // An archive goes on behind a damaged entry, or tells its own fault there.
      _ = end()
      return piece(.failure(Failure(path: top.input.path, error)), of: top.input)
    }
  }

  /// The innermost of what was open has ended.
  private mutating func end() -> Piece? {
    if open.isEmpty { endFile() } else { endEntry() }
    return nil
  }

  private mutating func endEntry() {
    state.position.entry += 1
    (state.position.offset, state.position.line) = (0, 1)
  }

  /// The file that is being read is done, whether it was read to its end or not.
  private mutating func endFile() {
    state.position = InputPosition(input: state.position.input + 1)
    open = []
    guard let (input, stream) = file else { return }
    stream.drain()
    stream.close()
    doneBytes += stream.byteCount
    file = nil
    guard options.isHashed else { return }
    digests.append(
      InputDigest(path: input.path, byteCount: stream.byteCount, sha256: stream.digest))
  }

  private mutating func piece(_ content: Batch.Content, of input: Input) -> Piece {
    state.byteCount = doneBytes + (file?.stream.byteCount ?? 0)
    (state.doneByteCount, state.passedOver) = (doneBytes, passedOverInside)
    return Piece(input: input, content: content, end: state, digests: takeDigests())
  }

  private func tooLong(_ block: LineBlock, _ input: Input) -> Failure {
    Failure(
      path: input.path, line: block.firstLine, kind: .size,
      reason: "the line has more than \(options.maxLineBytes) bytes, twice as many as "
        + "--max-document-bytes and a MiB", remedy: "split it, or raise the limit")
  }

  private mutating func piece(of record: WARCReader.Record, _ input: Input) -> Piece? {
    let input = Input(path: input.path, name: record.address)
    let form: FileDocument.Form
    let bytes: [UInt8]
    switch record.content {
    case .passedOver:
      passedOverInside += 1
      return nil
    case .tooLong(let count):
      return piece(
        .failure(
          Failure(
            path: input.path, id: input.name, kind: .size,
            reason: "the text has \(count) bytes, more than the \(options.maxDocumentBytes) of "
              + "--max-document-bytes", remedy: "leave it out, or raise the limit")), of: input)
    case .page(let content): (form, bytes) = (.page, content)
    case .text(let content): (form, bytes) = (.text, content)
    }
    guard !Self.isBinary(bytes) else {
      return piece(.failure(Self.binary(input, id: input.name)), of: input)
    }
    let frame = TimeFrame(String(record.date.prefix(10)))
    return piece(
      .documents([FileDocument(input: input, form: form, bytes: bytes, frame: frame)]), of: input)
  }

  private static func binary(_ input: Input, id: String? = nil) -> Failure {
    Failure(
      path: input.path, id: id, kind: .binary,
      reason: "not a text but a binary file: it has a NUL byte",
      remedy: "give plain text, HTML, JSON Lines, or an archive of these")
  }
}

// MARK: - Opening

extension InputReader {
  /// Opens the next file. A text is read at once; of lines, nothing is given out yet.
  private mutating func openNext(mayWait: Bool) -> Piece? {
    guard let result = waiting ?? walker.next() else {
      isAtEnd = true
      return nil
    }
    waiting = result
    if case .success(let input) = result, !mayWait, !Self.isRegular(input) { return nil }
    waiting = nil
    note(result)
    switch result {
    case .failure(let failure):
      endFile()
      return piece(.failure(failure), of: Input(path: failure.path, name: failure.path))
    case .success(let input):
      do throws(Failure) {
        let stream = FileStream(try descriptor(of: input), isHashed: options.isHashed)
        file = (input, stream)
        let position = start ?? InputPosition(input: state.position.input)
        start = nil
        if let document = try begin(input, stream, at: position) {
          endFile()
          return piece(.documents([document]), of: input)
        }
        return nil
      } catch {
        endFile()
        return piece(.failure(error), of: input)
      }
    }
  }

  /// Begins with a file of an archive.
  private mutating func enter(_ name: String, of archive: TarReader, _ input: Input) -> Piece? {
    let entry = Input(path: "\(input.path)/\(name)", name: "\(input.name)/\(name)")
    let position = start
    if let position, state.position.entry < position.entry {
      state.position.entry += 1
      return nil
    }
    start = nil
    let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") && $0 != "." }
    guard !isHidden, entry.formatOfEnding != nil else {
      endEntry()
      passedOverInside += 1
      return nil
    }
    do throws(Failure) {
      let stream = TarEntryStream(archive)
      let document = try begin(entry, stream, at: position ?? InputPosition())
      guard let document else { return nil }
      endEntry()
      return piece(.documents([document]), of: entry)
    } catch {
      endEntry()
      return piece(.failure(error), of: entry)
    }
  }

  /// Begins to read a stream: a document that is read at once, or what is read in pieces, which
  /// is opened.
  private mutating func begin(
    _ input: Input, _ stream: any ByteStream, at position: InputPosition
  ) throws(Failure) -> FileDocument? {
    let (stream, bytes) = try Self.attempt(input) { () throws(StreamFault) in
      try unpacked(stream)
    }
    if open.isEmpty, input.isArchive || TarReader.isArchive(beginning: bytes) {
      open.append(.archive(input, TarReader(stream, beginning: bytes)))
      if position.entry > 0 || position.offset > 0 { start = position }
      return nil
    }
    let format = format(of: input, beginning: bytes)
    if format == .warc {
      try begin(records: input, stream, bytes, at: position)
      return nil
    }
    guard !Self.isBinary(bytes) else { throw Self.binary(input) }
    if format == .jsonl {
      try begin(lines: input, stream, bytes, at: position)
      return nil
    }
    let content = try rest(of: stream, bytes, input)
    return FileDocument(
      input: input, form: format == .html ? .page : .text, bytes: content, frame: nil)
  }

  private mutating func begin(
    records input: Input, _ stream: any ByteStream, _ bytes: [UInt8], at position: InputPosition
  ) throws(Failure) {
    var records = WARCReader(stream, beginning: bytes, limit: options.maxDocumentBytes)
    try Self.attempt(input) { () throws(StreamFault) in
      for _ in 0..<position.offset { _ = try records.nextRecord() }
    }
    open.append(.records(input, records))
    state.position.offset = position.offset
  }

  private mutating func begin(
    lines input: Input, _ stream: any ByteStream, _ bytes: [UInt8], at position: InputPosition
  ) throws(Failure) {
    guard !Self.isUTF16(bytes) else {
      throw Failure(
        path: input.path, kind: .binary, reason: "JSON Lines in UTF-16",
        remedy: "convert the file to UTF-8")
    }
    var lines = LineReader(stream, beginning: bytes, limit: options.maxLineBytes)
    try Self.attempt(input) { () throws(StreamFault) in
      try lines.skip(to: position.offset, line: position.line)
    }
    open.append(.lines(input, lines))
    (state.position.offset, state.position.line) = (position.offset, position.line)
  }

  private static func attempt<Value>(
    _ input: Input, _ body: () throws(StreamFault) -> Value
  ) throws(Failure) -> Value {
    do throws(StreamFault) {
      return try body()
    } catch {
      throw Failure(path: input.path, error)
    }
  }

  /// What a stream holds when it is unpacked, where it is compressed, and its beginning.
  private func unpacked(
    _ stream: any ByteStream
  ) throws(StreamFault) -> (any ByteStream, beginning: [UInt8]) {
    let bytes = try Self.beginning(of: stream)
    guard let compression = Compression(beginning: bytes) else { return (stream, bytes) }
    let unpacked = UnpackedStream(
      stream, beginning: bytes, compression, limit: options.maxExpansion)
    return (unpacked, try Self.beginning(of: unpacked))
  }

  /// As much as tells a format. Lines are taken as they come, so that the first of a pipe
  /// need not wait for the next ones; all else has to be waited for anyway.
  private static func beginning(of stream: any ByteStream) throws(StreamFault) -> [UInt8] {
    var bytes: [UInt8] = []
    do throws(StreamFault) {
      while bytes.count < 512, bytes.first != UInt8(ascii: "{"), try stream.read(into: &bytes) {}
    } catch {
      // Whoever reads on comes to the fault again, behind what stands before it.
      guard !bytes.isEmpty else { throw error }
    }
    return bytes
  }

  /// Whether there is a NUL character at the beginning. In UTF-16 it has two bytes: half of
  /// those of any English text are zero.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    let probe = bytes.prefix(binaryProbe)
    guard isUTF16(bytes) else { return probe.contains(0) }
    return stride(from: 0, to: probe.count - 1, by: 2).contains {
      probe[$0] == 0 && probe[$0 + 1] == 0
    }
  }

  private static func isUTF16(_ bytes: [UInt8]) -> Bool {
    switch TextEncoding(markOf: bytes) {
    case .utf16LittleEndian, .utf16BigEndian: true
    case .utf8, .windows1252, nil: false
    }
  }

  /// The whole text, of which `bytes` is the beginning.
  private func rest(
    of stream: any ByteStream, _ bytes: [UInt8], _ input: Input
  ) throws(Failure) -> [UInt8] {
    let limit = options.maxDocumentBytes
    let whole = try Self.attempt(input) { () throws(StreamFault) in
      var (bytes, isAtEnd) = (bytes, false)
      while !isAtEnd, bytes.count <= limit { isAtEnd = try !stream.read(into: &bytes) }
      return bytes
    }
    guard whole.count <= limit else {
      throw Failure(
        path: input.path, kind: .size,
        reason: "the file has more than the \(limit) bytes of --max-document-bytes",
        remedy: "split it, or raise the limit")
    }
    return whole
  }

  private static func isRegular(_ input: Input) -> Bool {
    input.path != Input.standardInput && FileIdentity(input.path) != nil
  }

  private func descriptor(of input: Input) throws(Failure) -> FileDescriptor {
    if input.path == Input.standardInput { return .standardInput }
    do {
      let descriptor = try FileDescriptor.open(FilePath(input.path), .readOnly)
      if let file = FileIdentity(descriptor), options.outputs.contains(file) {
        try descriptor.close()
        throw Failure(
          path: input.path, kind: .unreadable, reason: "is written by this run",
          remedy: "write the output outside the folders that are read")
      }
      return descriptor
    } catch {
      throw error as? Failure ?? Failure(path: input.path, error as? Errno ?? .ioError)
    }
  }

  /// How to read an input. What has no ending to go by, standard input above all, goes by
  /// its first bytes: JSON Lines begin with a brace, web archives with their version, and
  /// nothing at all is no document.
  private func format(of input: Input, beginning bytes: [UInt8]) -> InputFormat {
    guard options.format == .auto else { return options.format }
    if WARCReader.isArchive(beginning: bytes) { return .warc }
    if input.unpackedName.extension != nil { return input.formatOfEnding ?? .text }
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
    let first = content.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return first == nil || first == UInt8(ascii: "{") ? .jsonl : .text
  }
}
