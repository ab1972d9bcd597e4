/// Whether a number counts something, by what stands beside it.
extension QuantityFinder {
  /// Numbers inside designations, names, versions, addresses, scores and fractions do not
  /// stand for themselves.
  func stands(
    _ sentence: Context, _ start: TokenID, _ number: NumberGrammar.Number, _ prefix: Bool
  ) -> Bool {
    let (tokens, range) = (sentence.tokens, sentence.range)
    if isGluedBefore(sentence, start) || isGluedBehind(sentence, number) { return false }
    if number.form == .digits, start > range.lowerBound, isDesignated(sentence, start) {
      return false
    }
    if number.form == .words, isName(sentence, start, number.end) { return false }
    // "one" is a pronoun more often than a number.
    if number.form == .words, number.low == 1, !prefix {
      if leadsRange(sentence, number) { return true }
      guard number.end < range.upperBound, tokens.kinds[number.end] == .word,
        !tokens.flags[number.end].contains(.capital),
        grammar.word(tokens, at: number.end, limit: range.upperBound).map({
          $0.meaning.plays([.counted, .compound])
        }) ?? true
      else { return false }
    }
    return true
  }

  /// `one or two`, `one to three`
  private func leadsRange(_ sentence: Context, _ number: NumberGrammar.Number) -> Bool {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard let join = grammar.word(.rangeJoin, tokens, at: number.end, limit: limit),
      join.end < limit, tokens.kinds[join.end] == .word,
      let second = grammar.number(tokens, sentence.bytes, at: join.end, limit: limit)
    else { return false }
    return second.form == .words && second.low.map { $0 > 1 } ?? false
  }

  /// A sign or a hyphen leans on it from the left: `F-16`, `#5`, `/2`, `10:30`.
  private func isGluedBefore(_ sentence: Context, _ start: TokenID) -> Bool {
    guard start > sentence.range.lowerBound, sentence.tokens.isTight(start),
      sentence.tokens.kinds[start] == .number
    else { return false }
    switch sentence.tokens.kinds[start - 1] {
    case .openingQuote, .quote, .openingBracket, .dash, .ellipsis: return false
    // The comma or stop of a text that forgot its blank.
    case .comma, .stop, .semicolon: return sentence.tokens.isTight(start - 1) == false
    case .symbol:
      let sign = sentence.tokens.spans[start - 1]
      let isTilde = sign.count == 1 && sentence.bytes[Int(sign.start)] == 0x7E
      return !isTilde && !isCurrencySign(sentence, start - 1)
    default: return true
    }
  }

  /// Something leans on it from the right: `12-year-old`, `10:30`, `1/2`; not `10-12`, which
  /// may be a range, and not `300-strong`.
  private func isGluedBehind(_ sentence: Context, _ number: NumberGrammar.Number) -> Bool {
    let (tokens, end) = (sentence.tokens, number.end)
    guard end + 1 < sentence.range.upperBound, tokens.isTight(end), tokens.isTight(end + 1) else {
      return false
    }
    switch tokens.kinds[end] {
    case .hyphen:
      if tokens.kinds[end + 1] == .number {
        return !isRange(sentence, number, high: end + 1)
      }
      let limit = sentence.range.upperBound
      return grammar.word(
        [.compound, .lowerAfter, .approximatorAfter], tokens, at: end + 1, limit: limit) == nil
    case .colon: return tokens.kinds[end + 1] == .number
    case .symbol: return !isPercentSign(sentence, end) && !isPlusSign(sentence, end)
    case .stop:
      return tokens.kinds[end + 1] == .number
        || tokens.kinds[end + 1] == .word
          && !tokens.flags[end + 1].contains(.capital)
    default: return false
    }
  }

  /// The word before it says that the number is a name: `Flight 370`, `No. 10`.
  private func isDesignated(_ sentence: Context, _ start: TokenID) -> Bool {
    let lower = sentence.range.lowerBound
    var last = start - 1
    if sentence.tokens.kinds[last] == .stop, last > lower { last -= 1 }
    if sentence.tokens.kinds[last] == .openingBracket { return false }
    return grammar.word(.designator, sentence.tokens, at: last, limit: start) != nil
  }

  /// A number word with a capital inside a sentence, before another capital, or behind a
  /// designator: `the Six Nations`, `Chapter Two`.
  private func isName(_ sentence: Context, _ start: TokenID, _ end: TokenID) -> Bool {
    let (tokens, range) = (sentence.tokens, sentence.range)
    guard start > range.lowerBound, tokens.flags[start].contains(.capital),
      !tokens.flags[start].contains(.allCapitals), tokens.kinds[start - 1] == .word
    else { return false }
    let followsName = tokens.flags[start - 1].contains(.capital)
    let leadsName =
      end < range.upperBound && tokens.kinds[end] == .word
      && tokens.flags[end].contains(.capital)
    return leadsName || followsName
  }

  /// Whether digits, a hyphen and digits are a range and not a score: the second is larger,
  /// and something says that people or things are counted.
  func isRange(
    _ sentence: Context, _ number: NumberGrammar.Number, high token: TokenID
  ) -> Bool {
    let (tokens, limit) = (sentence.tokens, sentence.range.upperBound)
    guard let high = grammar.number(tokens, sentence.bytes, at: token, limit: limit),
      let low = number.low, let top = high.high, low < top
    else { return false }
    // "1-2-3"
    if high.end + 1 < limit, tokens.isJoint(high.end) {
      return grammar.word(.compound, tokens, at: high.end + 1, limit: limit) != nil
    }
    if !high.isBare { return true }
    // A tenfold step is a vote, "31-267"; four digits twice are years.
    if low * 10 < top || low >= 1000 { return false }
    if top >= 100 { return true }
    if high.end < limit, isPercentSign(sentence, high.end) { return true }
    return grammar.word([.counted, .percent], tokens, at: high.end, limit: limit) != nil
      || tokens.spans[token - 1].count > 1 && isSmallWord(tokens, high.end, limit)
  }

  private func isSmallWord(_ tokens: TokenTable, _ token: TokenID, _ limit: TokenID) -> Bool {
    token < limit && tokens.kinds[token] == .word
      && tokens.flags[token].isDisjoint(with: [.capital, .mixed])
  }
}

/// Signs, told by their place in Unicode and not by a list.
extension QuantityFinder {
  /// `$`, `€` and all others of the category Sc.
  func isCurrencySign(_ sentence: Context, _ token: TokenID) -> Bool {
    guard sentence.tokens.kinds[token] == .symbol else { return false }
    let (bytes, start) = (sentence.bytes, Int(sentence.tokens.spans[token].start))
    return Folding.decode(bytes.span, at: start).scalar.properties.generalCategory
      == .currencySymbol
  }

  func isPercentSign(_ sentence: Context, _ token: TokenID) -> Bool {
    isSign(0x25, sentence, token)
  }

  func isPlusSign(_ sentence: Context, _ token: TokenID) -> Bool {
    isSign(0x2B, sentence, token)
  }

  private func isSign(_ byte: UInt8, _ sentence: Context, _ token: TokenID) -> Bool {
    let span = sentence.tokens.spans[token]
    return span.count == 1 && sentence.bytes[Int(span.start)] == byte
  }
}
