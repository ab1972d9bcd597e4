/// All stages, in their order.
///
///     let pack = try Pack(files)
///     var document = Document(id: "kursk.txt", text: SourceText("North Korea has sent …"))
///     Pipeline(pack).process(&document)
///
/// Holds no mutable state: one pipeline serves all tasks. A class, since whoever keeps a
/// struct of some dozens of arrays copies it with every call into another module, which
/// took half the time of a short document up to its sentences.
public final class Pipeline: Sendable {
  private let pack: Pack
  private let tokenizer = Tokenizer()
  private let countedNouns: CountedNounFinder
  private let names: NameFinder
  private let relations: RelationFinder
  /// Finds relations of the type that is written as a fact, and no others.
  private let factMatcher: FrameMatcher
  private let reviser: NameReviser
  private let sports: SportsNames
  private let clusters: ClusterFinder
  private let roles: RoleFinder
  private let metonymy: MetonymyFinder
  private let learnedNames: LearnedNames?
  /// What leaves documents without facts alone.
  private let screen: RelationScreen

  /// How a name that several places bear is resolved.
  public enum PlaceResolution: Sendable {
    /// By what stands around it, the other places of the document, and size.
    case byContext
    /// By size alone, to compare with.
    case byPopulation
  }

  /// - Parameters:
  ///   - usesLearnedNames: Whether names are also found by weights that were learned, where the
  ///     pack has such.
  ///   - leftOut: Frames that are not used, by their names.
  public init(
    _ pack: Pack, resolvingPlaces resolution: PlaceResolution = .byContext,
    usesLearnedNames: Bool = true, without leftOut: Set<String> = []
  ) {
    self.pack = pack
    let frames = pack.stages.frames.without(leftOut)
    learnedNames =
      usesLearnedNames
      ? pack.learned.names.map {
        LearnedNames(
          recognizer: $0, lexicon: pack.lexicon, classes: pack.classes,
          clusters: pack.learned.clusters)
      } : nil
    countedNouns = CountedNounFinder(classes: pack.classes)
    let locatives = pack.classes.words(.locative)
    let speechVerbs = pack.classes.forms(of: Set(pack.stages.cues.verbs.keys))
    names = NameFinder(
      lexicon: pack.lexicon, classes: pack.classes, patterns: pack.stages.patterns,
      places: PlaceResolver(
        lexicon: pack.lexicon, classes: pack.classes, placePrepositions: locatives,
        speechVerbs: speechVerbs, resolution: resolution),
      speechVerbs: speechVerbs, speechPhrases: pack.stages.cues.phrases)
    func matcher(_ frames: FrameSet) -> FrameMatcher {
      FrameMatcher(
        frames: frames, modality: pack.stages.modality, lexicon: pack.lexicon,
        classes: pack.classes, stances: pack.stages.cues.verbs)
    }
    relations = RelationFinder(
      tagger: WordTagger(classes: pack.classes),
      chunker: Chunker(lexicon: pack.lexicon, classes: pack.classes),
      matcher: matcher(frames),
      attribution: AttributionFinder(
        cues: pack.stages.cues, lexicon: pack.lexicon, classes: pack.classes),
      lexicon: pack.lexicon, isTrigger: pack.classes.triggers(of: frames),
      isCue: pack.stages.cues.isCue(pack.classes),
      antecedents: AntecedentFinder(
        nouns: pack.stages.anaphoricNouns, lexicon: pack.lexicon, classes: pack.classes))
    factMatcher = matcher(frames.keeping { $0.relation == FactWriter.type })
    screen = RelationScreen(
      FactWriter.type, pack.stages, lexicon: pack.lexicon, classes: pack.classes, frames: frames)
    reviser = NameReviser(lexicon: pack.lexicon, classes: pack.classes)
    sports = SportsNames(lexicon: pack.lexicon, classes: pack.classes)
    roles = RoleFinder(lexicon: pack.lexicon, classes: pack.classes)
    metonymy = MetonymyFinder(
      lexicon: pack.lexicon, classes: pack.classes,
      verbs: pack.classes.forms(of: pack.stages.governmentVerbs))
    clusters = ClusterFinder(
      lexicon: pack.lexicon, classes: pack.classes, nouns: pack.stages.anaphoricNouns)
  }

