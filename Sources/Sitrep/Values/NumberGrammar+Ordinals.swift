/// Ordinals, in digits and in words.
extension NumberGrammar {
  /// `21st`, `twenty-first`, `two hundredth`; plural in `twenty firsts`. O(its tokens).
  func ordinal(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID
  ) -> (value: Double, end: TokenID, isPlural: Bool)? {
    guard start < limit else { return nil }
    if tokens.kinds[start] == .alphanumeric {
      return digitOrdinal(bytes[tokens.spans[start].range]).map { ($0, start + 1, false) }
    }
    guard tokens.kinds[start] == .word else { return nil }
    guard let before = cardinal(tokens, bytes, at: start, limit: limit, isLoose: false) else {
      return ordinalWord(tokens, at: start, limit: limit)
    }
    var next = before.end
    if next + 1 < limit, tokens.isJoint(next) {
      next += 1
    } else if before.scale > 1, let and = word(.and, tokens, at: next, limit: limit) {
      next = and.end
    }
    guard let last = ordinalWord(tokens, at: next, limit: limit) else { return nil }
    if last.value >= 100 {
      // "two hundredth", "twenty-five thousandth"
      guard before.scale < last.value else { return nil }
      return (before.value * last.value, last.end, last.isPlural)
    }
    guard before.tens != nil ? last.value < 10 : before.scale >= 100 else { return nil }
    return (before.value + last.value, last.end, last.isPlural)
  }

  private func ordinalWord(
    _ tokens: TokenTable, at start: TokenID, limit: TokenID
  ) -> (value: Double, end: TokenID, isPlural: Bool)? {
    guard
      let (end, word) = words.match(
        tokens, at: start, limit: limit, where: { $0.plays([.ordinal, .part]) }),
      let value = word.value
    else { return nil }
    return (value, end, !word.plays(.ordinal))
  }

  /// `1st`, `1,000th`, with the letters that belong to the number.
  private func digitOrdinal(_ text: ArraySlice<UInt8>) -> Double? {
    guard text.count > 2, text.count <= 32, let value = Self.value(of: text.dropLast(2)),
      let suffix = ordinalSuffixes.first(where: { suffix in
        zip(suffix.letters, text.suffix(2)).allSatisfy { $0 == $1 | 0x20 }
      })
    else { return nil }
    let whole = Int(exactly: value) ?? 0
    let isTeen = (11...13).contains(whole % 100)
    let wanted = isTeen || whole % 10 > 3 ? 0 : whole % 10
    return whole > 0 && Int(suffix.value) == wanted ? value : nil
  }
}
