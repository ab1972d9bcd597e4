extension TokenCursor {
  /// A character beyond ASCII: a letter begins a word, a digit a number; the rest are tokens
  /// of their own.
  mutating func takeWide(_ text: Span<UInt8>, into tokens: inout TokenBlock) {
    if Letter(text, at: next) != nil { return takeWord(text, into: &tokens) }
    let (scalar, length) = Folding.decode(text, at: next)
    switch scalar.value {
    case 0x85, 0x2028, 0x2029: skip(length, [.spaceBefore, .lineBefore])
    case 0xA0, 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF, 0x200C, 0x200D, 0x2060:
      skip(length, .spaceBefore)
    default:
      if let kind = Self.kind(of: scalar) {
        let isSquare = scalar == "［" || scalar == "］"
        emit(text, next + length, kind, isSquare ? .square : [], into: &tokens)
      } else if scalar.properties.generalCategory == .decimalNumber {
        emit(text, digitsEnd(text), .number, into: &tokens)
      } else {
        emit(text, pictureEnd(text), .symbol, into: &tokens)
      }
    }
  }

  /// The kind of a mark beyond ASCII, nil where it is a symbol.
  private static func kind(of mark: Unicode.Scalar) -> TokenKind? {
    switch mark {
    case "\u{2010}", "\u{2011}", "\u{2012}", "–", "－": .hyphen
    case "—", "\u{2015}": .dash
    case "‘", "“", "«", "„", "‚", "‹", "「", "『", "《", "〈": .openingQuote
    case "’", "”", "»", "›", "」", "』", "》", "〉": .closingQuote
    case "…": .ellipsis
    case "。", "．", "｡", "۔", "।": .stop
    case "！", "？", "؟", "‼", "⁇", "⁈", "⁉": .exclamation
    case "，", "、", "､", "،": .comma
    case "：": .colon
    case "；", "؛": .semicolon
    case "（", "［", "【": .openingBracket
    case "）", "］", "】": .closingBracket
    default: nil
    }
  }

  private func digitsEnd(_ text: Span<UInt8>) -> Int {
    var end = next
    while end < text.count {
      let (scalar, length) = Folding.decode(text, at: end)
      guard scalar.properties.generalCategory == .decimalNumber else { break }
      end += length
    }
    return end
  }
}

// MARK: - Pictures

extension TokenCursor {
  /// The end of a symbol at `next` with all that is drawn as one with it: flags, tones of
  /// skin, pictures that are joined. (Unicode Technical Standard 51, emoji ZWJ element.)
  private func pictureEnd(_ text: Span<UInt8>) -> Int {
    let (first, length) = Folding.decode(text, at: next)
    var end = next + length
    if Self.isFlagLetter(first), let (second, length) = character(text, at: end),
      Self.isFlagLetter(second)
    {
      return end + length
    }
    while let (scalar, length) = character(text, at: end) {
      switch scalar.value {
      case 0x20E3, 0xFE0E, 0xFE0F, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F: end += length
      case 0x200D:
        guard let (joined, width) = character(text, at: end + length), Letter.isEmoji(joined)
        else { return end }
        end += length + width
      default: return end
      }
    }
    return end
  }

  /// The end of a sign of ASCII at `next` that is drawn as a key: `1`, U+FE0F, U+20E3.
  func keycapEnd(_ text: Span<UInt8>) -> Int? {
    var end = next + 1
    if let (scalar, length) = character(text, at: end), scalar.value == 0xFE0F { end += length }
    guard let (scalar, length) = character(text, at: end), scalar.value == 0x20E3 else {
      return nil
    }
    return end + length
  }

  private func character(
    _ text: Span<UInt8>, at index: Int
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    index < text.count ? Folding.decode(text, at: index) : nil
  }

  private static func isFlagLetter(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }
}
