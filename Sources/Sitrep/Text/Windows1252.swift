/// The encoding that Western Europe wrote before UTF-8: a byte for each character.
enum Windows1252 {
  /// What 0x80 to 0x9F stand for; all other bytes are the code points of the same number. As
  /// the Unicode Consortium's CP1252.TXT has it, with U+FFFD for the five undefined ones.
  private static let signs: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]

  /// The text as UTF-8, and how many bytes were undefined. O(bytes).
  static func decode(_ input: [UInt8]) -> (bytes: [UInt8], replacements: Int) {
    var (bytes, replacements): ([UInt8], Int) = ([], 0)
    bytes.reserveCapacity(input.count + input.count / 8)
    for byte in input {
      switch byte {
      case 0x00..<0x80: bytes.append(byte)
      case 0x80..<0xA0:
        let sign = signs[Int(byte - 0x80)]
        if sign == 0xFFFD { replacements += 1 }
        bytes.append(codePoint: sign)
      default: bytes.append(codePoint: UInt32(byte))
      }
    }
    return (bytes, replacements)
  }
}

extension [UInt8] {
  /// Appends a code point, which must be no surrogate, as UTF-8.
  mutating func append(codePoint: UInt32) {
    func trailing(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (codePoint >> shift & 0x3F)) }
    switch codePoint {
    case 0..<0x80: append(UInt8(codePoint))
    case 0x80..<0x800:
      append(UInt8(0xC0 | codePoint >> 6))
      append(trailing(0))
    case 0x800..<0x10000:
      append(UInt8(0xE0 | codePoint >> 12))
      append(trailing(6))
      append(trailing(0))
    default:
      append(UInt8(0xF0 | codePoint >> 18))
      append(trailing(12))
      append(trailing(6))
      append(trailing(0))
    }
  }
}
