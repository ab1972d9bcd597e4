/// Share links, appeals, notices: by the phrases that their lines begin with.
extension ZoneFinder {
  func markResidue(_ sentences: inout [Sentence], _ tokens: TokenTable) {
    defer { joinResidue(&sentences, tokens) }
    var isLineResidue = false
    for index in sentences.indices {
      let range = sentences[index].tokens
      if beginsLine(range.lowerBound, tokens) {
        isLineResidue = false
        switch residue(range, tokens) {
        case .rest:
          for later in index..<sentences.count { sentences[later].zone = .boilerplate }
          return
        case .line: isLineResidue = true
        default: break
        }
      } else if !isLineResidue, tokens.kinds[range.lowerBound] == .openingBracket,
        isCredits(range, from: range.lowerBound + 1, tokens)
      {
        sentences[index].zone = .boilerplate
      }
      if isLineResidue { sentences[index].zone = .boilerplate }
    }
  }

  /// How far the residue reaches that a line begins with; nil where it is none.
  private func residue(_ range: Range<TokenID>, _ tokens: TokenTable) -> Scope? {
    // A mark may stand before it, `► Read more`, or be part of it, `© Harbour News`.
    let sign =
      isSign(range.lowerBound, tokens) ? residue(range, from: range.lowerBound, tokens) : nil
    guard sign == nil else { return sign }
    var first = range.lowerBound
    while first < range.upperBound, first < range.lowerBound + 3, isMark(first, tokens) {
      first += 1
    }
    guard first < range.upperBound else { return nil }
    return residue(range, from: first, tokens)
  }

  private func isSign(_ token: TokenID, _ tokens: TokenTable) -> Bool {
    tokens.kinds[token] == .symbol || tokens.kinds[token] == .openingBracket
  }

  private func isMark(_ token: TokenID, _ tokens: TokenTable) -> Bool {
    switch tokens.kinds[token] {
    case .symbol, .openingBracket, .hyphen, .dash, .openingQuote, .closingQuote: true
    default: false
    }
  }

  private func residue(
    _ range: Range<TokenID>, from first: TokenID, _ tokens: TokenTable
  ) -> Scope? {
    if tokens.kinds[first] == .number, isCount(range, from: first, tokens) { return .line }
    guard phrase(tokens, at: first, limit: range.upperBound, where: { _ in true }) != nil else {
      return nil
    }
    if isCredits(range, from: first, tokens) || isTiled(range, from: first, tokens) {
      return .line
    }
    guard
      let match = phrase(
        tokens, at: first, limit: range.upperBound, where: { $0 == .line || $0 == .rest })
    else { return nil }
    let length = range.upperBound - first
    let isLate = first * 2 >= tokens.count
    if isLate, match.length > 1 || length <= 2,
      phrase(tokens, at: first, limit: range.upperBound, where: { $0 == .rest }) != nil
    {
      return .rest
    }
    let isWhole = tokens.kinds[range.upperBound - 1] == .stop
    // `Read more: The army left.`
    let isLead =
      match.length < length && tokens.kinds[first + match.length] == .colon
    // A phrase opens residue only where it is most of a short line; one of two words that
    // goes on to a full stop, or a single word, only where it is the line.
    switch match.length {
    case 1 where tokens.kinds[first] != .symbol: return length <= 2 ? .line : nil
    case 2 where isWhole && !isLead: return length <= match.length + 2 ? .line : nil
    case 2 where !canGoOn(first + 2, range.upperBound, tokens): return nil
    default: return length <= match.length + 12 ? .line : nil
    }
  }

  /// Whether what stands behind two words leaves them a phrase: in `Read more books` they
  /// are none, in `Read more about Oran` and `Read more: Six dead` they are.
  private func canGoOn(_ next: TokenID, _ end: TokenID, _ tokens: TokenTable) -> Bool {
    guard next < end, tokens.kinds[next] == .word, !beginsCapital(next, tokens),
      !classes[tokens.words[next - 1]].contains(.preposition)
    else { return true }
    return !classes[tokens.words[next]].isDisjoint(with: .closed.union(.adverb))
  }

  /// `12 comments`, `3 min read`: nothing else stands in the line.
  private func isCount(
    _ range: Range<TokenID>, from first: TokenID, _ tokens: TokenTable
  ) -> Bool {
    var next = first
    while next + 1 < range.upperBound, tokens.kinds[next] == .number {
      guard
        let match = phrase(
          tokens, at: next + 1, limit: range.upperBound, where: { $0 == .count })
      else { return false }
      next = skipMarks(next + 1 + match.length, range.upperBound, tokens)
    }
    return next == range.upperBound
  }

  /// Behind signs, strokes and the closing stop or bracket.
  private func skipMarks(_ start: TokenID, _ end: TokenID, _ tokens: TokenTable) -> TokenID {
    var next = start
    while next < end {
      switch tokens.kinds[next] {
      case .symbol, .hyphen, .dash, .colon, .closingBracket: next += 1
      case .stop, .exclamation, .ellipsis:
        guard next + 1 == end else { return next }
        next += 1
      default: return next
      }
    }
    return next
  }

  /// Whether a line consists of phrases alone: `Share Tweet Email`, `Contact us | Privacy
  /// policy`.
  private func isTiled(
    _ range: Range<TokenID>, from first: TokenID, _ tokens: TokenTable
  ) -> Bool {
    var (next, tiles) = (first, 0)
    while next < range.upperBound {
      guard
        let match = phrase(
          tokens, at: next, limit: range.upperBound,
          where: { $0 == .line || $0 == .rest })
      else { return false }
      tiles += 1
      next = skipMarks(next + match.length, range.upperBound, tokens)
    }
    return tiles > 1
  }

  /// `Reporting by Ada Oyelaran in Oran; editing by Omar Haddad`, in brackets or not.
  private func isCredits(
    _ range: Range<TokenID>, from first: TokenID, _ tokens: TokenTable
  ) -> Bool {
    guard first < range.upperBound,
      let match = phrase(
        tokens, at: first, limit: range.upperBound, where: { $0 == .credits })
    else { return false }
    return areNames((first + match.length)..<range.upperBound, tokens)
  }

  /// What stands between two pieces of residue in the second half of a page, the last of
  /// which ends it, is residue too, whatever its words.
  private func joinResidue(_ sentences: inout [Sentence], _ tokens: TokenTable) {
    guard sentences.last?.zone == .boilerplate,
      let first = sentences.firstIndex(where: {
        $0.zone == .boilerplate && $0.tokens.lowerBound * 2 >= tokens.count
      })
    else { return }
    for index in first..<sentences.count { sentences[index].zone = .boilerplate }
  }
}
