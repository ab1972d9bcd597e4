// Mentions that no relation asked for: the noun or pronoun by which a text comes back to a
// person or an organization that it has named.

extension ClusterFinder {
  /// The bare nouns and pronouns of the document that may stand for a person or an organization,
  /// in order. Which of them become mentions is seen when it is known whom they stand for.
  /// O(tokens).
  func references(in document: Document, _ heads: NominalHeads) -> [Mention] {
    var found: [Mention] = []
    let words = document.tokens.words
    for sentence in document.sentences where sentence.zone == .body || sentence.zone == .list {
      for token in sentence.tokens
      where heads[token] != nil || classes[words[token]].contains(.personal)
        || nouns.isRank(words[token])
      {
        if let reference = reference(at: token, sentence.tokens, document, heads) {
          found.append(reference)
        }
      }
    }
    return found
  }

  private func reference(
    at token: TokenID, _ sentence: Range<TokenID>, _ document: Document, _ heads: NominalHeads
  ) -> Mention? {
    let words = document.tokens.words
    if classes[words[token]].contains(.personal) {
      return mention(token..<(token + 1), .person, .pronoun, "phrases/pronoun", document)
    }
    let entry = heads[token]
    let type = entry.map { lexicon.type(of: $0) } ?? .person
    let start = entry == nil ? token : heads.start(of: token)
    guard type == .person || type == .organization, start > sentence.lowerBound,
      !classes[words[token]].contains(.pluralNoun)
    else { return nil }
    let before = classes[words[start - 1]]
    guard before.contains(.definite), before.isDisjoint(with: [.possessive, .complementizer]),
      isWhole(token, sentence, document, heads)
    else { return nil }
    let rule = type == .person ? "people/noun" : "organizations/noun"
    var mention = mention(start..<(token + 1), type, .nominal, rule, document)
    (mention.entry, mention.isDefinite) = (entry, true)
    return mention
  }

  /// Whether the phrase ends with the noun: no name, no other noun and no `of` behind it.
  private func isWhole(
    _ token: TokenID, _ sentence: Range<TokenID>, _ document: Document, _ heads: NominalHeads
  ) -> Bool {
    let next = token + 1
    guard next < sentence.upperBound else { return true }
    let tokens = document.tokens
    if tokens.isJoint(next) { return false }
    guard tokens.kinds[next] == .word else { return tokens.kinds[next] != .clitic }
    let word = classes[tokens.words[next]]
    if tokens.flags[next].contains(.capital) || heads[next] != nil || heads.continues(next) {
      return false
    }
    return !word.contains(.genitive)
      // "the court order": a base form is no verb of a singular.
      && (word.isDisjoint(with: .noun) || !word.isDisjoint(with: [.third, .past, .closed]))
  }

  private func mention(
    _ tokens: Range<TokenID>, _ type: EntityType, _ level: MentionLevel, _ rule: String,
    _ document: Document
  ) -> Mention {
    Mention(
      type: type, level: level, span: document.tokens.span(of: tokens), rule: rule,
      tokens: tokens, head: tokens.upperBound - 1)
  }
}
