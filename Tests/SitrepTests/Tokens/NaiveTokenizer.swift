@testable import Sitrep

/// The slow twin of `Tokenizer`: one byte after the other, words folded into an array and
/// looked up in a dictionary.
struct NaiveTokenizer {
  let vocabulary: [[UInt8]: WordID]

  func tokenize(_ bytes: [UInt8], into tokens: inout TokenTable) {
    var found = TokenTable()
    var cursor = NaiveCursor(bytes: bytes)
    while cursor.next < bytes.count {
      switch bytes[cursor.next] {
      case 0x0A, 0x0D: cursor.skipLine()
      case 0x00...0x20, 0x7F: cursor.skipSpace()
      case 0x30...0x39: cursor.takeNumber(into: &found)
      case 0x41...0x5A, 0x61...0x7A: cursor.takeWord(into: &found)
      case 0x80...0xFF: cursor.takeWide(into: &found)
      default: cursor.takeMark(into: &found)
      }
    }
    for token in 0..<found.count {
      var folded: [UInt8] = []
      Folding.append(bytes.span, found.spans[token].range, to: &folded)
      tokens.append(
        found.spans[token], found.kinds[token], found.flags[token],
        vocabulary[folded] ?? .unknown)
    }
  }
}

/// Where the tokenizer stands, and what white space it has passed since the last token.
private struct NaiveCursor {
  let bytes: [UInt8]
  var next = 0
  private var pending: TokenFlags = .spaceBefore

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  private static func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  mutating func skipSpace() {
    next += 1
    pending.insert(.spaceBefore)
  }

  mutating func skipLine() {
    next += bytes[next] == 0x0D && byte(next + 1) == 0x0A ? 2 : 1
    if pending.contains(.lineBefore) { pending.insert(.paragraphBefore) }
    pending.formUnion([.spaceBefore, .lineBefore])
  }

  private mutating func emit(
    _ end: Int, _ kind: TokenKind, _ flags: TokenFlags = [], into tokens: inout TokenTable
  ) {
    tokens.append(TextSpan(next..<end), kind, flags.union(pending))
    pending = []
    next = end
  }
}

