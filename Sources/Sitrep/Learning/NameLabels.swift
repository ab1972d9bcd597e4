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

  /// The row of labels with the highest sum. O(tokens · labels²).
  ///
  /// - Parameters:
  ///   - scores: Of each label for each token, token by token.
  ///   - transitions: As `forbid` leaves them.
  ///   - first: The label before the first token; `count` at the start of a sentence.
  ///   - endsInside: Whether something follows, which is in no name.
  func best(
    _ scores: [Int32], _ transitions: [Int32], after first: Int, endsInside: Bool
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

  /// The names that the labels of tokens from `start` on make.
  func names(_ labels: [Int], from start: TokenID) -> [NameRecognizer.Name] {
    var names: [NameRecognizer.Name] = []
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
    return names
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
