/// A figure to judge by, with the counts that it rests on, document by document.
struct Measure: Sendable {
  typealias Score = @Sendable (Tally) -> Double?

  /// What the figure is made of.
  enum Evidence: Sendable {
    /// Counts, one for each document.
    case tallies([Tally], Score)
    /// The sums of coreference, one for each document.
    case clusters([ClusterScores.Sums], @Sendable (ClusterScores.Sums) -> Double?)
  }

  /// What the figure is called: `deployed-to.f1`.
  var name: String
  /// What its counts are called; figures that rest on the same ones have the same name here.
  var counts: String
  /// The ids of the passages that have the layer, in their order.
  var documents: [String]
  var evidence: Evidence
  /// Whether it is another view of what an earlier figure tells: documents that changed are not
  /// listed once more for it.
  var isView = false

  /// The score of all documents together; nil where it is not defined.
  var value: Double? {
    switch evidence {
    case .tallies(let tallies, let score): score(tallies.reduce(.zero, +))
    case .clusters(let sums, let score): score(sums.reduce(.zero, +))
    }
  }

  /// The figure with its interval.
  func figure(_ bootstrap: Bootstrap) -> Figure {
    let interval =
      switch evidence {
      case .tallies(let tallies, let score): bootstrap.interval(of: tallies, score: score)
      case .clusters(let sums, let score): bootstrap.interval(of: sums, score: score)
      }
    return Figure(name: name, value: value, interval: interval)
  }
}
