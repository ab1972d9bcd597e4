/// How well mentions of the same thing are put together: MUC (Vilain et al. 1995), B³ (Bagga
/// and Baldwin 1998), CEAF by mentions and by entities (Luo 2005), LEA (Moosavi and Strube
/// 2016), and the mean of the F1 of MUC, B³ and CEAF by entities that CoNLL-2011 and 2012 rank
/// by.
///
/// Two mentions are the same where their spans are. Clusters of one mention are left out on
/// both sides, as in OntoNotes and CoNLL-2012: gold does not mark them all.
struct ClusterScores: Sendable {
  /// What was reached and what could be: two sums with a fraction each.
  struct Ratio: AdditiveArithmetic, Sendable {
    var recallSum = 0.0
    var recallOf = 0.0
    var precisionSum = 0.0
    var precisionOf = 0.0

    /// Nil where gold has nothing that counts.
    var recall: Double? { recallOf == 0 ? nil : recallSum / recallOf }
    /// Nil where nothing was predicted that counts.
    var precision: Double? { precisionOf == 0 ? nil : precisionSum / precisionOf }

    /// Nil where there is nothing on either side; 0 where only one has something.
    var f1: Double? {
      guard let recall, let precision else {
        return recallOf == 0 && precisionOf == 0 ? nil : 0
      }
      return recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision)
    }

    static let zero = Ratio()

    static func + (one: Ratio, other: Ratio) -> Ratio {
      Ratio(
        recallSum: one.recallSum + other.recallSum, recallOf: one.recallOf + other.recallOf,
        precisionSum: one.precisionSum + other.precisionSum,
        precisionOf: one.precisionOf + other.precisionOf)
    }