extension NaiveCursor {
  /// A word, and the clitic behind it where there is one.
  mutating func takeWord(into tokens: inout TokenTable) {
    if let end = initialismEnd() {
      emit(end, .word, [.capital, .initialism], into: &tokens)
      return
    }
    var (end, capitals, small) = (next, 0, 0)
    var mixed = false
    let first = letterLength(at: next)
    var firstIsCapital = Self.isCapital(bytes[next])
    if bytes[next] >= 0x80 {
      firstIsCapital = Folding.decode(bytes.span, at: next).scalar.properties.isUppercase
    }
    if firstIsCapital { capitals += 1 } else { small += 1 }
    end += first
    while end < bytes.count {
      let byte = bytes[end]
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
      } else if byte >= 0x80, letterLength(at: end) > 0 {
        if Folding.decode(bytes.span, at: end).scalar.properties.isUppercase {
          capitals += 1
        } else {
          small += 1
        }
        end += letterLength(at: end)
      } else if let width = apostropheWidth(at: end), letterLength(at: end + width) > 0 {
        if let clitic = cliticStart(at: end, width: width) {
          emit(clitic, .word, flags(firstIsCapital, capitals, small, mixed), into: &tokens)
          emit(cliticEnd(from: end + width), .clitic, into: &tokens)
          return
        }
        end += width
      } else {
        break
      }
    }
    emit(end, .word, flags(firstIsCapital, capitals, small, mixed), into: &tokens)
    // The apostrophe of a plural's possessive leans on its word: the soldiers' camp.
    if let width = apostropheWidth(at: next), byte(next - 1) | 0x20 == 0x73,
      letterLength(at: next + width) == 0
    {
      emit(next + width, .quote, into: &tokens)
    }
  }

  private func flags(_ capital: Bool, _ capitals: Int, _ small: Int, _ mixed: Bool) -> TokenFlags {
    var flags: TokenFlags = capital ? .capital : []
    if capitals > 1, small == 0 { flags.insert(.allCapitals) }
    if mixed { flags.insert(.mixed) }
    return flags
  }

  /// The end of `U.S.`, `U.N`, `a.m.`: single letters with a stop between each two.
  private func initialismEnd() -> Int? {
    var end = next
    var letters = 0
    while Self.isLetter(byte(end)) {
      letters += 1
      if byte(end + 1) == 0x2E {
        end += 2
      } else {
        guard letters > 1, letterLength(at: end + 1) == 0, !Self.isDigit(byte(end + 1)) else {
          // "U.S.Army" ends before the word that was glued to it.
          return letters > 2 ? end : nil
        }
        return end + 1
      }
    }
    return letters > 1 ? end : nil
  }

  /// Bytes of the apostrophe at `index`, straight or curly.
  private func apostropheWidth(at index: Int) -> Int? {
    if byte(index) == 0x27 { return 1 }
    let isCurly =
      byte(index) == 0xE2 && byte(index + 1) == 0x80
      && (byte(index + 2) == 0x99 || byte(index + 2) == 0x98)
    return isCurly ? 3 : nil
  }

  private func cliticEnd(from index: Int) -> Int {
    var end = index
    while Self.isLetter(byte(end)) { end += 1 }
    return end
  }

  /// Where the clitic begins whose apostrophe is at `index`: at the apostrophe, or one
  /// letter before it (`n't`).
  private func cliticStart(at index: Int, width: Int) -> Int? {
    let start = index + width
    let end = cliticEnd(from: start)
    guard end - start <= 2, letterLength(at: end) == 0, !Self.isDigit(byte(end)) else { return nil }
    let (first, second) = (byte(start) | 0x20, byte(start + 1) | 0x20)
    switch (end - start, first, second) {
    case (1, 0x74, _): return byte(index - 1) | 0x20 == 0x6E && index - 1 > next ? index - 1 : nil
    case (1, 0x73, _), (1, 0x64, _), (1, 0x6D, _): return index
    case (2, 0x72, 0x65), (2, 0x76, 0x65), (2, 0x6C, 0x6C): return index
    default: return nil
    }
  }

  /// Bytes of the letter at `index`, 0 where there is none. A mark that combines with a
  /// letter counts as one.
  private func letterLength(at index: Int) -> Int {
    let byte = byte(index)
    if byte < 0x80 { return Self.isLetter(byte) ? 1 : 0 }
    let (scalar, length) = Folding.decode(bytes.span, at: index)
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

extension NaiveCursor {
  /// A number with its separators, and letters that are glued to it.
  mutating func takeNumber(into tokens: inout TokenTable) {
    var end = next
    while true {
      while Self.isDigit(byte(end)) { end += 1 }
      let separator = byte(end)
      guard separator == 0x2C || separator == 0x2E, Self.isDigit(byte(end + 1)) else { break }
      end += 1
    }
    guard letterLength(at: end) > 0 else {
      emit(end, .number, into: &tokens)
      return
    }
    while Self.isDigit(byte(end)) || letterLength(at: end) > 0 {
      end += max(1, letterLength(at: end))
    }
    emit(end, .alphanumeric, into: &tokens)
  }

  /// Punctuation in ASCII.
  mutating func takeMark(into tokens: inout TokenTable) {
    let byte = bytes[next]
    var end = next + 1
    switch byte {
    case 0x2E:
      while self.byte(end) == 0x2E { end += 1 }
      emit(end, end - next > 1 ? .ellipsis : .stop, into: &tokens)
    case 0x2D:
      while self.byte(end) == 0x2D { end += 1 }
      emit(end, end - next > 1 ? .dash : .hyphen, into: &tokens)
    case 0x27:
      let clitic = cliticEnd(from: next + 1)
      // A clitic that stands alone, as in text whose tokens were split: Russia 's
      let stands = clitic - next == 2 && self.byte(next + 1) | 0x20 == 0x73
      emit(stands ? clitic : end, stands ? .clitic : .quote, into: &tokens)
    default:
      let isSquare = byte == 0x5B || byte == 0x5D
      emit(end, Self.kind(of: byte), isSquare ? .square : [], into: &tokens)
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
  mutating func takeWide(into tokens: inout TokenTable) {
    if letterLength(at: next) > 0 {
      takeWord(into: &tokens)
      return
    }
    let (scalar, length) = Folding.decode(bytes.span, at: next)
    switch scalar.value {
    case 0x85, 0x2028, 0x2029:
      next += length
      pending.formUnion([.spaceBefore, .lineBefore])
    case 0xA0, 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF, 0x200C, 0x200D, 0x2060:
      next += length
      pending.insert(.spaceBefore)
    case 0x2010, 0x2011, 0x2012, 0x2013: emit(next + length, .hyphen, into: &tokens)
    case 0x2014, 0x2015: emit(next + length, .dash, into: &tokens)
    case 0x2018, 0x201C, 0xAB, 0x201E: emit(next + length, .openingQuote, into: &tokens)
    case 0x2019, 0x201D, 0xBB: emit(next + length, .closingQuote, into: &tokens)
    case 0x2026: emit(next + length, .ellipsis, into: &tokens)
    case 0x3002: emit(next + length, .stop, into: &tokens)
    default: emit(next + length, .symbol, into: &tokens)
    }
  }
}
