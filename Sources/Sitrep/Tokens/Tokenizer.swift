/// Cuts a text into tokens.
///
/// Hyphens are tokens of their own, so that one lexicon entry serves `Il-76` and
/// `Il 76` and a frame sees `Panama` in `Panama-controlled`; so are clitics. Numbers keep
/// their separators, initialisms their stops.
struct Tokenizer: Sendable {
  /// Appends the tokens of the text to `tokens`, each looked up in the vocabulary. One
  /// pass, O(bytes). Hot path.
  func tokenize(_ bytes: [UInt8], _ vocabulary: Vocabulary, into tokens: inout TokenTable) {
    let text = bytes.span
    var cursor = Cursor()
    var block = TokenBlock()
    var folded: [UInt8] = []
    tokens.reserve(forBytes: bytes.count)
    while cursor.next < text.count {
      // A step finds three tokens at most.
      while cursor.next < text.count, block.count + 3 <= TokenBlock.capacity {
        cursor.step(text, into: &block)
      }
      vocabulary.identify(text, &block, folded: &folded)
      tokens.append(block)
      block.removeAll()
    }
  }

  /// Appends the tokens of the text to `tokens`; all words are unknown.
  func tokenize(_ bytes: [UInt8], into tokens: inout TokenTable) {
    tokenize(bytes, Self.nothing, into: &tokens)
  }

  private static let nothing = Vocabulary()

  /// The tokens of `text` as strings, to try things out and for tests.
  func words(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    var tokens = TokenTable()
    tokenize(bytes, into: &tokens)
    return tokens.spans.map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }
}

/// Where the tokenizer stands, and what white space it has passed since the last token.
private struct Cursor {
  var next = 0
  private var pending: TokenFlags = .spaceBefore

  init() {}

  @inline(__always)
  private func byte(_ text: Span<UInt8>, _ index: Int) -> UInt8 {
    index < text.count ? text[index] : 0
  }

