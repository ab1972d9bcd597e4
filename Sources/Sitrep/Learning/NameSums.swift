import Synchronization

/// What the features of single words add up to, each summed up when it is first met and kept
/// from document to document: neighbours are mostly words that were met before. What is kept
/// changes no score, only how fast it is found.
struct NameSums: Sendable {
  /// As many scores as a row has: those of the labels, filled up to whole vectors.
  private let lanes: Int
  /// By slot and row the number of the word that was summed up last; 0 where there is none.
  private var keys: [UInt64]
  private var sums: [Int16]

  /// Five megabytes a worker for the labels of three types. A power of two.
  private static let slotCount = 32768

  init(labelCount: Int) {
    lanes = (labelCount + 7) & ~7
    keys = Array(repeating: 0, count: Self.slotCount * NameFeatures.rowCount)
    sums = Array(repeating: 0, count: Self.slotCount * NameFeatures.rowCount * lanes)
  }

  /// Adds to the scores what a word says in a row. O(labels) for a word that is kept, else
  /// O(features). Hot path.
  @inline(__always)
  mutating func add(
    _ row: Int, of word: NameWord, _ identity: UInt64, _ weights: LearnedWeights,
    to scores: inout InlineArray<128, Int16>
  ) {
    let slot = Int(truncatingIfNeeded: identity >> 32) & (Self.slotCount - 1)
    let place = slot * NameFeatures.rowCount + row
    if keys[place] != identity { sum(row, of: word, weights, at: place, identity) }
    let sums = sums.span
    for lane in 0..<lanes { scores[unchecked: lane] &+= sums[unchecked: place * lanes + lane] }
  }

  @inline(never)
  private mutating func sum(
    _ row: Int, of word: NameWord, _ weights: LearnedWeights, at place: Int, _ identity: UInt64
  ) {
    var scores = InlineArray<128, Int16>(repeating: 0)
    weights.add(to: &scores) { NameFeatures.alone(row, word, $0) }
    for lane in 0..<lanes { sums[place * lanes + lane] = scores[lane] }
    keys[place] = identity
  }
}

/// The sums that no task uses at the moment: as many as there were tasks at once.
final class NameSumsStore: Sendable {
  private let idle = Mutex<[NameSums]>([])
  private let labelCount: Int

  init(labelCount: Int) { self.labelCount = labelCount }

  /// Hands out sums for as long as `body` runs.
  func use<Result>(_ body: (inout NameSums) -> Result) -> Result {
    var sums = idle.withLock { $0.popLast() } ?? NameSums(labelCount: labelCount)
    let result = body(&sums)
    idle.withLock { [sums] in $0.append(sums) }
    return result
  }
}
