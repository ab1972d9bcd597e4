/// Where the tokenizer stands, and what white space it has passed since the last token.
struct TokenCursor {
  private(set) var next = 0
  private var pending: TokenFlags = .spaceBefore

  @inline(__always)
  func byte(_ text: Span<UInt8>, _ index: Int) -> UInt8 {
    index < text.count ? text[index] : 0
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  static func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  /// Passes over white space, or takes a word, a number or a mark with what leans on it.
  ///
  /// - Parameter tokens: The tokens before those of the block: a link takes back the tokens
  ///   that its beginning was cut into.
  @inline(__always)
  mutating func step(
    _ text: Span<UInt8>, into block: inout TokenBlock, behind tokens: inout TokenTable
  ) {
    // Before the rest: most tokens are words, and a jump that is nearly always taken costs
    // less than one by a table.
    let first = ByteBlock(text, at: next)
    let letters = first.letters
    guard letters.hasFirst else { return takeOther(text, into: &block, behind: &tokens) }
    takeLetters(text, first, letters, into: &block)
  }

  /// What does not begin with a letter of ASCII.
  mutating func takeOther(
    _ text: Span<UInt8>, into block: inout TokenBlock, behind tokens: inout TokenTable
  ) {
    switch text[next] {
    case 0x30...0x39: takeNumber(text, into: &block)
    case 0x0A, 0x0D: skipLine(text)
    case 0x00...0x20, 0x7F: skip(1, .spaceBefore)
    case 0x80...0xFF: takeWide(text, into: &block)
    case 0x2E, 0x3A, 0x40:
      if !takeLink(text, into: &block, behind: &tokens) { takeMark(text, into: &block) }
    default: takeMark(text, into: &block)
    }
  }

  /// Passes over white space.
  mutating func skip(_ count: Int, _ space: TokenFlags) {
    next += count
    pending.formUnion(space)
  }

  private mutating func skipLine(_ text: Span<UInt8>) {
    if pending.contains(.lineBefore) { pending.insert(.paragraphBefore) }
    let isPair = text[next] == 0x0D && byte(text, next + 1) == 0x0A
    skip(isPair ? 2 : 1, [.spaceBefore, .lineBefore])
  }

  /// Goes back to a token that is taken anew.
  mutating func goBack(to token: TextSpan, _ flags: TokenFlags) {
    next = Int(token.start)
    pending = flags.intersection([.spaceBefore, .lineBefore, .paragraphBefore])
  }

  mutating func emit(
    _ text: Span<UInt8>, _ end: Int, _ kind: TokenKind, _ flags: TokenFlags = [],
    into tokens: inout TokenBlock
  ) {
    let key = WordKey(ofToken: text, next..<end)
    emit(end, byte(text, end), kind, flags, key, into: &tokens)
  }

  /// Adds a token, and passes over the blank behind it where there is one.
  ///
  /// - Parameter after: The byte behind the token, zero at the end of the text.
  @inline(__always)
  mutating func emit(
    _ end: Int, _ after: UInt8, _ kind: TokenKind, _ flags: TokenFlags, _ key: WordKey,
    into tokens: inout TokenBlock
  ) {
    // Offsets of 32 bits are enough for a `SourceText`.
    let span = TextSpan(UInt32(truncatingIfNeeded: next), UInt32(truncatingIfNeeded: end))
    tokens.append(span, kind, flags.union(pending), key)
    let isBlank = after == 0x20
    pending = isBlank ? .spaceBefore : []
    next = isBlank ? end &+ 1 : end
  }
}
