/// What is known of a token by itself and by its document, for finding names.
struct NameWord: Sendable {
  var surface: SurfaceWord
  /// Of its vector.
  var cluster: UInt64 = 0
  /// The forms of dictionary words that it can be.
  var forms: UInt64 = 0
  /// 1 a given name, 2 a surname.
  var names: UInt64 = 0
  /// The names of the lexicon that cover it: a bit for each type and each place in the name;
  /// then the nominals.
  var hits: UInt64 = 0
  /// The rule, type and place of the name that lists and rules found here; 0 for none.
  var mention: UInt64 = 0
  /// Its type, and whether it begins here; 0 for none.
  var mentionType: UInt64 = 0
  /// How often the document has it in small letters, and with a capital inside a sentence: up
  /// to two.
  var (smallCount, capitalCount): (UInt64, UInt64) = (0, 0)
  /// Whether it can be part of a run of capitalised words.
  var isCapital = false
  /// Whether no name goes on across it: a comma, a bracket.
  var isBreak = false

  static let edge = NameWord(surface: .edge)

  /// A number for all of the above: words that share it are taken for one where sums are kept.
  /// Never 0.
  var identity: UInt64 {
    // Independent products, which a processor works out side by side.
    var mixed = surface.word &* 0xA24B_AED4_963E_E407 ^ surface.exact &* 0x9E37_79B9_7F4A_7C15
    mixed ^= hits &* 0xD6E8_FEB8_6659_FD93 ^ mention &* 0xC2B2_AE3D_27D4_EB4F
    let bits = forms << 16 | names << 14 | smallCount << 12 | capitalCount << 10
    mixed ^= (cluster << 32 ^ mentionType << 2) &* 0x85EB_CA77_C2B2_AE63
    mixed ^= (bits | (isCapital ? 2 : 0) | (isBreak ? 1 : 0)) &* 0x1656_67B1_9E37_79F9
    return FeatureKey.key(0, mixed) | 1
  }

  init(surface: SurfaceWord) { self.surface = surface }
}

/// The tokens of a document as the name recognizer sees them.
struct NameScene: Sendable {
  let words: [NameWord]

  /// What is kept from scene to scene.
  struct Scratch: Sendable {
    var known = KnownWords()
    var counts = CapitalCounts()
  }

  /// Looks at the tokens of a document whose names have been found by lists and rules.
  /// O(tokens).
  ///
  /// - Parameters:
  ///   - scratch: Words that were met before.
  ///   - sentences: Those that names are looked for in; the others count only for how often a
  ///     word has a capital.
  ///   - isOpen: For each token whether a name is looked for there.
  init(
    _ document: Document, _ sentences: [Sentence], isOpen: [Bool], _ lexicon: Lexicon,
    _ classes: WordClasses, _ clusters: WordClusters, _ scratch: inout Scratch
  ) {
    let tokens = document.tokens
    var words: [NameWord] = []
    words.reserveCapacity(tokens.count)
    // Apart from the words, which most of it is not needed of.
    var known: [(cluster: UInt64, forms: UInt64)] = []
    known.reserveCapacity(tokens.count)
    for token in 0..<tokens.count {
      let found = scratch.known.word(
        document.text.bytes.span, tokens.spans[token].range, clusters)
      var word = NameWord(surface: found.surface)
      word.isBreak = Self.isBreak(tokens.kinds[token])
      word.isCapital = word.surface.shape.contains(.capital) && tokens.kinds[token] == .word
      words.append(word)
      known.append((found.cluster, found.forms))
    }
    Self.count(document, &words, &scratch.counts)
    Self.noteMentions(document, &words)
    for sentence in sentences {
      // A token is looked at with two neighbours on both sides.
      let reach = NameRecognizer.reach + 2
      var left = 0
      for token in sentence.tokens {
        if token == sentence.tokens.lowerBound || isOpen[min(token + reach, isOpen.count - 1)] {
          left = reach * 2 + 1
        }
        left -= 1
        guard left >= 0 else { continue }
        let word = classes[tokens.words[token]]
        (words[token].cluster, words[token].forms) = known[token]
        words[token].names =
          (word.contains(.givenName) ? 1 : 0) | (word.contains(.surname) ? 2 : 0)
      }
      Self.noteHits(document, sentence, lexicon, &words)
    }
    self.words = words
  }

  private static func isBreak(_ kind: TokenKind) -> Bool {
    switch kind {
    case .comma, .colon, .semicolon, .openingBracket, .closingBracket, .openingQuote,
      .closingQuote, .dash, .exclamation, .ellipsis:
      true
    default: false
    }
  }

  private static func count(
    _ document: Document, _ words: inout [NameWord], _ counts: inout CapitalCounts
  ) {
    // Only of words that have a capital somewhere.
    counts.reset(words: words.count { $0.isCapital })
    for word in words where word.isCapital { counts.insert(word.surface.word) }
    for sentence in document.sentences {
      for token in sentence.tokens where words[token].surface.shape.contains(.letter) {
        let isCapital = words[token].isCapital
        if !isCapital || token > sentence.tokens.lowerBound {
          counts.count(words[token].surface.word, hasCapital: isCapital)
        }
      }
    }
    for token in words.indices where words[token].isCapital {
      (words[token].smallCount, words[token].capitalCount) = counts[words[token].surface.word]
    }
  }

  /// 0 alone, 1 first, 2 inside, 3 last.
  private static func place(_ token: TokenID, _ range: Range<TokenID>) -> UInt64 {
    if range.count == 1 { return 0 }
    if token == range.lowerBound { return 1 }
    return token == range.upperBound - 1 ? 3 : 2
  }

  private static func noteMentions(_ document: Document, _ words: inout [NameWord]) {
    for mention in document.mentions {
      let rule = mention.rule.utf8
      let type = UInt64(mention.type.code) + 1
      let kind = FeatureKey.hash(rule.span, 0..<rule.count) << 8 | type << 2
      for token in mention.tokens {
        words[token].mention = kind | place(token, mention.tokens)
        words[token].mentionType = type << 1 | (token == mention.tokens.lowerBound ? 1 : 0)
      }
    }
  }

  private static func noteHits(
    _ document: Document, _ sentence: Sentence, _ lexicon: Lexicon, _ words: inout [NameWord]
  ) {
    let tokens = document.tokens
    var matches: [LexiconMatcher.Match] = []
    for token in sentence.tokens where lexicon.matcher.canBegin(tokens.words[token]) {
      matches.removeAll(keepingCapacity: true)
      lexicon.matcher.matches(
        tokens, at: token, limit: sentence.tokens.upperBound, into: &matches)
      guard let longest = matches.last?.length else { continue }
      for match in matches where match.length == longest {
        let type = UInt64(lexicon.type(of: match.entry).code)
        let range = token..<(token + match.length)
        for covered in range {
          words[covered].hits |=
            lexicon.level(of: match.entry) == .name
            ? 1 << (type * 4 + place(covered, range)) : 1 << (44 + type)
        }
      }
    }
  }
}
