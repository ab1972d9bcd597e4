extension Pack {
  /// What a term can mean: accents, hyphens and case are seen through.
  public func lookUp(_ term: String) -> LexiconLookup {
    LexiconLookup(term, lexicon, vocabulary, classes)
  }
}

extension Pack {
  /// Whether the grammar, the given names or the calendar have a word.
  ///
  /// - Parameter left: The classes that do not count.
  func isCommonWord(_ word: String, besides left: WordClass = []) -> Bool {
    let id = vocabulary.id(of: word)
    return !classes[id].subtracting(left).isEmpty || stages.times.words.canBegin(id)
  }

  /// Whether a word alone is a common noun for entities of a type: `river`.
  func isNominal(_ word: String, _ type: EntityType) -> Bool {
    lexicon.bearers(of: word.lowercased(), vocabulary).contains {
      lexicon.level(of: $0) == .nominal && lexicon.type(of: $0) == type
    }
  }

  /// The entries with a name that is the whole of a text, written with its capitals.
  func bearers(of name: String) -> [LexiconEntry] {
    lexicon.bearers(of: name, vocabulary).map { lexicon[$0] }
  }
}
