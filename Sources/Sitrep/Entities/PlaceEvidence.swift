/// What the places of a document say of one that could be several: the countries and
/// divisions they lie in, and where they are.
///
/// A place counts once, however often it is named.
struct PlaceEvidence: Sendable {
  private var countries: [String: Double] = [:]
  private var divisions: [String: Double] = [:]
  private var total = 0.0
  private var points: [Point] = []
  private var known: Set<EntryID> = []

  private struct Point: Sendable {
    let entry: EntryID
    let place: (latitude: Double, longitude: Double)
    let weight: Double
  }

  /// So many points are looked at for a place: a long document costs no more for each name.
  private static let mostPoints = 64

  /// Adds a place, and says whether it was not there before.
  @discardableResult
  mutating func add(_ place: Place, weight: Double) -> Bool {
    guard known.insert(place.entry).inserted else { return false }
    add(country: place.country, weight)
    if !place.division.isEmpty { divisions[place.division, default: 0] += weight }
    guard let point = place.point, place.rank != .country, points.count < Self.mostPoints
    else { return true }
    let certainty = place.rank == .division ? 0.5 : 1
    points.append(Point(entry: place.entry, place: point, weight: weight * certainty))
    return true
  }

  /// Takes back a place that was added with a weight, or with 0 for one that was there
  /// before.
  mutating func remove(_ place: Place, _ weight: Double) {
    guard weight > 0 else { return }
    known.remove(place.entry)
    points.removeAll { $0.entry == place.entry }
    if !place.division.isEmpty { divisions[place.division, default: 0] -= weight }
    if !place.country.isEmpty {
      countries[place.country, default: 0] -= weight
      total -= weight
    }
  }

  /// Adds a nationality, unless it is there.
  mutating func add(group: EntryID, country: String) {
    guard known.insert(group).inserted else { return }
    add(country: country, 0.5)
  }

  private mutating func add(country: String, _ weight: Double) {
    guard !country.isEmpty else { return }
    countries[country, default: 0] += weight
    total += weight
  }

  /// How much speaks for a place; what its own reading, and those of its name, have added is
  /// left out.
  func support(for place: Place, without own: (place: Place, weight: Double)?) -> Double {
    func share(_ votes: Double, _ isOwn: Bool) -> Double {
      let mine = own?.weight ?? 0
      let rest = total - mine
      return rest > 0.01 ? (votes - (isOwn ? mine : 0)) / rest : 0
    }
    var support =
      3 * share(countries[place.country, default: 0], own?.place.country == place.country)
    if !place.division.isEmpty {
      support +=
        3 * share(divisions[place.division, default: 0], own?.place.division == place.division)
    }
    guard let point = place.point, place.rank != .country else { return support }
    var nearest = 0.0
    for other in points where other.entry != own?.place.entry {
      nearest = max(nearest, other.weight * Place.nearness(point, other.place))
    }
    return support + 2.5 * nearest
  }
}
