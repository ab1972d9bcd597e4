/// XXH64 with seed 0, as `xxhsum -H1` prints it (xxhash.com, "XXH64 algorithm description"):
/// tells damage from what was written, at the speed of memory; no guard against malice.
enum Checksum {
  private static let primes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
    0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
    0x27D4_EB2F_1656_67C5
  )

  /// O(bytes).
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var next = 0
    var hash = primes.4
    if bytes.count >= 32 {
      var lanes = (primes.0 &+ primes.1, primes.1, UInt64(0), 0 &- primes.0)
      while next + 32 <= bytes.count {
        lanes.0 = round(lanes.0, word(bytes, next))
        lanes.1 = round(lanes.1, word(bytes, next + 8))
        lanes.2 = round(lanes.2, word(bytes, next + 16))
        lanes.3 = round(lanes.3, word(bytes, next + 24))
        next += 32
      }
      hash =
        rotate(lanes.0, 1) &+ rotate(lanes.1, 7) &+ rotate(lanes.2, 12) &+ rotate(lanes.3, 18)
      for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
        hash = (hash ^ round(0, lane)) &* primes.0 &+ primes.3
      }
    }
    hash = hash &+ UInt64(bytes.count)
    while next + 8 <= bytes.count {
      hash = rotate(hash ^ round(0, word(bytes, next)), 27) &* primes.0 &+ primes.3
      next += 8
    }
    if next + 4 <= bytes.count {
      let half = UInt64(
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: next, as: UInt32.self)))
      hash = rotate(hash ^ half &* primes.0, 23) &* primes.1 &+ primes.2
      next += 4
    }
    while next < bytes.count {
      hash = rotate(hash ^ UInt64(bytes[next]) &* primes.4, 11) &* primes.0
      next += 1
    }
    hash = (hash ^ hash >> 33) &* primes.1
    hash = (hash ^ hash >> 29) &* primes.2
    return hash ^ hash >> 32
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotate(lane &+ word &* primes.1, 31) &* primes.0
  }

  @inline(__always)
  private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value << count | value >> (64 - count)
  }
}
