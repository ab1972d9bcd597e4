/// Reads the words of a phrase of a lexicon as the tokenizer finds them in a text, so that both
/// sides agree about stops and clitics. Keeps its memory from one phrase to the next.
struct PhraseReader {
  private var tokens = TokenTable()
  private var folded: [UInt8] = []

  /// The words of a phrase, joining hyphens left out; new ones are added to the vocabulary.
  mutating func words(of phrase: Substring, _ vocabulary: inout Vocabulary) -> [WordID] {
    let bytes = Array(phrase.utf8)
    tokens.removeAll()
    Tokenizer().tokenize(bytes, into: &tokens)
    var words: [WordID] = []
    for token in 0..<tokens.count where !tokens.isJoint(token) {
      folded.removeAll(keepingCapacity: true)
      Folding.append(bytes.span, tokens.spans[token].range, to: &folded)
      words.append(vocabulary.insert(folded))
    }
    return words
  }
}
