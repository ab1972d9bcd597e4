/// What can be seen of a word without knowing it, as numbers that features are made of.
struct SurfaceWord: Sendable {
  /// A number for the folded letters, digits all alike.
  var word: UInt64 = 0
  /// A number for the letters as they stand.
  var exact: UInt64 = 0
  /// The last eight folded bytes, the last one highest.
  var ending: UInt64 = 0
  /// The first eight folded bytes, the first one lowest.
  var beginning: UInt64 = 0
  /// What the letters look like.
  var shape: Shape = []
  /// How many bytes the folded word has.
  var count = 0

  struct Shape: OptionSet, Sendable {
    let rawValue: UInt16
    static let capital = Shape(rawValue: 1)
    /// Two letters or more, all of them capitals.
    static let allCapitals = Shape(rawValue: 2)
    /// A capital behind a small letter.
    static let mixed = Shape(rawValue: 4)
    static let letter = Shape(rawValue: 8)
    static let digit = Shape(rawValue: 16)
    /// Anything else than letters and digits.
    static let mark = Shape(rawValue: 32)
    static let hyphen = Shape(rawValue: 64)
    static let stop = Shape(rawValue: 128)
    static let single = Shape(rawValue: 256)
  }

  /// Stands before and behind a sentence.
  static let edge = SurfaceWord(word: 1)

  private init(word: UInt64) { self.word = word }

  /// The last `length` bytes, or the whole word where it is shorter.
  @inline(__always)
  func ending(_ length: UInt64) -> UInt64 { ending >> (64 - 8 * length) }

  /// The first `length` bytes, or the whole word where it is shorter.
  @inline(__always)
  func beginning(_ length: UInt64) -> UInt64 { beginning & (1 << (8 * length) - 1) }

  /// O(bytes). Hot path.
  ///
  /// - Parameter folded: Scratch.
  init(_ bytes: Span<UInt8>, _ range: Range<Int>, folded: inout [UInt8]) {
    exact = FeatureKey.hash(bytes, range)
    folded.removeAll(keepingCapacity: true)
    Folding.append(bytes, range, to: &folded)
    var (capitals, small) = (0, 0)
    for index in range {
      let byte = bytes[index]
      switch byte {
      case 0x41...0x5A:
        capitals += 1
        if small > 0 { shape.insert(.mixed) }
        if index == range.lowerBound { shape.insert(.capital) }
      case 0x61...0x7A: small += 1
      case 0x30...0x39: shape.insert(.digit)
      case 0x2D: shape.insert(.hyphen)
      case 0x2E: shape.insert(.stop)
      case 0x80...0xFF: small += 1
      default: shape.insert(.mark)
      }
    }
    if let first = range.first, bytes[first] >= 0xC3,
      Folding.decode(bytes, at: first).scalar.properties.isUppercase
    {
      shape.insert(.capital)
      capitals += 1
    }
    if capitals + small > 0 { shape.insert(.letter) }
    if capitals > 1, small == 0 { shape.insert(.allCapitals) }
    if range.count == 1 { shape.insert(.single) }
    if shape.contains(.digit) {
      for index in folded.indices where folded[index] &- 0x30 < 10 { folded[index] = 0x30 }
    }
    count = folded.count
    word = FeatureKey.hash(folded.span, 0..<count)
    beginning = ByteBlock(folded.span, at: 0).bits
    if count >= 8 {
      ending = ByteBlock(folded.span, at: count - 8).bits
    } else if count > 0 {
      ending = beginning << UInt64(8 * (8 - count))
    }
  }
}
