import Testing

@testable import SitrepEvaluation

@Suite struct EntityMeasureTests {
  /// The twin pairs all with all, and copies every entity. Few places and two types make
  /// duplicates, nesting and shared ends common.
  @Test("counts what pairing all with all counts", arguments: UInt64(1)..<300)
  func agreesWithAllPairs(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func entities() -> [Entity] {
      (0..<random.index(below: 9)).map { _ in
        let start = random.index(below: 20)
        return Entity(
          type: ["GPE", "ORG"][random.index(below: 2)], level: .name,
          span: CodePointSpan(start, start + 1 + random.index(below: 6)),
          rule: ["a", "b"][random.index(below: 2)])
      }
    }
    let (gold, found) = (entities(), entities())
    var scores = EntityScores(types: ["GPE", "ORG"])
    let overlaps = scores.add(gold, found)

    let exact = Alignment(gold, found) { gold, found in
      gold.span == found.span && gold.type == found.type ? Fit(closeness: 1) : nil
    }
    let partial = Alignment(gold, found) { gold, found in
      gold.type == found.type ? Fit(gold.span, found.span) : nil
    }
    let loose = Alignment(gold, found) { gold, found in
      let closeness = gold.span.closeness(to: found.span)
      return closeness < 0.5 ? nil : Fit(closeness: closeness, agrees: gold.type == found.type)
    }
    #expect(scores.tallies == [exact.tally])
    #expect(scores.all == EntityScores.Row(exact: exact.tally, partial: partial.tally))
    let words = { (entities: [Entity]) in
      entities.map { "\($0.span.start) \($0.span.end) \($0.type) \($0.rule ?? "")" }
    }
    #expect(words(overlaps.missed) == words(partial.missed))
    #expect(words(overlaps.spurious) == words(partial.spurious))
    #expect(
      words(overlaps.shifted.map(\.found))
        == words(partial.pairs.filter { $0.gold.span != $0.found.span }.map(\.found)))
    for one in ["GPE", "ORG"] {
      for other in ["GPE", "ORG"] {
        let count = loose.pairs.count { $0.gold.type == one && $0.found.type == other }
        #expect(scores.confusion[one, other] == count)
      }
      #expect(scores.confusion[one, nil] == loose.missed.count { $0.type == one })
      #expect(scores.confusion[nil, one] == loose.spurious.count { $0.type == one })
    }
  }

  private let marked: MarkedPassage =
    "[Kenya]kenya sent [[400]four police]police; [they]they are in [Haiti]haiti, [he]he said."

  private func passage(_ id: String, _ entities: [(String, String, String?)]) -> GoldPassage {
    marked.gold(
      id,
      Annotations(
        entities: entities.map {
          Entity(type: $0.1, level: .name, span: marked[$0.0], cluster: $0.2)
        }))
  }

  private var gold: [GoldPassage] {
    ["a", "b"].map {
      passage(
        $0,
        [
          ("kenya", "GPE", nil), ("police", "FORCE", "c1"), ("they", "FORCE", "c1"),
          ("haiti", "GPE", nil),
        ])
    }
  }

  private var found: [GoldPassage] {
    [
      gold[0],
      passage("b", [("kenya", "ORG", nil), ("four", "FORCE", "c1"), ("he", "FORCE", "c1")]),
    ]
  }

  @Test("the schemes, chunks and coreference are figures with an interval")
  func givesFigures() throws {
    let report = try report(gold: gold, found: found)
    let expected = [
      // Of the second passage a part of one span is found, and something that is not there; ORG
      // is no type of gold.
      ("entities.strict.f1", 8.0 / 14), ("entities.exact.f1", 8.0 / 14),
      ("entities.partial.f1", 9.0 / 14), ("entities.type.f1", 10.0 / 14),
      ("coreference.muc.f1", 0.5), ("coreference.conll", 0.5),
    ]
    for (name, value) in expected {
      let figure = try #require(report.figure(name), "\(name)")
      #expect(abs((figure.value ?? -1) - value) < 1e-9, "\(name)")
      #expect(figure.interval?.contains(value) == true, "\(name)")
    }
    let detail = try #require(report.scores.detail)
    for scheme in Scheme.allCases {
      #expect(report.figure("entities.\(scheme).f1")?.value == detail.schemes.all[scheme].f1)
    }
    #expect(report.figure("entities.conll.f1")?.value == detail.chunks.allChunks.f1)
    #expect(report.figure("entities.words.f1")?.value == detail.chunks.allWords.f1)
    #expect(report.figure("coreference.lea.f1")?.value == detail.clusters?.lea.f1)
    #expect(try Requirement("entities.strict.f1>=0.5").outcome(in: report) == .met)
    guard case .missed = try Requirement("coreference.conll>=0.9").outcome(in: report) else {
      Issue.record("a bar that is not reached was met")
      return
    }
  }

  @Test("they are compared with predictions and with scores of before, and equal ones have p 1")
  func comparesFigures() throws {
    let before = try report(gold: gold, found: found)
    let after = try report(gold: gold, found: gold)
    let scores = try Baseline(json: Array(before.json.utf8), file: "before.json")
    for baseline in [Baseline(before, name: "before.jsonl"), scores] {
      let rows = try #require(try after.compared(with: baseline).comparison).rows
      let byName = Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0) })
      #expect(rows.map(\.name) == after.headline.map(\.name))
      #expect(byName["coreference.muc.f1"]?.before == 0.5)
      #expect(byName["coreference.muc.f1"]?.after == 1)
      #expect(byName["coreference.muc.f1"]?.better == 1)
      #expect(byName["entities.partial.f1"]?.before == before.figure("entities.partial.f1")?.value)
      #expect(byName["entities.partial.f1"]?.better == 1)
    }
    let same = try #require(try before.compared(with: scores).comparison).rows
    #expect(same.allSatisfy { $0.p == 1 && $0.difference == 0 && $0.better + $0.worse == 0 })
    // A document that changed is told once for its entities, not once for each measure.
    let told = try #require(try after.compared(with: scores).comparison).documents
    #expect(told.map(\.counts) == ["entities.f1"])
  }

  @Test("scores with broken sums are refused")
  func refusesSums() throws {
    let json = try report(gold: gold, found: found).json
    let broken = json.replacing("\"coreference\": [1", with: "\"coreference\": [-1")
    let error = #expect(throws: FileFaults.self) {
      try Baseline(json: Array(broken.utf8), file: "before.json")
    }
    #expect(error?.description.contains("expected twenty sums") == true)
  }
}
