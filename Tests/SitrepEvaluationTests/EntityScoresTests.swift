import Testing

@testable import SitrepEvaluation

@Suite struct EntityScoresTests {
  private let marked: MarkedPassage =
    "[[Police]police officers]officers of [Kenya]kenya are in [[Cité Soleil]cite, [Haiti]haiti]both."

  private func entity(
    _ name: String, _ type: String, _ level: MentionLevel = .name
  ) -> Entity {
    Entity(type: type, level: level, span: marked[name])
  }

  private func scores(_ gold: [Entity]?, _ found: [Entity]) throws -> EntityScores? {
    let other: MarkedPassage = "[Kenya]kenya"
    let elsewhere = Entity(type: "GPE", span: other["kenya"])
    return try report(
      gold: [
        marked.gold("a", Annotations(entities: gold)),
        other.gold("b", Annotations(entities: gold == nil ? nil : [elsewhere])),
      ],
      found: [
        marked.gold("a", Annotations(entities: found)),
        other.gold("b", Annotations(entities: [elsewhere])),
      ]
    ).scores.entities
  }

  @Test("exact needs the same span and type, partial the type and one character")
  func gradesSpans() throws {
    let scores = try #require(
      try scores(
        [entity("officers", "FORCE"), entity("kenya", "GPE"), entity("haiti", "GPE")],
        [entity("police", "FORCE"), entity("kenya", "GPE"), entity("haiti", "FORCE")]))
    // The passage "b" adds one GPE that is right.
    #expect(scores.rows["GPE"]?.exact == Tally(right: 2, missed: 1))
    #expect(scores.rows["FORCE"]?.exact == Tally(missed: 1, spurious: 2))
    #expect(scores.rows["FORCE"]?.partial == Tally(right: 1, spurious: 1))
    #expect(scores.all.exact == Tally(right: 2, missed: 2, spurious: 2))
    #expect(scores.all.partial == Tally(right: 3, missed: 1, spurious: 1))
  }

  @Test("a gold entity is matched once")
  func pairsOneToOne() throws {
    let scores = try #require(
      try scores([entity("both", "GPE")], [entity("cite", "GPE"), entity("haiti", "GPE")]))
    #expect(scores.rows["GPE"]?.partial == Tally(right: 2, spurious: 1))
  }

  @Test("leaves pronouns out, and types that gold does not have")
  func leavesOut() throws {
    let scores = try #require(
      try scores(
        [entity("kenya", "GPE"), entity("police", "FORCE", .pronoun)],
        [
          entity("kenya", "GPE"), entity("haiti", "GPE", .pronoun), entity("officers", "FORCE"),
          entity("cite", "LOC"),
        ]))
    #expect(scores.rows.keys.sorted() == ["GPE"])
    #expect(scores.all.exact == Tally(right: 2))
    #expect(scores.ungraded == 2)
  }

  @Test("without gold entities nothing is graded")
  func needsGold() throws {
    #expect(try scores(nil, [entity("kenya", "GPE")]) == nil)
  }
}

@Suite struct SpanScoresTests {
  @Test("a boundary is where the last word ends, whoever owns the space")
  func gradesSentences() throws {
    let marked: MarkedPassage = "[[One. ]longer[Two.]two]both [Three.]three"
    let report = try report(
      gold: [
        marked.gold(
          "a", Annotations(sentences: [marked["longer"], marked["two"], marked["three"]]))
      ],
      found: [marked.gold("a", Annotations(sentences: [marked["both"], marked["three"]]))])
    #expect(report.scores.sentences?.boundaries == Tally(right: 2, missed: 1))
  }

  @Test("finds quantities by overlap, and grades values of those that gold has")
  func gradesQuantities() throws {
    let marked: MarkedPassage = "[up to [600]six]upto, [dozens]dozens, [two]two and [some]some"
    let quantity = { (name: String, low: Double?, high: Double?) in
      Quantity(span: marked[name], bounds: Bounds(low: low, high: high))
    }
    let report = try report(
      gold: [
        marked.gold(
          "a",
          Annotations(quantities: [
            quantity("upto", nil, 600), quantity("dozens", 24, nil), quantity("some", nil, nil),
          ]))
      ],
      found: [
        marked.gold(
          "a",
          Annotations(quantities: [
            quantity("six", 600, 600), quantity("dozens", 24, nil), quantity("two", 2, 2),
            quantity("some", 3, nil),
          ]))
      ])
    let scores = try #require(report.scores.quantities)
    #expect(scores.spans == Tally(right: 3, spurious: 1))
    #expect(scores.values == Share(right: 1, of: 2))
  }

  @Test("finds times by overlap, and compares their values")
  func gradesTimes() throws {
    let marked: MarkedPassage = "[by [Monday]monday]by or in [August]august"
    let report = try report(
      gold: [
        marked.gold(
          "a",
          Annotations(times: [
            TimeExpression(span: marked["monday"], value: "2024-10-28"),
            TimeExpression(span: marked["august"], value: "2024-08"),
          ]))
      ],
      found: [
        marked.gold(
          "a", Annotations(times: [TimeExpression(span: marked["by"], value: "2024-10-28")]))
      ])
    let scores = try #require(report.scores.times)
    #expect(scores.spans == Tally(right: 1, missed: 1))
    #expect(scores.values == Share(right: 1, of: 1))
  }
}
