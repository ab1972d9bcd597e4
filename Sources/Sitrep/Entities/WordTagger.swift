/// What a word is in its sentence.
enum WordTag: UInt8, Sendable {
  case noun, name, adjective, number, determiner, possessive, pronoun
  case preposition, infinitive, conjunction, subordinator, relative
  case auxiliary, modal, negation, verb, adverb, time
  case punctuation
}

/// Gives every word of a sentence one tag, from the lists of words, the names, quantities
/// and times found before, and the word's neighbours.
///
/// Rules, no weights: where a word can be a noun and a verb, what stands left of it decides,
/// then its form, then what stands right of it.
struct WordTagger: Sendable {
  let classes: WordClasses

  /// What earlier stages say about the tokens of one sentence, and the tags.
  struct Sentence: Sendable {
    var range: Range<TokenID> = 0..<0
    /// For each token of the sentence the mention, quantity and time that covers it.
    var names: [Int?] = []
    var quantities: [Int?] = []
    var times: [Int?] = []
    var tags: [WordTag] = []
    /// Its words begin with capitals, as in a title, so that a capital says nothing.
    var isTitle = false

    subscript(token: TokenID) -> WordTag { tags[token - range.lowerBound] }
    func name(_ token: TokenID) -> Int? { names[token - range.lowerBound] }
    func quantity(_ token: TokenID) -> Int? { quantities[token - range.lowerBound] }
    func time(_ token: TokenID) -> Int? { times[token - range.lowerBound] }
  }

  /// Fills `sentence.tags`; the other columns must be filled. O(tokens).
  func tag(_ sentence: inout Sentence, _ document: Document, _ heads: NominalHeads) {
    let tokens = document.tokens
    sentence.tags.removeAll(keepingCapacity: true)
    sentence.isTitle = isTitle(sentence.range, tokens)
    var token = sentence.range.lowerBound
    while token < sentence.range.upperBound {
      let end = compoundEnd(token, tokens, sentence.range)
      if end == token + 3, isPrefixedVerb(token, sentence, tokens) {
        // "re-enter": as the verb alone.
        sentence.tags.append(contentsOf: [.adverb, .adverb])
        sentence.tags.append(tag(token + 2, sentence, document, heads))
      } else if end > token + 1 {
        let tag = compoundTag(token..<end, sentence, document)
        sentence.tags.append(contentsOf: repeatElement(tag, count: end - token))
      } else {
        sentence.tags.append(tag(token, sentence, document, heads))
      }
      token = end
    }
  }

  /// Whether every word that is no small word of grammar begins with a capital: `Troops Arrive in
  /// Mali`. Two such words may be names, four are a title.
  private func isTitle(_ range: Range<TokenID>, _ tokens: TokenTable) -> Bool {
    var capitals = 0
    for token in range where tokens.kinds[token] == .word {
      if tokens.flags[token].contains(.capital) {
        capitals += 1
      } else if classes[tokens.words[token]].isDisjoint(with: .closed) {
        return false
      }
    }
    return capitals >= 4
  }

  // MARK: Compounds

  /// The end of `Panama-controlled`, `Russia–Ukraine`: words with joining hyphens between.
  private func compoundEnd(_ token: TokenID, _ tokens: TokenTable, _ range: Range<TokenID>) -> Int {
    var end = token + 1
    while end + 1 < range.upperBound, tokens.isJoint(end) { end += 2 }
    return end
  }

  /// `re-enter`, `pre-positioned`: a prefix before a verb that is no noun.
  private func isPrefixedVerb(_ token: TokenID, _ sentence: Sentence, _ tokens: TokenTable) -> Bool
  {
    guard classes[tokens.words[token]].contains(.verbPrefix), sentence.name(token + 2) == nil else {
      return false
    }
    let word = classes[tokens.words[token + 2]]
    return !word.isDisjoint(with: .verb) && word.isDisjoint(with: [.noun, .nominalHead])
  }

  private func compoundTag(_ compound: Range<TokenID>, _ sentence: Sentence, _ document: Document)
    -> WordTag
  {
    let last = compound.upperBound - 1
    if sentence.quantity(last) != nil { return .number }
    if sentence.time(last) != nil { return .time }
    if let name = sentence.name(last) {
      return document.mentions[name].type == .group ? .adjective : .name
    }
    let word = classes[document.tokens.words[last]]
    // "Hafr al-Batin"
    if word.isEmpty, document.tokens.flags[last].contains(.capital) { return .name }
    if !word.isDisjoint(with: [.participle, .gerund]), !word.contains(.nominalHead) {
      return .adjective
    }
    return word.contains(.adjective) && !word.contains(.noun) ? .adjective : .noun
  }

