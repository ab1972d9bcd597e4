/// Chooses among the entries that share a name: whether a name is meant at all while names
/// are found, and which place once all of them are.
struct PlaceResolver: Sendable {
  let lexicon: Lexicon
  let classes: WordClasses
  /// Prepositions that a place's name follows.
  let placePrepositions: Set<WordID>
  /// Verbs that attribute: before one of them, a town's name is rather a person's.
  let speechVerbs: Set<WordID>
  let resolution: Pipeline.PlaceResolution

  /// So many people live in a place that can stand for those who govern it: `Lagos said`.
  private static let speaksForItself = 1_000_000
  /// So many live in a place that its name means it, even where people are called so too.
  private static let isKnown = 150_000

  /// The likeliest entry for the tokens at first sight, or nil where none is a name here at
  /// all; those that are none leave `entries`. Where one place of that name is meant, any may
  /// be.
  ///
  /// A country goes before an organization or a region before a division or city, a large
  /// place before a small one. Among places, `resolve` looks again.
  ///
  /// - Parameter mentions: the names found so far, to the left.
  func choose(
    _ entries: inout [EntryID], _ name: Range<TokenID>, _ tokens: TokenTable,
    _ range: Range<TokenID>, after mentions: [Mention]
  ) -> EntryID? {
    let isPlace = isPlace(entries, name, tokens, range, after: mentions)
    if !isPlace {
      entries.removeAll { lexicon.type(of: $0).isPlace }
    } else if isBehindPreposition(name, tokens),
      entries.contains(where: { lexicon.type(of: $0).isPlace && !lexicon[$0].isAmbiguous })
    {
      // "in Rakhine" is the state, "the Rakhine" are the people.
      entries.removeAll { lexicon.type(of: $0) == .group }
    }
    if entries.count < 2 { return entries.first }
    var best: (entry: EntryID, score: Int)?
    for id in entries {
      let score = score(lexicon[id])
      if best == nil || score > best!.score { best = (id, score) }
    }
    return best?.entry
  }

  private func score(_ entry: LexiconEntry) -> Int {
    var score = 0
    switch entry.type {
    case .politicalPlace where entry.division.isEmpty && !entry.isTown: score = 2000
    case .politicalPlace: score = Int(Double(entry.population).squareRoot() / 10)
    default: score = 900
    }
    if entry.isAmbiguous { score -= 500 }
    return score
  }

  /// The country that a name beside it says: behind a comma, or before it as possessor.
  private func countryHint(
    _ name: Range<TokenID>, _ tokens: TokenTable, _ range: Range<TokenID>,
    after mentions: [Mention]
  ) -> String? {
    let next = name.upperBound
    if next + 1 < range.upperBound, tokens.kinds[next] == .comma {
      var matches: [LexiconMatcher.Match] = []
      lexicon.matcher.matches(tokens, at: next + 1, limit: range.upperBound, into: &matches)
      let place = matches.last { lexicon[$0.entry].type == .politicalPlace }
      if let place { return lexicon[place.entry].country }
    }
    if let last = mentions.last,
      last.tokens.upperBound == name.lowerBound
        || last.tokens.upperBound + 1 == name.lowerBound
          && (tokens.kinds[last.tokens.upperBound] == .clitic
            || isAbbreviation(name, behind: last, tokens)),
      last.type == .politicalPlace || last.type == .group
    {
      return last.country
    }
    return nil
  }

  /// Of `Portland, OR` the last.
  private func isAbbreviation(
    _ name: Range<TokenID>, behind last: Mention, _ tokens: TokenTable
  ) -> Bool {
    tokens.kinds[last.tokens.upperBound] == .comma
      && tokens.flags[name.lowerBound].contains(.allCapitals)
  }

  /// Whether a name is meant as that of a place here, and not as a common word, a given name
  /// or a surname.
  private func isPlace(
    _ entries: [EntryID], _ name: Range<TokenID>, _ tokens: TokenTable, _ range: Range<TokenID>,
    after mentions: [Mention]
  ) -> Bool {
    var (isPlace, isTown, isFlagged) = (false, true, false)
    // A small town does not make the name of a city doubtful.
    let hasPlain = entries.contains { lexicon.type(of: $0).isPlace && !lexicon[$0].isAmbiguous }
    var population = 0
    for id in entries where lexicon.type(of: id).isPlace {
      if name.count > 1 { return true }
      let entry = lexicon[id]
      let isInState = entry.type == .politicalPlace && (!entry.division.isEmpty || entry.isTown)
      if !isInState && !entry.isAmbiguous { return true }
      // "Jordan" is the country unless a surname follows.
      if !isInState, entry.population > 0, !isCapital(name.upperBound, tokens, range) {
        return true
      }
      isPlace = true
      isTown = isTown && !entry.feature.isEmpty
      let isSmallTown = isInState && !entry.feature.isEmpty && entry.population < Self.isKnown
      isFlagged = isFlagged || entry.isAmbiguous && !(isSmallTown && hasPlain)
      population = max(
        population, entry.feature == "PPLC" ? Self.speaksForItself : entry.population)
    }
    guard isPlace else { return false }
    let word = classes[tokens.words[name.lowerBound]]
    if isTown, !word.isDisjoint(with: .personName), isGivenName(name, tokens, range) {
      return false
    }
    if isBehindPreposition(name, tokens) || isBehindKind(name, tokens, range) { return true }
    let isDoubtful = isFlagged || !word.isEmpty
    if isTown, population < Self.speaksForItself, isSpeaker(name, tokens, range) { return false }
    if isTown || isDoubtful, isPartOfName(name, tokens, range, after: mentions) { return false }
    if !isDoubtful || word.subtracting(.personName).isEmpty && population >= Self.isKnown {
      return true
    }
    return countryHint(name, tokens, range, after: mentions) != nil
  }

