import Testing

@testable import Sitrep

/// The quick ways to sum up features find what looking up one after the other finds.
@Suite struct LearnedWeightsTests {
  /// Few buckets, so that some hold several rows and some none; more keys than a batch has.
  @Test("a batch of features adds up to what its features do", arguments: UInt64(0)..<200)
  func addsBatches(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let known = Set((0..<Int.random(in: 0...40, using: &random)).map { _ in random.next() })
    let weights = Self.weights(of: known.sorted(), &random)
    let keys = (0..<150).map { _ in
      Bool.random(using: &random) ? known.randomElement(using: &random) ?? 1 : random.next()
    }
    var (one, many) = (Self.zero, Self.zero)
    for key in keys { weights.add(key, to: &one) }
    weights.add(to: &many) { yield in for key in keys { yield(key) } }
    #expect(Self.numbers(one) == Self.numbers(many))
  }

  @Test("what is kept of a word is what it says, whatever was met before", arguments: 0..<20)
  func keepsSums(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let words = (0..<40).map { _ in Self.word(&random) }
    var keys: Set<UInt64> = []
    for word in words {
      for row in 0..<NameFeatures.rowCount {
        NameFeatures.alone(row, word) { if $0 % 3 > 0 { keys.insert($0) } }
      }
    }
    let weights = Self.weights(of: keys.sorted(), &random)
    var sums = NameSums(labelCount: weights.labels.count)
    for _ in 0..<400 {
      guard let word = words.randomElement(using: &random) else { continue }
      let row = Int.random(in: 0..<NameFeatures.rowCount, using: &random)
      var kept = InlineArray<16, SIMD8<Int16>>(repeating: .zero)
      var new = Self.zero
      sums.add(row, of: word, word.identity, weights, to: &kept)
      NameFeatures.alone(row, word) { weights.add($0, to: &new) }
      let numbers = kept.indices.flatMap { vector in (0..<8).map { kept[vector][$0] } }
      #expect(numbers == Self.numbers(new))
    }
  }

  /// Some of the words differ in one thing only.
  private static func word(_ random: inout SeededGenerator) -> NameWord {
    let bytes = Array(random.text(of: "Ab", upTo: 2).utf8)
    var folded: [UInt8] = []
    var word = NameWord(surface: SurfaceWord(bytes.span, 0..<bytes.count, folded: &folded))
    func number(_ limit: UInt64) -> UInt64 { UInt64.random(in: 0...limit, using: &random) }
    (word.cluster, word.forms, word.names) = (number(1), number(1), number(1))
    (word.hits, word.mention, word.mentionType) = (number(2), number(1), number(1))
    (word.smallCount, word.capitalCount) = (number(1), number(1))
    word.isCapital = number(1) == 1
    return word
  }

  private static func weights(
    of keys: [UInt64], _ random: inout SeededGenerator
  ) -> LearnedWeights {
    let labels = (0..<11).map { "label \($0)" }
    let rows = keys.map { key in
      (
        key: key,
        numbers: (0..<Int.random(in: 1...4, using: &random)).map { _ in
          LearnedWeights.packed(
            label: Int.random(in: 0..<labels.count, using: &random),
            weight: Int.random(in: -200...200, using: &random))
        }
      )
    }
    return LearnedWeights(labels: labels, features: HashedRows(rows))
  }

  private static let zero = InlineArray<128, Int16>(repeating: 0)

  private static func numbers(_ scores: InlineArray<128, Int16>) -> [Int16] {
    scores.indices.map { scores[$0] }
  }
}
