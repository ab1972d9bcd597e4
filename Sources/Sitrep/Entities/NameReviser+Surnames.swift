// People by their surnames alone, once all names have been found.

extension NameReviser {
  /// A surname that stands somewhere in the document behind a given name is a person
  /// wherever it stands: in a headline of capitals before it, and where weights or rules took
  /// it for something else. What a list has stands. O(tokens).
  func findSurnames(in document: inout Document) {
    let people = document.mentions.filter {
      $0.type == .person && $0.level == .name && $0.tokens.count > 1
    }
    guard !people.isEmpty else { return }
    let tokens = document.tokens
    func letters(_ token: TokenID) -> String {
      document.text[tokens.spans[token]].lowercased()
    }
    let surnames = Dictionary(
      people.map { (letters($0.head), $0) }, uniquingKeysWith: { first, _ in first })
    let fixed = fixed(document)
    var owners = Array(repeating: -1, count: tokens.count)
    for (index, mention) in document.mentions.enumerated() where mention.level == .name {
      for token in mention.tokens { owners[token] = index }
    }
    for sentence in document.sentences where sentence.zone != .boilerplate {
      for token in sentence.tokens
      where isCapital(token, tokens) && tokens.spans[token].count > 2 {
        let owner = owners[token]
        guard owner < 0 || isOpen(document.mentions[owner]) && !fixed.contains(owner),
          owner >= 0 || isAlone(token, sentence.tokens, owners, tokens),
          let person = surnames[letters(token)]
        else { continue }
        var mention = Mention(
          type: .person, level: .name, span: tokens.spans[token], rule: "people/surname",
          tokens: token..<(token + 1), head: token)
        mention.canonical = person.canonical ?? document.text[person.span]
        mention.country = person.country
        if owner >= 0 {
          document.mentions[owner] = mention
        } else {
          document.mentions.append(mention)
        }
      }
    }
  }

  /// Whether a mention of one word rests on no list, and is taken for no person.
  private func isOpen(_ mention: Mention) -> Bool {
    mention.entry == nil && mention.tokens.count == 1
      && (mention.type == .organization || mention.type.isPlace)
  }

  /// Whether a word that no name covers can be one by itself: no common word in capitals or
  /// at the start of a sentence, no part of a longer run.
  private func isAlone(
    _ token: TokenID, _ range: Range<TokenID>, _ owners: [Int], _ tokens: TokenTable
  ) -> Bool {
    let word = classes[tokens.words[token]]
    guard word.isDisjoint(with: .closed) else { return false }
    if tokens.flags[token].contains(.allCapitals) { return word.subtracting(.personName).isEmpty }
    if token == range.lowerBound {
      guard word.subtracting(.personName).isEmpty else { return false }
    } else if isNameWord(token - 1, tokens), token - 1 > range.lowerBound, owners[token - 1] < 0 {
      return false
    }
    let next = token + 1
    return next >= range.upperBound || !isNameWord(next, tokens) && !tokens.isJoint(next)
  }
}
