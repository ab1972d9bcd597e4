/// Finds the aliases of a lexicon in a row of tokens.
///
/// A trie over vocabulary ids in flat columns, which lie in a pack as they are: the first step
/// is a column indexed by the word, the later ones a hash table keyed by node and word, so
/// that what a match costs does not depend on how many aliases there are. Hyphens that join
/// words are passed over on both sides: `Port-au-Prince` is found in `Port au Prince` and the
/// other way round.
struct LexiconMatcher: Sendable {
  /// What the letters of the text must look like for an alias to match.
  enum CaseRule: UInt8, Sendable {
    /// Any case.
    case any
    /// The first letter is a capital.
    case capital
    /// All letters are capitals: `IS`, `WHO`.
    case capitals
  }

  /// One alias found.
  struct Match: Hashable, Sendable {
    /// Number of tokens it covers, joining hyphens included.
    let length: Int
    let entry: EntryID
  }

  /// By word: the node of the aliases that begin with it.
  private var heads = Column<TrieStep>()
  /// The steps from a node to the next.
  private var edges = TrieEdges()
  /// By node: where its aliases begin in `outputs`.
  private var starts = Column<UInt32>()
  /// The aliases that end at a node, in the order in which they were added; then those of
  /// the next.
  private var outputs = Column<TrieOutput>()

  /// How many words are in the longest alias.
  private(set) var longestAlias = 0

  /// Finds nothing.
  init() {}

  /// Whether some alias begins with the word.
  func canBegin(_ word: WordID) -> Bool {
    Int(word.value) < heads.count && heads[Int(word.value)] != .none
  }

  /// Appends every alias that begins at `start` and ends before `limit`, shorter ones
  /// first. O(length of the longest alias). Hot path.
  func matches(
    _ tokens: TokenTable, at start: TokenID, limit: TokenID, into found: inout [Match]
  ) {
    let head = Int(tokens.words[start].value)
    guard head < heads.count, heads[head] != .none else { return }
    let allowed = CaseRules(allowedBy: tokens, at: start)
    var step = heads[head]
    var end = start + 1
    while step.has(anyOf: allowed) {
      if step.hasOutputs { append(outputsOf: step, allowed, length: end - start, to: &found) }
      guard step.isInner, end < limit else { return }
      if end + 1 < limit, tokens.isJoint(end) { end += 1 }
      step = edges.step(from: step.node, by: tokens.words[end])
      end += 1
    }
  }

  private func append(
    outputsOf step: TrieStep, _ allowed: CaseRules, length: Int, to found: inout [Match]
  ) {
    var next = Int(starts[Int(step.node)])
    repeat {
      let output = outputs[next]
      if output.rules & allowed.bits != 0 {
        found.append(Match(length: length, entry: output.entry))
      }
      if output.isLast { return }
      next += 1
    } while next < outputs.count
  }
}

// MARK: - Leftmost-longest

extension LexiconMatcher {
  /// Calls `found` for the longest alias at the leftmost place, then for the next behind it,
  /// to the end of the tokens; of aliases of one length for the last added. What a search
  /// engine for strings does, to be measured beside one; the stages need all matches.
  func forEachLongest(in tokens: TokenTable, _ found: (Range<TokenID>, EntryID) -> Void) {
    var matches: [Match] = []
    var token = 0
    let count = tokens.count
    while token < count {
      if canBegin(tokens.words[token]) {
        matches.removeAll(keepingCapacity: true)
        self.matches(tokens, at: token, limit: count, into: &matches)
        if let longest = matches.last {
          found(token..<(token + longest.length), longest.entry)
          token += longest.length
          continue
        }
      }
      token += 1
    }
  }
}

// MARK: - Parts of the trie

/// The case rules of some aliases, a bit for each.
struct CaseRules: Sendable {
  fileprivate(set) var bits: UInt32

  fileprivate init(bits: UInt32) { self.bits = bits }

  init(_ rule: LexiconMatcher.CaseRule) { bits = 1 << UInt32(rule.rawValue) }

  /// The rules that the letters of a token keep to.
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

/// A node and what is to be known of it before its memory is touched: whether the trie goes
/// on past it, whether an alias ends there, and the case rules of all aliases through it.
struct TrieStep: Equatable, Sendable {
  /// No step at all.
  static let none = TrieStep(bits: 0)
  /// The most nodes a trie can have.
  static let nodeLimit = 1 << 27

  private let bits: UInt32

  private init(bits: UInt32) { self.bits = bits }

  /// - Precondition: `node` is below `nodeLimit`.
  init(to node: UInt32, _ rules: CaseRules, isInner: Bool, hasOutputs: Bool) {
    bits = node | rules.bits << 27 | (isInner ? 1 << 30 : 0) | (hasOutputs ? 1 << 31 : 0)
  }

