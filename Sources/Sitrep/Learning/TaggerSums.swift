/// For each of many words, what its features add up to: a row for its own tag and one for each
/// of four neighbours', a lane for each label. Made once, from the weights of all features, so
/// that a frequent word costs the tagger five additions of rows.
struct TaggerSums: Sendable {
  /// How many labels there can be.
  static let lanes = 64
  /// By how many bits a sum is cut, so that it fits a byte: a sixteenth what one mistake
  /// comes to in training.
  static let shift: Int16 = 4
  private static let wordSize = lanes * TaggerFeatures.rowCount

  private struct Slot: BitwiseCopyable, Sendable {
    /// Of the written word; 0 where the slot is free.
    var key: UInt64 = 0
    var word = TaggedWord.edge
    /// Where its rows begin, as a number of words.
    var place: UInt64 = 0
  }

  /// Open addressing with linear probing, at most half full.
  private var slots: Column<Slot>
  private(set) var sums: Column<Int8>

  /// The sums of the forms of a model. O(forms · features).
  init(_ model: TaggerModel, _ clusters: WordClusters) {
    var capacity = 16
    let forms = model.forms.texts
    while capacity < forms.count * 2 { capacity *= 2 }
    slots = Column(repeating: Slot(), count: capacity)
    var sums: [Int8] = []
    sums.reserveCapacity(forms.count * Self.wordSize)
    var folded: [UInt8] = []
    for (place, form) in forms.enumerated() {
      let bytes = Array(form.utf8)
      let surface = SurfaceWord(bytes.span, 0..<bytes.count, folded: &folded)
      let known = TaggerFeatures.Clusters(surface, clusters)
      let word = model.word(surface, known)
      var slot = Int(truncatingIfNeeded: surface.exact) & (capacity - 1)
      while slots[slot].key != 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = Slot(key: surface.exact, word: word, place: UInt64(place))
      Self.append(surface, known, word, model.weights, to: &sums)
    }
    self.sums = Column(sums)
  }

  /// Appends the rows of a word. O(features).
  static func append(
    _ surface: SurfaceWord, _ clusters: TaggerFeatures.Clusters, _ word: TaggedWord,
    _ weights: LearnedWeights, to sums: inout [Int8]
  ) {
    for row in 0..<TaggerFeatures.rowCount {
      var scores = InlineArray<128, Int16>(repeating: 0)
      if row == 0 {
        weights.add(to: &scores) { TaggerFeatures.own(surface, clusters, word, $0) }
      } else {
        weights.add(to: &scores) { TaggerFeatures.near(row, surface, clusters, word, $0) }
      }
      append(scores.span, to: &sums)
    }
  }

  /// Appends a row: only differences between labels count, so the best one gets all that a
  /// byte can hold.
  private static func append(_ scores: Span<Int16>, to sums: inout [Int8]) {
    var best = Int16.min
    for lane in 0..<lanes { best = max(best, scores[unchecked: lane]) }
    let start = sums.count
    sums.append(contentsOf: repeatElement(0, count: lanes))
    var row = sums.mutableSpan
    for lane in 0..<lanes {
      let below = (best &- scores[unchecked: lane] &+ (1 << (shift - 1))) &>> shift
      row[unchecked: start + lane] = Int8(truncatingIfNeeded: 127 - min(below, 255))
    }
  }

  /// A known word and the place of its rows; nil where it is not known. O(1). Hot path.
  @inline(__always)
  func find(_ key: UInt64) -> (word: TaggedWord, place: Int)? {
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    // A free slot ends the search; a damaged column has none, and as many steps as slots.
    for _ in 0..<slots.count {
      let found = slots[slot]
      if found.key == key {
        let start = Int(truncatingIfNeeded: found.place) &* Self.wordSize
        guard start >= 0, start <= sums.count - Self.wordSize else { return nil }
        return (found.word, start)
      }
      if found.key == 0 { return nil }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}

// MARK: - In a pack

extension TaggerSums {
  func write(to pack: inout PackWriter) {
    pack.add("tagger.slots", slots)
    pack.add("tagger.sums", sums)
  }

  init(_ pack: PackFile) throws(PackError) {
    slots = try pack.column("tagger.slots")
    sums = try pack.column("tagger.sums")
    guard slots.count & (slots.count - 1) == 0 else {
      throw PackError(pack.name, .corrupt("tagger.slots"))
    }
  }
}
