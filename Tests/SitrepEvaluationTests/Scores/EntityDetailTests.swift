import Testing

@testable import SitrepEvaluation

@Suite struct EntityDetailTests {
  private static let text = "Ana Roe of Kenya met her aide in Haiti."

  private static func line(_ entities: String) -> [UInt8] {
    Array(#"{"id":"a","text":"\#(text)","entities":[\#(entities)]}"#.utf8)
  }

  private func report() throws -> EvaluationReport {
    let gold = try GoldSet(
      jsonLines: Self.line(
        #"""
        {"start":0,"end":7,"type":"PERSON","level":"name","cluster":"r"},
        {"start":11,"end":16,"type":"GPE","level":"name"},
        {"start":21,"end":24,"type":"PERSON","level":"pronoun","cluster":"r"},
        {"start":33,"end":38,"type":"GPE","level":"name"}
        """#.replacing("\n", with: "")), file: "gold.jsonl")
    let found = try PredictionSet(
      jsonLines: Self.line(
        #"""
        {"start":33,"end":38,"type":"GPE","level":"name"},
        {"start":0,"end":3,"type":"PERSON","level":"name","cluster":"c1"},
        {"start":11,"end":16,"type":"PERSON","level":"name"},
        {"start":21,"end":24,"type":"PERSON","level":"pronoun","cluster":"c1"},
        {"start":25,"end":29,"type":"OTHER","level":"nominal"}
        """#.replacing("\n", with: "")), file: "out.jsonl", gold: gold)
    return Evaluation(gold: gold, predictions: found).report()
  }

  @Test("schemes, chunks and clusters come from the entities of the report")
  func scores() throws {
    let detail = try #require(try report().scores.detail)
    #expect(detail.schemes.all.strict == SchemeTally(correct: 1, incorrect: 2))
    #expect(detail.schemes.all.exact == SchemeTally(correct: 2, incorrect: 1))
    #expect(detail.schemes.all.partial == SchemeTally(correct: 2, partial: 1))
    #expect(detail.schemes.all.type == SchemeTally(correct: 2, incorrect: 1))
    #expect(detail.schemes.types["PERSON"]?.strict == SchemeTally(incorrect: 1, spurious: 1))
    #expect(detail.chunks.allChunks == Tally(right: 1, missed: 2, spurious: 2))
    // Ana, Roe, Kenya, Haiti; of nine words and a full stop that stands apart.
    #expect(detail.chunks.allWords == Tally(right: 2, missed: 2, spurious: 1))
    #expect(detail.chunks.tags == Share(right: 8, of: 10))
    let clusters = try #require(detail.clusters)
    #expect(clusters.mentions == Tally(right: 1, missed: 1, spurious: 1))
    #expect(clusters.muc.f1 == 0)
  }

  @Test("is printed in 80 columns, and is in the JSON")
  func prints() throws {
    let report = try report()
    let lines = report.detail.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 80 })
    for head in ["SemEval-2013", "CoNLL, spans", "CoNLL, tokens", "Coreference"] {
      #expect(lines.contains { $0.hasPrefix(head) })
    }
    #expect(report.json.contains("\"entity_schemes\": {"))
    #expect(report.json.contains("\"ceaf_e\": {"))
  }
}
