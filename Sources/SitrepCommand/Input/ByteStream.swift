import SystemPackage

/// Bytes that are read once, from the first to the last, a piece at a time: a file, what a
/// compressed file holds, an entry of an archive.
///
/// Classes, since a stream is one thing that many layers read on, and what lies beneath some of
/// them has to be freed once.
protocol ByteStream: AnyObject {
  /// Appends the next piece to `bytes`, at most `FileStream.pieceSize` of it.
  ///
  /// - Returns: Whether there was any; false at the end.
  func read(into bytes: inout [UInt8]) throws(StreamFault) -> Bool

  /// Passes over the next `count` bytes, or all that are left.
  func skip(_ count: Int) throws(StreamFault)
}

extension ByteStream {
  func skip(_ count: Int) throws(StreamFault) {
    var (left, piece) = (count, [UInt8]())
    while left > 0 {
      piece.removeAll(keepingCapacity: true)
      guard try read(into: &piece) else { return }
      left -= piece.count
    }
    assert(left == 0, "pieces end where the count does not; skip only where reading began anew")
  }
}

/// What keeps a stream from being read on. What was read before is as it should be.
enum StreamFault: Error, Equatable, Sendable {
  case system(Errno)
  /// The data end before their format does.
  case truncated(String)
  /// The data are not what their format demands.
  case corrupt(String)
  /// The data grow more than they may when they are unpacked.
  case expands(times: Int)
}

extension Failure {
  init(path: String, id: String? = nil, _ fault: StreamFault) {
    switch fault {
    case .system(let error): self.init(path: path, error)
    case .truncated(let what):
      self.init(
        path: path, id: id, kind: .truncated, reason: "\(what) break off in the middle",
        remedy: "get the whole file; what stands before was read")
    case .corrupt(let what):
      self.init(
        path: path, id: id, kind: .corrupt, reason: what,
        remedy: "get the file anew; what stands before was read")
    case .expands(let times):
      self.init(
        path: path, id: id, kind: .expansion,
        reason: "unpacks to more than \(times) times its size, as no text does",
        remedy: "leave it out, or raise --max-expansion; what stands before was read")
    }
  }
}
