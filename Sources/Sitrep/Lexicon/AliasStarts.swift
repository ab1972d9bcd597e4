/// The aliases of two words, and the first three words of longer ones, as a Bloom filter: says
/// of each of them that it may be one, and of a few others too.
///
/// What stands in a text is mostly neither. With a million aliases the steps of the trie are in
/// a table that no cache holds, but a few bits each are in one: they turn most places away
/// before the table is read. Pairs of words by themselves turned away too little, since with so
/// many aliases most pairs begin one. The words of 64 bits are taken in lines of eight, which
/// memory hands over together: the pair tells the line, and all bits of a start lie in one word
/// of it (Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient Bloom Filters, 2007).
struct AliasStarts: Sendable {
  private var blocks: Column<UInt64>

  /// - Parameter starts: Two words or three each; a third is unknown where there is none.
  init(_ starts: [(first: WordID, second: WordID, third: WordID)]) {
    // Forty a line, so that each has twelve bits.
    blocks = Column(repeating: 0, count: (starts.count / 40 + 1) * 8)
    for start in starts {
      let pair = Self.mix(start.first, start.second)
      let hash = start.third == .unknown ? Self.hash(pair) : Self.hash(pair, start.third)
      blocks[block(hash, inLine: line(pair))] |= Self.bits(hash)
    }
  }

  /// What can stand where three words follow each other. O(1).
  ///
  /// - Parameter pair: The first two of them, as `mix` gives them.
  @inline(__always)
  func mayHold(_ pair: UInt64, _ third: WordID) -> (two: Bool, three: Bool) {
    let (line, two, three) = (line(pair), Self.hash(pair), Self.hash(pair, third))
    // A block is always one of those there are. Both are read at once, without a jump.
    let missingOfTwo = ~blocks.values[block(two, inLine: line)] & Self.bits(two)
    let missingOfThree = ~blocks.values[block(three, inLine: line)] & Self.bits(three)
    return (missingOfTwo == 0, missingOfThree == 0)
  }

  /// Reads from a line, so that it is in the cache when it is needed.
  @inline(__always)
  func touch(_ line: Int) -> UInt64 { blocks.values[line] }

  /// The first block of the line of a pair.
  @inline(__always)
  func line(_ pair: UInt64) -> Int {
    let lines = UInt64(blocks.count) >> 3
    return Int(truncatingIfNeeded: ((Self.hash(pair) >> 32) &* lines) >> 32) &<< 3
  }

  @inline(__always)
  private func block(_ hash: UInt64, inLine line: Int) -> Int {
    line | Int(truncatingIfNeeded: hash >> 26 & 7)
  }

  @inline(__always)
  private static func bits(_ hash: UInt64) -> UInt64 {
    1 &<< (hash >> 8) | 1 &<< (hash >> 14) | 1 &<< (hash >> 20)
  }

  /// Fibonacci hashing, twice, since one round leaves neighbours together.
  @inline(__always)
  static func mix(_ first: WordID, _ second: WordID) -> UInt64 {
    let mixed = (UInt64(first.value) << 32 | UInt64(second.value)) &* WordKey.factor
    return mixed ^ mixed >> 32
  }

  @inline(__always)
  private static func hash(_ pair: UInt64) -> UInt64 { pair &* WordKey.factor }

  @inline(__always)
  private static func hash(_ pair: UInt64, _ third: WordID) -> UInt64 {
    let mixed = (pair &+ UInt64(third.value)) &* WordKey.factor
    return (mixed ^ mixed >> 32) &* WordKey.factor
  }
}

// MARK: - In a pack

extension AliasStarts {
  func write(to pack: inout PackWriter) { pack.add("matcher.starts", blocks) }

  init(_ pack: PackFile) throws(PackError) {
    blocks = try pack.column("matcher.starts")
    // In whole lines: a line of a pack that has fewer would not end in it.
    guard blocks.count >= 8, blocks.count % 8 == 0 else {
      throw PackError(pack.name, .corrupt("matcher"))
    }
  }
}
