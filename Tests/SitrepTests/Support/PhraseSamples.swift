@testable import Sitrep

/// The phrases of a text, as the pipeline cuts them on its way to relations, which keeps
/// them to itself.
enum PhraseSamples {
  private static let pack = Shipped.pack
  private static let names = {
    let locatives = pack.classes.words(.locative)
    let speechVerbs = pack.classes.forms(of: Set(pack.stages.cues.verbs.keys))
    return NameFinder(
      lexicon: pack.lexicon, classes: pack.classes, patterns: pack.stages.patterns,
      places: PlaceResolver(
        lexicon: pack.lexicon, classes: pack.classes, placePrepositions: locatives,
        speechVerbs: speechVerbs, resolution: .byContext),
      speechVerbs: speechVerbs, speechPhrases: pack.stages.cues.phrases)
  }()
  private static let tagger = WordTagger(classes: pack.classes)
  private static let chunker = Chunker(lexicon: pack.lexicon, classes: pack.classes)

  /// A document with its names, and the chunks of all its sentences.
  static func chunks(of text: String) -> (document: Document, chunks: [Chunk]) {
    var document = Shipped.sentences(SourceText(text))
    var heads = NominalHeads()
    let tokens = TokenizedText(document.tokens, document.text.bytes)
    for sentence in document.sentences {
      pack.stages.times.find(in: tokens, sentence.tokens, TimeFrame(), into: &document.times)
      pack.stages.quantities.find(
        in: tokens, sentence.tokens, besides: document.times, into: &document.quantities)
    }
    names.find(in: &document, heads: &heads)
    var chunks: [Chunk] = []
    for sentence in document.sentences {
      var tagged = WordTagger.Sentence()
      tagged.range = sentence.tokens
      tagged.names = cover(sentence.tokens, document.mentions.map(\.tokens))
      tagged.quantities = cover(sentence.tokens, document.quantities.map(\.tokens))
      tagged.times = cover(sentence.tokens, document.times.map(\.tokens))
      tagger.tag(&tagged, document, heads)
      chunker.chunk(tagged, document, heads, from: sentence.bodyStart, into: &chunks)
    }
    return (document, chunks)
  }

  /// For each token the number of the range that covers it.
  private static func cover(_ tokens: Range<TokenID>, _ ranges: [Range<TokenID>]) -> [Int?] {
    tokens.map { token in ranges.firstIndex { $0.contains(token) } }
  }
}
