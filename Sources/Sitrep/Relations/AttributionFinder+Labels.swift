// Sources that stand beside what is said without a verb, and words on what was said before.

extension AttributionFinder {
  /// Of `Troops enter Goma – provincial governor` and `Governor: troops enter Goma` who says so:
  /// the phrase alone behind the last dash or colon, or before the first colon. A place there
  /// says where and not who.
  func labels(of trigger: Int, _ clause: ClauseReader) -> [Match] {
    let chunks = clause.chunks
    if let mark = chunks.lastIndex(where: { isMark($0, clause) }), mark > trigger,
      mark + 1 < chunks.count, isSpeaker(chunks[mark + 1]),
      chunks[(mark + 1)...].allSatisfy({ isPartOfLabel($0, clause) })
    {
      return [label(chunks[mark + 1], mark, clause)]
    }
    if let mark = chunks.firstIndex(where: { $0.kind != .noun && $0.kind != .preposition }),
      mark > 0, mark < trigger, clause.tokens.kinds[chunks[mark].head] == .colon,
      isSpeaker(chunks[0])
    {
      return [label(chunks[0], mark, clause)]
    }
    return []
  }

  private func label(_ source: Chunk, _ mark: Int, _ clause: ClauseReader) -> Match {
    let cue = clause.chunks[mark].head
    return Match(
      source: source, cue: cue..<(cue + 1), stance: .states, rule: "attribution/label")
  }

  private func isMark(_ chunk: Chunk, _ clause: ClauseReader) -> Bool {
    guard chunk.kind == .boundary else { return false }
    switch clause.tokens.kinds[chunk.head] {
    case .dash, .hyphen, .colon: return true
    default: return false
    }
  }

  private func isPartOfLabel(_ chunk: Chunk, _ clause: ClauseReader) -> Bool {
    switch chunk.kind {
    case .noun, .preposition, .time: return true
    case .boundary: return clause.tokens.kinds[chunk.head] == .stop
    default: return false
    }
  }

  /// A person or an organization that is no force itself.
  private func isSpeaker(_ chunk: Chunk) -> Bool {
    guard chunk.kind == .noun, !chunk.isPronoun else { return false }
    switch chunk.type {
    case .person: return chunk.quantity == nil
    case .organization: return chunk.entry.map { lexicon[$0].kind != "armed-group" } ?? true
    default: return false
    }
  }

  /// Somebody's word on what was told before: `A spokesman rejected the charge`.
  struct Verdict {
    /// The chunk of the verb.
    let verb: Int
    let sources: [Chunk]
    let stance: Stance
  }

  /// Those of a sentence that confirm or deny what a noun like `the report`, or a pronoun, stands
  /// for, and do not say anew what it is. O(chunks).
  func verdicts(in clause: ClauseReader) -> [Verdict] {
    clause.chunks.indices.compactMap { index in
      guard let group = clause.chunks[index].verb, !group.isNegated, !group.isPassive,
        group.form == .finite || group.form == .bare, let stance = cues.verbs[group.lemma],
        stance == .denies || stance == .confirms,
        let object = clause.phrasalObject(of: index), isClaim(object, clause),
        object + 1 >= clause.chunks.count
          || clause.wordClass(of: object + 1).isDisjoint(with: [.complementizer, .genitive])
      else { return nil }
      let sources = subjects(of: index, group, clause)
      return sources.isEmpty ? nil : Verdict(verb: index, sources: sources, stance: stance)
    }
  }

  /// `the report`, `this`, `it`
  private func isClaim(_ noun: Int, _ clause: ClauseReader) -> Bool {
    let (chunk, word) = (clause.chunks[noun], clause.word(of: noun))
    if chunk.isPronoun || chunk.tokens.count == 1, classes[word].contains(.neuter) { return true }
    if chunk.tokens.count == 1, classes[word].isSuperset(of: [.determiner, .definite]) {
      return true
    }
    return chunk.isDefinite && chunk.type == nil && cues.nouns[classes.lemma(of: word)] != nil
  }
}
