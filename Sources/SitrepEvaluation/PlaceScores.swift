/// Names of places: whether they are found, and whether the place is the right one.
///
/// A name is right when start and end are. A place is right when its point is within 100
/// miles of gold's, the measure of toponym resolution since Leidner 2007; gold places
/// without a point count for names only.
struct PlaceScores: Sendable {
  /// Kilometres in 100 miles, rounded as the papers have it.
  static let nearby = 161.0

  /// What one run says of the places: the engine, or the baseline.
  struct Resolution: Equatable, Sendable {
    /// Passage by passage, of the gold places with a point: all of them.
    private(set) var endToEnd: [Tally] = []
    /// And those whose name was found.
    private(set) var ofFound: [Tally] = []
    /// And those that were found and given a point.
    private(set) var ofPlaced: [Tally] = []

    fileprivate mutating func add(_ gold: [Place], _ found: [CodePointSpan: Entity]) {
      var (all, named, placed) = (Tally(), Tally(), Tally())
      for place in gold {
        guard let point = place.point else { continue }
        let entity = found[place.span]
        let isNear = entity?.point.map { $0.distance(to: point) <= nearby } ?? false
        all.count(isNear)
        if entity != nil { named.count(isNear) }
        if entity?.point != nil { placed.count(isNear) }
      }
      endToEnd.append(all)
      ofFound.append(named)
      ofPlaced.append(placed)
    }
  }

  /// Names, passage by passage.
  private(set) var names: [Tally] = []
  private(set) var resolution = Resolution()
  /// The most populous place of each name found; nil where nothing says which that is.
  private(set) var baseline: Resolution?
  /// The gold places with a point, where their names were given; nil where none were.
  private(set) var given: [Tally]?
  /// Whether nationalities are graded.
  let gradesGroups: Bool

  /// - Parameter gradesGroups: whether gold marks nationalities (`Russian`) as places.
  init(gradesGroups: Bool, hasBaseline: Bool, isGiven: Bool) {
    self.gradesGroups = gradesGroups
    if hasBaseline { baseline = Resolution() }
    if isGiven { given = [] }
  }

  /// Whether gold marks nationalities: some sets do, some do not, and none says. They are
  /// taken to be marked where a fifth or more of those found are gold places. A group of no
  /// one land (`Jews`) has no point, and is none.
  static func marksGroups(_ passages: [(gold: [Place], found: [Entity])]) -> Bool {
    var marked = Share()
    for (gold, found) in passages {
      let spans = Set(gold.map(\.span))
      for entity in found where entity.level == .name && isNationality(entity) {
        marked.count(spans.contains(entity.span))
      }
    }
    return marked.of > 0 && marked.right * 5 >= marked.of
  }

  /// Scores a passage and gives back what is wrong with it.
  mutating func add(
    _ gold: [Place], _ found: [Entity], baseline other: [Entity]?, given: [Entity]?
  ) -> (missed: [Place], spurious: [Entity], far: [(gold: Place, found: Entity)]) {
    let entities = named(found)
    let spans = Set(gold.map(\.span))
    let missed = gold.filter { entities[$0.span] == nil }
    let spurious = entities.values.filter { !spans.contains($0.span) }
      .sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    names.append(
      Tally(right: gold.count - missed.count, missed: missed.count, spurious: spurious.count))
    resolution.add(gold, entities)
    let likewise = named(other ?? [])
    baseline?.add(gold, likewise)
    if self.given != nil {
      var resolution = Resolution()
      let spans = (given ?? []).filter { $0.level == .name }.map { ($0.span, $0) }
      resolution.add(gold, Dictionary(spans, uniquingKeysWith: { first, _ in first }))
      self.given? += resolution.endToEnd
    }
    let far = gold.compactMap { place -> (gold: Place, found: Entity)? in
      guard let point = place.point, let entity = entities[place.span] else { return nil }
      let isNear = entity.point.map { $0.distance(to: point) <= Self.nearby } ?? false
      return isNear ? nil : (place, entity)
    }
    return (missed, spurious, far)
  }

  /// The names of places, by their span.
  private func named(_ found: [Entity]) -> [CodePointSpan: Entity] {
    let types: Set = ["GPE", "LOC", "FAC"]
    let places = found.filter { entity in
      entity.level == .name
        && (types.contains(entity.type) || gradesGroups && Self.isNationality(entity))
    }
    return Dictionary(places.map { ($0.span, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func isNationality(_ entity: Entity) -> Bool {
    entity.type == "NORP" && entity.point != nil
  }
}

extension Tally {
  fileprivate mutating func count(_ isRight: Bool) {
    if isRight { right += 1 } else { missed += 1 }
  }
}
