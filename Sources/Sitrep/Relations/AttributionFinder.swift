/// Finds who says what a relation states.
struct AttributionFinder: Sendable {
  let cues: CueTable
  let lexicon: Lexicon
  let classes: WordClasses

  /// A cue that reaches a relation, and the chunk of its source.
  struct Match: Sendable {
    let source: Chunk
    let cue: Range<TokenID>
    let stance: Stance
    let rule: String
  }

  /// The sources of one match of a frame, in the order of their cues.
  ///
  /// - Parameter actor: The role of who does it or has it done.
  func sources(
    of match: FrameMatcher.Match, actor: Role?, _ clause: ClauseReader, _ range: Range<TokenID>
  ) -> [Match] {
    var found: [Match] = []
    for index in clause.chunks.indices {
      guard let group = clause.chunks[index].verb, !group.isNegated,
        let stance = cues.verbs[group.lemma], isSaid(stance, index, group, match, clause)
      else { continue }
      let sources = speakers(of: index, group, match, clause)
      let isActor = match.others.contains { other in
        other.role == actor && sources.contains { $0.tokens == other.chunk.tokens }
      }
      for source in sources {
        let cue = clause.chunks[index].head
        append(
          Match(
            source: source, cue: cue..<(cue + 1),
            stance: self.stance(stance, isActor: isActor, match), rule: "attribution/verb"),
          to: &found)
      }
    }
    phraseSources(clause, range, into: &found)
    return found.isEmpty ? labels(of: match.trigger, clause) : found
  }

  /// Whether a cue says what the match states: it is not only going to be said (`will announce`), not
  /// warned against, and not a proposal that is rejected. The trigger itself can be the cue: `He
  /// expects 12 observers in Goma`.
  private func isSaid(
    _ stance: Stance, _ cue: Int, _ group: VerbGroup, _ match: FrameMatcher.Match,
    _ clause: ClauseReader
  ) -> Bool {
    let trigger = match.trigger
    if cue == trigger {
      return stance == .estimates && !group.isPassive
        && match.figure.tokens != match.subject.map { clause.chunks[$0].tokens }
    }
    guard group.modal == nil else { return false }
    guard cue < trigger else { return true }
    if stance == .warns, match.polarity == .negative,
      clause.chunks[trigger].verb?.form == .gerund, clause.chunks[trigger - 1].kind == .preposition
    {
      return false
    }
    guard stance == .denies, let governor = clause.governors(of: trigger).first, governor > cue,
      clause.chunks[governor].kind == .noun
    else { return true }
    return cues.nouns[classes.lemma(of: clause.word(of: governor))] != nil
  }

  private func append(_ match: Match, to found: inout [Match]) {
    if !found.contains(where: { $0.source.tokens == match.source.tokens }) { found.append(match) }
  }

  /// Who tells of their own doing confirms it.
  ///
  /// - Parameter isActor: Whether one of those who say it does it.
  private func stance(
    _ stance: Stance, isActor: Bool, _ match: FrameMatcher.Match
  ) -> Stance {
    if match.polarity == .negative, stance == .states || stance == .confirms {
      // A refusal is one's own doing; that it was done is denied.
      return isActor && match.status == .planned ? .confirms : .denies
    }
    switch stance {
    case .states where isActor: return .confirms
    case .warns where isActor: return .states
    default: return stance
    }
  }
}

// MARK: - Verbs

extension AttributionFinder {
  private func speakers(
    of cue: Int, _ group: VerbGroup, _ match: FrameMatcher.Match, _ clause: ClauseReader
  ) -> [Chunk] {
    let governs = clause.governors(of: match.trigger).contains(cue)
    if cue == match.trigger { return subjects(of: cue, group, clause) }
    if cue < match.trigger, isInserted(cue, clause) { return subjects(of: cue, group, clause) }
    if cue < match.trigger {
      guard governs || match.subject.map({ $0 > cue }) ?? true,
        !isClosed(between: cue, and: match.trigger, clause)
      else { return [] }
      return subjects(of: cue, group, clause, isBefore: true)
    }
    // Behind what is said: ", the minister said"; ", said the minister".
    guard group.form == .finite || group.form == .bare, isParenthetical(cue, clause) else {
      return []
    }
    let before = cue > 0 ? clause.chunks[cue - 1].kind : .noun
    let behind = clause.objects(of: cue).map { clause.chunks[$0] }.filter(canSpeak)
    if before == .comma || before == .boundary, !behind.isEmpty { return behind }
    return subjects(of: cue, group, clause)
  }

  /// `Kenya, officials say, has sent`: somebody and the verb alone between commas.
  private func isInserted(_ cue: Int, _ clause: ClauseReader) -> Bool {
    let chunks = clause.chunks
    return cue > 2 && cue + 1 < chunks.count && chunks[cue + 1].kind == .comma
      && chunks[cue - 1].kind == .noun && chunks[cue - 2].kind == .comma
      && chunks[cue - 3].kind == .noun
  }

