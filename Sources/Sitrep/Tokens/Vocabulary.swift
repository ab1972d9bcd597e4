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
/// Open addressing with linear probing, at most half full. The key of a word of eight bytes
/// or fewer, as most are, is the word, so that looking it up reads one place in memory; a
/// longer word has a hash for a key, and is compared.
///
/// With many words most reads of so large a table miss the cache. Therefore a small table
/// stands before it, which a cache holds: where words that begin their search at the same
/// place of it compete, the lowest number wins. Words that are met often should have low
/// numbers; then what later stages keep by word lies together too.
struct Vocabulary: Sendable {
  private struct Slot: Sendable {
    static let free = Slot(key: .none, word: .unknown)
    let key: WordKey
    let word: WordID
    /// Fills the slot up, so that all its bytes are known.
    private let reserved: UInt32 = 0

    init(key: WordKey, word: WordID) { (self.key, self.word) = (key, word) }
  }

  private var slots = Column(repeating: Slot.free, count: 1 << 4)
  /// By how much a hash is shifted to give a slot: 64 less the bits of the size.
  private var shift: UInt64 = 60
  /// By the upper bits of the hash, the slot of the lowest word that has them; free where none
  /// has.
  private var front = Column(repeating: Slot.free, count: 1 << 4)
  private static let frontLimit = 1 << 15
  /// By how much a hash is shifted to give a place in `front`.
  private var frontShift: UInt64 = 60
  /// The words that are not names, in a table of their own, at most half full: those that
  /// stages ask for by their letters at every start. In a large table each of them would be on
  /// a page of memory of its own. Empty until names are numbered.
  private var early = Column<UInt32>()
  /// Where the letters of each word end in `letters`; those of word n start where n-1 ends.
  private var ends = Column<UInt32>(repeating: 0, count: 1)
  private var letters = Column<UInt8>()

  /// How many words there are, the unknown one included: ids are below it.
  var count: Int { ends.count }

  /// The id of a folded word. O(letters).
  func id(of folded: [UInt8]) -> WordID {
    let range = 0..<folded.count
    let key = WordKey(folded.span, range)
    if let word = earlyID(of: key, folded.span, range) { return word }
    let word = id(of: key, folded.span, range)
    return word.value < count ? word : .unknown
  }

  /// The id of a word in any spelling that folds to the same.
  func id(of word: some StringProtocol) -> WordID { id(of: Folding.fold(word)) }

  /// The id of a folded word, which is added where it is new.
  mutating func insert(_ folded: [UInt8]) -> WordID {
    let known = id(of: folded)
    if known != .unknown || folded.isEmpty { return known }
    let word = UInt32(ends.count)
    letters.append(contentsOf: folded.span)
    ends.append(UInt32(letters.count))
    if ends.count * 2 > slots.count { grow() } else { place(word) }
    return WordID(value: word)
  }

  mutating func insert(_ word: some StringProtocol) -> WordID { insert(Folding.fold(word)) }

  /// The folded letters of a word.
  func text(of word: WordID) -> String {
    word == .unknown ? "" : String(decoding: letters.values[range(of: word.value)], as: UTF8.self)
  }

  private func range(of word: UInt32) -> Range<Int> {
    letters.range(from: ends[Int(word) - 1], to: ends[Int(word)])
  }

