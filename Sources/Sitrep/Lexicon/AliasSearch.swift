/// Finds the aliases of a plain list in texts, leftmost and longest first and by whole words,
/// as search engines for strings do: the lexicon's matcher by itself, to be measured beside
/// them.
public struct AliasSearch: Sendable {
  private let vocabulary: Vocabulary
  private let matcher: LexiconMatcher
  private let tokenizer = Tokenizer()

  /// - Parameter list: An alias on each line; small letters stand for any case.
  public init(_ list: [UInt8]) {
    var (vocabulary, builder) = (Vocabulary(), LexiconMatcher.Builder())
    var folded: [UInt8] = []
    for (index, line) in list.split(separator: 0x0A).enumerated() {
      let alias = Array(line)
      var tokens = TokenTable()
      tokenizer.tokenize(alias, into: &tokens)
      let words = (0..<tokens.count).filter { !tokens.isJoint($0) }.map { token in
        folded.removeAll(keepingCapacity: true)
        Folding.append(alias.span, tokens.spans[token].range, to: &folded)
        return vocabulary.insert(folded)
      }
      builder.insert(words, .any, EntryID(value: UInt32(index)))
    }
    builder.renumber(vocabulary.renumber(from: 1, byUses: builder.uses(ofWords: vocabulary.count)))
    (self.vocabulary, matcher) = (vocabulary, LexiconMatcher(builder))
  }

  /// How many aliases there are in the texts, from their bytes on: cut into tokens, each
  /// looked up, and matched.
  public func count(in texts: [[UInt8]]) -> Int {
    var (count, tokens) = (0, TokenTable())
    for text in texts {
      tokens.removeAll()
      tokenizer.tokenize(text, vocabulary, into: &tokens)
      matcher.forEachLongest(in: tokens) { _, _ in count += 1 }
    }
    return count
  }
}
