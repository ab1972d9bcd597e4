/// How well the confidence of relations says how often they are right.
///
/// Those that come without a confidence are counted, and count for nothing else.
struct ConfidenceScores: Sendable {
  /// How many bins of equal width the range from 0 to 1 has, as in Guo et al. 2017.
  static let binCount = 10

  /// Relations of about the same confidence.
  struct Bin: Equatable, Sendable {
    /// Its confidences are from `low`; up to `high` and without it, but for the last bin.
    var low: Double
    var high: Double
    var right = 0
    var found = 0
    /// The sum of their confidences.
    fileprivate(set) var sum = 0.0

    /// Nil for an empty bin.
    var confidence: Double? { found == 0 ? nil : sum / Double(found) }
    /// The share that is right; nil for an empty bin.
    var share: Double? { Share(right: right, of: found).value }
  }

  /// What is left where those below a confidence are dropped.
  struct Cut: Equatable, Sendable {
    /// The least that is kept.
    var confidence: Double
    var tally: Tally
  }

  private var judged: [(confidence: Double, isRight: Bool)] = []
  /// How many have no confidence.
  private(set) var unsaid = 0

  mutating func add(_ confidence: Double?, isRight: Bool) {
    guard let confidence else {
      unsaid += 1
      return
    }
    judged.append((confidence, isRight))
  }

  /// How many have a confidence.
  var count: Int { judged.count }

  /// All bins, empty ones too, from the least confidence to the greatest.
  var bins: [Bin] {
    let width = 1 / Double(Self.binCount)
    var bins = (0..<Self.binCount).map {
      Bin(low: Double($0) * width, high: Double($0 + 1) * width)
    }
    for (confidence, isRight) in inOrder {
      let bin = min(Self.place(of: confidence, in: Self.binCount), Self.binCount - 1)
      bins[bin].found += 1
      bins[bin].sum += confidence
      if isRight { bins[bin].right += 1 }
    }
    return bins
  }

  /// The expected calibration error (Naeini et al. 2015): how far confidence and the share that
  /// is right lie apart in a bin, on average over the relations. Nil without any.
  var calibrationError: Double? {
    guard count > 0 else { return nil }
    let gaps = bins.reduce(0) { $0 + abs($1.sum - Double($1.right)) }
    return gaps / Double(count)
  }

  /// The mean square of what confidence and truth (1 or 0) lie apart (Brier 1950). Nil without
  /// any.
  var brier: Double? {
    guard count > 0 else { return nil }
    let squares = inOrder.reduce(0) { sum, one in
      let gap = one.confidence - (one.isRight ? 1 : 0)
      return sum + gap * gap
    }
    return squares / Double(count)
  }

  /// One cut for each confidence that occurs, in hundredths, from the greatest to the least.
  /// What is right was settled with all relations there, and is not paired anew.
  /// - Parameter gold: how many there are to be found.
  func cuts(gold: Int) -> [Cut] {
    var cuts: [Cut] = []
    var tally = Tally(right: 0, missed: gold, spurious: 0)
    for (confidence, isRight) in inOrder.reversed() {
      let hundredths = Double(Self.place(of: confidence, in: 100)) / 100
      tally += isRight ? Tally(right: 1, missed: -1) : Tally(spurious: 1)
      if cuts.last?.confidence == hundredths { cuts.removeLast() }
      cuts.append(Cut(confidence: hundredths, tally: tally))
    }
    return cuts
  }

  /// Which of so many equal parts it falls into; the little that is added makes up for
  /// 0.29 · 100 being 28.999999999999996.
  private static func place(of confidence: Double, in parts: Int) -> Int {
    Int(confidence * Double(parts) + 1e-9)
  }

  /// Sorted, so that sums are the same whatever the order of the documents.
  private var inOrder: [(confidence: Double, isRight: Bool)] {
    judged.sorted { ($0.confidence, $0.isRight ? 1 : 0) < ($1.confidence, $1.isRight ? 1 : 0) }
  }
}
