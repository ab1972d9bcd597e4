// All that a sentence gives as somebody's words or thoughts.

extension AttributionFinder {
  /// Appends the attributions of a sentence, or of a part of it, in the order of their cues.
  /// Each cue looks at a bounded stretch around it.
  func find(
    in clause: ClauseReader, _ range: Range<TokenID>, of sentence: Int,
    into found: inout [Attribution]
  ) {
    let first = found.count
    for index in clause.chunks.indices {
      let reading: Reading? =
        switch clause.chunks[index].kind {
        case .verb: verb(index, clause, range)
        case .preposition, .subordinator: copular(index, clause, range)
        case .noun:
          clause.chunks[index].isAdjectival
            ? adjective(index, clause, range) : noun(index, clause, range)
        default: nil
        }
      if let reading { found.append(attribution(reading, clause, sentence)) }
    }
    for (cue, stance) in phrases(in: clause, range) {
      guard let reading = phrase(cue, stance, clause, range) else { continue }
      found.append(attribution(reading, clause, sentence))
    }
    found[first...].sort { ($0.cue.start, $0.cue.end) < ($1.cue.start, $1.cue.end) }
  }

  /// What was read off the chunks for one cue.
  struct Reading {
    var cue: Range<TokenID>
    /// The chunk that is the head of the source.
    var source: Int?
    var content: [Range<TokenID>]
    var stance: Stance?
    var isNegated = false
    var rule: String
  }

  private func attribution(
    _ reading: Reading, _ clause: ClauseReader, _ sentence: Int
  ) -> Attribution {
    let tokens = clause.tokens
    return Attribution(
      sentence: sentence, cue: tokens.span(of: reading.cue),
      source: reading.source.map { tokens.span(of: phrase(around: $0, reading.cue, clause)) },
      content: reading.content.map { tokens.span(of: $0) }, stance: reading.stance,
      polarity: reading.isNegated ? .negative : .positive, rule: reading.rule,
      sourceHead: reading.source.map { clause.chunks[$0].head })
  }

  /// Names the mention that each source is. O(attributions log mentions + mentions at a place).
  static func linkSources(in document: inout Document) {
    for index in document.attributions.indices {
      guard let source = document.attributions[index].source,
        let head = document.attributions[index].sourceHead
      else { continue }
      var (low, high) = (0, document.mentions.count)
      while low < high {
        let middle = (low + high) / 2
        if document.mentions[middle].span.start < source.start {
          low = middle + 1
        } else {
          high = middle
        }
      }
      while low < document.mentions.count, document.mentions[low].span.start < source.end {
        if document.mentions[low].tokens.contains(head),
          document.mentions[low].span.end <= source.end
        {
          document.attributions[index].mention = MentionID(value: low)
          break
        }
        low += 1
      }
    }
  }
}

// MARK: - Verbs

extension AttributionFinder {
  private func verb(
    _ index: Int, _ clause: ClauseReader, _ range: Range<TokenID>
  ) -> Reading? {
    guard let group = clause.chunks[index].verb else { return nil }
    if group.isPassive, cues.adjectives[clause.word(of: index)] != nil {
      return adjective(index, clause, range)
    }
    guard let cue = cues[group.lemma] else { return nil }
    let head = clause.chunks[index].head
    var reading = Reading(
      cue: head..<(head + 1), content: [], stance: cue.stance, isNegated: group.isNegated,
      rule: "attribution/verb")
    if let start = content(behind: index, cue, clause) {
      reading.content = [end(from: start, clause, range)]
      reading.source = source(of: index, group, clause)
      return cue.isSpeech || canThink(reading.source, clause) ? reading : nil
    }
    guard cue.takesAside, !group.isPassive, group.form == .finite || group.form == .bare else {
      return nil
    }
    guard let aside = aside(index, clause) else {
      // Speech without quotes: `She said, the door is open`.
      guard index + 2 < clause.chunks.count, clause.chunks[index + 1].kind == .comma,
        opensClause(index + 2, clause, isStrict: true)
          || clause.chunks[index + 2].kind == .subordinator && opensMain(behind: index + 2, clause)
      else { return nil }
      reading.content = [end(from: clause.chunks[index + 2].tokens.lowerBound, clause, range)]
      reading.source = source(of: index, group, clause)
      return reading.source == nil ? nil : reading
    }
    reading.rule = "attribution/aside"
    reading.source = aside.source
    let before = clause.chunks[aside.mark].tokens.lowerBound
    reading.content = [range.lowerBound..<before].filter { !$0.isEmpty }
    if aside.next < clause.chunks.count, clause.chunks[aside.next].kind == .comma,
      aside.next + 1 < clause.chunks.count
    {
      reading.content.append(
        end(from: clause.chunks[aside.next + 1].tokens.lowerBound, clause, range))
    }
    return reading.content.isEmpty ? nil : reading
  }

