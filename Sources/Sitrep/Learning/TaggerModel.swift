/// What the tagger has learned, as a file of weights holds it.
struct TaggerModel: Sendable {
  /// Labels are `PROPN NNP`: a universal and a Penn tag.
  let weights: LearnedWeights
  /// For a folded word that is known the number of its set of tags; behind it, where it was
  /// always the same, its label.
  let words: HashedRows
  /// Words, as they are written, whose sums are made when the pack is.
  let forms: PackedLines

  /// What is known of a word by itself.
  func word(_ surface: SurfaceWord, _ clusters: TaggerFeatures.Clusters) -> TaggedWord {
    var word = TaggedWord(
      word: surface.word, ending: UInt32(surface.ending(3)), shape: surface.shape.rawValue,
      cluster: UInt16(clusters.vector), forms: UInt16(clusters.forms),
      length: UInt8(min(255, surface.count)))
    let row = words.row(surface.word)
    guard let first = row.first else { return word }
    word.ambiguity = words.records[first]
    if row.count > 1 { word.label = UInt8(truncatingIfNeeded: words.records[first + 1]) }
    return word
  }
}

// MARK: - In a pack

extension TaggerModel {
  func write(to pack: inout PackWriter) {
    weights.write(to: &pack, "tagger")
    words.write(to: &pack, "tagger.words")
    pack.add("tagger.forms", forms.bytes)
  }

  init(_ pack: PackFile) throws(PackError) {
    weights = try LearnedWeights(pack, "tagger")
    words = try HashedRows(pack, "tagger.words")
    forms = try PackedLines(pack, "tagger.forms")
    guard weights.labels.count <= TaggerSums.lanes else {
      throw PackError(pack.name, .corrupt("tagger"))
    }
  }
}