  var node: UInt32 { bits & UInt32(Self.nodeLimit - 1) }
  var isInner: Bool { bits & 1 << 30 != 0 }
  var hasOutputs: Bool { bits & 1 << 31 != 0 }
  func has(anyOf rules: CaseRules) -> Bool { bits >> 27 & rules.bits != 0 }
}

/// An alias that ends at a node.
struct TrieOutput: Sendable {
  let entry: EntryID
  /// Its case rule, and in the highest bit whether it is the last at its node.
  private let traits: UInt32

  init(_ entry: EntryID, _ rule: LexiconMatcher.CaseRule, isLast: Bool) {
    self.entry = entry
    traits = CaseRules(rule).bits | (isLast ? 1 << 31 : 0)
  }

  var rules: UInt32 { traits & 0b111 }
  var isLast: Bool { traits >> 31 != 0 }
}

/// The steps of a trie past its first: a hash table with linear probing.
///
/// Before it stands a filter of two bits a step, small enough for the cache where the table is
/// not: most pairs of words that a text has are no step, and are stopped there.
struct TrieEdges: Sendable {
  private struct Edge: Sendable {
    static let free = Edge(node: 0, word: .unknown, step: .none)
    let node: UInt32
    let word: WordID
    let step: TrieStep
  }

  private var slots = Column(repeating: Edge.free, count: 1)
  private var filter = Column<UInt64>(repeating: 0, count: 1)
  /// How many slots a search reads at most.
  private var longestProbe = 1

  init() {}

  /// - Parameter edges: No two from the same node by the same word.
  init(_ edges: [(node: UInt32, word: WordID, step: TrieStep)]) {
    // Two slots in three are taken. Of the filter's bits, 8 to 16 an edge, one in five is set,
    // so that it lets pass one pair in twenty.
    slots = Column(repeating: .free, count: edges.count * 3 / 2 + 1)
    var words = 1
    while words * 8 < edges.count { words *= 2 }
    filter = Column(repeating: 0, count: words)
    for (node, word, step) in edges {
      let hash = Self.hash(node, word)
      filter[place(hash)] |= Self.mark(hash)
      var (slot, probe) = (first(hash), 1)
      while slots[slot].step != .none {
        slot = slot + 1 == slots.count ? 0 : slot + 1
        probe += 1
      }
      slots[slot] = Edge(node: node, word: word, step: step)
      longestProbe = max(longestProbe, probe)
    }
  }

  /// The step from a node by a word; none where there is none. O(1).
  @inline(__always)
  func step(from node: UInt32, by word: WordID) -> TrieStep {
    let hash = Self.hash(node, word)
    let mark = Self.mark(hash)
    guard filter[place(hash)] & mark == mark else { return .none }
    return search(node, word, hash)
  }

  private func search(_ node: UInt32, _ word: WordID, _ hash: UInt64) -> TrieStep {
    var slot = first(hash)
    for _ in 0..<longestProbe {
      let edge = slots[slot]
      if edge.node == node, edge.word == word { return edge.step }
      if edge.step == .none { return .none }
      slot = slot + 1 == slots.count ? 0 : slot + 1
    }
    return .none
  }

  /// Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4), twice, since the upper
  /// half gives the slot and the lower half the bits of the filter.
  @inline(__always)
  private static func hash(_ node: UInt32, _ word: WordID) -> UInt64 {
    let mixed = (UInt64(node) << 32 | UInt64(word.value)) &* WordKey.factor
    return (mixed ^ mixed >> 32) &* WordKey.factor
  }

  @inline(__always)
  private static func mark(_ hash: UInt64) -> UInt64 {
    1 << (hash & 63) | 1 << (hash >> 6 & 63)
  }

  @inline(__always)
  private func place(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> 12) & (filter.count - 1)
  }

  @inline(__always)
  private func first(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: ((hash >> 32) * UInt64(slots.count)) >> 32)
  }
}

// MARK: - In a pack

extension LexiconMatcher {
  func write(to pack: inout PackWriter) {
    pack.add("matcher.heads", heads)
    edges.write(to: &pack)
    pack.add("matcher.starts", starts)
    pack.add("matcher.outputs", outputs)
    pack.add("matcher.longest", Column(repeating: UInt32(longestAlias), count: 1))
  }

  init(_ pack: PackFile) throws(PackError) {
    heads = try pack.column("matcher.heads")
    edges = try TrieEdges(pack)
    starts = try pack.column("matcher.starts")
    outputs = try pack.column("matcher.outputs")
    longestAlias = Int(try pack.column("matcher.longest", of: UInt32.self)[0])
  }
}

extension TrieEdges {
  fileprivate func write(to pack: inout PackWriter) {
    pack.add("matcher.edges", slots)
    pack.add("matcher.filter", filter)
    pack.add("matcher.probe", Column(repeating: UInt32(longestProbe), count: 1))
  }

  fileprivate init(_ pack: PackFile) throws(PackError) {
    slots = try pack.column("matcher.edges")
    filter = try pack.column("matcher.filter")
    longestProbe = min(Int(try pack.column("matcher.probe", of: UInt32.self)[0]), slots.count)
    guard filter.count & (filter.count - 1) == 0, filter.count > 0, slots.count > 0 else {
      throw PackError(pack.name, .corrupt("matcher"))
    }
  }
}

