import Testing

@testable import SitrepEvaluation

@Suite struct ConfidenceScoresTests {
  private func scores(_ judged: [(Double?, Bool)]) -> ConfidenceScores {
    judged.reduce(into: ConfidenceScores()) { $0.add($1.0, isRight: $1.1) }
  }

  @Test(
    "puts each confidence into its bin, whatever its binary fraction",
    arguments: (0...100).map { Double($0) / 100 })
  func bins(_ confidence: Double) {
    let bins = scores([(confidence, true)]).bins
    let filled = bins.indices.filter { bins[$0].found == 1 }
    #expect(filled == [min(9, Int((confidence * 100).rounded()) / 10)])
  }

  /// By hand: the bin at 0.9 has a gap of |1.8 − 1|, that at 0.2 of |0.2 − 0|, together 1 over
  /// three; the squares are 0.01, 0.81 and 0.04.
  @Test("calibration error and Brier score are those worked out by hand")
  func agreesWithHand() throws {
    let scores = scores([(0.9, true), (0.9, false), (0.2, false), (nil, true)])
    #expect(scores.count == 3)
    #expect(scores.unsaid == 1)
    #expect(abs(try #require(scores.calibrationError) - 1.0 / 3) < 1e-12)
    #expect(abs(try #require(scores.brier) - 0.86 / 3) < 1e-12)
  }

  @Test("relations that are right as often as they say are calibrated")
  func isCalibrated() throws {
    let scores = scores((0..<10).map { (0.7, $0 < 7) })
    #expect(try #require(scores.calibrationError) < 1e-12)
  }

  @Test("without confidences there is nothing to tell")
  func needsConfidences() {
    #expect(scores([(nil, true)]).calibrationError == nil)
    #expect(scores([(nil, true)]).brier == nil)
    #expect(scores([]).cuts(gold: 3).isEmpty)
  }

  @Test("cuts run from the greatest confidence to the least, equal ones together")
  func cuts() {
    let cuts = scores([(0.5, false), (0.9, true), (0.5, true), (0.7, false)]).cuts(gold: 4)
    #expect(cuts.map(\.confidence) == [0.9, 0.7, 0.5])
    #expect(
      cuts.map(\.tally) == [
        Tally(right: 1, missed: 3), Tally(right: 1, missed: 3, spurious: 1),
        Tally(right: 2, missed: 2, spurious: 2),
      ])
  }

  @Test("a source has the confidence of its claim, and that is graded")
  func gradesSources() throws {
    let marked: MarkedPassage = "[Kenya]kenya sent [police]police to [Haiti]haiti, [Roe]roe said."
    func fact(_ sources: [Source], _ confidence: Double?) -> Fact {
      marked.fact("police", "haiti") { ($0.sources, $0.confidence) = (sources, confidence) }
    }
    let report = try report(
      gold: [marked.gold("a", Annotations(facts: [fact([marked.source("roe")], nil)]))],
      found: [
        marked.gold(
          "a",
          Annotations(facts: [fact([marked.source("roe"), marked.source("kenya")], 0.6)]))
      ])
    let cells = report.confidences.map { "\($0.name) \($0.scores.count) \($0.gold)" }
    #expect(cells == ["deployed-to 1 1", "confirmed-by 2 1"])
    #expect(report.figure("confirmed-by.brier")?.value == 0.26)
    #expect(report.table.contains("Confidence, deployed-to"))
  }

  @Test("a confidence above 1 is a fault of the file")
  func refusesConfidence() throws {
    let marked: MarkedPassage = "[police]police to [Haiti]haiti"
    let passage = marked.gold(
      "a", Annotations(facts: [marked.fact("police", "haiti") { $0.confidence = 1.5 }]))
    let gold = try GoldSet([passage])
    let faults = #expect(throws: FileFaults.self) { try PredictionSet([passage], gold: gold) }
    #expect(faults?.description.contains("relations[0].confidence: 1.5") == true)
  }
}