    static func - (one: Ratio, other: Ratio) -> Ratio {
      Ratio(
        recallSum: one.recallSum - other.recallSum, recallOf: one.recallOf - other.recallOf,
        precisionSum: one.precisionSum - other.precisionSum,
        precisionOf: one.precisionOf - other.precisionOf)
    }
  }

  /// What all scores rest on. Sums of documents add up.
  struct Sums: AdditiveArithmetic, Sendable {
    var muc = Ratio()
    var bCubed = Ratio()
    /// By shared mentions, φ3.
    var ceafMentions = Ratio()
    /// By shared mentions over mentions, φ4.
    var ceafEntities = Ratio()
    var lea = Ratio()

    /// The mean of the F1 of MUC, B³ and CEAF by entities; 0 stands for one that is not defined,
    /// nil for all three.
    var conll: Double? {
      let scores = [muc.f1, bCubed.f1, ceafEntities.f1]
      return scores.allSatisfy { $0 == nil } ? nil : scores.reduce(0) { $0 + ($1 ?? 0) } / 3
    }

    static let zero = Sums()

    static func + (one: Sums, other: Sums) -> Sums {
      Sums(
        muc: one.muc + other.muc, bCubed: one.bCubed + other.bCubed,
        ceafMentions: one.ceafMentions + other.ceafMentions,
        ceafEntities: one.ceafEntities + other.ceafEntities, lea: one.lea + other.lea)
    }

    static func - (one: Sums, other: Sums) -> Sums {
      Sums(
        muc: one.muc - other.muc, bCubed: one.bCubed - other.bCubed,
        ceafMentions: one.ceafMentions - other.ceafMentions,
        ceafEntities: one.ceafEntities - other.ceafEntities, lea: one.lea - other.lea)
    }
  }

  private(set) var sums = Sums()
  /// Those of each document.
  private(set) var documents: [Sums] = []
  private(set) var mentions = Tally()
  /// Clusters of gold and predictions.
  private(set) var clusters = (gold: 0, found: 0)

  var muc: Ratio { sums.muc }
  var bCubed: Ratio { sums.bCubed }
  var ceafMentions: Ratio { sums.ceafMentions }
  var ceafEntities: Ratio { sums.ceafEntities }
  var lea: Ratio { sums.lea }
  var conll: Double? { sums.conll }

  /// Scores a document. A mention that stands in two clusters of one side counts for the
  /// first.
  mutating func add<Mention: Hashable>(_ gold: [[Mention]], _ found: [[Mention]]) {
    let (gold, found) = (Self.cleaned(gold), Self.cleaned(found))
    var own = Sums()
    let (ofGold, ofFound) = (Self.clusters(of: gold), Self.clusters(of: found))
    clusters.gold += gold.count
    clusters.found += found.count
    let shared = ofGold.keys.count { ofFound[$0] != nil }
    mentions += Tally(
      right: shared, missed: ofGold.count - shared, spurious: ofFound.count - shared)
    Self.add(gold, ofFound, to: \.recallSum, \.recallOf, in: &own)
    Self.add(found, ofGold, to: \.precisionSum, \.precisionOf, in: &own)
    align(gold, found, ofFound, into: &own)
    sums += own
    documents.append(own)
  }

  /// Adds what the clusters of one side have in common with those of the other, and how much
  /// they could.
  private static func add<Mention: Hashable>(
    _ clusters: [[Mention]], _ others: [Mention: Int], to sum: WritableKeyPath<Ratio, Double>,
    _ whole: WritableKeyPath<Ratio, Double>, in own: inout Sums
  ) {
    for cluster in clusters {
      let parts = parts(cluster, others)
      let size = Double(cluster.count)
      // A mention that nobody found is a part by itself.
      own.muc[keyPath: sum] += Double(parts.values.reduce(0, +) - parts.count)
      own.muc[keyPath: whole] += size - 1
      own.bCubed[keyPath: sum] += squares(parts) / size
      own.bCubed[keyPath: whole] += size
      own.lea[keyPath: sum] += size * links(parts) / links(cluster.count)
      own.lea[keyPath: whole] += size
    }
  }

  private func align<Mention: Hashable>(
    _ gold: [[Mention]], _ found: [[Mention]], _ ofFound: [Mention: Int], into own: inout Sums
  ) {
    var byMentions: [Assignment.Edge] = []
    var byEntities: [Assignment.Edge] = []
    func similarity(_ row: Int, _ column: Int, _ shared: Int) -> Double {
      2 * Double(shared) / Double(gold[row].count + found[column].count)
    }
    var sharedOf: [[Int: Int]] = []
    for (row, cluster) in gold.enumerated() {
      let parts = Self.parts(cluster, ofFound)
      sharedOf.append(parts)
      for (column, shared) in parts {
        byMentions.append(.init(row: row, column: column, fit: Fit(weight: Double(shared))))
        byEntities.append(
          .init(row: row, column: column, fit: Fit(weight: similarity(row, column, shared))))
      }
    }
    for edge in Assignment.best(byMentions) {
      let shared = Double(sharedOf[edge.row][edge.column] ?? 0)
      own.ceafMentions.recallSum += shared
      own.ceafMentions.precisionSum += shared
    }
    for edge in Assignment.best(byEntities) {
      let similarity = similarity(edge.row, edge.column, sharedOf[edge.row][edge.column] ?? 0)
      own.ceafEntities.recallSum += similarity
      own.ceafEntities.precisionSum += similarity
    }
    own.ceafMentions.recallOf += Double(gold.reduce(0) { $0 + $1.count })
    own.ceafMentions.precisionOf += Double(found.reduce(0) { $0 + $1.count })
    own.ceafEntities.recallOf += Double(gold.count)
    own.ceafEntities.precisionOf += Double(found.count)
  }

  // MARK: - Parts

  private static func cleaned<Mention: Hashable>(_ clusters: [[Mention]]) -> [[Mention]] {
    var seen: Set<Mention> = []
    return clusters.map { cluster in cluster.filter { seen.insert($0).inserted } }
      .filter { $0.count > 1 }
  }

  private static func clusters<Mention: Hashable>(of clusters: [[Mention]]) -> [Mention: Int] {
    var numbers: [Mention: Int] = [:]
    for (number, cluster) in clusters.enumerated() {
      for mention in cluster { numbers[mention] = number }
    }
    return numbers
  }

  /// How many mentions of a cluster are in each cluster of the other side.
  private static func parts<Mention: Hashable>(
    _ cluster: [Mention], _ other: [Mention: Int]
  ) -> [Int: Int] {
    var parts: [Int: Int] = [:]
    for mention in cluster {
      if let number = other[mention] { parts[number, default: 0] += 1 }
    }
    return parts
  }

  private static func squares(_ parts: [Int: Int]) -> Double {
    Double(parts.values.reduce(0) { $0 + $1 * $1 })
  }

  /// The pairs that so many mentions make.
  private static func links(_ count: Int) -> Double { Double(count * (count - 1) / 2) }

  private static func links(_ parts: [Int: Int]) -> Double {
    parts.values.reduce(0) { $0 + links($1) }
  }
}

extension ClusterScores.Sums {
  /// Of each measure, as they stand above, the sums of recall and of precision, each with what
  /// it is out of.
  var numbers: [Double] {
    [muc, bCubed, ceafMentions, ceafEntities, lea].flatMap {
      [$0.recallSum, $0.recallOf, $0.precisionSum, $0.precisionOf]
    }
  }

  /// To six places, as scores are written.
  var rounded: Self {
    Self(numbers: numbers.map { ($0 * 1e6).rounded() / 1e6 }) ?? self
  }

  /// Nil unless there are as many as `numbers` gives.
  init?(numbers: [Double]) {
    guard numbers.count == 20 else { return nil }
    let ratios = stride(from: 0, to: 20, by: 4).map { place in
      ClusterScores.Ratio(
        recallSum: numbers[place], recallOf: numbers[place + 1],
        precisionSum: numbers[place + 2], precisionOf: numbers[place + 3])
    }
    self.init(
      muc: ratios[0], bCubed: ratios[1], ceafMentions: ratios[2], ceafEntities: ratios[3],
      lea: ratios[4])
  }
}
