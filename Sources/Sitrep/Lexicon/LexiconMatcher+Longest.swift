extension LexiconMatcher {
  /// Calls `found` for the longest alias at the leftmost place, then for the next behind it,
  /// to the end of the tokens; of equal aliases for the last one added. What a search engine
  /// for strings does; the stages want all matches.
  ///
  /// Goes over the tokens a block at a time, and takes the walks of all of them through the
  /// trie together. Hot path.
  func forEachLongest(in tokens: TokenTable, _ found: (Range<TokenID>, EntryID) -> Void) {
    var (walks, block, next) = (TrieWalks(), 0, 0)
    while block < tokens.count {
      let end = min(block + TrieWalks.capacity, tokens.count)
      walks.begin(block..<end, tokens, self)
      while !walks.areOver {
        walks.step(tokens, self)
      }
      for token in block..<end where token >= next {
        guard let match = walks.longest(at: token) else { continue }
        next = token + match.length
        found(token..<next, match.entry)
      }
      block = end
    }
  }
}
