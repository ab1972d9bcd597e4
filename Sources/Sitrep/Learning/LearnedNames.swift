/// Weighs the names that weights find against those that lists and rules found, which are
/// among what the weights look at.
///
/// What a list says of a stretch stands, and so does what a relation or a source rests on. What
/// a rule about capitals says gives way: to a learned name, or to there being none.
///
/// A class, so that a pipeline hands on one reference and not the columns of all its parts.
final class LearnedNames: Sendable {
  let recognizer: NameRecognizer
  let lexicon: Lexicon
  let classes: WordClasses
  let clusters: WordClusters

  init(
    recognizer: NameRecognizer, lexicon: Lexicon, classes: WordClasses, clusters: WordClusters
  ) {
    (self.recognizer, self.lexicon) = (recognizer, lexicon)
    (self.classes, self.clusters) = (classes, clusters)
  }

  /// The names that were learned, found in a document with those of lists and rules alone.
  /// Only sentences are looked at that have a capitalised word which no list explains.
  /// O(tokens).
  func names(in document: Document) -> [NameRecognizer.Name] {
    var isOpen = Array(repeating: false, count: document.tokens.count)
    for sentence in document.sentences where sentence.zone != .boilerplate {
      for token in sentence.tokens { isOpen[token] = isCapital(token, sentence, document.tokens) }
    }
    for index in document.mentions.indices where document.mentions[index].entry != nil {
      for token in document.mentions[index].tokens { isOpen[token] = false }
    }
    let sentences = document.sentences.filter { isOpen[$0.tokens].contains(true) }
    guard !sentences.isEmpty else { return [] }
    return recognizer.scratch.use { scratch in
      let scene = NameScene(
        document, sentences, isOpen: isOpen, lexicon, classes, clusters, &scratch.scene)
      return recognizer.names(in: sentences, scene, isOpen: isOpen, &scratch)
    }
  }

  /// Whether a word has a capital, and not just from standing first.
  private func isCapital(_ token: TokenID, _ sentence: Sentence, _ tokens: TokenTable) -> Bool {
    guard tokens.kinds[token] == .word,
      !tokens.flags[token].isDisjoint(with: [.capital, .mixed])
    else { return false }
    let word = classes[tokens.words[token]]
    return word.isDisjoint(with: .closed)
      && (token > sentence.tokens.lowerBound || word.isDisjoint(with: [.noun, .adverb, .verb]))
  }

  /// Adds learned names to the mentions, puts them in the place of names of rules, and drops
  /// names of weak rules that nothing was learned for. O(tokens + mentions).
  func merge(_ found: [NameRecognizer.Name], into document: inout Document) {
    var owners = Array(repeating: -1, count: document.tokens.count)
    for index in document.mentions.indices {
      for token in document.mentions[index].tokens { owners[token] = index }
    }
    let fixed = Self.fixed(document)
    var isConfirmed = Array(repeating: false, count: document.mentions.count)
    var dropped: Set<Int> = []
    var added: [Mention] = []
    var rivals: [Int] = []
    for name in found where beginsAsName(name, document.tokens) {
      guard let mention = mention(name, document) else { continue }
      rivals.removeAll(keepingCapacity: true)
      for token in mention.tokens where owners[token] >= 0 && !rivals.contains(owners[token]) {
        rivals.append(owners[token])
      }
      for rival in rivals { isConfirmed[rival] = true }
      if rivals.allSatisfy({
        !fixed.contains($0) && gives(document.mentions[$0], to: mention, document.tokens)
      }) {
        dropped.formUnion(rivals)
        added.append(mention)
      }
    }
    for index in document.mentions.indices
    where !isConfirmed[index] && Self.isWeak(document.mentions[index]) && !fixed.contains(index) {
      dropped.insert(index)
    }
    MentionOrder.remove(dropped, from: &document)
    document.mentions += added
  }

  /// The numbers of the mentions that a relation or a source names.
  private static func fixed(_ document: Document) -> Set<Int> {
    var numbers = Set(document.confirmations.map(\.source.value))
    for relation in document.relations { numbers.formUnion(relation.roles.map(\.mention.value)) }
    return numbers
  }

  /// Whether a name begins with a capital, a number or a particle of names, not with an
  /// adverb or adjective before it: `north Queensland`.
  private func beginsAsName(_ name: NameRecognizer.Name, _ tokens: TokenTable) -> Bool {
    let first = name.tokens.lowerBound
    guard tokens.kinds[first] == .word else { return true }
    if !tokens.flags[first].isDisjoint(with: [.capital, .mixed]) { return true }
    return classes[tokens.words[first]].contains(.nameParticle)
  }

