/// Finds what the frames describe in the chunks of a sentence.
///
/// A frame names only the words that bring it up and where its roles stand beside an active
/// verb; passive, participle, infinitive, gerund, relative clause and noun follow from that
/// here.
struct FrameMatcher: Sendable {
  let frames: FrameSet
  let modality: ModalityTable
  let lexicon: Lexicon
  let classes: WordClasses
  /// What the verbs that attribute say about the truth.
  let stances: [WordID: Stance]

  /// A relation whose roles are still chunks of the sentence.
  struct Match: Sendable {
    var frame: Int
    var trigger: Int
    /// What fills the core of the frame's relation.
    var figure: Chunk
    var ground: Chunk?
    var others: [(role: Role, chunk: Chunk)] = []
    /// The subject of the trigger, as a chunk's index: what an attribution may reach across.
    var subject: Int?
    /// What it is for.
    var purpose: Range<TokenID>?
    var status = RelationStatus.actual
    var polarity = Polarity.positive
    var variant: String
  }

  /// Appends every match in the sentence. Roles that are lists give a match for each pair.
  ///
  /// - Parameter trace: What notes how far each frame came, where somebody asks.
  func match(
    _ clause: ClauseReader, _ heads: NominalHeads, trace: FrameTrace? = nil,
    into found: inout [Match]
  ) {
    func timed(_ frame: Int, _ work: () -> Void) {
      if let trace { trace.time(frames.frames[frame], work) } else { work() }
    }
    for index in clause.chunks.indices {
      switch clause.chunks[index].kind {
      case .verb:
        guard let group = clause.chunks[index].verb else { continue }
        let candidates = frames.frames(ofVerb: group.lemma)
        guard !candidates.isEmpty else { break }
        let nouns = VerbNouns(
          subjects: clause.subjects(of: index), objects: clause.objects(of: index))
        for frame in candidates {
          timed(frame) { matchVerb(frame, index, group, nouns, clause, trace, into: &found) }
        }
      case .noun:
        for frame in frames.frames(ofNoun: clause.word(of: index)) {
          timed(frame) {
            if frames.frames[frame].fragment {
              matchFragment(frame, index, clause, trace, into: &found)
            } else {
              matchNoun(frame, index, clause, heads, trace, into: &found)
            }
          }
        }
      default: break
      }
      let word = clause.word(of: index)
      for frame in frames.frames(ofPredicate: word) {
        timed(frame) { matchPredicate(frame, index, clause, trace, into: &found) }
      }
    }
  }
}

// MARK: - Verbs

extension FrameMatcher {
  /// What stands on both sides of a verb, whatever frame asks.
  private struct VerbNouns {
    let subjects: [Int]
    let objects: [Int]
  }

  /// Where agent and theme stand beside a verb in one of its forms.
  private struct Reading {
    var variant: String
    var agents: [Int]
    var themes: [Int]
    var receivers: [Int] = []
    var complements: [Int] = []
  }

  private func matchVerb(
    _ frameIndex: Int, _ verb: Int, _ group: VerbGroup, _ nouns: VerbNouns,
    _ clause: ClauseReader, _ trace: FrameTrace?, into found: inout [Match]
  ) {
    let frame = frames.frames[frameIndex]
    guard let figure = frame.figure else { return }
    let phrasal = frame.objects.isEmpty ? nil : clause.phrasalObject(of: verb)
    if !frame.objects.isEmpty {
      guard let phrasal, frame.objects.contains(clause.word(of: phrasal)), !group.isPassive
      else { return }
    }
    guard hasParticle(of: frame, verb, clause) else { return }
    for reading in readings(of: verb, group, nouns, frame, clause) {
      func ends(_ outcome: FrameTrace.Outcome) {
        trace?.note(outcome, reading.variant, of: frame, at: verb, clause)
      }
      let isDoneTo = reading.variant == "passive" || reading.variant == "participle"
      var figures = fill(figure, reading, verb, clause)
      // "TWO COYS ARRIVED LIMASSOL"
      let telegram = isMotion(frame) ? telegramPlaces(verb, nouns.objects, frame, clause) : []
      // "bases operated by the army in Goma": who only moves or is somewhere has nothing done.
      if isMotion(frame), isDoneTo { figures.removeAll { reading.agents.contains($0) } }
      // "demanding higher pay, and police in Dhaka"
      if frame.close, figure.place == .theme, figures.first != reading.themes.first { figures = [] }
      guard !figures.isEmpty else {
        if trace != nil {
          ends(.unfilled(figure.role, stood: stood(figure, reading, verb, clause)))
        }
        continue
      }
      // "returned the body to": a force that acts on something does not come itself.
      if isMotion(frame), !nouns.objects.isEmpty, !group.isCopula, frame.objects.isEmpty,
        !(frame.joinsForce && nouns.objects.allSatisfy { clause.chunks[$0].antecedent != nil }),
        !nouns.objects.allSatisfy({ takes(clause.chunks[$0], beside: frame) }),
        telegram.isEmpty
      {
        ends(.actsOn(nouns.objects.map { span(of: $0, clause) }))
        continue
      }
      let behind = (phrasal ?? (isDoneTo ? nil : reading.themes.last)).map { max($0, verb) } ?? verb
      var obliques = clause.obliques(from: behind + 1)
      if frame.close { obliques = close(obliques, behind: behind, clause) }
      let grounds =
        telegram.isEmpty
        ? self.grounds(of: frame, verb, reading, obliques, clause) : telegram
      if let ground = frame.ground, grounds.isEmpty {
        if trace != nil {
          ends(.unfilled(ground.role, stood: stood(ground, reading, behind, clause)))
        }
        continue
      }
      var match = Match(
        frame: frameIndex, trigger: verb, figure: clause.chunks[figures[0]],
        ground: grounds.first, variant: "\(frame.name)/\(reading.variant)")
      match.subject = nouns.subjects.first
      match.others = others(of: frame, verb, reading, obliques, clause, besides: figures)
      if let role = missing(in: match, frame) {
        ends(.incomplete(role))
        continue
      }
      // What is expected is no purpose: `expected to arrive in Goma`.
      if modality[group.lemma] == nil { match.purpose = purpose(behind: behind, frame, clause) }
      setModality(&match, verb, group, clause)
      let needsCount =
        frame.needsCount && !negatesNoun(clause.chunks[figures[0]], clause)
        && !(grounds.first.map {
          isStated(verb, group, clause.chunks[figures[0]], $0, frame, clause)
        } ?? false)
      ends(
        append(
          match, figures.map { clause.chunks[$0] }, grounds, needsCount: needsCount, into: &found))
      return
    }
  }

  /// The places behind a verb of a text in capitals that saves its prepositions.
  private func telegramPlaces(
    _ verb: Int, _ objects: [Int], _ frame: Frame, _ clause: ClauseReader
  ) -> [Chunk] {
    guard let ground = frame.ground, let first = objects.first,
      clause.tokens.flags[clause.chunks[verb].head].contains(.allCapitals),
      clause.chunks[first].name != nil || clause.chunks[first].isUnknownName
    else { return [] }
    return objects.map { clause.chunks[$0] }.filter { $0.name != nil && fits($0, ground) }
  }