  /// A layer up to which a document can be worked on.
  public enum Layer: String, CaseIterable, Sendable {
    case tokens, sentences, zones
    /// Quantities and times.
    case values
    /// Mentions, relations and their sources.
    case facts
  }

  /// Lays the layers over the document, every one unless told where to stop. Linear in its
  /// length.
  public func process(_ document: inout Document, through last: Layer = .facts) {
    for layer in Layer.allCases where !document.checkDeadline() {
      add(layer, to: &document)
      if layer == last { return }
    }
  }

  /// Lays the next layer over the document, unless its deadline is over. For those who time
  /// the layers.
  ///
  /// - Parameter factsOnly: As `processFacts(of:)` does.
  public func process(
    _ document: inout Document, adding layer: Layer, factsOnly: Bool = false
  ) {
    guard !document.checkDeadline() else { return }
    switch layer {
    case .values where factsOnly:
      document.candidates = screen.candidates(in: document)
      if document.candidates != [] { findValues(in: &document) }
    case .facts where factsOnly:
      guard document.candidates != [] else { return }
      findFacts(in: &document, onlyFacts: true)
    default: add(layer, to: &document)
    }
  }

  /// Lays every layer over a document that has something to be written as a fact. One that has
  /// nothing is left as soon as that is plain, mostly with its sentences alone: what `FactWriter`
  /// writes is the same, in a fraction of the time. Patterns that a limit breaks off are told
  /// only of documents that they were tried on.
  public func processFacts(of document: inout Document) {
    process(&document, through: .zones)
    guard !document.checkDeadline() else { return }
    let candidates = screen.candidates(in: document)
    guard !candidates.isEmpty else { return }
    document.candidates = candidates
    findValues(in: &document)
    guard !document.checkDeadline() else { return }
    findFacts(in: &document, onlyFacts: true)
  }

  /// Lays every layer over a document, and notes what the frames tried.
  func process(_ document: inout Document, tracing trace: FrameTrace) {
    process(&document, through: .values)
    findFacts(in: &document, trace: trace)
  }

  /// Lays one layer over a document that has those before it.
  public func add(_ layer: Layer, to document: inout Document) {
    switch layer {
    case .tokens:
      tokenizer.tokenize(document.text.bytes, pack.vocabulary, into: &document.tokens)
    case .sentences: pack.stages.splitter.split(document.tokens, into: &document.sentences)
    case .zones: pack.stages.zones.mark(&document.sentences, document.tokens, document.text)
    case .values: findValues(in: &document)
    case .facts: findFacts(in: &document)
    }
  }

  /// Finds all numbers of a document that has its sentences, whatever they are for. Nothing
  /// else rests on them, so that only who wants them pays for them.
  public func findNumbers(in document: inout Document) {
    let text = TokenizedText(document.tokens, document.text.bytes)
    for sentence in document.sentences where !document.checkDeadline() {
      pack.stages.numbers.find(in: text, sentence.tokens, into: &document.numbers)
    }
  }

  /// Finds the part of speech and the dictionary form of each token of a document that has its
  /// sentences. Nothing else rests on them, so that only who wants them pays for them. Does
  /// nothing where the pack has no weights for it.
  public func findTags(in document: inout Document) {
    guard let tagger = pack.learned.tagger else { return }
    var scratch = PartOfSpeechTagger.Scratch()
    for sentence in document.sentences where !document.checkDeadline() {
      tagger.tag(document.text.bytes.span, document.tokens.spans[sentence.tokens], &scratch)
      for (token, word) in zip(sentence.tokens, scratch.tagged) {
        let (tag, span) = (tagger.tags[Int(word.label)], document.tokens.spans[token])
        document.tags.append(
          WordTags(
            span: span, partOfSpeech: tag,
            lemma: pack.lemmatizer.lemma(of: document.text[span], tag)))
      }
    }
  }

