/// Deployed-to and confirmed-by relations, and what hangs on them.
struct RelationScores: Sendable {
  /// What became of the predictions of one rule.
  struct RuleRow: Equatable, Sendable {
    var right = 0
    var spurious = 0
  }

  /// A deployed-to relation is right when its force and its destination each share a
  /// character with a span that gold has for it, aliases included.
  private(set) var facts = Tally()
  /// The same by how hard the annotator found them; precision has no such thing.
  private(set) var recall: [String: Share] = [:]

  // Over the pairs of gold and prediction only.
  private(set) var status = Share()
  private(set) var polarity = Share()
  /// Of the facts with a count, those where both bounds are the same.
  private(set) var count = Share()
  /// Of the facts without a count, those that were given one.
  private(set) var countGivenToNone = Share()
  /// By overlap. The recall of `deployer` is its accuracy: the share of the facts with a
  /// deployer where the prediction has it.
  private(set) var roles: [Role: Tally] = [:]

  /// Sources of all facts: those of a fact that was missed are missed, and those of a
  /// spurious one are spurious.
  private(set) var sources = Tally()
  /// Sources of the pairs only: how good attribution is, given the right facts.
  private(set) var sourcesOfPairs = Tally()
  /// Of the sources found, those with the right stance.
  private(set) var stance = Share()

  /// What a force is called whose own words do not tell.
  private(set) var forceNames = ForceNameScores()

  /// How sure the relations are that were found, and whether they are right.
  private(set) var factConfidence = ConfidenceScores()
  private(set) var sourceConfidence = ConfidenceScores()

  private(set) var rules: [String: RuleRow] = [:]
  /// Predicted relations of types without a score.
  private(set) var otherRelations = 0

  /// Facts and sources of each passage.
  private(set) var factTallies: [Tally] = []
  private(set) var sourceTallies: [Tally] = []

  /// Scores a passage, and notes what is wrong with it.
  mutating func add(
    _ gold: [Fact], _ found: [Fact], otherRelations: Int, notingIn errors: inout PassageErrors
  ) {
    let alignment = Alignment(gold, found, fit: Self.fit)
    facts += alignment.tally
    factTallies.append(alignment.tally)
    self.otherRelations += otherRelations

    for (gold, found) in forceNames.add(alignment) {
      errors.wrong(
        .wrongForceName, gold, found, gold.forceNames[0], found.forceNames.first ?? "none")
    }

    var passageSources = Tally()
    for (gold, found) in alignment.pairs {
      count(gold, isFound: true)
      count(found.rule, isRight: true)
      factConfidence.add(found.confidence, isRight: true)
      addDetails(gold, found, &errors)
      let tally = addSources(gold, found, &errors)
      sourcesOfPairs += tally
      passageSources += tally
    }
    for gold in alignment.missed {
      count(gold, isFound: false)
      passageSources.missed += gold.sources.count
      errors.missed(gold, near: alignment.spurious)
    }
    for found in alignment.spurious {
      count(found.rule, isRight: false)
      factConfidence.add(found.confidence, isRight: false)
      for source in found.sources {
        count(source.rule, isRight: false)
        sourceConfidence.add(source.confidence, isRight: false)
      }
      passageSources.spurious += found.sources.count
      errors.spurious(found)
    }
    sources += passageSources
    sourceTallies.append(passageSources)
  }

  /// The closest pair wins; the same trigger decides where several are equally close.
  static func fit(_ gold: Fact, _ found: Fact) -> Fit? {
    guard let force = found.force.closeness(toAnyOf: gold.forces),
      let destination = found.destination.closeness(toAnyOf: gold.destinations)
    else { return nil }
    return Fit(
      closeness: force + destination,
      agrees: gold.trigger != nil && gold.trigger == found.trigger)
  }
}

// MARK: - Pairs

extension RelationScores {
  private mutating func addDetails(_ gold: Fact, _ found: Fact, _ errors: inout PassageErrors) {
    status.count(gold.status == found.status)
    if gold.status != found.status {
      errors.wrong(.wrongStatus, gold, found, gold.status.rawValue, found.status.rawValue)
    }
    polarity.count(gold.polarity == found.polarity)
    if gold.polarity != found.polarity {
      errors.wrong(.wrongPolarity, gold, found, gold.polarity.rawValue, found.polarity.rawValue)
    }
    addCount(gold, found, &errors)
    for role in Role.allCases { add(role, gold, found, &errors) }
  }

  private mutating func addCount(_ gold: Fact, _ found: Fact, _ errors: inout PassageErrors) {
    let isRight: Bool
    if let expected = gold.count {
      isRight = found.count?.agrees(with: expected) ?? false
      count.count(isRight)
    } else {
      isRight = found.count == nil
      countGivenToNone.count(!isRight)
    }
    if !isRight {
      errors.wrong(
        .wrongCount, gold, found, gold.count?.description ?? "none",
        found.count?.description ?? "none")
    }
  }

  private mutating func add(
    _ role: Role, _ gold: Fact, _ found: Fact, _ errors: inout PassageErrors
  ) {
    let (expected, given) = (gold.roles[role], found.roles[role])
    if let expected, let given, expected.overlaps(given) {
      roles[role, default: Tally()].right += 1
    } else if expected != nil || given != nil {
      roles[role, default: Tally()].missed += expected == nil ? 0 : 1
      roles[role, default: Tally()].spurious += given == nil ? 0 : 1
      errors.wrong(role, gold, found)
    }
  }

  private mutating func addSources(
    _ gold: Fact, _ found: Fact, _ errors: inout PassageErrors
  ) -> Tally {
    let alignment = Alignment(gold.sources, found.sources) { gold, found in
      Fit(gold.span, found.span, agrees: gold.cue != nil && gold.cue == found.cue)
    }
    for (source, foundSource) in alignment.pairs {
      stance.count(source.stance == foundSource.stance)
      count(foundSource.rule, isRight: true)
      sourceConfidence.add(foundSource.confidence, isRight: true)
      if source.stance != foundSource.stance {
        errors.wrongStance(source, foundSource, of: found)
      }
    }
    for source in alignment.missed { errors.missed(source, of: found) }
    for source in alignment.spurious {
      count(source.rule, isRight: false)
      sourceConfidence.add(source.confidence, isRight: false)
      errors.spurious(source, of: found)
    }
    return alignment.tally
  }

  private mutating func count(_ gold: Fact, isFound: Bool) {
    guard let difficulty = gold.difficulty else { return }
    recall[difficulty, default: Share()].count(isFound)
  }

  private mutating func count(_ rule: String?, isRight: Bool) {
    let column: WritableKeyPath<RuleRow, Int> = isRight ? \.right : \.spurious
    rules[rule ?? "(no rule)", default: RuleRow()][keyPath: column] += 1
  }
}
