extension TokenCursor {
  /// Whether a byte ends a word of ASCII letters without a further look: not a digit, an
  /// apostrophe, and what lies beyond ASCII.
  private static func endsWord(_ byte: UInt8) -> Bool {
    byte < 0x80 && byte != 0x27 && !isDigit(byte)
  }

  /// A word that begins with a letter of ASCII. Most have no other and end at a blank or a
  /// mark; eight bytes of them are looked at together. The rest is for `takeWord`.
  ///
  /// - Parameter first: The bytes from `next`.
  @inline(__always)
  mutating func takeLetters(
    _ text: Span<UInt8>, _ first: ByteBlock, _ letters: ByteMarks, into tokens: inout TokenBlock
  ) {
    let count = letters.leadingCount
    guard count < 8 else { return takeLongWord(text, first, letters, into: &tokens) }
    let after = first[count]
    guard Self.endsWord(after), after != 0x2E || count > 1 else {
      return takeWord(text, into: &tokens)
    }
    let word = first.prefix(count)
    let letters = letters.prefix(count)
    let large = word.capitals(among: letters)
    let flags =
      large.hasOthers ? Self.flags(letters.subtracting(large), large) : TokenFlags(firstOf: large)
    emit(next &+ count, after, .word, flags, WordKey(word.folding(large)), into: &tokens)
  }

  /// Of a word of ASCII letters.
  private static func flags(_ small: ByteMarks, _ large: ByteMarks) -> TokenFlags {
    var flags = TokenFlags(firstOf: large)
    if small.isEmpty { flags.insert(.allCapitals) }
    if large.reaches(behind: small) { flags.insert(.mixed) }
    return flags
  }

  /// The same for a word that has eight letters or more.
  private mutating func takeLongWord(
    _ text: Span<UInt8>, _ first: ByteBlock, _ letters: ByteMarks, into tokens: inout TokenBlock
  ) {
    let large = first.capitals(among: letters)
    var (end, count, isPlain) = (next &+ 8, 8, !large.hasOthers)
    var key = WordKey(first.folding(large))
    while count == 8 {
      let block = ByteBlock(text, at: end)
      let letters = block.letters
      count = letters.leadingCount
      let part = block.prefix(count)
      isPlain = isPlain && part.capitals(among: letters.prefix(count)).isEmpty
      if count > 0 { key.append(part) }
      end &+= count
    }
    let after = byte(text, end)
    guard isPlain, Self.endsWord(after) else { return takeWord(text, into: &tokens) }
    if end &- next > 8 { key.end() }
    emit(end, after, .word, TokenFlags(firstOf: large), key, into: &tokens)
  }

  /// A word, and the clitic behind it where there is one.
  mutating func takeWord(
    _ text: Span<UInt8>, into tokens: inout TokenBlock
  ) {
    if let end = initialismEnd(text) {
      let isCapital = Self.isCapital(text[next])
      emit(text, end, .word, isCapital ? [.capital, .initialism] : .initialism, into: &tokens)
      return
    }
    var (end, shape) = (next, WordShape())
    let script = Letter(text, at: next).map { Script($0.scalar) } ?? .spaced
    while end < text.count {
      if let letter = Letter(text, at: end) {
        guard script.admits(letter.scalar) else { break }
        shape.add(letter.scalar)
        end += letter.length
      } else if Self.isDigit(text[end]), script == .spaced {
        end += 1
      } else if let width = apostropheWidth(text, at: end),
        let letter = Letter(text, at: end + width), script.admits(letter.scalar)
      {
        if let clitic = cliticStart(text, at: end, width: width) {
          emit(text, clitic, .word, shape.flags, into: &tokens)
          emit(text, cliticEnd(text, from: end + width), .clitic, into: &tokens)
          return
        }
        end += width
      } else {
        break
      }
    }
    emit(text, end, .word, shape.flags, into: &tokens)
    // The apostrophe of a plural's possessive leans on its word: the soldiers' camp.
    if let width = apostropheWidth(text, at: next), byte(text, next - 1) | 0x20 == 0x73,
      !hasLetter(text, at: next + width)
    {
      emit(text, next + width, .quote, into: &tokens)
    }
  }

  /// The end of `U.S.`, `U.N`, `a.m.`: single letters with a stop between each two.
  private func initialismEnd(_ text: Span<UInt8>) -> Int? {
    var end = next
    var letters = 0
    while Self.isLetter(byte(text, end)) {
      letters += 1
      if byte(text, end + 1) == 0x2E {
        end += 2
      } else {
        guard letters > 1, !hasLetter(text, at: end + 1), !Self.isDigit(byte(text, end + 1))
        else {
          // "U.S.Army" ends before the word that was glued to it.
          return letters > 2 ? end : nil
        }
        return end + 1
      }
    }
    return letters > 1 ? end : nil
  }

  /// Bytes of the apostrophe at `index`, straight or curly.
  private func apostropheWidth(_ text: Span<UInt8>, at index: Int) -> Int? {
    if byte(text, index) == 0x27 { return 1 }
    let isCurly =
      byte(text, index) == 0xE2 && byte(text, index + 1) == 0x80
      && (byte(text, index + 2) == 0x99 || byte(text, index + 2) == 0x98)
    return isCurly ? 3 : nil
  }

  func cliticEnd(_ text: Span<UInt8>, from index: Int) -> Int {
    var end = index
    while Self.isLetter(byte(text, end)) { end += 1 }
    return end
  }

  /// Where the clitic begins whose apostrophe is at `index`: at the apostrophe, or one
  /// letter before it (`n't`).
  private func cliticStart(_ text: Span<UInt8>, at index: Int, width: Int) -> Int? {
    let start = index + width
    let end = cliticEnd(text, from: start)
    guard end - start <= 2, !hasLetter(text, at: end), !Self.isDigit(byte(text, end)) else {
      return nil
    }
    let (first, second) = (byte(text, start) | 0x20, byte(text, start + 1) | 0x20)
    switch (end - start, first, second) {
    case (1, 0x74, _):
      return byte(text, index - 1) | 0x20 == 0x6E && index - 1 > next ? index - 1 : nil
    case (1, 0x73, _), (1, 0x64, _), (1, 0x6D, _): return index
    case (2, 0x72, 0x65), (2, 0x76, 0x65), (2, 0x6C, 0x6C): return index
    default: return nil
    }
  }

  private func hasLetter(_ text: Span<UInt8>, at index: Int) -> Bool {
    Letter(text, at: index) != nil
  }
}

extension TokenFlags {
  /// `.capital` where the first letter of a word is among its capitals.
  @inline(__always)
  fileprivate init(firstOf capitals: ByteMarks) {
    self.init(rawValue: UInt8(truncatingIfNeeded: capitals.bits &>> 7) & Self.capital.rawValue)
  }
}
