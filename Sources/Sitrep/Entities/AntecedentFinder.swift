/// Finds which people under arms, or ships, a pronoun or a number that stands alone means.
///
/// It looks at the chunks before it, in its own sentence and then in those before. Where two
/// could be meant, or something else could, it finds none.
struct AntecedentFinder: Sendable {
  let nouns: AnaphoricNouns
  let lexicon: Lexicon
  let classes: WordClasses

  /// How many sentences before its own are looked at.
  static let sentences = 2
  /// How many chunks of a sentence, which bounds the time for one of any length.
  private let reach = 48

  /// A chunk that stands for something else.
  struct Reference {
    let chunk: Int
    let number: AnaphoricNouns.Number
    /// It stands behind its verb, in a clause with a subject of its own.
    let isObject: Bool
    /// A number that stands alone.
    let isEllipsis: Bool
    /// It is a noun, so that no civilian is meant.
    var isNoun = false
    /// The noun that what is meant has to have too: `officers` of `the officers`.
    var noun: WordID?
    /// The type that what is meant has to have: ships, of `the vessels`.
    var type: EntityType?
  }

  /// What the chunks of one sentence offer.
  struct Offer {
    /// The chunks that could be meant.
    var forces: [Int] = []
    /// Those that could be meant instead, though they are no force.
    var rivals: [Int] = []
  }

  /// What the pronoun or number refers to, as an index into `chunks`.
  enum Choice {
    case chunk(Int)
    /// Nothing in these chunks, so that those before may tell.
    case before
    case unclear
  }
}

// MARK: - References

extension AntecedentFinder {
  /// The chunk as a reference; nil where it says itself what it is.
  ///
  /// - Parameter isNumber: Whether it has a number and no noun.
  func reference(_ index: Int, in chunks: [Chunk], _ document: Document, isNumber: Bool)
    -> Reference?
  {
    let chunk = chunks[index]
    guard chunk.kind == .noun, chunk.name == nil else { return nil }
    if let bare = bareNoun(index, in: chunks, document) { return bare }
    guard chunk.type == nil else { return nil }
    let word = classes[document.tokens.words[chunk.head]]
    let number: AnaphoricNouns.Number
    if word.contains(.groupPronoun), word.contains(.quantifier) {
      // "Most were flown to": alone, and about to do something.
      guard chunk.core + 1 == chunk.tokens.upperBound, actsItself(index, chunks) else { return nil }
      number = .plural
    } else if chunk.isPronoun {
      guard word.contains(.groupPronoun) || word.contains(.neuter) else { return nil }
      number = word.contains(.groupPronoun) ? .plural : .singular
    } else {
      guard isNumber, !chunk.isDefinite, !isAside(index, chunks), !isPart(index, chunks, document)
      else { return nil }
      number = .plural
    }
    // "say they have crossed": the subject of what is said.
    let next = chunks[(index + 1)...].first { $0.kind != .adverb }?.verb?.form
    return Reference(
      chunk: index, number: number,
      isObject: index > 0 && chunks[index - 1].kind == .verb && next != .finite,
      isEllipsis: !chunk.isPronoun || word.contains(.quantifier))
  }

  /// Whether a verb stands right behind it, and none before it.
  private func actsItself(_ index: Int, _ chunks: [Chunk]) -> Bool {
    guard index == 0 || chunks[index - 1].kind != .verb else { return false }
    let form = chunks[(index + 1)...].first { $0.kind != .adverb }?.verb?.form
    return form == .finite || form == .bare
  }

  /// `the men`, `the officers`, `the rest`: a noun that says too little alone, and is known.
  private func bareNoun(_ index: Int, in chunks: [Chunk], _ document: Document) -> Reference? {
    let chunk = chunks[index]
    let word = document.tokens.words[chunk.head]
    guard chunk.isDefinite, chunk.quantity == nil, !chunk.isQualified,
      chunk.core == chunk.head, chunk.head + 1 == chunk.tokens.upperBound, chunk.core > 0
    else { return nil }
    let types = nouns[word]?.types ?? []
    let isGeneral = types.contains { $0.type == .force }
    let isVessel = chunk.type == .equipment && types.contains { $0.type == .equipment }
    guard
      chunk.isWeak && chunk.type == .force || isVessel
        || isGeneral && chunk.type ?? .person == .person
    else { return nil }
    let before = classes[document.tokens.words[chunk.core - 1]]
    guard before.isDisjoint(with: [.possessive, .complementizer]) else { return nil }
    return Reference(
      chunk: index, number: number(of: chunk, document), isObject: false, isEllipsis: false,
      isNoun: true, noun: isGeneral || isVessel ? nil : word, type: isVessel ? .equipment : nil)
  }

  /// Whether it stands between commas or brackets, as the age of a person does.
  private func isAside(_ index: Int, _ chunks: [Chunk]) -> Bool {
    index > 0 && chunks[index - 1].kind == .comma
      || index > 0 && chunks[index - 1].kind == .boundary
        && index + 1 < chunks.count && chunks[index + 1].kind == .boundary
  }
}

extension AntecedentFinder {
  /// Whether what it is a number of stands behind it: `thousands of people`.
  private func isPart(_ index: Int, _ chunks: [Chunk], _ document: Document) -> Bool {
    index + 1 < chunks.count && chunks[index + 1].kind == .preposition
      && classes[document.tokens.words[chunks[index + 1].head]].contains(.genitive)
  }
}

// MARK: - Antecedents

