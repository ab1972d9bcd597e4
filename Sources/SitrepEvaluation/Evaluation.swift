/// Grades predictions by gold.
///
///     let gold = try GoldSet(jsonLines: goldBytes, file: "passages.jsonl")
///     let found = try PredictionSet(jsonLines: bytes, file: "out.jsonl", gold: gold)
///     print(Evaluation(gold: gold, predictions: found).report().table)
///
/// Each layer is graded over the passages whose gold has it. Neither the order of the
/// documents nor that of anything in them changes a score.
public struct Evaluation: Sendable {
  private let gold: GoldSet
  private let predictions: PredictionSet
  private let baseline: PredictionSet?
  private let given: PredictionSet?
  private let bootstrap: Bootstrap

  /// - Parameters:
  ///   - baseline: predictions that take each name for the most populous place of that name,
  ///     to see the resolution of places beside.
  ///   - given: predictions that were given the names of places, to see their resolution alone.
  ///   - seed: of the confidence intervals; the same seed gives the same interval.
  ///   - resamples: how many times documents are drawn for an interval; 0 for no interval.
  public init(
    gold: GoldSet, predictions: PredictionSet, baseline: PredictionSet? = nil,
    given: PredictionSet? = nil, seed: UInt64 = 1, resamples: Int = 1_000
  ) {
    self.gold = gold
    self.predictions = predictions
    self.baseline = baseline
    self.given = given
    bootstrap = Bootstrap(seed: seed, resamples: max(0, resamples))
  }

  public func report() -> EvaluationReport {
    var scores = Scores(
      grading: gold.passages, predictions, hasBaseline: baseline != nil, isGiven: given != nil)
    var errors: [Discrepancy] = []
    var missing: [String] = []
    for passage in gold.passages {
      let prediction = predictions.predictions[passage.id]
      if prediction == nil { missing.append(passage.id) }
      errors += scores.add(
        passage, prediction, baseline: baseline?.predictions[passage.id],
        given: given?.predictions[passage.id])
    }
    let known = Set(gold.passages.map(\.id))
    let measures = scores.measures
    return EvaluationReport(
      passages: gold.count, missing: missing,
      unexpected: predictions.predictions.keys.filter { !known.contains($0) }.sorted(),
      errors: errors, scores: scores, measures: measures,
      headline: measures.map { $0.figure(bootstrap) }, gold: gold, predictions: predictions)
  }
}

/// The scores of every layer that the gold has; nil for one that no passage has.
struct Scores: Sendable {
  private(set) var sentences: SentenceScores?
  private(set) var entities: EntityScores?
  private(set) var detail: EntityDetail?
  private(set) var quantities: ValueScores?
  private(set) var times: ValueScores?
  private(set) var relations: RelationScores?
  private(set) var typedRelations: TypedRelationScores?
  private(set) var places: PlaceScores?
  private(set) var attributions: AttributionScores?

  // The ids of the passages that have the layer, in the order in which they were added.
  private var factDocuments: [String] = []
  private var entityDocuments: [String] = []
  private var placeDocuments: [String] = []
  private var attributionDocuments: [String] = []
  private var clusterDocuments: [String] = []
  private var sentenceDocuments: [String] = []
  private var quantityDocuments: [String] = []
  private var timeDocuments: [String] = []
  private var relationDocuments: [String] = []

  init(
    grading passages: [GoldPassage], _ predictions: PredictionSet, hasBaseline: Bool,
    isGiven: Bool
  ) {
    let layers = passages.map(\.annotations)
    if layers.contains(where: { $0.sentences != nil }) { sentences = SentenceScores() }
    if layers.contains(where: { $0.entities != nil }) {
      let named = layers.flatMap { $0.entities ?? [] }.filter { $0.level != .pronoun }
      entities = EntityScores(types: Set(named.map(\.type)))
      detail = EntityDetail(types: Set(named.map(\.type)))
    }
    if layers.contains(where: { $0.quantities != nil }) { quantities = ValueScores() }
    if layers.contains(where: { $0.times != nil }) { times = ValueScores() }
    if layers.contains(where: { $0.facts != nil }) { relations = RelationScores() }
    if layers.contains(where: { $0.relations != nil }) {
      typedRelations = TypedRelationScores(layers.flatMap { $0.relations ?? [] })
    }
    if layers.contains(where: { $0.attributions != nil }) { attributions = AttributionScores() }
    let places = passages.compactMap { passage in
      passage.annotations.places.map { gold in
        (gold, predictions.predictions[passage.id]?.annotations.entities ?? [])
      }
    }
    if !places.isEmpty {
      self.places = PlaceScores(
        gradesGroups: PlaceScores.marksGroups(places), hasBaseline: hasBaseline,
        isGiven: isGiven)
    }
  }

