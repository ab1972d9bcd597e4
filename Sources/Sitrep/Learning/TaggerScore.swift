/// How often a tagger is right on a treebank, the right sentences and words given, marks and
/// all.
public struct TaggerScore: Sendable, Equatable, CustomStringConvertible {
  public private(set) var words = 0
  /// Right universal tags, right Penn tags, right lemmas.
  public private(set) var universal = 0
  public private(set) var penn = 0
  public private(set) var lemmas = 0

  init(_ tagger: PartOfSpeechTagger, _ lemmatizer: Lemmatizer, _ treebank: Treebank) {
    var scratch = PartOfSpeechTagger.Scratch()
    for sentence in treebank.sentences {
      tagger.tag(sentence.bytes.span, sentence.spans[...], &scratch)
      for (word, tagged) in zip(sentence.words, scratch.tagged) {
        let tag = tagger.tags[Int(tagged.label)]
        words += 1
        if tag.universal == word.tag.universal { universal += 1 }
        if tag.penn == word.tag.penn { penn += 1 }
        if lemmatizer.lemma(of: word.form, tag) == word.lemma { lemmas += 1 }
      }
    }
  }

  /// How well the tagger of a pack does on a treebank; nil where it has none.
  ///
  /// - Throws: the first fault in the file.
  public init?(_ pack: Pack, on file: ResourceFile) throws(ResourceFault) {
    guard let tagger = pack.learned.tagger else { return nil }
    self.init(tagger, pack.lemmatizer, try Treebank(file))
  }

  /// `UPOS 95.52 XPOS 94.86 lemma 97.51`, in per cent.
  public var description: String {
    "UPOS \(percent(universal)) XPOS \(percent(penn)) lemma \(percent(lemmas))"
  }

  private func percent(_ right: Int) -> String {
    let hundredths = words == 0 ? 0 : (right * 20_000 + words) / (words * 2)
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
