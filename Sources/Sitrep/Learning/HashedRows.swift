/// Rows of 16-bit numbers, each found by a 64-bit key: two columns that nothing points into,
/// so that they can be read where they lie in a file.
///
/// The upper bits of a key choose a bucket, the lower 16 tell the rows of a bucket apart; a
/// key that was never put in is taken for one that was about once in 65,000 times.
struct HashedRows: Sendable {
  /// Where the rows of each bucket begin in `records`, and one more for the end. As many
  /// buckets as a power of two.
  private let starts: Column<UInt32>
  /// For each row the lower bits of its key, how many numbers it has, and these.
  let records: Column<UInt16>
  private let shift: UInt64

  /// The rows of the keys. O(rows log rows).
  ///
  /// - Precondition: no two keys are the same, and no row has more than 65,535 numbers.
  init(_ rows: [(key: UInt64, numbers: [UInt16])]) {
    var bits: UInt64 = 1
    // Most keys that are asked for were never put in, and should find an empty bucket.
    while 1 << bits < rows.count { bits += 1 }
    shift = 64 - bits
    var starts = Column<UInt32>(repeating: 0, count: 1)
    var records = Column<UInt16>()
    for row in rows.sorted(by: { $0.key < $1.key }) {
      starts.grow(to: Int(row.key >> shift) + 1, with: UInt32(records.count))
      records.append(UInt16(truncatingIfNeeded: row.key))
      records.append(UInt16(row.numbers.count))
      records.append(contentsOf: row.numbers.span)
    }
    starts.grow(to: 1 << bits + 1, with: UInt32(records.count))
    (self.starts, self.records) = (starts, records)
  }

  /// Where the numbers of a key lie in `records`, always within them; empty where it has none.
  /// O(1). Hot path.
  @inline(__always)
  func row(_ key: UInt64) -> Range<Int> {
    let bucket = Int(truncatingIfNeeded: key >> shift)
    let mark = UInt16(truncatingIfNeeded: key)
    var next = Int(starts[bucket])
    let end = min(Int(starts[bucket + 1]), records.count)
    while next + 1 < end {
      let count = Int(records.values[next + 1])
      if records.values[next] == mark {
        return next + 2 + count <= end
          ? Range(uncheckedBounds: (next + 2, next + 2 + count)) : 0..<0
      }
      next += 2 + count
    }
    return 0..<0
  }
}

// MARK: - Many at once

extension HashedRows {
  /// How many keys are asked for at once.
  static let batch = 64

  /// Moves the keys that can have a row to the front, in their order: most have none. One key
  /// after the other would wait for memory at each; here no branch hangs on what is read, so
  /// that a processor reads for many keys side by side. O(keys). Hot path.
  ///
  /// - Returns: How many they are.
  @inline(__always)
  func keepCandidates(_ keys: inout InlineArray<64, UInt64>, _ count: Int) -> Int {
    guard records.count > 1 else { return 0 }
    let (borders, numbers) = (starts.values, records.values)
    var borderPairs = InlineArray<64, SIMD2<UInt32>>(repeating: .zero)
    for index in 0..<count {
      let bucket = Int(truncatingIfNeeded: keys[unchecked: index] >> shift)
      // There are as many buckets as the shift leaves numbers, and one border more.
      borderPairs[unchecked: index] = SIMD2(borders[bucket], borders[bucket + 1])
    }
    var kept = 0
    for index in 0..<count {
      let (key, pair) = (keys[unchecked: index], borderPairs[unchecked: index])
      let (start, end) = (Int(pair.x), min(Int(pair.y), numbers.count))
      let isFilled = start + 1 < end
      let first = isFilled ? start : 0
      let isFound = numbers[first] == UInt16(truncatingIfNeeded: key)
      let hasMore = first + 2 + Int(numbers[first + 1]) < end
      keys[unchecked: kept] = key
      kept += isFilled && (isFound || hasMore) ? 1 : 0
    }
    return kept
  }
}

// MARK: - In a pack

extension HashedRows {
  func write(to pack: inout PackWriter, _ name: String) {
    pack.add("\(name).starts", starts)
    pack.add("\(name).records", records)
  }

  init(_ pack: PackFile, _ name: String) throws(PackError) {
    starts = try pack.column("\(name).starts")
    records = try pack.column("\(name).records")
    let buckets = starts.count - 1
    guard buckets >= 2, buckets & (buckets - 1) == 0 else {
      throw PackError(pack.name, .corrupt(name))
    }
    shift = UInt64(64 - buckets.trailingZeroBitCount)
  }
}
