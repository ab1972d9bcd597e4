/// The number of a folded word that some lexicon, pattern or frame knows.
struct WordID: Hashable, Sendable, Comparable {
  let value: UInt32
  /// Stands for every word that nothing knows.
  static let unknown = WordID(value: 0)

  static func < (one: WordID, other: WordID) -> Bool { one.value < other.value }
}

/// All known words, folded. A token is looked up once, here; everything later compares
/// numbers.
///
/// Open addressing with linear probing, at most half full.
struct Vocabulary: Sendable {
  private var slots: [UInt32] = Array(repeating: 0, count: 1 << 12)
  private var hashes: [UInt32] = [0]
  /// Where the letters of each word end in `letters`; those of word n start where n-1 ends.
  private var ends: [UInt32] = [0]
  private var letters: [UInt8] = []

  /// How many words there are, the unknown one included: ids are below it.
  var count: Int { ends.count }

  /// The id of a folded word. O(letters).
  func id(of folded: borrowing [UInt8]) -> WordID {
    let hash = Self.hash(folded)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let word = Int(slots[slot])
      if hashes[word] == hash, matches(word, folded) { return WordID(value: UInt32(word)) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return .unknown
  }

  /// The id of a word in any spelling that folds to the same.
  func id(of word: some StringProtocol) -> WordID { id(of: Folding.fold(word)) }

  /// The id of a folded word, which is added where it is new.
  mutating func insert(_ folded: [UInt8]) -> WordID {
    let known = id(of: folded)
    if known != .unknown || folded.isEmpty { return known }
    let word = UInt32(ends.count)
    letters.append(contentsOf: folded)
    ends.append(UInt32(letters.count))
    hashes.append(Self.hash(folded))
    if ends.count * 2 > slots.count { grow() } else { place(word) }
    return WordID(value: word)
  }

  mutating func insert(_ word: some StringProtocol) -> WordID { insert(Folding.fold(word)) }

  /// The folded letters of a word.
  func text(of word: WordID) -> String {
    let index = Int(word.value)
    guard index > 0 else { return "" }
    return String(decoding: letters[Int(ends[index - 1])..<Int(ends[index])], as: UTF8.self)
  }

  private func matches(_ word: Int, _ folded: borrowing [UInt8]) -> Bool {
    let start = Int(ends[word - 1])
    guard Int(ends[word]) - start == folded.count else { return false }
    for index in 0..<folded.count where letters[start + index] != folded[index] { return false }
    return true
  }

  private mutating func place(_ word: UInt32) {
    var slot = Int(hashes[Int(word)]) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = word
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for word in 1..<ends.count { place(UInt32(word)) }
  }

  /// FNV-1a, 32 bits (Fowler, Noll, Vo), with a last mix, since the table is indexed by
  /// the low bits.
  private static func hash(_ folded: borrowing [UInt8]) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for index in 0..<folded.count { hash = (hash ^ UInt32(folded[index])) &* 16_777_619 }
    return hash ^ (hash >> 15)
  }
}
