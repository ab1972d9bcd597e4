/// What a word is found by: its bytes where there are eight or fewer, else a hash of them;
/// the capitals of ASCII folded.
struct WordKey: Equatable, Sendable {
  /// Stands for no word.
  static let none = WordKey(bits: 0)
  static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  let bits: UInt64

  private init(bits: UInt64) { self.bits = bits }

  /// The key of a word that is folded but for the capitals of ASCII.
  init(_ text: Span<UInt8>, _ range: Range<Int>) {
    self.init(ByteBlock(text, at: range.lowerBound).prefix(range.count).folded)
    for next in stride(from: range.lowerBound + 8, to: range.upperBound, by: 8) {
      append(ByteBlock(text, at: next).prefix(range.upperBound - next).folded)
    }
    if range.count > 8 { end() }
  }

  /// The key of a token as it stands in the text; none where it has to be folded first.
  init(ofToken text: Span<UInt8>, _ range: Range<Int>) {
    var isASCII = true
    for next in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      let block = ByteBlock(text, at: next).prefix(range.upperBound - next)
      isASCII = isASCII && block.isASCII
    }
    self = isASCII ? WordKey(text, range) : .none
  }

  /// The key of a word of eight letters of ASCII or fewer, folded.
  @inline(__always)
  init(_ folded: ByteBlock) { bits = folded.bits }

  /// The key of a letter or mark of ASCII, folded.
  @inline(__always)
  init(_ folded: UInt8) { bits = UInt64(folded) }

  /// The key of a longer word: that of its first eight bytes, and those that follow, eight
  /// at a time.
  @inline(__always)
  mutating func append(_ folded: ByteBlock) { self = WordKey(bits: hash ^ folded.bits) }

  /// Marks the key of a word of more than eight bytes as a hash: no word of eight letters
  /// of ASCII has the mark.
  @inline(__always)
  mutating func end() { self = WordKey(bits: bits | 1 << 63) }

  /// Whether the key is the word, so that no other word has it; false also for a word of
  /// eight bytes that ends beyond ASCII. (No word has a NUL, which is white space.)
  var isWord: Bool { bits != 0 && bits >> 63 == 0 }

  /// Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4), the halves of the key
  /// mixed first; the upper bits are the good ones.
  @inline(__always)
  var hash: UInt64 { (bits ^ bits >> 32) &* Self.factor }
}
