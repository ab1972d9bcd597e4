/// Reads who does what to whom off the chunks of a sentence, whatever the verb.
///
/// Every answer is a list of candidates, the likeliest first, as indices into `chunks`; the
/// frame takes the first that can fill its role. No parse tree: what is asked is local, and
/// a wrong tree would cost more facts than none.
struct ClauseReader: Sendable {
  let chunks: [Chunk]
  let tokens: TokenTable
  let classes: WordClasses

  /// How many chunks a search goes in one direction, which bounds the time for a sentence
  /// of any length.
  private let reach = 48
  /// How often one search may lead to the next.
  private let depth = 6

  /// A prepositional phrase: the preposition and the nouns it governs.
  struct Oblique: Sendable {
    let preposition: Int
    let nouns: [Int]
  }

  func word(of chunk: Int) -> WordID { tokens.words[chunks[chunk].head] }
  func wordClass(of chunk: Int) -> WordClass { classes[word(of: chunk)] }

  private func isNoun(_ index: Int) -> Bool {
    chunks.indices.contains(index) && chunks[index].kind == .noun
  }
}

// MARK: - Subjects

extension ClauseReader {
  /// The nouns that can be the grammatical subject of a verb group.
  func subjects(of verb: Int) -> [Int] { subjects(of: verb, depth) }

  private func subjects(of verb: Int, _ depth: Int) -> [Int] {
    guard depth > 0, let group = chunks[verb].verb else { return [] }
    switch group.form {
    case .infinitive, .gerund: return controllers(of: verb, depth)
    case .bare:
      let chain = nounChain(before: verb)
      if !chain.isEmpty { return chain }
      var nouns = leftNouns(of: verb, depth)
      // "from the 15th unit, stationed at": the noun right before the comma, whatever it hangs on.
      if verb > 2, chunks[verb - 1].kind == .comma, isNoun(verb - 2), !canHead(verb - 2) {
        nouns.insert(verb - 2, at: 0)
      }
      return nouns.isEmpty ? toldAhead(by: verb) : nouns
    case .finite: return leftNouns(of: verb, depth)
    }
  }

  /// To the left of a finite verb: the nearest noun, then those it hangs on, up to the
  /// border of the clause. What stands between commas or in brackets is passed over, and so
  /// are participles and relative clauses that belong to the noun.
  private func leftNouns(of verb: Int, _ depth: Int) -> [Int] {
    var found: [Int] = []
    var hasPassedNoun = false
    var index = beforeAside(verb) - 1
    let limit = max(0, verb - reach)
    while index >= limit {
      let chunk = chunks[index]
      switch chunk.kind {
      case .noun:
        if canHead(index) { found.append(index) }
        hasPassedNoun = true
      case .preposition where !found.isEmpty && wordClass(of: index).contains(.subordinator):
        return found
      case .adverb, .time, .comma, .preposition: break
      case .conjunction:
        if !hasPassedNoun { return sharedSubjects(before: index, depth) }
      case .relative:
        if found.isEmpty { return antecedents(of: index) }
        return found
      case .subordinator: return found
      case .boundary:
        guard let before = beforeBracket(index) else { return found }
        index = before
        continue
      case .verb:
        if index == verb - 1 { return subjects(of: index, depth - 1) }
        if found.count == 1, isBehindPreposition(index) {
          // "accused of training rebels have returned": the last noun is what is trained.
          found.removeAll()
          index -= 1
          continue
        }
        guard let before = beforeModifier(index) else { return found }
        // What was passed belongs to that verb.
        if index < verb - 1 { found.removeAll() }
        index = before
        continue
      }
      index -= 1
    }
    return found
  }

  /// Whether a verb is a gerund with an object, behind a preposition that hangs on a participle.
  private func isBehindPreposition(_ verb: Int) -> Bool {
    verb > 1 && chunks[verb].verb?.form == .gerund && isNoun(verb + 1)
      && chunks[verb - 1].kind == .preposition && chunks[verb - 2].verb?.form == .bare
  }

