/// Says from tokens alone whether a document can hold a relation of one type, so that whoever
/// wants no other need not look at the rest: of 60,000 items of news, one in a hundred has a
/// deployment.
///
/// A relation has a word that brings up one of its frames, with what that frame asks for besides
/// in the same sentence (`way` for `make`, a number for `have`), and something that fills the first
/// role of its core: of a type that a list or a pattern gives it, in the sentence of that word
/// or, where a pronoun stands for it, in one of the two before. What passes here may still have
/// none; what does not pass has none.
struct RelationScreen: Sendable {
  private let lexicon: Lexicon
  private let classes: WordClasses
  private let quantities: QuantityFinder
  private let anaphoricNouns: AnaphoricNouns
  /// What words bring up.
  private let words: TriggerTable
  /// Frames that want an object, a particle, a number, and that have no verb.
  private var wantObject: Frames = 0
  private var wantParticle: Frames = 0
  private var wantNumber: Frames = 0
  private var fragments: Frames = 0
  /// Those whose figure goes somewhere or is there, so that it stands before the verb.
  private var motions: Frames = 0
  /// Those whose figure can be a number alone, so that no type is asked for.
  private var takeNumbers: Frames = 0
  /// By the code of a type, the frames that its entries can fill the first role of.
  private let byType: [Frames]
  /// Those that want a kind besides, by type and kind.
  private let byKind: [Kind: Frames]
  /// What fills it only in a text that tells of an army: by type and kind, and by word.
  private let inArmies: (byKind: [Kind: Frames], members: Frames)
  private let frames: FrameSet
  /// The kind of a single unit, which needs no number.
  private let unit: Kind?
  /// Those of patterns for what can fill it.
  private let patterns: PatternSet

  /// A set of frames, each a bit; where there are more than bits, some share one.
  private typealias Frames = UInt128

  private struct Kind: Hashable {
    let type: UInt16
    /// As a symbol of the lexicon.
    let kind: UInt32
  }

  /// What a word has to do with frames.
  private struct Trigger: Hashable {
    /// Those that it brings up, as a form of a verb, as a noun, as the end of a predicate.
    var (verb, noun, predicate): (Frames, Frames, Frames) = (0, 0, 0)
    /// Those that have a predicate which it begins.
    var opening: Frames = 0
    /// Those whose verb it must be an object or a particle of.
    var (object, particle): (Frames, Frames) = (0, 0)
    /// Those that take it for a number: `are present in`.
    var stated: Frames = 0
  }

  /// Triggers by word. Nearly all words have the first, which is empty.
  private struct TriggerTable: Sendable {
    private var places: [UInt16] = []
    private var triggers = [Trigger()]

    init(_ triggers: [WordID: Trigger]) {
      places = Array(repeating: 0, count: Int(triggers.keys.map(\.value).max() ?? 0) + 1)
      var known = [Trigger(): UInt16(0)]
      for (word, trigger) in triggers.sorted(by: { $0.key.value < $1.key.value }) {
        let place = known[trigger] ?? UInt16(self.triggers.count)
        if known[trigger] == nil {
          known[trigger] = place
          self.triggers.append(trigger)
        }
        places[Int(word.value)] = place
      }
    }

    /// Nil for a word that has nothing to do with frames.
    subscript(word: WordID) -> Trigger? {
      let word = Int(word.value)
      guard word < places.count, places[word] != 0 else { return nil }
      return triggers[Int(places[word])]
    }
  }

