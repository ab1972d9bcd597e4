extension TokenCursor {
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
    var kind = TokenKind.number
    while let letter = Letter(text, at: end), Script(letter.scalar) == .spaced {
      kind = .alphanumeric
      end += letter.length
      while Self.isDigit(byte(text, end)) { end += 1 }
    }
    if end == next + 1, byte(text, end) >= 0x80, let end = keycapEnd(text) {
      emit(text, end, .symbol, into: &tokens)
    } else {
      emit(text, end, kind, into: &tokens)
    }
  }

  /// Punctuation in ASCII.
  mutating func takeMark(
    _ text: Span<UInt8>, into tokens: inout TokenBlock
  ) {
    let mark = text[next]
    var end = next + 1
    switch mark {
    case 0x2D where byte(text, end) == mark, 0x2E where byte(text, end) == mark:
      while byte(text, end) == mark { end += 1 }
      emit(text, end, mark == 0x2E ? .ellipsis : .dash, into: &tokens)
    case 0x27:
      let clitic = cliticEnd(text, from: next + 1)
      // A clitic that stands alone, as in text whose tokens were split: Russia 's
      let stands = clitic - next == 2 && byte(text, next + 1) | 0x20 == 0x73
      emit(text, stands ? clitic : end, stands ? .clitic : .quote, into: &tokens)
    case 0x23, 0x2A:
      emit(text, keycapEnd(text) ?? end, .symbol, into: &tokens)
    default:
      let isSquare = mark == 0x5B || mark == 0x5D
      let flags: TokenFlags = isSquare ? .square : []
      emit(end, byte(text, end), Self.kind(of: mark), flags, WordKey(mark), into: &tokens)
    }
  }

  private static func kind(of mark: UInt8) -> TokenKind {
    switch mark {
    case 0x2C: .comma
    case 0x2D: .hyphen
    case 0x2E: .stop
    case 0x3A: .colon
    case 0x3B: .semicolon
    case 0x21, 0x3F: .exclamation
    case 0x22: .quote
    case 0x28, 0x5B, 0x7B: .openingBracket
    case 0x29, 0x5D, 0x7D: .closingBracket
    default: .symbol
    }
  }
}