  /// Of `Sent to Agadir in July, the gunboat stayed`: the noun behind the comma, of which a
  /// participle that opens the sentence tells.
  private func toldAhead(by verb: Int) -> [Int] {
    guard verb == 0 || chunks[verb - 1].kind == .boundary,
      let comma = (verb + 1..<min(chunks.count, verb + 12)).first(where: {
        chunks[$0].kind == .comma || chunks[$0].verb != nil
      }), chunks[comma].kind == .comma, isNoun(comma + 1),
      comma + 2 < chunks.count, chunks[comma + 2].kind != .comma
    else { return [] }
    return [comma + 1]
  }

  /// The place of the comma that opens an aside right before the verb: `The unit, he said, had
  /// been moved`, `the unit, which came from Egypt in May, is`; the verb's own where there is none.
  private func beforeAside(_ verb: Int) -> Int {
    guard verb > 4, chunks[verb - 1].kind == .comma else { return verb }
    if chunks[verb - 2].kind == .verb, isNoun(verb - 3), chunks[verb - 4].kind == .comma,
      isNoun(verb - 5)
    {
      return verb - 4
    }
    var index = verb - 2
    while index > 1, index > verb - reach, chunks[index].kind != .boundary {
      if chunks[index].kind == .relative, chunks[index - 1].kind == .comma, isNoun(index - 2) {
        return index - 1
      }
      index -= 1
    }
    return verb
  }

  /// What a participle right behind its noun tells more about: that noun, or those it hangs
  /// on (`troops from Kenya deployed to`). The agent of another participle is none: in
  /// `rockets fired by militants landed` the rockets land.
  private func nounChain(before verb: Int) -> [Int] {
    var noun = verb - 1
    while noun > 0, chunks[noun].kind == .adverb || chunks[noun].kind == .time { noun -= 1 }
    guard isNoun(noun) else { return [] }
    if isAgent(noun), isOfParticiple(noun) { return [] }
    var found = [noun]
    while let first = coordinated(leftOf: noun).first, first > 1,
      chunks[first - 1].kind == .preposition, isNoun(first - 2), found.count < 6
    {
      noun = first - 2
      // "a person familiar with the matter"
      if chunks[noun].isAdjectival, isNoun(noun - 1) { noun -= 1 }
      found.append(noun)
    }
    return found
  }

  /// Whether the preposition of an agent belongs to a participle: `fired by`, `fired out of the
  /// Gaza Strip by`.
  private func isOfParticiple(_ agent: Int) -> Bool {
    var index = (coordinated(leftOf: agent).first ?? agent) - 2
    while index >= max(0, agent - 12),
      isNoun(index) || chunks[index].kind == .preposition || chunks[index].kind == .adverb
    { index -= 1 }
    return index >= 0 && chunks[index].verb?.form == .bare
  }

  /// Whether the list that ends at a noun is of opponents, of which what stands behind tells only the
  /// last: `between troops and rebels trying to cross`.
  func areOpposed(endingAt noun: Int) -> Bool {
    guard let first = coordinated(leftOf: noun).first, first > 0 else { return false }
    return wordClass(of: first - 1).contains(.opposing)
  }

  /// Whether a noun can be a subject: it hangs on no preposition. Wholes with a number or a
  /// unit before them (`thousands of troops`) are one phrase by now.
  func canHead(_ noun: Int) -> Bool {
    if chunks[noun].isAdjectival { return false }
    let list = coordinated(leftOf: noun)
    // "knew about the payments, and aides insist": a comma before the last of two begins anew.
    if list.count == 2, noun > 2, chunks[noun - 2].kind == .comma,
      noun + 1 < chunks.count, chunks[noun + 1].verb?.form == .finite
    {
      return true
    }
    // "behind the attack and reinforcements are sent": nor are those of two kinds a list.
    if list.count == 2, isArmed(noun), !isArmed(list[0]), noun == list[0] + 2,
      noun + 1 < chunks.count, chunks[noun + 1].verb?.form == .finite
    {
      return true
    }
    let first = list.first ?? noun
    guard first > 0, chunks[first - 1].kind == .preposition else { return true }
    // "rules out peacekeepers": the preposition is the verb's.
    if first > 1, chunks[first - 2].kind == .verb, isParticle(first - 1) { return true }
    return wordClass(of: first - 1).contains(.subordinator)
  }