  init(
    _ type: RelationType, _ stages: Stages, lexicon: Lexicon, classes: WordClasses,
    frames all: FrameSet
  ) {
    let frames = all.keeping { $0.relation == type }.frames
      .enumerated().map { (frame: $1, bit: Frames(1) << Frames($0 % Frames.bitWidth)) }
    self.lexicon = lexicon
    self.classes = classes
    quantities = stages.quantities
    anaphoricNouns = stages.anaphoricNouns
    self.frames = all
    words = Self.table(frames, classes)
    let symbols = Dictionary(grouping: lexicon.texts.symbols.indices) { lexicon.texts.symbols[$0] }
    func kinds(_ type: EntityType, _ name: String) -> [Kind] {
      symbols[name, default: []].map { Kind(type: type.code, kind: UInt32($0)) }
    }
    unit = kinds(.force, "unit").first
    var byType = Array(repeating: Frames(0), count: EntityType.allCases.count)
    var members = Frames(0)
    var (byKind, kindsInArmies): ([Kind: Frames], [Kind: Frames]) = ([:], [:])
    for (frame, bit) in frames {
      guard let figure = frame.figure else { continue }
      for filler in figure.types {
        if let name = filler.kind {
          for kind in kinds(filler.type, name) { byKind[kind, default: 0] |= bit }
        } else {
          byType[Int(filler.type.code)] |= bit
        }
      }
      if figure.takesNumbers { takeNumbers |= bit }
      guard figure.takesAnyForce else { continue }
      // As `FrameMatcher` takes men for the people of who sends them.
      for kind in kinds(.person, "men") { byKind[kind, default: 0] |= bit }
      guard figure.makesForces else { continue }
      for kind in kinds(.organization, "business") { kindsInArmies[kind, default: 0] |= bit }
      members |= bit
    }
    // A bit that frames share asks for what all of them ask for.
    for bit in Set(frames.map(\.bit)) {
      let own = frames.filter { $0.bit == bit }.map(\.frame)
      if own.allSatisfy({ !$0.objects.isEmpty }) { wantObject |= bit }
      if own.allSatisfy({ !$0.particles.isEmpty }) { wantParticle |= bit }
      if own.allSatisfy(\.needsCount) { wantNumber |= bit }
      if own.allSatisfy(\.fragment) { fragments |= bit }
      if own.allSatisfy({ Self.isMotion($0, classes) }) { motions |= bit }
    }
    (self.byType, self.byKind) = (byType, byKind)
    inArmies = (kindsInArmies, members)
    let types = frames.compactMap(\.frame.figure).flatMap(\.types)
    patterns = stages.patterns.keeping { pattern in types.contains { $0.type == pattern.type } }
  }

  /// Whether what fills the first role is the subject, and the verb no form of be, which has its
  /// subject behind it at times.
  private static func isMotion(_ frame: Frame, _ classes: WordClasses) -> Bool {
    guard frame.figure?.place == .agent, case .prepositions = frame.ground?.place else {
      return false
    }
    return !frame.verbs.contains { classes[$0].contains(.auxiliary) }
  }

  private static func table(
    _ frames: [(frame: Frame, bit: Frames)], _ classes: WordClasses
  ) -> TriggerTable {
    var triggers: [WordID: Trigger] = [:]
    var byVerb: [WordID: Frames] = [:]
    for (frame, bit) in frames {
      for verb in frame.verbs { byVerb[verb, default: 0] |= bit }
      for word in frame.nouns { triggers[word, default: Trigger()].noun |= bit }
      for words in frame.predicates {
        guard let first = words.first, let last = words.last else { continue }
        triggers[last, default: Trigger()].predicate |= bit
        triggers[first, default: Trigger()].opening |= bit
      }
      for word in frame.objects { triggers[word, default: Trigger()].object |= bit }
      for word in frame.particles { triggers[word, default: Trigger()].particle |= bit }
      for word in frame.stated { triggers[word, default: Trigger()].stated |= bit }
    }
    // All forms in one walk over the words that there are.
    for word in classes.forms(of: Set(byVerb.keys)) {
      triggers[word, default: Trigger()].verb |= byVerb[classes.lemma(of: word), default: 0]
    }
    return TriggerTable(triggers)
  }

  /// The sentences of a document, which has them and its zones, that can hold such a relation, as
  /// indices. O(tokens).
  func candidates(in document: Document) -> [Int] {
    var found: [Int] = []
    // Most documents need none.
    var walk: Walk?
    for (index, sentence) in document.sentences.enumerated() where sentence.zone != .boilerplate {
      let frames = self.frames(broughtUpIn: sentence.tokens, document)
      guard frames.all | frames.ofUnits != 0 else { continue }
      if frames.all & takeNumbers != 0 {
        found.append(index)
        continue
      }
      if walk == nil { walk = Walk() }
      if hasFigure(sentence.tokens, for: frames, isOwn: true, document, &walk!) {
        found.append(index)
        continue
      }
      guard index > 0, canRefer(sentence.tokens, document) else { continue }
      // The nearest first.
      for before in 1...AntecedentFinder.sentences where before <= index {
        let figures = document.sentences[index - before].tokens
        if hasFigure(figures, for: frames, isOwn: false, document, &walk!) {
          found.append(index)
          break
        }
      }
    }
    return found
  }

  /// Whether something in a sentence can stand for what was told of before, as
  /// `AntecedentFinder` has it: a pronoun, a number, `the men`.
  private func canRefer(_ sentence: Range<TokenID>, _ document: Document) -> Bool {
    let tokens = document.tokens
    return sentence.contains { token in
      let word = tokens.words[token]
      return !classes[word].isDisjoint(with: [.groupPronoun, .neuter])
        || anaphoricNouns[word] != nil
        || quantities.canBegin(tokens, document.text.bytes, token, limit: sentence.upperBound)
    }
  }

