/// Block quotes: what somebody else wrote, set apart by mark-up, by `>` or by indentation.
extension ZoneFinder {
  func markQuotes(_ sentences: inout [Sentence], _ tokens: TokenTable, _ text: SourceText) {
    if !text.quotes.isEmpty { markElements(&sentences, tokens, text.quotes) }
    markLines(&sentences, tokens, text.bytes)
    markIndented(&sentences, tokens, text.bytes)
  }

  /// Of a page, what stands in a `<blockquote>`. Where nothing that ends as a sentence does
  /// stands outside, the element only makes a margin, as on old pages.
  private func markElements(
    _ sentences: inout [Sentence], _ tokens: TokenTable, _ quotes: [TextSpan]
  ) {
    var (next, quoted, hasProse) = (0, [Int](), false)
    for index in sentences.indices where Self.canBeQuoted(sentences[index].zone) {
      let start = tokens.spans[sentences[index].tokens.lowerBound].start
      while next < quotes.count, quotes[next].end <= start { next += 1 }
      if next < quotes.count, quotes[next].start <= start {
        quoted.append(index)
      } else {
        hasProse = hasProse || isProse(sentences[index], tokens)
      }
    }
    guard hasProse else { return }
    for index in quoted { sentences[index].zone = .quote }
  }

  private static func canBeQuoted(_ zone: Zone) -> Bool { zone == .body || zone == .list }

  /// Lines behind `>`.
  private func markLines(_ sentences: inout [Sentence], _ tokens: TokenTable, _ bytes: [UInt8]) {
    var isQuoted = false
    for index in sentences.indices {
      let first = sentences[index].tokens.lowerBound
      if beginsLine(first, tokens) {
        isQuoted =
          tokens.kinds[first] == .symbol
          && bytes[Int(tokens.spans[first].start)] == UInt8(ascii: ">")
      }
      if isQuoted, Self.canBeQuoted(sentences[index].zone) { sentences[index].zone = .quote }
    }
  }

  /// Paragraphs with all their lines indented, behind one that is not and that leads to
  /// them with a colon, or that has most of the text on its side: where most of a text is
  /// indented, that is how its paragraphs begin.
  private func markIndented(
    _ sentences: inout [Sentence], _ tokens: TokenTable, _ bytes: [UInt8]
  ) {
    var (index, indented) = (0, [(sentences: Range<Int>, isLedTo: Bool)]())
    var (lead, count) = (Int?.none, 0)
    while index < sentences.count {
      let end = paragraphEnd(sentences, tokens, from: index)
      if isIndented(sentences[index].tokens.lowerBound, tokens, bytes),
        areIndented(sentences[index..<end], tokens, bytes)
      {
        count += sentences[end - 1].tokens.upperBound - sentences[index].tokens.lowerBound
        if let lead, sentences[lead].zone == .body, isProse(sentences[lead], tokens) {
          let last = tokens.kinds[sentences[lead].tokens.upperBound - 1]
          indented.append((index..<end, last == .colon))
        }
      } else {
        lead = end - 1
      }
      index = end
    }
    let isMinor = count * 2 <= tokens.count
    for paragraph in indented where paragraph.isLedTo || isMinor {
      for index in paragraph.sentences where sentences[index].zone == .body {
        sentences[index].zone = .quote
      }
    }
  }

  private func paragraphEnd(
    _ sentences: [Sentence], _ tokens: TokenTable, from start: Int
  ) -> Int {
    var end = start + 1
    while end < sentences.count,
      !tokens.flags[sentences[end].tokens.lowerBound].contains(.paragraphBefore)
    {
      end += 1
    }
    return end
  }

  /// Whether a token begins a line, behind four blanks or a tab.
  private func isIndented(_ token: TokenID, _ tokens: TokenTable, _ bytes: [UInt8]) -> Bool {
    let start = Int(tokens.spans[token].start)
    guard beginsLine(token, tokens), start > 0 else { return false }
    return bytes[start - 1] == 0x09
      || start >= 4 && bytes[(start - 4)..<start].allSatisfy { $0 == 0x20 }
  }

  private func areIndented(
    _ sentences: ArraySlice<Sentence>, _ tokens: TokenTable, _ bytes: [UInt8]
  ) -> Bool {
    sentences.allSatisfy { sentence in
      sentence.tokens.allSatisfy {
        !tokens.flags[$0].contains(.lineBefore) || isIndented($0, tokens, bytes)
      }
    }
  }
}
