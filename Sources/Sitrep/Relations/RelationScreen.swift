/// Says from tokens alone whether a document can hold a relation of one type, so that whoever
/// wants no other need not look at the rest: of 60,000 items of news, one in two hundred has a
/// deployment.
///
/// A relation has a word that brings up one of its frames, and something that fills the first
/// role of its core: of a type that a list or a pattern gives it, in the sentence of that word
/// or, where a pronoun stands for it, in one of the two before. What passes here may still have
/// none; what does not pass has none.
struct RelationScreen: Sendable {
  private let lexicon: Lexicon
  private let isTrigger: [Bool]
  /// By the code of a type, the kinds of its entries that can fill the role.
  private let kinds: [Kinds]
  /// Those of patterns for what can fill it.
  private let patterns: PatternTriggers
  /// Whether a number alone can fill it, so that no type is asked for.
  private let takesNumbers: Bool
  /// Nouns of which a number fills it in a text that has one of `context`.
  private let members: Set<WordID>
  private let context: Set<WordID>

  /// Kinds of entries, as symbols of their lexicon.
  private enum Kinds: Sendable {
    case none
    case some([UInt32])
    case all
  }

  init(
    _ type: RelationType, frames: FrameSet, patterns: PatternSet, lexicon: Lexicon,
    classes: WordClasses
  ) {
    let frames = FrameSet(frames.frames.filter { $0.relation == type })
    let fillers = frames.frames.compactMap(\.figure)
    self.lexicon = lexicon
    (members, context) = (frames.members, frames.context)
    isTrigger = classes.triggers(of: frames)
    takesNumbers = fillers.contains(where: \.takesNumbers)
    let types = fillers.flatMap(\.types)
    kinds = Self.kinds(types, lexicon)
    self.patterns = PatternTriggers(
      patterns.patterns.filter { pattern in types.contains { $0.type == pattern.type } })
  }

  private static func kinds(_ types: [EntityClass], _ lexicon: Lexicon) -> [Kinds] {
    var kinds = Array(repeating: Kinds.none, count: EntityType.allCases.count)
    for type in EntityType.allCases {
      let own = types.filter { $0.type == type }
      guard !own.isEmpty else { continue }
      let names = own.compactMap(\.kind)
      let symbols = lexicon.texts.symbols.indices.filter {
        names.contains(lexicon.texts.symbols[$0])
      }
      kinds[Int(type.code)] =
        names.count < own.count ? .all : .some(symbols.map { UInt32($0) })
    }
    return kinds
  }

  /// Whether a document that has its sentences and zones can hold such a relation. O(tokens).
  func mayHold(_ document: Document) -> Bool {
    let tokens = document.tokens
    var matches: [LexiconMatcher.Match] = []
    // How many sentences are left in which a pronoun can stand for what was seen.
    var reach = 0
    for sentence in document.sentences where sentence.zone != .boilerplate {
      reach = max(0, reach - 1)
      let hasTrigger = sentence.tokens.contains { token in
        let word = Int(tokens.words[token].value)
        return word < isTrigger.count && isTrigger[word]
      }
      if hasTrigger, reach > 0 || takesNumbers { return true }
      guard hasFigure(sentence.tokens, document, &matches) else { continue }
      if hasTrigger { return true }
      reach = AntecedentFinder.sentences + 1
    }
    return false
  }

  /// Whether a list has something in a sentence that can fill the role, or a pattern may find
  /// some there.
  private func hasFigure(
    _ sentence: Range<TokenID>, _ document: Document, _ matches: inout [LexiconMatcher.Match]
  ) -> Bool {
    let tokens = document.tokens
    for token in sentence {
      if patterns.isSetOff(by: token, tokens, document.text.bytes) { return true }
      if members.contains(tokens.words[token]), tells(document) { return true }
      guard lexicon.matcher.canBegin(tokens.words[token]) else { continue }
      matches.removeAll(keepingCapacity: true)
      lexicon.matcher.matches(tokens, at: token, limit: sentence.upperBound, into: &matches)
      for match in matches where isFigure(match.entry) { return true }
    }
    return false
  }

  /// Whether the text has a word in whose company a number of members fills the role. O(tokens).
  private func tells(_ document: Document) -> Bool {
    document.tokens.words.contains { context.contains($0) }
  }

  private func isFigure(_ id: EntryID) -> Bool {
    let record = lexicon.records[Int(id.value)]
    switch kinds[Int(lexicon.type(of: id).code)] {
    case .none: return false
    case .some(let symbols): return symbols.contains(record.kind)
    case .all: return true
    }
  }
}
