/// Tags and chunks the sentences that can hold something, and writes the facts found in
/// them, with their sources, into the document.
///
/// A sentence without a word that brings up a frame, and without people under arms, is
/// passed over.
struct RelationFinder: Sendable {
  let tagger: WordTagger
  let chunker: Chunker
  let matcher: FrameMatcher
  let attribution: AttributionFinder
  let lexicon: Lexicon
  /// For each word of the vocabulary whether it brings up a frame.
  let isTrigger: [Bool]
  /// For each word of the vocabulary whether it can attribute.
  let isCue: [Bool]
  let antecedents: AntecedentFinder

  /// A passage is read sentence by sentence, and a sentence of more tokens than this in
  /// parts: what a frame joins is never further apart, and time stays linear.
  let longestClause = 600

  /// - Parameter trace: What notes how far each frame came, where somebody asks.
  func find(in document: inout Document, _ heads: NominalHeads, trace: FrameTrace? = nil) {
    var state = State(document)
    state.trace = trace
    walk(&document) { document, index, range in
      read(range, of: index, &document, heads, &state)
      return true
    }
  }

  /// Whether one of the frames of another matcher finds something in the sentences that can hold
  /// it, which are read as `find` does. The document is left with what came up on the way.
  func finds(
    _ matcher: FrameMatcher, in document: inout Document, _ heads: NominalHeads
  ) -> Bool {
    var state = State(document)
    var matches: [FrameMatcher.Match] = []
    walk(&document) { document, index, range in
      let hasTrigger = document.candidates?.contains(index) ?? true
      // Those of other sentences are cut when somebody looks back, but of long ones not all.
      guard hasTrigger || range.count > Self.mostBefore && hasForce(range, heads) else {
        return true
      }
      var chunks = self.chunks(range, of: index, document, heads, &state)
      if hasTrigger {
        markForces(&chunks, document, &state)
        findAntecedents(of: &chunks, index, &document, heads, &state)
        let clause = ClauseReader(
          chunks: chunks, tokens: document.tokens, classes: tagger.classes)
        matcher.match(clause, heads, into: &matches)
      }
      remember(chunks, of: index, &state)
      return matches.isEmpty
    }
    return !matches.isEmpty
  }

  /// Hands on one sentence after the other, with its index, those that are long in parts, until
  /// it is told that this is enough.
  private func walk(
    _ document: inout Document, goesOn: (inout Document, Int, Range<TokenID>) -> Bool
  ) {
    for index in document.sentences.indices {
      let sentence = document.sentences[index]
      guard sentence.zone != .boilerplate else { continue }
      if document.checkDeadline() { return }
      var start = sentence.tokens.lowerBound
      while start < sentence.tokens.upperBound {
        let end = min(sentence.tokens.upperBound, start + longestClause)
        guard goesOn(&document, index, start..<end) else { return }
        start = end
      }
    }
  }

  /// Whether one of the words is marked in a table by words.
  private static func holds(
    _ isMarked: [Bool], _ range: Range<TokenID>, _ document: Document
  ) -> Bool {
    range.contains { token in
      let word = Int(document.tokens.words[token].value)
      return word < isMarked.count && isMarked[word]
    }
  }

  /// What the walk over a document carries along.
  struct State {
    var sentence = WordTagger.Sentence()
    /// How many mentions there were before any was added here: those are in order.
    let names: Int
    var trace: FrameTrace?
    /// Whether the text tells of an army; nil until somebody asks.
    var tellsOfArmy: Bool?
    /// The mention that stood at a range of tokens before, or was made for it.
    private var made: [Range<TokenID>: MentionID] = [:]
    private var isFilled = false
    /// The chunks of the last sentences that were read, by their index.
    var read: [(sentence: Int, chunks: [Chunk])] = []

    init(_ document: Document) {
      names = document.mentions.count
    }

    /// The mention for a range of tokens, where there is one.
    mutating func mention(for tokens: Range<TokenID>, _ document: Document) -> MentionID? {
      // Most documents never ask.
      if !isFilled {
        isFilled = true
        for index in 0..<names {
          made[document.mentions[index].tokens] = MentionID(value: index)
        }
      }
      return made[tokens]
    }

    /// Adds the mention for a range of tokens, which was asked for before.
    mutating func append(_ mention: Mention, to document: inout Document) -> MentionID {
      let id = MentionID(value: document.mentions.count)
      document.mentions.append(mention)
      made[mention.tokens] = id
      return id
    }
  }

