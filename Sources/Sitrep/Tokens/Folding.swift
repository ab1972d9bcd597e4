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
    case 0x2018, 0x2019, 0x02BC, 0x02BB, 0xFF07:
      folded.append(0x27)
    case 0x2010, 0x2011, 0x2013:
      folded.append(0x2D)
    case 0x300...0x36F:
      break  // a combining accent
    case 0xFF01...0xFF5E:
      // The full-width forms of ASCII, in its order.
      let byte = UInt8(scalar.value - 0xFF01 + 0x21)
      folded.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    default:
      if let letters = bases.first(where: { $0.contains(scalar) })?[scalar] {
        folded.append(contentsOf: letters)
      } else {
        folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
  }

  /// What letters with accents are folded to: the first letter of their decomposition in the
  /// Unicode Character Database (16.0), made small. Of Latin-1, Latin Extended-A and the
  /// ligatures, those that it does not decompose are transcribed as usual. Cyrillic has no
  /// table: й and ё are letters of their own.
  private static let bases = [
    LetterTable(
      first: 0xC0,
      """
      a6 ae c e4 i4 d n o5 x o u4 y th ss a6 ae c e4 i4 d n o5 - o u4 y th y \
      a6 c8 d4 e10 g8 h4 i10 ij2 j2 k3 l10 n9 o6 oe2 r6 s8 t6 u12 w2 y3 z6 s \
      -32 o2 -13 u2 -19 dz3 lj3 nj3 a2 i2 o2 u10 - a4 ae2 -2 g2 k2 o4 ʒ2 j dz3 g2 -2 n2 a2 \
      ae2 o2 a4 e4 i4 o4 r4 u4 s2 t2 -2 h2 -6 a2 e2 o8 y2
      """),
    LetterTable(
      first: 0x1E00,
      """
      a2 b6 c2 d10 e10 f2 g2 h10 i4 k6 l8 m6 n8 o8 p4 r8 s10 t8 u10 v4 w10 x4 y2 z6 h t w y a \
      s -2 ss - a24 e16 i4 o24 u14 y8
      """),
    LetterTable(
      first: 0x386,
      "α - ε η ι - ο - υ ω ι -25 ι υ α ε η ι υ -17 σ -7 ι υ ο υ ω"),
    LetterTable(
      first: 0x1F00,
      """
      α16 ε6 -2 ε6 -2 η16 ι16 ο6 -2 ο6 -2 υ8 - υ - υ - υ - υ ω16 α2 ε2 η2 ι2 ο2 υ2 ω2 -2 α16 \
      η16 ω16 α5 - α7 -5 η3 - η2 ε2 η3 -3 ι4 -2 ι6 -4 υ4 ρ2 υ6 ρ -5 ω3 - ω2 ο2 ω3
      """),
    LetterTable(first: 0x212A, "k a"),
    LetterTable(first: 0xFB00, "ff fi fl ffi ffl st2"),
  ]
}

/// What each of some letters in a row is folded to.
private struct LetterTable: Sendable {
  private let first: UInt32
  private let letters: [[UInt8]?]

  /// - Parameter runs: The folded letters, and for how many in a row each stands; a hyphen
  ///   where a letter is only made small.
  init(first: UInt32, _ runs: String) {
    self.first = first
    letters = runs.split(separator: " ").flatMap { run in
      let letters = run.prefix { !("0"..."9").contains($0) }
      let count = Int(run.dropFirst(letters.count)) ?? 1
      return Array(repeating: letters == "-" ? nil : Array(letters.utf8), count: count)
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= first && scalar.value - first < UInt32(letters.count)
  }

  subscript(scalar: Unicode.Scalar) -> [UInt8]? { letters[Int(scalar.value - first)] }
}
