/// How words are compared: small letters, no accents, one kind of apostrophe.
///
/// The text itself is never changed; only look-ups see the folded form.
enum Folding {
  /// Appends the folded form of `bytes[range]`, which must be well-formed UTF-8.
  /// O(bytes); the loop for ASCII does no decoding.
  static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to folded: inout [UInt8]) {
    var next = range.lowerBound
    while next < range.upperBound {
      let byte = bytes[next]
      if byte < 0x80 {
        folded.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        next += 1
      } else {
        let (scalar, length) = decode(bytes, at: next)
        append(scalar, to: &folded)
        next += length
      }
    }
  }

  /// The folded form of a string, for lexicons and tests.
  static func fold(_ text: some StringProtocol) -> [UInt8] {
    let bytes = Array(text.utf8)
    var folded: [UInt8] = []
    append(bytes.span, 0..<bytes.count, to: &folded)
    return folded
  }

  /// The scalar whose first byte is at `index`, and how many bytes it takes.
  static func decode(_ bytes: Span<UInt8>, at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = UInt32(bytes[index])
    if lead < 0x80 { return (Unicode.Scalar(UInt8(lead)), 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = lead & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  private static func append(_ scalar: Unicode.Scalar, to folded: inout [UInt8]) {
    switch scalar.value {
    case 0xC0...0xF6, 0xF8...0x17F:
      folded.append(contentsOf: latin[Int(scalar.value - 0xC0)])
    case 0x2018, 0x2019, 0x02BC, 0x02BB:
      folded.append(0x27)
    case 0x2010, 0x2011, 0x2013:
      folded.append(0x2D)
    case 0x300...0x36F:
      break  // a combining accent
    default:
      folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }
  }

  /// Base letters of U+00C0 to U+017F (Latin-1 letters and Latin Extended-A), from the
  /// decompositions of the Unicode Character Database; letters that it does not
  /// decompose by their usual transcription.
  private static let latin: [[UInt8]] = {
    let letters = """
      a a a a a a ae c e e e e i i i i d n o o o o o x o u u u u y th ss \
      a a a a a a ae c e e e e i i i i d n o o o o o x o u u u u y th y \
      a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g \
      h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n \
      o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u \
      w w y y y z z z z z z s
      """
    return letters.split(separator: " ").map { Array($0.utf8) }
  }()
}