  /// Whether there are people under arms, or what they use.
  private func hasForce(_ range: Range<TokenID>, _ heads: NominalHeads) -> Bool {
    range.contains { token in
      guard let type = heads[token].map(lexicon.type) else { return false }
      return type == .force || type == .equipment
    }
  }

  private func read(
    _ range: Range<TokenID>, of sentence: Int, _ document: inout Document, _ heads: NominalHeads,
    _ state: inout State
  ) {
    let hasTrigger = Self.holds(isTrigger, range, document)
    let hasForce = hasForce(range, heads)
    let hasCue =
      Self.holds(isCue, range, document)
      || range.contains { attribution.cues.phrases.canBegin(document.tokens.words[$0]) }
    guard hasTrigger || hasForce || hasCue else { return }
    var chunks = self.chunks(range, of: sentence, document, heads, &state)
    if hasCue {
      attribution.find(
        in: ClauseReader(chunks: chunks, tokens: document.tokens, classes: tagger.classes), range,
        of: sentence, into: &document.attributions)
    }
    defer { if hasCue { judge(chunks, sentence, &document, &state) } }
    guard hasTrigger || hasForce else { return }
    for chunk in chunks
    where (chunk.type == .force || chunk.type == .equipment) && chunk.name == nil
      && chunk.entry != nil && !chunk.isWeak
    {
      _ = mention(for: chunk, &document, &state)
    }
    guard hasTrigger else {
      remember(chunks, of: sentence, &state)
      return
    }
    markForces(&chunks, document, &state)
    findAntecedents(of: &chunks, sentence, &document, heads, &state)
    let clause = ClauseReader(chunks: chunks, tokens: document.tokens, classes: tagger.classes)
    var matches: [FrameMatcher.Match] = []
    state.trace?.sentence = sentence
    matcher.match(clause, heads, trace: state.trace, into: &matches)
    for match in matches {
      append(match, clause, range, sentence, &document, &state)
    }
    remember(chunks, of: sentence, &state)
  }

  func chunks(
    _ range: Range<TokenID>, of sentence: Int, _ document: Document, _ heads: NominalHeads,
    _ state: inout State
  ) -> [Chunk] {
    fill(&state, range, document)
    tagger.tag(&state.sentence, document, heads)
    var chunks: [Chunk] = []
    chunks.reserveCapacity(range.count)
    let start = max(range.lowerBound, min(document.sentences[sentence].bodyStart, range.upperBound))
    chunker.chunk(state.sentence, document, heads, from: start, into: &chunks)
    return chunks
  }

  /// Which mention, quantity and time covers each token of the range. O(tokens + log mentions).
  private func fill(_ state: inout State, _ range: Range<TokenID>, _ document: Document) {
    let none = repeatElement(Int?.none, count: range.count)
    state.sentence.range = range
    state.sentence.names = Array(none)
    state.sentence.quantities = Array(none)
    state.sentence.times = Array(none)
    Self.cover(
      state.names, range, { document.mentions[$0].tokens }, &state.sentence.names)
    Self.cover(
      document.quantities.count, range, { document.quantities[$0].number },
      &state.sentence.quantities)
    Self.cover(
      document.times.count, range, { document.times[$0].tokens }, &state.sentence.times)
  }

  private static func cover(
    _ count: Int, _ range: Range<TokenID>, _ tokens: (Int) -> Range<TokenID>,
    _ column: inout [Int?]
  ) {
    var index = first(reaching: range.lowerBound, count, tokens)
    while index < count, tokens(index).lowerBound < range.upperBound {
      for token in tokens(index).clamped(to: range) { column[token - range.lowerBound] = index }
      index += 1
    }
  }