  /// What a walk over a document writes on.
  private struct Walk: ~Copyable {
    var matches: [LexiconMatcher.Match] = []
    var scan = PatternScan()
    /// Whether the text tells of an army; nil until somebody asks.
    var tellsOfArmy: Bool?
  }

  /// Frames that words bring up: for any figure; and for a single unit alone.
  private struct Brought {
    var all: Frames
    var ofUnits: Frames
    /// Those of them that verbs alone bring up, with the figure before the verb.
    var behind: Frames = 0
  }
}

// MARK: - Triggers

extension RelationScreen {
  /// The frames that the words of a sentence bring up, with what those ask for besides.
  private func frames(broughtUpIn sentence: Range<TokenID>, _ document: Document) -> Brought {
    var found = Trigger()
    var fragments = Frames(0)
    for token in sentence {
      guard let trigger = words[document.tokens.words[token]] else { continue }
      if trigger.verb & ~found.verb != 0, canBeVerb(token, sentence, document.tokens) {
        found.verb |= trigger.verb
      }
      found.noun |= trigger.noun & ~self.fragments
      if trigger.noun & self.fragments & ~fragments != 0,
        isBeforePreposition(token, sentence, document.tokens),
        canBeginFragment(token, sentence, document.tokens)
      {
        fragments |= trigger.noun & self.fragments
      }
      if trigger.predicate & ~found.predicate != 0 {
        found.predicate |= trigger.predicate & opening(behind: token, sentence, document.tokens)
      }
      found.object |= trigger.object
      found.particle |= trigger.particle
    }
    let verbs = found.verb & ~(wantObject & ~found.object) & ~(wantParticle & ~found.particle)
    let others = found.noun | found.predicate | fragments
    let frames = verbs | others
    let behind = verbs & ~others & motions
    if frames & wantNumber == 0 || hasNumber(sentence, document) {
      return Brought(all: frames, ofUnits: 0, behind: behind)
    }
    return Brought(all: frames & ~wantNumber, ofUnits: frames & wantNumber, behind: behind)
  }

  /// Whether the tagger and the chunker can take a form of a verb for the verb of its group: it is
  /// no noun behind an article or a preposition (`the base`, `of ships`), and no auxiliary (`are
  /// killed`).
  private func canBeVerb(
    _ token: TokenID, _ sentence: Range<TokenID>, _ tokens: TokenTable
  ) -> Bool {
    let word = classes[tokens.words[token]]
    if word.contains(.auxiliary) {
      var next = token + 1
      while next < sentence.upperBound, tokens.kinds[next] == .word {
        let other = classes[tokens.words[next]]
        if !other.isDisjoint(with: [.auxiliary, .negation]) {
          next += 1
          continue
        }
        return other.isDisjoint(with: [.participle, .gerund]) || !other.isDisjoint(with: .closed)
          || tokens.flags[next].contains(.capital)
      }
      return true
    }
    guard token > sentence.lowerBound, tokens.kinds[token - 1] == .word,
      word.isDisjoint(with: [.past, .participle, .gerund]),
      !word.isDisjoint(with: [.noun, .nominalHead])
    else { return true }
    let before = classes[tokens.words[token - 1]]
    if before.contains(.determiner) {
      return !before.isDisjoint(with: [
        .pronoun, .relative, .complementizer, .quantifier, .preposition, .adverb, .negation,
        .conjunction,
      ])
    }
    if before.contains(.preposition) {
      return !before.isDisjoint(with: [
        .infinitive, .adverb, .subordinator, .complementizer, .conjunction, .participle, .gerund,
      ])
    }
    return true
  }

  /// Whether a noun can be the head of what stands between the begin of its sentence, or a border
  /// in it, and a preposition: nothing before it there is a verb, or hangs on a preposition.
  private func canBeginFragment(
    _ token: TokenID, _ sentence: Range<TokenID>, _ tokens: TokenTable
  ) -> Bool {
    var before = token - 1
    while before >= sentence.lowerBound, before > token - 12 {
      if tokens.kinds[before] == .word, !tokens.flags[before].contains(.capital) {
        let word = classes[tokens.words[before]]
        if !word.isDisjoint(with: [.auxiliary, .modal]) { return false }
        if word.contains(.preposition),
          word.isDisjoint(with: [.genitive, .determiner, .adverb, .adjective, .quantifier])
        {
          return false
        }
      } else if tokens.kinds[before] != .word, tokens.kinds[before] != .comma,
        tokens.kinds[before] != .number
      {
        return true
      }
      before -= 1
    }
    return true
  }