// MARK: - Building

extension LexiconMatcher {
  /// Aliases on their way into a matcher: rows of words, side by side. Twelve bytes an alias,
  /// and four a word.
  struct Builder: Sendable {
    fileprivate var words: [WordID] = []
    /// Where the words of each alias begin; the last one is where those of the next will.
    fileprivate var starts: [UInt32] = [0]
    fileprivate var entries: [EntryID] = []
    fileprivate var rules: [CaseRule] = []

    /// Adds an alias. O(words).
    ///
    /// - Precondition: `alias` has no joining hyphen and no unknown word.
    mutating func insert(_ alias: [WordID], _ rule: CaseRule, _ entry: EntryID) {
      guard !alias.isEmpty else { return }
      words.append(contentsOf: alias)
      starts.append(UInt32(words.count))
      entries.append(entry)
      rules.append(rule)
    }

    fileprivate func alias(_ index: UInt32) -> Range<Int> {
      Int(starts[Int(index)])..<Int(starts[Int(index) + 1])
    }

    /// The aliases in the order of their words, of equal ones the first added first.
    /// O(n log n); what is compared most often, the first two words, lies in the row sorted.
    fileprivate var order: [UInt32] {
      var rows: [(key: UInt64, alias: UInt32)] = []
      rows.reserveCapacity(entries.count)
      for index in 0..<UInt32(entries.count) {
        let alias = alias(index)
        let second = alias.count > 1 ? words[alias.lowerBound + 1].value : 0
        rows.append((UInt64(words[alias.lowerBound].value) << 32 | UInt64(second), index))
      }
      rows.sort { one, other in
        if one.key != other.key { return one.key < other.key }
        let (left, right) = (alias(one.alias).dropFirst(2), alias(other.alias).dropFirst(2))
        for (here, there) in zip(left, right) where words[here] != words[there] {
          return words[here] < words[there]
        }
        return (left.count, one.alias) < (right.count, other.alias)
      }
      return rows.map(\.alias)
    }
  }

  /// Puts a matcher together. O(n log n) for n aliases.
  init(_ builder: Builder) {
    var draft = Draft()
    var last = 0..<0
    for index in builder.order {
      let alias = builder.alias(index)
      let shared = zip(last, alias).prefix { builder.words[$0] == builder.words[$1] }.count
      draft.insert(builder.words[alias], beyond: shared, builder.rules[Int(index)])
      draft.outputs.append((builder.entries[Int(index)], builder.rules[Int(index)]))
      longestAlias = max(longestAlias, alias.count)
      last = alias
    }
    draft.starts.append(UInt32(draft.outputs.count))
    starts = Column(draft.starts)
    for (word, node) in draft.heads {
      heads.grow(to: Int(word.value) + 1, with: .none)
      heads[Int(word.value)] = draft.step(to: node)
    }
    edges = TrieEdges(draft.edges.map { ($0.node, $0.word, draft.step(to: $0.next)) })
    outputs.reserve(draft.outputs.count)
    var node = 0
    for (index, output) in draft.outputs.enumerated() {
      while draft.starts[node + 1] <= index { node += 1 }
      outputs.append(
        TrieOutput(output.entry, output.rule, isLast: index + 1 == draft.starts[node + 1]))
    }
  }

  /// A trie that aliases are added to in the order of their words, so that the nodes of one
  /// lie in a row, and its outputs too.
  private struct Draft {
    var heads: [(word: WordID, node: UInt32)] = []
    var edges: [(node: UInt32, word: WordID, next: UInt32)] = []
    var outputs: [(entry: EntryID, rule: CaseRule)] = []
    /// By node, and one more at the end.
    var starts: [UInt32] = []
    private var rules: [CaseRules] = []
    private var isInner: [Bool] = []
    /// The nodes of the alias added last.
    private var path: [UInt32] = []

    mutating func insert(_ alias: ArraySlice<WordID>, beyond shared: Int, _ rule: CaseRule) {
      path.removeLast(path.count - shared)
      for word in alias.dropFirst(shared) {
        let node = UInt32(starts.count)
        precondition(starts.count < TrieStep.nodeLimit, "more aliases than a trie can hold")
        starts.append(UInt32(outputs.count))
        rules.append(CaseRules(bits: 0))
        isInner.append(false)
        if let parent = path.last {
          edges.append((parent, word, node))
          isInner[Int(parent)] = true
        } else {
          heads.append((word, node))
        }
        path.append(node)
      }
      for node in path { rules[Int(node)].bits |= CaseRules(rule).bits }
    }

    func step(to node: UInt32) -> TrieStep {
      TrieStep(
        to: node, rules[Int(node)], isInner: isInner[Int(node)],
        hasOutputs: starts[Int(node)] < starts[Int(node) + 1])
    }
  }
}
