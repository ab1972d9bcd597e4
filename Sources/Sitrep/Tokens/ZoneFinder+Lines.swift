/// Bylines, items of lists, credits and datelines: by how a sentence begins and ends.
extension ZoneFinder {
  /// Most tokens a byline has.
  private static let longestByline = 30
  /// Most tokens a name without `By` before it has.
  private static let longestName = 5
  /// Most tokens that outlets in brackets have: of 55,988 in the news items half have 4 or
  /// fewer, 99 in 100 no more than 15, the longest 35.
  private static let longestCredit = 40

  /// A byline, an item of a list, a credit.
  ///
  /// - Parameter isBeforeReport: Whether nothing but headings has come so far.
  func smallZone(_ sentence: Sentence, _ tokens: TokenTable, isBeforeReport: Bool) -> Zone? {
    let (first, last) = (sentence.tokens.lowerBound, sentence.tokens.upperBound - 1)
    if tokens.kinds[first] == .openingBracket, tokens.kinds[last] == .closingBracket,
      sentence.tokens.count <= Self.longestCredit, isAllNames(first...last, tokens)
    {
      return .credit
    }
    guard beginsLine(first, tokens), last > first else { return nil }
    if isByline(sentence.tokens, tokens)
      || isBeforeReport && isBareByline(sentence.tokens, tokens)
    {
      return .byline
    }
    switch tokens.kinds[first] {
    case .symbol, .hyphen, .dash: return tokens.isTight(first + 1) ? nil : .list
    case .number:
      let isMarked = tokens.kinds[first + 1] == .stop || tokens.kinds[first + 1] == .closingBracket
      return isMarked && tokens.isTight(first + 1) && last > first + 1 ? .list : nil
    default: return nil
    }
  }

  /// Whether every word is capitalised or a small word between names, and one is capitalised.
  private func isAllNames(_ range: ClosedRange<TokenID>, _ tokens: TokenTable) -> Bool {
    var hasName = false
    for token in range where tokens.kinds[token] == .word {
      if beginsCapital(token, tokens) {
        hasName = true
      } else {
        guard !classes[tokens.words[token]].isDisjoint(with: .closed) else { return false }
      }
    }
    return hasName
  }

  /// Whether a stretch consists of people's names, what they are, their outlets, places and
  /// dates: capitalised words, and between them small words, phrases of writers, and
  /// punctuation.
  func areNames(_ range: Range<TokenID>, _ tokens: TokenTable) -> Bool {
    var (token, hasName) = (range.lowerBound, false)
    while token < range.upperBound {
      if let match = phrase(
        tokens, at: token, limit: range.upperBound,
        where: { $0 == .writer || $0 == .credits || $0 == .byline })
      {
        token += match.length
        hasName = hasName || match.scope == .writer
        continue
      }
      switch tokens.kinds[token] {
      case .word:
        if beginsCapital(token, tokens) {
          hasName = true
        } else if classes[tokens.words[token]].isDisjoint(with: Self.joining) {
          return false
        }
      case .exclamation, .ellipsis, .openingQuote, .closingQuote, .quote, .dash: return false
      default: break
      }
      token += 1
    }
    return hasName
  }

  /// What may stand between names without a capital.
  private static let joining: WordClass = [
    .conjunction, .preposition, .determiner, .nameParticle,
  ]

  /// `By Ada Oyelaran`, `Written by Ada Oyelaran and Omar Haddad, staff writers`.
  private func isByline(_ range: Range<TokenID>, _ tokens: TokenTable) -> Bool {
    guard range.count <= Self.longestByline,
      let match = phrase(
        tokens, at: range.lowerBound, limit: range.upperBound, where: { $0 == .byline })
    else { return false }
    let name = range.lowerBound + match.length
    guard name < range.upperBound, tokens.kinds[range.upperBound - 1] != .stop,
      tokens.kinds[range.upperBound - 1] != .colon, isSomebody(name..<range.upperBound, tokens)
    else { return false }
    return areNames(name..<range.upperBound, tokens)
  }

  /// Two capitalised words, an outlet, or what a writer is. `By Monday` names nobody.
  private func isSomebody(_ range: Range<TokenID>, _ tokens: TokenTable) -> Bool {
    let first = range.lowerBound
    if phrase(tokens, at: first, limit: range.upperBound, where: { $0 == .writer }) != nil {
      return true
    }
    var at = first
    while at + 1 < range.upperBound, classes[tokens.words[at]].contains(.definite) { at += 1 }
    guard tokens.kinds[at] == .word, beginsCapital(at, tokens) else { return false }
    if isEntry(at, range.upperBound, tokens, of: [.organization]) != nil { return true }
    let next = at + 1
    let isPlain = classes[tokens.words[at]].isDisjoint(with: .closed.union([.adverb, .adjective]))
    return isPlain && next < range.upperBound && tokens.kinds[next] == .word
      && !tokens.isJoint(next) && beginsCapital(next, tokens)
  }

  /// `Ada Oyelaran in Oran`, `Ada Oyelaran, Harbour News`: names alone, the first of which
  /// begins with a given name. Only where no report has begun.
  private func isBareByline(_ range: Range<TokenID>, _ tokens: TokenTable) -> Bool {
    let first = range.lowerBound
    guard range.count <= Self.longestByline, classes[tokens.words[first]].contains(.givenName),
      beginsCapital(first, tokens), first + 1 < range.upperBound,
      tokens.kinds[first + 1] == .word, beginsCapital(first + 1, tokens),
      areNames(range, tokens)
    else { return false }
    var length = 0
    for token in range {
      let wordClass = classes[tokens.words[token]]
      switch tokens.kinds[token] {
      case .word where beginsCapital(token, tokens):
        // `Joe Bloggs Visits Oran` tells something.
        let tells: WordClass = [.third, .past, .gerund, .auxiliary, .modal]
        if token > first, !wordClass.isDisjoint(with: tells), !wordClass.contains(.givenName) {
          return false
        }
        length += 1
        if length > Self.longestName { return false }
      case .word where wordClass.contains(.nameParticle): break
      case .stop where token + 1 == range.upperBound && length > 0 && tokens.isTight(token):
        return false
      case .number: break
      default: length = 0
      }
    }
    return true
  }

  /// How many tokens the longest name of one of some types covers that begins at a token.
  func isEntry(
    _ start: TokenID, _ limit: TokenID, _ tokens: TokenTable, of types: Set<EntityType>
  ) -> Int? {
    var found: [LexiconMatcher.Match] = []
    lexicon.matcher.matches(tokens, at: start, limit: limit, into: &found)
    return found.last {
      types.contains(lexicon.type(of: $0.entry)) && lexicon.level(of: $0.entry) == .name
    }?
    .length
  }
}
