/// Says from tokens alone whether a document can hold a relation of one type, so that whoever
/// wants no other need not look at the rest: of 60,000 items of news, one in two hundred has a
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
  private let stances: [WordID: Stance]
  /// What words bring up.
  private let words: TriggerTable
  /// Those that want an object; those that want a number.
  private var wantObject: Frames = 0
  private var wantNumber: Frames = 0
  /// Those whose figure can be a number alone, so that no type is asked for.
  private var takeNumbers: Frames = 0
  /// By the code of a type, the frames that its entries can fill the first role of.
  private let byType: [Frames]
  /// Those that want a kind besides, by type and kind.
  private let byKind: [Kind: Frames]
  /// Those of patterns for what can fill it.
  private let patterns: PatternSet

  /// A set of frames, each a bit; where there are more than bits, some share one.
  private typealias Frames = UInt64

  private struct Kind: Hashable {
    let type: UInt16
    /// As a symbol of the lexicon.
    let kind: UInt32
  }

  /// What a word has to do with frames.
  private struct Trigger: Hashable {
    /// Those that it brings up, as a form of a verb and as a noun.
    var (verb, noun): (Frames, Frames) = (0, 0)
    /// Those whose verb it must be an object of.
    var object: Frames = 0
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
    stances = stages.cues.verbs
    var triggers: [WordID: Trigger] = [:]
    for (frame, bit) in frames {
      for word in classes.forms(of: Set(frame.verbs)) {
        triggers[word, default: Trigger()].verb |= bit
      }
      for word in frame.nouns { triggers[word, default: Trigger()].noun |= bit }
      for word in frame.objects { triggers[word, default: Trigger()].object |= bit }
      for word in frame.stated { triggers[word, default: Trigger()].stated |= bit }
    }
    words = TriggerTable(triggers)
    var byType = Array(repeating: Frames(0), count: EntityType.allCases.count)
    var byKind: [Kind: Frames] = [:]
    for (frame, bit) in frames {
      guard let figure = frame.figure else { continue }
      for filler in figure.types {
        let code = filler.type.code
        if let kind = filler.kind {
          for symbol in lexicon.texts.symbols.indices where lexicon.texts.symbols[symbol] == kind {
            byKind[Kind(type: code, kind: UInt32(symbol)), default: 0] |= bit
          }
        } else {
          byType[Int(code)] |= bit
        }
      }
      if figure.takesNumbers { takeNumbers |= bit }
    }
    // A bit that frames share asks for what all of them ask for.
    for bit in Set(frames.map(\.bit)) {
      let own = frames.filter { $0.bit == bit }.map(\.frame)
      if own.allSatisfy({ !$0.objects.isEmpty }) { wantObject |= bit }
      if own.allSatisfy(\.needsCount) { wantNumber |= bit }
    }
    (self.byType, self.byKind) = (byType, byKind)
    let types = frames.compactMap(\.frame.figure).flatMap(\.types)
    patterns = stages.patterns.keeping { pattern in types.contains { $0.type == pattern.type } }
  }

  /// Whether a document that has its sentences and zones can hold such a relation. O(tokens).
  func mayHold(_ document: Document) -> Bool {
    // Most documents need none.
    var walk: Walk?
    for (index, sentence) in document.sentences.enumerated() where sentence.zone != .boilerplate {
      let frames = self.frames(broughtUpIn: sentence.tokens, document)
      guard frames != 0 else { continue }
      if frames & takeNumbers != 0 { return true }
      if walk == nil { walk = Walk() }
      // The nearest first; mostly there is none before.
      for before in 0...AntecedentFinder.sentences where before <= index {
        let figures = document.sentences[index - before].tokens
        if hasFigure(figures, for: frames, document, &walk!) { return true }
      }
    }
    return false
  }

  /// What a walk over a document writes on.
  private struct Walk: ~Copyable {
    var matches: [LexiconMatcher.Match] = []
    var scan = PatternScan()
  }

  /// The frames that the words of a sentence bring up, with what those ask for besides.
  private func frames(broughtUpIn sentence: Range<TokenID>, _ document: Document) -> Frames {
    var found = Trigger()
    for token in sentence {
      guard let trigger = words[document.tokens.words[token]] else { continue }
      found.verb |= trigger.verb
      found.noun |= trigger.noun
      found.object |= trigger.object
    }
    var frames = found.verb & ~(wantObject & ~found.object) | found.noun
    if frames & wantNumber != 0, !hasNumber(sentence, document) {
      frames &= ~wantNumber
    }
    return frames
  }

  /// Whether there is a number in a sentence, or what `FrameMatcher` takes for one behind a copula:
  /// `has been in Goma`, `are there`, `are present`, `denied that they are`.
  private func hasNumber(_ sentence: Range<TokenID>, _ document: Document) -> Bool {
    let tokens = document.tokens
    var (hasPerfect, hasCopula) = (false, false)
    for token in sentence {
      let word = tokens.words[token]
      let wordClass = classes[word]
      hasPerfect = hasPerfect || wordClass.contains(.perfect)
      hasCopula = hasCopula || wordClass.contains(.copula)
      if wordClass.contains(.expletive) || words[word]?.stated ?? 0 != 0
        || stances[classes.lemma(of: word)].map({ $0 == .denies || $0 == .confirms }) ?? false
        || quantities.canBegin(tokens, document.text.bytes, token, limit: sentence.upperBound)
      {
        return true
      }
    }
    return hasPerfect && hasCopula
  }

  /// Whether a list has something in a sentence that can fill the first role of one of the frames,
  /// or a pattern finds some there.
  private func hasFigure(
    _ sentence: Range<TokenID>, for frames: Frames, _ document: Document, _ walk: inout Walk
  ) -> Bool {
    let tokens = document.tokens
    for token in sentence where lexicon.matcher.canBegin(tokens.words[token]) {
      walk.matches.removeAll(keepingCapacity: true)
      lexicon.matcher.matches(tokens, at: token, limit: sentence.upperBound, into: &walk.matches)
      for match in walk.matches where frames & self.frames(filledBy: match.entry) != 0 {
        return true
      }
    }
    // Each sentence by itself, in whatever order.
    walk.scan.next.removeAll(keepingCapacity: true)
    patterns.find(in: tokens, document.text.bytes, sentence, &walk.scan)
    return !walk.scan.exhausted.isEmpty
      || walk.scan.matches.contains { frames & byType[Int($0.type.code)] != 0 }
  }

  private func frames(filledBy id: EntryID) -> Frames {
    let code = lexicon.type(of: id).code
    let frames = byType[Int(code)]
    guard !byKind.isEmpty else { return frames }
    return frames
      | byKind[Kind(type: code, kind: lexicon.records[Int(id.value)].kind), default: 0]
  }
}
