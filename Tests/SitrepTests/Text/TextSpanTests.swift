import Testing

@testable import Sitrep

@Suite struct TextSpanTests {
  /// Two spans, whether they overlap, and whether the first contains the second.
  @Test(
    "compares spans",
    arguments: [
      (0..<4, 2..<6, true, false),
      (2..<6, 0..<4, true, false),
      (0..<6, 2..<4, true, true),
      (2..<4, 0..<6, true, false),
      (0..<4, 4..<6, false, false),
      (0..<4, 0..<4, true, true),
      (0..<4, 2..<2, false, true),
      (2..<2, 2..<2, false, true),
      (0..<1, 5..<9, false, false),
    ])
  func comparesSpans(_ one: Range<Int>, _ other: Range<Int>, _ overlap: Bool, _ holds: Bool) {
    let (one, other) = (TextSpan(one), TextSpan(other))
    #expect(one.overlaps(other) == overlap)
    #expect(other.overlaps(one) == overlap)
    #expect(one.contains(other) == holds)
    #expect(one.union(other) == other.union(one))
    #expect(one.union(other).contains(one) && one.union(other).contains(other))
  }

  @Test("is half-open")
  func isHalfOpen() {
    let span = TextSpan(3, 7)
    #expect(span.range == 3..<7)
    #expect(span.count == 4)
    #expect(SourceText("to Sumy today")[span] == "Sumy")
  }
}