  // MARK: Single words

  private func tag(
    _ token: TokenID, _ sentence: Sentence, _ document: Document, _ heads: NominalHeads
  ) -> WordTag {
    if sentence.time(token) != nil { return .time }
    if sentence.quantity(token) != nil { return .number }
    if let name = sentence.name(token) {
      return document.mentions[name].type == .group ? .adjective : .name
    }
    let tokens = document.tokens
    let left = sentence.tags.last
    let word = classes[tokens.words[token]]
    switch tokens.kinds[token] {
    case .word: break
    case .number, .alphanumeric: return .number
    case .clitic:
      if word.contains(.negation) { return .negation }
      if left == .pronoun { return word.contains(.modal) ? .modal : .auxiliary }
      return word.contains(.auxiliary) && !word.contains(.possessive) ? .auxiliary : .possessive
    case .quote where tokens.isTight(token) && left == .noun:
      // soldiers' camp
      return token + 1 < sentence.range.upperBound && tokens.kinds[token + 1] == .word
        && !tokens.isTight(token + 1) && isNominal(token + 1, sentence, tokens)
        ? .possessive : .punctuation
    default: return .punctuation
    }
    if heads.continues(token) { return .noun }
    if let tag = closedTag(token, word, left, sentence, document) { return tag }
    if isLoneVerb(token, word, left, sentence, document, heads) { return .verb }
    return openTag(token, word, left, sentence, tokens, isHead: heads[token] != nil)
  }

  /// Classes of the next word, its own hyphens and quotes aside.
  private func next(_ token: TokenID, _ sentence: Sentence, _ tokens: TokenTable) -> WordClass? {
    guard token + 1 < sentence.range.upperBound, tokens.kinds[token + 1] == .word else {
      return nil
    }
    return classes[tokens.words[token + 1]]
  }

  /// Whether the token can go on a noun phrase: a number, a name, a noun or adjective.
  private func isNominal(_ token: TokenID, _ sentence: Sentence, _ tokens: TokenTable) -> Bool {
    guard token < sentence.range.upperBound else { return false }
    if sentence.time(token) != nil { return false }
    if sentence.quantity(token) != nil || sentence.name(token) != nil { return true }
    switch tokens.kinds[token] {
    case .number, .alphanumeric: return true
    case .word:
      let word = classes[tokens.words[token]]
      if !word.isDisjoint(with: [.noun, .adjective]) { return true }
      if !word.isDisjoint(with: .closed) { return word.contains(.quantifier) }
      return word.isDisjoint(with: [.base, .third, .past, .adverb])
        || tokens.flags[token].contains(.capital)
    default: return false
    }
  }

  private func closedTag(
    _ token: TokenID, _ word: WordClass, _ left: WordTag?, _ sentence: Sentence,
    _ document: Document
  ) -> WordTag? {
    let tokens = document.tokens
    guard !word.isDisjoint(with: .closed) else { return nil }
    // "following", "given", "including" are participles behind an auxiliary.
    let isAfterAuxiliary = left == .auxiliary || left == .modal
    if isAfterAuxiliary, !word.isDisjoint(with: [.participle, .gerund]),
      word.isDisjoint(with: .auxiliary)
    {
      return .verb
    }
    // "has since moved"
    if left == .auxiliary, word.contains(.adverb), token + 1 < sentence.range.upperBound,
      sentence.name(token + 1) == nil,
      !classes[tokens.words[token + 1]].isDisjoint(with: [.participle, .gerund])
    {
      return .adverb
    }
    // "are now in": no clause begins.
    if word.contains(.adverb), word.contains(.subordinator),
      left == .auxiliary
        || word.isDisjoint(with: .preposition)
          && !(next(token, sentence, tokens) ?? []).isDisjoint(with: [.auxiliary, .modal])
        // "we now know"
        || left == .pronoun || left == .modal
    {
      return .adverb
    }
    if word.contains(.infinitive) { return infinitiveTag(token, sentence, tokens) }
    if word.contains(.modal), word.isDisjoint(with: [.noun]) || left != .determiner {
      return .modal
    }
    if word.contains(.negation) {
      // "are no longer based in"
      let isAdverbial =
        left == .auxiliary || left == .modal
        ? next(token, sentence, tokens).map { $0.contains(.adverb) && $0.isDisjoint(with: .noun) }
        : nil
      return word.contains(.determiner) && isAdverbial != true ? .determiner : .negation
    }
    if word.contains(.auxiliary) { return .auxiliary }
    if word.contains(.conjunction) { return .conjunction }
    if word.contains(.relative), left == .noun || left == .name || left == .pronoun {
      return .relative
    }
    if word.contains(.relative), left == .punctuation {
      let right = next(token, sentence, tokens) ?? []
      if !word.contains(.determiner) || !right.isDisjoint(with: [.auxiliary, .modal, .verb]) {
        return .relative
      }
    }
    if word.contains(.complementizer) {
      // "suspect that's not true": a pronoun with its verb.
      if token + 1 < sentence.range.upperBound, tokens.kinds[token + 1] == .clitic,
        classes[tokens.words[token + 1]].contains(.auxiliary)
      {
        return .pronoun
      }
      // A name needs no such determiner: "said in Paris that Kenya had sent".
      let isNamed = token + 1 < sentence.range.upperBound && sentence.name(token + 1) != nil
      return !isBehindVerb(token, left, sentence) && isNominal(token + 1, sentence, tokens)
        && !isNamed ? .determiner : .subordinator
    }
    if word.contains(.preposition) {
      if word.contains(.determiner), isNominal(token + 1, sentence, tokens) { return .determiner }
      if word.contains(.adverb), word.contains(.adjective), left == .determiner {
        return .adjective
      }
      return .preposition
    }
    if !word.isDisjoint(with: [.determiner, .quantifier]) {
      if isNominal(token + 1, sentence, tokens) { return .determiner }
      return word.contains(.pronoun) ? .pronoun : .determiner
    }
    if word.contains(.pronoun) { return .pronoun }
    if word.contains(.subordinator) || word.contains(.interrogative) { return .subordinator }
    return nil
  }