  private mutating func place(_ word: UInt32) {
    let key = WordKey(letters.values.span, range(of: word))
    var slot = slot(of: key)
    while slots[slot].word != .unknown { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Slot(key: key, word: WordID(value: word))
    let place = frontPlace(of: key)
    if front[place].word == .unknown { front[place] = slots[slot] }
  }

  private mutating func grow() {
    slots = Column(repeating: Slot.free, count: slots.count * 2)
    shift -= 1
    placeAll()
  }

  private mutating func placeAll() {
    front = Column(repeating: Slot.free, count: min(slots.count, Self.frontLimit))
    frontShift = Self.shift(for: front.count)
    for word in 1..<UInt32(ends.count) { place(word) }
  }

  private static func shift(for count: Int) -> UInt64 { UInt64(64 - count.trailingZeroBitCount) }
}

// MARK: - Numbering

extension Vocabulary {
  /// Numbers the words from `first` on anew: those with the most uses first, of equal ones in
  /// the order in which they were inserted. O(n log n).
  ///
  /// - Parameter uses: How often each word is met.
  /// - Returns: The new number of each word.
  mutating func renumber(from first: Int, byUses uses: [UInt32]) -> [WordID] {
    let order = (first..<max(first, count)).sorted {
      (uses[$1], $0) < (uses[$0], $1)
    }
    var new = (0..<UInt32(count)).map(WordID.init)
    let (oldEnds, oldLetters) = (ends, letters)
    ends = Column(oldEnds.values[..<min(first, count)])
    letters = Column(oldLetters.values[..<Int(ends[ends.count - 1])])
    for old in order {
      new[old] = WordID(value: UInt32(ends.count))
      letters.append(
        contentsOf: oldLetters.values.span.extracting(
          Int(oldEnds[old - 1])..<Int(oldEnds[old])))
      ends.append(UInt32(letters.count))
    }
    for index in slots.values.indices { slots[index] = .free }
    placeAll()
    placeEarly(UInt32(first))
    return new
  }
}

// MARK: - Words that are not names

extension Vocabulary {
  /// Fills the table of the words below `end`.
  private mutating func placeEarly(_ end: UInt32) {
    guard end > 1 else { return }
    var size = 2
    while size < 2 * Int(end) { size *= 2 }
    early = Column(repeating: 0, count: size)
    for word in 1..<end {
      var place = earlyPlace(of: WordKey(letters.values.span, range(of: word)))
      while early[place] != 0 { place = (place + 1) & (size - 1) }
      early[place] = word
    }
  }

  /// The id of a folded word that is in the table; nil for any other.
  private func earlyID(of key: WordKey, _ text: Span<UInt8>, _ range: Range<Int>) -> WordID? {
    guard !early.isEmpty else { return nil }
    var place = earlyPlace(of: key)
    // The bound is for a damaged pack, whose table may have no free place.
    for _ in 0..<early.count {
      let word = early[place]
      guard word != 0, word < count else { return nil }
      if matches(word, text, range) { return WordID(value: word) }
      place = (place + 1) & (early.count - 1)
    }
    return nil
  }

  /// Where the search for a key begins.
  private func earlyPlace(of key: WordKey) -> Int {
    Int(truncatingIfNeeded: key.hash &>> Self.shift(for: early.count))
  }
}

// MARK: - Looking up

extension Vocabulary {
  /// Looks up the words of a block.
  ///
  /// First it compares every token with its place in the front table, which settles most. Then
  /// it compares the others with the slot where their search begins, those that are not
  /// settled with the next one, and so on; no read waits for another, or steers a jump. Then
  /// come the few whose key does not say all. Hot path.
  ///
  /// - Parameter folded: Scratch, for words beyond ASCII.
  func identify(_ text: Span<UInt8>, _ block: inout TokenBlock, folded: inout [UInt8]) {
    var (searched, searchedCount) = (TokenBlock.places, 0)
    var (alike, alikeCount) = (TokenBlock.places, 0)
    let (front, slots) = (front.values.span, slots.values.span)
    for token in 0..<block.count {
      let key = block.keys[unchecked: token]
      let slot = front[frontPlace(of: key)]
      // All without a jump: the mask is all ones where the keys are the same.
      let isSame: UInt32 = slot.key == key ? 1 : 0
      let isTaken: UInt32 = slot.word == .unknown ? 0 : 1
      let isWord: UInt32 = key.isWord ? 1 : 0
      block.words[unchecked: token] = WordID(value: slot.word.value & (0 &- isSame))
      searched[unchecked: searchedCount] = UInt8(truncatingIfNeeded: token)
      searchedCount &+= Int(isTaken & ~isSame)
      alike[unchecked: alikeCount] = UInt8(truncatingIfNeeded: token)
      alikeCount &+= Int(isSame & ~isWord)
    }
    // Most reads miss the cache. In so short a loop more of them can be under way at once than
    // in the one that compares.
    for index in 0..<searchedCount {
      let token = Int(searched[unchecked: index])
      block.words[unchecked: token] = slots[slot(of: block.keys[unchecked: token])].word
    }
    var distance = 0
    // The second bound is for a damaged pack, whose table may have no free slot.
    while searchedCount > 0, distance < slots.count {
      var count = 0
      // Neither list is ever longer than the block.
      for index in 0..<searchedCount {
        let token = Int(searched[unchecked: index])
        let key = block.keys[unchecked: token]
        let slot = slots[(slot(of: key) &+ distance) & (slots.count &- 1)]
        let isSame: UInt32 = slot.key == key ? 1 : 0
        let isTaken: UInt32 = slot.word == .unknown ? 0 : 1
        let isWord: UInt32 = key.isWord ? 1 : 0
        block.words[unchecked: token] = WordID(value: slot.word.value & (0 &- isSame))
        searched[unchecked: count] = UInt8(truncatingIfNeeded: token)
        count &+= Int(isTaken & ~isSame)
        alike[unchecked: alikeCount] = UInt8(truncatingIfNeeded: token)
        alikeCount &+= Int(isSame & ~isWord)
      }
      searchedCount = count
      distance += 1
    }
    for index in 0..<alikeCount {
      let token = Int(alike[index])
      let (key, range) = (block.keys[token], block.spans[token].range)
      if key == .none {
        folded.removeAll(keepingCapacity: true)
        Folding.append(text, range, to: &folded)
        block.words[token] = id(of: folded)
      } else if !matches(block.words[token].value, text, range) {
        block.words[token] = id(of: key, text, range)
      }
    }
  }

