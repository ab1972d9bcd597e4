extension TokenCursor {
  /// Takes the link that the mark at `next` tells: the colon of a URL's `://`, the stop of
  /// its `www.`, the `@` of an e-mail address. What stands before the mark has been cut into
  /// tokens already, so that only these marks pay for links, and is taken back.
  mutating func takeLink(
    _ text: Span<UInt8>, into block: inout TokenBlock, behind tokens: inout TokenTable
  ) -> Bool {
    guard let link = link(text) else { return false }
    // A token that goes back further, as in "é1@example.org", makes this no link.
    var count = 0
    while let span = Self.span(count, block, tokens), span.end > link.lowerBound {
      guard span.start >= link.lowerBound else { return false }
      count += 1
    }
    for _ in 0..<count {
      if block.count > 0 {
        goBack(to: block.spans[block.count - 1], block.flags[block.count - 1])
        block.removeLast()
      } else {
        goBack(to: tokens.spans[tokens.count - 1], tokens.flags[tokens.count - 1])
        tokens.removeLast()
      }
    }
    emit(text, link.upperBound, .link, into: &block)
    return true
  }

  /// The span of a token, counted from the last one of the block.
  private static func span(
    _ index: Int, _ block: borrowing TokenBlock, _ tokens: borrowing TokenTable
  ) -> TextSpan? {
    if index < block.count { return block.spans[block.count - 1 - index] }
    let index = tokens.count - 1 - (index - block.count)
    return index < 0 ? nil : tokens.spans[index]
  }

  private func link(_ text: Span<UInt8>) -> Range<Int>? {
    switch text[next] {
    case 0x3A:
      guard byte(text, next + 1) == 0x2F, byte(text, next + 2) == 0x2F else { return nil }
      return webLink(text, from: start(text, where: Self.isLetter), behind: next + 3)
    case 0x2E:
      guard Self.isAlphanumeric(byte(text, next + 1)) else { return nil }
      let start = start(text, where: { $0 | 0x20 == 0x77 })
      guard next - start == 3 else { return nil }
      return webLink(text, from: start, behind: next + 1)
    default:
      return address(text)
    }
  }

  /// Where a run of bytes begins that ends at `next`; no scheme or name of a mailbox is
  /// longer than 64 (RFC 5321, 4.5.3.1.1).
  private func start(_ text: Span<UInt8>, where isPart: (UInt8) -> Bool) -> Int {
    var start = next
    while start > 0, next - start <= 64, isPart(text[start - 1]) { start -= 1 }
    return start
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
}

// MARK: - URLs

extension TokenCursor {
  /// A URL that has its scheme before `body`.
  private func webLink(_ text: Span<UInt8>, from start: Int, behind body: Int) -> Range<Int>? {
    guard start < next, next - start <= 64 else { return nil }
    var end = linkEnd(text, from: body)
    while end > body, Self.isSentenceMark(text[end - 1]) { end -= 1 }
    return end > body ? start..<end : nil
  }

  /// As far as letters, digits and the marks of a URL go. A bracket that was not opened in
  /// the URL ends it, and so does an apostrophe, which more often quotes it.
  private func linkEnd(_ text: Span<UInt8>, from start: Int) -> Int {
    var (end, depth) = (start, 0)
    while end < text.count {
      switch text[end] {
      case 0x00...0x20, 0x22, 0x27, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B...0x7D, 0x7F: return end
      case 0x28, 0x5B: depth += 1
      case 0x29, 0x5D:
        if depth == 0 { return end }
        depth -= 1
      case 0x80...0xFF:
        guard let letter = Letter(text, at: end) else { return end }
        end += letter.length - 1
      default: break
      }
      end += 1
    }
    return end
  }

  /// Punctuation that belongs to the sentence where a link ends with it.
  private static func isSentenceMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F: true
    default: false
    }
  }
}

// MARK: - E-mail addresses

extension TokenCursor {
  /// The address whose `@` is at `next`.
  private func address(_ text: Span<UInt8>) -> Range<Int>? {
    var start = start(text) { Self.isAlphanumeric($0) || Self.isMailboxMark($0) }
    guard next - start <= 64 else { return nil }
    while start < next, !Self.isAlphanumeric(text[start]) { start += 1 }
    guard start < next, let end = hostEnd(text, from: next + 1) else { return nil }
    return start..<end
  }

  /// `.`, `_`, `%`, `+`, `-`
  private static func isMailboxMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2E, 0x5F, 0x25, 0x2B, 0x2D: true
    default: false
    }
  }

  /// The end of a host's name: labels of letters, digits and hyphens with a stop between each
  /// two, the last of letters.
  private func hostEnd(_ text: Span<UInt8>, from start: Int) -> Int? {
    var (end, label, isName) = (start, start, true)
    while end < text.count {
      let byte = text[end]
      if byte == 0x2E, end > label, Self.isAlphanumeric(self.byte(text, end + 1)) {
        (label, isName) = (end + 1, true)
      } else if Self.isAlphanumeric(byte) || byte == 0x2D && end > label {
        isName = isName && Self.isLetter(byte)
      } else {
        break
      }
      end += 1
    }
    let isWhole = isName && label > start && end - label >= 2 && byte(text, end) != 0x40
    return isWhole && Letter(text, at: end) == nil ? end : nil
  }
}
