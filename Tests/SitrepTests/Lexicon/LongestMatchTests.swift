import Testing

@testable import Sitrep

@Suite struct LongestMatchTests {
  /// The search by blocks is fast; going from token to token with `matches` is plainly right.
  @Test("finds leftmost-longest what all matches have there", arguments: UInt64(0)..<300)
  func agreesWithAllMatches(seed: UInt64) {
    var random = SeededGenerator(seed: seed)  // the failing seed is the bug report
    let rules: [LexiconMatcher.CaseRule] = [.any, .capital, .capitals]
    var (vocabulary, builder) = (Vocabulary(), LexiconMatcher.Builder())
    for index in 0..<12 {
      let words = random.text(of: "ab c  ", upTo: 7).split(separator: " ")
      builder.insert(
        words.map { vocabulary.insert($0) }, rules.randomElement(using: &random)!,
        EntryID(value: UInt32(index)))
    }
    let matcher = LexiconMatcher(builder)
    // More than one block of 128 tokens.
    let bytes = Array(random.text(of: "abcAB -  ", upTo: 400).utf8)
    var tokens = TokenTable()
    Tokenizer().tokenize(bytes, vocabulary, into: &tokens)
    var found: [LexiconMatcher.Match] = []
    var starts: [Int] = []
    matcher.forEachLongest(in: tokens) { range, entry in
      starts.append(range.lowerBound)
      found.append(.init(length: range.count, entry: entry))
    }
    var (expected, expectedStarts): ([LexiconMatcher.Match], [Int]) = ([], [])
    var token = 0
    while token < tokens.count {
      var all: [LexiconMatcher.Match] = []
      matcher.matches(tokens, at: token, limit: tokens.count, into: &all)
      if let longest = all.last {
        expected.append(longest)
        expectedStarts.append(token)
      }
      token += all.last?.length ?? 1
    }
    #expect(found == expected && starts == expectedStarts)
  }

  @Test("finds no alias that goes from one text to the next")
  func staysWithinTexts() {
    let search = AliasSearch(Array("new york\nport-au-prince\n".utf8))
    var batch = AliasSearch.Batch()
    for texts in [["new", "york"], ["port-", "au prince"], ["port", "-au-prince"]] {
      search.cut(texts.map { Array($0.utf8) }, into: &batch)
      #expect(search.count(in: batch) == 0)
    }
  }

  @Test("counts the aliases of a plain list")
  func countsAliases() {
    let search = AliasSearch(Array("new york\nnew\nport-au-prince\nthe hague\n".utf8))
    let texts = ["New York and new things in Port au Prince", "the Hague, the York"]
    var batch = AliasSearch.Batch()
    search.cut(texts.map { Array($0.utf8) }, into: &batch)
    #expect(search.count(in: batch) == 4)
  }
}