  private func source(of verb: Int, _ group: VerbGroup, _ clause: ClauseReader) -> Int? {
    if group.isPassive {
      let agent = clause.obliques(from: verb + 1).first {
        clause.wordClass(of: $0.preposition).contains(.agentive)
      }
      return agent?.nouns.first
    }
    return clause.subjects(of: verb)
      .first { !clause.chunks[$0].isExpletive && !clause.chunks[$0].isAdjectival }
      .map { described($0, before: verb, clause) }
  }

  /// Whether a source can think: not `it`, and not `this`.
  private func canThink(_ source: Int?, _ clause: ClauseReader) -> Bool {
    guard let source, clause.chunks[source].isPronoun else { return true }
    let word = clause.wordClass(of: source)
    return !word.contains(.neuter) && !word.isSuperset(of: [.determiner, .definite])
      || word.contains(.possessive)
  }

  /// Of `John Smith, the minister, said` the name: the noun before what stands between commas.
  private func described(_ noun: Int, before verb: Int, _ clause: ClauseReader) -> Int {
    let chunks = clause.chunks
    var first = noun
    while first > max(1, noun - 3), chunks[first - 1].kind == .noun { first -= 1 }
    guard first > 1, noun < verb, chunks[first - 1].kind == .comma else { return noun }
    var after = noun + 1
    while after < verb, chunks[after].kind == .preposition || chunks[after].kind == .noun {
      after += 1
    }
    let isTitled =
      after == verb && chunks[noun].isName && chunks[first - 2].type == .person
      && chunks[first - 2].name == nil
    guard chunks[after].kind == .comma || isTitled else { return noun }
    var before = first - 2
    while before > max(1, first - 8), chunks[before].kind == .noun, !clause.canHead(before) {
      before -= 2
    }
    guard chunks[before].kind == .noun, clause.canHead(before), !chunks[before].isPronoun,
      chunks[before].type != nil || chunks[before].isDefinite || chunks[before].tokens.count > 1
    else { return noun }
    return before
  }

  /// An aside that attributes what stands before its comma or quote: its source, the mark, and
  /// the chunk behind it.
  private func aside(
    _ cue: Int, _ clause: ClauseReader
  ) -> (source: Int?, mark: Int, next: Int)? {
    guard isParenthetical(cue, clause) else { return nil }
    let chunks = clause.chunks
    guard
      let mark = (max(0, cue - 16)..<cue).last(where: {
        chunks[$0].kind == .comma || chunks[$0].kind == .boundary
      })
    else { return nil }
    let next =
      chunks[(cue + 1)...].firstIndex { $0.kind == .comma || $0.kind == .boundary }
      ?? chunks.count
    if mark == cue - 1, let source = clause.objects(of: cue).first {
      return canSpeak(chunks[source]) || chunks[source].isUnknownName || chunks[source].isDefinite
        ? (source, mark, next) : nil
    }
    if cue + 1 < chunks.count, chunks[cue + 1].kind == .noun {
      // Only a hearer stands between: `he told reporters`.
      let object = chunks[cue + 1]
      guard canSpeak(object), !clause.wordClass(of: cue + 1).contains(.neuter) else { return nil }
    }
    guard let subject = clause.subjects(of: cue).first(where: { !chunks[$0].isExpletive }) else {
      return nil
    }
    let source = described(subject, before: cue, clause)
    guard
      !(min(mark, source)..<max(mark, source)).contains(where: {
        chunks[$0].kind == .conjunction && $0 == mark + 1
      })
    else { return nil }
    // Of `John Smith, the minister, said` no comma is the border to what is said.
    guard source > mark else {
      guard source > 1, chunks[source - 1].kind == .comma || chunks[source - 1].kind == .boundary
      else { return nil }
      return (source, source - 1, next)
    }
    return (source, mark, next)
  }
}

// MARK: - Content

