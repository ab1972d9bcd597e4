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
    var mayGoOn = InlineArray<64, UInt8>(repeating: 0)
    var (block, next) = (0, 0)
    while block <= last {
      let end = min(block + candidates.count, tokens.count)
      var count = 0
      // The shorter a loop, the more of its reads are under way at once.
      for token in block..<end {
        let (second, third) = (words[min(token + 1, last)], words[min(token + 2, last)])
        mayGoOn[unchecked: token - block] =
          starts.mayHold(words[token], second, third) ? 1 : 0
      }
      for token in block..<end {
        let head = heads[Int(words[token].value)]
        // All without a jump.
        let isJoined =
          (kinds[min(token + 1, last)] == .hyphen ? 1 : 0)
          | (kinds[min(token + 2, last)] == .hyphen ? 1 : 0)
        let goesOn = (Int(mayGoOn[unchecked: token - block]) | isJoined) & (head.isInner ? 1 : 0)
        candidates[unchecked: count] = Candidate(token: token, head: head, goesOn: goesOn != 0)
        count += goesOn | (head.hasOutputs ? 1 : 0)
      }
      for index in 0..<count where candidates[index].goesOn {
        let candidate = candidates[index]
        let second = words[min(candidate.token + 1, last)]
        candidates[index].edge = edges.firstEdge(from: candidate.head.node, by: second)
      }
      for index in 0..<count where candidates[index].edge.step.isInner {
        let candidate = candidates[index]
        let third = words[min(candidate.token + 2, last)]
        candidates[index].third = edges.firstEdge(from: candidate.edge.step.node, by: third)
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
    /// Where the search for the second word begins.
    var edge = TrieEdges.Edge.free
    /// Where the search for the third begins.
    var third = TrieEdges.Edge.free
  }

  /// The longest alias that begins at a candidate.
  private func longest(_ candidate: Candidate, _ tokens: TokenTable) -> Match? {
    let allowed = CaseRules(allowedBy: tokens, at: candidate.token)
    var best: Match?
    var (step, next) = (candidate.head, WordMask.all)
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
      let edge = edge(
        from: step.node, by: word, looked: isSecond ? candidate.edge : candidate.third)
      (step, next) = (edge.step, edge.next)
      end += 1
    }
    return best
  }

  /// The edge from a node by a word, given what the first look brought.
  @inline(__always)
  private func edge(
    from node: UInt32, by word: WordID, looked first: TrieEdges.Edge
  ) -> TrieEdges.Edge {
    if first.node == node, first.word == word { return first }
    return edges.edge(from: node, by: word)
  }
}
