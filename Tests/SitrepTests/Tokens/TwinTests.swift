import Testing

@testable import Sitrep

/// What is fast against what is plainly right, on text made to be difficult, and in a time
/// that no quadratic loop would keep.
@Suite struct TwinTests {
  private static let words = [
    "a", "the", "u.s.", "gen", "troops", "kyiv", "12,000", "1.5", "82nd", "київ", "e", "é", "'s",
    "n't", ".", "...", "abcdefgh", "abcdefghi", "abcdefghabcdefgh", "abcdefghabcdefghi",
  ]

  /// Pieces around the length of a block of eight bytes, parts of links and pictures, and
  /// those of the fuzz tests.
  private static let pieces =
    RoughText.pieces
    + [
      "abcdefgh", "Abcdefgh", "abcdefghi", "ABCDEFGHABCDEFGH", "abcdeFgh", "hijklm", "x", "IX",
      "https://", "www.", "://", "a@b.org", ".org", "1️⃣", "❤️", "🇺🇦", "🇺", "\u{FE0F}", "\u{20E3}",
      "\u{200D}", "大", "カ", "は", "한", "！", "５", "O'",
    ].map { Array($0.utf8) }

  private static func same(_ one: TokenTable, _ other: TokenTable) -> Bool {
    one.spans == other.spans && one.kinds == other.kinds && one.flags == other.flags
      && one.words == other.words
  }

  @Test("cuts, flags and looks up as the naive tokenizer does")
  func tokenizesAsNaively() throws {
    var vocabulary = Vocabulary()
    var naive = NaiveTokenizer(vocabulary: [:])
    for word in Self.words {
      let folded = Folding.fold(word)
      naive = NaiveTokenizer(
        vocabulary: naive.vocabulary.merging([folded: vocabulary.insert(folded)]) { $1 })
    }
    for seed in UInt64(0)..<3000 {
      var random = SeededGenerator(seed: seed)
      let text = try SourceText(decoding: random.bytes(of: Self.pieces, upTo: 200))
      var (tokens, expected) = (TokenTable(), TokenTable())
      Tokenizer().tokenize(text.bytes, vocabulary, into: &tokens)
      naive.tokenize(text.bytes, into: &expected)
      #expect(Self.same(tokens, expected), "seed \(seed)")
    }
  }

  /// Every token is asked whether a sentence ends before it.
  @Test("splits where asking the rules at every token splits")
  func splitsAsNaively() throws {
    for seed in UInt64(0)..<3000 {
      var random = SeededGenerator(seed: seed)
      let text = try SourceText(decoding: random.bytes(of: Self.pieces, upTo: 120))
      var document = Document(id: "", text: text)
      Shipped.pipeline.process(&document, through: .sentences)
      let starts = document.sentences.map(\.tokens.lowerBound)
      #expect(starts == Self.naiveStarts(document.tokens), "seed \(seed)")
    }
  }

  private static func naiveStarts(_ tokens: TokenTable) -> [TokenID] {
    var starts: [TokenID] = []
    var isWrapped = false
    for token in 0..<tokens.count {
      let isParagraph = token == 0 || tokens.flags[token].contains(.paragraphBefore)
      if isParagraph { isWrapped = SentenceSplitter.isWrapped(tokens, from: token) }
      if isParagraph || !isWrapped && tokens.flags[token].contains(.lineBefore)
        || Shipped.pack.stages.splitter.isBoundary(tokens, before: token, since: starts.last ?? 0)
      {
        starts.append(token)
      }
    }
    return starts
  }

  /// A loop over the whole text for each of these would take hours.
  @Test(
    "takes time in proportion to the text", .timeLimit(.minutes(10)),
    arguments: [
      ". ", ".", "“", "\"", "[", "]", "[] ", "a.", "a'", "a’", "a", "a\n", "a\n\n", "a. 1 ", "a.)",
      "1,", "é", ".\"", "Read more\n\n", "!\" ", "KYIV, ", ". [", "the cat sat on ", "— The ",
      "@", "a@", "a@b.c", "://", "https://x.org/", "www.", "x(", "a-", "\u{200D}👍", "🇺", "１", "大",
    ])
  func isLinear(_ piece: String) {
    let document = {
      var document = Document(id: "", text: SourceText(String(repeating: piece, count: 100_000)))
      Shipped.pipeline.process(&document, through: .zones)
      return document
    }()
    #expect(!document.sentences.isEmpty)
  }
}