extension AttributionFinder {
  /// The token with which a clause, a question or a quotation begins that is said behind the
  /// cue: past adverbs, the hearer, and where and when.
  private func content(behind cue: Int, _ form: CueTable.Cue, _ clause: ClauseReader) -> TokenID? {
    let chunks = clause.chunks
    var index = cue + 1
    var nouns = 0
    while index < min(chunks.count, cue + 14) {
      let chunk = chunks[index]
      let word = clause.wordClass(of: index)
      switch chunk.kind {
      case .adverb, .time: break
      case .subordinator, .relative:
        if word.contains(.complementizer) {
          return hasVerb(behind: index, clause)
            && (chunk.kind == .subordinator || form.isSpeech || nouns == 0)
            ? chunk.tokens.lowerBound : nil
        }
        if form.takesAside, index == cue + 1, !word.contains(.interrogative) {
          return opensMain(behind: index, clause) ? chunk.tokens.lowerBound : nil
        }
        return form.takesQuestion(word) && (nouns == 0 || form.isSpeech)
          && (opensClause(index + 1, clause, isStrict: false) || !form.isSpeech)
          ? chunk.tokens.lowerBound : nil
      case .boundary:
        return form.takesQuote && opensQuote(index, clause) ? chunk.tokens.lowerBound : nil
      case .comma:
        guard form.takesQuote, index + 1 < chunks.count, opensQuote(index + 1, clause) else {
          return nil
        }
        return chunks[index + 1].tokens.lowerBound
      case .noun:
        if index == cue + 1, asksFor(chunk, form, clause), hasVerb(behind: index, clause) {
          return chunk.tokens.lowerBound
        }
        if !chunk.isAdjectival,
          form.takesBareClause || form.clause != .either && index == cue + 1,
          opensClause(index, clause, isStrict: !form.takesBareClause)
        {
          return chunk.tokens.lowerBound
        }
        nouns += 1
        if nouns > (form.isSpeech ? 3 : 1) { return nil }
      case .preposition:
        guard form.isSpeech || form.takesBareClause, index + 1 < chunks.count else { return nil }
        switch chunks[index + 1].kind {
        case .noun: index += 1
        case .time: break
        default: return nil
        }
      case .verb, .conjunction: return nil
      }
      index += 1
    }
    return nil
  }

  /// Whether a noun phrase begins a question: `know which bridge they meant`.
  private func asksFor(_ chunk: Chunk, _ form: CueTable.Cue, _ clause: ClauseReader) -> Bool {
    let word = classes[clause.tokens.words[chunk.tokens.lowerBound]]
    return word.contains(.interrogative) && form.takesQuestion(word)
  }

  /// Whether a main clause comes behind the comma of a clause that begins here: `said although
  /// the talks had failed, they would meet again`.
  private func opensMain(behind subordinator: Int, _ clause: ClauseReader) -> Bool {
    let end = min(clause.chunks.count, subordinator + 14)
    guard let comma = clause.chunks[subordinator..<end].firstIndex(where: { $0.kind == .comma })
    else { return false }
    return opensClause(comma + 1, clause, isStrict: true)
  }

  /// Whether a colon or the quote that opens stands here.
  private func opensQuote(_ index: Int, _ clause: ClauseReader) -> Bool {
    guard clause.chunks[index].kind == .boundary, index + 1 < clause.chunks.count else {
      return false
    }
    switch clause.tokens.kinds[clause.chunks[index].head] {
    case .quote, .openingQuote, .colon: return true
    default: return false
    }
  }

  /// Whether a subject with a verb of its own stands here.
  /// - Parameter isStrict: the verb must say by its form, or by an object, that it has a tense.
  private func opensClause(_ start: Int, _ clause: ClauseReader, isStrict: Bool) -> Bool {
    let chunks = clause.chunks
    var index = start
    guard index < chunks.count, chunks[index].kind == .noun else { return false }
    index += 1
    var commas = 0
    while index < min(chunks.count, start + 11) {
      switch chunks[index].kind {
      case .adverb, .time, .conjunction, .preposition: index += 1
      case .comma where commas < 2 && !isStrict:
        // "said John Smith, the minister, contacted"
        commas += 1
        index += 1
      case .noun:
        guard chunks[index - 1].kind != .noun else { return false }
        index += 1
      case .verb:
        let before = chunks[index - 1].kind
        guard before != .conjunction, before != .preposition, commas != 1 else { return false }
        let form = chunks[index].verb?.form
        return form == .finite || form == .bare && (!isStrict || !clause.objects(of: index).isEmpty)
      default: return false
      }
    }
    return false
  }

  /// Whether a verb stands near behind a word such as `that`, up to the border of the clause.
  private func hasVerb(behind index: Int, _ clause: ClauseReader) -> Bool {
    for next in clause.chunks[(index + 1)...].prefix(16) {
      if next.kind == .verb { return true }
      if next.kind == .boundary, clause.tokens.kinds[next.head] == .semicolon { return false }
    }
    return false
  }

  /// From the token to the end of the sentence, without the mark that ends it.
  private func end(
    from start: TokenID, _ clause: ClauseReader, _ range: Range<TokenID>
  ) -> Range<TokenID> {
    var end = range.upperBound
    if end - 1 > start, clause.tokens.kinds[end - 1] == .stop { end -= 1 }
    return start..<max(end, start + 1)
  }

