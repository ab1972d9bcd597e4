// People by their surnames.

extension NameFinder {
  /// The people of the document that are named with a surname, by its letters.
  func surnames(of document: Document) -> [ArraySlice<UInt8>: Mention] {
    var people: [ArraySlice<UInt8>: Mention] = [:]
    for index in document.mentions.indices
    where document.mentions[index].type == .person && document.mentions[index].tokens.count > 1 {
      let letters = document.letters(of: document.mentions[index].head)
      if people[letters] == nil { people[letters] = document.mentions[index] }
    }
    return people
  }

  /// Reads a town as a person where it is called like one that was named before with the
  /// given name: `Lincoln` after `Dana Lincoln`, but not `in Lincoln`. Of a town that nobody
  /// would mean without more words not there either: `to Moore`, but `in Moore, Oklahoma`.
  func readSurnames(
    _ surnames: [ArraySlice<UInt8>: Mention], in document: inout Document
  ) {
    guard !surnames.isEmpty else { return }
    for index in document.mentions.indices {
      let mention = document.mentions[index]
      guard mention.type == .politicalPlace, mention.tokens.count == 1,
        let person = surnames[document.letters(of: mention.head)], person.head < mention.head,
        !places.isBehindPreposition(mention.tokens, document.tokens)
          || isLesser(mention) && !isBeforePlace(index, document)
      else { continue }
      document.mentions[index] = surname(mention.head, of: person, in: document)
    }
  }

  /// Whether it is a town that few texts mean.
  private func isLesser(_ mention: Mention) -> Bool {
    mention.entry.map { lexicon[$0].isLesser } ?? false
  }

  /// Whether a comma and another place stand behind a mention.
  private func isBeforePlace(_ index: Int, _ document: Document) -> Bool {
    let end = document.mentions[index].tokens.upperBound
    guard index + 1 < document.mentions.count, document.mentions[index + 1].type.isPlace
    else { return false }
    return document.tokens.kinds[end] == .comma
      && document.mentions[index + 1].tokens.lowerBound == end + 1
  }

  private func surname(_ token: TokenID, of person: Mention, in document: Document) -> Mention {
    var mention = Mention(
      type: .person, level: .name, span: document.tokens.spans[token], rule: "people/surname",
      tokens: token..<(token + 1), head: token)
    mention.canonical = document.text[person.span]
    mention.country = person.country
    return mention
  }

  /// A person's last name alone, once the whole name has been seen.
  func findSurnames(
    _ surnames: [ArraySlice<UInt8>: Mention], in document: inout Document
  ) {
    guard !surnames.isEmpty else { return }
    let tokens = document.tokens
    var isCovered = Array(repeating: false, count: tokens.count)
    for index in document.mentions.indices {
      for token in document.mentions[index].tokens { isCovered[token] = true }
    }
    var found: [Mention] = []
    for sentence in document.sentences where sentence.zone != .boilerplate {
      for token in sentence.tokens where tokens.flags[token].contains(.capital) {
        guard !isCovered[token], let person = surnames[document.letters(of: token)],
          person.head < token
        else { continue }
        found.append(surname(token, of: person, in: document))
      }
    }
    guard !found.isEmpty else { return }
    document.mentions += found
    document.mentions.sort { $0.span.start < $1.span.start }
  }
}

extension Document {
  fileprivate func letters(of token: TokenID) -> ArraySlice<UInt8> {
    text.bytes[tokens.spans[token].range]
  }
}
