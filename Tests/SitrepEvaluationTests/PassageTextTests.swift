import Testing

@testable import SitrepEvaluation

@Suite struct PassageTextTests {
  /// "é" takes 2 bytes, "–" 3, and "🚨" 4 bytes or 2 units of UTF-16.
  private let text = PassageText("aé–🚨b")

  @Test(
    "finds each border between characters, and only those",
    arguments: [
      (.codePoints, [0, 1, 2, 3, 4, 5]),
      (.utf8, [0, 1, nil, 2, nil, nil, 3, nil, nil, nil, 4, 5]),
      (.utf16, [0, 1, 2, 3, nil, 4, 5]),
    ] as [(OffsetUnit, [Int?])])
  func findsBorders(_ unit: OffsetUnit, _ codePoints: [Int?]) {
    let table = OffsetTable(text, unit: unit)
    #expect(table.length == codePoints.count - 1)
    for (offset, codePoint) in codePoints.enumerated() {
      #expect(table[offset] == (codePoint.map { .codePoint($0) } ?? .insideCharacter))
    }
    #expect(table[-1] == .outside)
    #expect(table[codePoints.count] == .outside)
  }

  @Test("cuts out code points, not what looks alike")
  func cuts() {
    let span = CodePointSpan(1, 4)
    #expect(text.cut(span) == "é–🚨")
    #expect(text.cuts("é–🚨", at: span))
    #expect(!text.cuts("e\u{301}–🚨", at: span))
  }

  @Test(
    "measures how close two spans are",
    arguments: [
      (0, 4, 0, 4, 1),
      (0, 4, 2, 4, 0.5),
      (0, 4, 2, 6, 1.0 / 3),
      (0, 4, 4, 6, 0),
      (4, 6, 0, 4, 0),
    ] as [(Int, Int, Int, Int, Double)])
  func measuresCloseness(
    _ start: Int, _ end: Int, _ otherStart: Int, _ otherEnd: Int, _ closeness: Double
  ) {
    let (one, other) = (CodePointSpan(start, end), CodePointSpan(otherStart, otherEnd))
    #expect(one.closeness(to: other) == closeness)
    #expect(other.closeness(to: one) == closeness)
    #expect(one.overlaps(other) == (closeness > 0))
  }
}
