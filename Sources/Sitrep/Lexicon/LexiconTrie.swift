/// What the first token of some aliases must look like, a bit for each: any letters, a
/// capital, all capitals. Enough to turn most tokens away; what else a case rule asks for is
/// looked at where an alias ends.
struct CaseRules: Sendable {
  var bits: UInt32 = 0

  init() {}

  init(_ rule: LexiconMatcher.CaseRule) {
    bits =
      switch rule {
      case .any, .small, .title: 1
      case .capital, .capitalBehindComma: 2
      case .capitals, .capitalsBehindComma: 4
      }
  }

  mutating func formUnion(_ other: CaseRules) { bits |= other.bits }

  /// What the letters of a token keep to.
  @inline(__always)
  init(allowedBy tokens: TokenTable, at token: TokenID) {
    let flags = tokens.flags[token]
    if tokens.kinds[token] != .word {
      bits = 0b111
    } else {
      let isCapital = !flags.isDisjoint(with: [.capital, .allCapitals, .mixed])
      let isAllCapitals = !flags.isDisjoint(with: [.allCapitals, .initialism])
      bits = 1 | (isCapital ? 2 : 0) | (isAllCapitals ? 4 : 0)
    }
  }
}

/// A node and what is to be known of it, so that few matches read more: whether the trie goes
/// on past it, the case rules of all aliases through it, and the aliases that end there.
struct TrieStep: Equatable, Sendable {
  /// No step at all.
  static let none = TrieStep(bits: 0)
  /// The most nodes a trie can have, and the most entries.
  static let nodeLimit = 1 << 27
  static let entryLimit = 1 << 28

  /// The node; from bit 27 the case rules; then whether it is inner, and whether aliases end.
  /// The upper half: where one alias ends, its entry, from bit 28 its case rule, and bit 31;
  /// where several do, the place of the first in the outputs.
  let bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  /// - Precondition: `node` is below `nodeLimit`.
  init(to node: UInt32, _ rules: CaseRules, isInner: Bool) {
    bits = UInt64(node | rules.bits << 27 | (isInner ? 1 << 30 : 0))
  }

  /// The same step to a node where one alias ends.
  func ending(with only: TrieOutput) -> TrieStep {
    ending(only.entry.value | UInt32(only.rule.rawValue) << 28 | 1 << 31)
  }

  /// The same step to a node where several end.
  func ending(withOutputsFrom first: Int) -> TrieStep { ending(UInt32(first)) }

  private func ending(_ output: UInt32) -> TrieStep {
    TrieStep(bits: bits | 1 << 31 | UInt64(output) << 32)
  }

  /// The same step to a node where ends what ends with another.
  func ending(like other: TrieStep) -> TrieStep {
    TrieStep(bits: bits | other.bits & ~0 << 31)
  }

  var node: UInt32 { UInt32(truncatingIfNeeded: bits) & UInt32(Self.nodeLimit - 1) }
  var isInner: Bool { bits & 1 << 30 != 0 }
  var hasOutputs: Bool { bits & 1 << 31 != 0 }
  func has(anyOf rules: CaseRules) -> Bool {
    UInt32(truncatingIfNeeded: bits >> 27) & rules.bits & 0b111 != 0
  }

  private var output: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }

  /// The alias that ends there, if it is only one.
  var onlyOutput: TrieOutput? {
    guard output >> 31 != 0 else { return nil }
    let entry = EntryID(value: output & UInt32(Self.entryLimit - 1))
    return TrieOutput(entry, traits: output >> 28 & 0b111 | 1 << 31)
  }

  /// The place of the first of several.
  var firstOutput: Int { Int(output) }
}

/// An alias that ends at a node.
struct TrieOutput: Sendable {
  let entry: EntryID
  /// The number of its case rule, and in the highest bit whether it is the last at its node.
  private let traits: UInt32

  fileprivate init(_ entry: EntryID, traits: UInt32) { (self.entry, self.traits) = (entry, traits) }

  init(_ entry: EntryID, _ rule: LexiconMatcher.CaseRule, isLast: Bool) {
    self.init(entry, traits: UInt32(rule.rawValue) | (isLast ? 1 << 31 : 0))
  }

  /// A number that stands for no rule, as in a damaged pack, is that of `any`.
  fileprivate var rule: LexiconMatcher.CaseRule {
    LexiconMatcher.CaseRule(rawValue: UInt8(truncatingIfNeeded: traits & 0b111)) ?? .any
  }
  var isLast: Bool { traits >> 31 != 0 }

  /// Whether the letters of some tokens keep to its case rule, given what those of the first
  /// allow.
  @inline(__always)
  func fits(_ allowed: CaseRules, _ tokens: TokenTable, _ range: Range<TokenID>) -> Bool {
    let rule = rule
    guard CaseRules(rule).bits & allowed.bits != 0 else { return false }
    return switch rule {
    case .any, .capital, .capitals: true
    case .small: Self.isSmall(tokens, range)
    case .title: Self.isTitle(tokens, range)
    case .capitalBehindComma, .capitalsBehindComma:
      Self.isBehindComma(tokens, range.lowerBound)
    }
  }

  private static func isSmall(_ tokens: TokenTable, _ range: Range<TokenID>) -> Bool {
    range.allSatisfy { tokens.flags[$0].isDisjoint(with: [.capital, .allCapitals, .mixed]) }
  }

