/// One figure to judge by, or to gate a build on.
public struct Figure: Equatable, Sendable {
  /// `deployed-to.f1`, `deployed-to.precision`, `deployed-to.recall`, `confirmed-by.f1`,
  /// `entities.f1`, `places.f1`, or `accuracy` and `resolved` of `places` and
  /// `most-populous`.
  public let name: String
  /// From 0 to 1; nil when there was nothing to find and nothing was found.
  public let value: Double?
  /// The 95 % confidence interval, documents drawn anew; nil for less than two documents.
  public let interval: ClosedRange<Double>?
}

/// What an evaluation came to. Equal gold and predictions give equal bytes.
///
/// The table and the JSON are in `EvaluationReport+Table` and `EvaluationReport+JSON`.
public struct EvaluationReport: Sendable {
  /// How many passages the gold has.
  public let passages: Int
  /// The ids of the passages without a prediction; everything in them counts as missed.
  public let missing: [String]
  /// The ids of the predictions without a passage; they count for nothing.
  public let unexpected: [String]
  /// Everything that is wrong, passage by passage in the order of their ids.
  public let errors: [Discrepancy]
  /// The figures to judge by, for those layers that the gold has.
  public let headline: [Figure]

  /// How it stands to an earlier state, where one was given.
  public internal(set) var comparison: Comparison?

  let scores: Scores
  /// What `headline` rests on, figure by figure.
  let measures: [Measure]
  /// What was graded, to show it.
  let gold: GoldSet
  let predictions: PredictionSet

  init(
    passages: Int, missing: [String], unexpected: [String], errors: [Discrepancy],
    scores: Scores, measures: [Measure], headline: [Figure], gold: GoldSet,
    predictions: PredictionSet
  ) {
    self.passages = passages
    self.missing = missing
    self.unexpected = unexpected
    self.errors = errors
    self.scores = scores
    self.measures = measures
    self.headline = headline
    self.gold = gold
    self.predictions = predictions
  }

  /// Of each rule how many of its relations are right, and how many nobody asked for; sorted by
  /// name. Empty where the gold has no relations.
  public var rules: [(rule: String, right: Int, spurious: Int)] {
    (scores.relations?.rules ?? [:]).sorted { $0.key < $1.key }
      .map { (rule: $0.key, right: $0.value.right, spurious: $0.value.spurious) }
  }

  /// All figures that a build can be gated on: `headline`, and `ece` and `brier` of the
  /// relations whose confidence is known.
  public var figures: [Figure] { headline + confidenceFigures }

  /// The figure called `name`, or nil when there is none of that name in `figures`.
  public func figure(_ name: String) -> Figure? {
    figures.first { $0.name == name }
  }

  /// The confidences by the relation they belong to, those without any left out.
  var confidences: [(name: String, scores: ConfidenceScores, gold: Int)] {
    guard let relations = scores.relations else { return [] }
    return [
      ("deployed-to", relations.factConfidence, relations.facts.gold),
      ("confirmed-by", relations.sourceConfidence, relations.sources.gold),
    ].filter { $0.scores.count > 0 }
  }

  private var confidenceFigures: [Figure] {
    confidences.flatMap { name, scores, _ in
      [
        Figure(name: name + ".ece", value: scores.calibrationError, interval: nil),
        Figure(name: name + ".brier", value: scores.brier, interval: nil),
      ]
    }
  }
}