  /// The whole phrase of which a chunk is the head: with those joined to it before, and what
  /// hangs on it behind, up to the cue.
  private func phrase(
    around noun: Int, _ cue: Range<TokenID>, _ clause: ClauseReader
  ) -> Range<TokenID> {
    let chunks = clause.chunks
    let first = joined(leftOf: noun, clause)
    var last = noun
    while last + 2 < chunks.count, chunks[last + 2].kind == .noun,
      chunks[last + 1].kind == .preposition || chunks[last + 1].kind == .conjunction,
      chunks[noun].tokens.lowerBound > cue.lowerBound
        || chunks[last + 2].tokens.upperBound <= cue.lowerBound,
      last < noun + 8
    {
      last += 2
    }
    return chunks[first].tokens.lowerBound..<chunks[last].tokens.upperBound
  }
}

extension AttributionFinder {
  /// The first of some nouns that are a source together. What hangs on a verb or a preposition
  /// before is none: `it hit the bridge and officials said`.
  private func joined(leftOf noun: Int, _ clause: ClauseReader) -> Int {
    let all = clause.coordinated(leftOf: noun)
    guard all.count > 1, let first = all.first, clause.canHead(first), clause.canHead(noun),
      !clause.chunks[noun].isPronoun, first == 0 || clause.chunks[first - 1].kind != .verb,
      all.count > 2 || clause.chunks[noun - 2].kind != .comma
    else { return noun }
    return first
  }
}

// MARK: - Adjectives, nouns, phrases

extension AttributionFinder {
  /// `is sure that`, `make certain the door is shut`
  private func adjective(
    _ index: Int, _ clause: ClauseReader, _ range: Range<TokenID>
  ) -> Reading? {
    guard let cue = cues.adjectives[clause.word(of: index)],
      let verb = (max(0, index - 3)..<(index + 1)).last(where: { clause.chunks[$0].kind == .verb }),
      var group = clause.chunks[verb].verb,
      let start = content(behind: index, cue, clause)
    else { return nil }
    let head = clause.chunks[index].head
    // Of `is convinced that` it is the subject that thinks so.
    if verb == index { group.isPassive = false }
    return Reading(
      cue: head..<(head + 1), source: source(of: verb, group, clause),
      content: [end(from: start, clause, range)], stance: cue.stance, isNegated: group.isNegated,
      rule: "attribution/adjective")
  }

  /// `she was like, the door is open`
  private func copular(
    _ index: Int, _ clause: ClauseReader, _ range: Range<TokenID>
  ) -> Reading? {
    let chunks = clause.chunks
    guard let cue = cues.copular[clause.word(of: index)], index > 1, index + 2 < chunks.count,
      let group = chunks[index - 1].verb, group.isCopula,
      let source = source(of: index - 1, group, clause), chunks[source].isPronoun,
      canThink(source, clause),
      chunks[index + 1].kind == .comma || opensQuote(index + 1, clause)
        || opensClause(index + 1, clause, isStrict: true)
    else { return nil }
    let start = chunks[index + 1].kind == .comma ? index + 2 : index + 1
    return Reading(
      cue: chunks[index - 1].head..<(chunks[index].head + 1), source: source,
      content: [end(from: chunks[start].tokens.lowerBound, clause, range)], stance: cue.stance,
      isNegated: group.isNegated, rule: "attribution/copular")
  }

  /// `the claim that the bridge fell`
  private func noun(
    _ index: Int, _ clause: ClauseReader, _ range: Range<TokenID>
  ) -> Reading? {
    let chunks = clause.chunks
    guard let cue = cues.nouns[classes.lemma(of: clause.word(of: index))],
      index + 2 < chunks.count, clause.wordClass(of: index + 1).contains(.complementizer),
      chunks[index + 1].kind == .relative || chunks[index + 1].kind == .subordinator,
      opensClause(index + 2, clause, isStrict: true)
    else { return nil }
    let head = chunks[index].head
    return Reading(
      cue: head..<(head + 1), source: nil,
      content: [end(from: chunks[index + 1].tokens.lowerBound, clause, range)], stance: cue.stance,
      rule: "attribution/noun")
  }

  /// `according to the ministry`
  private func phrase(
    _ cue: Range<TokenID>, _ stance: Stance, _ clause: ClauseReader, _ range: Range<TokenID>
  ) -> Reading? {
    guard let index = clause.chunks.firstIndex(where: { $0.tokens.lowerBound >= cue.upperBound }),
      clause.chunks[index].kind == .noun
    else { return nil }
    let comma = clause.chunks[index...].firstIndex { $0.kind == .comma }
    var content = [range.lowerBound..<cue.lowerBound].filter { !$0.isEmpty }
    // Without a comma what is said begins behind the source.
    if content.isEmpty, case let next = comma.map({ $0 + 1 }) ?? index + 1,
      next < clause.chunks.count
    {
      content = [end(from: clause.chunks[next].tokens.lowerBound, clause, range)]
    }
    guard !content.isEmpty else { return nil }
    return Reading(
      cue: cue, source: index, content: content, stance: stance, rule: "attribution/phrase")
  }
}
