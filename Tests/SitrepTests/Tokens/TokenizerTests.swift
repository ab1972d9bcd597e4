import Testing

@testable import Sitrep

@Suite struct TokenizerTests {
  /// A text, and its tokens with a dot between each two.
  @Test("cuts text into tokens", arguments: TokenSamples.all)
  func cutsText(_ text: String, _ tokens: String) {
    #expect(Tokenizer().words(in: text).joined(separator: "·") == tokens)
  }

  @Test(
    "tells what each token is made of",
    arguments: [
      ("O'Brien U.S. Київ", [.word, .word, .word]),
      ("12,000 82nd T-72", [.number, .alphanumeric, .word, .hyphen, .number]),
      ("Russia's don't", [.word, .clitic, .word, .clitic]),
      ("a — b -- c – d", [.word, .dash, .word, .dash, .word, .hyphen, .word]),
      (". ... … ! ?", [.stop, .ellipsis, .ellipsis, .exclamation, .exclamation]),
      (", : ;", [.comma, .colon, .semicolon]),
      (
        "“a” ‘b’ «c»",
        [
          .openingQuote, .word, .closingQuote, .openingQuote, .word, .closingQuote, .openingQuote,
          .word, .closingQuote,
        ]
      ),
      ("\" '", [.quote, .quote]),
      ("( [ } )", [.openingBracket, .openingBracket, .closingBracket, .closingBracket]),
      ("$ 👍 / @", [.symbol, .symbol, .symbol, .symbol]),
      ("https://a.org see x@a.org www.a.org", [.link, .word, .link, .link]),
      ("@port #port", [.symbol, .word, .symbol, .word]),
      ("1️⃣ #️⃣ ❤️ 🇺🇦 👩🏽‍🚒", [.symbol, .symbol, .symbol, .symbol, .symbol]),
      ("５ ٣٤", [.number, .number]),
      (
        "。．｡ ！？؟ ，、، ： ；؛",
        [
          .stop, .stop, .stop, .exclamation, .exclamation, .exclamation, .comma, .comma, .comma,
          .colon, .semicolon, .semicolon,
        ]
      ),
      (
        "「」《》（）【】－",
        [
          .openingQuote, .closingQuote, .openingQuote, .closingQuote, .openingBracket,
          .closingBracket, .openingBracket, .closingBracket, .hyphen,
        ]
      ),
    ] as [(String, [TokenKind])])
  func tellsKinds(_ text: String, _ kinds: [TokenKind]) {
    #expect(tokens(of: text).kinds == kinds)
  }

  /// The flags that concern letters, for the first token of the text.
  @Test(
    "tells what the letters look like",
    arguments: [
      ("kyiv", []), ("Kyiv", .capital), ("NATO", [.capital, .allCapitals]), ("A", .capital),
      ("iPhone", .mixed), ("McDonald", [.capital, .mixed]), ("Київ", .capital),
      ("ÖVP", [.capital, .allCapitals]), ("Éire", .capital), ("élan", []),
      ("U.S.", [.capital, .initialism]), ("MiG", [.capital, .mixed]), ("12", []),
      ("a.m.", .initialism), ("e.g.", .initialism), ("P.M.", [.capital, .initialism]),
      ("КИЇВ", [.capital, .allCapitals]), ("київ", []), ("МіГ", [.capital, .mixed]),
      ("Αθήνα", .capital), ("ΟΗΕ", [.capital, .allCapitals]),
      ("E\u{301}TAT", [.capital, .allCapitals]),
      ("القاهرة", []), ("東京", []), ("ＮＡＴＯ", [.capital, .allCapitals]),
    ] as [(String, TokenFlags)])
  func tellsShapes(_ text: String, _ flags: TokenFlags) {
    let space: TokenFlags = [.spaceBefore, .lineBefore, .paragraphBefore]
    #expect(tokens(of: text).flags[0].subtracting(space) == flags)
  }

