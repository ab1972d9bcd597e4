/// Up to eight bytes of a text side by side in one word, so that they are looked at
/// together: the first byte is the lowest. Hot path.
struct ByteBlock: Equatable {
  /// The bytes; what lies behind the last one is zero.
  let bits: UInt64

  private init(bits: UInt64) { self.bits = bits }

  /// The eight bytes of `text` from `index`, or as many as there are.
  @inline(__always)
  init(_ text: borrowing Span<UInt8>, at index: Int) {
    guard index + 8 > text.count else {
      // Any eight bytes are a number.
      bits = UInt64(
        littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      return
    }
    var bits: UInt64 = 0
    for place in index..<max(index, text.count) {
      bits |= UInt64(text[place]) << UInt64(8 * (place - index))
    }
    self.bits = bits
  }

  /// The first `count` bytes; all where it is eight or more.
  @inline(__always)
  func prefix(_ count: Int) -> ByteBlock {
    count >= 8 ? self : ByteBlock(bits: bits & (1 << UInt64(truncatingIfNeeded: 8 * count) &- 1))
  }

  /// The byte at a place below eight.
  @inline(__always)
  subscript(place: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: bits >> UInt64(truncatingIfNeeded: 8 * place))
  }

  var isASCII: Bool { bits & ByteMarks.all == 0 }

  /// Where ASCII has a letter.
  var letters: ByteMarks {
    let small = (bits | 0x20 * ByteMarks.ones) & (0x7F * ByteMarks.ones)
    // The eighth bit of each sum: from `a` on, and past `z`.
    let from = small &+ (0x80 - 0x61) * ByteMarks.ones
    let past = small &+ (0x7F - 0x7A) * ByteMarks.ones
    return ByteMarks(bits: from & ~past & ~bits & ByteMarks.all)
  }

  /// Where ASCII has a capital.
  var capitals: ByteMarks {
    // Bit 5 tells small letters from capitals.
    ByteMarks(bits: letters.bits & ~(bits << 2))
  }

  /// The same bytes with the capitals of ASCII made small.
  var folded: ByteBlock { ByteBlock(bits: bits | capitals.bits >> 2) }
}

/// A mark on some of the bytes of a `ByteBlock`: their eighth bit.
struct ByteMarks: Equatable {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let all: UInt64 = 0x8080_8080_8080_8080

  let bits: UInt64

  /// How many bytes are marked before the first that is not.
  var leadingCount: Int { (~bits & Self.all).trailingZeroBitCount >> 3 }

  var isEmpty: Bool { bits == 0 }

  /// Those of the first `count` bytes.
  func prefix(_ count: Int) -> ByteMarks {
    ByteMarks(
      bits: count >= 8 ? bits : bits & (1 << UInt64(truncatingIfNeeded: 8 * count) &- 1))
  }

  func subtracting(_ other: ByteMarks) -> ByteMarks { ByteMarks(bits: bits & ~other.bits) }

  /// Whether a mark of this one stands behind one of `other`; no byte has both.
  func reaches(behind other: ByteMarks) -> Bool {
    !other.isEmpty && bits > other.bits & (0 &- other.bits)
  }
}
