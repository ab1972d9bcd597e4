import Testing

@testable import SitrepEvaluation

@Suite struct PlaceScoresTests {
  private static let here = GeoPoint(latitude: 50, longitude: 30)
  /// 111 km to the north.
  private static let near = GeoPoint(latitude: 51, longitude: 30)
  /// 222 km to the north.
  private static let far = GeoPoint(latitude: 52, longitude: 30)

  private let marked: MarkedPassage =
    "[[Russian]norp troops]troops left [Alder]alder, [Birch]birch and [Cedar]cedar for [Elm Street]elm."

  private func found(
    _ name: String, _ point: GeoPoint?, type: String = "GPE", level: MentionLevel = .name
  ) -> Entity {
    Entity(type: type, level: level, span: marked[name], point: point)
  }

  private func gold(_ name: String, _ point: GeoPoint? = here) -> Place {
    Place(span: marked[name], point: point)
  }

  private func report(_ gold: [Place], _ found: [Entity]) throws -> EvaluationReport {
    try SitrepEvaluationTests.report(
      gold: [marked.gold("a", Annotations(places: gold))],
      found: [marked.gold("a", Annotations(entities: found))])
  }

  @Test("a name is right when its span is, a place when it is within 161 km")
  func grades() throws {
    let report = try report(
      [gold("alder"), gold("birch"), gold("cedar", nil), gold("troops")],
      [
        found("alder", Self.near), found("birch", Self.far), found("cedar", Self.far),
        found("elm", Self.here, type: "FAC"), found("norp", Self.here, type: "PERSON"),
      ])
    let scores = try #require(report.scores.places)
    #expect(scores.names == [Tally(right: 3, missed: 1, spurious: 1)])
    #expect(scores.resolution.endToEnd == [Tally(right: 1, missed: 2)])
    #expect(scores.resolution.ofFound == [Tally(right: 1, missed: 1)])
    #expect(scores.resolution.ofPlaced == [Tally(right: 1, missed: 1)])
    #expect(scores.baseline == nil && scores.given == nil)
    #expect(report.figure("places.resolved")?.value == 0.5)
    #expect(report.figure("most-populous.accuracy") == nil)
    let kinds = report.errors.map(\.kind)
    #expect(kinds == [.missedPlace, .spuriousPlace, .farPlace])
  }

  @Test("a place without a point is not where it should be; nominals are no names")
  func needsPoint() throws {
    let scores = try #require(
      try report(
        [gold("alder"), gold("birch")],
        [found("alder", nil), found("birch", Self.here, level: .nominal)]
      ).scores.places)
    #expect(scores.names == [Tally(right: 1, missed: 1)])
    #expect(scores.resolution.ofFound == [Tally(missed: 1)])
    #expect(scores.resolution.ofPlaced == [Tally()])
  }

  @Test("nationalities count where gold marks them", arguments: [true, false])
  func decidesOnGroups(isMarked: Bool) throws {
    let scores = try #require(
      try report(
        isMarked ? [gold("norp")] : [gold("alder")], [found("norp", Self.here, type: "NORP")]
      ).scores.places)
    #expect(scores.gradesGroups == isMarked)
    #expect(scores.names == [isMarked ? Tally(right: 1) : Tally(missed: 1)])
  }

  @Test("the baseline stands beside, on the names that it found itself")
  func gradesBaseline() throws {
    let gold = try GoldSet([marked.gold("a", Annotations(places: [gold("alder"), gold("birch")]))])
    func predictions(_ point: GeoPoint) throws -> PredictionSet {
      try PredictionSet(
        [marked.gold("a", Annotations(entities: [found("alder", point)]))], gold: gold)
    }
    let report = Evaluation(
      gold: gold, predictions: try predictions(Self.near), baseline: try predictions(Self.far),
      given: try predictions(Self.near)
    ).report()
    #expect(report.figure("places.given")?.value == 0.5)
    #expect(report.table.contains("with the names given"))
    #expect(report.figure("places.accuracy")?.value == 0.5)
    #expect(report.figure("most-populous.accuracy")?.value == 0)
    #expect(report.table.contains("most populous, likewise"))
  }

  @Test("measures along the great circle")
  func measures() {
    let (paris, london) = (
      GeoPoint(latitude: 48.8566, longitude: 2.3522),
      GeoPoint(latitude: 51.5074, longitude: -0.1278)
    )
    #expect(abs(paris.distance(to: london) - 343.6) < 0.5)
    #expect(paris.distance(to: paris) == 0)
    let (east, west) = (
      GeoPoint(latitude: 0, longitude: 179.5), GeoPoint(latitude: 0, longitude: -179.5)
    )
    #expect(abs(east.distance(to: west) - 111.2) < 0.1)
  }
}