  /// The id of the word with a key that stands at `range` of `text`: folded but for the
  /// capitals of ASCII.
  private func id(of key: WordKey, _ text: Span<UInt8>, _ range: Range<Int>) -> WordID {
    let slots = slots.values.span
    var slot = slot(of: key)
    // No row of slots is longer than they are many; in a pack that lies, one could be endless.
    for _ in 0..<slots.count {
      let word = slots[slot].word
      if word == .unknown { break }
      if slots[slot].key == key, key.isWord || matches(word.value, text, range) { return word }
      slot = (slot + 1) & (slots.count - 1)
    }
    return .unknown
  }

  private func matches(_ word: UInt32, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard self.range(of: word).count == range.count else { return false }
    var known = self.range(of: word).lowerBound
    for next in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      let count = range.upperBound - next
      let block = ByteBlock(letters.values.span, at: known).prefix(count)
      if block != ByteBlock(text, at: next).prefix(count).folded { return false }
      known += 8
    }
    return true
  }

  /// Where the search for a key begins.
  @inline(__always)
  private func slot(of key: WordKey) -> Int { Int(truncatingIfNeeded: key.hash &>> shift) }

  /// Where a key would be in the front table.
  @inline(__always)
  private func frontPlace(of key: WordKey) -> Int {
    Int(truncatingIfNeeded: key.hash &>> frontShift)
  }
}

// MARK: - In a pack

extension Vocabulary {
  func write(to pack: inout PackWriter) {
    pack.add("vocabulary.slots", slots)
    pack.add("vocabulary.front", front)
    pack.add("vocabulary.early", early)
    pack.add("vocabulary.ends", ends)
    pack.add("vocabulary.letters", letters)
  }

  init(_ pack: PackFile) throws(PackError) {
    slots = try pack.column("vocabulary.slots")
    front = try pack.column("vocabulary.front")
    early = try pack.column("vocabulary.early")
    ends = try pack.column("vocabulary.ends")
    letters = try pack.column("vocabulary.letters")
    guard Self.isTable(slots.count), Self.isTable(front.count), ends.count > 0,
      early.isEmpty || Self.isTable(early.count)
    else {
      throw PackError(pack.name, .corrupt("vocabulary"))
    }
    (shift, frontShift) = (Self.shift(for: slots.count), Self.shift(for: front.count))
  }

  private static func isTable(_ count: Int) -> Bool { count >= 2 && count & (count - 1) == 0 }
}

/// What some words have, by their id: an array over the vocabulary, where a dictionary
/// would hash the id.
struct WordMap<Value: Sendable>: Sendable {
  private var values: [Value?]

  init(_ dictionary: [WordID: Value]) {
    let last = dictionary.keys.max().map { Int($0.value) } ?? -1
    values = Array(repeating: nil, count: last + 1)
    for (word, value) in dictionary { values[Int(word.value)] = value }
  }

  /// O(1).
  subscript(word: WordID) -> Value? {
    Int(word.value) < values.count ? values[Int(word.value)] : nil
  }
}