  private static func isTitle(_ tokens: TokenTable, _ range: Range<TokenID>) -> Bool {
    let words = range.filter { tokens.kinds[$0] == .word }
    return words.allSatisfy { tokens.spans[$0].count < 4 || tokens.flags[$0].contains(.capital) }
      && !words.allSatisfy { tokens.flags[$0].contains(.allCapitals) }
  }

  private static func isBehindComma(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    guard token > 1, tokens.kinds[token - 1] == .comma else { return false }
    let before = token - 2
    return tokens.flags[before].contains(.capital)
      || tokens.kinds[before] == .stop && tokens.isTight(before)
  }
}

/// The steps of a trie past its first: a hash table of buckets, each of four slots side by
/// side, which memory hands over together.
struct TrieEdges: Sendable {
  /// A slot of the table.
  private struct Slot: Sendable {
    static let free = Slot(key: 0, step: .none)
    let key: UInt64
    let step: TrieStep
  }

  private static let bucketSize = 4

  private var slots = Column(repeating: Slot.free, count: bucketSize)
  /// How many buckets a search reads at most.
  private var longestProbe = 1

  /// - Parameter edges: No two from the same node by the same word.
  init(_ edges: some Collection<(node: UInt32, word: WordID, step: TrieStep)>) {
    // One slot in two is taken: few buckets are full.
    let buckets = edges.count * 2 / Self.bucketSize + 1
    slots = Column(repeating: .free, count: buckets * Self.bucketSize)
    for edge in edges {
      let key = Self.key(edge.node, edge.word)
      var (bucket, probe) = (bucket(of: key), 1)
      while isFull(bucket) {
        bucket = behind(bucket)
        probe += 1
      }
      let free = (bucket..<bucket + Self.bucketSize).first { slots[$0].step == .none }
      slots[free ?? bucket] = Slot(key: key, step: edge.step)
      longestProbe = max(longestProbe, probe)
    }
  }

  /// What an edge is found by.
  @inline(__always)
  static func key(_ node: UInt32, _ word: WordID) -> UInt64 {
    UInt64(node) << 32 | UInt64(word.value)
  }

  /// The step from a node by a word; none where there is none. O(1).
  func step(from node: UInt32, by word: WordID) -> TrieStep {
    let key = Self.key(node, word)
    return step(by: key, in: bucket(of: key))
  }

  /// The step with a key, given the bucket where its search begins.
  @inline(__always)
  func step(by key: UInt64, in first: Int) -> TrieStep {
    let step = stepWithin(first, by: key)
    // One jump, rarely taken: two would often be foretold wrongly.
    let isMissing: UInt8 = step == .none ? 1 : 0
    let isFull: UInt8 = isFull(first) ? 1 : 0
    return isMissing & isFull == 0 ? step : stepBehind(first, by: key)
  }

  /// The step with a key that found no room where its search begins.
  @inline(never)
  private func stepBehind(_ first: Int, by key: UInt64) -> TrieStep {
    var bucket = first
    for _ in 1..<max(longestProbe, 1) {
      bucket = behind(bucket)
      let step = stepWithin(bucket, by: key)
      if step != .none || !isFull(bucket) { return step }
    }
    return .none
  }

  /// The step with a key among the slots of one bucket: without a jump.
  @inline(__always)
  private func stepWithin(_ bucket: Int, by key: UInt64) -> TrieStep {
    var bits: UInt64 = 0
    for offset in 0..<Self.bucketSize {
      let slot = slots.values[bucket &+ offset]
      let isSame: UInt64 = slot.key == key ? 1 : 0
      bits |= slot.step.bits & (0 &- isSame)
    }
    return TrieStep(bits: bits)
  }

  /// Reads from a bucket, so that it is in the cache when it is needed.
  @inline(__always)
  func touch(_ bucket: Int) -> UInt64 { slots.values[bucket].key }

  @inline(__always)
  private func isFull(_ bucket: Int) -> Bool {
    slots.values[bucket &+ (Self.bucketSize - 1)].step != .none
  }

  private func behind(_ bucket: Int) -> Int {
    bucket + Self.bucketSize == slots.count ? 0 : bucket + Self.bucketSize
  }

  /// The first slot of the bucket where the search for a key begins. Fibonacci hashing, twice,
  /// since one round leaves neighbours together.
  @inline(__always)
  func bucket(of key: UInt64) -> Int {
    let mixed = key &* WordKey.factor
    let hash = (mixed ^ mixed >> 32) &* WordKey.factor
    let buckets = UInt64(slots.count) >> 2
    return Int(truncatingIfNeeded: ((hash >> 32) &* buckets) >> 32) &<< 2
  }
}

// MARK: - In a pack

extension TrieEdges {
  func write(to pack: inout PackWriter) {
    pack.add("matcher.edges", slots)
    pack.add("matcher.probe", Column(repeating: UInt32(longestProbe), count: 1))
  }

  init(_ pack: PackFile) throws(PackError) {
    slots = try pack.column("matcher.edges")
    let buckets = slots.count / Self.bucketSize
    longestProbe = min(Int(try pack.column("matcher.probe", of: UInt32.self)[0]), buckets)
    // In whole buckets: the last one would not end in the table.
    guard buckets > 0, slots.count % Self.bucketSize == 0 else {
      throw PackError(pack.name, .corrupt("matcher"))
    }
  }
}