  /// Whether a verb stands right before it, or a time behind that: `said Tuesday that`, `said late
  /// on Sunday that`.
  private func isBehindVerb(_ token: TokenID, _ left: WordTag?, _ sentence: Sentence) -> Bool {
    guard left == .time else { return left == .verb }
    var before = token - 1
    while before > sentence.range.lowerBound,
      sentence[before] == .time || sentence[before] == .preposition || sentence[before] == .adverb
    { before -= 1 }
    return sentence[before] == .verb
  }

  private func infinitiveTag(_ token: TokenID, _ sentence: Sentence, _ tokens: TokenTable)
    -> WordTag
  {
    var after = token + 1
    while after < sentence.range.upperBound, tokens.kinds[after] == .word,
      classes[tokens.words[after]].contains(.adverb),
      classes[tokens.words[after]].isDisjoint(with: .verb)
    {
      after += 1
    }
    guard after < sentence.range.upperBound, sentence.name(after) == nil,
      sentence.quantity(after) == nil,
      sentence.isTitle || !tokens.flags[after].contains(.capital)
    else { return .preposition }
    let word = classes[tokens.words[after]]
    guard word.contains(.base) || word.contains(.auxiliary) else { return .preposition }
    // "to force", "to base": a head noun is a verb only before an object.
    if word.contains(.nominalHead) {
      let beyond = after + 1
      let takesObject =
        beyond < sentence.range.upperBound
        && (isNominal(beyond, sentence, tokens)
          || !classes[tokens.words[beyond]].isDisjoint(with: [.determiner, .pronoun]))
      // "are to land in"
      let isDue =
        sentence.tags.last == .auxiliary && beyond < sentence.range.upperBound
        && classes[tokens.words[beyond]].contains(.preposition)
      return takesObject || isDue ? .infinitive : .preposition
    }
    return .infinitive
  }

  private func openTag(
    _ token: TokenID, _ word: WordClass, _ left: WordTag?, _ sentence: Sentence,
    _ tokens: TokenTable, isHead: Bool
  ) -> WordTag {
    let isCapital =
      tokens.flags[token].contains(.capital) && token > sentence.range.lowerBound
      && !(sentence.isTitle && isListed(word))
    let isVerb = !word.isDisjoint(with: .verb)
    if isCapital, !isHead {
      // "the frigate Vigilant": behind a noun a capital is a name's.
      let isNamed = left == .noun && !isNominal(token + 1, sentence, tokens)
      return word.contains(.adjective) && !isNamed ? .adjective : .name
    }
    if word.isEmpty { return tokens.flags[token].contains(.capital) ? .name : .noun }
    // "may later be moved"
    if left == .auxiliary || left == .modal || left == .negation, word.contains(.adverb), !isVerb,
      !(next(token, sentence, tokens) ?? []).isDisjoint(
        with: [.auxiliary, .participle, .gerund, .base])
    {
      return .adverb
    }
    // "pulled back to", "pulled its tanks back to"
    if word.contains(.particle), left == .verb || left == .noun || left == .name,
      token + 1 == sentence.range.upperBound || tokens.kinds[token + 1] != .word
        || (next(token, sentence, tokens) ?? []).contains(.preposition)
    {
      return .adverb
    }
    if isVerb { return verbalTag(token, word, left, sentence, tokens, isHead: isHead) }
    if word.contains(.noun), word.contains(.adjective) {
      guard isNominal(token + 1, sentence, tokens) else { return .noun }
      // "a senior official estimates"
      let right = next(token, sentence, tokens) ?? []
      return isHead && !right.isDisjoint(with: [.third, .past]) ? .noun : .adjective
    }
    if word.contains(.noun) { return .noun }
    if word.contains(.adjective) { return .adjective }
    if word.contains(.adverb) || word.contains(.particle) {
      // "the first units"
      return left == .determiner && isNominal(token + 1, sentence, tokens) ? .adjective : .adverb
    }
    return .noun
  }

