/// The keys of features: 64 bits that a model looks a feature up by.
///
/// A feature is a template, numbered by whoever asks for it, and one or two values. Nothing
/// is kept of the words themselves: two features that share a key count as one.
enum FeatureKey {
  /// The key of one value of a template.
  @inline(__always)
  static func key(_ template: UInt64, _ value: UInt64) -> UInt64 {
    var mixed = (value ^ template &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    mixed ^= mixed >> 32
    mixed = mixed &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ mixed >> 29
  }

  /// The key of two values of a template, in their order.
  @inline(__always)
  static func key(_ template: UInt64, _ one: UInt64, _ other: UInt64) -> UInt64 {
    key(template, one &* 0xA24B_AED4_963E_E407 ^ (other &+ 0x9FB2_1C65_1E98_DF25))
  }

  /// A number for the bytes of a word. O(bytes).
  static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for next in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      let block = ByteBlock(bytes, at: next).prefix(range.upperBound - next)
      hash = (hash ^ block.bits) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    return hash
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same order of sentences for the same seed
/// on every machine.
struct TrainingOrder {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Puts the elements in another order (Fisher and Yates).
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, Int(next() % UInt64(last + 1)))
    }
  }
}