  /// Whether the noun stands behind the preposition of the passive's agent.
  private func isAgent(_ noun: Int) -> Bool {
    let first = coordinated(leftOf: noun).first ?? noun
    return first > 0 && wordClass(of: first - 1).contains(.agentive)
  }

  /// Of `Russia built bases and sent troops`: the subject of the verb before.
  private func sharedSubjects(before conjunction: Int, _ depth: Int) -> [Int] {
    // "experimented by puncturing a wall and noted": a verb with a tense goes with another.
    let isFinite =
      chunks.indices.contains(conjunction + 1) && chunks[conjunction + 1].verb?.form == .finite
    var index = conjunction - 1
    while index >= max(0, conjunction - reach) {
      if let group = chunks[index].verb, !isFinite || !group.isInfinitiveOrGerund {
        return subjects(of: index, depth - 1)
      }
      if chunks[index].kind == .subordinator { return [] }
      index -= 1
    }
    return []
  }

  /// The nouns a relative pronoun can stand for: the nearest, then those it hangs on.
  func antecedents(of relative: Int) -> [Int] {
    var found: [Int] = []
    var index = relative - 1
    while index >= max(0, relative - 12) {
      switch chunks[index].kind {
      case .noun: found.append(index)
      case .comma where index == relative - 1: break
      // "102 soldiers, 85% of which"
      case .comma where found.count == 1 && chunks[found[0]].quantity != nil: break
      // "in Anbar, Iraq, which"
      case .comma
      where chunks[relative - 1].kind == .comma && found.last == index + 1 && isPlace(index + 1)
        && isPlace(index - 1):
        break
      case .preposition, .adverb, .time: break
      default: return sitesFirst(found)
      }
      index -= 1
    }
    return sitesFirst(found)
  }

  private func isPlace(_ noun: Int) -> Bool {
    isNoun(noun) && chunks[noun].name != nil && chunks[noun].type?.isPlace == true
  }

  /// `the air base in Anbar, Iraq, which`: a site, without the places that only say where it is.
  private func sitesFirst(_ nouns: [Int]) -> [Int] {
    guard nouns.count > 1, let site = nouns.firstIndex(where: { chunks[$0].type == .facility }),
      nouns[..<site].allSatisfy({
        isPlace($0)
          && (chunks[$0 - 1].kind == .comma || wordClass(of: $0 - 1).contains(.resting))
      })
    else { return nouns }
    return Array(nouns[site...])
  }

  func isQuote(_ index: Int) -> Bool {
    switch tokens.kinds[chunks[index].head] {
    case .quote, .openingQuote, .closingQuote: true
    default: false
    }
  }

  /// The place before an opening bracket, for the closing one at `index`; nil at any other
  /// boundary but a quote, which is passed.
  private func beforeBracket(_ index: Int) -> Int? {
    if isQuote(index) { return index - 1 }
    guard tokens.kinds[chunks[index].head] == .closingBracket else { return nil }
    var before = index - 1
    while before >= max(0, index - 12) {
      if tokens.kinds[chunks[before].head] == .openingBracket { return before - 1 }
      before -= 1
    }
    return nil
  }

  /// The place before a verb that only tells more about the noun before it: a participle
  /// without object, or a relative clause.
  private func beforeModifier(_ verb: Int) -> Int? {
    guard let group = chunks[verb].verb else { return nil }
    if verb > 0, chunks[verb - 1].kind == .relative { return verb - 2 }
    guard verb > 0,
      isNoun(verb - 1) || chunks[verb - 1].kind == .adverb || chunks[verb - 1].kind == .comma
    else { return nil }
    if group.form == .gerund { return verb - 1 }
    return group.form == .bare && !isNoun(verb + 1) ? verb - 1 : nil
  }