  /// `_` a blank before the token, `/` a line break, `//` an empty line, nothing where it
  /// is tight.
  @Test(
    "tells what stands before",
    arguments: [
      ("a b", "_a_b"), ("a-b", "_a-b"), ("a\nb", "_a/b"), ("a\r\nb", "_a/b"),
      ("a\rb", "_a/b"), ("a\n\nb", "_a//b"), ("a\r\n\r\nb", "_a//b"), ("a\n \t\nb", "_a//b"),
      ("a\u{2028}b", "_a/b"), ("a\u{A0}b", "_a_b"), ("\n\na", "//a"), ("a.b", "_a.b"),
      ("“a”", "_“a”"), ("a\u{200D}b", "_a_b"),
      ("a\nx.y@b.org", "_a/x.y@b.org"), ("a (www.b.org)", "_a_(www.b.org)"),
      ("a\n\nftp://b c", "_a//ftp://b_c"),
    ])
  func tellsSpace(_ text: String, _ expected: String) {
    let tokens = tokens(of: text)
    let source = SourceText(text)
    var written = ""
    for (span, flags) in zip(tokens.spans, tokens.flags) {
      if flags.contains(.paragraphBefore) {
        written += "//"
      } else if flags.contains(.lineBefore) {
        written += "/"
      } else if flags.contains(.spaceBefore) {
        written += "_"
      }
      written += source[span]
    }
    #expect(written == expected)
  }

  @Test(
    "a hyphen is a joint only between words without blanks",
    arguments: [
      ("Port-au-Prince", [1, 3]), ("well - known", []), ("pre- and", []), ("-a", []), ("a-", []),
      ("a–b", [1]), ("a—b", []), ("a--b", []), ("a -b", []),
    ])
  func findsJoints(_ text: String, _ joints: [Int]) {
    let tokens = tokens(of: text)
    #expect((0..<tokens.count).filter(tokens.isJoint) == joints)
  }

  @Test("gives each token the id of its folded word")
  func identifiesWords() {
    var vocabulary = Vocabulary()
    let (troops, clitic) = (vocabulary.insert("troops"), vocabulary.insert("'s"))
    let bytes = Array("TROOPS Tróops’s others".utf8)
    var tokens = TokenTable()
    Tokenizer().tokenize(bytes, vocabulary, into: &tokens)
    #expect(tokens.words == [troops, troops, clitic, .unknown])
  }

  @Test("tokens are in order, apart, on borders, and leave out nothing but white space")
  func coversText() throws {
    for seed in UInt64(0)..<1000 {
      var random = SeededGenerator(seed: seed)
      let text = try SourceText(decoding: random.bytes(of: RoughText.pieces, upTo: 40))
      var tokens = TokenTable()
      Tokenizer().tokenize(text.bytes, into: &tokens)
      #expect(Self.fault(in: tokens, text) == nil, "seed \(seed)")
    }
  }

  private func tokens(of text: String) -> TokenTable {
    var tokens = TokenTable()
    Tokenizer().tokenize(Array(text.utf8), into: &tokens)
    return tokens
  }

  /// What is wrong with the tokens of a text, nil where nothing is.
  private static func fault(in tokens: TokenTable, _ text: SourceText) -> String? {
    var end = 0
    for span in tokens.spans {
      guard span.count > 0 else { return "an empty token at \(span.start)" }
      guard Int(span.start) >= end else { return "the token at \(span.start) overlaps" }
      guard isSpace(text.bytes[end..<Int(span.start)]) else {
        return "'\(text[TextSpan(end..<Int(span.start))])' is in no token"
      }
      end = Int(span.end)
      guard end <= text.bytes.count else { return "the token at \(span.start) runs out" }
      guard end == text.bytes.count || text.bytes[end] & 0xC0 != 0x80 else {
        return "the token at \(span.start) ends inside a character"
      }
    }
    return isSpace(text.bytes[end...]) ? nil : "the rest is in no token"
  }

  /// White space, control characters and what has no width, by the standard library's word.
  private static func isSpace(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy { scalar in
      scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format
    }
  }
}