  /// Whether one of the frame's particles stands behind the verb or its object; and for a frame
  /// without, whether none turns a verb that has to stand close into another.
  private func hasParticle(of frame: Frame, _ verb: Int, _ clause: ClauseReader) -> Bool {
    if frame.particles.isEmpty {
      guard frame.close, verb + 1 < clause.chunks.count, clause.chunks[verb + 1].kind == .adverb
      else { return true }
      return clause.wordClass(of: verb + 1).isDisjoint(with: .particle)
    }
    var hasObject = false
    for index in (verb + 1)..<min(clause.chunks.count, max(verb + 1, verb + 7)) {
      if frame.particles.contains(clause.word(of: index)) { return true }
      switch clause.chunks[index].kind {
      case .adverb, .time, .comma, .conjunction: break
      case .noun where !hasObject || clause.chunks[index - 1].kind != .noun: hasObject = true
      default: return false
      }
    }
    return false
  }

  /// Whether the object of one who moves is no hindrance: what is left, or who is relieved.
  private func takes(_ object: Chunk, beside frame: Frame) -> Bool {
    if frame.roles.contains(where: { !$0.isFigure && $0.place == .theme && fits(object, $0) }) {
      return true
    }
    return frame.beside.contains { allowed in
      allowed.type == object.type
        && (allowed.kind == nil || allowed.kind == object.entry.map { lexicon[$0].kind })
    }
  }

  private func span(of chunk: Int, _ clause: ClauseReader) -> TextSpan {
    clause.tokens.span(of: clause.chunks[chunk].tokens)
  }

  /// What stood where a role is looked for: nouns, or phrases with their prepositions.
  private func stood(
    _ filler: Frame.Filler, _ reading: Reading, _ verb: Int, _ clause: ClauseReader
  ) -> [FrameTrace.Stood] {
    guard case .prepositions = filler.place else {
      return candidates(of: filler, reading).map {
        .init(span: span(of: $0, clause), kind: kind(of: $0, clause))
      }
    }
    return clause.obliques(from: verb + 1).map { oblique in
      let first = clause.chunks[oblique.preposition].tokens.lowerBound
      let last = clause.chunks[oblique.nouns.last ?? oblique.preposition].tokens.upperBound
      return .init(
        span: clause.tokens.span(of: first..<last),
        kind: oblique.nouns.first.flatMap { kind(of: $0, clause) })
    }
  }

  /// `FORCE:people`
  private func kind(of chunk: Int, _ clause: ClauseReader) -> String? {
    let chunk = clause.chunks[chunk]
    guard let type = chunk.type else { return nil }
    let kind = chunk.entry.map { lexicon[$0].kind } ?? ""
    return kind.isEmpty ? type.rawValue : "\(type.rawValue):\(kind)"
  }

  /// Whether a presence is stated as a fact of its own though it has no number: in the perfect,
  /// of what was told before (`there`), where a word says so (`present`), or where somebody
  /// denies or admits it.
  private func isStated(
    _ verb: Int, _ group: VerbGroup, _ figure: Chunk, _ destination: Chunk, _ frame: Frame,
    _ clause: ClauseReader
  ) -> Bool {
    guard group.isCopula else { return false }
    let behind = clause.chunks[(verb + 1)...].prefix { $0.verb == nil }.prefix(4)
    if behind.contains(where: { frame.stated.contains(clause.tokens.words[$0.head]) }) {
      return true
    }
    guard group.form == .finite else { return false }
    if destination.isPronoun { return true }
    // "there are no soldiers in Goma", "there are Russian soldiers in Goma"
    let isExpletive = clause.subjects(of: verb).first.map { clause.chunks[$0].isExpletive } ?? false
    if isExpletive, group.isNegated || negatesNoun(figure, clause) || figure.isQualified {
      return true
    }
    // "are able to reach", "are not willing to fight": not of the place.
    var next = verb + 1
    while next < clause.chunks.count,
      clause.chunks[next].kind == .adverb || clause.chunks[next].kind == .time
    {
      next += 1
    }
    guard isExpletive || next < clause.chunks.count && clause.chunks[next].kind == .preposition
    else { return false }
    // "has been in position" says of no place.
    let isNamed = destination.name != nil || destination.inner != nil || destination.isDefinite
    if group.isPerfect || figure.isPronoun || group.modal != nil,
      isNamed || destination.isUnknownName
    {
      return true
    }
    // "Ethiopian troops are in Baidoa": nobody told of them before.
    if group.tense == .present, !figure.isDefinite, figure.isQualified, figure.name == nil,
      isNamed, clause.subordinator(of: verb) == nil
    {
      return true
    }
    // "rejects claims that its soldiers are in Goma": no relative clause.
    if let subject = clause.subjects(of: verb).first, subject > 1,
      clause.chunks[subject - 1].kind == .relative,
      clause.wordClass(of: subject - 1).contains(.complementizer)
    {
      return true
    }
    // "admitted for the first time on Wednesday that"
    guard let subordinator = clause.subordinator(of: verb), subordinator > 0,
      let speech = clause.chunks[max(0, subordinator - 6)..<subordinator].last(where: {
        $0.kind == .verb || $0.kind == .comma || $0.kind == .boundary
      })?.verb
    else { return false }
    return stances[speech.lemma] != nil
  }

  private func readings(
    of verb: Int, _ group: VerbGroup, _ nouns: VerbNouns, _ frame: Frame, _ clause: ClauseReader
  ) -> [Reading] {
    let (subjects, objects) = (nouns.subjects, nouns.objects)
    var passive = Reading(variant: "passive", agents: byAgents(verb, clause), themes: subjects)
    passive.complements = objects
    // "vehicles from the base entered": what hangs on a preposition does nothing.
    let heads = group.form == .bare ? subjects.filter { clause.canHead($0) } : []
    var active = Reading(
      variant: Self.variant(of: group), agents: heads.isEmpty ? subjects : heads,
      themes: objects.isEmpty && group.form != .gerund
        ? relativeObject(before: subjects.first, clause) : objects)
    if frame.hasSecondObject, let pair = clause.objectPair(of: verb) {
      if frame.hasReceiver {
        (active.receivers, active.themes) = ([pair.first], pair.second)
      } else {
        (active.themes, active.complements) = ([pair.first], pair.second)
      }
    }
    // "Mali was given 30 tanks"
    if frame.hasReceiver, group.isPassive, !objects.isEmpty {
      (passive.receivers, passive.themes) = (subjects, objects)
    }
    // "There are 5,000 soldiers in …"
    let isExpletive = subjects.first.map { clause.wordClass(of: $0).contains(.expletive) } ?? true
    if group.isCopula, isExpletive {
      return [Reading(variant: "presence", agents: objects, themes: [])]
    }
    if group.isPassive { return [passive] }
    guard group.form == .bare else { return [active] }
    var participle = passive
    participle.variant = "participle"
    // "jets operated by rebels"
    if let nearest = clause.obliques(from: verb + 1).first, nearest.nouns == passive.agents,
      passive.agents.contains(where: { acts(clause.chunks[$0]) })
    {
      return [participle]
    }
    return objects.isEmpty ? [participle, active] : [active]
  }

  /// Whether something can act, by its type: `by rebels`, not `by road` or `by Friday`.
  private func acts(_ chunk: Chunk) -> Bool {
    switch chunk.type {
    case .force, .person, .organization, .politicalPlace, .group: true
    default: false
    }
  }