  /// Whether a byte ends a word of ASCII letters without a further look: not a digit, an
  /// apostrophe, and what lies beyond ASCII.
  private static func endsWord(_ byte: UInt8) -> Bool {
    byte < 0x80 && byte != 0x27 && !isDigit(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  private static func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  /// Passes over white space, or takes a word, a number or a mark with what leans on it.
  @inline(__always)
  mutating func step(_ text: Span<UInt8>, into tokens: inout TokenBlock) {
    let byte = text[next]
    // Before the rest: most tokens are words, and a jump that is nearly always taken costs
    // less than one by a table.
    if Self.isLetter(byte) { return takeLetters(text, into: &tokens) }
    switch byte {
    case 0x30...0x39: takeNumber(text, into: &tokens)
    case 0x0A, 0x0D: skipLine(text)
    case 0x00...0x20, 0x7F: skipSpace()
    case 0x80...0xFF: takeWide(text, into: &tokens)
    default: takeMark(text, into: &tokens)
    }
  }

  mutating func skipSpace() {
    next += 1
    pending.insert(.spaceBefore)
  }

  mutating func skipLine(_ text: Span<UInt8>) {
    next += text[next] == 0x0D && byte(text, next + 1) == 0x0A ? 2 : 1
    if pending.contains(.lineBefore) { pending.insert(.paragraphBefore) }
    pending.formUnion([.spaceBefore, .lineBefore])
  }

  private mutating func emit(
    _ text: Span<UInt8>, _ end: Int, _ kind: TokenKind, _ flags: TokenFlags = [],
    into tokens: inout TokenBlock
  ) {
    emit(text, end, kind, flags, WordKey(ofToken: text, next..<end), into: &tokens)
  }

  /// Adds a token, and passes over the blank behind it where there is one.
  @inline(__always)
  private mutating func emit(
    _ text: Span<UInt8>, _ end: Int, _ kind: TokenKind, _ flags: TokenFlags, _ key: WordKey,
    into tokens: inout TokenBlock
  ) {
    // Offsets of 32 bits are enough for a `SourceText`.
    let span = TextSpan(UInt32(truncatingIfNeeded: next), UInt32(truncatingIfNeeded: end))
    tokens.append(span, kind, flags.union(pending), key)
    let isBlank = byte(text, end) == 0x20
    pending = isBlank ? .spaceBefore : []
    next = isBlank ? end + 1 : end
  }
}

extension Cursor {
  /// A word that begins with a letter of ASCII. Most have no other and end at a blank or a
  /// mark; eight bytes of them are looked at together. The rest is for `takeWord`.
  @inline(__always)
  mutating func takeLetters(
    _ text: Span<UInt8>, into tokens: inout TokenBlock
  ) {
    let first = ByteBlock(text, at: next)
    let count = first.letters.leadingCount
    guard count < 8 else { return takeLongWord(text, into: &tokens) }
    let after = first[count]
    guard Self.endsWord(after), after != 0x2E || count > 1 else {
      return takeWord(text, into: &tokens)
    }
    let word = first.prefix(count)
    let large = word.capitals
    var flags = TokenFlags()
    if !large.isEmpty {
      let small = word.letters.subtracting(large)
      if word.bits & 0x20 == 0 { flags.insert(.capital) }
      if count > 1, small.isEmpty { flags.insert(.allCapitals) }
      if large.reaches(behind: small) { flags.insert(.mixed) }
    }
    emit(text, next + count, .word, flags, WordKey(word.folded), into: &tokens)
  }

  /// The same for a word that has eight letters or more.
  private mutating func takeLongWord(_ text: Span<UInt8>, into tokens: inout TokenBlock) {
    var end = next
    var flags: TokenFlags = Self.isCapital(text[next]) ? .capital : []
    var hasSmall = false
    var count = 8
    var key = WordKey.none
    while count == 8 {
      let block = ByteBlock(text, at: end)
      count = block.letters.leadingCount
      let large = block.capitals.prefix(count)
      let small = block.letters.prefix(count).subtracting(large)
      if hasSmall && !large.isEmpty || large.reaches(behind: small) { flags.insert(.mixed) }
      hasSmall = hasSmall || !small.isEmpty
      let folded = block.prefix(count).folded
      if end == next { key = WordKey(folded) } else if count > 0 { key.append(folded) }
      end += count
    }
    guard Self.endsWord(byte(text, end)) else { return takeWord(text, into: &tokens) }
    if !hasSmall { flags.insert(.allCapitals) }
    if end - next > 8 { key.end() }
    emit(text, end, .word, flags, key, into: &tokens)
  }

  /// A word, and the clitic behind it where there is one.
  mutating func takeWord(
    _ text: Span<UInt8>, into tokens: inout TokenBlock
  ) {
    if let end = initialismEnd(text) {
      emit(text, end, .word, [.capital, .initialism], into: &tokens)
      return
    }
    var (end, capitals, small) = (next, 0, 0)
    var mixed = false
    let first = letterLength(text, at: next)
    var firstIsCapital = Self.isCapital(text[next])
    if text[next] >= 0x80 {
      firstIsCapital = Folding.decode(text, at: next).scalar.properties.isUppercase
    }
    if firstIsCapital { capitals += 1 } else { small += 1 }
    end += first
    while end < text.count {
      let byte = text[end]
      if Self.isLetter(byte) {
        if Self.isCapital(byte) {
          capitals += 1
          mixed = mixed || small > 0
        } else {
          small += 1
        }
        end += 1
      } else if Self.isDigit(byte) {
        end += 1
      } else if byte >= 0x80, letterLength(text, at: end) > 0 {
        if Folding.decode(text, at: end).scalar.properties.isUppercase {
          capitals += 1
        } else {
          small += 1
        }
        end += letterLength(text, at: end)
      } else if let width = apostropheWidth(text, at: end), letterLength(text, at: end + width) > 0
      {
        if let clitic = cliticStart(text, at: end, width: width) {
          emit(text, clitic, .word, flags(firstIsCapital, capitals, small, mixed), into: &tokens)
          emit(text, cliticEnd(text, from: end + width), .clitic, into: &tokens)
          return
        }
        end += width
      } else {
        break
      }
    }
    emit(text, end, .word, flags(firstIsCapital, capitals, small, mixed), into: &tokens)
    // The apostrophe of a plural's possessive leans on its word: the soldiers' camp.
    if let width = apostropheWidth(text, at: next), byte(text, next - 1) | 0x20 == 0x73,
      letterLength(text, at: next + width) == 0
    {
      emit(text, next + width, .quote, into: &tokens)
    }
  }

  private func flags(_ capital: Bool, _ capitals: Int, _ small: Int, _ mixed: Bool) -> TokenFlags {
    var flags: TokenFlags = capital ? .capital : []
    if capitals > 1, small == 0 { flags.insert(.allCapitals) }
    if mixed { flags.insert(.mixed) }
    return flags
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
        guard letters > 1, letterLength(text, at: end + 1) == 0, !Self.isDigit(byte(text, end + 1))
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

  private func cliticEnd(_ text: Span<UInt8>, from index: Int) -> Int {
    var end = index
    while Self.isLetter(byte(text, end)) { end += 1 }
    return end
  }

  /// Where the clitic begins whose apostrophe is at `index`: at the apostrophe, or one
  /// letter before it (`n't`).
  private func cliticStart(_ text: Span<UInt8>, at index: Int, width: Int) -> Int? {
    let start = index + width
    let end = cliticEnd(text, from: start)
    guard end - start <= 2, letterLength(text, at: end) == 0, !Self.isDigit(byte(text, end)) else {
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

  /// Bytes of the letter at `index`, 0 where there is none. A mark that combines with a
  /// letter counts as one.
  private func letterLength(_ text: Span<UInt8>, at index: Int) -> Int {
    let byte = byte(text, index)
    if byte < 0x80 { return Self.isLetter(byte) ? 1 : 0 }
    let (scalar, length) = Folding.decode(text, at: index)
    switch scalar.value {
    case 0xC0...0x24F: return scalar.value == 0xD7 || scalar.value == 0xF7 ? 0 : length
    case 0x2000...0x206F, 0xFFFD, 0xFEFF: return 0
    case 0x300...0x36F: return length
    default:
      let properties = scalar.properties
      let isMark =
        properties.generalCategory == .nonspacingMark
        || properties.generalCategory == .spacingMark
      return properties.isAlphabetic || isMark ? length : 0
    }
  }
}

extension Cursor {
  /// A number with its separators, and letters that are glued to it.
  mutating func takeNumber(
    _ text: Span<UInt8>, into tokens: inout TokenBlock
  ) {
    var end = next
    while true {
      while Self.isDigit(byte(text, end)) { end += 1 }
      let separator = byte(text, end)
      guard separator == 0x2C || separator == 0x2E, Self.isDigit(byte(text, end + 1)) else { break }
      end += 1
    }
    guard letterLength(text, at: end) > 0 else {
      emit(text, end, .number, into: &tokens)
      return
    }
    while Self.isDigit(byte(text, end)) || letterLength(text, at: end) > 0 {
      end += max(1, letterLength(text, at: end))
    }
    emit(text, end, .alphanumeric, into: &tokens)
  }

  /// Punctuation in ASCII.
  mutating func takeMark(
    _ text: Span<UInt8>, into tokens: inout TokenBlock
  ) {
    let byte = text[next]
    var end = next + 1
    switch byte {
    case 0x2E:
      while self.byte(text, end) == 0x2E { end += 1 }
      emit(text, end, end - next > 1 ? .ellipsis : .stop, into: &tokens)
    case 0x2D:
      while self.byte(text, end) == 0x2D { end += 1 }
      emit(text, end, end - next > 1 ? .dash : .hyphen, into: &tokens)
    case 0x27:
      let clitic = cliticEnd(text, from: next + 1)
      // A clitic that stands alone, as in text whose tokens were split: Russia 's
      let stands = clitic - next == 2 && self.byte(text, next + 1) | 0x20 == 0x73
      emit(text, stands ? clitic : end, stands ? .clitic : .quote, into: &tokens)
    default:
      let isSquare = byte == 0x5B || byte == 0x5D
      let flags: TokenFlags = isSquare ? .square : []
      emit(text, end, Self.kind(of: byte), flags, WordKey(byte), into: &tokens)
    }
  }

  private static func kind(of mark: UInt8) -> TokenKind {
    switch mark {
    case 0x2C: .comma
    case 0x3A: .colon
    case 0x3B: .semicolon
    case 0x21, 0x3F: .exclamation
    case 0x22: .quote
    case 0x28, 0x5B, 0x7B: .openingBracket
    case 0x29, 0x5D, 0x7D: .closingBracket
    default: .symbol
    }
  }

  /// A character beyond ASCII: a letter begins a word, the rest are tokens of their own.
  mutating func takeWide(
    _ text: Span<UInt8>, into tokens: inout TokenBlock
  ) {
    if letterLength(text, at: next) > 0 {
      takeWord(text, into: &tokens)
      return
    }
    let (scalar, length) = Folding.decode(text, at: next)
    switch scalar.value {
    case 0x85, 0x2028, 0x2029:
      next += length
      pending.formUnion([.spaceBefore, .lineBefore])
    case 0xA0, 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF, 0x200C, 0x200D, 0x2060:
      next += length
      pending.insert(.spaceBefore)
    case 0x2010, 0x2011, 0x2012, 0x2013: emit(text, next + length, .hyphen, into: &tokens)
    case 0x2014, 0x2015: emit(text, next + length, .dash, into: &tokens)
    case 0x2018, 0x201C, 0xAB, 0x201E: emit(text, next + length, .openingQuote, into: &tokens)
    case 0x2019, 0x201D, 0xBB: emit(text, next + length, .closingQuote, into: &tokens)
    case 0x2026: emit(text, next + length, .ellipsis, into: &tokens)
    case 0x3002: emit(text, next + length, .stop, into: &tokens)
    default: emit(text, next + length, .symbol, into: &tokens)
    }
  }
}
