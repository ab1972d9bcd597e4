/// Cuts a tagged sentence into noun phrases, verb groups and what joins them.
struct Chunker: Sendable {
  let lexicon: Lexicon
  let classes: WordClasses

  /// Appends the chunks of the sentence to `chunks`. O(tokens).
  func chunk(
    _ sentence: WordTagger.Sentence, _ document: Document, _ heads: NominalHeads,
    from start: TokenID, into chunks: inout [Chunk]
  ) {
    var reader = Reader(
      sentence: sentence, document: document, heads: heads, classes: classes, lexicon: lexicon)
    reader.read(from: start, into: &chunks)
    joinParts(&chunks, document)
  }

  /// Joins `thousands of troops`, `a unit of the army`, `the region of Darfur`, `a member of
  /// the cabinet` to one phrase each.
  private func joinParts(_ chunks: inout [Chunk], _ document: Document) {
    var index = 0
    while index + 2 < chunks.count {
      // "“a substantial number” of troops"
      if chunks[index].kind == .noun, chunks[index].quantity == nil, chunks[index].type == nil,
        index + 3 < chunks.count, isQuote(chunks[index + 1], document),
        chunks[index + 2].kind == .preposition,
        !classes[document.tokens.words[chunks[index].head]].isDisjoint(with: [
          .quantifier, .partitive, .indefinitePartitive,
        ])
      {
        chunks.remove(at: index + 1)
      }
      joinQuotedNumber(at: index, &chunks, document)
      guard index + 2 < chunks.count else { break }
      let (part, link, whole) = (chunks[index], chunks[index + 1], chunks[index + 2])
      guard part.kind == .noun, link.kind == .preposition, whole.kind == .noun,
        classes[document.tokens.words[link.head]].contains(.genitive),
        let joined = join(part, whole, document)
      else {
        index += 1
        continue
      }
      chunks.replaceSubrange(index...(index + 2), with: [joined])
      index = max(0, index - 2)
    }
  }

  /// `“several hundred” troops`: a number in quotes belongs to the noun behind them.
  private func joinQuotedNumber(at index: Int, _ chunks: inout [Chunk], _ document: Document) {
    guard index + 2 < chunks.count, isQuote(chunks[index + 1], document) else { return }
    let (number, noun) = (chunks[index], chunks[index + 2])
    guard number.kind == .noun, number.quantity != nil, number.type == nil, noun.kind == .noun,
      noun.quantity == nil, noun.name == nil, noun.core == noun.tokens.lowerBound,
      noun.type == .force || noun.type == .equipment
    else { return }
    var joined = noun
    joined.tokens = number.tokens.lowerBound..<noun.tokens.upperBound
    (joined.core, joined.quantity) = (number.core, number.quantity)
    chunks.replaceSubrange(index...(index + 2), with: [joined])
  }

  /// Whether it is a ship, aircraft or vehicle that may be anybody's.
  private func isCivil(_ chunk: Chunk) -> Bool {
    guard chunk.type == .equipment else { return false }
    return ["plane", "ship", "transport"].contains(chunk.entry.map { lexicon[$0].kind } ?? "")
  }

  private func isQuote(_ chunk: Chunk, _ document: Document) -> Bool {
    switch document.tokens.kinds[chunk.head] {
    case .quote, .openingQuote, .closingQuote: chunk.kind == .boundary
    default: false
    }
  }

