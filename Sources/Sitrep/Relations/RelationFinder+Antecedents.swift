// Pronouns, and numbers without a noun, that stand for people under arms.

extension RelationFinder {
  /// How many references of one sentence are looked into.
  private static let most = 8
  /// How many tokens of a sentence that was passed over are looked at, from its end.
  static let mostBefore = 200

  /// Gives the pronouns and numbers of a sentence that stand for a force its type, so that the
  /// frames see them. O(chunks).
  func findAntecedents(
    of chunks: inout [Chunk], _ sentence: Int, _ document: inout Document, _ heads: NominalHeads,
    _ state: inout State
  ) {
    func mayRefer(_ index: Int) -> Bool {
      chunks[index].kind == .noun && chunks[index].name == nil
        && (chunks[index].isDefinite || chunks[index].quantity != nil
          || tagger.classes[document.tokens.words[chunks[index].head]].contains(.groupPronoun))
    }
    guard chunks.indices.contains(where: mayRefer) else { return }
    let own = state.sentence
    for index in chunks.indices where chunks[index].quantity != nil {
      chunks[index].isNumber = isNumber(chunks[index], own, document)
    }
    var looked = 0
    for index in chunks.indices where mayRefer(index) {
      guard
        let reference = antecedents.reference(
          index, in: chunks, document, isNumber: chunks[index].isNumber)
      else { continue }
      looked += 1
      if looked > Self.most { break }
      guard let chosen = antecedent(of: reference, chunks, sentence, document, heads, &state)
      else { continue }
      (chunks[index].type, chunks[index].entry) = (chosen.type, chosen.entry)
      chunks[index].antecedent = mention(for: chosen, &document, &state)
    }
    state.sentence = own
    joinParts(&chunks, &document, &state)
  }

  /// Whether a chunk is a count and nothing else: `75`, `500 more`.
  private func isNumber(
    _ chunk: Chunk, _ sentence: WordTagger.Sentence, _ document: Document
  ) -> Bool {
    guard let quantity = chunk.quantity, document.quantities[quantity].kind == .count else {
      return false
    }
    return chunk.tokens.allSatisfy {
      sentence[$0] == .number || sentence[$0] == .determiner || sentence[$0] == .pronoun
    }
  }

  /// What a reference stands for, in its own sentence or one of those before.
  private func antecedent(
    of reference: AntecedentFinder.Reference, _ chunks: [Chunk], _ sentence: Int,
    _ document: Document, _ heads: NominalHeads, _ state: inout State
  ) -> Chunk? {
    switch antecedents.choose(for: reference, among: chunks, isOwn: true, document) {
    case .chunk(let index): return chunks[index]
    case .unclear: return nil
    case .before: break
    }
    var at = sentence
    for _ in 0..<AntecedentFinder.sentences {
      guard at > 0, continues(at, document) else { return nil }
      at -= 1
      let before = self.chunks(before: at, document, heads, &state)
      switch antecedents.choose(for: reference, among: before, isOwn: false, document) {
      case .chunk(let index): return before[index]
      case .unclear: return nil
      case .before: break
      }
    }
    return nil
  }

  /// Whether a sentence goes on with what the one before tells: not behind a headline, and not
  /// where it begins an item of a list.
  private func continues(_ sentence: Int, _ document: Document) -> Bool {
    let (zone, before) = (document.sentences[sentence].zone, document.sentences[sentence - 1].zone)
    // What is quoted goes on with what stands around it.
    let isQuoted = zone == .quote && before == .body || zone == .body && before == .quote
    guard zone == before || isQuoted, zone == .body || zone == .list || zone == .quote else {
      return false
    }
    let first = document.tokens.flags[document.sentences[sentence].tokens.lowerBound]
    return zone != .list || !first.contains(.lineBefore)
  }

  /// The chunks of a sentence that has been passed; of a long one, those of its last part.
  private func chunks(
    before sentence: Int, _ document: Document, _ heads: NominalHeads, _ state: inout State
  ) -> [Chunk] {
    if let known = state.read.last(where: { $0.sentence == sentence }) { return known.chunks }
    let tokens = document.sentences[sentence].tokens
    let range = max(tokens.lowerBound, tokens.upperBound - Self.mostBefore)..<tokens.upperBound
    let chunks = self.chunks(range, of: sentence, document, heads, &state)
    remember(chunks, of: sentence, &state)
    return chunks
  }

  /// Keeps the chunks of the sentences that a reference may still look back to.
  func remember(_ chunks: [Chunk], of sentence: Int, _ state: inout State) {
    state.read.removeAll { $0.sentence == sentence || $0.sentence + 3 < sentence }
    state.read.append((sentence, chunks))
  }

  /// `some of them`, `two of those`, `400 soldiers, most of whom`: the part is what is sent.
  private func joinParts(_ chunks: inout [Chunk], _ document: inout Document, _ state: inout State)
  {
    var index = 2
    while index < chunks.count {
      defer { index += 1 }
      let (part, link, whole) = (chunks[index - 2], chunks[index - 1], chunks[index])
      guard part.kind == .noun, part.type == nil, part.name == nil, link.kind == .preposition,
        tagger.classes[document.tokens.words[link.head]].contains(.genitive),
        part.quantity != nil
          || tagger.classes[document.tokens.words[part.head]].contains(.quantifier)
      else { continue }
      var joined = part
      joined.tokens = part.tokens.lowerBound..<whole.tokens.upperBound
      (joined.isPronoun, joined.isPlural) = (false, true)
      if whole.isPronoun, whole.antecedent != nil {
        (joined.type, joined.entry, joined.antecedent) = (whole.type, whole.entry, whole.antecedent)
      } else if tagger.classes[document.tokens.words[whole.head]].contains(.relative),
        let told = antecedents.told(by: index, chunks)
      {
        (joined.type, joined.entry) = (chunks[told].type, chunks[told].entry)
        joined.antecedent = mention(for: chunks[told], &document, &state)
      } else {
        continue
      }
      chunks.replaceSubrange((index - 2)...index, with: [joined])
    }
  }
}
