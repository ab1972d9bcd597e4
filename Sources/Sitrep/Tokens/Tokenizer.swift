/// Cuts a text into tokens.
///
/// Hyphens are tokens of their own, so that one lexicon entry serves `Il-76` and
/// `Il 76` and a frame sees `Panama` in `Panama-controlled`; so are clitics. Numbers keep
/// their separators, initialisms their stops; links are whole.
struct Tokenizer: Sendable {
  /// Appends the tokens of the text to `tokens`, each looked up in the vocabulary. One
  /// pass, O(bytes). Hot path.
  func tokenize(_ bytes: [UInt8], _ vocabulary: Vocabulary, into tokens: inout TokenTable) {
    let text = bytes.span
    var cursor = TokenCursor()
    var block = TokenBlock()
    var folded: [UInt8] = []
    tokens.reserve(forBytes: bytes.count)
    while cursor.next < text.count {
      // A step finds three tokens at most.
      while cursor.next < text.count, block.count + 3 <= TokenBlock.capacity {
        cursor.step(text, into: &block, behind: &tokens)
      }
      vocabulary.identify(text, &block, folded: &folded)
      tokens.append(block)
      block.removeAll()
    }
  }

  /// Appends the tokens of the text to `tokens`; all words are unknown.
  func tokenize(_ bytes: [UInt8], into tokens: inout TokenTable) {
    tokenize(bytes, Self.nothing, into: &tokens)
  }

  private static let nothing = Vocabulary()

  /// The tokens of `text` as strings, to try things out and for tests.
  func words(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    var tokens = TokenTable()
    tokenize(bytes, into: &tokens)
    return tokens.spans.map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }
}