  private func join(_ part: Chunk, _ whole: Chunk, _ document: Document) -> Chunk? {
    var joined = part
    joined.tokens = part.tokens.lowerBound..<whole.tokens.upperBound
    let isArmed = whole.type == .force || whole.type == .equipment
    let head = classes[document.tokens.words[part.head]]
    // "the first wave of 300 soldiers"
    let isPart =
      part.name == nil
      && (head.contains(.partitive) || head.contains(.indefinitePartitive) && !part.isDefinite)
    let counts = part.quantity != nil && part.type == nil || head.contains(.quantifier)
    if isArmed, counts || isPart {
      joined = whole
      joined.tokens = part.tokens.lowerBound..<whole.tokens.upperBound
      joined.core = part.core
      joined.quantity = isPart ? whole.quantity : part.quantity ?? whole.quantity
      joined.name = nil
      return joined
    }
    // "within 200 yards of the shrine"
    if part.isMeasure, part.type == nil, part.name == nil, whole.type?.isPlace == true {
      var place = whole
      place.tokens = joined.tokens
      return place
    }
    // "a force of 8,000"
    if part.type == .force, part.name == nil, part.quantity == nil, whole.type == nil,
      whole.quantity != nil, whole.tokens.count <= 2
    {
      joined.quantity = whole.quantity
      return joined
    }
    switch (part.type, part.name) {
    case (.force, nil), (.equipment, nil):
      guard
        isArmed || whole.type == .group || whole.type == .organization
          || whole.quantity != nil && whole.entry.map({ lexicon[$0].kind }) == "men"
      else { return nil }
      // "members of a militia", "a convoy of tanks", but not "members of a cargo plane"
      joined.isQualified = joined.isQualified || !part.isWeak || !isCivil(whole)
      joined.isPlural = part.isPlural || whole.isPlural
      joined.quantity = part.quantity ?? whole.quantity
      return joined
    case (.politicalPlace, nil), (.location, nil), (.facility, nil):
      joined.inner = whole.name ?? whole.inner
      joined.isQualified = joined.inner != nil
      // "both sides of the border", "the north of the country"
      if whole.type?.isPlace == true, !whole.isWeak, whole.isDefinite { joined.isWeak = false }
      // "the town of Ayn Issa": what a learned weight took for a person.
      if whole.type == .person, part.type == .politicalPlace, let name = whole.name,
        document.mentions[name].entry == nil, joined.tokens.count > part.tokens.count + 1
      {
        joined.isQualified = true
        return joined
      }
      // "the mouth of the Mano": a name that nothing knows.
      if whole.type == nil, whole.isUnknownName {
        (joined.isQualified, joined.isWeak) = (true, false)
        return joined
      }
      return whole.type == nil || whole.type == .person ? nil : joined
    case (.person, nil), (.organization, nil):
      // "a company of Gurkhas", "two companies of infantry"
      if whole.type == .force, part.entry.map({ lexicon[$0].kind }) == "business" {
        (joined.type, joined.entry, joined.isQualified) = (.force, whole.entry, true)
      }
      return joined
    default: return nil
    }
  }
}

/// One walk over a sentence.
private struct Reader {
  let sentence: WordTagger.Sentence
  let document: Document
  let heads: NominalHeads
  let classes: WordClasses
  let lexicon: Lexicon

  private var end: TokenID { sentence.range.upperBound }

  private func wordClass(_ token: TokenID) -> WordClass {
    classes[document.tokens.words[token]]
  }

  mutating func read(from start: TokenID, into chunks: inout [Chunk]) {
    var token = start
    while token < end {
      let chunk = next(at: token)
      chunks.append(chunk)
      token = chunk.tokens.upperBound
    }
  }

  private func next(at token: TokenID) -> Chunk {
    let single = token..<(token + 1)
    switch sentence[token] {
    case .determiner, .adjective, .number, .noun, .name, .pronoun, .possessive:
      return nounPhrase(at: token)
    case .auxiliary, .modal, .infinitive, .verb: return verbGroup(at: token)
    case .negation, .adverb:
      let after = afterAdverbs(token)
      if after < end, isVerbal(after) { return verbGroup(at: token) }
      return Chunk(.adverb, single)
    case .preposition: return Chunk(.preposition, single)
    case .conjunction: return Chunk(.conjunction, single)
    case .subordinator: return Chunk(.subordinator, single)
    case .relative: return Chunk(.relative, single)
    case .time:
      var last = token + 1
      while last < end, sentence[last] == .time, sentence.time(last) == sentence.time(token) {
        last += 1
      }
      var chunk = Chunk(.time, token..<last)
      chunk.isMeasure =
        sentence.time(token).map {
          document.times[$0].kind == .duration && document.times[$0].begin == nil
        } ?? false
      return chunk
    case .punctuation:
      return Chunk(document.tokens.kinds[token] == .comma ? .comma : .boundary, single)
    }
  }

