// The noun and verb groups of all sentences, to be seen.

extension RelationFinder {
  /// The groups of a document that has its names and no more mentions. O(tokens).
  func groups(in document: Document, _ heads: NominalHeads, _ vocabulary: Vocabulary)
    -> [WordGroup]
  {
    var state = State(document)
    var found: [WordGroup] = []
    for index in document.sentences.indices where document.sentences[index].zone != .boilerplate {
      let tokens = document.sentences[index].tokens
      for start in stride(from: tokens.lowerBound, to: tokens.upperBound, by: longestClause) {
        let range = start..<min(tokens.upperBound, start + longestClause)
        for chunk in chunks(range, of: index, document, heads, &state) {
          if let group = group(chunk, document, vocabulary) { found.append(group) }
        }
      }
    }
    return found
  }

  private func group(_ chunk: Chunk, _ document: Document, _ vocabulary: Vocabulary)
    -> WordGroup?
  {
    let span = document.tokens.span(of: chunk.tokens)
    let head = document.tokens.spans[chunk.head]
    switch chunk.kind {
    case .noun: return WordGroup(span: span, head: head, kind: .noun)
    case .verb:
      guard let verb = chunk.verb else { return nil }
      return WordGroup(span: span, head: head, kind: .verb(traits(of: verb, vocabulary)))
    default: return nil
    }
  }

  private func traits(of verb: VerbGroup, _ vocabulary: Vocabulary) -> WordGroup.Verb {
    let form: WordGroup.Verb.Form =
      switch verb.form {
      case .finite: .finite
      case .bare: .bare
      case .infinitive: .infinitive
      case .gerund: .gerund
      }
    return WordGroup.Verb(
      lemma: verb.lemma == .unknown ? nil : vocabulary.text(of: verb.lemma), form: form,
      tense: verb.tense?.rawValue,
      voice: verb.form == .bare ? nil : verb.isPassive ? "passive" : "active",
      isPerfect: verb.isPerfect, isProgressive: verb.isProgressive,
      modal: verb.modal.map { vocabulary.text(of: $0) }, isArranged: verb.isArranged,
      isNegated: verb.isNegated)
  }
}
