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
    /// No capital at all.
    case small
    /// Every word of four letters and more has its capital, and not all are in capitals.
    case title
    /// As `capital` and `capitals`, and only behind a capitalised word and a comma: `Salem,
    /// Ore.`
    case capitalBehindComma, capitalsBehindComma
  }

  /// One alias found.
  struct Match: Hashable, Sendable {
    /// Number of tokens it covers, joining hyphens included.
    let length: Int
    let entry: EntryID
  }

  /// By word: the step to the node of the aliases that begin with it.
  let heads: Column<TrieStep>
  /// How aliases of several words begin.
  let starts: AliasStarts
  /// The steps from a node to the next.
  let edges: TrieEdges
  /// The aliases that end at a node, where they are more than one, in the order in which they
  /// were added; then those of the next.
  let outputs: Column<TrieOutput>
  /// How many words are in the longest alias.
  let longestAlias: Int

  init(
    heads: Column<TrieStep>, starts: AliasStarts, edges: TrieEdges, outputs: Column<TrieOutput>,
    longestAlias: Int
  ) {
    (self.heads, self.starts, self.edges, self.outputs) = (heads, starts, edges, outputs)
    self.longestAlias = longestAlias
  }

  /// Finds nothing.
  init() { self.init(Builder()) }

  /// Whether some alias begins with the word.
  func canBegin(_ word: WordID) -> Bool {
    Int(word.value) < heads.count && heads[Int(word.value)] != .none
  }

  /// Appends every alias that begins at `start` and ends before `limit`, shorter ones
  /// first. O(length of the longest alias). Hot path.
  ///
  /// - Parameter ignoringCapitals: Whether aliases that ask for one capital are found without.
  func matches(
    _ tokens: TokenTable, at start: TokenID, limit: TokenID, ignoringCapitals: Bool = false,
    into found: inout [Match]
  ) {
    let first = tokens.words[start]
    guard canBegin(first) else { return }
    var allowed = CaseRules(allowedBy: tokens, at: start)
    if ignoringCapitals { allowed.formUnion(CaseRules(.capital)) }
    var step = heads[Int(first.value)]
    var end = start + 1
    while step.has(anyOf: allowed) {
      if step.hasOutputs { append(outputsOf: step, allowed, tokens, start..<end, to: &found) }
      guard step.isInner, end < limit, end > start + 2 || mayGoOn(tokens, from: start, to: end)
      else { return }
      if end + 1 < limit, tokens.isJoint(end) { end += 1 }
      step = edges.step(from: step.node, by: tokens.words[end])
      end += 1
    }
  }

  /// Whether an alias that begins at a token can go on to the second word or the third.
  @inline(__always)
  private func mayGoOn(_ tokens: TokenTable, from first: TokenID, to next: TokenID) -> Bool {
    let last = tokens.count - 1
    let (second, third) = (min(first + 1, last), min(first + 2, last))
    // A hyphen may be passed over; then it is not worth the while to find out.
    if tokens.kinds[second] == .hyphen || tokens.kinds[third] == .hyphen { return true }
    let pair = AliasStarts.mix(tokens.words[first], tokens.words[second])
    let (two, three) = starts.mayHold(pair, tokens.words[third])
    return three || two && next == second
  }

  private func append(
    outputsOf step: TrieStep, _ allowed: CaseRules, _ tokens: TokenTable,
    _ range: Range<TokenID>, to found: inout [Match]
  ) {
    forEachOutput(of: step) { output in
      if output.fits(allowed, tokens, range) {
        found.append(Match(length: range.count, entry: output.entry))
      }
    }
  }

  /// Calls `visit` for each alias that ends at a node, in the order in which they were added.
  @inline(__always)
  func forEachOutput(of step: TrieStep, _ visit: (TrieOutput) -> Void) {
    if let only = step.onlyOutput { return visit(only) }
    var next = step.firstOutput
    while next < outputs.count {
      visit(outputs[next])
      if outputs[next].isLast { return }
      next += 1
    }
  }
}

// MARK: - In a pack

extension LexiconMatcher {
  func write(to pack: inout PackWriter) {
    pack.add("matcher.heads", heads)
    starts.write(to: &pack)
    edges.write(to: &pack)
    pack.add("matcher.outputs", outputs)
    pack.add("matcher.longest", Column(repeating: UInt32(longestAlias), count: 1))
  }

  init(_ pack: PackFile) throws(PackError) {
    self.init(
      heads: try pack.column("matcher.heads"), starts: try AliasStarts(pack),
      edges: try TrieEdges(pack),
      outputs: try pack.column("matcher.outputs"),
      longestAlias: Int(try pack.column("matcher.longest", of: UInt32.self)[0]))
  }
}
