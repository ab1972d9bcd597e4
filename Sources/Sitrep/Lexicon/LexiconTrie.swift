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
  static let none = TrieStep(bits: 0, output: 0)
  /// The most nodes a trie can have, and the most entries.
  static let nodeLimit = 1 << 27
  static let entryLimit = 1 << 28

  /// The node; from bit 27 the case rules; then whether it is inner, and whether aliases end.
  private let bits: UInt32
  /// Where one alias ends: its entry, from bit 28 its case rule, and bit 31; where several
  /// do: the place of the first in the outputs.
  private let output: UInt32

  private init(bits: UInt32, output: UInt32) { (self.bits, self.output) = (bits, output) }

  /// - Precondition: `node` is below `nodeLimit`.
  init(to node: UInt32, _ rules: CaseRules, isInner: Bool) {
    bits = node | rules.bits << 27 | (isInner ? 1 << 30 : 0)
    output = 0
  }

  /// The same step to a node where one alias ends.
  func ending(with only: TrieOutput) -> TrieStep {
    TrieStep(
      bits: bits | 1 << 31, output: only.entry.value | UInt32(only.rule.rawValue) << 28 | 1 << 31)
  }

  /// The same step to a node where several end.
  func ending(withOutputsFrom first: Int) -> TrieStep {
    TrieStep(bits: bits | 1 << 31, output: UInt32(first))
  }

  /// The same step to a node where ends what ends with another.
  func ending(like other: TrieStep) -> TrieStep {
    TrieStep(bits: bits | other.bits & 1 << 31, output: other.output)
  }

  var node: UInt32 { bits & UInt32(Self.nodeLimit - 1) }
  var isInner: Bool { bits & 1 << 30 != 0 }
  var hasOutputs: Bool { bits & 1 << 31 != 0 }
  func has(anyOf rules: CaseRules) -> Bool { bits >> 27 & rules.bits & 0b111 != 0 }

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

/// Some words, as far as 64 bits can tell them apart: a node with few words to go on by turns away most
/// others, without a look into a table that is not in the cache.
struct WordMask: Equatable, Sendable {
  static let all = WordMask(bits: .max)

  private var bits: UInt64

  init() { self.init(bits: 0) }

  private init(bits: UInt64) { self.bits = bits }

  mutating func insert(_ word: WordID) { bits |= Self.bit(word) }

  /// Whether the word can be among them.
  @inline(__always)
  func mayHold(_ word: WordID) -> Bool { bits & Self.bit(word) != 0 }

  /// The upper bits of a Fibonacci hash (Knuth, The Art of Computer Programming 3, 6.4).
  @inline(__always)
  private static func bit(_ word: WordID) -> UInt64 {
    1 << ((UInt64(word.value) &* WordKey.factor) >> 58)
  }
}

/// The steps of a trie past its first: a hash table with linear probing.
struct TrieEdges: Sendable {
  /// A slot of the table.
  struct Edge: Sendable {
    static let free = Edge(node: 0, word: .unknown, step: .none, next: WordMask())
    let node: UInt32
    let word: WordID
    let step: TrieStep
    /// The words by which it goes on behind the step.
    let next: WordMask
  }

  private var slots = Column(repeating: Edge.free, count: 1)
  /// How many slots a search reads at most.
  private var longestProbe = 1

  /// - Parameter edges: No two from the same node by the same word.
  init(_ edges: [Edge]) {
    // Two slots in three are taken.
    slots = Column(repeating: .free, count: edges.count * 3 / 2 + 1)
    for edge in edges {
      var (slot, probe) = (first(edge.node, edge.word), 1)
      while slots[slot].step != .none {
        slot = slot + 1 == slots.count ? 0 : slot + 1
        probe += 1
      }
      slots[slot] = edge
      longestProbe = max(longestProbe, probe)
    }
  }

  /// The first slot that a search for a step reads: mostly the one that it ends with. O(1).
  @inline(__always)
  func firstEdge(from node: UInt32, by word: WordID) -> Edge { slots[first(node, word)] }

  /// The edge from a node by a word; free where there is none. O(1).
  func edge(from node: UInt32, by word: WordID) -> Edge {
    var slot = first(node, word)
    for _ in 0..<longestProbe {
      let edge = slots[slot]
      if edge.node == node, edge.word == word { return edge }
      if edge.step == .none { return .free }
      slot = slot + 1 == slots.count ? 0 : slot + 1
    }
    return .free
  }

  /// Fibonacci hashing, twice, since one round leaves neighbours together.
  @inline(__always)
  private func first(_ node: UInt32, _ word: WordID) -> Int {
    let mixed = (UInt64(node) << 32 | UInt64(word.value)) &* WordKey.factor
    let hash = (mixed ^ mixed >> 32) &* WordKey.factor
    return Int(truncatingIfNeeded: ((hash >> 32) &* UInt64(slots.count)) >> 32)
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
    longestProbe = min(Int(try pack.column("matcher.probe", of: UInt32.self)[0]), slots.count)
    guard slots.count > 0 else {
      throw PackError(pack.name, .corrupt("matcher"))
    }
  }
}
