/// Sentence boundaries.
struct SentenceScores: Sendable {
  private(set) var boundaries = Tally()

  /// A boundary is the offset just past the last character of a sentence that is no white
  /// space, so that it does not matter who owns the space between two.
  mutating func add(_ gold: [CodePointSpan], _ found: [CodePointSpan], in text: PassageText) {
    let ends = { (sentences: [CodePointSpan]) in
      Set(sentences.compactMap { Self.boundary($0, in: text) })
    }
    let (gold, found) = (ends(gold), ends(found))
    let right = gold.intersection(found).count
    boundaries += Tally(
      right: right, missed: gold.count - right, spurious: found.count - right)
  }

  private static func boundary(_ sentence: CodePointSpan, in text: PassageText) -> Int? {
    text.scalars[sentence.start..<sentence.end]
      .lastIndex { !$0.properties.isWhitespace }
      .map { $0 + 1 }
  }
}

/// Quantities or times: whether they are found, and whether their value is the right one.
struct ValueScores: Sendable {
  /// By overlap, one to one.
  private(set) var spans = Tally()
  /// Of those found that have a value in gold.
  private(set) var values = Share()

  mutating func add(_ gold: [Quantity], _ found: [Quantity]) {
    let alignment = Alignment(gold, found) { Fit($0.span, $1.span) }
    spans += alignment.tally
    for (gold, found) in alignment.pairs where !gold.bounds.isEmpty {
      values.count(gold.bounds.agrees(with: found.bounds))
    }
  }

  mutating func add(_ gold: [TimeExpression], _ found: [TimeExpression]) {
    let alignment = Alignment(gold, found) { Fit($0.span, $1.span) }
    spans += alignment.tally
    for (gold, found) in alignment.pairs where gold.value != nil {
      values.count(gold.value == found.value)
    }
  }
}
