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

  let scores: Scores

  init(
    passages: Int, missing: [String], unexpected: [String], errors: [Discrepancy],
    scores: Scores, headline: [Figure]
  ) {
    self.passages = passages
    self.missing = missing
    self.unexpected = unexpected
    self.errors = errors
    self.scores = scores
    self.headline = headline
  }

  /// Of each rule how many of its relations are right, and how many nobody asked for; sorted by
  /// name. Empty where the gold has no relations.
  public var rules: [(rule: String, right: Int, spurious: Int)] {
    (scores.relations?.rules ?? [:]).sorted { $0.key < $1.key }
      .map { (rule: $0.key, right: $0.value.right, spurious: $0.value.spurious) }
  }

  /// The figure called `name`, or nil when there is none of that name in `headline`.
  public func figure(_ name: String) -> Figure? {
    headline.first { $0.name == name }
  }
}