  /// Whether a mention gives way to a learned name that overlaps it.
  private func gives(_ mention: Mention, to name: Mention, _ tokens: TokenTable) -> Bool {
    guard mention.level == .name,
      mention.type == .person || mention.type == .organization || mention.type.isPlace
    else { return false }
    if mention.tokens == name.tokens {
      return mention.entry == nil && !Self.isSame(mention.type, name.type)
    }
    // "Pope Benedict XVI": the title is known, and not part of the name.
    if mention.type == .person, mention.title != nil, name.span.contains(mention.span) {
      return false
    }
    guard mention.entry != nil else { return true }
    // A list knows a part of it; "The Guardian" is the Guardian.
    return name.span.contains(mention.span)
      && name.tokens.contains { token in
        !mention.tokens.contains(token)
          && classes[tokens.words[token]].isDisjoint(with: .closed)
      }
  }

  /// Whether two types are one where only persons, organizations and places are told apart.
  private static func isSame(_ one: EntityType, _ other: EntityType) -> Bool {
    one == other || one.isPlace && other.isPlace
  }

  /// Whether a rule read it off the words around it alone.
  private static func isWeak(_ mention: Mention) -> Bool {
    mention.level == .name && weakRules.contains { $0 == mention.rule }
  }

  private static let weakRules = ["names/acronym", "places/context", "people/speaker"]

  private func mention(_ name: NameRecognizer.Name, _ document: Document) -> Mention? {
    guard var type = Self.types[name.type] ?? EntityType(rawValue: name.type) else { return nil }
    var name = name
    if type == .person {
      guard let person = withoutTitle(name.tokens, document.tokens) else { return nil }
      name.tokens = person
    }
    if isBracketed(name.tokens, document.tokens),
      type != .person || !hasPersonName(name.tokens, document.tokens)
    {
      type = .organization
    }
    if type == .politicalPlace, let head = headType(name, document.tokens) { type = head }
    return Mention(
      type: type, level: .name, span: document.tokens.span(of: name.tokens),
      rule: "names/learned", tokens: name.tokens, head: name.tokens.upperBound - 1)
  }

  /// Whether one of the words is known as a given name or a surname.
  private func hasPersonName(_ name: Range<TokenID>, _ tokens: TokenTable) -> Bool {
    name.contains { !classes[tokens.words[$0]].isDisjoint(with: .personName) }
  }

  /// Whether nothing stands beside a name between two brackets, as an outlet stands behind what
  /// it reported: `(Canaria Weekly)`.
  private func isBracketed(_ name: Range<TokenID>, _ tokens: TokenTable) -> Bool {
    name.lowerBound > 0 && name.upperBound < tokens.count
      && tokens.kinds[name.lowerBound - 1] == .openingBracket
      && tokens.kinds[name.upperBound] == .closingBracket
  }

  /// A person's name without what stands before it: titles, a country before a title, the place
  /// of an office; nil where there is nothing else: `Prime Minister`, `U.S. President`, `governor
  /// of Baghdad Ali al-Haidri`.
  private func withoutTitle(_ name: Range<TokenID>, _ tokens: TokenTable) -> Range<TokenID>? {
    var start = name.lowerBound
    let isBehindOf =
      start > 0 && classes[tokens.words[start - 1]].contains(.genitive)
      && tokens.kinds[start - 1] == .word
    while start < name.upperBound {
      let place = length(at: start, in: name, tokens) { entry in
        lexicon.level(of: entry) == .name
          && (lexicon.type(of: entry) == .politicalPlace || lexicon.type(of: entry) == .group)
      }
      if let place, start + place < name.upperBound,
        !classes[tokens.words[start]].contains(.givenName),
        isBehindOf && start == name.lowerBound
          || titleLength(at: start + place, in: name, tokens) != nil
      {
        start += place
        continue
      }
      guard let title = titleLength(at: start, in: name, tokens) else {
        return start..<name.upperBound
      }
      start += title
    }
    return nil
  }

  private func titleLength(
    at token: TokenID, in name: Range<TokenID>, _ tokens: TokenTable
  ) -> Int? {
    length(at: token, in: name, tokens) {
      lexicon.level(of: $0) == .nominal && lexicon.type(of: $0) == .person
    }
  }

  /// How many tokens the longest wanted alias covers that begins at a token of a name.
  private func length(
    at token: TokenID, in name: Range<TokenID>, _ tokens: TokenTable,
    isWanted: (EntryID) -> Bool
  ) -> Int? {
    var matches: [LexiconMatcher.Match] = []
    lexicon.matcher.matches(tokens, at: token, limit: name.upperBound, into: &matches)
    return matches.last { isWanted($0.entry) }?.length
  }

  /// What the last word of a place's name says it is: a river, a street.
  private func headType(_ name: NameRecognizer.Name, _ tokens: TokenTable) -> EntityType? {
    guard name.tokens.count > 1 else { return nil }
    var matches: [LexiconMatcher.Match] = []
    lexicon.matcher.matches(
      tokens, at: name.tokens.upperBound - 1, limit: name.tokens.upperBound, into: &matches)
    for match in matches where lexicon.level(of: match.entry) == .nominal {
      let type = lexicon.type(of: match.entry)
      if type == .location || type == .facility { return type }
    }
    return nil
  }

  /// What the types of annotated corpora are here.
  private static let types: [String: EntityType] = [
    "PER": .person, "ORG": .organization, "LOC": .politicalPlace,
  ]
}