  /// The frames with a predicate that the word before begins, or the word itself; words like
  /// `their` may stand in between.
  private func opening(
    behind token: TokenID, _ sentence: Range<TokenID>, _ tokens: TokenTable
  ) -> Frames {
    let own = words[tokens.words[token]]?.opening ?? 0
    var before = token - 1
    while before >= sentence.lowerBound,
      !classes[tokens.words[before]].isDisjoint(with: [.determiner, .possessive])
    { before -= 1 }
    guard before >= sentence.lowerBound else { return own }
    return own | (words[tokens.words[before]]?.opening ?? 0)
  }

  /// Whether a preposition follows, with nothing in between but what says when or how much.
  private func isBeforePreposition(
    _ token: TokenID, _ sentence: Range<TokenID>, _ tokens: TokenTable
  ) -> Bool {
    var next = token + 1
    while next < sentence.upperBound, next < token + 8 {
      let word = classes[tokens.words[next]]
      if word.contains(.preposition) || word.contains(.infinitive) { return true }
      if !word.isDisjoint(with: [.participle, .gerund]), word.isDisjoint(with: .adverb) {
        return false
      }
      next += 1
    }
    return false
  }

  /// Whether there is a number in a sentence, or what `FrameMatcher` takes for one: a negation, or
  /// behind a copula `there`, `present`, a place at once.
  private func hasNumber(_ sentence: Range<TokenID>, _ document: Document) -> Bool {
    let tokens = document.tokens
    return sentence.contains { token in
      let word = tokens.words[token]
      let wordClass = classes[word]
      return wordClass.contains(.expletive) || wordClass.contains(.negation)
        || words[word]?.stated ?? 0 != 0
        || wordClass.contains(.copula) && isBeforePreposition(token, sentence, tokens)
        || quantities.canBegin(tokens, document.text.bytes, token, limit: sentence.upperBound)
    }
  }
}

// MARK: - Figures

extension RelationScreen {
  /// Whether a list has something in a sentence that can fill the first role of one of the frames,
  /// or a pattern finds some there.
  private func hasFigure(
    _ sentence: Range<TokenID>, for frames: Brought, isOwn: Bool, _ document: Document,
    _ walk: inout Walk
  ) -> Bool {
    let tokens = document.tokens
    for token in sentence where lexicon.matcher.canBegin(tokens.words[token]) {
      walk.matches.removeAll(keepingCapacity: true)
      lexicon.matcher.matches(tokens, at: token, limit: sentence.upperBound, into: &walk.matches)
      for match in walk.matches {
        let kind = Kind(
          type: lexicon.type(of: match.entry).code,
          kind: lexicon.records[Int(match.entry.value)].kind)
        var filled = byType[Int(kind.type)] | byKind[kind, default: 0]
        if isOwn, filled & frames.behind & (frames.all | frames.ofUnits) != 0 {
          filled &= ~frames.behind | verbs(behind: token + match.length, sentence, tokens)
        }
        if frames.all & filled != 0 || frames.ofUnits & filled != 0 && kind == unit { return true }
        guard frames.all & inArmies.members != 0 else { continue }
        let perhaps =
          inArmies.byKind[kind, default: 0]
          | (self.frames.members.contains(tokens.words[token + match.length - 1])
            ? inArmies.members : 0)
        if frames.all & perhaps != 0, tellsOfArmy(document, &walk) { return true }
      }
    }
    // Each sentence by itself, in whatever order.
    walk.scan.next.removeAll(keepingCapacity: true)
    patterns.find(in: tokens, document.text.bytes, sentence, &walk.scan)
    return !walk.scan.exhausted.isEmpty
      || walk.scan.matches.contains { frames.all & byType[Int($0.type.code)] != 0 }
  }

  /// The frames that words behind a token bring up as verbs, or before it participles that open a
  /// clause, which have their subject behind them: `Sent to Agadir, the gunboat stayed`.
  private func verbs(
    behind token: TokenID, _ sentence: Range<TokenID>, _ tokens: TokenTable
  ) -> Frames {
    var found = Frames(0)
    for other in sentence {
      guard let trigger = words[tokens.words[other]] else { continue }
      if other >= token {
        found |= trigger.verb
      } else if trigger.verb != 0, classes[tokens.words[other]].contains(.participle) {
        var before = other - 1
        while before >= sentence.lowerBound, tokens.kinds[before] == .word,
          classes[tokens.words[before]].contains(.adverb)
        { before -= 1 }
        if before < sentence.lowerBound || tokens.kinds[before] != .word { found |= trigger.verb }
      }
    }
    return found
  }

  private func tellsOfArmy(_ document: Document, _ walk: inout Walk) -> Bool {
    let tells = walk.tellsOfArmy ?? frames.tellOfArmy(in: document.tokens)
    walk.tellsOfArmy = tells
    return tells
  }
}