  private func isVerbal(_ token: TokenID) -> Bool {
    switch sentence[token] {
    case .auxiliary, .modal, .infinitive, .verb: true
    default: false
    }
  }

  private func afterAdverbs(_ token: TokenID) -> TokenID {
    var after = token
    while after < end, sentence[after] == .adverb || sentence[after] == .negation { after += 1 }
    return after
  }
}

// MARK: - Noun phrases

extension Reader {
  private func nounPhrase(at start: TokenID) -> Chunk {
    if sentence[start] == .pronoun {
      var chunk = Chunk(.noun, start..<(start + 1))
      chunk.isPronoun = true
      chunk.isDefinite = true
      chunk.isExpletive = wordClass(start).contains(.expletive)
      return chunk
    }
    var chunk = Chunk(.noun, start..<(start + 1))
    var token = start
    while token < end, extends(token, from: start) {
      if sentence[token] == .possessive, token > start {
        chunk.core = token + 1
        chunk.quantity = nil
      } else if let quantity = sentence.quantity(token), chunk.quantity == nil {
        if document.quantities[quantity].kind.isCount {
          chunk.quantity = quantity
        } else {
          chunk.isMeasure = true
        }
      }
      token = afterListedAdjective(token, from: start) ?? token + 1
    }
    // A possessor without anything possessed is a phrase of its own.
    if sentence[token - 1] == .possessive, token - 1 > start {
      token -= 1
      chunk.core = start
    }
    chunk.tokens = start..<max(token, start + 1)
    chunk.core = min(chunk.core, chunk.tokens.upperBound - 1)
    while chunk.core < chunk.tokens.upperBound - 1, sentence[chunk.core] == .determiner,
      wordClass(chunk.core).isDisjoint(with: .quantifier)
    {
      chunk.isDefinite = wordClass(chunk.core).contains(.definite)
      chunk.core += 1
    }
    chunk.head = head(of: chunk.tokens)
    describe(&chunk)
    return chunk
  }

  /// Whether the phrase that began at `start` takes in the token.
  private func extends(_ token: TokenID, from start: TokenID) -> Bool {
    if token == start { return true }
    let last = sentence[token - 1]
    switch sentence[token] {
    case .adjective:
      // "Navy guided missile destroyers", but not "military due to enter".
      guard last == .noun || last == .name else { return true }
      return token + 1 < end && isInside(sentence[token + 1])
        && !(last == .noun && wordClass(token - 1).contains(.pluralNoun))
    case .number:
      // "Sunday 5,000 soldiers" are two phrases.
      return last != .noun && last != .name || sentence.quantity(token) == nil
    case .noun: return true
    case .name:
      return !(last == .noun && wordClass(token - 1).contains(.pluralNoun) && followsVerb(token))
    case .determiner:
      // "250 more troops"
      if last == .number { return wordClass(token).contains(.quantifier) }
      return last == .determiner || last == .possessive
    case .pronoun:
      // "500 more would follow"
      return last == .number && wordClass(token).contains(.quantifier)
    case .possessive: return last == .noun || last == .name || last == .adjective
    case .adverb:
      return last == .determiner && token + 1 < end
        && (sentence[token + 1] == .adjective || sentence[token + 1] == .number)
    default: return false
    }
  }

  private func isInside(_ tag: WordTag) -> Bool {
    tag == .noun || tag == .name || tag == .adjective
  }

