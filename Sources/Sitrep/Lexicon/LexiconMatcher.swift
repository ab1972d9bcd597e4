/// Finds the aliases of a lexicon in a row of tokens.
///
/// A trie over vocabulary ids: the first step is an array indexed by the word, the later
/// ones a hash table keyed by node and word, so that what a match costs does not depend on
/// how many aliases there are. Hyphens that join words are passed over on both sides:
/// `Port-au-Prince` is found in `Port au Prince` and the other way round.
struct LexiconMatcher: Sendable {
  /// What the letters of the text must look like for an alias to match.
  enum CaseRule: UInt8, Sendable {
    /// Any case.
    case any
    /// The first letter is a capital.
    case capital
    /// All letters are capitals: `IS`, `WHO`.
    case capitals
    /// As `capital` and `capitals`, and only behind a capitalised word and a comma: `Salem,
    /// Ore.`
    case capitalBehindComma, capitalsBehindComma
  }

  /// An alias that ends at a node.
  private struct Output: Sendable {
    let entry: EntryID
    let rule: CaseRule
  }

  /// One alias found.
  struct Match: Hashable, Sendable {
    /// Number of tokens it covers, joining hyphens included.
    let length: Int
    let entry: EntryID
  }

  private typealias Node = UInt32

  private var first: [Node] = []
  private var slots: [(key: UInt64, node: Node)] = Array(repeating: (0, 0), count: 1 << 10)
  private var edges = 0
  private var outputs: [[Output]] = [[]]
  /// Nodes past which the trie goes on.
  private var isInner: [Bool] = [false]

  /// How many words are in the longest alias.
  private(set) var longestAlias = 0

  /// Adds an alias. O(words).
  ///
  /// - Precondition: `words` has no joining hyphen and no unknown word.
  mutating func insert(_ words: [WordID], _ rule: CaseRule, _ entry: EntryID) {
    guard let head = words.first else { return }
    longestAlias = max(longestAlias, words.count)
    let index = Int(head.value)
    if index >= first.count {
      first.append(contentsOf: repeatElement(0, count: index + 1 - first.count))
    }
    if first[index] == 0 { first[index] = newNode() }
    var node = first[index]
    for word in words.dropFirst() {
      isInner[Int(node)] = true
      if let next = step(node, word) {
        node = next
      } else {
        let next = newNode()
        connect(node, word, next)
        node = next
      }
    }
    outputs[Int(node)].append(Output(entry: entry, rule: rule))
  }

  /// Whether some alias begins with the word. The gate of the hot path.
  func canBegin(_ word: WordID) -> Bool {
    Int(word.value) < first.count && first[Int(word.value)] != 0
  }

  /// Appends every alias that begins at `start` and ends before `limit`, shorter ones
  /// first. O(length of the longest alias).
  func matches(
    _ tokens: TokenTable, at start: TokenID, limit: TokenID, into found: inout [Match]
  ) {
    guard canBegin(tokens.words[start]) else { return }
    var node = first[Int(tokens.words[start].value)]
    var end = start + 1
    while true {
      for output in outputs[Int(node)] where fits(output.rule, tokens, start..<end) {
        found.append(Match(length: end - start, entry: output.entry))
      }
      guard isInner[Int(node)], end < limit else { return }
      if tokens.isJoint(end), end + 1 < limit { end += 1 }
      guard let next = step(node, tokens.words[end]) else { return }
      node = next
      end += 1
    }
  }

  private func fits(_ rule: CaseRule, _ tokens: TokenTable, _ range: Range<TokenID>) -> Bool {
    switch rule {
    case .any: true
    case .capital:
      !tokens.flags[range.lowerBound].isDisjoint(with: [.capital, .allCapitals])
        || tokens.kinds[range.lowerBound] != .word
        || tokens.flags[range.lowerBound].contains(.mixed)
    case .capitals:
      !tokens.flags[range.lowerBound].isDisjoint(with: [.allCapitals, .initialism])
        || tokens.kinds[range.lowerBound] != .word
    case .capitalBehindComma:
      isBehindComma(tokens, range.lowerBound) && fits(.capital, tokens, range)
    case .capitalsBehindComma:
      isBehindComma(tokens, range.lowerBound) && fits(.capitals, tokens, range)
    }
  }

  private func isBehindComma(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    guard token > 1, tokens.kinds[token - 1] == .comma else { return false }
    let before = token - 2
    return tokens.flags[before].contains(.capital)
      || tokens.kinds[before] == .stop && tokens.isTight(before)
  }

  private mutating func newNode() -> Node {
    outputs.append([])
    isInner.append(false)
    return Node(outputs.count - 1)
  }

  private static func key(_ node: Node, _ word: WordID) -> UInt64 {
    UInt64(node) << 32 | UInt64(word.value)
  }

  /// Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4).
  private func slot(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & (slots.count - 1)
  }

  private func step(_ node: Node, _ word: WordID) -> Node? {
    guard word != .unknown else { return nil }
    let key = Self.key(node, word)
    var index = slot(of: key)
    while slots[index].key != 0 {
      if slots[index].key == key { return slots[index].node }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func connect(_ node: Node, _ word: WordID, _ next: Node) {
    edges += 1
    if edges * 2 > slots.count {
      let old = slots
      slots = Array(repeating: (0, 0), count: old.count * 2)
      for (key, node) in old where key != 0 { place(key, node) }
    }
    place(Self.key(node, word), next)
  }

  private mutating func place(_ key: UInt64, _ node: Node) {
    var index = slot(of: key)
    while slots[index].key != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = (key, node)
  }
}
