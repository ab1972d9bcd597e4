/// Which words are used alike, learned from much text without annotation: for each word the
/// path to its cluster in a tree, the root in the lowest bits, so that the lower bits alone
/// name a larger cluster.
struct WordClusters: Sendable {
  /// By the word as it is written: Brown clusters (Brown et al. 1992), up to 16 bits.
  private let written: HashedRows
  /// By the folded word: clusters of word vectors, 6 bits, then 4, then 3; 0 is none.
  private let folded: HashedRows
  /// The words that are met most often, as they are written.
  let frequent: PackedLines

  static let none = WordClusters(
    written: HashedRows([]), folded: HashedRows([]), frequent: PackedLines([]))

  private init(written: HashedRows, folded: HashedRows, frequent: PackedLines) {
    (self.written, self.folded, self.frequent) = (written, folded, frequent)
  }

  private static let frequentCount = 20_000

  /// Reads tables, the most frequent words first.
  ///
  /// - Parameters:
  ///   - written: Words as they are written, each with its Brown cluster.
  ///   - folded: Folded words, each with its cluster and its forms.
  /// - Throws: the first line that is none.
  init(written: ResourceFile, folded: ResourceFile) throws(ResourceFault) {
    self.written = try Self.rows(written, count: 1)
    self.folded = try Self.rows(folded, count: 2)
    frequent = PackedLines(
      written.bytes.split(separator: 0x0A).prefix(Self.frequentCount).map {
        String(decoding: $0.prefix { $0 != 0x09 }, as: UTF8.self)
      })
  }

  private static func rows(_ file: ResourceFile, count: Int) throws(ResourceFault) -> HashedRows {
    var numbers: [UInt64: [UInt16]] = [:]
    for (index, line) in file.bytes.split(separator: 0x0A).enumerated() {
      let fields = line.split(separator: 0x09)
      let row = fields.dropFirst().compactMap { UInt32(Substring(decoding: $0, as: UTF8.self)) }
      guard row.count == count else {
        throw ResourceFault(
          file.path, line: index + 1, source: String(decoding: line, as: UTF8.self),
          "no word with \(count) numbers", remedy: "write the word, a tab, a number")
      }
      let word = Array(fields[0])
      numbers[FeatureKey.hash(word.span, 0..<word.count)] = row.map {
        UInt16(truncatingIfNeeded: $0)
      }
    }
    return HashedRows(numbers.map { ($0.key, $0.value) })
  }

  /// The Brown cluster of the word that is written so; 0 where it has none. O(1).
  func brown(_ written: UInt64) -> UInt64 { Self.first(self.written, written) }

  /// The cluster of the vector of a folded word, and the forms of dictionary words that it can
  /// be, a bit for each; 0 where it is not known. O(1).
  func vector(_ folded: UInt64) -> (cluster: UInt64, forms: UInt64) {
    let row = self.folded.row(folded)
    guard row.count == 2 else { return (0, 0) }
    let records = self.folded.records
    return (UInt64(records[row.lowerBound]), UInt64(records[row.lowerBound + 1]))
  }

  private static func first(_ rows: HashedRows, _ key: UInt64) -> UInt64 {
    rows.row(key).first.map { UInt64(rows.records[$0]) } ?? 0
  }
}

extension Pack {
  /// The file of weights that tables of word clusters make: of words as they are written with
  /// their Brown clusters, and of folded words with the clusters of their vectors and their
  /// forms.
  ///
  /// - Throws: the first line that is none.
  public static func clusterWeights(
    written: ResourceFile, folded: ResourceFile
  ) throws(ResourceFault) -> [UInt8] {
    let clusters = try WordClusters(written: written, folded: folded)
    return LearnedModels.file { clusters.write(to: &$0) }
  }
}

// MARK: - In a pack

extension WordClusters {
  func write(to pack: inout PackWriter) {
    written.write(to: &pack, "clusters.brown")
    folded.write(to: &pack, "clusters.vector")
    pack.add("clusters.frequent", frequent.bytes)
  }

  init(_ pack: PackFile) throws(PackError) {
    written = try HashedRows(pack, "clusters.brown")
    folded = try HashedRows(pack, "clusters.vector")
    frequent = try PackedLines(pack, "clusters.frequent")
  }
}
