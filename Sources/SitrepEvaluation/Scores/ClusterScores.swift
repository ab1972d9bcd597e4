/// How well mentions of the same thing are put together: MUC (Vilain et al. 1995), B³ (Bagga
/// and Baldwin 1998), CEAF by mentions and by entities (Luo 2005), LEA (Moosavi and Strube
/// 2016), and the mean of the F1 of MUC, B³ and CEAF by entities that CoNLL-2011 and 2012 rank
/// by.
///
/// Two mentions are the same where their spans are. Clusters of one mention are left out on
/// both sides, as in OntoNotes and CoNLL-2012: gold does not mark them all.
struct ClusterScores: Sendable {
  /// What was reached and what could be: two sums with a fraction each.
  struct Ratio: Equatable, Sendable {
    var (recallSum, recallOf) = (0.0, 0.0)
    var (precisionSum, precisionOf) = (0.0, 0.0)

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
  }

  private(set) var muc = Ratio()
  private(set) var bCubed = Ratio()
  /// By shared mentions, φ3.
  private(set) var ceafMentions = Ratio()
  /// By shared mentions over mentions, φ4.
  private(set) var ceafEntities = Ratio()
  private(set) var lea = Ratio()
  private(set) var mentions = Tally()
  /// Clusters of gold and predictions.
  private(set) var clusters = (gold: 0, found: 0)

  /// The mean of the F1 of MUC, B³ and CEAF by entities; 0 stands for one that is not defined,
  /// nil for all three.
  var conll: Double? {
    let scores = [muc.f1, bCubed.f1, ceafEntities.f1]
    return scores.allSatisfy { $0 == nil } ? nil : scores.reduce(0) { $0 + ($1 ?? 0) } / 3
  }

  /// Scores a document. A mention that stands in two clusters of one side counts for the
  /// first.
  mutating func add<Mention: Hashable>(_ gold: [[Mention]], _ found: [[Mention]]) {
    let (gold, found) = (Self.cleaned(gold), Self.cleaned(found))
    let (ofGold, ofFound) = (Self.clusters(of: gold), Self.clusters(of: found))
    clusters.gold += gold.count
    clusters.found += found.count
    let shared = ofGold.keys.count { ofFound[$0] != nil }
    mentions += Tally(
      right: shared, missed: ofGold.count - shared, spurious: ofFound.count - shared)
    for cluster in gold {
      let parts = Self.parts(cluster, ofFound)
      let size = Double(cluster.count)
      // A mention that nobody found is a part by itself.
      muc.recallSum += Double(parts.values.reduce(0, +) - parts.count)
      muc.recallOf += size - 1
      bCubed.recallSum += Self.squares(parts) / size
      bCubed.recallOf += size
      lea.recallSum += size * Self.links(parts) / Self.links(cluster.count)
      lea.recallOf += size
    }
    for cluster in found {
      let parts = Self.parts(cluster, ofGold)
      let size = Double(cluster.count)
      muc.precisionSum += Double(parts.values.reduce(0, +) - parts.count)
      muc.precisionOf += size - 1
      bCubed.precisionSum += Self.squares(parts) / size
      bCubed.precisionOf += size
      lea.precisionSum += size * Self.links(parts) / Self.links(cluster.count)
      lea.precisionOf += size
    }
    align(gold, found, ofFound)
  }

  private mutating func align<Mention: Hashable>(
    _ gold: [[Mention]], _ found: [[Mention]], _ ofFound: [Mention: Int]
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
      ceafMentions.recallSum += shared
      ceafMentions.precisionSum += shared
    }
    for edge in Assignment.best(byEntities) {
      let similarity = similarity(edge.row, edge.column, sharedOf[edge.row][edge.column] ?? 0)
      ceafEntities.recallSum += similarity
      ceafEntities.precisionSum += similarity
    }
    ceafMentions.recallOf += Double(gold.reduce(0) { $0 + $1.count })
    ceafMentions.precisionOf += Double(found.reduce(0) { $0 + $1.count })
    ceafEntities.recallOf += Double(gold.count)
    ceafEntities.precisionOf += Double(found.count)
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