  /// Whether it stands before a verb of speech, and not as `the town of Qana`.
  private func isSpeaker(
    _ name: Range<TokenID>, _ tokens: TokenTable, _ range: Range<TokenID>
  ) -> Bool {
    if name.lowerBound > range.lowerBound,
      classes[tokens.words[name.lowerBound - 1]].contains(.genitive)
    {
      return false
    }
    return name.upperBound < range.upperBound && speechVerbs.contains(tokens.words[name.upperBound])
  }

  /// Whether a capitalised word follows that no list knows but as a name of persons: `Tyler
  /// Zielinski`.
  private func isGivenName(
    _ name: Range<TokenID>, _ tokens: TokenTable, _ range: Range<TokenID>
  ) -> Bool {
    let next = name.upperBound
    return isCapital(next, tokens, range)
      && classes[tokens.words[next]].subtracting(.personName).isEmpty
      && !beginsOther(next, tokens, range)
  }

  /// Whether a capitalised word that no list knows but as a name of persons stands beside it,
  /// or an initial: `Tyler Zielinski`, `Kenny Davis`, `Bill Campbell`, `E. Peabody`.
  private func isPartOfName(
    _ name: Range<TokenID>, _ tokens: TokenTable, _ range: Range<TokenID>,
    after mentions: [Mention]
  ) -> Bool {
    let before = name.lowerBound - 1
    if isGivenName(name, tokens, range) { return true }
    guard before >= range.lowerBound, (mentions.last?.tokens.upperBound ?? 0) <= before
    else { return false }
    // The first word of a sentence has its capital from there.
    if before == range.lowerBound {
      return isCapital(before, tokens, range)
        && classes[tokens.words[before]].contains(.givenName)
    }
    if tokens.kinds[before] == .stop, tokens.isTight(before), before > range.lowerBound {
      return tokens.spans[before - 1].count == 1
        && tokens.flags[before - 1].contains(.capital)
    }
    let word = classes[tokens.words[before]]
    return isCapital(before, tokens, range)
      && (word.subtracting(.personName).isEmpty || word.contains(.givenName))
  }

  /// Whether something begins with the token that is no town: an office, a state, a force.
  private func beginsOther(
    _ token: TokenID, _ tokens: TokenTable, _ range: Range<TokenID>
  ) -> Bool {
    var matches: [LexiconMatcher.Match] = []
    lexicon.matcher.matches(tokens, at: token, limit: range.upperBound, into: &matches)
    return matches.contains {
      lexicon.type(of: $0.entry) != .politicalPlace || lexicon[$0.entry].feature.isEmpty
    }
  }

  private func isCapital(_ token: TokenID, _ tokens: TokenTable, _ range: Range<TokenID>) -> Bool {
    range.contains(token) && tokens.kinds[token] == .word
      && tokens.flags[token].contains(.capital)
  }

  /// Whether the kind of place stands before the name: `the town of Tinvale`.
  private func isBehindKind(
    _ name: Range<TokenID>, _ tokens: TokenTable, _ range: Range<TokenID>
  ) -> Bool {
    let kind = name.lowerBound - 2
    guard kind >= range.lowerBound, classes[tokens.words[kind + 1]].contains(.genitive),
      classes[tokens.words[kind]].contains(.nominalHead)
    else { return false }
    var matches: [LexiconMatcher.Match] = []
    lexicon.matcher.matches(tokens, at: kind, limit: kind + 1, into: &matches)
    return matches.contains {
      lexicon.level(of: $0.entry) == .nominal && lexicon.type(of: $0.entry) == .politicalPlace
    }
  }

  /// Whether a preposition of place stands before the name.
  func isBehindPreposition(_ name: Range<TokenID>, _ tokens: TokenTable) -> Bool {
    name.lowerBound > 0 && placePrepositions.contains(tokens.words[name.lowerBound - 1])
  }
}
