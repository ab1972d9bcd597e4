/// A half-open range of offsets into a passage, in Unicode code points: the unit of
/// gold files, and the one that predictions in another unit are converted to.
struct CodePointSpan: Hashable, Sendable {
  let start: Int
  let end: Int

  /// - Precondition: `0 <= start < end`. What has no character has no place in a
  ///   gold file, and the readers refuse it before it gets here.
  init(_ start: Int, _ end: Int) {
    precondition(0 <= start && start < end, "not a span: \(start)..<\(end)")
    (self.start, self.end) = (start, end)
  }

  /// How many characters the two share.
  func overlap(with other: CodePointSpan) -> Int {
    max(0, min(end, other.end) - max(start, other.start))
  }

  /// Whether the two share at least one character.
  func overlaps(_ other: CodePointSpan) -> Bool {
    overlap(with: other) > 0
  }

  /// Characters shared by characters covered, from 0 (apart) to 1 (the same span).
  func closeness(to other: CodePointSpan) -> Double {
    let shared = overlap(with: other)
    return Double(shared) / Double(end - start + other.end - other.start - shared)
  }

  /// The closeness to whichever of `others` is closest, or nil when none overlaps.
  func closeness(toAnyOf others: [CodePointSpan]) -> Double? {
    others.filter(overlaps).map(closeness(to:)).max()
  }
}
