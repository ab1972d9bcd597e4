import SystemPackage

/// Whole lines of a file, as many as were read at once.
struct LineBlock: Equatable, Sendable {
  var bytes: [UInt8]
  /// The number of the first line, 1-based.
  var firstLine: Int
}

/// Cuts a stream into blocks of whole lines. A block is as large as what one read brings,
/// or as one line where that is longer; no more is held.
struct LineReader {
  private(set) var stream: FileStream
  /// What was read and not given out: less than a line, but for the first piece.
  private var pending: [UInt8]
  /// How much of `pending` is known to have no end of a line.
  private var searched = 0
  private var nextLine = 1
  private var isAtEnd = false

  /// - Parameter beginning: What was read of the stream already.
  init(_ stream: FileStream, beginning: [UInt8] = []) {
    (self.stream, pending) = (stream, beginning)
  }

  /// The next lines; nil at the end. The last line may lack its end.
  mutating func next() throws(Errno) -> LineBlock? {
    while true {
      if let end = lastLineEnd() { return give(pending.count - end) }
      if isAtEnd { return pending.isEmpty ? nil : give(0) }
      searched = pending.count
      isAtEnd = try !stream.read(into: &pending)
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
    searched = pending.count
    return block
  }
}