  /// Whether a verb stands behind the name: then it is a subject of its own.
  private func followsVerb(_ token: TokenID) -> Bool {
    var after = token + 1
    while after < end, sentence[after] == .name { after += 1 }
    return after < end && isVerbal(after)
  }

  /// The token behind `, French and` in `American, French and Canadian troops`: commas and
  /// conjunctions between adjectives of one noun.
  private func afterListedAdjective(_ token: TokenID, from start: TokenID) -> TokenID? {
    guard sentence[token] == .adjective || sentence[token] == .name else { return nil }
    if let name = sentence.name(token), document.mentions[name].type == .person { return nil }
    for passed in start...token where sentence[passed] == .noun { return nil }
    var next = token + 1
    var (joined, hasConjunction) = (false, false)
    while next < end {
      if document.tokens.kinds[next] == .comma || sentence[next] == .conjunction {
        joined = true
        hasConjunction = hasConjunction || sentence[next] == .conjunction
        next += 1
      } else if joined, sentence[next] == .adjective {
        let beyond = next + 1
        if beyond < end, sentence[beyond] == .noun || sentence[beyond] == .adjective {
          // "US and French troops", but not "to Russia, Ukrainian officials said".
          return hasConjunction || sentence[token] == .adjective ? next : nil
        }
        if beyond < end, document.tokens.kinds[beyond] == .comma || sentence[beyond] == .conjunction
        {
          next = beyond
        } else {
          return nil
        }
      } else {
        return nil
      }
    }
    return nil
  }

  /// The last noun or name, or, where there is none, the last word.
  private func head(of range: Range<TokenID>) -> TokenID {
    for token in range.reversed() {
      switch sentence[token] {
      case .noun, .name: return token
      case .possessive: return range.upperBound - 1
      default: break
      }
    }
    return range.upperBound - 1
  }

  /// Type, name, entry and number of a phrase, from its head.
  private func describe(_ chunk: inout Chunk) {
    chunk.isPlural = wordClass(chunk.head).contains(.pluralNoun)
    chunk.isAdjectival = sentence[chunk.head] == .adjective && sentence.name(chunk.head) == nil
    if let vessel = vessel(of: chunk) {
      chunk.refer(to: vessel, in: lexicon)
      chunk.isQualified = true
    } else if let name = sentence.name(chunk.head) {
      chunk.name = name
      chunk.type = document.mentions[name].type
      chunk.entry = document.mentions[name].entry
      chunk.isPerhapsPlace = isPerhapsPlace(name, chunk)
    } else if let entry = heads[chunk.head] {
      chunk.refer(to: entry, in: lexicon)
    } else {
      chunk.isUnknownName =
        sentence[chunk.head] == .name && document.tokens.kinds[chunk.head] == .word
      describeByNoun(&chunk)
    }
    chunk.isQualified =
      chunk.isQualified
      || (chunk.core..<max(chunk.core, chunk.head)).contains {
        sentence.name($0) != nil
      }
    if chunk.type == nil {
      chunk.modifiers = placeModifiers(of: chunk)
      chunk.actors = actors(of: chunk)
    }
  }

  /// Whether a name behind a preposition may be that of a place: one without a title that looks
  /// like a person's and stands near by nowhere else; one of an organization that has its house
  /// in its name (`at Cairo University`). O(1).
  private func isPerhapsPlace(_ name: Int, _ chunk: Chunk) -> Bool {
    let mention = document.mentions[name]
    guard chunk.tokens.lowerBound > sentence.range.lowerBound,
      sentence[chunk.tokens.lowerBound - 1] == .preposition
    else { return false }
    if mention.type == .organization { return isHouse(mention) }
    guard mention.type == .person, mention.entry == nil, chunk.tokens == mention.tokens
    else { return false }
    let near = max(0, name - 30)..<min(document.mentions.count, name + 30)
    let last = document.tokens.words[mention.tokens.upperBound - 1]
    return !near.contains { other in
      other != name && document.mentions[other].type == .person
        && document.mentions[other].tokens.contains { document.tokens.words[$0] == last }
    }
  }