  private static func variant(of group: VerbGroup) -> String {
    switch group.form {
    case .infinitive: "infinitive"
    case .gerund: "gerund"
    case .finite, .bare: "active"
    }
  }

  /// The nouns behind the preposition of the passive's agent.
  private func byAgents(_ verb: Int, _ clause: ClauseReader) -> [Int] {
    clause.obliques(from: verb + 1).first {
      clause.wordClass(of: $0.preposition).contains(.agentive)
    }?.nouns ?? []
  }

  /// What `troops that Russia sent` and `the troops Russia sent` leave before the verb.
  private func relativeObject(before subject: Int?, _ clause: ClauseReader) -> [Int] {
    guard let subject, subject > 0 else { return [] }
    switch clause.chunks[subject - 1].kind {
    case .relative:
      // "the castle where ministers met" has it in another place.
      guard !clause.wordClass(of: subject - 1).contains(.interrogative) else { return [] }
      return clause.antecedents(of: subject - 1)
    case .noun: return [subject - 1]
    default: return []
    }
  }

  // MARK: Roles

  private func candidates(of filler: Frame.Filler, _ reading: Reading) -> [Int] {
    switch filler.place {
    case .agent: reading.agents
    case .theme: reading.themes
    case .receiver: reading.receivers
    case .complement: reading.complements
    case .prepositions: []
    }
  }

  private func fill(
    _ filler: Frame.Filler, _ reading: Reading, _ verb: Int, _ clause: ClauseReader
  ) -> [Int] {
    if case .prepositions(let words) = filler.place {
      // "supplied Mali with tanks"
      let oblique = clause.obliques(from: verb + 1).first {
        words.contains(clause.word(of: $0.preposition))
      }
      return (oblique?.nouns ?? []).filter { fits(clause.chunks[$0], filler) }
    }
    let candidates = candidates(of: filler, reading)
    let first =
      candidates.first { fits(clause.chunks[$0], filler) }
      ?? candidates.first { isOwnPeople($0, filler, reading, clause) }
    guard let first else { return [] }
    let adjacent = adjacentSubject(of: verb, clause)
    if let nearest = candidates.first(where: {
      !isGovernor($0, clause) && (clause.canHead($0) || $0 == adjacent)
    }), first < nearest,
      isSubject(nearest, clause) || isLet(nearest, before: verb, clause),
      !clause.coordinated(leftOf: nearest).contains(first)
    {
      return []
    }
    // Objects come as a list; of subjects the nearest, and those joined with it.
    let isList =
      first > (candidates.first ?? first)
      || candidates.count > 1
        && candidates[1] > candidates[0]
    let joined =
      isList
      ? candidates
      : clause.coordinated(leftOf: first).filter {
        $0 == first || !clause.areOpposed(endingAt: first)
      }
    let goesAlong = filler.isFigure && joined.contains { clause.chunks[$0].type == .force }
    return joined.filter {
      $0 == first || fits(clause.chunks[$0], filler)
        || goesAlong && clause.chunks[$0].type == .equipment
    }
  }

  /// A number of people whose noun says too little alone, sent by a force: `police sent 700
  /// officers`; men by a country too: `Spain sent 1,300 men`.
  private func isOwnPeople(
    _ index: Int, _ filler: Frame.Filler, _ reading: Reading, _ clause: ClauseReader
  ) -> Bool {
    let chunk = clause.chunks[index]
    guard filler.isFigure, filler.place == .theme, chunk.quantity != nil,
      filler.types.contains(where: { $0.type == .force && $0.kind == nil })
    else { return false }
    let areMen = chunk.type == .person && chunk.entry.map { lexicon[$0].kind } == "men"
    guard areMen || chunk.type == .force else { return false }
    return reading.agents.contains {
      clause.chunks[$0].type == .force || areMen && clause.chunks[$0].type == .politicalPlace
    }
  }

  /// People or things right before a gerund, whatever they hang on themselves: they do it. `fired
  /// on migrants trying to enter`
  private func adjacentSubject(of verb: Int, _ clause: ClauseReader) -> Int? {
    var start = verb
    while start > 0,
      clause.chunks[start - 1].kind == .verb || clause.chunks[start - 1].kind == .adverb
    {
      start -= 1
    }
    guard start > 0, clause.chunks[start].verb?.form == .gerund else { return nil }
    let noun = clause.chunks[start - 1]
    // "arms shipments reaching Yemen"
    let acts =
      noun.type == .person || noun.type == .equipment || noun.type == .force
      || noun.type == .organization && noun.name == nil && noun.isPlural
      || noun.isUnknownName
      || noun.type == nil && noun.isPlural && !isGovernor(start - 1, clause)
    return noun.kind == .noun && acts ? start - 1 : nil
  }

  /// Whether a noun that stands nearer to the verb than what could fill the role is its
  /// subject all the same: a pronoun, a person, a government, a thing of another kind.
  private func isSubject(_ noun: Int, _ clause: ClauseReader) -> Bool {
    let chunk = clause.chunks[noun]
    if chunk.isPronoun || chunk.type != nil { return true }
    // "with Isaiah Thomas going to", but not "its jets, four Sabres, will be"
    return chunk.isUnknownName && chunk.quantity == nil
  }

  /// `to allow aid to enter`: whatever is let, asked or made to do something does it.
  private func isLet(_ noun: Int, before verb: Int, _ clause: ClauseReader) -> Bool {
    noun == verb - 1 && clause.chunks[verb].verb?.form == .infinitive && noun > 0
      && clause.chunks[noun - 1].verb.map { modality[$0.lemma] != nil } ?? false
  }

  /// Whether a noun only says how sure it is: `due` in `due to arrive`, `plans` in `plans to
  /// send`.
  private func isGovernor(_ noun: Int, _ clause: ClauseReader) -> Bool {
    clause.chunks[noun].isAdjectival || modality[clause.word(of: noun)] != nil
  }

  /// A role that the frame requires and nothing fills; without its core there is no match in
  /// the first place.
  private func missing(in match: Match, _ frame: Frame) -> Role? {
    frame.roles.first { filler in
      filler.isRequired && !filler.isFigure && !filler.isGround
        && !match.others.contains { $0.role == filler.role }
    }?.role
  }

  /// Whether the chunk can fill the role by its type.
  func fits(_ chunk: Chunk, _ filler: Frame.Filler) -> Bool {
    if chunk.isPronoun || chunk.antecedent != nil {
      guard filler.isFigure, chunk.antecedent != nil else { return false }
    }
    guard let type = chunk.type else {
      return filler.isGround && filler.takesPlaces && chunk.isUnknownName
        || filler.takesNumbers && chunk.isNumber
    }
    let kind = chunk.entry.map { lexicon[$0].kind }
    if chunk.isUnfit, filler.isFigure, filler.makesForces { return false }
    if chunk.isPerhapsForce, filler.isFigure, filler.makesForces, filler.takesAnyForce {
      return true
    }
    if chunk.isWeak, chunk.antecedent == nil, !filler.takesWeak,
      !(chunk.isQualified && (chunk.isPlural || chunk.inner != nil)),
      !filler.types.contains(where: { $0.type == type && $0.kind != nil && $0.kind == kind })
    {
      return false
    }
    // "1,200 men", "thirty Swedes": without a number they are anybody.
    if kind == "men" || type == .group, filler.isFigure, filler.makesForces,
      chunk.quantity == nil
    {
      return false
    }
    if chunk.isPerhapsPlace, filler.isGround, filler.takesPlaces { return true }
    return filler.types.contains { allowed in
      allowed.type == type && (allowed.kind == nil || allowed.kind == kind)
    }
  }

