/// Says of a person what office the words around the name give: before it (`US Defense
/// Secretary Lloyd Austin`; `the defence secretary, Lloyd Austin,`) or in an apposition behind
/// it (`Lloyd Austin, the US defense secretary,`); and of which country.
///
/// The office is the entry of the titles' list, as the attribute `role`.
struct RoleFinder: Sendable {
  let lexicon: Lexicon
  let classes: WordClasses

  /// How many tokens of a phrase are looked at.
  private let reach = 10
  /// The classes of titles that say what somebody does.
  private let offices = ["office", "role", "rank"]

  /// The head noun of a phrase that names an office, and the tokens of the phrase before it.
  private struct Office {
    let head: TokenID
    let entry: EntryID
    let words: Range<TokenID>
  }

  /// Adds to the persons of the document, whose mentions must be in order. O(mentions).
  func find(in document: inout Document, _ heads: NominalHeads) {
    for index in document.mentions.indices
    where document.mentions[index].type == .person && document.mentions[index].level == .name {
      let found =
        title(of: index, document, heads) ?? precedingPhrase(of: index, document, heads)
        ?? apposition(of: index, document, heads)
      guard let found else { continue }
      document.mentions[index].attributes.append(
        Attribute(name: "role", value: lexicon[found.entry].name))
      if document.mentions[index].country == nil {
        document.mentions[index].country = country(of: found, near: index, document)
      }
    }
  }

  private func isOffice(_ entry: EntryID) -> Bool {
    lexicon.type(of: entry) == .person && offices.contains(lexicon[entry].kind)
  }

  // MARK: Where the office stands

  /// Among the words right before the name.
  private func title(of person: Int, _ document: Document, _ heads: NominalHeads) -> Office? {
    let mention = document.mentions[person]
    guard let title = mention.title, let last = before(mention.tokens.lowerBound) else {
      return nil
    }
    let end = Int(document.tokens.spans[last].end)
    var token = last
    while token > 0, last - token < reach,
      end - Int(document.tokens.spans[token].start) < title.utf8.count
    {
      token -= 1
    }
    for head in (token...last).reversed() {
      if let entry = heads[head], isOffice(entry) {
        return Office(head: head, entry: entry, words: token..<heads.start(of: head))
      }
    }
    return nil
  }

  /// `The US defense secretary, Lloyd Austin, said`
  private func precedingPhrase(
    of person: Int, _ document: Document, _ heads: NominalHeads
  ) -> Office? {
    let tokens = document.tokens
    let name = document.mentions[person].tokens
    guard name.lowerBound > 2, tokens.kinds[name.lowerBound - 1] == .comma,
      name.upperBound < tokens.count, tokens.kinds[name.upperBound] == .comma,
      let entry = heads[name.lowerBound - 2], isOffice(entry)
    else { return nil }
    let head = name.lowerBound - 2
    let start = heads.start(of: head)
    var first = start
    while first > 0, start - first < reach, !isDefinite(first, document) {
      guard tokens.kinds[first - 1] == .word || tokens.kinds[first - 1] == .clitic,
        classes[tokens.words[first - 1]].isDisjoint(with: [.preposition, .conjunction])
      else { break }
      first -= 1
    }
    let isKnown = isDefinite(first, document) || country(in: first..<start, document) != nil
    return isKnown ? Office(head: head, entry: entry, words: first..<start) : nil
  }

  /// `Lloyd Austin, the US defense secretary, said`
  private func apposition(
    of person: Int, _ document: Document, _ heads: NominalHeads
  ) -> Office? {
    let tokens = document.tokens
    let comma = document.mentions[person].tokens.upperBound
    guard comma + 1 < tokens.count, tokens.kinds[comma] == .comma else { return nil }
    var token = comma + 1
    while token < min(tokens.count, comma + reach),
      tokens.kinds[token] == .word || tokens.kinds[token] == .clitic
        || tokens.isJoint(token)
    {
      if let entry = heads[token], isOffice(entry) {
        let words = (comma + 1)..<heads.start(of: token)
        let office = Office(head: token, entry: entry, words: words)
        return isWhole(office, document) ? office : nil
      }
      let word = classes[tokens.words[token]]
      guard
        tokens.kinds[token] == .clitic
          || word.isDisjoint(with: [.preposition, .conjunction, .auxiliary, .modal, .relative])
          || word.contains(.definite)
      else { return nil }
      token += 1
    }
    return nil
  }

  /// Whether the phrase ends where an apposition does, `of Kenya` included, and points to
  /// something known or says of which country.
  private func isWhole(_ office: Office, _ document: Document) -> Bool {
    let tokens = document.tokens
    let end = complement(of: office, document)?.tokens.upperBound ?? office.head + 1
    if end < tokens.count {
      switch tokens.kinds[end] {
      case .comma, .stop, .closingBracket: break
      case .word where classes[tokens.words[end]].contains(.relative): break
      default: return false
      }
    }
    return office.words.isEmpty && end > office.head + 1
      || office.words.contains { isDefinite($0, document) }
      || country(in: office.words, document) != nil
  }

  private func isDefinite(_ token: TokenID, _ document: Document) -> Bool {
    classes[document.tokens.words[token]].contains(.definite)
  }

  private func before(_ token: TokenID) -> TokenID? { token > 0 ? token - 1 : nil }

  // MARK: Of which country

  private func country(of office: Office, near person: Int, _ document: Document) -> String? {
    country(in: office.words, document) ?? complement(of: office, document)?.country
  }

  /// The country of the last place or nationality among the tokens.
  private func country(in range: Range<TokenID>, _ document: Document) -> String? {
    var index = Self.first(notBefore: range.lowerBound, document)
    var found: String?
    while index < document.mentions.count,
      document.mentions[index].tokens.lowerBound < range.upperBound
    {
      let mention = document.mentions[index]
      let isOf = mention.type == .politicalPlace || mention.type == .group
      if isOf, let country = mention.country { found = country }
      index += 1
    }
    return found
  }

  /// The place behind `of`: `the president of Kenya`.
  private func complement(of office: Office, _ document: Document) -> Mention? {
    let tokens = document.tokens
    var token = office.head + 1
    guard token + 1 < tokens.count, classes[tokens.words[token]].contains(.genitive) else {
      return nil
    }
    token += 1
    if isDefinite(token, document) { token += 1 }
    let index = Self.first(notBefore: token, document)
    guard index < document.mentions.count, document.mentions[index].tokens.lowerBound == token,
      document.mentions[index].type == .politicalPlace
    else { return nil }
    return document.mentions[index]
  }

  /// Index of the first mention that does not begin before the token. O(log mentions).
  private static func first(notBefore token: TokenID, _ document: Document) -> Int {
    var (low, high) = (0, document.mentions.count)
    while low < high {
      let middle = (low + high) / 2
      if document.mentions[middle].tokens.lowerBound < token {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