extension AntecedentFinder {
  /// Which of the chunks is meant.
  ///
  /// - Parameter isOwn: Whether they are those of the reference's own sentence.
  func choose(
    for reference: Reference, among chunks: [Chunk], isOwn: Bool, _ document: Document
  ) -> Choice {
    let offer = offer(to: reference, chunks, isOwn: isOwn, document)
    if offer.forces.isEmpty { return offer.rivals.isEmpty ? .before : .unclear }
    guard offer.rivals.isEmpty else { return .unclear }
    if offer.forces.count == 1 { return .chunk(offer.forces[0]) }
    // The subject of the sentence before goes on as the subject.
    let direct = offer.forces.filter { !isOblique($0, chunks) }
    guard direct.count == 1, !isOwn, !reference.isObject, isSubject(direct[0], chunks) else {
      return .unclear
    }
    return .chunk(direct[0])
  }

  private func offer(
    to reference: Reference, _ chunks: [Chunk], isOwn: Bool, _ document: Document
  ) -> Offer {
    var offer = Offer()
    let end = isOwn ? reference.chunk : chunks.count
    for index in max(0, end - reach)..<end where chunks[index].kind == .noun {
      let chunk = chunks[index]
      guard !chunk.isPronoun, !chunk.isAdjectival, chunk.antecedent == nil else { continue }
      // "800 of them": the part is not what it is a part of.
      if isOwn, index + 2 == reference.chunk, isPart(index, chunks, document) { continue }
      if isOwn, !isFree(index, for: reference, chunks) { continue }
      if let noun = reference.noun, document.tokens.words[chunk.head] != noun { continue }
      if let type = reference.type, chunk.type != type { continue }
      if isForce(chunk), !reference.isEllipsis || chunk.isPlural && chunk.name == nil {
        guard number(of: chunk, document).agrees(with: reference.number) else { continue }
        // The same words again are the same thing, and the last is the nearest.
        offer.forces.removeAll { sameWords(chunks[$0], chunk, document) }
        offer.forces.append(index)
      } else if isRival(index, chunks, reference, isOwn: isOwn) {
        offer.rivals.append(index)
      }
    }
    return offer
  }

  /// Whether a reference can mean a noun before it in its sentence: not the subject of the verb
  /// whose object it is, and not the noun that its clause tells more about (`the troops they
  /// sent`).
  private func isFree(_ index: Int, for reference: Reference, _ chunks: [Chunk]) -> Bool {
    if reference.isEllipsis { return true }
    let form = reference.isObject ? chunks[reference.chunk - 1].verb?.form : nil
    guard form == .finite || form == .bare else { return index + 1 < reference.chunk }
    let subject = chunks[..<(reference.chunk - 1)].lastIndex { $0.kind == .noun }
    return index < subject ?? 0
  }

  /// The force that a relative pronoun with a part before it tells more about: `400 soldiers,
  /// most of whom`.
  func told(by relative: Int, _ chunks: [Chunk]) -> Int? {
    guard relative > 3, chunks[relative - 3].kind == .comma, chunks[relative - 4].kind == .noun,
      chunks[relative - 4].antecedent == nil, isForce(chunks[relative - 4])
    else { return nil }
    return relative - 4
  }

  private func isForce(_ chunk: Chunk) -> Bool {
    if chunk.isWeak, !chunk.isQualified { return false }
    switch chunk.type {
    case .force, .equipment: return true
    case .organization: return chunk.entry.map { lexicon[$0].kind == "armed-group" } ?? false
    default: return false
    }
  }

  /// Whether a chunk that is no force could be meant as well.
  private func isRival(
    _ index: Int, _ chunks: [Chunk], _ reference: Reference, isOwn: Bool
  ) -> Bool {
    let chunk = chunks[index]
    if reference.isNoun { return chunk.type == .force }
    if reference.number == .plural {
      guard chunk.isPlural || chunk.quantity != nil else { return false }
      switch chunk.type {
      case .person, .group, .organization, .force: return true
      case nil: return !isOblique(index, chunks)
      default: return false
      }
    }
    guard !chunk.isPlural else { return false }
    switch chunk.type {
    case .organization, .force: return !isOblique(index, chunks)
    case .politicalPlace: return isOwn && isSubject(index, chunks)
    case nil: return isSubject(index, chunks)
    default: return false
    }
  }

  /// Whether no verb stands before it, nor a preposition that it hangs on.
  private func isSubject(_ index: Int, _ chunks: [Chunk]) -> Bool {
    !isOblique(index, chunks) && !chunks[..<index].contains { $0.kind == .verb }
  }

  /// Whether it hangs on a preposition.
  private func isOblique(_ index: Int, _ chunks: [Chunk]) -> Bool {
    index > 0 && chunks[index - 1].kind == .preposition
  }

  private func sameWords(_ one: Chunk, _ other: Chunk, _ document: Document) -> Bool {
    func words(_ chunk: Chunk) -> String {
      document.text[document.tokens.span(of: chunk.core..<chunk.tokens.upperBound)]
    }
    return words(one) == words(other)
  }

  /// Whether a force is one or several, as far as its words tell.
  func number(of chunk: Chunk, _ document: Document) -> AnaphoricNouns.Number {
    let word = document.tokens.words[chunk.head]
    if let quantity = chunk.quantity {
      let low = document.quantities[quantity].low ?? 2
      return low > 1 ? .plural : .singular
    }
    if let noun = nouns[word] { return noun.number }
    if chunk.name != nil { return chunk.isPlural ? .plural : .any }
    if chunk.isPlural { return .plural }
    // "gunmen": another form than the noun of the entry, and the entry's noun is the singular.
    guard let entry = chunk.entry, lexicon[entry].kind == "people" || lexicon[entry].kind == "weak"
    else { return .singular }
    let span = document.tokens.spans[chunk.head]
    return lexicon[entry].name.utf8.suffix(span.count)
      .elementsEqual(document.text.bytes[span.range]) ? .singular : .plural
  }
}
