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
    for (tokens, cue) in phrases(in: clause, range) {
      guard let reading = phrase(tokens, cue, clause, range) else { continue }
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

  func attribution(
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
  func verb(
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
    if let introduced = introduced(index, group, clause, range) {
      (reading.source, reading.content) = (introduced.source, introduced.content)
      reading.rule = "attribution/introduced"
      return reading
    }
    if let trailing = trailing(index, cue, clause, range) {
      (reading.source, reading.content) = (trailing.source, [trailing.content])
      reading.rule = "attribution/aside"
      return reading
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

  func source(of verb: Int, _ group: VerbGroup, _ clause: ClauseReader) -> Int? {
    if group.isPassive {
      let agent = clause.obliques(from: verb + 1).first {
        clause.wordClass(of: $0.preposition).contains(.agentive)
      }
      return agent?.nouns.first
    }
    let subjects = clause.subjects(of: verb).filter {
      !clause.chunks[$0].isExpletive && !clause.chunks[$0].isAdjectival
    }
    return (subjects.first(where: clause.canHead) ?? subjects.first)
      .map { described($0, before: verb, clause) }
  }

  /// Whether a source can think: not `it`, and not `this`.
  func canThink(_ source: Int?, _ clause: ClauseReader) -> Bool {
    guard let source, clause.chunks[source].isPronoun else { return true }
    let word = clause.wordClass(of: source)
    return !word.contains(.neuter) && !word.isSuperset(of: [.determiner, .definite])
      || word.contains(.possessive)
  }

  /// Of `John Smith, the minister, said` the name: the noun before what stands between commas.
  func described(_ noun: Int, before verb: Int, _ clause: ClauseReader) -> Int {
    let chunks = clause.chunks
    // "John Smith, minister and party leader, said"
    let all = clause.coordinated(leftOf: noun)
    if all.count > 2, chunks[all[0]].isName, chunks[all[0] + 1].kind == .comma,
      all.dropFirst().allSatisfy({ !chunks[$0].isName && chunks[$0].type == .person })
    {
      return all[0]
    }
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

  /// Of `as the ministry said, the road is safe` the source, and what stands on the other side
  /// of the comma.
  func introduced(
    _ cue: Int, _ group: VerbGroup, _ clause: ClauseReader, _ range: Range<TokenID>
  ) -> (source: Int, content: [Range<TokenID>])? {
    let chunks = clause.chunks
    guard group.form == .finite || group.form == .bare,
      let start = (max(0, cue - 8)..<cue).last(where: {
        chunks[$0].kind != .noun && chunks[$0].kind != .adverb && chunks[$0].kind != .preposition
          || cues.introducers.contains(clause.word(of: $0))
      }), cues.introducers.contains(clause.word(of: start)), start + 1 < cue,
      chunks[start + 1].kind == .noun,
      canSpeak(chunks[start + 1]) || chunks[start + 1].isUnknownName
    else { return nil }
    let source = start + 1
    let comma = chunks[(cue + 1)...].firstIndex { $0.kind == .comma || $0.kind == .boundary }
    if start == 0 {
      guard let comma, comma + 1 < chunks.count, chunks[comma].kind == .comma else { return nil }
      return (source, [end(from: chunks[comma + 1].tokens.lowerBound, clause, range)])
    }
    guard chunks[start - 1].kind == .comma, comma != nil || cue + 3 >= chunks.count else {
      return nil
    }
    return (source, [range.lowerBound..<chunks[start - 1].tokens.lowerBound])
  }

  /// `It is late I think.` A thought of the speaker's own behind its clause, without a comma.
  func trailing(
    _ cue: Int, _ form: CueTable.Cue, _ clause: ClauseReader, _ range: Range<TokenID>
  ) -> (source: Int, content: Range<TokenID>)? {
    let chunks = clause.chunks
    guard form.clause == .aside, cue > 2, chunks[cue - 1].isPronoun,
      !clause.wordClass(of: cue - 1).contains(.neuter),
      cue + 1 == chunks.count || chunks[cue + 1].kind == .boundary
        || chunks[cue + 1].kind == .comma,
      chunks[cue - 2].kind == .noun || chunks[cue - 2].kind == .time
        || chunks[cue - 2].kind == .adverb,
      chunks[..<(cue - 1)].contains(where: { $0.verb?.form == .finite })
    else { return nil }
    return (cue - 1, range.lowerBound..<chunks[cue - 1].tokens.lowerBound)
  }

  /// An aside that attributes what stands before its comma or quote: its source, the mark, and
  /// the chunk behind it.
  func aside(
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
    let subjects = clause.subjects(of: cue).filter { !chunks[$0].isExpletive }
    guard let subject = subjects.first(where: clause.canHead) ?? subjects.first else { return nil }
    let source = described(subject, before: cue, clause)
    // Of `with 30 people reported` the people are no speakers; `but he told me` begins anew.
    let first = joined(leftOf: subject, clause)
    if first > mark + 1,
      chunks[first - 1].kind == .preposition || chunks[first - 1].kind == .conjunction
    {
      return nil
    }
    // Of `John Smith, the minister, said` no comma is the border to what is said.
    guard source > mark else {
      guard source > 1, chunks[source - 1].kind == .comma || chunks[source - 1].kind == .boundary
      else { return nil }
      return (source, source - 1, next)
    }
    return (source, mark, next)
  }
}

// MARK: - Adjectives, nouns, phrases

extension AttributionFinder {
  /// `is sure that`, `make certain the door is shut`
  func adjective(
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
  func copular(
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
  func noun(
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
  func phrase(
    _ tokens: Range<TokenID>, _ cue: CueTable.Cue, _ clause: ClauseReader, _ range: Range<TokenID>
  ) -> Reading? {
    guard
      let index = clause.chunks.firstIndex(where: { $0.tokens.lowerBound >= tokens.upperBound }),
      clause.chunks[index].kind == .noun,
      cue.clause == .either || canSpeak(clause.chunks[index]) || clause.chunks[index].isUnknownName
    else { return nil }
    let comma = clause.chunks[index...].firstIndex { $0.kind == .comma }
    var content = [range.lowerBound..<tokens.lowerBound].filter { !$0.isEmpty }
    // Without a comma what is said begins behind the source.
    if content.isEmpty, case let next = comma.map({ $0 + 1 }) ?? index + 1,
      next < clause.chunks.count
    {
      content = [end(from: clause.chunks[next].tokens.lowerBound, clause, range)]
    }
    guard !content.isEmpty else { return nil }
    return Reading(
      cue: tokens, source: index, content: content, stance: cue.stance, rule: "attribution/phrase")
  }
}