  private func grounds(
    of frame: Frame, _ verb: Int, _ reading: Reading, _ obliques: [ClauseReader.Oblique],
    _ clause: ClauseReader
  ) -> [Chunk] {
    guard let filler = frame.ground else { return [] }
    switch filler.place {
    case .agent, .theme, .receiver, .complement:
      return fill(filler, reading, verb, clause).map { clause.chunks[$0] }
    case .prepositions(let words) where !filler.takesPlaces:
      return place(filler, words, obliques, clause)
    case .prepositions(let words):
      // "deployed there in deference to": what stands nearest.
      if obliques.first.map({ $0.preposition > verb + 1 }) ?? false,
        clause.wordClass(of: verb + 1).contains(.expletive),
        let there = adverbOfPlace(verb, clause)
      {
        return [there]
      }
      let reached = isMotion(frame) ? near(obliques, clause) : obliques
      let behind = place(filler, words, reached, clause)
      if !behind.isEmpty || frame.close { return behind }
      if let side = side(behind: reading.themes.last ?? verb, verb, filler, clause) {
        return [side]
      }
      if let there = adverbOfPlace(verb, clause) { return [there] }
      // "pushed to capture the town": who only goes into something is not there yet.
      // "is about to enter the town": nor who only is.
      let isSent =
        clause.chunks[verb].verb?.isCopula != true
        && words.contains { !classes[$0].isDisjoint(with: [.infinitive, .resting]) }
      let purpose = isSent ? self.purpose(of: verb, filler, words, clause) : []
      if !purpose.isEmpty || !isSent { return purpose }
      return before(verb, filler, words, clause)
    }
  }

  /// The places of the first phrase whose preposition and type fit.
  private func place(
    _ filler: Frame.Filler, _ words: [WordID], _ obliques: [ClauseReader.Oblique],
    _ clause: ClauseReader
  ) -> [Chunk] {
    for (index, oblique) in obliques.enumerated()
    where words.contains(clause.word(of: oblique.preposition)) {
      if index > 0, hangsOnOrigin(oblique, obliques[index - 1], clause) { continue }
      let places = oblique.nouns.map { clause.chunks[$0] }.filter { fits($0, filler) }
      if !places.isEmpty { return places }
    }
    return []
  }

  /// Whether a phrase says where an origin lies: `out of a base at Bashiqa`, `from Siberia in
  /// Russia`.
  private func hangsOnOrigin(
    _ oblique: ClauseReader.Oblique, _ before: ClauseReader.Oblique, _ clause: ClauseReader
  ) -> Bool {
    guard clause.wordClass(of: oblique.preposition).contains(.resting),
      before.nouns.last == oblique.preposition - 1,
      // "took over from the Dutch in Uruzgan"
      before.nouns.last.map({ clause.chunks[$0].type != .group }) ?? true
    else { return false }
    if clause.wordClass(of: before.preposition).contains(.source) { return true }
    return before.preposition > 0
      && clause.wordClass(of: before.preposition).contains(.genitive)
      && clause.wordClass(of: before.preposition - 1).contains(.source)
  }

  /// Whether the figure itself comes, goes or is, with its ground behind a preposition.
  private func isMotion(_ frame: Frame) -> Bool {
    guard frame.figure?.place == .agent, case .prepositions = frame.ground?.place else {
      return false
    }
    return true
  }

  /// The phrases up to the first with a noun that is no place, person or force: what follows
  /// hangs on that noun (`moved against the resistance in Fallujah`, `returned from a war in
  /// Mali`).
  private func near(
    _ obliques: [ClauseReader.Oblique], _ clause: ClauseReader
  ) -> [ClauseReader.Oblique] {
    let far = obliques.firstIndex {
      let noun = clause.chunks[$0.nouns[0]]
      return noun.type == nil && !noun.isUnknownName && !noun.isPronoun
        && !saysHow($0, clause)
    }
    guard let far else { return obliques }
    return Array(obliques[..<far])
  }

  /// The first phrase alone, where it stands right behind a chunk; none where something else does.
  private func close(
    _ obliques: [ClauseReader.Oblique], behind index: Int, _ clause: ClauseReader
  ) -> [ClauseReader.Oblique] {
    var at = index + 1
    while at < clause.chunks.count,
      clause.chunks[at].kind == .adverb || clause.chunks[at].kind == .time
    {
      at += 1
    }
    guard at < clause.chunks.count, clause.chunks[at].kind == .preposition,
      let first = obliques.first(where: {
        !saysHow($0, clause) && !clause.wordClass(of: $0.preposition).contains(.source)
      })
    else { return [] }
    return [first]
  }

  /// `were landed south of Beirut`: a side of a place, without a preposition.
  private func side(
    behind object: Int, _ verb: Int, _ filler: Frame.Filler, _ clause: ClauseReader
  ) -> Chunk? {
    var index = max(object, verb) + 1
    while index < clause.chunks.count,
      clause.chunks[index].kind == .adverb || clause.chunks[index].kind == .time
    {
      index += 1
    }
    guard index < clause.chunks.count, clause.chunks[index].kind == .noun,
      clause.chunks[index].inner != nil, clause.chunks[index].type == .location,
      clause.wordClass(of: index).contains(.directional)
    else { return nil }
    return fits(clause.chunks[index], filler) ? clause.chunks[index] : nil
  }

  /// Whether a phrase tells no more than how somebody comes or is somewhere: `by bus`, `on duty`.
  private func saysHow(_ oblique: ClauseReader.Oblique, _ clause: ClauseReader) -> Bool {
    let noun = oblique.nouns[0]
    if clause.wordClass(of: oblique.preposition).contains(.agentive),
      clause.chunks[noun].core == clause.chunks[noun].tokens.lowerBound,
      !clause.chunks[noun].isPlural
    {
      return true
    }
    return !frames.frames(ofPredicate: clause.word(of: noun)).isEmpty
  }

  /// `are deployed there`
  private func adverbOfPlace(_ verb: Int, _ clause: ClauseReader) -> Chunk? {
    var index = verb + 1
    while index < min(clause.chunks.count, verb + 4) {
      let chunk = clause.chunks[index]
      if chunk.kind != .verb, clause.wordClass(of: index).contains(.expletive) {
        var there = chunk
        there.isPronoun = true
        there.type = .location
        return there
      }
      guard chunk.kind == .adverb || chunk.kind == .noun else { return nil }
      index += 1
    }
    return nil
  }

