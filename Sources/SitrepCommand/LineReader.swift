/// Whole lines of a file, as many as were read at once.
struct LineBlock: Equatable, Sendable {
  var bytes: [UInt8]
  /// The number of the first line, 1-based.
  var firstLine: Int
  /// Whether it stands for one line that is longer than it may be: its beginning, and the rest
  /// was passed over.
  var isCut = false
}

/// Cuts a stream into blocks of whole lines. A block is as large as what one read brings,
/// or as one line where that is longer; no more is held.
struct LineReader {
  private let stream: any ByteStream
  private let limit: Int
  /// What was read and not given out: less than a line, but for the first piece.
  private var pending: [UInt8]
  /// How much of `pending` is known to have no end of a line.
  private var searched = 0
  /// The number of the line that comes next.
  private(set) var nextLine = 1
  /// How many bytes of the stream were given out or passed over.
  private(set) var offset = 0
  private var isAtEnd = false
  /// What is thrown when the lines before it have been given out.
  private var fault: StreamFault?

  /// - Parameters:
  ///   - beginning: What was read of the stream already.
  ///   - limit: The most bytes that a line may have; of longer ones little more is held.
  init(_ stream: any ByteStream, beginning: [UInt8] = [], limit: Int = .max) {
    (self.stream, pending, self.limit) = (stream, beginning, limit)
  }

  /// Goes to a place behind the end of a line, before anything is given out.
  mutating func skip(to offset: Int, line: Int) throws(StreamFault) {
    if offset <= pending.count {
      pending.removeFirst(offset)
    } else {
      let beginning = pending.count
      pending = []
      try skip(offset - beginning)
    }
    (self.offset, nextLine, searched) = (offset, line, 0)
  }

  private mutating func skip(_ count: Int) throws(StreamFault) {
    if stream is FileStream { return try stream.skip(count) }
    var left = count
    while left > 0, try stream.read(into: &pending) {
      let passed = min(left, pending.count)
      pending.removeFirst(passed)
      left -= passed
    }
  }

  /// The next lines; nil at the end. The last line may lack its end; one that a fault of the
  /// stream cut off is not given out.
  mutating func next() throws(StreamFault) -> LineBlock? {
    while true {
      if let end = lastLineEnd() { return give(pending.count - end) }
      if let fault { throw fault }
      if isAtEnd { return pending.isEmpty ? nil : give(0) }
      if pending.count > limit { return try cut() }
      searched = pending.count
      do throws(StreamFault) {
        isAtEnd = try !stream.read(into: &pending)
      } catch {
        fault = error
      }
    }
  }

  /// Just past the last end of a line, if there is one.
  private func lastLineEnd() -> Int? {
    pending[searched...].lastIndex(of: 0x0A).map { $0 + 1 }
  }

  /// Gives out all but the last `kept` bytes of what is pending.
  private mutating func give(_ kept: Int) -> LineBlock {
    var block = LineBlock(bytes: Array(pending.suffix(kept)), firstLine: nextLine)
    swap(&block.bytes, &pending)
    block.bytes.removeLast(kept)
    for byte in block.bytes where byte == 0x0A { nextLine += 1 }
    offset += block.bytes.count
    searched = pending.count
    return block
  }

  /// Gives out the beginning of the line that is pending, and passes over the rest of it.
  private mutating func cut() throws(StreamFault) -> LineBlock {
    let block = LineBlock(bytes: Array(pending.prefix(512)), firstLine: nextLine, isCut: true)
    while true {
      if let end = pending.firstIndex(of: 0x0A) {
        offset += end + 1
        pending.removeFirst(end + 1)
        nextLine += 1
        break
      }
      offset += pending.count
      pending.removeAll(keepingCapacity: true)
      do throws(StreamFault) {
        isAtEnd = try !stream.read(into: &pending)
      } catch {
        fault = error
      }
      if isAtEnd || fault != nil { break }
    }
    searched = 0
    return block
  }
}