  /// Who does what an infinitive or gerund says: the object of the governing verb, or its
  /// subject.
  private func controllers(of verb: Int, _ depth: Int) -> [Int] {
    var found: [Int] = []
    var index = verb - 1
    // "… before moving to": the nouns in between have nothing to do with it.
    let isTemporal =
      index > 0 && chunks[index].kind == .preposition
      && wordClass(of: index).contains(.subordinator)
    if index > 0, chunks[index].kind == .comma, chunks[verb].verb?.form == .gerund {
      return mainSubjects(before: index, depth)
    }
    while index >= max(0, verb - 10) {
      switch chunks[index].kind {
      case .noun:
        // "plans by Russia to send"
        if !isTemporal, canHead(index) || isAgent(index) || index == verb - 1 {
          found.append(index)
        }
      case .adverb, .time, .preposition, .comma: break
      case .conjunction where index == verb - 1: return sharedSubjects(before: index, depth)
      case .verb: return found + subjects(of: index, depth - 1)
      case .boundary where isQuote(index): break
      default: return found
      }
      index -= 1
    }
    return found
  }

  /// Of `Turkey condemned the council for failing to act, adding …`: the subject of the clause
  /// that a participle behind a comma goes with.
  private func mainSubjects(before comma: Int, _ depth: Int) -> [Int] {
    let first = max(0, comma - reach)
    guard let main = (first..<comma).last(where: { chunks[$0].verb?.form == .finite }) else {
      return (first..<comma).last { chunks[$0].kind == .verb }
        .map { subjects(of: $0, depth - 1) } ?? []
    }
    return subjects(of: main, depth - 1)
  }

  /// The nouns joined with one by commas and conjunctions to its left, itself included, in
  /// the order of the text.
  func coordinated(leftOf noun: Int) -> [Int] {
    var found = [noun]
    var index = noun - 1
    var isJoined = false
    while index > 0, found.count < 8 {
      switch chunks[index].kind {
      case .conjunction:
        isJoined = true
        index -= 1
        if index > 0, chunks[index].kind == .comma { index -= 1 }
      case .comma where isJoined: index -= 1
      default: return found
      }
      guard isNoun(index), areAlike(index, noun) else { return found }
      found.insert(index, at: 0)
      index -= 1
    }
    if index == 0, isJoined { return found }
    return found
  }
}

// MARK: - Objects

extension ClauseReader {
  /// The objects of a verb group: the noun behind it and those joined with it. Of two nouns
  /// in a row (`sent Ukraine tanks`) none, since the first receives the second.
  func objects(of verb: Int) -> [Int] {
    var index = verb + 1
    while index < chunks.count,
      chunks[index].kind == .adverb || chunks[index].kind == .time || isDirection(index)
    {
      index += 1
    }
    if isParticle(index) { index += 1 }
    // "will send “up to 500” troops"
    if index + 1 < chunks.count, chunks[index].kind == .boundary, isQuote(index) { index += 1 }
    guard isNoun(index) else { return [] }
    // "will stay there": a place, and nothing acted on.
    if chunks[index].isExpletive, chunks[verb].verb?.isCopula != true { return [] }
    if isNoun(index + 1), !chunks[index].isPronoun, !chunks[index + 1].isExpletive,
      !isDirection(index + 1)
    {
      return []
    }
    return coordinated(rightOf: index)
  }

  /// The noun behind a verb and its particle, whatever it is: `took up positions`.
  func phrasalObject(of verb: Int) -> Int? {
    var index = verb + 1
    while index < chunks.count,
      chunks[index].kind == .adverb || wordClass(of: index).contains(.particle)
    {
      index += 1
    }
    return isNoun(index) ? index : nil
  }

  /// Two objects in a row: `sent Ukraine tanks`, `appointed him governor`. The second as a
  /// list.
  func objectPair(of verb: Int) -> (first: Int, second: [Int])? {
    let index = verb + 1
    guard isNoun(index), isNoun(index + 1), !chunks[index + 1].isExpletive,
      !startsClause(index + 1)
    else { return nil }
    return (index, coordinated(rightOf: index + 1))
  }

  /// `moved north`
  private func isDirection(_ index: Int) -> Bool {
    isNoun(index) && chunks[index].isWeak && chunks[index].type == .location
      && chunks[index].inner == nil
  }

  /// `sent in troops`: a preposition before a force belongs to the verb.
  private func isParticle(_ index: Int) -> Bool {
    guard index + 1 < chunks.count, chunks[index].kind == .preposition, isNoun(index + 1),
      wordClass(of: index).contains(.particle),
      wordClass(of: index).isDisjoint(with: [.infinitive, .agentive])
    else { return false }
    return chunks[index + 1].type == .force || chunks[index + 1].type == .equipment
  }