  /// The place in the purpose of the sending: `sent to secure the airport in Goma`.
  private func purpose(
    of verb: Int, _ filler: Frame.Filler, _ words: [WordID], _ clause: ClauseReader
  ) -> [Chunk] {
    var index = verb + 1
    while index < min(clause.chunks.count, verb + 8) {
      let chunk = clause.chunks[index]
      if let group = chunk.verb, group.form == .infinitive {
        if leadsAway(group.lemma) { return [] }
        let object = clause.objects(of: index).map { clause.chunks[$0] }
        let places = object.filter { fits($0, filler) }
        if !places.isEmpty { return places }
        let behind = place(filler, words, clause.obliques(from: index + 1), clause)
          .filter { canGo(group.lemma, to: $0) }
        return behind.isEmpty ? object.compactMap(\.modifier).filter { fits($0, filler) } : behind
      }
      if chunk.kind == .verb || chunk.kind == .boundary || chunk.kind == .relative
        || chunk.kind == .subordinator
      {
        return []
      }
      index += 1
    }
    return []
  }

  /// Whether a verb of coming or going has a frame that takes the place: `to return to their
  /// bases` has none.
  private func canGo(_ verb: WordID, to place: Chunk) -> Bool {
    let motions = frames.frames(ofVerb: verb).map { frames.frames[$0] }.filter(isMotion)
    return motions.isEmpty || motions.contains { $0.ground.map { fits(place, $0) } ?? false }
  }

  /// `ordered the troops to leave the city`
  private func leadsAway(_ verb: WordID) -> Bool {
    frames.frames(ofVerb: verb).contains { frames.frames[$0].relation.core.contains(.origin) }
  }

  /// The place before the clause: `In Haiti, 500 police were deployed`; or the one a
  /// relative clause hangs on: `Iraq, where 500 troops are stationed`.
  private func before(
    _ verb: Int, _ filler: Frame.Filler, _ words: [WordID], _ clause: ClauseReader
  ) -> [Chunk] {
    var index = verb - 1
    while index >= max(0, verb - 12) {
      switch clause.chunks[index].kind {
      case .relative:
        guard clause.wordClass(of: index).contains(.interrogative) else { return [] }
        let places = clause.antecedents(of: index).map { clause.chunks[$0] }
        return places.first { fits($0, filler) }.map { [$0] } ?? []
      case .verb, .subordinator: return []
      default: break
      }
      index -= 1
    }
    guard verb <= 12, clause.chunks[0].kind == .preposition,
      words.contains(clause.word(of: 0)), clause.chunks.count > 1
    else { return [] }
    return fits(clause.chunks[1], filler) ? [clause.chunks[1]] : []
  }

  /// What fills the roles beside the core, and the time.
  private func others(
    of frame: Frame, _ verb: Int, _ reading: Reading, _ obliques: [ClauseReader.Oblique],
    _ clause: ClauseReader, besides figures: [Int]
  ) -> [(role: Role, chunk: Chunk)] {
    var found: [(role: Role, chunk: Chunk)] = []
    for filler in frame.roles where !filler.isFigure && !filler.isGround {
      switch filler.place {
      case .agent, .theme, .receiver, .complement:
        let nearest = candidates(of: filler, reading)
          .first { !figures.contains($0) && !isGovernor($0, clause) }
        let fitting = nearest.flatMap {
          fits(clause.chunks[$0], filler) || clause.chunks[$0].isPronoun ? $0 : nil
        }
        if let fitting, let chunk = referent(of: fitting, filler, clause) {
          found.append((filler.role, chunk))
        }
      case .prepositions(let words):
        var chunk =
          place(filler, words, obliques, clause).first
          ?? figures.lazy.compactMap({ attached(to: $0, filler, words, clause) }).first
        // "In Aden, three people were killed"
        if chunk == nil, filler.takesPlaces, frame.ground?.takesPlaces != true {
          chunk = before(verb, filler, words, clause).first
        }
        if let chunk { found.append((filler.role, chunk)) }
      }
    }
    if let actor = frame.relation.actor, !found.contains(where: { $0.role == actor }),
      let chunk = governingActor(of: verb, frame, clause, besides: figures)
    {
      found.append((actor, chunk))
    }
    if let time = time(near: verb, clause) { found.append((.time, time)) }
    return found
  }

  /// What a preposition hangs on the force itself: `troops from Kenya`.
  private func attached(
    to force: Int, _ filler: Frame.Filler, _ words: [WordID], _ clause: ClauseReader
  ) -> Chunk? {
    guard force + 2 < clause.chunks.count, clause.chunks[force + 1].kind == .preposition,
      words.contains(clause.word(of: force + 1)), fits(clause.chunks[force + 2], filler)
    else { return nil }
    return clause.chunks[force + 2]
  }

  /// The chunk itself, or, for a pronoun behind a verb that brings in its clause, the subject
  /// of that verb: `Pakistan announces it will send`.
  private func referent(
    of index: Int, _ filler: Frame.Filler, _ clause: ClauseReader
  ) -> Chunk? {
    guard clause.chunks[index].isPronoun else { return clause.chunks[index] }
    var verb = index - 1
    while verb >= 0,
      clause.chunks[verb].kind == .subordinator || clause.chunks[verb].kind == .adverb
    {
      verb -= 1
    }
    guard verb >= 0, clause.chunks[verb].kind == .verb else { return nil }
    return clause.subjects(of: verb).first { fits(clause.chunks[$0], filler) }
      .map { clause.chunks[$0] }
  }

  /// `Trump ordered 500 troops to deploy`: who orders is the one who sends.
  private func governingActor(
    of index: Int, _ frame: Frame, _ clause: ClauseReader, besides figures: [Int]
  ) -> Chunk? {
    guard let filler = frame.relation.actor.flatMap(frame.filler) else { return nil }
    for governor in clause.governors(of: index) where clause.chunks[governor].kind == .verb {
      guard let group = clause.chunks[governor].verb, let modality = modality[group.lemma],
        modality.subjectDeploys
      else { continue }
      let agents = group.isPassive ? byAgents(governor, clause) : clause.subjects(of: governor)
      let agent = agents.first { !figures.contains($0) && fits(clause.chunks[$0], filler) }
      if let agent { return clause.chunks[agent] }
    }
    return nil
  }

  /// What it is for: an infinitive behind what stands with the trigger, or one of the phrases
  /// that the relation names (`as part of`), to the end of its clause. Nil where the relation
  /// has no such role.
  private func purpose(behind index: Int, _ frame: Frame, _ clause: ClauseReader)
    -> Range<TokenID>?
  {
    guard frame.relation.roles.contains(.purpose) else { return nil }
    let chunks = clause.chunks
    var at = index + 1
    while at < min(chunks.count, index + 14) {
      switch chunks[at].kind {
      case .verb:
        guard chunks[at].verb?.form == .infinitive else { return nil }
        return chunks[at].tokens.lowerBound..<endOfPurpose(at, clause)
      case .preposition, .subordinator:
        let start = chunks[at].tokens.lowerBound
        let phrase = frame.relation.purpose.first { words in
          clause.tokens.words[start...].prefix(words.count).elementsEqual(words)
        }
        if let phrase, at + 1 < chunks.count, chunks[at + 1].kind == .noun,
          // "for six months", "for Mali": when and where, or for whom.
          phrase.count > 1
            || chunks[at + 1].type == nil && !chunks[at + 1].isPronoun
              && !chunks[at + 1].isUnknownName
        {
          return start..<endOfPurpose(at + 1, clause)
        }
        if chunks[at].kind == .subordinator { return nil }
      case .noun, .adverb, .time, .conjunction: break
      case .comma:
        // "to Goma, as part of a mission"
        guard at + 1 < chunks.count,
          chunks[at + 1].kind == .preposition || chunks[at + 1].kind == .verb
        else { return nil }
      default: return nil
      }
      at += 1
    }
    return nil
  }

