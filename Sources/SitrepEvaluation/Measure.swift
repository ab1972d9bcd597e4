/// A figure to judge by, with the counts that it rests on, document by document.
struct Measure: Sendable {
  typealias Score = @Sendable (Tally) -> Double?

  /// What the figure is called: `deployed-to.f1`.
  var name: String
  /// What its counts are called; figures that rest on the same ones have the same name here.
  var counts: String
  /// The ids of the passages that have the layer, in their order.
  var documents: [String]
  /// One for each of `documents`.
  var tallies: [Tally]
  var score: Score

  /// The score of all documents together; nil where it is not defined.
  var value: Double? { score(tallies.reduce(Tally(), +)) }

  /// The figure with its interval.
  func figure(_ bootstrap: Bootstrap) -> Figure {
    Figure(name: name, value: value, interval: bootstrap.interval(of: tallies, score: score))
  }
}
