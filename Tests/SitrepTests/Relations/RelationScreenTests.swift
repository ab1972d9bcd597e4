import Testing

@testable import Sitrep

/// Documents without facts are left alone; the slow twin reads every document to its end.
@Suite struct RelationScreenTests {
  @Test("what the frames must match is written, screened or not")
  func keepsExamples() {
    var found = 0
    for frame in Shipped.pack.stages.frames.frames where frame.relation == FactWriter.type {
      for example in frame.examples {
        let whole = Self.facts(example.text) { Shipped.pipeline.process(&$0) }
        if !whole.isEmpty { found += 1 }
        #expect(Self.screened(example.text) == whole, "\(example.text)")
      }
    }
    #expect(found > 20)
  }

  @Test("facts of the gold are the same")
  func keepsGold() throws {
    for text in try PipelineTests.gold() { Self.check(text) }
  }

  @Test(
    "facts of the corpora are the same", .enabled(if: Corpora.arePresent, "\(Corpora.absent)"),
    arguments: [("facts/dev.jsonl", 200), ("news/current-events.jsonl", 1000)])
  func keepsCorpora(_ path: String, _ limit: Int) throws {
    for text in try Corpora.texts(path, limit: limit) { Self.check(text) }
  }

  /// Forces, pronouns that stand for them, verbs and places, in sentences and across them.
  @Test("facts of random texts are the same", arguments: UInt64(0)..<10)
  func keepsRandomTexts(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let count = Int.random(in: 1...24, using: &random)
      let words = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }
      Self.check(words.joined(separator: " "))
    }
  }

  private static let pieces = [
    "400 soldiers", "troops", "The men", "They", "most of them", "police", "Two frigates",
    "the USS Cole", "the 82nd Airborne Division", "Wagner Group", "a helicopter", "500 more",
    "were sent", "deployed", "arrived", "is", "are", "has", "will go", "withdrew", "said",
    "the deployment of", "to Haiti", "in Mali", "there", "to the border", "near Goma", "from Kenya",
    "Kenya", "and", ", which", "on Monday", ".", ".", ". The", "\n\n", "“", "Share on Facebook",
  ]

  private static func check(_ text: String) {
    let whole = facts(text) { Shipped.pipeline.process(&$0) }
    #expect(screened(text) == whole, "\(text)")
  }

  private static func screened(_ text: String) -> String {
    facts(text) { Shipped.pipeline.processFacts(of: &$0) }
  }

  private static func facts(_ text: String, process: (inout Document) -> Void) -> String {
    var document = Document(
      id: "test", date: CalendarDate(year: 2024, month: 10, day: 27), text: SourceText(text))
    process(&document)
    var json = JSONWriter()
    FactWriter(pack: Shipped.pack).write(document, to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
