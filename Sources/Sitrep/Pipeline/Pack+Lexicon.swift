extension Pack {
  /// What a term can mean: accents, hyphens and case are seen through.
  public func lookUp(_ term: String) -> LexiconLookup {
    LexiconLookup(term, lexicon, vocabulary, classes)
  }
}

extension Pack {
  /// Whether the grammar, the given names or the calendar have a word.
  func isCommonWord(_ word: String) -> Bool {
    let id = vocabulary.id(of: word)
    return !classes[id].isEmpty || stages.times.words.canBegin(id)
  }

  /// The entries with a name that is the whole of a text, written with its capitals.
  func bearers(of name: String) -> [LexiconEntry] {
    lexicon.bearers(of: name, vocabulary).map { lexicon[$0] }
  }
}
