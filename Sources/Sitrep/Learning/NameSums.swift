/// What the features of single words add up to, each summed up when it is first met and kept
/// from document to document: neighbours are mostly words that were met before. What is kept
/// changes no score, only how fast it is found.
struct NameSums: Sendable {
  /// How many vectors a row has: as many scores as there are labels, filled up.
  private let vectors: Int
  /// By slot and row the number of the word that was summed up last; 0 where there is none.
  private var keys: [UInt64]
  private var sums: [SIMD8<Int16>]

  /// Five megabytes a worker for the labels of three types. A power of two.
  private static let slotCount = 32768

  init(labelCount: Int) {
    vectors = (labelCount + 7) / 8
    keys = Array(repeating: 0, count: Self.slotCount * NameFeatures.rowCount)
    sums = Array(repeating: .zero, count: Self.slotCount * NameFeatures.rowCount * vectors)
  }

  /// Adds to the scores what a word says in a row. O(labels) for a word that is kept, else
  /// O(features). Hot path.
  ///
  /// - Parameter identity: The number of the word.
  @inline(__always)
  mutating func add(
    _ row: Int, of word: @autoclosure () -> NameWord, _ identity: UInt64,
    _ weights: LearnedWeights, to scores: inout InlineArray<16, SIMD8<Int16>>
  ) {
    let slot = Int(truncatingIfNeeded: identity >> 32) & (Self.slotCount - 1)
    let place = slot * NameFeatures.rowCount + row
    if keys[place] != identity { sum(row, of: word(), weights, at: place, identity) }
    for vector in 0..<vectors { scores[vector] &+= sums[place * vectors + vector] }
  }

  @inline(never)
  private mutating func sum(
    _ row: Int, of word: NameWord, _ weights: LearnedWeights, at place: Int, _ identity: UInt64
  ) {
    var scores = InlineArray<128, Int16>(repeating: 0)
    weights.add(to: &scores) { NameFeatures.alone(row, word, $0) }
    for vector in 0..<vectors {
      for lane in 0..<8 { sums[place * vectors + vector][lane] = scores[vector * 8 + lane] }
    }
    keys[place] = identity
  }
}

/// What a task works with while it finds names.
struct NameScratch: Sendable {
  var sums: NameSums
  var scene = NameScene.Scratch()
  /// The numbers of words, for a stretch of them.
  var identities: [UInt64] = []
  var scores: [SIMD8<Int32>] = []
  var path = NameLabels.Scratch()
}

/// What no task uses at the moment: as many as there were tasks at once.
final class NameScratchStore: Sendable {
  /// No `Mutex` of Swift: the thread sanitizer does not see its lock, and reports every use.
  private let idle = Monitor<[NameScratch]>([])
  private let labelCount: Int

  init(labelCount: Int) { self.labelCount = labelCount }

  /// Hands out a scratch for as long as `body` runs.
  func use<Result>(_ body: (inout NameScratch) -> Result) -> Result {
    var scratch =
      idle.update { $0.popLast() } ?? NameScratch(sums: NameSums(labelCount: labelCount))
    let result = body(&scratch)
    idle.update { $0.append(scratch) }
    return result
  }
}
