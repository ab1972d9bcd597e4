import Testing

@testable import Sitrep

/// What finding names keeps and does side by side, against the plain way.
@Suite struct NameSearchTests {
  @Test("the best row of labels is that of the plain search", arguments: UInt64(0)..<300)
  func findsBestLabels(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let types = (0..<Int.random(in: 1...9, using: &random)).map { "T\($0)" }
    let labels = NameLabels(types: types)
    // Small numbers, so that rows of labels often come to the same.
    func numbers(_ rows: Int) -> [Int32] {
      (0..<rows * labels.count).map { _ in Int32.random(in: -3...3, using: &random) }
    }
    var transitions = numbers(labels.count + 1)
    labels.forbid(&transitions)
    let scores = numbers(Int.random(in: 0...8, using: &random))
    let first = Int.random(in: 0...labels.count, using: &random)
    let endsInside = Bool.random(using: &random)
    var scratch = NameLabels.Scratch()
    labels.best(
      labels.rows(scores), labels.rows(transitions), after: first, endsInside: endsInside,
      &scratch)
    let plain = Self.best(
      labels.count, scores, transitions, after: first, endsInside: endsInside)
    #expect(scratch.labels == plain)
  }

  /// Viterbi's search, label by label.
  private static func best(
    _ count: Int, _ scores: [Int32], _ transitions: [Int32], after first: Int, endsInside: Bool
  ) -> [Int] {
    let length = scores.count / count
    guard length > 0 else { return [] }
    var sums = (0..<count).map { scores[$0] &+ transitions[first * count + $0] }
    var next = sums
    var back = Array(repeating: 0, count: scores.count)
    for token in 1..<max(1, length) {
      for label in 0..<count {
        var (best, from) = (Int32.min, 0)
        for previous in 0..<count {
          let sum = sums[previous] &+ transitions[previous * count + label]
          if sum > best { (best, from) = (sum, previous) }
        }
        next[label] = max(best &+ scores[token * count + label], Int32.min / 4)
        back[token * count + label] = from
      }
      swap(&sums, &next)
    }
    if endsInside {
      for label in 0..<count { sums[label] &+= transitions[label * count] }
    }
    var path = Array(repeating: 0, count: length)
    path[length - 1] = sums.indices.max { sums[$0] < sums[$1] } ?? 0
    for token in stride(from: length - 1, to: 0, by: -1) {
      path[token - 1] = back[token * count + path[token]]
    }
    return path
  }

  /// Few slots, so that words put each other out; some are longer than what is kept.
  @Test("a word that was met says what a new one says", arguments: UInt64(0)..<50)
  func keepsWords(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var known = KnownWords(slotCount: 4)
    let words = (0..<12).map { _ in Array(random.text(of: "aBé1-.", upTo: 20).utf8) }
    for _ in 0..<200 {
      guard let word = words.randomElement(using: &random) else { continue }
      let bytes = [0x20] + word + Array("after".utf8)
      let range = 1..<1 + word.count
      let found = known.word(bytes.span, range, Shipped.pack.learned.clusters)
      var folded: [UInt8] = []
      let new = SurfaceWord(bytes.span, range, folded: &folded)
      #expect(Self.numbers(found.surface) == Self.numbers(new), "\(word)")
      let (cluster, forms) = Shipped.pack.learned.clusters.vector(new.word)
      #expect((found.cluster, found.forms) == (cluster, forms))
    }
  }

  private static func numbers(_ word: SurfaceWord) -> [UInt64] {
    [
      word.word, word.exact, word.ending, word.beginning, UInt64(word.shape.rawValue),
      UInt64(word.count),
    ]
  }

  @Test("counts what a dictionary counts", arguments: UInt64(0)..<50)
  func countsCapitals(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var counts = CapitalCounts()
    for _ in 0..<4 {
      // Zero, and numbers that begin their search at the same place.
      let keys = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        UInt64.random(in: 0...9, using: &random) << UInt64.random(in: 0...40, using: &random)
      }
      var plain: [UInt64: (small: UInt64, capital: UInt64)] = [:]
      counts.reset(words: keys.count)
      for key in keys {
        counts.insert(key)
        plain[key] = (0, 0)
      }
      for _ in 0..<60 {
        let key = keys.randomElement(using: &random) ?? 7
        let other = Bool.random(using: &random) ? key : key &+ 1
        let hasCapital = Bool.random(using: &random)
        counts.count(other, hasCapital: hasCapital)
        if hasCapital { plain[other]?.capital += 1 } else { plain[other]?.small += 1 }
      }
      for (key, count) in plain {
        #expect(counts[key] == (min(2, count.small), min(2, count.capital)))
      }
    }
  }
}