  /// The token behind the last of a purpose that has its verb or noun at `start`.
  private func endOfPurpose(_ start: Int, _ clause: ClauseReader) -> TokenID {
    let chunks = clause.chunks
    var last = start
    scan: while last + 1 < chunks.count {
      let next = chunks[last + 1]
      switch next.kind {
      case .noun, .adverb: break
      case .preposition where !clause.wordClass(of: last + 1).contains(.subordinator): break
      case .conjunction:
        // "to train and advise", "the port and the airport"; not "… and said".
        guard last + 2 < chunks.count, chunks[last + 2].verb?.form != .finite else { break scan }
      case .verb where next.verb?.form == .infinitive || next.verb?.form == .gerund: break
      case .verb where next.verb?.form != .finite && chunks[last].kind == .noun: break
      case .verb where chunks[last].kind == .conjunction: break
      default: break scan
      }
      last += 1
    }
    while last > start,
      chunks[last].kind == .adverb || chunks[last].kind == .preposition
        || chunks[last].kind == .conjunction
    { last -= 1 }
    return chunks[last].tokens.upperBound
  }

  /// The time expression of the clause: behind the verb, else right before it or at the clause's
  /// begin.
  private func time(near verb: Int, _ clause: ClauseReader) -> Chunk? {
    let chunks = clause.chunks
    var index = verb + 1
    scan: while index < chunks.count {
      let chunk = chunks[index]
      switch chunk.kind {
      case .time where saysWhen(index, clause): return chunk
      case .relative, .subordinator: break scan
      // "…, a spokesman said Tuesday"
      case .verb where chunk.verb?.form == .finite || saysSomething(chunk): break scan
      default: index += 1
      }
    }
    index = verb - 1
    while index >= max(0, verb - 8) {
      let chunk = chunks[index]
      switch chunk.kind {
      case .time where saysWhen(index, clause):
        return index == verb - 1 || opensClause(index, clause) ? chunk : nil
      case .verb, .subordinator, .boundary: return nil
      case .preposition where clause.wordClass(of: index).contains(.subordinator): return nil
      default: index -= 1
      }
    }
    return nil
  }

  /// Whether a time says when: it is no length, as in `for six months`, unless something happens
  /// inside it (`within hours`), and no year of a name.
  private func saysWhen(_ time: Int, _ clause: ClauseReader) -> Bool {
    if clause.chunks[time].isMeasure,
      time == 0 || clause.chunks[time - 1].kind != .preposition
        || clause.wordClass(of: time - 1).isDisjoint(with: .enclosing)
    {
      return false
    }
    return !isYearOfNoun(time, clause)
  }

  private func saysSomething(_ chunk: Chunk) -> Bool {
    guard let group = chunk.verb, !group.isInfinitiveOrGerund else { return false }
    return stances[group.lemma] != nil
  }

  /// `the 2020 ceasefire`
  private func isYearOfNoun(_ time: Int, _ clause: ClauseReader) -> Bool {
    let chunks = clause.chunks
    return time + 1 < chunks.count && chunks[time + 1].kind == .noun
      && clause.tokens.kinds[chunks[time].head] == .number
      && (time == 0 || chunks[time].tokens.count > 1 || chunks[time - 1].kind != .preposition
        || clause.wordClass(of: time - 1).isDisjoint(with: .enclosing))
  }

  /// Whether what stands before a time, besides its preposition, belongs to another clause: `He
  /// said that on Sunday troops`, not `accused India Saturday of pushing troops`.
  private func opensClause(_ time: Int, _ clause: ClauseReader) -> Bool {
    var before = time - 1
    while before >= 0,
      clause.chunks[before].kind == .preposition || clause.chunks[before].kind == .adverb
        || clause.chunks[before].kind == .time
    { before -= 1 }
    return before < 0 || clause.chunks[before].kind != .noun && clause.chunks[before].kind != .verb
  }

  /// `a battalion`: that it is one says how many.
  private func isOneUnit(_ figure: Chunk) -> Bool {
    figure.name == nil && !figure.isDefinite && !figure.isPlural && !figure.isPronoun
      && figure.core > figure.tokens.lowerBound
      && figure.entry.map { lexicon[$0].kind } == "unit"
  }

  /// A match for each pair of figure and ground, or each figure where there is no ground.
  private func append(
    _ match: Match, _ figures: [Chunk], _ grounds: [Chunk], needsCount: Bool,
    into found: inout [Match]
  ) -> FrameTrace.Outcome {
    let relation = frames.frames[match.frame].relation
    var outcome = FrameTrace.Outcome.uncounted
    for figure in figures {
      if needsCount, figure.quantity == nil, !isOneUnit(figure) { continue }
      for ground in grounds.isEmpty ? [nil] : grounds.map(Optional.some)
      where ground?.tokens != figure.tokens {
        let isKnown = found.contains {
          $0.figure.tokens == figure.tokens && $0.ground?.tokens == ground?.tokens
            && frames.frames[$0.frame].relation == relation
        }
        if isKnown {
          if outcome != .found { outcome = .known }
          continue
        }
        var pair = match
        (pair.figure, pair.ground) = (figure, ground)
        // "1,200 men", "a company": the frame says what they are.
        let kind = figure.entry.map { lexicon[$0].kind }
        if let filler = frames.frames[match.frame].figure, filler.makesForces {
          let isForce = figure.isPerhapsForce && filler.takesAnyForce
          if isForce || kind == "men" || kind == "business" || figure.type == .group {
            pair.figure.type = .force
          }
        }
        found.append(pair)
        outcome = .found
      }
    }
    return outcome
  }
}

// MARK: - Status and polarity

extension FrameMatcher {
  private func setModality(
    _ match: inout Match, _ index: Int, _ group: VerbGroup?, _ clause: ClauseReader
  ) {
    let subject = match.subject.map { clause.chunks[$0] }
    // "There are not 300 troops": the verb has the negation already.
    var isNegative =
      group?.isNegated != true
      && (negatesNoun(match.figure, clause) || subject.map { negatesNoun($0, clause) } ?? false)
    if let status = frames.frames[match.frame].status { match.status = status }
    if let group { apply(group, &match.status, &isNegative) }
    let governors = clause.governors(of: index)
    for (index, governor) in governors.enumerated() {
      let chunk = clause.chunks[governor]
      let word = chunk.verb?.lemma ?? clause.word(of: governor)
      if let modality = modality[word] {
        let isGranted =
          index + 1 < governors.count
          && clause.chunks[governors[index + 1]].verb.flatMap { self.modality[$0.lemma] }?.grants
            == true
        if let status = modality.status, !(isGranted && chunk.kind == .noun) {
          match.status = Self.weaker(match.status, status)
        }
        if modality.polarity == .negative { isNegative.toggle() }
      } else if group?.form == .infinitive, group?.isPerfect != true, governor == governors.first {
        match.status = Self.weaker(match.status, .planned)
      }
      if let group = chunk.verb { apply(group, &match.status, &isNegative) }
    }
    if governors.isEmpty, group?.form == .infinitive, group?.isPerfect != true {
      match.status = Self.weaker(match.status, .planned)
    }
    if let subordinator = clause.subordinator(of: index),
      let modality = modality[clause.word(of: subordinator)], let status = modality.status
    {
      match.status = Self.weaker(match.status, status)
    }
    // "proposed that troops be sent"
    if let group, group.modal == nil, group.isPassive, !group.isInfinitiveOrGerund,
      classes[clause.tokens.words[clause.chunks[index].tokens.lowerBound]]
        .isSuperset(of: [.copula, .base])
    {
      match.status = Self.weaker(match.status, .possible)
    }
    let later = clause.laterSubordinators(of: index)
    for subordinator in later + clause.openingSubordinator(of: index) {
      let said = modality[clause.word(of: subordinator)]
      if let said, said.isCondition { match.status = Self.weaker(match.status, .possible) }
    }
    if isNegatedBefore(index, clause) { isNegative.toggle() }
    if index > 0, clause.chunks[index - 1].kind == .preposition,
      let said = modality[clause.word(of: index - 1)]
    {
      if said.polarity == .negative { isNegative.toggle() }
      if let status = said.status { match.status = Self.weaker(match.status, status) }
    }
    if isNegative { match.polarity = .negative }
  }