  /// Adds a passage, a prediction that is missing being one that found nothing, and gives
  /// back what is wrong with it.
  mutating func add(
    _ passage: GoldPassage, _ prediction: Prediction?, baseline: Prediction?,
    given: Prediction?
  ) -> [Discrepancy] {
    let gold = passage.annotations
    let found = prediction?.annotations ?? Annotations()
    var errors = PassageErrors(passage, predictedSentences: found.sentences ?? [])
    if gold.facts != nil { factDocuments.append(passage.id) }
    if gold.entities != nil { entityDocuments.append(passage.id) }
    if gold.places != nil { placeDocuments.append(passage.id) }
    if gold.attributions != nil { attributionDocuments.append(passage.id) }
    if gold.sentences != nil { sentenceDocuments.append(passage.id) }
    if gold.quantities != nil { quantityDocuments.append(passage.id) }
    if gold.times != nil { timeDocuments.append(passage.id) }
    if let facts = gold.facts {
      relations?.add(
        facts, found.facts ?? [], otherRelations: prediction?.otherRelations ?? 0,
        notingIn: &errors)
    }
    if let gold = gold.relations, let faults = typedRelations?.add(gold, found.relations ?? []) {
      relationDocuments.append(passage.id)
      errors.note(faults)
    }
    if let gold = gold.entities, let overlaps = entities?.add(gold, found.entities ?? []) {
      errors.note(overlaps)
      if detail?.add(gold, found.entities ?? [], in: passage.text) == true {
        clusterDocuments.append(passage.id)
      }
    }
    if let gold = gold.sentences { sentences?.add(gold, found.sentences ?? [], in: passage.text) }
    if let gold = gold.quantities { quantities?.add(gold, found.quantities ?? []) }
    if let gold = gold.times { times?.add(gold, found.times ?? []) }
    if let attributed = gold.attributions {
      attributions?.add(attributed, found.attributions ?? [], genre: gold.genre)
    }
    if let gold = gold.places,
      let faults = places?.add(
        gold, found.entities ?? [], baseline: baseline?.annotations.entities,
        given: given?.annotations.entities)
    {
      errors.note(missed: faults.missed, spurious: faults.spurious, far: faults.far)
    }
    return errors.all
  }

  /// What the figures to judge by rest on, for those layers that are graded.
  var measures: [Measure] {
    var measures: [Measure] = []
    /// - Parameter counts: what the counts are called, where several figures rest on them.
    func figure(
      _ name: String, _ tallies: [Tally], _ score: @escaping Measure.Score,
      counts: String? = nil, isView: Bool = false
    ) -> Measure {
      Measure(
        name: name, counts: counts ?? name, documents: documents,
        evidence: .tallies(tallies, score), isView: isView)
    }
    var documents = factDocuments
    if let relations {
      let counts = "deployed-to"
      measures += [
        figure("deployed-to.f1", relations.factTallies, \.f1, counts: counts),
        figure("deployed-to.precision", relations.factTallies, \.precision, counts: counts),
        figure("deployed-to.recall", relations.factTallies, \.recall, counts: counts),
        figure("confirmed-by.f1", relations.sourceTallies, \.f1),
      ]
      if relations.forceNames.facts.of > 0 {
        measures.append(figure("force-names.recall", relations.forceNames.tallies, \.recall))
      }
    }
    documents = relationDocuments
    if let typedRelations {
      measures += [
        figure("relations.strict.f1", typedRelations.strictTallies, \.f1),
        figure("relations.partial.f1", typedRelations.partialTallies, \.f1, isView: true),
        figure("relations.roles.f1", typedRelations.roleTallies, \.f1, isView: true),
      ]
    }
    documents = entityDocuments
    if let entities { measures.append(figure("entities.f1", entities.tallies, \.f1)) }
    if let detail {
      for scheme in Scheme.allCases {
        // What is right in part is counted in halves.
        let (counts, tally): (String, (SchemeTally) -> Tally) =
          scheme == .partial ? ("partial.halves", \.halves) : (scheme.rawValue, \.whole)
        measures.append(
          figure(
            "entities.\(scheme).f1", detail.schemes.documents.map { tally($0[scheme]) }, \.f1,
            counts: "entities.\(counts)", isView: true))
      }
      measures += [
        figure(
          "entities.conll.f1", detail.chunks.documents.map(\.chunks), \.f1,
          counts: "entities.conll", isView: true),
        figure(
          "entities.words.f1", detail.chunks.documents.map(\.words), \.f1,
          counts: "entities.words", isView: true),
      ]
    }
    measures += clusterMeasures
    documents = sentenceDocuments
    if let sentences { measures.append(figure("sentences.f1", sentences.tallies, \.f1)) }
    for (name, scores, ids) in [
      ("quantities", quantities, quantityDocuments), ("times", times, timeDocuments),
    ] {
      guard let scores else { continue }
      documents = ids
      measures += [
        figure("\(name).f1", scores.spanTallies, \.f1),
        figure("\(name).value", scores.valueTallies, \.recall),
      ]
    }
    documents = placeDocuments
    if let places {
      measures.append(figure("places.f1", places.names, \.f1))
      measures += [
        figure("places.accuracy", places.resolution.endToEnd, \.recall),
        figure("places.resolved", places.resolution.ofFound, \.recall),
      ]
      if let given = places.given {
        measures.append(figure("places.given", given, \.recall))
      }
      if let baseline = places.baseline {
        measures += [
          figure("most-populous.accuracy", baseline.endToEnd, \.recall),
          figure("most-populous.resolved", baseline.ofFound, \.recall),
        ]
      }
    }
    documents = attributionDocuments
    if let attributions {
      let counts = "attributions.cue"
      measures += [
        figure("attributions.recall", attributions.all.cues, \.recall, counts: counts),
        figure("attributions.cue", attributions.all.cues, \.f1, counts: counts),
        figure("attributions.both", attributions.all.both, \.f1),
      ]
    }
    return measures
  }

  /// The scores of coreference, where gold has clusters.
  private var clusterMeasures: [Measure] {
    guard let clusters = detail?.clusters else { return [] }
    let scores: [(String, @Sendable (ClusterScores.Sums) -> Double?)] = [
      ("muc.f1", { $0.muc.f1 }), ("b-cubed.f1", { $0.bCubed.f1 }),
      ("ceaf-m.f1", { $0.ceafMentions.f1 }), ("ceaf-e.f1", { $0.ceafEntities.f1 }),
      ("lea.f1", { $0.lea.f1 }), ("conll", { $0.conll }),
    ]
    return scores.map { name, score in
      Measure(
        name: "coreference.\(name)", counts: "coreference", documents: clusterDocuments,
        evidence: .clusters(clusters.documents, score))
    }
  }
}
