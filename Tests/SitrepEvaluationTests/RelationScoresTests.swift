import Testing

@testable import SitrepEvaluation

/// Small passages, counted by hand.
@Suite struct RelationScoresTests {
  private let marked: MarkedPassage = """
    [Kenya]kenya [sent]sent [[400]four police officers]police to [Haiti]haiti in [June]june, \
    and [they]they went on to [Gonaïves]gonaives, [Ana Roe]roe [said]said and [Bo Lee]lee denied. \
    [Two frigates]frigates are in [the Red Sea]sea.
    """

  /// The scores of `found` by `gold`, both in the one passage.
  private func scores(_ gold: [Fact], _ found: [Fact]) throws -> RelationScores {
    let report = try report(
      gold: [marked.gold("a", Annotations(facts: gold))],
      found: [marked.gold("a", Annotations(facts: found))])
    return try #require(report.scores.relations)
  }

  @Test("counts what is right, missed and spurious")
  func countsFacts() throws {
    let gold = [marked.fact("police", "haiti"), marked.fact("frigates", "sea")]
    let found = [marked.fact("four", "haiti"), marked.fact("police", "sea")]
    let facts = try scores(gold, found).facts
    #expect(facts == Tally(right: 1, missed: 1, spurious: 1))
    #expect(facts.precision == 0.5 && facts.recall == 0.5 && facts.f1 == 0.5)
  }

  @Test("one prediction cannot stand for two facts, nor two for one")
  func pairsOneToOne() throws {
    let one = marked.fact("police", "haiti")
    #expect(try scores([one, one], [one]).facts == Tally(right: 1, missed: 1))
    #expect(try scores([one], [one, one]).facts == Tally(right: 1, spurious: 1))
  }

  @Test("an alias will do for the force and for the destination")
  func acceptsAliases() throws {
    let gold = marked.fact("they", "gonaives") { fact in
      fact.forceAliases = [marked["police"]]
      fact.destinationAliases = [marked["haiti"]]
    }
    #expect(try scores([gold], [marked.fact("police", "haiti")]).facts == Tally(right: 1))
    #expect(try scores([gold], [marked.fact("frigates", "haiti")]).facts.right == 0)
  }

  @Test("pairs each fact with the prediction that is closest, so details are compared rightly")
  func pairsTheClosest() throws {
    let gold = [
      marked.fact("police", "haiti", .planned), marked.fact("they", "haiti", .possible),
    ].map { fact in
      var fact = fact
      fact.forceAliases = [marked["police"], marked["they"]].filter { $0 != fact.force }
      fact.trigger = fact.force
      return fact
    }
    let found = gold.reversed().map { fact in
      var fact = fact
      fact.forceAliases = []
      return fact
    }
    let scores = try scores(gold, found)
    #expect(scores.facts == Tally(right: 2))
    #expect(scores.status == Share(right: 2, of: 2))
  }

  @Test("grades status and polarity on matched facts only")
  func gradesStatus() throws {
    let gold = [marked.fact("police", "haiti"), marked.fact("frigates", "sea", .planned)]
    let found = [
      marked.fact("police", "haiti", .possible) { $0.polarity = .negative },
      marked.fact("frigates", "gonaives", .possible),
    ]
    let scores = try scores(gold, found)
    #expect(scores.status == Share(right: 0, of: 1))
    #expect(scores.polarity == Share(right: 0, of: 1))
  }

  @Test(
    "grades both bounds of a count, and counts given where there is none",
    arguments: [
      (Bounds(low: 400, high: 400), Bounds(low: 400, high: 400), Share(right: 1, of: 1), Share()),
      (Bounds(low: 400), Bounds(low: 400, high: 400), Share(right: 0, of: 1), Share()),
      (Bounds(high: 0.3), Bounds(high: 0.1 + 0.2), Share(right: 1, of: 1), Share()),
      (Bounds(low: 400), nil, Share(right: 0, of: 1), Share()),
      (nil, Bounds(low: 2), Share(), Share(right: 1, of: 1)),
      (nil, nil, Share(), Share(right: 0, of: 1)),
    ] as [(Bounds?, Bounds?, Share, Share)])
  func gradesCounts(_ gold: Bounds?, _ found: Bounds?, _ count: Share, _ given: Share) throws {
    let scores = try scores(
      [marked.fact("police", "haiti") { $0.count = gold }],
      [marked.fact("police", "haiti") { $0.count = found }])
    #expect(scores.count == count)
    #expect(scores.countGivenToNone == given)
  }

  @Test(
    "grades a role by overlap; the wrong filler is missed and spurious at once",
    arguments: [
      ("police", "four", Tally(right: 1)),
      ("kenya", "roe", Tally(missed: 1, spurious: 1)),
      ("kenya", nil, Tally(missed: 1)),
      (nil, "kenya", Tally(spurious: 1)),
    ] as [(String?, String?, Tally)], Role.allCases)
  func gradesRoles(_ row: (gold: String?, found: String?, tally: Tally), _ role: Role) throws {
    let scores = try scores(
      [marked.fact("police", "haiti") { $0.roles[role] = row.gold.map { marked[$0] } }],
      [marked.fact("police", "haiti") { $0.roles[role] = row.found.map { marked[$0] } }])
    #expect(scores.roles == [role: row.tally])
  }

  @Test("counts sources of all facts, and of matched facts apart")
  func gradesSources() throws {
    let gold = [
      marked.fact("police", "haiti") { $0.sources = [marked.source("roe"), marked.source("lee")] },
      marked.fact("they", "gonaives") { $0.sources = [marked.source("roe")] },
    ]
    let found = [
      marked.fact("police", "haiti") {
        $0.sources = [marked.source("kenya"), marked.source("roe", .warns)]
      },
      marked.fact("frigates", "sea") { $0.sources = [marked.source("lee")] },
    ]
    let scores = try scores(gold, found)
    #expect(scores.sourcesOfPairs == Tally(right: 1, missed: 1, spurious: 1))
    #expect(scores.sources == Tally(right: 1, missed: 2, spurious: 2))
    #expect(scores.stance == Share(right: 0, of: 1))
  }

  @Test("says what became of each rule, and of each difficulty")
  func countsByRule() throws {
    let gold = [
      marked.fact("police", "haiti") { $0.difficulty = "plain" },
      marked.fact("frigates", "sea") { $0.difficulty = "hard" },
    ]
    let found = [
      marked.fact("police", "haiti") { $0.rule = "deploy/active" },
      marked.fact("they", "sea") { $0.rule = "deploy/active" },
    ]
    let scores = try scores(gold, found)
    #expect(scores.rules == ["deploy/active": .init(right: 1, spurious: 1)])
    #expect(scores.recall == ["plain": Share(right: 1, of: 1), "hard": Share(right: 0, of: 1)])
  }
}