  private func apply(
    _ group: VerbGroup, _ status: inout RelationStatus, _ isNegative: inout Bool
  ) {
    if group.isNegated { isNegative.toggle() }
    if group.isArranged { status = Self.weaker(status, .planned) }
    if let modal = group.modal, let said = modality[modal]?.status {
      status = Self.weaker(status, said)
    }
  }

  /// `at no stage had troops entered`, `under no circumstances will troops be sent`
  private func isNegatedBefore(_ verb: Int, _ clause: ClauseReader) -> Bool {
    var index = verb - 1
    while index > 0, index >= verb - 10 {
      switch clause.chunks[index].kind {
      case .noun:
        let chunk = clause.chunks[index]
        let first = classes[clause.tokens.words[chunk.tokens.lowerBound]]
        if clause.chunks[index - 1].kind == .preposition, chunk.type == nil, chunk.inner == nil,
          first.contains(.negation), first.contains(.determiner)
        {
          return clause.wordClass(of: index - 1).isDisjoint(with: .genitive)
        }
      case .verb where !clause.wordClass(of: index).isDisjoint(with: [.auxiliary, .modal]): break
      case .preposition, .adverb, .time, .comma: break
      default: return false
      }
      index -= 1
    }
    return false
  }

  /// `no troops`, `not one soldier`
  private func negatesNoun(_ chunk: Chunk, _ clause: ClauseReader) -> Bool {
    let first = max(0, chunk.tokens.lowerBound - 1)
    return (first..<chunk.tokens.upperBound).contains { token in
      let word = classes[clause.tokens.words[token]]
      // What stands before the phrase negates it only as "not" does, not as "without".
      return word.contains(.negation)
        && (token >= chunk.tokens.lowerBound || word.isDisjoint(with: .preposition))
    }
  }

  /// What is only possible stays so, whatever else is planned.
  private static func weaker(_ one: RelationStatus, _ other: RelationStatus) -> RelationStatus {
    let order: [RelationStatus] = [.actual, .planned, .possible]
    return order.last { $0 == one || $0 == other } ?? one
  }
}

// MARK: - Predicates

extension FrameMatcher {
  /// `two frigates are en route to Djibouti`, `soldiers on duty in Goma`, `the frigate, bound for`.
  private func matchPredicate(
    _ frameIndex: Int, _ index: Int, _ clause: ClauseReader, _ trace: FrameTrace?,
    into found: inout [Match]
  ) {
    let frame = frames.frames[frameIndex]
    guard let figure = frame.figure, let ground = frame.ground,
      case .prepositions(let words) = ground.place,
      let start = startOfPredicate(of: frame, index, clause), start > 0
    else { return }
    func ends(_ outcome: FrameTrace.Outcome) {
      trace?.note(outcome, "predicate", of: frame, at: index, clause)
    }
    let (verb, nouns) = bearers(of: start, clause)
    let figures = nouns.filter { fits(clause.chunks[$0], figure) }
    guard let first = figures.first else {
      return ends(
        .unfilled(
          figure.role,
          stood: nouns.map { .init(span: span(of: $0, clause), kind: kind(of: $0, clause)) }))
    }
    let obliques = clause.obliques(from: index + 1)
    let reached =
      frame.close ? close(obliques, behind: index, clause) : near(obliques, clause)
    var grounds = place(ground, words, reached, clause)
    if grounds.isEmpty, let there = adverbOfPlace(index, clause) { grounds = [there] }
    guard !grounds.isEmpty else { return ends(.unfilled(ground.role, stood: [])) }
    var match = Match(
      frame: frameIndex, trigger: index, figure: clause.chunks[first], ground: grounds.first,
      variant: "\(frame.name)/predicate")
    match.subject = verb.flatMap { clause.subjects(of: $0).first }
    match.others = others(
      of: frame, index, Reading(variant: "predicate", agents: [], themes: []), obliques, clause,
      besides: [first])
    match.purpose = purpose(behind: index, frame, clause)
    setModality(&match, verb ?? index, verb.flatMap { clause.chunks[$0].verb }, clause)
    let all = clause.coordinated(leftOf: first).filter { fits(clause.chunks[$0], figure) }
    ends(
      append(
        match, all.map { clause.chunks[$0] }, grounds, needsCount: frame.needsCount, into: &found))
  }

  /// The chunk with the first word of one of the frame's predicates that ends at `index`; words
  /// like `their` may stand inside.
  private func startOfPredicate(of frame: Frame, _ index: Int, _ clause: ClauseReader) -> Int? {
    let head = clause.chunks[index].head
    for phrase in frame.predicates where phrase.last == clause.tokens.words[head] {
      guard phrase.count > 1 else { return index }
      var token = head - 1
      while token > 0,
        !classes[clause.tokens.words[token]].isDisjoint(with: [.determiner, .possessive])
      {
        token -= 1
      }
      guard token >= 0, clause.tokens.words[token] == phrase[0] else { continue }
      if clause.chunks[index].tokens.contains(token) { return index }
      if index > 0, clause.chunks[index - 1].tokens.contains(token) { return index - 1 }
    }
    return nil
  }

  /// Of whom a predicate that starts at a chunk is said: the subjects of the verb before it, or
  /// the noun right before, with a comma at most in between.
  private func bearers(of start: Int, _ clause: ClauseReader) -> (verb: Int?, nouns: [Int]) {
    var before = start - 1
    while before > 0,
      clause.chunks[before].kind == .adverb || clause.chunks[before].kind == .time
    {
      before -= 1
    }
    if clause.chunks[start].kind == .verb { return (start, clause.subjects(of: start)) }
    switch clause.chunks[before].kind {
    case .verb where clause.chunks[before].verb?.isCopula == true:
      return (before, clause.subjects(of: before))
    case .noun: return (nil, [before])
    case .comma where before > 0 && clause.chunks[before - 1].kind == .noun:
      return (nil, [before - 1])
    default: return (nil, [])
    }
  }
}

// MARK: - Fragments

