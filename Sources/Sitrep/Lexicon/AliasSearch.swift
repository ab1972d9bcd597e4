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

  /// Cuts texts into tokens and looks each up.
  public func cut(_ texts: [[UInt8]], into batch: inout Batch) {
    batch.tokens.removeAll()
    batch.text.removeAll(keepingCapacity: true)
    for text in texts {
      batch.text.append(contentsOf: text)
      batch.text.append(contentsOf: Self.border)
    }
    tokenizer.tokenize(batch.text, vocabulary, into: &batch.tokens)
  }

  /// How many aliases there are in texts that are cut.
  public func count(in batch: Batch) -> Int {
    var count = 0
    matcher.forEachLongest(in: batch.tokens) { _, _ in count += 1 }
    return count
  }

  /// Some texts on their way through a search, one behind the other: the matcher has more to
  /// do at a time than with each of many short ones.
  public struct Batch: Sendable {
    fileprivate var text: [UInt8] = []
    fileprivate var tokens = TokenTable()

    public init() {}
  }

  /// Stands behind each text of a batch, and is a token that no alias goes over: a character
  /// that Unicode keeps out of texts, U+FFFF.
  private static let border = Array("\n\u{FFFF}\n".utf8)
}