  /// Of `French armour rolls into Bria`, `The battalion leaves for Bosnia`: what can be a noun
  /// stands between one and a preposition, and the sentence has no other verb. O(tokens), once
  /// or twice a sentence.
  private func isLoneVerb(
    _ token: TokenID, _ word: WordClass, _ left: WordTag?, _ sentence: Sentence,
    _ document: Document, _ heads: NominalHeads
  ) -> Bool {
    let tokens = document.tokens
    guard left == .noun || left == .time || left == .adverb, word.contains(.noun) else {
      return false
    }
    // "policemen now patrol the square"
    var subject = token - 1
    while subject > sentence.range.lowerBound,
      sentence[subject] == .time || sentence[subject] == .adverb
    { subject -= 1 }
    guard sentence[subject] == .noun,
      heads[subject] != nil || left == .noun && isDetermined(subject, sentence)
    else { return false }
    let right = next(token, sentence, tokens) ?? []
    let hasObject =
      left != .noun && token + 1 < sentence.range.upperBound
      && (sentence.name(token + 1) != nil || right.contains(.determiner))
    guard right.contains(.preposition) || hasObject else { return false }
    let isMany = classes[tokens.words[subject]].contains(.pluralNoun)
    guard word.contains(.third) && !isMany || word.contains(.base) && isMany else { return false }
    return !sentence.range.contains { other in
      guard other != token, tokens.kinds[other] == .word else { return false }
      let word = classes[tokens.words[other]]
      return !word.isDisjoint(with: [.auxiliary, .modal, .past])
        || !word.isDisjoint(with: [.third, .base, .participle, .gerund])
          && word.isDisjoint(with: [.noun, .adjective, .preposition])
    }
  }

  /// Whether the phrase that ends at a noun begins with a determiner: `the draft agreement calls`.
  private func isDetermined(_ noun: TokenID, _ sentence: Sentence) -> Bool {
    var start = noun
    while start > sentence.range.lowerBound,
      sentence[start] == .noun || sentence[start] == .adjective
    { start -= 1 }
    return sentence[start] == .determiner
  }

  /// Whether a list has the word as a verb, noun, adjective or adverb.
  private func isListed(_ word: WordClass) -> Bool {
    !word.isDisjoint(with: [.base, .third, .past, .participle, .gerund, .noun, .adjective, .adverb])
  }

