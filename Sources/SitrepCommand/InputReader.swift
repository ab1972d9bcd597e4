import Sitrep
import SystemPackage

/// A piece of the input, for one worker.
struct Batch: Sendable {
  enum Content: Sendable {
    /// Lines of JSON Lines, a document each.
    case lines(LineBlock)
    /// One document.
    case text([UInt8])
    /// One document, written in HTML.
    case page([UInt8])
    /// What could not be read; it is told in its turn.
    case failure(Failure)
  }

  /// Its place in the input, from 0.
  var number: Int
  var input: Input
  var content: Content
}

/// An input as it was read, for the manifest.
struct InputDigest: Equatable, Sendable {
  var path: String
  var byteCount: Int
  var sha256: String
}

/// Reads the inputs that the user named, in their order, piece by piece.
///
/// Holds one piece, one line or one plain text at a time, whichever is the longest.
struct InputReader {
  /// How much of a file is searched for a NUL byte, which no text has: as Git does it.
  static let binaryProbe = 8 << 10

  private var walker: InputWalker
  private let format: InputFormat
  private let outputs: [FileIdentity]
  private let isHashed: Bool
  private let maxDocumentBytes: Int
  private var current: (input: Input, lines: LineReader)?
  private var count = 0
  private var digests: [InputDigest] = []

  /// - Parameters:
  ///   - outputs: Files that this run writes, which must not be read.
  ///   - isHashed: Whether `takeDigests` is going to be called.
  ///   - maxDocumentBytes: The longest file that is read as one document; of longer ones
  ///     little more than this is held. The length of lines is not limited here.
  init(
    _ paths: [String], format: InputFormat = .auto, outputs: [FileIdentity] = [],
    isHashed: Bool = false, maxDocumentBytes: Int = .max
  ) {
    walker = InputWalker(paths)
    (self.format, self.outputs, self.isHashed) = (format, outputs, isHashed)
    self.maxDocumentBytes = maxDocumentBytes
  }

  /// How many files were left alone in folders.
  var passedOver: Int { walker.passedOver }

  /// The next piece; nil at the end of the last input.
  mutating func next() -> Batch? {
    while true {
      if let (input, content) = nextLines() ?? open() { return batch(content, of: input) }
      if current == nil, walkerIsAtEnd { return nil }
    }
  }

  /// What the inputs were that have been read to their end since the last call.
  mutating func takeDigests() -> [InputDigest] {
    defer { digests = [] }
    return digests
  }

  private var walkerIsAtEnd = false

  private mutating func batch(_ content: Batch.Content, of input: Input) -> Batch {
    defer { count += 1 }
    return Batch(number: count, input: input, content: content)
  }
}

// MARK: - Reading

extension InputReader {
  /// The next lines of the file that is open.
  private mutating func nextLines() -> (Input, Batch.Content)? {
    guard let input = current?.input else { return nil }
    do throws(Errno) {
      if let block = try current?.lines.next() { return (input, .lines(block)) }
      finish(current?.lines.stream, input)
      current = nil
      return nil
    } catch {
      current?.lines.stream.close()
      current = nil
      return (input, .failure(Failure(path: input.path, error)))
    }
  }

  /// Opens the next file. A text is read at once; of lines, nothing is given out yet.
  private mutating func open() -> (Input, Batch.Content)? {
    switch walker.next() {
    case nil:
      walkerIsAtEnd = true
      return nil
    case .failure(let failure):
      return (Input(path: failure.path, name: failure.path), .failure(failure))
    case .success(let input):
      do throws(Failure) {
        return try begin(input).map { (input, $0) }
      } catch {
        return (input, .failure(error))
      }
    }
  }

  private mutating func begin(_ input: Input) throws(Failure) -> Batch.Content? {
    var stream = FileStream(try descriptor(of: input), isHashed: isHashed)
    var bytes: [UInt8] = []
    do throws(Errno) {
      _ = try stream.read(into: &bytes)
    } catch {
      stream.close()
      throw Failure(path: input.path, error)
    }
    guard !Self.isBinary(bytes) else {
      stream.close()
      throw Failure(
        path: input.path, reason: "not a text but a binary file: it has a NUL byte",
        remedy: "give plain text, HTML or JSON Lines")
    }
    let format = format(of: input, beginning: bytes)
    if format == .jsonl {
      guard !Self.isUTF16(bytes) else {
        stream.close()
        throw Failure(
          path: input.path, reason: "JSON Lines in UTF-16", remedy: "convert the file to UTF-8")
      }
      current = (input, LineReader(stream, beginning: bytes))
      return nil
    }
    let content = try rest(of: stream, bytes, input)
    return format == .html ? .page(content) : .text(content)
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
  private mutating func rest(
    of stream: FileStream, _ bytes: [UInt8], _ input: Input
  ) throws(Failure) -> [UInt8] {
    var (stream, bytes) = (stream, bytes)
    do throws(Errno) {
      var isAtEnd = false
      while !isAtEnd, bytes.count <= maxDocumentBytes {
        isAtEnd = try !stream.read(into: &bytes)
      }
    } catch {
      stream.close()
      throw Failure(path: input.path, error)
    }
    guard bytes.count <= maxDocumentBytes else {
      stream.close()
      throw Failure(
        path: input.path,
        reason: "the file has more than the \(maxDocumentBytes) bytes of --max-document-bytes",
        remedy: "split it, or raise the limit")
    }
    finish(stream, input)
    return bytes
  }

  private mutating func finish(_ stream: FileStream?, _ input: Input) {
    guard let stream else { return }
    stream.close()
    guard isHashed else { return }
    digests.append(
      InputDigest(path: input.path, byteCount: stream.byteCount, sha256: stream.digest))
  }

  private func descriptor(of input: Input) throws(Failure) -> FileDescriptor {
    if input.path == Input.standardInput { return .standardInput }
    do {
      let descriptor = try FileDescriptor.open(FilePath(input.path), .readOnly)
      if let file = FileIdentity(descriptor), outputs.contains(file) {
        try descriptor.close()
        throw Failure(
          path: input.path, reason: "is written by this run",
          remedy: "write the output outside the folders that are read")
      }
      return descriptor
    } catch {
      throw error as? Failure ?? Failure(path: input.path, error as? Errno ?? .ioError)
    }
  }

  /// How to read an input. What has no ending to go by, standard input above all, goes by
  /// its first byte: JSON Lines begin with a brace, and nothing at all is no document.
  private func format(of input: Input, beginning bytes: [UInt8]) -> InputFormat {
    guard format == .auto else { return format }
    if FilePath(input.path).extension != nil { return input.formatOfEnding ?? .text }
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
    let first = content.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return first == nil || first == UInt8(ascii: "{") ? .jsonl : .text
  }
}
