import Crypto
import SystemPackage

/// A file that is read from its beginning to its end, a piece at a time, and that knows
/// afterwards what it has read.
final class FileStream: ByteStream {
  /// The most that one read brings, and about what a worker takes at a time: enough to make
  /// a task worth its while, little enough to keep several workers evenly busy.
  static let pieceSize = 256 << 10

  private let descriptor: FileDescriptor
  private(set) var byteCount = 0
  private var hash: SHA256?
  private var isClosed = false

  /// - Parameter isHashed: Whether `digest` is wanted.
  init(_ descriptor: FileDescriptor, isHashed: Bool) {
    self.descriptor = descriptor
    hash = isHashed ? SHA256() : nil
  }

  deinit { close() }

  /// The SHA-256 of what was read so far; empty where it was not wanted.
  var digest: String {
    hash?.finalize().hexadecimal ?? ""
  }

  /// Waits for a pipe, and takes what it has.
  func read(into bytes: inout [UInt8]) throws(StreamFault) -> Bool {
    let start = bytes.count
    var failure: Errno?
    bytes.append(addingCapacity: Self.pieceSize) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        do {
          count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
        } catch {
          failure = error as? Errno ?? .ioError
        }
      }
    }
    if let failure { throw .system(failure) }
    byteCount += bytes.count - start
    bytes[start...].withUnsafeBytes { hash?.update(bufferPointer: $0) }
    return bytes.count > start
  }

  /// Leaps where the file can and no digest is wanted, else reads what it passes over.
  func skip(_ count: Int) throws(StreamFault) {
    if hash == nil, (try? descriptor.seek(offset: Int64(count), from: .current)) != nil {
      byteCount += count
      return
    }
    var (left, piece) = (count, [UInt8]())
    while left > 0, try readPart(left, &piece) { left -= piece.count }
  }

  /// No more than `count` bytes in place of what `piece` holds.
  private func readPart(_ count: Int, _ piece: inout [UInt8]) throws(StreamFault) -> Bool {
    piece = Array(repeating: 0, count: min(count, Self.pieceSize))
    do {
      let read = try piece.withUnsafeMutableBytes { try descriptor.read(into: $0) }
      piece.removeLast(piece.count - read)
      byteCount += read
      piece.withUnsafeBytes { hash?.update(bufferPointer: $0) }
      return read > 0
    } catch {
      throw .system(error as? Errno ?? .ioError)
    }
  }

  /// Reads what is left, so that the digest is that of the whole file.
  func drain() {
    guard hash != nil else { return }
    var piece: [UInt8] = []
    while (try? read(into: &piece)) == true { piece.removeAll(keepingCapacity: true) }
  }

  /// Gives the file back; standard input stays open, since it was not opened here.
  func close() {
    guard descriptor != .standardInput, !isClosed else { return }
    isClosed = true
    // Nothing was written to it, so nothing can be lost.
    try? descriptor.close()
  }
}

extension Digest {
  /// The digest as `sha256sum` prints it.
  var hexadecimal: String {
    var digits: [UInt8] = []
    for byte in self {
      for digit in [byte >> 4, byte & 0xF] {
        digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }
}

extension FileStream {
  /// A whole file; `-` for standard input.
  static func contents(of path: String) throws(Errno) -> [UInt8] {
    do {
      let descriptor: FileDescriptor =
        path == Input.standardInput ? .standardInput : try .open(FilePath(path), .readOnly)
      let stream = FileStream(descriptor, isHashed: false)
      defer { stream.close() }
      var bytes: [UInt8] = []
      while try stream.read(into: &bytes) {}
      return bytes
    } catch StreamFault.system(let error) {
      throw error
    } catch {
      throw error as? Errno ?? .ioError
    }
  }

  /// A whole file that a command cannot do without; `-` for standard input.
  static func wholeFile(_ path: String) throws(CommandError) -> [UInt8] {
    do throws(Errno) {
      return try contents(of: path)
    } catch {
      throw CommandError(
        message: "sitrep: \(Failure(path: path, error).message)", exitCode: .someFailed)
    }
  }
}