  /// A word that can be a verb, and maybe a noun or adjective.
  private func verbalTag(
    _ token: TokenID, _ word: WordClass, _ left: WordTag?, _ sentence: Sentence,
    _ tokens: TokenTable, isHead: Bool
  ) -> WordTag {
    let canBeNoun = word.contains(.noun) || isHead
    let isInflected = !word.isDisjoint(with: [.past, .participle, .gerund])
    let goesOn = isNominal(token + 1, sentence, tokens)
    // "will however position"
    if left == .adverb, word.contains(.base) {
      let before = sentence.tags.last { $0 != .adverb }
      if before == .modal || before == .infinitive { return .verb }
    }
    switch left {
    case .infinitive, .modal: return .verb
    case .auxiliary:
      // "are present in": no infinitive stands behind a copula.
      if !isInflected, word.contains(.adjective), isBehindCopula(token, sentence, tokens) {
        return .adjective
      }
      return isInflected || word.contains(.base) && !canBeNoun ? .verb : .noun
    case .negation: return canBeNoun && !isInflected ? .noun : .verb
    case .determiner, .possessive, .adjective, .number, .preposition:
      if isInflected {
        if word.contains(.gerund), left == .preposition {
          // "thinking of sending a battalion"
          let hasObject = !(next(token, sentence, tokens) ?? []).isDisjoint(
            with: [.determiner, .pronoun, .possessive])
          return canBeNoun && !goesOn && !hasObject ? .noun : .verb
        }
        if canBeNoun, !goesOn { return .noun }
        // the occupied West Bank; but: 85% deployed in
        if goesOn, left != .number || !word.contains(.past) { return .adjective }
        return left == .number || left == .adjective ? .verb : .noun
      }
      if canBeNoun || left == .determiner || left == .possessive { return .noun }
      // "the first three arrive"
      return .verb
    case .noun, .name, .pronoun, .relative, .time:
      if isInflected, !canBeNoun { return .verb }
      if !canBeNoun { return .verb }
      return nounOrVerb(token, word, left, sentence, tokens, isHead: isHead)
    case .adverb:
      // "are now present in"
      if !isInflected, word.contains(.adjective), isBehindCopula(token, sentence, tokens) {
        return .adjective
      }
      if word.contains(.participle), goesOn, isInsidePhrase(token, sentence) { return .adjective }
      return canBeNoun && isHead ? .noun : .verb
    default:
      if isInflected, goesOn, word.contains(.participle), !canBeNoun {
        // "Armed men entered": a participle at the start of a phrase
        return word.contains(.adjective) ? .adjective : .verb
      }
      if canBeNoun {
        // "Note that the road is closed."
        let isTold =
          (word.contains(.base) && !isHead || word.contains(.third) && left == .punctuation)
          && (next(token, sentence, tokens) ?? []).contains(.complementizer)
        return isInflected && !isHead || isTold || takesObject(token, left, sentence, tokens)
          ? .verb : .noun
      }
      return .verb
    }
  }

  /// Of `has deployed heavily armed troops`, `of newly trained soldiers`: whether the adverbs before
  /// a participle stand in a noun phrase, behind what no other verb can follow.
  private func isInsidePhrase(_ token: TokenID, _ sentence: Sentence) -> Bool {
    var before = token - 1
    while before > sentence.range.lowerBound, sentence[before] == .adverb { before -= 1 }
    switch sentence[before] {
    case .verb, .determiner, .possessive, .preposition, .number: return true
    default: return false
    }
  }

  /// Whether a form of be stands before a word, with adverbs at most in between.
  private func isBehindCopula(_ token: TokenID, _ sentence: Sentence, _ tokens: TokenTable) -> Bool
  {
    var before = token - 1
    while before > sentence.range.lowerBound, sentence[before] == .adverb { before -= 1 }
    return before >= sentence.range.lowerBound && sentence[before] == .auxiliary
      && classes[tokens.words[before]].contains(.copula)
  }

  /// Of `and attack Israeli soldiers`: a word joined to what went before, with an object
  /// behind it.
  private func takesObject(
    _ token: TokenID, _ left: WordTag?, _ sentence: Sentence, _ tokens: TokenTable
  ) -> Bool {
    guard left == .conjunction, token + 1 < sentence.range.upperBound else { return false }
    return sentence.name(token + 1) != nil || sentence.quantity(token + 1) != nil
      || !classes[tokens.words[token + 1]].isDisjoint(with: [.definite, .determiner, .pronoun])
  }

  /// Behind a noun, a name or a pronoun.
  private func nounOrVerb(
    _ token: TokenID, _ word: WordClass, _ left: WordTag?, _ sentence: Sentence,
    _ tokens: TokenTable, isHead: Bool
  ) -> WordTag {
    let right = token + 1 < sentence.range.upperBound ? classes[tokens.words[token + 1]] : []
    let takesObject =
      !right.isDisjoint(with: [.determiner, .complementizer, .pronoun])
      || token + 1 < sentence.range.upperBound && sentence.quantity(token + 1) != nil
    if left == .pronoun || left == .relative { return .verb }
    // "supporters of the deal point out that"
    if word.contains(.base), right.contains(.particle), token + 2 < sentence.range.upperBound,
      classes[tokens.words[token + 2]].contains(.complementizer)
    {
      return .verb
    }
    if !word.isDisjoint(with: [.past, .gerund]) { return .verb }
    if word.contains(.third) {
      if isHead { return takesObject ? .verb : .noun }
      // "troop transports crossed"
      if left == .noun, word.contains(.noun), !right.isDisjoint(with: [.past, .base]),
        right.isDisjoint(with: [.noun, .adjective])
      {
        return .noun
      }
      if left == .name || takesObject { return .verb }
      return right.contains(.preposition) || right.contains(.auxiliary) ? .noun : .verb
    }
    let isPlural =
      token > sentence.range.lowerBound
      && classes[tokens.words[token - 1]].contains(.pluralNoun)
    if isPlural { return isHead ? .noun : .verb }
    return .noun
  }
}
