/// Numbers of every kind that the words give exactly: fractions, negative ones, ordinals.
extension NumberGrammar {
  struct Numeral {
    var end: TokenID
    var value: Double
    var kind = NumberExpression.Kind.cardinal
    var isDigits = false
    /// Where its last words can be read as an ordinal instead: the `third` of `a third`.
    var ordinal: TokenID?
  }

  /// The number that begins at a token, as long as it goes. O(its tokens).
  ///
  /// - Parameter lower: Where the sentence begins.
  func numeral(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID,
    lower: TokenID
  ) -> Numeral? {
    if let number = sign(tokens, bytes, at: start, limit: limit, lower: lower) {
      guard var numeral = positive(tokens, bytes, at: number, limit: limit, lower: lower) else {
        return nil
      }
      // "- 5" is a number, "- 5 soldiers" an item of a list.
      let isSpaced = tokens.kinds[start] == .hyphen && !tokens.isTight(number)
      guard !isSpaced || numeral.end == limit else { return nil }
      numeral.value = -numeral.value
      return numeral
    }
    return positive(tokens, bytes, at: start, limit: limit, lower: lower)
  }

  /// Where the number begins whose minus stands at a token: `-5`, `minus five`.
  private func sign(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID, lower: TokenID
  ) -> TokenID? {
    guard start + 1 < limit else { return nil }
    if let minus = word(.minus, tokens, at: start, limit: limit) {
      return minus.end < limit && minus.end > start ? minus.end : nil
    }
    let isMinus =
      tokens.kinds[start] == .hyphen && tokens.spans[start].count == 1
      || tokens.kinds[start] == .symbol
        && bytes[tokens.spans[start].range].elementsEqual([0xE2, 0x88, 0x92])
    guard isMinus else { return nil }
    if !tokens.isTight(start + 1) { return start == lower ? start + 1 : nil }
    guard start > lower else { return start + 1 }
    switch tokens.kinds[start - 1] {
    case .number, .alphanumeric, .hyphen, .dash: return nil
    case .openingBracket, .openingQuote, .quote, .symbol, .colon: return start + 1
    default: return tokens.isTight(start) ? nil : start + 1
    }
  }

  private func positive(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID, lower: TokenID
  ) -> Numeral? {
    if let fraction = fraction(tokens, bytes, at: start, limit: limit) { return fraction }
    guard
      let cardinal = cardinal(tokens, bytes, at: start, limit: limit, isLoose: true)
    else { return nil }
    if let parts = parts(tokens, bytes, of: cardinal, limit: limit) { return parts }
    var numeral = Numeral(end: cardinal.end, value: cardinal.value, isDigits: cardinal.isDigits)
    if cardinal.isPower { numeral.kind = .power }
    if cardinal.isPlain, cardinal.end == start + 1,
      let mixed = mixed(cardinal, tokens, bytes, at: start, limit: limit, lower: lower)
    {
      return mixed
    }
    point(&numeral, tokens, limit: limit)
    add(&numeral, cardinal, tokens, bytes, limit: limit)
    return numeral
  }
}
