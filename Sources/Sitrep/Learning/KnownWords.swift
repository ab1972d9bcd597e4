/// What words say by themselves, each found when it is first met and kept from document to
/// document: most words of a text were met before. What is kept changes nothing but how fast
/// it is found.
struct KnownWords: Sendable {
  /// A word as it was written: up to sixteen bytes, the first one lowest, and how many they
  /// are; none where nothing is kept.
  private struct Slot {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var count = 0
    var word = KnownWord()
  }

  private var slots: [Slot]
  private let mask: Int
  private var folded: [UInt8] = []

  /// - Parameter slotCount: A power of two. With 8192, nine of ten words of news are found
  ///   here, in 0.8 MB.
  init(slotCount: Int = 8192) {
    slots = Array(repeating: Slot(), count: slotCount)
    mask = slotCount - 1
  }

  /// What the bytes in a range say. O(bytes). Hot path.
  mutating func word(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ clusters: WordClusters
  ) -> KnownWord {
    let count = range.count
    guard 1...16 ~= count else { return new(bytes, range, clusters) }
    let low = ByteBlock(bytes, at: range.lowerBound).prefix(count).bits
    let high = count > 8 ? ByteBlock(bytes, at: range.lowerBound + 8).prefix(count - 8).bits : 0
    let mixed = (low ^ high &* 0xA24B_AED4_963E_E407) &* 0x9E37_79B9_7F4A_7C15
    let place = Int(truncatingIfNeeded: mixed >> 40) & mask
    let slot = slots[place]
    if slot.low == low, slot.high == high, slot.count == count { return slot.word }
    let word = new(bytes, range, clusters)
    slots[place] = Slot(low: low, high: high, count: count, word: word)
    return word
  }

  @inline(never)
  private mutating func new(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ clusters: WordClusters
  ) -> KnownWord {
    let surface = SurfaceWord(bytes, range, folded: &folded)
    let (cluster, forms) = clusters.vector(surface.word)
    return KnownWord(surface: surface, cluster: cluster, forms: forms)
  }
}

/// What a word says by itself.
struct KnownWord: Sendable {
  var surface = SurfaceWord.edge
  /// Of its vector.
  var cluster: UInt64 = 0
  /// The forms of dictionary words that it can be.
  var forms: UInt64 = 0
}

/// How often words stand in small letters and with a capital. Open addressing with linear
/// probing, at most half full.
struct CapitalCounts: Sendable {
  private struct Slot {
    static let free = Slot(key: 0, small: .max)
    var key: UInt64
    var small: UInt32
    var capital: UInt32 = 0
  }

  private var slots: [Slot] = []

  /// Empties the table, and makes room. O(words).
  mutating func reset(words: Int) {
    var size = 16
    while size < words * 2 { size *= 2 }
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(.free, count: size))
  }

  private func place(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while slots[place].small != .max, slots[place].key != key { place = (place + 1) & mask }
    return place
  }

  /// Begins to count a word.
  ///
  /// - Precondition: no more words than there was made room for.
  mutating func insert(_ key: UInt64) {
    let place = place(of: key)
    if slots[place].small == .max { slots[place] = Slot(key: key, small: 0) }
  }

  /// Counts a word, where it is one that is counted.
  mutating func count(_ key: UInt64, hasCapital: Bool) {
    let place = place(of: key)
    guard slots[place].small != .max else { return }
    // Nobody asks beyond two.
    if hasCapital {
      slots[place].capital = min(2, slots[place].capital + 1)
    } else {
      slots[place].small = min(2, slots[place].small + 1)
    }
  }

  /// How often a word that is counted was met, up to two.
  subscript(key: UInt64) -> (small: UInt64, capital: UInt64) {
    let slot = slots[place(of: key)]
    return slot.small == .max ? (0, 0) : (UInt64(slot.small), UInt64(slot.capital))
  }
}
