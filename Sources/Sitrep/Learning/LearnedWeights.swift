/// What a trainer learned: for each feature the weights that it gives to some of the labels.
///
/// A weight is a whole number of nine bits beside a label of seven.
struct LearnedWeights: Sendable {
  static let mostLabels = 128
  static let weightLimit = 255

  /// In the order of their numbers.
  let labels: [String]
  /// A label and its weight in each number of a row.
  private let features: HashedRows

  init(labels: [String], features: HashedRows) {
    (self.labels, self.features) = (labels, features)
  }

  static func packed(label: Int, weight: Int) -> UInt16 {
    UInt16(label) << 9 | UInt16(truncatingIfNeeded: weight) & 0x1FF
  }

  /// Adds the weights of a feature to the scores of the labels. Hot path.
  @inline(__always)
  func add(_ key: UInt64, to scores: inout InlineArray<128, Int16>) {
    for index in features.row(key) {
      // A row lies within the records, and a label of seven bits within the scores.
      let number = features.records.values[index]
      let weight = Int16(bitPattern: number << 7) >> 7
      scores[unchecked: Int(number >> 9)] &+= weight
    }
  }
}

extension LearnedWeights {
  /// Adds the weights of all features that `features` yields. Hot path.
  @inline(__always)
  func add(to scores: inout InlineArray<128, Int16>, _ features: ((UInt64) -> Void) -> Void) {
    var keys = InlineArray<64, UInt64>(repeating: 0)
    var count = 0
    features { key in
      if count == HashedRows.batch { addBatch(&keys, &count, to: &scores) }
      keys[unchecked: count] = key
      count += 1
    }
    addBatch(&keys, &count, to: &scores)
  }

  @inline(__always)
  private func addBatch(
    _ keys: inout InlineArray<64, UInt64>, _ count: inout Int,
    to scores: inout InlineArray<128, Int16>
  ) {
    for index in 0..<features.keepCandidates(&keys, count) {
      add(keys[unchecked: index], to: &scores)
    }
    count = 0
  }
}

extension InlineArray where Element: Comparable {
  /// The place of the highest of the first `count`, the first of equals.
  @inline(__always)
  func best(of count: Int) -> Int {
    let span = self.span
    var best = 0
    for place in 1..<Swift.max(1, count) where span[place] > span[best] { best = place }
    return best
  }
}

// MARK: - In a pack

extension LearnedWeights {
  func write(to pack: inout PackWriter, _ name: String) {
    pack.add("\(name).labels", lines: labels)
    features.write(to: &pack, "\(name).weights")
  }

  init(_ pack: PackFile, _ name: String) throws(PackError) {
    labels = try pack.lines("\(name).labels")
    features = try HashedRows(pack, "\(name).weights")
    guard (1...Self.mostLabels).contains(labels.count) else {
      throw PackError(pack.name, .corrupt(name))
    }
  }
}