  /// - Parameter isBefore: What is said stands behind the cue, so that any name can be the speaker.
  func subjects(
    of cue: Int, _ group: VerbGroup, _ clause: ClauseReader, isBefore: Bool = false
  ) -> [Chunk] {
    if group.isPassive { return [] }
    // "An official from the ministry said": the ministry hangs on the official.
    let subjects = clause.subjects(of: cue)
    let speakers = subjects.filter { canSpeak(clause.chunks[$0]) }
    guard let subject = speakers.first(where: clause.canHead) ?? speakers.first else {
      // "Wolf tweeted": a name that nothing knows, right before its verb.
      guard let name = subjects.first, name == cue - 1, isBefore, clause.chunks[name].isUnknownName,
        clause.chunks[name].quantity == nil, clause.canHead(name)
      else { return [] }
      var speaker = clause.chunks[name]
      speaker.type = .person
      return [speaker]
    }
    // "Jean Kulu, the mayor of Goma, said"
    let name = described(subject, before: cue, clause)
    if name != subject, canSpeak(clause.chunks[name]) { return [clause.chunks[name]] }
    return clause.coordinated(leftOf: subject).map { clause.chunks[$0] }.filter(canSpeak)
  }

  /// What ends the reach of a cue before it: a semicolon; and, where the cue has an object
  /// (`accuses Azerbaijan of …`), a clause that does not depend on it.
  private func isClosed(between cue: Int, and trigger: Int, _ clause: ClauseReader) -> Bool {
    let hasObject = clause.chunks.indices.contains(cue + 1) && clause.chunks[cue + 1].kind == .noun
    for index in cue..<trigger {
      switch clause.chunks[index].kind {
      case .boundary where clause.tokens.kinds[clause.chunks[index].head] == .semicolon:
        return true
      case .subordinator where hasObject, .preposition where hasObject:
        let word = clause.wordClass(of: index)
        if word.contains(.complementizer) { return false }
        if word.contains(.subordinator) { return true }
      default: break
      }
    }
    return false
  }

  /// Whether nothing is said behind the cue: the sentence ends, or goes on with time, place
  /// or hearer.
  func isParenthetical(_ cue: Int, _ clause: ClauseReader) -> Bool {
    var index = cue - 1
    var (hasMark, hasQuote) = (false, false)
    while index >= max(0, cue - 16) {
      let chunk = clause.chunks[index]
      if chunk.kind == .comma || chunk.kind == .boundary {
        hasMark = true
        hasQuote = clause.isQuote(index) || index > 0 && clause.isQuote(index - 1)
        break
      }
      if chunk.kind == .verb || chunk.kind == .subordinator { return false }
      index -= 1
    }
    guard hasMark else { return false }
    for chunk in clause.chunks[(cue + 1)...] {
      switch chunk.kind {
      case .subordinator, .relative, .preposition:
        let word = classes[clause.tokens.words[chunk.head]]
        guard chunk.kind != .preposition || word.contains(.subordinator) else { break }
        // "“No,” he replied when pressed": when or why he did.
        return hasQuote && !word.contains(.complementizer)
      case .verb where chunk.verb?.form == .finite: return false
      case .comma, .boundary: return true
      default: break
      }
    }
    return true
  }

  /// People, organizations, governments, and pronouns for one person or more.
  func canSpeak(_ chunk: Chunk) -> Bool {
    if chunk.isPronoun { return !chunk.isExpletive }
    switch chunk.type {
    case .person, .organization, .politicalPlace: return true
    // "the military said", not "400 police, said"
    case .force: return chunk.quantity == nil
    default: return false
    }
  }
}

// MARK: - Phrases

extension AttributionFinder {
  /// `according to …`
  private func phraseSources(
    _ clause: ClauseReader, _ range: Range<TokenID>, into found: inout [Match]
  ) {
    for (tokens, cue) in phrases(in: clause, range) {
      if let stance = cue.stance, let speaker = quoted(tokens, clause) {
        append(
          Match(source: speaker, cue: tokens, stance: stance, rule: "attribution/phrase"),
          to: &found)
        continue
      }
      guard let stance = cue.stance,
        let index = clause.chunks.firstIndex(where: { $0.tokens.lowerBound >= tokens.upperBound }),
        clause.chunks[index].kind == .noun
      else { continue }
      for noun in clause.coordinated(rightOf: index) where canSpeak(clause.chunks[noun]) {
        append(
          Match(
            source: clause.chunks[noun], cue: tokens, stance: stance, rule: "attribution/phrase"),
          to: &found)
      }
    }
  }

  /// Of `quoted the mayor as saying` and `the mayor was quoted as saying` who said so.
  private func quoted(_ phrase: Range<TokenID>, _ clause: ClauseReader) -> Chunk? {
    guard classes[clause.tokens.words[phrase.upperBound - 1]].contains(.gerund),
      let before = clause.chunks.lastIndex(where: {
        $0.tokens.upperBound <= phrase.lowerBound || $0.tokens.contains(phrase.lowerBound)
      })
    else { return nil }
    let chunk = clause.chunks[before]
    if chunk.kind == .noun { return canSpeak(chunk) ? chunk : nil }
    guard let group = chunk.verb, group.isPassive else { return nil }
    return clause.subjects(of: before).map { clause.chunks[$0] }.first(where: canSpeak)
  }

  /// The phrases of a sentence that attribute.
  func phrases(
    in clause: ClauseReader, _ range: Range<TokenID>
  ) -> [(tokens: Range<TokenID>, cue: CueTable.Cue)] {
    var found: [(Range<TokenID>, CueTable.Cue)] = []
    var matches: [LexiconMatcher.Match] = []
    for token in range where cues.phrases.canBegin(clause.tokens.words[token]) {
      matches.removeAll(keepingCapacity: true)
      cues.phrases.matches(clause.tokens, at: token, limit: range.upperBound, into: &matches)
      guard let phrase = matches.last else { continue }
      found.append(
        (token..<(token + phrase.length), cues.phraseCues[Int(phrase.entry.value)]))
    }
    return found
  }
}
