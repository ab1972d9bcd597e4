/// Finds the countries and capitals that stand for their governments: `Seoul said`, `Kenya has
/// sent`. The attribute `metonymy` says so; which place it is stays as it was resolved.
///
/// Precise rather than complete: the name has to be the plain subject of a verb that tells of
/// speaking or deciding, at the beginning of its clause.
struct MetonymyFinder: Sendable {
  let lexicon: Lexicon
  let classes: WordClasses
  /// Forms of the verbs of which only people and those who govern are subjects.
  let verbs: WordMap<Bool>

  /// How far behind the name its verb can stand.
  private let reach = 8

  init(lexicon: Lexicon, classes: WordClasses, verbs: Set<WordID>) {
    (self.lexicon, self.classes) = (lexicon, classes)
    self.verbs = WordMap(Dictionary(uniqueKeysWithValues: verbs.map { ($0, true) }))
  }

  /// Adds to the mentions of the document, which must be in order. O(mentions).
  func find(in document: inout Document) {
    var (sentence, time) = (0, 0)
    for index in document.mentions.indices {
      guard document.mentions[index].type == .politicalPlace,
        document.mentions[index].level == .name
      else { continue }
      let mention = document.mentions[index]
      guard governs(mention) else { continue }
      while document.sentences[sentence].tokens.upperBound <= mention.tokens.lowerBound {
        sentence += 1
      }
      while time < document.times.count,
        document.times[time].tokens.upperBound <= mention.tokens.upperBound
      {
        time += 1
      }
      let range = document.sentences[sentence].tokens
      if opensClause(index, range, document), acts(mention, range, document, time) {
        document.mentions[index].attributes.append(
          Attribute(name: "metonymy", value: "government"))
      }
    }
  }

  /// Whether the place is a country or the capital of one.
  private func governs(_ mention: Mention) -> Bool {
    guard let entry = mention.entry.map({ lexicon[$0] }), !entry.country.isEmpty else {
      return false
    }
    return entry.feature == "PPLC"
      || entry.feature.isEmpty && entry.division.isEmpty && entry.kind.isEmpty
  }

  /// Whether nothing before the name makes it part of another phrase.
  private func opensClause(_ index: Int, _ range: Range<TokenID>, _ document: Document) -> Bool {
    let tokens = document.tokens
    var before = document.mentions[index].tokens.lowerBound - 1
    if before >= range.lowerBound, classes[tokens.words[before]].contains(.determiner),
      classes[tokens.words[before]].contains(.definite)
    {
      before -= 1  // the Netherlands
    }
    guard before >= range.lowerBound else { return true }
    switch tokens.kinds[before] {
    case .word:
      let word = classes[tokens.words[before]]
      if word.contains(.complementizer) || verbs[tokens.words[before]] ?? false { return true }
      if before == range.lowerBound {
        return !word.isDisjoint(with: [.subordinator, .conjunction])
      }
      return !word.isDisjoint(with: [.subordinator, .conjunction])
        && word.isDisjoint(with: .preposition) && tokens.kinds[before - 1] == .comma
    case .comma:
      // "in Paris, France said" goes on with the place before.
      return index == 0 || document.mentions[index - 1].tokens.upperBound != before
        || !document.mentions[index - 1].type.isPlace
    case .number, .alphanumeric, .clitic, .hyphen: return false
    default: return true
    }
  }

  /// Whether the name has such a verb, in a form that goes with a subject.
  private func acts(
    _ mention: Mention, _ range: Range<TokenID>, _ document: Document, _ time: Int
  ) -> Bool {
    let tokens = document.tokens
    var (token, time) = (mention.tokens.upperBound, time)
    let end = min(range.upperBound, token + reach)
    var (hasAuxiliary, hasCopula) = (false, false)
    while token < end {
      while time < document.times.count, document.times[time].tokens.upperBound <= token {
        time += 1
      }
      if time < document.times.count, document.times[time].tokens.contains(token) {
        token = document.times[time].tokens.upperBound
        continue
      }
      guard tokens.kinds[token] == .word || tokens.kinds[token] == .clitic else { return false }
      let word = classes[tokens.words[token]]
      if word.contains(.possessive), tokens.kinds[token] == .clitic { return false }
      let isBeforeTime =
        word.contains(.preposition) && time < document.times.count
        && document.times[time].tokens.lowerBound == token + 1
      if !word.isDisjoint(with: [.auxiliary, .modal]) {
        hasAuxiliary = true
        hasCopula = hasCopula || word.contains(.copula)
      } else if !isBeforeTime,
        word.isDisjoint(with: [.adverb, .negation])
          || verbs[tokens.words[token]] ?? false
      {
        break
      }
      token += 1
    }
    guard token < end, verbs[tokens.words[token]] ?? false else { return false }
    let verb = classes[tokens.words[token]]
    if token + 1 < range.upperBound {
      let next = classes[tokens.words[token + 1]]
      // "Russia accused of …", "Syria condemned by …"
      if !next.isDisjoint(with: [.agentive, .genitive]) || tokens.kinds[token + 1] == .hyphen {
        return false
      }
    }
    if hasCopula { return verb.contains(.gerund) }
    return hasAuxiliary || !verb.isDisjoint(with: [.past, .third])
  }
}
