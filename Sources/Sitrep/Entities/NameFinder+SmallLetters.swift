/// Places in careless text, which has no capitals: `any good food in san francisco`.
extension NameFinder {
  /// Whether a sentence is written without care for capitals: it begins with a small letter
  /// and has none, or the writer is an `i`. O(tokens).
  func isCareless(_ sentence: Range<TokenID>, _ document: Document) -> Bool {
    let tokens = document.tokens
    var (words, capitals) = (0, 0)
    for token in sentence where tokens.kinds[token] == .word {
      let span = tokens.spans[token]
      if span.count == 1, document.text.bytes[Int(span.start)] == UInt8(ascii: "i") { return true }
      words += 1
      if !tokens.flags[token].isDisjoint(with: [.capital, .allCapitals, .mixed]) {
        capitals += 1
      }
    }
    return words > 3 && capitals == 0
  }

  /// Appends the places that begin at a token in small letters. Only behind a word that
  /// leads to a place, or beside a place: `in auckland`, `san francisco california`. One word
  /// alone must be none of the grammar.
  func smallPlaces(at token: TokenID, _ range: Range<TokenID>, _ scan: inout Scan) {
    let tokens = scan.document.tokens
    guard tokens.kinds[token] == .word, token > range.lowerBound,
      tokens.flags[token].isDisjoint(with: [.capital, .allCapitals, .mixed]),
      lexicon.matcher.canBegin(tokens.words[token]),
      !classes[tokens.words[token - 1]].isDisjoint(with: [.locative, .directional])
        || isBehindPlace(token, scan)
    else { return }
    let known = scan.matches.count
    lexicon.matcher.matches(
      tokens, at: token, limit: range.upperBound, ignoringCapitals: true, into: &scan.matches)
    let found = scan.matches[known...].filter {
      lexicon.level(of: $0.entry) == .name && lexicon.type(of: $0.entry) == .politicalPlace
        && ($0.length > 1 || classes[tokens.words[token]].isEmpty)
    }
    scan.matches.removeSubrange(known...)
    scan.matches += found
  }

  private func isBehindPlace(_ token: TokenID, _ scan: Scan) -> Bool {
    guard let last = scan.mentions.last else { return false }
    return last.type.isPlace && last.tokens.upperBound == token
  }
}
