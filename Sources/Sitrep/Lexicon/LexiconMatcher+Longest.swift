extension LexiconMatcher {
  /// Calls `found` for the longest alias at the leftmost place, then for the next behind it,
  /// to the end of the tokens; of equal aliases for the last one added. What a search engine
  /// for strings does; the stages want all matches.
  ///
  /// Goes over the tokens a block at a time. First it looks for those where an alias can begin
  /// at all, then where the second words of these would be in the table: since none of these
  /// looks waits for another, they overlap, where with many aliases most miss the cache. Then
  /// come the few that are left. Hot path.
  func forEachLongest(in tokens: TokenTable, _ found: (Range<TokenID>, EntryID) -> Void) {
    let (words, kinds) = (tokens.words.span, tokens.kinds.span)
    let last = tokens.count - 1
    var candidates = InlineArray<64, Candidate>(repeating: Candidate())
    var (block, next) = (0, 0)
    while block <= last {
      let end = min(block + candidates.count, tokens.count)
      var count = 0
      var head = heads[Int(words[block].value)]
      for token in block..<end {
        let behind = heads[Int(words[min(token + 1, last)].value)]
        let isJoined = kinds[min(token + 1, last)] == .hyphen
        let isPair =
          head.seconds.mayHold(words[min(token + 1, last)]) && behind.firsts.mayHold(words[token])
        let goesOn = head.step.isInner && (isJoined || isPair)
        candidates[count] = Candidate(
          token: token, head: head.step, goesOn: goesOn, isJoined: isJoined)
        count += head.step.hasOutputs || goesOn ? 1 : 0
        head = behind
      }
      for index in 0..<count {
        let candidate = candidates[index]
        let behind = min(candidate.token + 1, last)
        candidates[index].edge = edges.firstEdge(from: candidate.head.node, by: words[behind])
      }
      for index in 0..<count where candidates[index].token >= next {
        let candidate = candidates[index]
        guard let match = longest(candidate, tokens) else { continue }
        next = candidate.token + match.length
        found(candidate.token..<next, match.entry)
      }
      block = end
    }
  }

  /// A token where an alias can begin.
  private struct Candidate {
    var token = 0
    var head = TrieStep.none
    /// Whether there can be a second word.
    var goesOn = false
    /// Whether a hyphen follows, which may join the second word to it.
    var isJoined = false
    /// Where the search for the second word begins.
    var edge = TrieEdges.Edge.free
  }

  /// The longest alias that begins at a candidate.
  private func longest(_ candidate: Candidate, _ tokens: TokenTable) -> Match? {
    let allowed = CaseRules(allowedBy: tokens, at: candidate.token)
    var best: Match?
    var (step, next) = (candidate.head, heads[Int(tokens.words[candidate.token].value)].seconds)
    var end = candidate.token + 1
    while step.has(anyOf: allowed) {
      if step.hasOutputs {
        forEachOutput(of: step) { output in
          if output.fits(allowed, tokens, candidate.token..<end) {
            best = Match(length: end - candidate.token, entry: output.entry)
          }
        }
      }
      guard step.isInner, end < tokens.count else { break }
      let isSecond = end == candidate.token + 1
      if isSecond, !candidate.goesOn { break }
      if end + 1 < tokens.count, tokens.isJoint(end) { end += 1 }
      let word = tokens.words[end]
      guard next.mayHold(word) else { break }
      let edge = edge(from: step.node, by: word, looked: isSecond ? candidate.edge : nil)
      (step, next) = (edge.step, edge.next)
      end += 1
    }
    return best
  }

  /// The edge from a node by a word, given what the first look brought.
  @inline(__always)
  private func edge(
    from node: UInt32, by word: WordID, looked first: TrieEdges.Edge?
  ) -> TrieEdges.Edge {
    if let first, first.node == node, first.word == word { return first }
    return edges.edge(from: node, by: word)
  }
}
