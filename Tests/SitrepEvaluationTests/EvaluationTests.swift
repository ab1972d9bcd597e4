import Foundation
import Testing

@testable import SitrepEvaluation

@Suite struct EvaluationTests {
  @Test(
    "predictions that say what gold says are perfect, in every unit",
    arguments: OffsetUnit.allCases)
  func perfectInEveryUnit(_ unit: OffsetUnit) throws {
    let report = try report(gold: GoldPassage.examples, found: GoldPassage.examples, in: unit)
    expectPerfect(report)
    #expect(report.headline.count == 17)
    #expect(report.scores.sentences?.boundaries.f1 == 1)
    for layer in [report.scores.quantities, report.scores.times] {
      #expect(layer?.spans.f1 == 1 && layer?.values.value == 1)
    }
    let inCodePoints = try SitrepEvaluationTests.report(
      gold: GoldPassage.examples, found: GoldPassage.examples)
    #expect(report.json == inCodePoints.json)
  }

  /// The gold of the project is read with all its checks, and agrees with itself.
  @Test("the project's own gold is sound", .enabled(if: Self.projectGold != nil))
  func readsProjectGold() throws {
    let bytes = Array(try #require(Self.projectGold))
    let gold = try GoldSet(jsonLines: bytes, file: "passages.jsonl")
    let predictions = try PredictionSet(gold.passages, in: .utf16, gold: gold)
    expectPerfect(Evaluation(gold: gold, predictions: predictions, resamples: 10).report())
  }

  private static let projectGold: Data? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try? Data(contentsOf: root.appending(path: "Evaluation/gold/passages.jsonl"))
  }()

  private func expectPerfect(_ report: EvaluationReport) {
    #expect(report.errors.isEmpty, "\(report.errors.first?.description ?? "")")
    #expect(report.missing.isEmpty && report.unexpected.isEmpty)
    // A count that gold gives in words of its own is a quantity of the prediction that the layer
    // of quantities does not have.
    for figure in report.headline where figure.name != "quantities.f1" {
      #expect(figure.value == 1, "\(figure.name)")
    }
    let relations = report.scores.relations
    let details = [relations?.status, relations?.polarity, relations?.count, relations?.stance]
    for share in details { #expect(share?.value == 1) }
    #expect(relations?.countGivenToNone.right == 0)
    for (role, tally) in relations?.roles ?? [:] { #expect(tally.f1 == 1, "\(role)") }
  }

  @Test("a passage without a prediction is missed whole, and named")
  func namesMissing() throws {
    let stranger = GoldPassage(id: "stranger", text: PassageText("x"), annotations: Annotations())
    let report = try report(gold: GoldPassage.examples, found: [GoldPassage.examples[1], stranger])
    #expect(report.passages == 2)
    #expect(report.missing == ["kenya"])
    #expect(report.unexpected == ["stranger"])
    #expect(report.scores.relations?.facts == Tally(right: 1, missed: 2))
    #expect(report.scores.relations?.sources == Tally(right: 1, missed: 2))
    #expect(report.scores.entities?.all.exact == Tally(missed: 3))
    #expect(report.scores.sentences?.boundaries == Tally(missed: 3))
    #expect(report.figure("deployed-to.recall")?.value == 1.0 / 3)
  }

  @Test("a passage without the key 'facts' does not grade facts")
  func needsTheLayer() throws {
    var bare = GoldPassage.examples[1]
    bare.annotations.facts = nil
    let report = try report(gold: [bare], found: [GoldPassage.examples[1]])
    #expect(report.scores.relations == nil)
    #expect(report.headline.isEmpty)
    #expect(report.figure("deployed-to.f1") == nil)
  }

  /// Few places and forces, so that many pairings are equally good.
  @Test("the order of documents and of what they hold changes nothing", arguments: UInt64(0)..<60)
  func ignoresOrder(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let gold = (0..<4).map { GoldPassage.random("p\($0)", &random) }
    let found = (0..<4).map { GoldPassage.random("p\($0)", &random) }
    let report = try report(gold: gold, found: found)
    let shuffled = try SitrepEvaluationTests.report(
      gold: gold.map { $0.shuffled(&random) }.shuffled(using: &random),
      found: found.map { $0.shuffled(&random) }.shuffled(using: &random))
    #expect(shuffled.json == report.json, "seed \(seed)")
    #expect(shuffled.table == report.table, "seed \(seed)")
    #expect(Set(shuffled.errors.map(\.json)) == Set(report.errors.map(\.json)), "seed \(seed)")
  }
}

extension GoldPassage {
  private static let names = ["police", "troops", "haiti", "goma", "roe", "lee"]

  fileprivate static func random(_ id: String, _ random: inout SplitMix64) -> GoldPassage {
    let marked: MarkedPassage =
      "[[Two]two hundred]police [troops]troops, [Haiti]haiti and [Goma]goma: [Roe]roe, [Lee]lee."
    func pick<Element>(_ elements: [Element]) -> Element {
      elements[random.index(below: elements.count)]
    }
    let facts = (0..<random.index(below: 6)).map { _ in
      let force = pick(["two", "police", "troops"])
      return marked.fact(force, pick(["haiti", "goma"]), pick(Status.allCases)) { fact in
        fact.trigger = marked[pick(["two", "troops"])]
        if random.index(below: 2) == 0 { fact.forceAliases = [marked["police"]] }
        if random.index(below: 2) == 0 { fact.roles[.deployer] = marked[pick(["roe", "lee"])] }
        if random.index(below: 2) == 0 { fact.count = Bounds(low: pick([2, 200])) }
        fact.rule = pick(["a", "b"])
        fact.sources = (0..<random.index(below: 3)).map { _ in
          marked.source(pick(["roe", "lee"]), pick([.states, .denies]))
        }
      }
    }
    let entities = (0..<random.index(below: 8)).map { _ in
      Entity(type: pick(["GPE", "FORCE"]), span: marked[pick(Self.names)])
    }
    return marked.gold(id, Annotations(entities: entities, facts: facts))
  }

  fileprivate func shuffled(_ random: inout SplitMix64) -> GoldPassage {
    var shuffled = self
    shuffled.annotations.entities?.shuffle(using: &random)
    shuffled.annotations.facts?.shuffle(using: &random)
    for index in shuffled.annotations.facts?.indices ?? 0..<0 {
      shuffled.annotations.facts?[index].sources.shuffle(using: &random)
    }
    return shuffled
  }
}