extension FrameMatcher {
  /// `No British troops for Darfur`, `two corvettes off Bissau since June`: a force and its place
  /// between two borders, and no verb.
  private func matchFragment(
    _ frameIndex: Int, _ index: Int, _ clause: ClauseReader, _ trace: FrameTrace?,
    into found: inout [Match]
  ) {
    let frame = frames.frames[frameIndex]
    let chunks = clause.chunks
    guard let figure = frame.figure, let ground = frame.ground,
      case .prepositions(let words) = ground.place, fits(chunks[index], figure),
      index == 0 || chunks[index - 1].kind == .boundary
    else { return }
    func ends(_ outcome: FrameTrace.Outcome) {
      trace?.note(outcome, "fragment", of: frame, at: index, clause)
    }
    let obliques = close(clause.obliques(from: index + 1), behind: index, clause)
    let grounds = place(ground, words, obliques, clause)
    guard let last = obliques.first?.nouns.last, !grounds.isEmpty else {
      return ends(.unfilled(ground.role, stood: []))
    }
    // "150 paratroopers from Russia arrived to Kant"
    if chunks[index...last].contains(where: { $0.kind == .verb }) { return }
    // "Two policemen in Mumbai, India are suspended" has a verb; ", says Blair" only attributes.
    var next = last + 1
    var hasComma = false
    while next < chunks.count, chunks[next].kind != .boundary {
      hasComma = hasComma || chunks[next].kind == .comma
      if let verb = chunks[next].verb, !hasComma || stances[verb.lemma] == nil { return }
      next += 1
    }
    var match = Match(
      frame: frameIndex, trigger: index, figure: chunks[index], ground: grounds[0],
      variant: "\(frame.name)/fragment")
    match.others = [time(near: index, clause)].compactMap { $0 }.map { (.time, $0) }
    setModality(&match, index, nil, clause)
    let needsCount = frame.needsCount && !negatesNoun(chunks[index], clause)
    ends(append(match, [chunks[index]], grounds, needsCount: needsCount, into: &found))
  }
}

// MARK: - Nouns

extension FrameMatcher {
  /// `the deployment of 300 police to Kigali`, `Russia's troop deployment in Belarus`.
  private func matchNoun(
    _ frameIndex: Int, _ noun: Int, _ clause: ClauseReader, _ heads: NominalHeads,
    _ trace: FrameTrace?, into found: inout [Match]
  ) {
    let frame = frames.frames[frameIndex]
    guard let filler = frame.figure else { return }
    func ends(_ outcome: FrameTrace.Outcome) {
      trace?.note(outcome, "nominal", of: frame, at: noun, clause)
    }
    func stood(behind phrases: [ClauseReader.Oblique]) -> [FrameTrace.Stood] {
      phrases.flatMap(\.nouns).map {
        .init(span: span(of: $0, clause), kind: kind(of: $0, clause))
      }
    }
    let obliques = clause.obliques(from: noun + 1)
    let phrase = obliques.first {
      filler.nominal.isEmpty
        ? clause.wordClass(of: $0.preposition).contains(.genitive)
        : filler.nominal.contains(clause.word(of: $0.preposition))
    }
    // "a bombing at a mosque in the north of Mali": what stands first belongs to the noun.
    if frame.ground == nil, let phrase, let first = obliques.first,
      phrase.preposition != first.preposition,
      !clause.wordClass(of: first.preposition).contains(.agentive)
    {
      return ends(.unfilled(filler.role, stood: stood(behind: obliques)))
    }
    let behind =
      frame.close
      ? phrase?.nouns.last.map {
        close(clause.obliques(from: $0 + 1), behind: $0, clause)
      } ?? close(obliques, behind: noun, clause) : nil
    var figures = (phrase?.nouns ?? []).map { clause.chunks[$0] }.filter { fits($0, filler) }
    if figures.isEmpty, filler.nominal.isEmpty,
      let inside = premodifier(of: noun, clause, heads, filler)
        ?? clause.chunks[noun].actors.first(where: { fits($0, filler) })
    {
      figures = [inside]
    }
    guard !figures.isEmpty else {
      return ends(.unfilled(filler.role, stood: stood(behind: obliques)))
    }
    var grounds: [Chunk] = []
    if let ground = frame.ground {
      switch ground.place {
      case .prepositions(let words):
        grounds = place(ground, words, behind ?? obliques, clause)
        if grounds.isEmpty, ground.takesPlaces, !frame.close {
          grounds = purpose(of: noun, ground, words, clause)
        }
      case .theme, .receiver, .complement:
        // "the entry of troops into": nouns take the preposition their verb does without.
        grounds = obliques.dropFirst().flatMap(\.nouns).map { clause.chunks[$0] }
          .filter { fits($0, ground) }
      case .agent: break
      }
      guard !grounds.isEmpty else {
        return ends(.unfilled(ground.role, stood: stood(behind: obliques)))
      }
    }
    var match = Match(
      frame: frameIndex, trigger: noun, figure: figures[0], ground: grounds.first,
      variant: "\(frame.name)/nominal")
    match.others = nominalOthers(of: frame, noun, obliques, clause)
    // "a Lebanese army deployment": who goes sends nobody.
    match.others.removeAll { other in figures.contains { $0.tokens == other.chunk.tokens } }
    match.purpose = purpose(behind: noun, frame, clause)
    if let role = missing(in: match, frame) { return ends(.incomplete(role)) }
    setModality(&match, noun, nil, clause)
    ends(append(match, figures, grounds, needsCount: frame.needsCount, into: &found))
  }

  /// `troop deployment`: the force inside the noun's own phrase.
  private func premodifier(
    of noun: Int, _ clause: ClauseReader, _ heads: NominalHeads, _ filler: Frame.Filler
  ) -> Chunk? {
    let chunk = clause.chunks[noun]
    guard chunk.core < chunk.head else { return nil }
    for token in (chunk.core..<chunk.head).reversed() {
      guard let entry = heads[token] else { continue }
      var inside = Chunk(.noun, chunk.core..<(token + 1))
      inside.refer(to: entry, in: lexicon)
      inside.quantity = chunk.quantity
      if fits(inside, filler) { return inside }
    }
    return nil
  }

  private func nominalOthers(
    of frame: Frame, _ noun: Int, _ obliques: [ClauseReader.Oblique], _ clause: ClauseReader
  ) -> [(role: Role, chunk: Chunk)] {
    var found: [(role: Role, chunk: Chunk)] = []
    for filler in frame.roles where !filler.isFigure && !filler.isGround {
      if case .prepositions(let words) = filler.place,
        let chunk = place(filler, words, obliques, clause).first
      {
        found.append((filler.role, chunk))
      }
    }
    if let actor = frame.relation.actor, let filler = frame.filler(of: actor) {
      let by = obliques.first { clause.wordClass(of: $0.preposition).contains(.agentive) }
      let agent =
        by?.nouns.first { fits(clause.chunks[$0], filler) }.map { clause.chunks[$0] }
        ?? clause.chunks[noun].actors.first { fits($0, filler) }
      if let chunk = agent ?? governingActor(of: noun, frame, clause, besides: []) {
        found.append((actor, chunk))
      }
    }
    if let time = time(near: noun, clause) { found.append((.time, time)) }
    return found
  }
}