  /// Finds the noun and verb groups of a document that has its values. Facts rest on groups of
  /// their own, cut only where a fact can be, so that only who wants all pays for them.
  public func findGroups(in document: inout Document) {
    var (heads, scratch) = (NominalHeads(), document)
    names.find(in: &scratch, heads: &heads)
    document.groups = relations.groups(in: scratch, heads, pack.vocabulary)
  }

  /// A part that can be measured alone.
  public enum Part: String, CaseIterable, Sendable {
    case patterns, values, tags
  }

  /// How many texts a part finds in a document that has its zones. For benchmarks.
  public func count(_ part: Part, in document: inout Document) -> Int {
    switch part {
    case .patterns:
      var scan = PatternScan()
      var count = 0
      for sentence in document.sentences where sentence.zone != .boilerplate {
        pack.stages.patterns.find(
          in: document.tokens, document.text.bytes, sentence.tokens, &scan)
        count += scan.matches.count
      }
      return count
    case .tags:
      guard let tagger = pack.learned.tagger else { return 0 }
      var scratch = PartOfSpeechTagger.Scratch()
      for sentence in document.sentences {
        tagger.tag(document.text.bytes.span, document.tokens.spans[sentence.tokens], &scratch)
      }
      return document.tokens.count
    case .values:
      findValues(in: &document)
      let count = document.times.count + document.quantities.count
      (document.times, document.quantities) = ([], [])
      return count
    }
  }

  /// - Parameter onlyFacts: A document that has nothing to be written as a fact is left behind
  ///   its names.
  private func findFacts(
    in document: inout Document, trace: FrameTrace? = nil, onlyFacts: Bool = false
  ) {
    var heads = NominalHeads()
    names.find(in: &document, heads: &heads)
    // Places that are given are taken as they are.
    let learnedNames = document.givenPlaces.isEmpty ? learnedNames : nil
    guard !document.checkDeadline() else { return }
    if onlyFacts {
      var scratch = document
      guard relations.finds(factMatcher, in: &scratch, heads) else { return }
    }
    let learned = learnedNames?.names(in: document) ?? []
    guard !document.checkDeadline() else { return }
    relations.find(in: &document, heads, trace: trace)
    guard !document.checkDeadline() else { return }
    // Behind the relations, which know from a verb what an unknown name must be.
    learnedNames?.merge(learned, into: &document)
    reviser.revise(&document)
    sports.revise(&document, fixed: reviser.fixed(document))
    reviser.findSurnames(in: &document)
    MentionOrder.sort(&document)
    roles.find(in: &document, heads)
    metonymy.find(in: &document)
    clusters.find(in: &document, heads)
    RelationRepetition.drop(in: &document)
    AttributionFinder.linkSources(in: &document)
    pack.stages.confidence.assign(in: &document)
    RelationIdentity.assign(in: &document)
  }

  /// Finds names by lists and rules alone, for training.
  func findNames(in document: inout Document) {
    process(&document, through: .values)
    var heads = NominalHeads()
    names.find(in: &document, heads: &heads)
  }

  /// What a recognizer of names sees of such a document.
  func scene(of document: Document) -> NameScene {
    var scratch = NameScene.Scratch(known: KnownWords(slotCount: 1))
    return NameScene(
      document, document.sentences,
      isOpen: Array(repeating: true, count: document.tokens.count), pack.lexicon, pack.classes,
      pack.learned.clusters, &scratch)
  }

  private func findValues(in document: inout Document) {
    let text = TokenizedText(document.tokens, document.text.bytes)
    let (times, quantities) = (pack.stages.times, pack.stages.quantities)
    for sentence in document.sentences where sentence.zone != .boilerplate {
      if document.checkDeadline() { return }
      times.find(in: text, sentence.tokens, document.frame, into: &document.times)
      let first = document.quantities.count
      quantities.find(
        in: text, sentence.tokens, besides: document.times, into: &document.quantities)
      for index in first..<document.quantities.count {
        document.quantities[index].counted = countedNouns.noun(
          countedBy: document.quantities[index], in: document.tokens, document.text.bytes,
          limit: sentence.tokens.upperBound)
      }
    }
  }
}
