// What is said, and the extent of who says it.

extension AttributionFinder {
  /// The token with which a clause, a question or a quotation begins that is said behind the
  /// cue: past adverbs, the hearer, and where and when.
  func content(behind cue: Int, _ form: CueTable.Cue, _ clause: ClauseReader) -> TokenID? {
    let chunks = clause.chunks
    var index = cue + 1
    var (nouns, hearsIt) = (0, true)
    while index < min(chunks.count, cue + 14) {
      let chunk = chunks[index]
      let word = clause.wordClass(of: index)
      switch chunk.kind {
      case .adverb, .time: break
      // "pointed out that"
      case .preposition
      where index == cue + 1 && word.contains(.particle)
        && index + 1 < chunks.count && chunks[index + 1].kind != .noun:
        break
      // "denied sending troops", "remember smelling it"
      // "which critics say leaves too much power"
      case .verb
      where index == cue + 1 && form.takesBareClause && chunk.verb?.form == .finite
        && isToldOf(before: cue, clause):
        return chunk.tokens.lowerBound
      case .verb where index == cue + 1 && form.takesGerund && chunk.verb?.form == .gerund:
        return chunk.tokens.lowerBound
      case .subordinator, .relative:
        if word.contains(.complementizer) {
          return hasVerb(behind: index, clause)
            && (chunk.kind == .subordinator || nouns == 0 || form.isSpeech && hearsIt)
            ? chunk.tokens.lowerBound : nil
        }
        if form.takesAside, index == cue + 1, !word.contains(.interrogative) {
          return opensMain(behind: index, clause) ? chunk.tokens.lowerBound : nil
        }
        return form.takesQuestion(word) && (nouns == 0 || form.isSpeech && hearsIt)
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
            || form.clause == .aside && index == cue + 1 && leadsToVerb(index, clause)
        {
          return chunk.tokens.lowerBound
        }
        nouns += 1
        hearsIt = hearsIt && (canSpeak(chunk) || chunk.isName || chunk.isDefinite)
        if nouns > (form.isSpeech ? 3 : 1) { return nil }
      case .preposition:
        guard form.isSpeech || form.takesBareClause, index + 1 < chunks.count else { return nil }
        switch chunks[index + 1].kind {
        case .noun: index += 1
        case .time: break
        // "accused the coalition of ignoring the court"
        case .verb where form.takesGerund && nouns > 0 && word.contains(.genitive):
          return chunks[index + 1].verb?.form == .gerund ? chunks[index + 1].tokens.lowerBound : nil
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
  func opensMain(behind subordinator: Int, _ clause: ClauseReader) -> Bool {
    let end = min(clause.chunks.count, subordinator + 14)
    guard let comma = clause.chunks[subordinator..<end].firstIndex(where: { $0.kind == .comma })
    else { return false }
    return opensClause(comma + 1, clause, isStrict: true)
  }

  /// Whether a colon or the quote that opens stands here.
  func opensQuote(_ index: Int, _ clause: ClauseReader) -> Bool {
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
  func opensClause(_ start: Int, _ clause: ClauseReader, isStrict: Bool) -> Bool {
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

  /// Whether a verb with a tense comes behind a noun and what tells more about it: `says talks to
  /// end the war will start`. Only for verbs that take no such noun as their object.
  private func leadsToVerb(_ start: Int, _ clause: ClauseReader) -> Bool {
    var isAside = false
    for index in (start + 1)..<max(start + 1, min(clause.chunks.count, start + 20)) {
      let chunk = clause.chunks[index]
      switch chunk.kind {
      case .relative: isAside = true
      case .comma: isAside = false
      case .subordinator: return false
      case .boundary where clause.tokens.kinds[chunk.head] == .semicolon: return false
      case .verb where chunk.verb?.form == .finite:
        if !isAside { return true }
        isAside = false
      default: break
      }
    }
    return false
  }

  /// Whether a noun before the cue has a relative pronoun before it.
  private func isToldOf(before cue: Int, _ clause: ClauseReader) -> Bool {
    guard cue > 1, clause.chunks[cue - 1].kind == .noun else { return false }
    return clause.chunks[cue - 2].kind == .relative
      || clause.wordClass(of: cue - 2).contains(.interrogative)
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
  func end(
    from start: TokenID, _ clause: ClauseReader, _ range: Range<TokenID>
  ) -> Range<TokenID> {
    var end = range.upperBound
    if end - 1 > start, clause.tokens.kinds[end - 1] == .stop { end -= 1 }
    return start..<max(end, start + 1)
  }

  /// The whole phrase of which a chunk is the head: with those joined to it before, and what
  /// hangs on it behind, up to the cue.
  func phrase(
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
  func joined(leftOf noun: Int, _ clause: ClauseReader) -> Int {
    let all = clause.coordinated(leftOf: noun)
    guard all.count > 1, let first = all.first, clause.canHead(first), clause.canHead(noun),
      !clause.chunks[noun].isPronoun, first == 0 || clause.chunks[first - 1].kind != .verb,
      all.count > 2 || clause.chunks[noun - 2].kind != .comma
    else { return noun }
    return first
  }
}
