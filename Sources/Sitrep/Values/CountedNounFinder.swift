/// Finds the noun whose things a number counts: `5,000 North Korean soldiers`, `hundreds of the
/// villagers`, `35 percent of voters`.
///
/// The noun phrase behind the number is walked to its head, the last noun before a word that
/// can be none. Where the head is not clear there is none.
struct CountedNounFinder: Sendable {
  let classes: WordClasses

  /// Modifiers between the number and its noun.
  private static let longest = 8

  /// The noun that a quantity counts; nil for one with a unit, and where none is found. O(1).
  ///
  /// - Parameter limit: Where the sentence ends.
  func noun(
    countedBy quantity: Quantity, in tokens: TokenTable, _ bytes: [UInt8], limit: TokenID
  ) -> TextSpan? {
    guard quantity.kind.isCount else { return nil }
    var next = quantity.tokens.upperBound
    let isOf = next < limit && classes[tokens.words[next]].contains(.genitive)
    if isOf {
      next += 1
      if next < limit, !classes[tokens.words[next]].isDisjoint(with: [.definite, .determiner]) {
        next += 1
      }
    } else if quantity.kind == .percent {
      return nil
    }
    let isOne = quantity.low == 1 && quantity.high == 1
    var head: TokenID?
    for token in next..<min(limit, next + Self.longest) {
      guard tokens.kinds[token] == .word, !isJoined(tokens, token),
        let part = part(tokens, bytes, token), head == nil || part == .plural
      else { break }
      if part == .plural || (part == .singular && isOne) { head = token }
    }
    return head.map { tokens.spans[$0] }
  }

  private enum Part { case modifier, singular, plural }

  /// What a word can be in a noun phrase; nil for one that ends it.
  private func part(_ tokens: TokenTable, _ bytes: [UInt8], _ token: TokenID) -> Part? {
    let word = classes[tokens.words[token]]
    if !word.isDisjoint(with: WordClass.closed) { return nil }
    if word.contains(.pluralNoun) { return .plural }
    if word.contains(.noun) { return .singular }
    if word.contains(.nominalHead) { return endsInS(tokens, bytes, token) ? .plural : .singular }
    if word.contains(.adjective) { return .modifier }
    if tokens.flags[token].contains(.capital) {
      return endsInS(tokens, bytes, token) ? .plural : .modifier
    }
    if word.isEmpty { return endsInS(tokens, bytes, token) ? .plural : .modifier }
    // "wounded soldiers", "armed men"; but not "50 died", "12 are killed".
    return word.contains(.participle) || word.contains(.gerund) ? .modifier : nil
  }

  /// A hyphen joins it to its neighbour: `12-member`.
  private func isJoined(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    token > 0 && tokens.kinds[token - 1] == .hyphen && tokens.isTight(token)
  }

  /// Whether it looks like a plural that no list has: `protesters`, but not `pass` or `bus`.
  private func endsInS(_ tokens: TokenTable, _ bytes: [UInt8], _ token: TokenID) -> Bool {
    let letters = bytes[tokens.spans[token].range]
    return letters.count > 3 && letters.last == UInt8(ascii: "s")
      && ![UInt8(ascii: "s"), UInt8(ascii: "u"), UInt8(ascii: "i")].contains(
        letters[letters.endIndex - 2])
  }
}
