// Bare nouns and pronouns: what they stand for.

extension ClusterFinder {
  /// How many sentences a noun, and a pronoun, can look back.
  private static let nounReach = 6
  private static let nearReach = 2
  /// How many mentions either looks at, which bounds the time.
  private static let most = 40

  /// What a mention stands for that does not say so itself.
  func antecedent(
    of mention: Mention, _ document: Document, _ heads: NominalHeads, _ state: State
  ) -> Referent? {
    if let known = mention.antecedent {
      return state.referents.suffix(Self.most * 2).last { $0.mention == known.value }
    }
    switch mention.level {
    case .name: return nil
    case .pronoun: return person(of: mention, document, heads, state)
    case .nominal:
      guard isBare(mention, document, heads) else { return nil }
      return sameNoun(mention, document, heads, state)
        ?? otherNoun(mention, document, state)
    }
  }

  /// `the troops`, `this brigade`: known, and the noun alone.
  private func isBare(_ mention: Mention, _ document: Document, _ heads: NominalHeads) -> Bool {
    let first = mention.tokens.lowerBound
    guard mention.isDefinite, mention.quantity == nil, mention.country == nil, first > 0,
      mention.head == mention.tokens.upperBound - 1,
      heads[mention.head] == nil
        ? nouns.isRank(document.tokens.words[first]) : heads.start(of: mention.head) == first
    else { return false }
    let before = classes[document.tokens.words[first - 1]]
    // "said that troops …" points to none.
    return before.contains(.definite) && before.isDisjoint(with: [.possessive, .complementizer])
  }

  /// The referents of the last sentences, the nearest first, a list for each sentence.
  private func sentences(
    _ state: State, reach: Int, where isMeant: (Referent) -> Bool
  ) -> [[Referent]] {
    var found: [[Referent]] = []
    for referent in state.referents.suffix(Self.most).reversed() {
      if referent.sentence + reach < state.sentence { break }
      guard isMeant(referent) else { continue }
      if found.last?.last?.sentence == referent.sentence {
        found[found.count - 1].append(referent)
      } else {
        found.append([referent])
      }
    }
    return found
  }

  /// The one thing that some referents are; nil where they are two.
  private func only(_ referents: [Referent]?) -> Referent? {
    guard let first = referents?.first,
      referents?.allSatisfy({ $0.cluster == first.cluster }) == true
    else { return nil }
    return first
  }
}

// MARK: - Nouns

extension ClusterFinder {
  /// What has the same noun in it: `the brigade` for `the 155th Brigade`, `the general` for
  /// `General Ruiz`.
  private func sameNoun(
    _ mention: Mention, _ document: Document, _ heads: NominalHeads, _ state: State
  ) -> Referent? {
    let number = self.number(of: mention, document)
    let entry = heads[mention.head]
    let near = sentences(state, reach: Self.nounReach) { referent in
      let other = document.mentions[referent.mention]
      guard referent.number.agrees(with: number) else { return false }
      return other.type == mention.type
        && has(
          document.tokens.words[mention.head], entry, isOneWord: mention.tokens.count == 1, other,
          document, heads)
    }
    return only(near.first)
  }

  /// Whether a mention has the noun as its head, in its name or in its title.
  private func has(
    _ word: WordID, _ entry: EntryID?, isOneWord: Bool, _ other: Mention, _ document: Document,
    _ heads: NominalHeads
  ) -> Bool {
    let words = document.tokens.words
    if isOneWord, word != .unknown, words[other.head] == word { return true }
    switch other.level {
    case .nominal:
      guard let entry else { return false }
      // "the frigate Vigilant": the noun stands before what it names.
      return heads[other.head] == entry
        || heads[other.head] == nil && other.tokens.prefix(8).contains { heads[$0] == entry }
    case .pronoun: return false
    case .name:
      if other.type == .person {
        let title = other.tokens.lowerBound - 1
        return other.title != nil && title >= 0 && word != .unknown && words[title] == word
      }
      return isOneWord && word != .unknown && words[other.tokens].prefix(8).contains(word)
    }
  }

