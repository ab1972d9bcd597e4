import Testing

@testable import Sitrep

@Suite struct ExplanationTests {
  private static func explain(_ text: String) -> Explanation {
    Explanation(
      of: Document(id: "a", date: CalendarDate("2024-10-27"), text: SourceText(text)),
      Shipped.pack, Shipped.pipeline)
  }

  @Test("why: each role with its rule and its row, and what else was tried")
  func tellsWhy() {
    let page = Self.explain("Kenya sent 400 police officers to Haiti, the minister said.").why
    for words in [
      "deployed-to     by send/active at 'sent', actual, positive, 0.9", "deployer: 'Kenya'",
      "force/noun  Lexicons/forces/nouns.tsv:", "count: '400'", "states, cue 'said'",
      "not give/active", "no equipment (EQUIPMENT) as the object",
      "there stood: '400 police officers' (FORCE:people)",
    ] {
      #expect(page.replacing(/\s+/, with: " ").contains(words.replacing(/\s+/, with: " ")))
    }
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  /// A text, and the step that is told for deployed-to.
  @Test(
    "why not: the first step that failed, and what stood there",
    arguments: [
      ("The minister flew to Mali.", "there stood: 'The minister' (PERSON:office)"),
      ("The troops returned the body to Goma.", "the subject acts on 'the body'"),
      (
        "Kenya sent 400 police officers on Friday.",
        "no destination (GPE, LOC, FAC) behind to, into"
      ),
      ("Soldiers were in the town.", "the frame wants a number, and there is none"),
      ("It rained.", "brings a frame up"),
    ])
  func tellsWhyNot(_ text: String, _ reason: String) {
    let page = Self.explain(text).whyNot(.init(relation: "deployed-to"))
    #expect(page.replacing(/\s+/, with: " ").contains(reason), "\(page)")
  }

  @Test("why not keeps to the sentences and the relation that are asked for")
  func limitsQuestions() {
    let explanation = Self.explain("It rained. Kenya sent 400 police officers to Haiti.")
    let page = explanation.whyNot(.init(relation: "deployed-to", words: "Haiti"))
    #expect(page.hasPrefix("s2 (deployed-to)") && page.contains("found send/active at 'sent'"))
    #expect(!page.contains("give/active") && !page.contains("s1"))
    #expect(explanation.whyNot(.init(words: "Mars")).hasPrefix("No sentence has 'Mars'"))
  }

  @Test("as JSON: the document, and every attempt with its outcome")
  func writesJSON() throws {
    var json = JSONWriter()
    Self.explain("The minister flew to Mali.").write(to: &json)
    let line = try ParsedJSON(json.bytes)
    #expect(line["schema"] == .text("sitrep-explanation/1"))
    #expect(line["document"]?["id"] == .text("a"))
    let text = String(decoding: json.bytes, as: UTF8.self)
    #expect(text.contains(#""rule":"travel/active""#) && text.contains(#""outcome":"ended""#))
  }

  @Test("a trace changes nothing")
  func traceIsSilent() {
    let text = "Kenya sent 400 police officers to Haiti, and 20 soldiers died near Goma."
    var traced = Document(id: "test", date: CalendarDate("2024-10-27"), text: SourceText(text))
    let trace = FrameTrace()
    Shipped.pipeline.process(&traced, tracing: trace)
    let plain = Shipped.process(text)
    #expect(RelationSummary.lines(of: traced) == RelationSummary.lines(of: plain))
    #expect(trace.attempts.contains { $0.outcome == .found } && !trace.times.isEmpty)
  }
}
