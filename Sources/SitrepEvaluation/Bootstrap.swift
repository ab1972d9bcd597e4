/// The generator SplitMix64 (Steele, Lea & Flood 2014). Ours rather than the system's, so
/// that a seed gives the same interval on every machine and with every Swift.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to and without `limit`. Its bias, `limit` in 2⁶⁴, is of no matter
  /// here; the standard library's way to do this may change between releases.
  mutating func index(below limit: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(limit)).high)
  }
}

/// The percentile bootstrap (Efron 1979): how far a score would move had other documents
/// of the same kind been annotated.
struct Bootstrap: Sendable {
  var seed: UInt64 = 1
  var resamples = 1_000

  /// The middle 95 % of a score over resampled documents. Whole documents are drawn, for
  /// the facts of one document stand and fall together.
  ///
  /// Resamples where the score is not defined are left out; nil when less than two
  /// documents are given or all are left out.
  func interval<Counts: AdditiveArithmetic>(
    of tallies: [Counts], score: (Counts) -> Double?
  ) -> ClosedRange<Double>? {
    guard tallies.count > 1 else { return nil }
    var random = SplitMix64(seed: seed)
    var scores: [Double] = []
    for _ in 0..<resamples {
      var sum = Counts.zero
      for _ in tallies { sum += tallies[random.index(below: tallies.count)] }
      if let score = score(sum) { scores.append(score) }
    }
    guard !scores.isEmpty else { return nil }
    scores.sort()
    let cut = scores.count / 40  // 2.5 % at each end
    return scores[cut]...scores[scores.count - 1 - cut]
  }
}
