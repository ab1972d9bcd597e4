/// Learns weights from its mistakes: an averaged perceptron (Collins 2002) over features that
/// are numbered as they are met.
///
/// Whole numbers only, so that the same input gives the same weights on every machine.
struct PerceptronTrainer {
  /// The number of a feature.
  typealias Feature = Int32

  /// The weights of a feature lie side by side in the pool, those of labels that it never
  /// spoke for left out.
  private struct Row {
    var start: Int
    var count: UInt8
    var capacity: UInt8
  }

  private var numbers: [UInt64: Feature] = [:]
  private var keys: [UInt64] = []
  private var rows: [Row] = []
  private var labels: [UInt8] = []
  private var weights: [Int32] = []
  /// The sum of all changes, each times the step at which it was made.
  private var moments: [Int64] = []
  /// How many decisions have been looked at in this run.
  private var steps: Int64 = 1
  /// What earlier runs have learned, in parts of `precision`.
  private var totals: [Int64] = []
  private var runs: Int64 = 0

  /// The number of a feature, which is a new one where the key is.
  mutating func number(_ key: UInt64) -> Feature {
    if let known = numbers[key] { return known }
    let number = Feature(keys.count)
    numbers[key] = number
    keys.append(key)
    rows.append(Row(start: weights.count, count: 0, capacity: 0))
    return number
  }

  /// The number of a feature that was met before.
  func known(_ key: UInt64) -> Feature? { numbers[key] }

  /// Adds what a feature says now to the scores of the labels.
  func add(_ feature: Feature, to scores: inout InlineArray<128, Int32>) {
    let row = rows[Int(feature)]
    for index in row.start..<row.start + Int(row.count) {
      scores[Int(labels[index])] &+= weights[index]
    }
  }

  /// Counts a decision.
  mutating func step() { steps += 1 }

  /// Changes what a feature says about a label.
  mutating func change(_ feature: Feature, _ label: Int, by delta: Int32) {
    let index = place(feature, UInt8(label))
    weights[index] += delta
    moments[index] += steps * Int64(delta)
  }

  private mutating func place(_ feature: Feature, _ label: UInt8) -> Int {
    let row = rows[Int(feature)]
    for index in row.start..<row.start + Int(row.count) where labels[index] == label {
      return index
    }
    if row.count == row.capacity { move(feature) }
    let index = rows[Int(feature)].start + Int(row.count)
    rows[Int(feature)].count += 1
    labels[index] = label
    return index
  }

  /// Gives a row room for twice as many labels.
  private mutating func move(_ feature: Feature) {
    var row = rows[Int(feature)]
    let (old, start) = (row.start, weights.count)
    row.capacity = max(2, row.capacity &* 2)
    row.start = start
    labels.append(contentsOf: repeatElement(0, count: Int(row.capacity)))
    weights.append(contentsOf: repeatElement(0, count: Int(row.capacity)))
    moments.append(contentsOf: repeatElement(0, count: Int(row.capacity)))
    totals.append(contentsOf: repeatElement(0, count: Int(row.capacity)))
    for offset in 0..<Int(row.count) {
      labels[start + offset] = labels[old + offset]
      weights[start + offset] = weights[old + offset]
      moments[start + offset] = moments[old + offset]
      totals[start + offset] = totals[old + offset]
    }
    rows[Int(feature)] = row
  }
}

// MARK: - What it comes to

extension PerceptronTrainer {
  private static let precision: Int64 = 4096

  /// The weight at a place of the pool averaged over the steps of this run.
  private func average(_ index: Int) -> Int64 {
    let sum = Int64(weights[index]) * steps - moments[index]
    return Self.rounded(sum * Self.precision, by: steps)
  }

  /// Begins anew with nothing learned; what was learned goes into the mean of all runs.
  /// Runs over the sentences in different orders err differently, and their mean less.
  mutating func endRun() {
    for index in weights.indices {
      totals[index] += average(index)
      (weights[index], moments[index]) = (0, 0)
    }
    runs += 1
    steps = 1
  }

  /// The mean weights of the runs that have ended, or of the one under way where none has,
  /// as whole numbers of nine bits. O(weights).
  ///
  /// - Parameters:
  ///   - scale: What one mistake, never taken back, comes to.
  ///   - least: Weights smaller than this are left out, and so are features without others.
  func rows(scale: Int64, least: Int64) -> [(key: UInt64, numbers: [UInt16])] {
    var result: [(key: UInt64, numbers: [UInt16])] = []
    let limit = Int64(LearnedWeights.weightLimit)
    for (number, row) in rows.enumerated() {
      var packed: [UInt16] = []
      for index in row.start..<row.start + Int(row.count) {
        let mean = runs > 0 ? Self.rounded(totals[index], by: runs) : average(index)
        let weight = max(-limit, min(limit, Self.rounded(mean * scale, by: Self.precision)))
        if abs(weight) >= least {
          packed.append(LearnedWeights.packed(label: Int(labels[index]), weight: Int(weight)))
        }
      }
      if !packed.isEmpty { result.append((keys[number], packed.sorted())) }
    }
    return result
  }

  private static func rounded(_ dividend: Int64, by divisor: Int64) -> Int64 {
    let half = dividend < 0 ? -divisor / 2 : divisor / 2
    return (dividend + half) / divisor
  }
}
