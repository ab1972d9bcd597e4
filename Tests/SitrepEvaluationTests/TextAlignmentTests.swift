import Testing

@testable import SitrepEvaluation

@Suite struct TextAlignmentTests {
  /// Brackets mark the same words in both texts.
  @Test(
    "white space and normalization are aligned",
    arguments: [
      ("Kenya\r\nsent  [400 police]x to Haiti.", "Kenya sent [400 police]x to Haiti."),
      ("in [Gonaïves]x now", "in [Gonai\u{308}ves]x now"),
      ("in [Gonai\u{308}ves]x now", "in [Gonaïves]x now"),
      ("\u{FEFF}the [Ha\u{AD}iti]x mission", "the [Haiti]x mission"),
      ("[Ken]x", "  [Ken]x\n"), ("sent [400\u{A0}police]x .", "sent [400 police]x."),
      ("[Haiti]x.", "[Ha\niti]x."),
    ] as [(MarkedPassage, MarkedPassage)])
  func aligns(_ one: MarkedPassage, _ other: MarkedPassage) throws {
    let alignment = try TextAlignment(
      from: PassageText(one.text), to: PassageText(other.text))
    #expect(alignment.span(one["x"]) == other["x"])
  }

  @Test("what is only white space is nowhere")
  func losesSpace() throws {
    let alignment = try TextAlignment(from: PassageText("a  b"), to: PassageText("ab"))
    #expect(alignment.span(CodePointSpan(1, 3)) == nil)
    #expect(alignment.span(CodePointSpan(0, 4)) == CodePointSpan(0, 2))
  }

  private static let gold =
    #"{"id":"a","text":"Kenya sent\n400 police to Haiti.","entities":[{"start":25,"end":30,"text":"Haiti","type":"GPE"}]}"#

  private func evaluate(_ prediction: String) throws -> EntityScores.Row? {
    let gold = try GoldSet(jsonLines: Array(Self.gold.utf8), file: "gold.jsonl")
    let found = try PredictionSet(
      jsonLines: Array(prediction.utf8), file: "out.jsonl", gold: gold)
    return Evaluation(gold: gold, predictions: found).report().scores.entities?.all
  }

  @Test("predictions of a text with other white space are scored by their own offsets")
  func scoresAligned() throws {
    let row = try evaluate(
      #"{"id":"a","text":"Kenya  sent\r\n400 police  to Haiti.","entities":[{"start":28,"end":33,"text":"Haiti","type":"GPE"}]}"#
    )
    #expect(row?.exact == Tally(right: 1))
  }

  @Test(
    "predictions of another text are refused, with the first difference",
    arguments: [
      (
        #"Kenya sent\n4OO police to Haiti."#,
        "line 2, column 2 of it has 'OO police to Haiti.', the gold '00 police to Haiti.'"
      ),
      (#"Kenya sent\n400 police to Haiti"#, "line 2, column 20 of it has the end, the gold '.'"),
      (
        #"Kenya sent\n400 police to Haiti. Again"#,
        "line 2, column 22 of it has 'Again', the gold the end"
      ),
    ])
  func refuses(_ text: String, _ message: String) throws {
    let faults = try #require(throws: FileFaults.self) {
      try evaluate(#"{"id":"a","text":"\#(text)","entities":[]}"#)
    }
    #expect(faults.faults.count == 1)
    #expect(
      faults.description.hasPrefix("out.jsonl:1: error: 'text' is not that of the gold: \(message)")
    )
  }

  @Test("documents whose text nothing tells are named")
  func namesUnchecked() throws {
    let gold = try GoldSet(jsonLines: Array(Self.gold.utf8), file: "gold.jsonl")
    let unchecked = { (entity: String) in
      try PredictionSet(
        jsonLines: Array(#"{"id":"a","entities":[\#(entity)]}"#.utf8), file: "x", gold: gold
      ).unchecked
    }
    #expect(try unchecked(#"{"start":25,"end":30,"type":"GPE"}"#) == ["a"])
    #expect(try unchecked(#"{"start":25,"end":30,"text":"Haiti","type":"GPE"}"#) == [])
    #expect(try unchecked("") == [])
  }
}
