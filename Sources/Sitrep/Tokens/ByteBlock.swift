/// Up to eight bytes of a text side by side in one word, so that they are looked at
/// together: the first byte is the lowest. Hot path.
struct ByteBlock: Equatable {
  /// The bytes; what lies behind the last one is zero.
  let bits: UInt64

  private init(bits: UInt64) { self.bits = bits }

  /// The eight bytes of `text` from `index`, or as many as there are.
  @inline(__always)
  init(_ text: borrowing Span<UInt8>, at index: Int) { self.init(text.bytes, at: index) }

  /// The same of any bytes.
  @inline(__always)
  init(_ bytes: borrowing RawSpan, at index: Int) {
    guard index &+ 8 > bytes.byteCount else {
      // Any eight bytes are a number.
      bits = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      return
    }
    bits = Self.last(bytes, at: index)
  }

  private static func last(_ bytes: borrowing RawSpan, at index: Int) -> UInt64 {
    var bits: UInt64 = 0
    for place in index..<max(index, bytes.byteCount) {
      let byte = bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)
      bits |= UInt64(byte) << UInt64(8 * (place - index))
    }
    return bits
  }

  /// The first `count` bytes; all where it is eight or more.
  @inline(__always)
  func prefix(_ count: Int) -> ByteBlock {
    count >= 8 ? self : ByteBlock(bits: bits & (1 &<< UInt64(truncatingIfNeeded: 8 &* count) &- 1))
  }

  /// The byte at a place below eight.
  @inline(__always)
  subscript(place: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: 8 &* place))
  }

  var isASCII: Bool { bits & ByteMarks.all == 0 }

  /// Where a byte lies in a range, of bytes that are all below 0x80.
  @inline(__always)
  func marks(in range: ClosedRange<UInt8>) -> ByteMarks {
    // The eighth bit of each sum: from the lower bound on, and past the upper one.
    let from = bits &+ UInt64(0x80 - range.lowerBound) &* ByteMarks.ones
    let past = bits &+ UInt64(0x7F - range.upperBound) &* ByteMarks.ones
    return ByteMarks(bits: from & ~past & ByteMarks.all)
  }

  /// Where a byte has a bit.
  @inline(__always)
  func marks(ofBit bit: UInt8) -> ByteMarks {
    ByteMarks(bits: bits &<< UInt64(bit.leadingZeroBitCount) & ByteMarks.all)
  }

  /// Where ASCII has a letter.
  var letters: ByteMarks {
    let small = ByteBlock(bits: (bits | 0x20 * ByteMarks.ones) & (0x7F * ByteMarks.ones))
    return ByteMarks(bits: small.marks(in: 0x61...0x7A).bits & ~bits)
  }

  /// Which of the letters, or of some of them, are capitals.
  @inline(__always)
  func capitals(among letters: ByteMarks) -> ByteMarks {
    // Bit 5 tells small letters from capitals.
    ByteMarks(bits: letters.bits & ~(bits << 2))
  }

  /// The same bytes with the capitals of ASCII made small.
  var folded: ByteBlock { folding(capitals(among: letters)) }

  /// The same bytes with some capitals made small.
  @inline(__always)
  func folding(_ capitals: ByteMarks) -> ByteBlock { ByteBlock(bits: bits | capitals.bits >> 2) }
}

/// A mark on some of the bytes of a `ByteBlock`: their eighth bit.
struct ByteMarks: Equatable {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let all: UInt64 = 0x8080_8080_8080_8080

  let bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  /// Which byte has the first mark.
  var first: Int? { bits == 0 ? nil : bits.trailingZeroBitCount >> 3 }

  /// Those behind the first `count` bytes.
  @inline(__always)
  func dropping(_ count: Int) -> ByteMarks { subtracting(prefix(count)) }

  /// How many bytes are marked before the first that is not.
  var leadingCount: Int { (~bits & Self.all).trailingZeroBitCount >> 3 }

  var isEmpty: Bool { bits == 0 }

  /// Whether the first byte is marked.
  var hasFirst: Bool { bits & 0x80 != 0 }

  /// Whether another byte than the first is marked.
  var hasOthers: Bool { bits & ~0x80 != 0 }

  /// Those of the first `count` bytes; all where it is eight or more.
  @inline(__always)
  func prefix(_ count: Int) -> ByteMarks {
    ByteMarks(
      bits: count >= 8 ? bits : bits & (1 &<< UInt64(truncatingIfNeeded: 8 &* count) &- 1))
  }

  func union(_ other: ByteMarks) -> ByteMarks { ByteMarks(bits: bits | other.bits) }

  func intersection(_ other: ByteMarks) -> ByteMarks { ByteMarks(bits: bits & other.bits) }

  func subtracting(_ other: ByteMarks) -> ByteMarks { ByteMarks(bits: bits & ~other.bits) }

  /// Whether a mark of this one stands behind one of `other`; no byte has both.
  func reaches(behind other: ByteMarks) -> Bool {
    !other.isEmpty && bits > other.bits & (0 &- other.bits)
  }
}
