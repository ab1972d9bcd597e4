/// Sentence boundaries.
struct SentenceScores: Sendable {
  /// Passage by passage.
  private(set) var tallies: [Tally] = []

  var boundaries: Tally { tallies.reduce(.zero, +) }

  /// A boundary is the offset just past the last character of a sentence that is no white
  /// space, so that it does not matter who owns the space between two.
  mutating func add(_ gold: [CodePointSpan], _ found: [CodePointSpan], in text: PassageText) {
    let ends = { (sentences: [CodePointSpan]) in
      Set(sentences.compactMap { Self.boundary($0, in: text) })
    }
    let (gold, found) = (ends(gold), ends(found))
    let right = gold.intersection(found).count
    tallies.append(
      Tally(right: right, missed: gold.count - right, spurious: found.count - right))
  }

  private static func boundary(_ sentence: CodePointSpan, in text: PassageText) -> Int? {
    text.scalars[sentence.start..<sentence.end]
      .lastIndex { !$0.properties.isWhitespace }
      .map { $0 + 1 }
  }
}

/// Quantities or times: whether they are found, and whether their value is the right one.
struct ValueScores: Sendable {
  /// By overlap, one to one, passage by passage.
  private(set) var spanTallies: [Tally] = []
  /// Of those found that have a value in gold, how many have it: right and missed.
  private(set) var valueTallies: [Tally] = []

  var spans: Tally { spanTallies.reduce(.zero, +) }
  var values: Share { valueTallies.reduce(.zero, +).share }

  mutating func add(_ gold: [Quantity], _ found: [Quantity]) {
    let alignment = Alignment(gold, found) { Fit($0.span, $1.span) }
    let valued = alignment.pairs.filter { !$0.gold.bounds.isEmpty }
    add(
      alignment.tally, valued.count,
      right: valued.count { $0.gold.bounds.agrees(with: $0.found.bounds) })
  }

  mutating func add(_ gold: [TimeExpression], _ found: [TimeExpression]) {
    let alignment = Alignment(gold, found) { Fit($0.span, $1.span) }
    let valued = alignment.pairs.filter { $0.gold.value != nil }
    add(
      alignment.tally, valued.count, right: valued.count { $0.gold.value == $0.found.value })
  }

  private mutating func add(_ spans: Tally, _ valued: Int, right: Int) {
    spanTallies.append(spans)
    valueTallies.append(Tally(right: right, missed: valued - right))
  }
}