  /// The first of some ranges in order that ends behind the token.
  private static func first(
    reaching token: TokenID, _ count: Int, _ tokens: (Int) -> Range<TokenID>
  ) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if tokens(middle).upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

// MARK: - From chunks to the document

extension RelationFinder {
  /// The mention for a chunk: the name that is its head where it refers by that alone, else a
  /// nominal mention from the first word past the article to its end.
  func mention(for chunk: Chunk, _ document: inout Document, _ state: inout State)
    -> MentionID
  {
    let isArmed = chunk.type == .force || chunk.type == .equipment
    if let name = chunk.name, !isArmed || document.mentions[name].tokens.lowerBound <= chunk.core {
      return part(of: name, in: chunk, &document, &state) ?? MentionID(value: name)
    }
    let tokens = chunk.core..<chunk.tokens.upperBound
    if let known = state.mention(for: tokens, document) { return known }
    var mention = Mention(
      type: chunk.type ?? type(ofPronoun: chunk, document),
      level: chunk.isPronoun ? .pronoun : .nominal,
      span: document.tokens.span(of: tokens), rule: rule(chunk), tokens: tokens,
      head: min(chunk.head, tokens.upperBound - 1))
    mention.entry = chunk.entry
    if let inner = chunk.inner, !chunk.isWeak || !isWide(document.mentions[inner]) {
      mention.entry = document.mentions[inner].entry ?? chunk.entry
      mention.canonical = document.mentions[inner].canonical
    }
    mention.quantity = chunk.quantity
    mention.isDefinite = chunk.isDefinite
    mention.antecedent = chunk.antecedent
    if chunk.isUnknownName, chunk.type == nil {
      (mention.type, mention.level, mention.rule) = (.politicalPlace, .name, "places/role")
    }
    if chunk.isUnknownName, chunk.type == .person {
      (mention.level, mention.rule) = (.name, "people/speaker")
    }
    mention.country = country(of: chunk, document, state)
    return state.append(mention, to: &document)
  }

  /// `southern Iraq`: a mention of its own where a word before the name of a country, division
  /// or sea says that only a part is meant. It lies in that country, and not where the middle
  /// of it is.
  private func part(
    of name: Int, in chunk: Chunk, _ document: inout Document, _ state: inout State
  ) -> MentionID? {
    let whole = document.mentions[name]
    var start = whole.tokens.lowerBound
    while start > chunk.core {
      let before = document.tokens.isJoint(start - 1) ? start - 2 : start - 1
      guard before >= chunk.core,
        tagger.classes[document.tokens.words[before]].contains(.directional)
      else { break }
      start = before
    }
    guard start < whole.tokens.lowerBound, isWide(whole) else { return nil }
    let tokens = start..<whole.tokens.upperBound
    if let known = state.mention(for: tokens, document) { return known }
    var mention = Mention(
      type: .location, level: .nominal, span: document.tokens.span(of: tokens),
      rule: "places/part", tokens: tokens, head: whole.head)
    mention.country = whole.country
    return state.append(mention, to: &document)
  }

  /// Whether a place is so large that a part of it is elsewhere: no town, and no site.
  private func isWide(_ place: Mention) -> Bool {
    guard let entry = place.entry, place.type.isPlace, place.type != .facility else { return false }
    return !lexicon[entry].isTown
  }

  /// What a pronoun that speaks or acts stands for, as far as its word tells.
  private func type(ofPronoun chunk: Chunk, _ document: Document) -> EntityType {
    let word = tagger.classes[document.tokens.words[chunk.head]]
    return word.contains(.neuter) ? .organization : .person
  }

  private func rule(_ chunk: Chunk) -> String {
    if chunk.isPronoun { return "phrases/pronoun" }
    if chunk.antecedent != nil { return "phrases/ellipsis" }
    switch chunk.type {
    case .force: return "force/noun"
    case .equipment: return "equipment/noun"
    case .person: return "people/noun"
    case .organization: return "organizations/noun"
    default: return "places/noun"
    }
  }

  /// The country that a name inside the phrase says: `North Korean soldiers`.
  private func country(of chunk: Chunk, _ document: Document, _ state: State) -> String? {
    if let inner = chunk.inner { return document.mentions[inner].country }
    let names = { document.mentions[$0].tokens }
    var name = Self.first(reaching: chunk.tokens.lowerBound, state.names, names)
    while name < state.names, names(name).lowerBound < chunk.tokens.upperBound {
      if let country = document.mentions[name].country { return country }
      name += 1
    }
    return nil
  }

