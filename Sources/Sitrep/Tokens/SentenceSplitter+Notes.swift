/// Notes, omissions, and headings that lost their line.
extension SentenceSplitter {
  /// `[...]`
  static func isOmission(_ tokens: TokenTable, endingAt token: TokenID) -> Bool {
    token >= 2 && tokens.kinds[token] == .closingBracket && tokens.isSquare(token)
      && tokens.kinds[token - 1] == .ellipsis
      && tokens.kinds[token - 2] == .openingBracket
  }

  /// A line of its own that lost its line: `Figure 1.3`, or a whole date with weekday and
  /// year, at the start of a paragraph.
  func isHeading(_ tokens: TokenTable, _ range: Range<TokenID>) -> Bool {
    let start = range.lowerBound
    guard start == 0 || tokens.flags[start].contains(.lineBefore), range.upperBound < tokens.count
    else { return false }
    func isCapital(_ token: TokenID) -> Bool {
      tokens.kinds[token] == .word && tokens.flags[token].contains(.capital)
    }
    switch range.count {
    case 2:
      return isCapital(start) && classes[tokens.words[start]].isDisjoint(with: .closed)
        && tokens.kinds[start + 1] == .number
        && (markers.captions.contains(tokens.words[start])
          || beginsSentence(tokens, range.upperBound))
    case 6:
      return isCapital(start) && isCapital(start + 2) && tokens.kinds[start + 1] == .comma
        && tokens.kinds[start + 3] == .number && tokens.kinds[start + 4] == .comma
        && tokens.kinds[start + 5] == .number && tokens.spans[start + 5].count == 4
    default: return false
    }
  }

  /// The end of a note such as `[12]`, `[citation needed]`, or a bare number before a word
  /// that begins a sentence, that begins at a token.
  func noteEnd(_ tokens: TokenTable, from token: TokenID) -> TokenID? {
    if isBareNote(tokens, token) { return token + 1 }
    guard tokens.kinds[token] == .openingBracket, tokens.isSquare(token) else { return nil }
    for end in (token + 1)..<max(token + 1, min(tokens.count, token + 5)) {
      if tokens.kinds[end] == .closingBracket { return end + 1 }
    }
    return nil
  }

  /// The number of a note whose raised position was lost: `… a fee. 8 Yet some …`
  private func isBareNote(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    token > 0 && token + 1 < tokens.count && tokens.kinds[token] == .number
      && tokens.spans[token].count <= 3 && tokens.kinds[token - 1] == .stop
      && tokens.isTight(token - 1) && beginsSentence(tokens, token + 1)
  }

  /// Where the notes begin that end with a token; their brackets are short.
  func noteStart(
    _ tokens: TokenTable, endingAt token: TokenID, since start: TokenID
  ) -> TokenID? {
    if token > start, isBareNote(tokens, token) { return token }
    var (end, found) = (token, TokenID?.none)
    while end > start, tokens.kinds[end] == .closingBracket {
      guard
        let open = (max(start, end - 4)..<end).last(where: { tokens.kinds[$0] == .openingBracket }),
        tokens.isSquare(open), open > start
      else { return found }
      (end, found) = (open - 1, open)
    }
    return found
  }
}