  /// The nouns joined with one by commas and conjunctions to its right, itself included. A
  /// noun that has a verb of its own behind it begins a new clause.
  func coordinated(rightOf noun: Int) -> [Int] {
    var found = [noun]
    var index = noun + 1
    while index + 1 < chunks.count, found.count < 8 {
      // "200 marines from Camp Foley, ten jets and …"
      if isArmed(found[found.count - 1]), chunks[index].kind == .preposition, isNoun(index + 1),
        wordClass(of: index).contains(.source), index + 3 < chunks.count,
        chunks[index + 2].kind == .comma,
        isArmed(index + 3) || chunks[index + 3].kind == .conjunction
      {
        index += 2
      }
      var next = index
      if chunks[next].kind == .comma { next += 1 }
      if next < chunks.count, chunks[next].kind == .conjunction { next += 1 }
      guard next > index, isNoun(next), areAlike(next, noun), !startsClause(next) else {
        return found
      }
      if chunks[index].kind == .comma, next == index + 1, !listGoesOn(after: next) { return found }
      found.append(next)
      index = next + 1
    }
    return found
  }

  private func isArmed(_ noun: Int) -> Bool {
    isNoun(noun) && (chunks[noun].type == .force || chunks[noun].type == .equipment)
  }

  /// Whether two nouns can be joined: a place and those who go there cannot.
  private func areAlike(_ one: Int, _ other: Int) -> Bool {
    guard let one = chunks[one].type, let other = chunks[other].type else { return true }
    let isArmed = one == .force || one == .equipment
    return isArmed ? !other.isPlace : !(one.isPlace && (other == .force || other == .equipment))
  }

  /// Whether a noun behind a bare comma is part of a list and not an apposition.
  private func listGoesOn(after noun: Int) -> Bool {
    var index = noun + 1
    // "to Uganda, Chad, Niger and Mali": more of the same type may come before the conjunction.
    for _ in 0..<8 {
      guard index < chunks.count, chunks[index].kind == .comma else { break }
      index += 1
      guard isNoun(index), chunks[index].type != nil, chunks[index].type == chunks[noun].type else {
        break
      }
      index += 1
    }
    return index < chunks.count && chunks[index].kind == .conjunction
      && (index == noun + 1 || isNoun(index + 1))
  }

  private func startsClause(_ noun: Int) -> Bool {
    var index = noun + 1
    while index < chunks.count, chunks[index].kind == .adverb { index += 1 }
    return index < chunks.count && chunks[index].verb?.form == .finite
  }

  /// The prepositional phrases that belong to a verb or noun, read on from `start` to the
  /// border of the clause.
  func obliques(from start: Int) -> [Oblique] {
    var found: [Oblique] = []
    var index = start
    while index < min(chunks.count, start + reach) {
      switch chunks[index].kind {
      case .adverb, .time: index += 1
      case .comma, .conjunction:
        // "…, to Iraq" and "from Iraq and to Syria" go on; a clause does not.
        var next = index + 1
        while next < chunks.count,
          chunks[next].kind == .time || chunks[next].kind == .adverb
            || chunks[next].kind == .comma || chunks[next].kind == .conjunction
        { next += 1 }
        if next + 1 < chunks.count, chunks[index].kind == .comma,
          let behind = behindModifier(next)
        {
          index = behind
          continue
        }
        guard next < chunks.count, chunks[next].kind == .preposition else { return found }
        index = next
      case .preposition:
        var noun = index + 1
        var preposition = index
        while noun < chunks.count,
          chunks[noun].kind == .preposition || chunks[noun].kind == .adverb
        {
          if chunks[noun].kind == .preposition { preposition = noun }
          noun += 1
        }
        guard isNoun(noun) else {
          index += 1
          if noun < chunks.count, chunks[noun].kind == .verb { return found }
          continue
        }
        let nouns = coordinated(rightOf: noun)
        found.append(Oblique(preposition: preposition, nouns: nouns))
        index = (nouns.last ?? noun) + 1
      case .noun:
        // An object, or its coordinates, is passed over.
        guard index == start || chunks[index - 1].kind != .noun else { return found }
        index += 1
      case .boundary:
        guard isQuote(index) else { return found }
        index += 1
      case .verb:
        // A participle that tells more about the object: "some of its troops stationed in
        // Iraq back to Norway".
        guard chunks[index].verb?.form == .bare, !isNoun(index + 1), index > start else {
          return found
        }
        index += 1
      default: return found
      }
    }
    return found
  }
}

