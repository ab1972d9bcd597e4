/// Attributions: whether the cue is found, and whether the source is the right one.
///
/// A gold attribution without a cue (only quotes, or the label of a speaker) is not graded.
struct AttributionScores: Sendable {
  /// Of the passages of one genre, or of all.
  struct Row: Sendable {
    /// One for each passage: cues by overlap, one to one.
    private(set) var cues: [Tally] = []
    /// One for each passage: a pair is right where its source is right too.
    private(set) var both: [Tally] = []
    /// Of the pairs whose gold has a source.
    private(set) var sources = Share()

    fileprivate mutating func add(_ alignment: Alignment<Attribution>) {
      var both = alignment.tally
      for (gold, found) in alignment.pairs {
        let isRight = found.names(sourceOf: gold)
        if !gold.sources.isEmpty { sources.count(isRight) }
        if !isRight { both += Tally(right: -1, missed: 1, spurious: 1) }
      }
      cues.append(alignment.tally)
      self.both.append(both)
    }
  }

  private(set) var all = Row()
  private(set) var genres: [String: Row] = [:]

  mutating func add(_ gold: [Attribution], _ found: [Attribution], genre: String?) {
    let alignment = Alignment(gold.filter { !$0.cues.isEmpty }, found) { gold, found in
      found.cues.first?.closeness(toAnyOf: gold.cues).map { Fit(closeness: $0, agrees: false) }
    }
    all.add(alignment)
    if let genre { genres[genre, default: Row()].add(alignment) }
  }
}

extension Attribution {
  /// Whether the source is one of those of `gold`: it covers the head of that and lies in it
  /// by half at least. Where gold has none, neither has this.
  fileprivate func names(sourceOf gold: Attribution) -> Bool {
    guard let source = sources.first?.span else { return gold.sources.isEmpty }
    return gold.sources.contains { expected in
      let head = expected.head ?? expected.span
      let shared = min(source.end, expected.span.end) - max(source.start, expected.span.start)
      return source.start <= head.start && head.end <= source.end
        && 2 * shared >= source.end - source.start
    }
  }
}