  private func isHouse(_ mention: Mention) -> Bool {
    var matches: [LexiconMatcher.Match] = []
    for token in mention.tokens {
      lexicon.matcher.matches(document.tokens, at: token, limit: token + 1, into: &matches)
    }
    return matches.contains {
      lexicon.level(of: $0.entry) == .nominal && lexicon.type(of: $0.entry) == .facility
    }
  }

  /// `the frigate Kanaris`: a name that nothing knows is of the kind that the noun before it
  /// says.
  private func describeByNoun(_ chunk: inout Chunk) {
    guard chunk.isUnknownName else { return }
    var token = chunk.head
    while token > chunk.core, sentence[token] == .name, sentence.name(token) == nil { token -= 1 }
    // "F-15C Eagles": what its number tells already.
    let designation = sentence.name(token).map { document.mentions[$0] }
    if let designation, designation.type == .equipment {
      (chunk.type, chunk.entry) = (.equipment, designation.entry)
      (chunk.isUnknownName, chunk.isQualified) = (false, true)
      chunk.isPlural = chunk.isPlural || chunk.quantity != nil
      return
    }
    guard let entry = heads[token], lexicon.type(of: entry) != .person else { return }
    chunk.refer(to: entry, in: lexicon)
    chunk.isQualified = true
  }

  /// `the hospital ship Mercy Bay`: the kind of vessel whose name is elsewhere that of a person,
  /// a town or a sea. A country is who sends (`the frigate Denmark sent`).
  private func vessel(of chunk: Chunk) -> EntryID? {
    guard let name = sentence.name(chunk.head) else { return nil }
    let mention = document.mentions[name]
    guard mention.tokens.lowerBound > chunk.core, sentence[chunk.head] == .name,
      mention.type == .person || mention.type == .location
        || mention.type == .politicalPlace
          && mention.entry.map({ lexicon[$0].isTown }) ?? false,
      let entry = heads[mention.tokens.lowerBound - 1], lexicon.type(of: entry) == .equipment,
      lexicon[entry].kind == "vessel" || lexicon[entry].kind == "ship"
        // "the missile HISAR"
        || document.tokens.flags[chunk.head].contains(.allCapitals),
      wordClass(mention.tokens.lowerBound - 1).isDisjoint(with: .pluralNoun)
    else { return nil }
    return entry
  }

  /// The possessor, then the nationalities, armed groups and organizations before the head. A
  /// place there says where.
  private func actors(of chunk: Chunk) -> [Chunk] {
    var found: [Chunk] = []
    var token = chunk.tokens.lowerBound
    while token < chunk.head {
      defer { token += 1 }
      guard let name = sentence.name(token) else { continue }
      let mention = document.mentions[name]
      // "the Saudi-led raids", "anti-Israeli"
      guard !document.tokens.isJoint(mention.tokens.upperBound),
        !document.tokens.isJoint(mention.tokens.lowerBound - 1)
      else { continue }
      let isPossessor =
        mention.tokens.upperBound < chunk.head
        && sentence[mention.tokens.upperBound] == .possessive
      guard isPossessor || !mention.type.isPlace, mention.tokens.upperBound <= chunk.head else {
        continue
      }
      var actor = Chunk(.noun, mention.tokens)
      (actor.type, actor.name, actor.entry) = (mention.type, name, mention.entry)
      found.insert(actor, at: isPossessor ? 0 : found.count)
      token = mention.tokens.upperBound - 1
    }
    return found
  }

  /// The places among the words before the head.
  private func placeModifiers(of chunk: Chunk) -> [Chunk] {
    var found: [Chunk] = []
    for token in chunk.core..<max(chunk.core, chunk.head) {
      guard let name = sentence.name(token) else { continue }
      let mention = document.mentions[name]
      guard mention.type == .politicalPlace || mention.type == .location,
        mention.tokens.lowerBound == token
      else { continue }
      var place = Chunk(.noun, mention.tokens)
      (place.type, place.name, place.entry) = (mention.type, name, mention.entry)
      found.append(place)
    }
    return found
  }
}

