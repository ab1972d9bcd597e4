import CZlib
import CZstd

/// How bytes are compressed.
enum Compression: String, CaseIterable, Sendable {
  case gzip, zstd

  /// The compression that data begin as; nil where they begin as neither.
  init?(beginning bytes: some Collection<UInt8>) {
    if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstd
    } else {
      return nil
    }
  }

  /// The ending of files that are compressed so.
  var ending: String {
    switch self {
    case .gzip: "gz"
    case .zstd: "zst"
    }
  }
}

/// What a compressed stream holds: gzip of any number of members, or zstd of any number of
/// frames. Holds a piece of either side, however much there is.
///
/// Small data can unpack to any size. Time and disk are bounded by a limit on how much they grow:
/// news packs 3 to 8 times, a log that repeats itself some 50; gzip can give 1032 times its
/// size and zstd more than 30,000. What unpacks to more than `limit` times what was read of it
/// is broken off. The first `freeBytes` are not looked at, since short texts that repeat
/// themselves harm nobody.
final class UnpackedStream: ByteStream {
  static let freeBytes = 16 << 20
  static let usualLimit = 250

  private let source: any ByteStream
  private let unpacker: any Unpacker
  private let limit: Int
  /// What was read of the source and not taken yet, from `taken` on.
  private var packed: [UInt8]
  private var taken = 0
  private var packedCount: Int
  private var unpackedCount = 0
  private var sourceIsAtEnd = false
  /// What is thrown at the next read: what stands before is given out first.
  private var fault: StreamFault?

  /// - Parameters:
  ///   - beginning: What was read of the source already.
  ///   - limit: The most that the data may grow, as a factor.
  init(
    _ source: any ByteStream, beginning: [UInt8], _ compression: Compression,
    limit: Int = usualLimit
  ) {
    (self.source, packed, self.limit) = (source, beginning, limit)
    packedCount = beginning.count
    unpacker =
      switch compression {
      case .gzip: GzipUnpacker()
      case .zstd: ZstdUnpacker()
      }
  }

  func read(into bytes: inout [UInt8]) throws(StreamFault) -> Bool {
    if let fault { throw fault }
    let start = bytes.count
    while bytes.count == start {
      if taken == packed.count, !sourceIsAtEnd { try refill() }
      let isLast = taken == packed.count && sourceIsAtEnd
      if isLast, unpacker.isBetweenParts { return false }
      do throws(StreamFault) {
        try unpacker.unpack(packed, &taken, into: &bytes)
      } catch {
        fault = error
        guard bytes.count > start else { throw error }
      }
      // Nothing is left, neither to be taken nor in the unpacker.
      if isLast, bytes.count == start { throw .truncated("the \(unpacker.name) data") }
    }
    unpackedCount += bytes.count - start
    if unpackedCount > Self.freeBytes, unpackedCount / limit > packedCount - packed.count + taken {
      fault = .expands(times: limit)
    }
    return true
  }

  private func refill() throws(StreamFault) {
    packed.removeAll(keepingCapacity: true)
    taken = 0
    sourceIsAtEnd = try !source.read(into: &packed)
    packedCount += packed.count
  }
}

/// Unpacks one format.
private protocol Unpacker: AnyObject {
  /// What the format is called in messages.
  var name: String { get }
  /// Whether the data may end here.
  var isBetweenParts: Bool { get }
  /// Takes bytes of `packed` from `taken` on, and appends what they hold, a piece at most.
  func unpack(
    _ packed: [UInt8], _ taken: inout Int, into bytes: inout [UInt8]
  ) throws(StreamFault)
}

private final class GzipUnpacker: Unpacker {
  let name = "gzip"
  private(set) var isBetweenParts = true
  private var hasEnded = false
  /// zlib keeps the address of its state, so that it must never move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  init() {
    stream.initialize(to: z_stream())
    // 15 bits of window, which is all that gzip has, and 16 for its header.
    let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib has no memory, or is of another version than its header")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func unpack(
    _ packed: [UInt8], _ taken: inout Int, into bytes: inout [UInt8]
  ) throws(StreamFault) {
    if isBetweenParts, hasEnded {
      // Tapes and block devices fill up with zeros, and gzip passes over them.
      while taken < packed.count, packed[taken] == 0 { taken += 1 }
      guard taken < packed.count else { return }
      inflateReset(stream)
    }
    isBetweenParts = false
    var code = Z_OK
    bytes.append(addingCapacity: FileStream.pieceSize) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        packed.withUnsafeBufferPointer { input in
          // zlib only reads what `next_in` points at.
          stream.pointee.next_in = input.baseAddress.map {
            UnsafeMutablePointer(mutating: $0 + taken)
          }
          stream.pointee.avail_in = UInt32(input.count - taken)
          stream.pointee.next_out = buffer.baseAddress
          stream.pointee.avail_out = UInt32(buffer.count)
          code = inflate(stream, Z_NO_FLUSH)
          taken = input.count - Int(stream.pointee.avail_in)
          count = buffer.count - Int(stream.pointee.avail_out)
        }
      }
    }
    switch code {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: (isBetweenParts, hasEnded) = (true, true)
    default:
      throw .corrupt(
        hasEnded && stream.pointee.total_out == 0
          ? "there is something else behind the gzip data" : "the gzip data are damaged")
    }
  }
}

private final class ZstdUnpacker: Unpacker {
  let name = "zstd"
  private(set) var isBetweenParts = true
  private let stream: OpaquePointer

  init() {
    guard let stream = ZSTD_createDStream() else { preconditionFailure("zstd has no memory") }
    self.stream = stream
    // A window of 128 MiB at most, as `zstd` itself takes unless told otherwise.
    ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 27)
  }

  deinit { ZSTD_freeDStream(stream) }

  func unpack(
    _ packed: [UInt8], _ taken: inout Int, into bytes: inout [UInt8]
  ) throws(StreamFault) {
    var code = 0
    bytes.append(addingCapacity: FileStream.pieceSize) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        packed.withUnsafeBytes { input in
          var from = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: taken)
          var to = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
          code = ZSTD_decompressStream(stream, &to, &from)
          (taken, count) = (from.pos, to.pos)
        }
      }
    }
    guard ZSTD_isError(code) == 0 else {
      let reason = String(cString: ZSTD_getErrorName(code)).lowercased()
      throw .corrupt("the zstd data cannot be unpacked: \(reason)")
    }
    isBetweenParts = code == 0
  }
}
