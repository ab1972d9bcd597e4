/// Chooses among the entries that share a name.
struct PlaceResolver: Sendable {
  let lexicon: Lexicon
  let classes: WordClasses
  /// Prepositions that a place's name follows.
  let placePrepositions: Set<WordID>

  /// The likeliest entry for the tokens, or nil where none is a name here at all.
  ///
  /// A country goes before a city before a division; a large place before a small one; a
  /// place in the country or division that the neighbouring name says (`Sumy, Ukraine`;
  /// `Russia's Kursk`) before all.
  ///
  /// - Parameter mentions: the names found so far, to the left.
  func choose(
    _ entries: [EntryID], _ name: Range<TokenID>, _ tokens: TokenTable, _ range: Range<TokenID>,
    after mentions: [Mention]
  ) -> EntryID? {
    let hint = countryHint(name, tokens, range, after: mentions)
    var best: (entry: EntryID, score: Int)?
    for id in entries where isName(lexicon[id], name, tokens, range, hint) {
      let score = score(lexicon[id], hint)
      if best == nil || score > best!.score { best = (id, score) }
    }
    return best?.entry
  }

  private func score(_ entry: LexiconEntry, _ hint: String?) -> Int {
    var score = 0
    switch entry.type {
    case .politicalPlace where entry.division.isEmpty: score = 2000
    case .politicalPlace: score = Int(Double(entry.population).squareRoot() / 10)
    default: score = 900
    }
    if entry.isAmbiguous { score -= 500 }
    if let hint, hint == entry.country { score += 3000 }
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
          && tokens.kinds[last.tokens.upperBound] == .clitic,
      last.type == .politicalPlace || last.type == .group
    {
      return last.country
    }
    return nil
  }

  /// Whether a name that is a common word or a given name too is meant as a name here.
  private func isName(
    _ entry: LexiconEntry, _ name: Range<TokenID>, _ tokens: TokenTable, _ range: Range<TokenID>,
    _ hint: String?
  ) -> Bool {
    guard entry.type == .politicalPlace, !entry.division.isEmpty || entry.isAmbiguous,
      name.count == 1
    else { return true }
    if entry.division.isEmpty, entry.population > 0 {
      // "Jordan" is the country unless a surname follows.
      let next = name.upperBound
      return next >= range.upperBound || tokens.kinds[next] != .word
        || tokens.flags[next].isDisjoint(with: .capital)
    }
    let word = classes[tokens.words[name.lowerBound]]
    guard entry.isAmbiguous || !word.isEmpty else { return true }
    if hint != nil { return true }
    return name.lowerBound > range.lowerBound
      && placePrepositions.contains(tokens.words[name.lowerBound - 1])
  }
}
