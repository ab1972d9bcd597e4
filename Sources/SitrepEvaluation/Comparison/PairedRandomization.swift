/// Approximate randomization for two systems on the same documents (Noreen 1989; Yeh 2000):
/// how often a difference at least as large comes about where it is left to chance, document
/// by document, which of the two results is whose.
struct PairedRandomization: Sendable {
  var seed: UInt64 = 1
  var rounds = 9_999

  /// The two-sided p value of the difference between the scores, from 1/(rounds + 1) to 1.
  ///
  /// A round where a score is not defined speaks against a difference. Nil where one of the two
  /// scores is not defined. Takes rounds × those documents that differ.
  /// - Precondition: as many tallies before as after, document by document.
  func p<Counts: AdditiveArithmetic>(
    before: [Counts], after: [Counts], score: (Counts) -> Double?
  ) -> Double? {
    precondition(before.count == after.count, "not the same documents")
    let (one, other) = (before.reduce(.zero, +), after.reduce(.zero, +))
    guard let scoreBefore = score(one), let scoreAfter = score(other) else { return nil }
    let difference = abs(scoreAfter - scoreBefore)
    // Exchanging two equal results changes nothing, and what one exchange adds to one side it
    // takes from the other.
    let changes = zip(before, after).filter { $0 != $1 }.map { $1 - $0 }
    var random = SplitMix64(seed: seed)
    var asLarge = 0
    for _ in 0..<rounds {
      var moved = Counts.zero
      var (bits, left) = (UInt64(0), 0)
      for change in changes {
        if left == 0 { (bits, left) = (random.next(), 64) }
        if bits & 1 == 1 { moved += change }
        (bits, left) = (bits >> 1, left - 1)
      }
      guard let one = score(one + moved), let other = score(other - moved) else {
        asLarge += 1
        continue
      }
      // 1e-9: the same counts, added in another order, are the same difference.
      if abs(other - one) >= difference - 1e-9 { asLarge += 1 }
    }
    return Double(asLarge + 1) / Double(rounds + 1)
  }
}