extension ClauseReader {
  /// The place behind a participle with one phrase, between a comma and what goes on the clause:
  /// `two frigates, armed with missiles, to the Gulf`; nil where there is none.
  private func behindModifier(_ verb: Int) -> Int? {
    guard chunks[verb].verb?.form == .bare, chunks[verb + 1].kind == .preposition,
      isNoun(verb + 2), let last = coordinated(rightOf: verb + 2).last
    else { return nil }
    let next = last + 1
    guard next < chunks.count, chunks[next].kind == .comma || chunks[next].kind == .preposition
    else { return nil }
    return next
  }
}

// MARK: - Governors

extension ClauseReader {
  /// What stands over an infinitive, gerund or noun: the verb, noun or adjective that says
  /// whether it is planned, possible or refused; the nearest first.
  func governors(of index: Int) -> [Int] {
    var found: [Int] = []
    var at = index
    for _ in 0..<depth {
      guard let governor = governor(of: at) else { break }
      found.append(governor)
      at = governor
    }
    return found
  }

  private func governor(of index: Int) -> Int? {
    let isVerb = chunks[index].kind == .verb
    if let form = chunks[index].verb?.form, form == .finite || form == .bare {
      // "will remain stationed"
      return form == .bare && index > 0 && chunks[index - 1].kind == .verb ? index - 1 : nil
    }
    var at = index - 1
    while at >= max(0, index - 8) {
      switch chunks[at].kind {
      case .verb: return at
      case .boundary where isVerb && isQuote(at): break
      case .noun:
        // "a plan to send", "due to arrive", "“ready and willing” to send": the noun governs.
        // "ordered 500 troops to deploy": the verb behind it does.
        if isVerb, at == index - 1 || at == index - 2 && isQuote(at + 1), chunks[at].type == nil {
          return at
        }
        // "a call for troops to be sent"
        if isVerb, at + 3 == index, chunks[at].type == nil, isNoun(at + 2),
          chunks[index].verb?.form == .infinitive,
          wordClass(of: at + 1).contains(.subjectMarker)
        {
          return at
        }
        if !isVerb { return at > 0 && chunks[at - 1].kind == .preposition ? at : nil }
      case .preposition, .adverb, .time: break
      case .conjunction where isVerb:
        // "to train and send": as the verb before.
        break
      default: return nil
      }
      at -= 1
    }
    return nil
  }

  /// A subordinator between the verb and the border of its clause on the left.
  func subordinator(of verb: Int) -> Int? {
    var index = verb - 1
    while index >= max(0, verb - 12) {
      switch chunks[index].kind {
      case .subordinator: return index
      case .verb where chunks[index].verb?.isInfinitiveOrGerund != true: return nil
      case .boundary: return nil
      default: index -= 1
      }
    }
    return nil
  }
}

extension ClauseReader {
  /// A subordinator behind the verb, up to the border of the sentence's next full stop or
  /// list: `… if the junta is attacked`.
  func laterSubordinators(of verb: Int) -> [Int] {
    (verb + 1..<max(verb + 1, min(chunks.count, verb + 14))).filter {
      chunks[$0].kind == .subordinator
    }
  }
}

extension ClauseReader {
  /// A subordinator that opens the sentence, with a comma before the verb's clause: `If the
  /// talks fail, Mali will send …`.
  func openingSubordinator(of verb: Int) -> [Int] {
    guard verb > 2, chunks[0].kind == .subordinator,
      chunks[1..<min(verb, 24)].contains(where: { $0.kind == .comma })
    else { return [] }
    return [0]
  }
}

extension VerbGroup {
  var isInfinitiveOrGerund: Bool { form == .infinitive || form == .gerund }
}
