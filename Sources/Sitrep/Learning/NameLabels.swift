/// The labels of a name model: `O`, and for each type `B-` and `I-`.
struct NameLabels: Sendable {
  /// The type of each label; nil for `O`.
  private let types: [String?]
  private let begins: [Bool]
  let names: [String]

  var count: Int { names.count }

  init(types: [String]) {
    names = ["O"] + types.flatMap { ["B-\($0)", "I-\($0)"] }
    self.types = [nil] + types.flatMap { [$0, $0] }
    begins = [false] + types.flatMap { _ in [true, false] }
  }

  /// - Returns: nil where these are no labels of names.
  init?(_ names: [String]) {
    let types = names.filter { $0.hasPrefix("B-") }.map { String($0.dropFirst(2)) }
    self.init(types: types)
    guard self.names == names else { return nil }
  }

  /// The feature of what follows a label; `count` stands for the start of a sentence.
  static func key(after previous: Int) -> UInt64 { FeatureKey.key(60, UInt64(previous)) }

  /// Makes impossible what labels rule out: going on with a name that has not begun.
  ///
  /// - Parameter transitions: What a label adds to the score of the next, row by row, the last
  ///   row for the start of a sentence.
  func forbid(_ transitions: inout [Int32]) {
    for previous in 0...count {
      for label in 0..<count where types[label] != nil && !begins[label] {
        let goesOn = previous < count && types[previous] == types[label]
        if !goesOn { transitions[previous * count + label] = Int32.min / 4 }
      }
    }
  }

  /// Numbers of labels, as many side by side as a processor adds at once.
  typealias Lanes = SIMD8<Int32>

  /// How many vectors hold a number for each label.
  var vectors: Int { (count + 7) / 8 }

  /// Rows with a number for each label, each in whole vectors.
  func rows(_ numbers: [Int32]) -> [Lanes] {
    var rows = Array(repeating: Lanes.zero, count: numbers.count / count * vectors)
    for (index, number) in numbers.enumerated() {
      let (row, label) = index.quotientAndRemainder(dividingBy: count)
      rows[row * vectors + label / 8][label % 8] = number
    }
    return rows
  }

  /// What the search for labels works with, and their row once it is found.
  struct Scratch: Sendable {
    fileprivate(set) var labels: [Int] = []
    fileprivate var sums: [Lanes] = []
    fileprivate var next: [Lanes] = []
    fileprivate var back: [Lanes] = []
  }

  /// Finds the row of labels with the highest sum, the first of equals. O(tokens · labels²).
  ///
  /// - Parameters:
  ///   - scores: Of each label for each token, token by token, as `rows` gives them.
  ///   - transitions: As `forbid` leaves them and `rows` gives them.
  ///   - first: The label before the first token; `count` at the start of a sentence.
  ///   - endsInside: Whether something follows, which is in no name.
  func best(
    _ scores: [Lanes], _ transitions: [Lanes], after first: Int, endsInside: Bool,
    _ scratch: inout Scratch
  ) {
    let vectors = vectors
    let length = scores.count / vectors
    scratch.labels.removeAll(keepingCapacity: true)
    guard length > 0 else { return }
    scratch.back.removeAll(keepingCapacity: true)
    scratch.back.append(contentsOf: repeatElement(.zero, count: scores.count))
    scratch.sums.removeAll(keepingCapacity: true)
    for vector in 0..<vectors {
      scratch.sums.append(scores[vector] &+ transitions[first * vectors + vector])
    }
    scratch.next = scratch.sums
    for token in 1..<max(1, length) {
      for vector in 0..<vectors {
        var (best, from) = (Lanes(repeating: .min), Lanes.zero)
        for previous in 0..<count {
          let last = scratch.sums[previous / 8][previous % 8]
          let sum = transitions[previous * vectors + vector] &+ last
          let isMore = sum .> best
          best.replace(with: sum, where: isMore)
          from.replace(with: Int32(truncatingIfNeeded: previous), where: isMore)
        }
        // What is impossible stays so, and never overflows.
        best = best &+ scores[token * vectors + vector]
        scratch.next[vector] = pointwiseMax(best, Lanes(repeating: .min / 4))
        scratch.back[token * vectors + vector] = from
      }
      swap(&scratch.sums, &scratch.next)
    }
    if endsInside {
      for label in 0..<count {
        scratch.sums[label / 8][label % 8] &+= transitions[label * vectors][0]
      }
    }
    var last = 0
    for label in 1..<count
    where scratch.sums[label / 8][label % 8] > scratch.sums[last / 8][last % 8] {
      last = label
    }
    scratch.labels.append(contentsOf: repeatElement(last, count: length))
    for token in stride(from: length - 1, to: 0, by: -1) {
      last = Int(scratch.back[token * vectors + last / 8][last % 8])
      scratch.labels[token - 1] = last
    }
  }

  /// Appends the names that the labels of tokens from `start` on make.
  func append(
    _ labels: [Int], from start: TokenID, to names: inout [NameRecognizer.Name]
  ) {
    var last = 0
    for (offset, label) in labels.enumerated() {
      let token = start + offset
      if let type = types[label] {
        if begins[label] || types[last] != type {
          names.append(.init(tokens: token..<token + 1, type: type))
        } else {
          let start = names[names.count - 1].tokens.lowerBound
          names[names.count - 1].tokens = start..<token + 1
        }
      }
      last = label
    }
  }

  /// The labels of the tokens of a sentence with the names that are in it.
  func labels(_ sentence: Range<TokenID>, _ names: [NameRecognizer.Name]) -> [Int] {
    var result = Array(repeating: 0, count: sentence.count)
    for name in names {
      guard let first = self.names.firstIndex(of: "B-\(name.type)") else { continue }
      for token in name.tokens where sentence.contains(token) {
        result[token - sentence.lowerBound] = token == name.tokens.lowerBound ? first : first + 1
      }
    }
    return result
  }
}
