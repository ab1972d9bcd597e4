extension Pack {
  /// What a term can mean: accents, hyphens and case are seen through.
  public func lookUp(_ term: String) -> LexiconLookup {
    LexiconLookup(term, lexicon, vocabulary, classes)
  }
}

extension Pack {
  /// Whether the grammar or the given names have a word.
  func isCommonWord(_ word: String) -> Bool {
    !classes[vocabulary.id(of: word)].isEmpty
  }
}
