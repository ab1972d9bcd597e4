import Crypto
import SystemPackage

/// A file that is read from its beginning to its end, a piece at a time, and that knows
/// afterwards what it has read.
struct FileStream {
  /// The most that one read brings, and about what a worker takes at a time: enough to make
  /// a task worth its while, little enough to keep several workers evenly busy.
  static let pieceSize = 256 << 10

  private let descriptor: FileDescriptor
  private(set) var byteCount = 0
  private var hash: SHA256?

  /// - Parameter isHashed: Whether `digest` is wanted.
  init(_ descriptor: FileDescriptor, isHashed: Bool) {
    self.descriptor = descriptor
    hash = isHashed ? SHA256() : nil
  }

  /// The SHA-256 of what was read so far; empty where it was not wanted.
  var digest: String {
    hash?.finalize().hexadecimal ?? ""
  }

  /// Appends the next piece to `bytes`. Waits for a pipe, and takes what it has.
  ///
  /// - Returns: Whether there was any; false at the end of the file.
  mutating func read(into bytes: inout [UInt8]) throws(Errno) -> Bool {
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
    if let failure { throw failure }
    byteCount += bytes.count - start
    bytes[start...].withUnsafeBytes { hash?.update(bufferPointer: $0) }
    return bytes.count > start
  }

  /// Gives the file back; standard input stays open, since it was not opened here.
  func close() {
    guard descriptor != .standardInput else { return }
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
      var stream = FileStream(descriptor, isHashed: false)
      defer { stream.close() }
      var bytes: [UInt8] = []
      while try stream.read(into: &bytes) {}
      return bytes
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