  /// Marks the numbers of people who are a force where the text tells of an army. O(chunks), and
  /// once O(tokens).
  private func markForces(_ chunks: inout [Chunk], _ document: Document, _ state: inout State) {
    for index in chunks.indices where chunks[index].kind == .noun {
      let chunk = chunks[index]
      if chunk.type == .force, chunk.core < chunk.head {
        chunks[index].isUnfit = (chunk.core..<chunk.head).contains {
          matcher.frames.unfit.contains(document.tokens.words[$0])
        }
      }
      let kind = chunk.entry.map { lexicon[$0].kind } ?? ""
      let isCounted = chunk.quantity != nil && chunk.isPlural
      let canBe =
        switch chunk.type {
        case .person where chunk.name == nil && chunk.isPlural:
          // "his men", "60 instructors"
          kind == "men"
            && (isCounted || isPossessed(chunk, document))
            || (isCounted || chunk.isQualified)
              && matcher.frames.members.contains(document.tokens.words[chunk.head])
        case .force: isCounted && chunk.isWeak
        case .organization: kind == "business" && (isCounted || chunk.isQualified)
        default: false
        }
      guard canBe else { continue }
      let tells = state.tellsOfArmy ?? matcher.frames.tellOfArmy(in: document.tokens)
      state.tellsOfArmy = tells
      guard tells else { return }
      chunks[index].isPerhapsForce = true
    }
  }

  private func isPossessed(_ chunk: Chunk, _ document: Document) -> Bool {
    tagger.classes[document.tokens.words[chunk.tokens.lowerBound]].contains(.possessive)
      && chunk.tokens.count > 1
  }

  /// Gives the sources that confirm or deny what was told before, in this sentence or the last
  /// one, to its relations. O(chunks + relations of both).
  private func judge(
    _ chunks: [Chunk], _ sentence: Int, _ document: inout Document, _ state: inout State
  ) {
    guard let last = document.relations.last, last.sentence + 1 >= sentence else { return }
    let clause = ClauseReader(chunks: chunks, tokens: document.tokens, classes: tagger.classes)
    for verdict in attribution.verdicts(in: clause) {
      let cue = document.tokens.spans[clause.chunks[verdict.verb].head]
      let start = verdict.sources.map(\.tokens.lowerBound).min() ?? 0
      func isMeant(_ claim: Int, _ isOwn: Bool) -> Bool {
        let relation = document.relations[claim]
        guard isOwn else { return relation.sentence == sentence - 1 }
        return relation.sentence == sentence
          && relation.trigger.end <= document.tokens.spans[start].start
      }
      let recent = document.relations.indices.suffix(16)
      let own = recent.filter { isMeant($0, true) }
      for claim in own.isEmpty ? recent.filter({ isMeant($0, false) }) : own {
        for source in verdict.sources {
          document.confirmations.append(
            Confirmation(
              claim: claim, source: mention(for: source, &document, &state), cue: cue,
              stance: verdict.stance, rule: "attribution/verdict"))
        }
      }
    }
  }

  private func append(
    _ match: FrameMatcher.Match, _ clause: ClauseReader, _ range: Range<TokenID>, _ sentence: Int,
    _ document: inout Document, _ state: inout State
  ) {
    let frame = matcher.frames.frames[match.frame]
    let trigger = clause.chunks[match.trigger].head
    let type = frame.relation
    // Who does it, the core, the others as they are declared.
    var fillers: [(role: Role, chunk: Chunk)] = match.others.filter { $0.role == type.actor }
    fillers += zip(type.core, [match.figure] + [match.ground].compactMap(\.self)).map { ($0, $1) }
    for role in type.roles where role != type.actor && role != .time {
      fillers += match.others.filter { $0.role == role }
    }
    // Where a force is sent is no person, and a house rather than who is in it.
    if let ground = match.ground, ground.isPerhapsPlace, let name = ground.name {
      document.mentions[name].type =
        document.mentions[name].type == .organization ? .facility : .politicalPlace
      document.mentions[name].rule = "places/role"
    }
    let roles = fillers.map { (role: $0.role, mention: mention(for: $0.chunk, &document, &state)) }
    var relation = Relation(
      type: type, trigger: document.tokens.spans[trigger], sentence: sentence,
      roles: roles, status: match.status, polarity: match.polarity, rule: match.variant,
      confidence: frame.confidence)
    relation.count = match.figure.quantity
    relation.purpose = match.purpose.map { document.tokens.span(of: $0) }
    if let time = match.others.first(where: { $0.role == .time }) {
      relation.time = state.sentence.time(time.chunk.head)
    }
    let sources = attribution.sources(of: match, actor: type.actor, clause, range)
    if sources.contains(where: { $0.stance == .denies }), relation.polarity == .positive,
      sources.count == 1
    {
      relation.polarity = .negative
    }
    let claim = document.relations.count
    document.relations.append(relation)
    for source in sources {
      document.confirmations.append(
        Confirmation(
          claim: claim, source: mention(for: source.source, &document, &state),
          cue: document.tokens.span(of: source.cue), stance: source.stance, rule: source.rule))
    }
  }
}
