import CZlib
import CZstd

extension Compression {
  /// One whole member or frame with `bytes` in it. Equal bytes give equal ones.
  ///
  /// The levels are those of `gzip` and `zstd` themselves.
  func pack(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .gzip: Self.gzip(bytes)
    case .zstd: Self.zstd(bytes)
    }
  }

  private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    // 15 bits of window and 16 for the header of gzip, which is without name and time then.
    let code = deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib has no memory, or is of another version than its header")
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      bytes.withUnsafeBufferPointer { input in
        // zlib only reads what `next_in` points at.
        stream.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        let code = deflate(&stream, Z_FINISH)
        precondition(code == Z_STREAM_END, "zlib's own bound is too small")
        count = buffer.count - Int(stream.avail_out)
      }
    }
  }

  private static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { buffer, count in
      bytes.withUnsafeBytes { input in
        count = ZSTD_compress(
          buffer.baseAddress, buffer.count, input.baseAddress, input.count, ZSTD_CLEVEL_DEFAULT)
      }
      precondition(ZSTD_isError(count) == 0, "zstd's own bound is too small")
    }
  }
}
