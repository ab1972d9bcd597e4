import Testing

@testable import SitrepEvaluation

@Suite struct PairedRandomizationTests {
  private func p(_ before: [Tally], _ after: [Tally]) -> Double? {
    PairedRandomization().p(before: before, after: after, score: \.recall)
  }

  /// The same by trying all ways to exchange, which is plainly right.
  private func exact(_ before: [Tally], _ after: [Tally]) -> Double {
    func gap(_ one: [Tally], _ other: [Tally]) -> Double {
      abs(
        (one.reduce(Tally(), +).recall ?? 0) - (other.reduce(Tally(), +).recall ?? 0))
    }
    let observed = gap(before, after)
    let ways = 1 << before.count
    let asLarge = (0..<ways).count { way in
      let swaps = before.indices.map { way >> $0 & 1 == 1 }
      let one = zip(swaps, zip(before, after)).map { $0 ? $1.1 : $1.0 }
      let other = zip(swaps, zip(before, after)).map { $0 ? $1.0 : $1.1 }
      return gap(one, other) >= observed - 1e-9
    }
    return Double(asLarge) / Double(ways)
  }

  @Test("comes near what all exchanges give", arguments: UInt64(0)..<20)
  func agreesWithAllExchanges(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func tally() -> Tally { Tally(right: random.index(below: 5), missed: random.index(below: 5)) }
    let before = (0..<8).map { _ in tally() } + [Tally(right: 1)]
    let after = (0..<8).map { _ in tally() } + [Tally(right: 1)]
    let found = try #require(p(before, after))
    // Four standard errors of a share over 9,999 rounds.
    #expect(abs(found - exact(before, after)) < 0.02, "seed \(seed)")
  }

  @Test("no difference is no finding, and many that agree are one")
  func tellsEnds() {
    let nothing = Array(repeating: Tally(missed: 1), count: 30)
    let all = Array(repeating: Tally(right: 1), count: 30)
    #expect(p(all, all) == 1)
    #expect(p(nothing, all) == 1.0 / 10_000)
    #expect(p([], []) == nil)
  }
}

@Suite struct ComparisonTests {
  private func compared(
    _ found: [GoldPassage], with before: [GoldPassage]
  ) throws -> (report: EvaluationReport, comparison: Comparison) {
    let earlier = try report(gold: GoldPassage.examples, found: before)
    let report = try report(gold: GoldPassage.examples, found: found)
      .compared(with: Baseline(earlier, name: "before.jsonl"))
    return (report, try #require(report.comparison))
  }

  private var half: [GoldPassage] {
    var half = GoldPassage.examples
    half[0].annotations.facts?.removeLast()
    return half
  }

  @Test("tells what became better, figure by figure and document by document")
  func tellsGain() throws {
    let (report, comparison) = try compared(GoldPassage.examples, with: half)
    let recall = try #require(comparison.rows.first { $0.name == "deployed-to.recall" })
    #expect(recall.difference.map { abs($0 - 1.0 / 3) < 1e-12 } == true)
    #expect([recall.better, recall.worse, recall.same] == [1, 0, 1])
    #expect(
      comparison.documents.first { $0.counts == "deployed-to" }
        == Comparison.DocumentRow(
          id: "kenya", counts: "deployed-to", before: Tally(right: 1, missed: 1),
          after: Tally(right: 2)))
    #expect(comparison.mended?.map(\.kind).contains(.missedFact) == true)
    #expect(comparison.new?.isEmpty == true)
    for line in report.table.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(report.table.contains("deployed-to.recall             66.7    100.0    +33.3"))
  }

  @Test("tells what became worse")
  func tellsLoss() throws {
    let (_, comparison) = try compared(half, with: GoldPassage.examples)
    #expect(comparison.documents.allSatisfy { $0.gain < 0 })
    #expect(comparison.new?.map(\.kind).contains(.missedFact) == true)
    #expect(comparison.mended?.isEmpty == true)
  }

  @Test("scores that were written before compare as the predictions do")
  func comparesWithScores() throws {
    let earlier = try report(gold: GoldPassage.examples, found: half)
    #expect(Baseline.isScores(Array(earlier.json.utf8)))
    let read = try Baseline(json: Array(earlier.json.utf8), file: "before.jsonl")
    let report = try report(gold: GoldPassage.examples, found: GoldPassage.examples)
      .compared(with: read)
    let comparison = try compared(GoldPassage.examples, with: half).comparison
    #expect(report.comparison?.rows == comparison.rows)
    #expect(report.comparison?.documents == comparison.documents)
    #expect(report.comparison?.mended == nil)
  }

  @Test("predictions are no scores")
  func knowsPredictions() {
    #expect(!Baseline.isScores(Array(#"{"schema":"sitrep/1","id":"a"}"#.utf8)))
  }

  @Test(
    "scores with faults are refused, with the place",
    arguments: [
      ("{", "not JSON"), ("{}", "by_document"),
      (#"{"by_document":[{"id":"a","x":[1,2]}]}"#, "three counts"),
      (#"{"by_document":[{"id":"a","x":[1,2,-3]}]}"#, "three counts"),
      (#"{"by_document":[{"x":[1,2,3]}]}"#, "by_document[0].id"),
    ])
  func refusesScores(_ json: String, _ reason: String) {
    let faults = #expect(throws: FileFaults.self) {
      try Baseline(json: Array(json.utf8), file: "old.json")
    }
    #expect(faults?.description.contains(reason) == true, "\(faults?.description ?? "")")
  }

  @Test("scores of other gold are refused")
  func refusesOtherGold() throws {
    let one = try report(gold: [GoldPassage.examples[0]], found: [])
    let both = try report(gold: GoldPassage.examples, found: [])
    for (report, earlier) in [(one, both), (both, one)] {
      let faults = #expect(throws: FileFaults.self) {
        try report.compared(with: Baseline(earlier, name: "old.json"))
      }
      #expect(faults?.description.contains("'frigates'") == true)
    }
  }
}