  /// What the noun can be said of by its row in the list of such nouns.
  private func otherNoun(_ mention: Mention, _ document: Document, _ state: State) -> Referent? {
    guard mention.tokens.count == 1, let noun = nouns[document.tokens.words[mention.head]],
      !noun.types.isEmpty
    else { return nil }
    let near = sentences(state, reach: Self.nearReach) { referent in
      let other = document.mentions[referent.mention]
      guard other.type != .person,
        other.level == .name || !other.isDefinite || other.antecedent != nil
      else {
        return false
      }
      let kind = kind(of: other)
      // "The soldiers" are not "a soldier", but can be a brigade.
      if kind == "people" || kind == "weak", !referent.number.agrees(with: noun.number) {
        return false
      }
      return noun.types.contains { $0.type == other.type && ($0.kind == nil || $0.kind == kind) }
    }
    return only(near.first)
  }

  /// The class of what a mention refers to; a force with a name that no list has is a unit.
  private func kind(of mention: Mention) -> String {
    if let entry = mention.entry { return lexicon[entry].kind }
    return mention.level == .name && mention.type == .force ? "unit" : ""
  }
}

// MARK: - Pronouns

extension ClusterFinder {
  /// Whom `he` and `she` mean: the only person of the nearest sentence that has one.
  private func person(
    of mention: Mention, _ document: Document, _ heads: NominalHeads, _ state: State
  ) -> Referent? {
    let word = classes[document.tokens.words[mention.head]]
    guard word.contains(.personal), !isQuoted(mention.head, state.sentence, document) else {
      return nil
    }
    let near = sentences(state, reach: Self.nearReach) { referent in
      document.mentions[referent.mention].type == .person && referent.number != .plural
    }
    guard let chosen = only(near.first) else { return nil }
    let sentence = document.sentences[chosen.sentence].tokens
    let end = chosen.sentence == state.sentence ? mention.head : sentence.upperBound
    let people = near[0].map { document.mentions[$0.mention] }
    return hasOtherPerson(sentence.lowerBound..<end, besides: people, document, heads)
      || chosen.sentence < state.sentence
        && hasOtherPerson(
          document.sentences[state.sentence].tokens.lowerBound..<mention.head, besides: [],
          document, heads)
      ? nil : chosen
  }

  /// Whether a common noun for one person stands among the tokens, and is not about the people
  /// given: a title before their name, or beside it between commas.
  private func hasOtherPerson(
    _ range: Range<TokenID>, besides people: [Mention], _ document: Document, _ heads: NominalHeads
  ) -> Bool {
    range.suffix(120).contains { token in
      guard let entry = heads[token], lexicon.type(of: entry) == .person,
        !classes[document.tokens.words[token]].contains(.pluralNoun)
      else { return false }
      return !people.contains { isBeside($0, token, document) }
    }
  }

  /// Whether a noun is the title of a person or an apposition.
  private func isBeside(_ person: Mention, _ token: TokenID, _ document: Document) -> Bool {
    if token < person.tokens.upperBound { return token + 4 >= person.tokens.lowerBound }
    let next = person.tokens.upperBound
    return document.tokens.kinds[next] == .comma && token < next + 8
  }

  /// Whether the token stands in a quotation of its sentence: then it is another who speaks.
  private func isQuoted(_ token: TokenID, _ sentence: Int, _ document: Document) -> Bool {
    var isOpen = false
    for before in (document.sentences[sentence].tokens.lowerBound..<token).suffix(200) {
      switch document.tokens.kinds[before] {
      case .openingQuote: isOpen = true
      case .closingQuote: isOpen = false
      case .quote where !document.tokens.isTight(before) || isOpen: isOpen.toggle()
      default: break
      }
    }
    return isOpen
  }
}