// MARK: - Verb groups

extension Reader {
  private func verbGroup(at start: TokenID) -> Chunk {
    var group = VerbGroup(
      form: .finite, isPassive: false, lemma: .unknown, isNegated: false, isArranged: false,
      isProgressive: false, isPerfect: false, isCopula: false)
    var (hasCopula, hasPerfect) = (false, false)
    var token = start
    var last = start
    var main: TokenID?
    scan: while token < end {
      let word = wordClass(token)
      switch sentence[token] {
      case .negation:
        // "whether or not to send"
        let isOption =
          token > sentence.range.lowerBound + 1 && sentence[token - 1] == .conjunction
          && sentence[token - 2] == .subordinator
        group.isNegated = group.isNegated || !isOption
      case .adverb: break
      case .time:
        // "may later be moved"
        let isInside = token > start && token + 1 < end && isVerbal(token + 1)
        guard isInside, hasCopula || hasPerfect || group.modal != nil else { break scan }
      case .modal: group.modal = document.tokens.words[token]
      case .infinitive:
        // "plans to" ends before it; "is to deploy" and "has to" go on.
        if hasCopula || hasPerfect { group.isArranged = true }
        if !hasCopula { hasPerfect = false }
      case .auxiliary:
        if word.contains(.copula) { hasCopula = true }
        if word.contains(.perfect) { hasPerfect = true }
      case .verb:
        main = token
        last = token
        break scan
      default: break scan
      }
      if sentence[token] != .adverb { last = token }
      token += 1
    }
    var chunk = Chunk(.verb, start..<(last + 1))
    let head = main ?? lastAuxiliary(start...last)
    chunk.head = head
    let word = wordClass(head)
    group.lemma = classes.lemma(of: document.tokens.words[head])
    group.isCopula = main == nil && word.contains(.copula)
    let isVerb = main != nil
    group.isPerfect = hasPerfect && (isVerb || word.contains(.copula))
    group.isPassive = isVerb && hasCopula && word.contains(.participle) && !word.contains(.gerund)
    group.isProgressive = isVerb && hasCopula && word.contains(.gerund)
    group.form = form(
      of: chunk.tokens, head, hasAuxiliary: hasCopula || hasPerfect || group.modal != nil)
    group.tense = tense(of: chunk.tokens, head, group)
    chunk.verb = group
    return chunk
  }

  private func tense(of range: Range<TokenID>, _ head: TokenID, _ group: VerbGroup)
    -> VerbGroup.Tense?
  {
    guard group.form == .finite || group.form == .bare, group.modal == nil else { return nil }
    let first = range.first { sentence[$0] == .auxiliary || sentence[$0] == .verb } ?? head
    let word = wordClass(first)
    if word.contains(.past), word.isDisjoint(with: [.base, .third]) { return .past }
    // "put", "read": the word does not tell.
    return word.contains(.past) || word.isDisjoint(with: [.base, .third]) ? nil : .present
  }

  private func lastAuxiliary(_ range: ClosedRange<TokenID>) -> TokenID {
    range.last { sentence[$0] == .auxiliary } ?? range.upperBound
  }

  private func form(
    of group: Range<TokenID>, _ head: TokenID, hasAuxiliary: Bool
  ) -> VerbGroup.Form {
    let first = min(afterAdverbs(group.lowerBound), head)
    if sentence[first] == .infinitive { return .infinitive }
    let word = wordClass(first)
    if word.contains(.gerund), word.isDisjoint(with: [.base, .third]) { return .gerund }
    if hasAuxiliary { return .finite }
    let main = wordClass(head)
    return main.contains(.participle) && !main.contains(.base) ? .bare : .finite
  }
}
