/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for the same seed on every
/// machine, so that a failing seed is the whole bug report.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// At most `limit` of the letters, put side by side.
  mutating func text(of letters: String, upTo limit: Int) -> String {
    let letters = Array(letters.unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...limit, using: &self) {
      text.append(letters[Int.random(in: 0..<letters.count, using: &self)])
    }
    return String(text)
  }

  /// At most `limit` of the pieces, put side by side as bytes.
  mutating func bytes(of pieces: [[UInt8]], upTo limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...limit, using: &self) {
      bytes += pieces[Int.random(in: 0..<pieces.count, using: &self)]
    }
    return bytes
  }
}

/// Pieces of text that meet the borders of the tokenizer and of UTF-8: random bytes alone
/// would hardly ever make a quote behind a stop, or half an emoji.
enum RoughText {
  static let pieces: [[UInt8]] =
    [
      "a", "B", "the", "U.S.", "Gen.", "a.m.", "Kyiv", "troops", "sent", "to", "12,000", "1.5",
      "82nd", " ", " ", " ", "\n", "\n\n", "\r\n", "\t", ".", ".", "...", ",", ";", ":", "!", "?",
      "'", "\"", "’", "‘", "“", "”", "«", "»", "-", "--", "–", "—", "…", "(", ")", "[", "]", "$",
      "%", "é", "É", "ß", "ı", "е", "Київ", "北京", "。", "👍", "👨‍👩‍👧", "e\u{301}", "\u{A0}",
      "\u{FEFF}", "\u{200B}", "\u{2028}", "\u{FFFD}", "\0", "\u{7F}", "'s", "n't", "’re", "@", "/",
    ].map { Array($0.utf8) } + broken

  /// Sequences that are not UTF-8: lone and missing trailing bytes, overlong forms,
  /// surrogates, numbers past the last scalar.
  static let broken: [[UInt8]] = [
    [0x80], [0xBF], [0xC3], [0xE2, 0x80], [0xF0, 0x9F, 0x91], [0xC0, 0xAF], [0xE0, 0x80, 0xAF],
    [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8], [0xFF], [0xFE],
  ]
}
