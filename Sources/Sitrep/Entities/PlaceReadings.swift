/// The names of a document that can mean several places, with all that each can mean.
struct PlaceReadings: Sendable {
  private(set) var names: [(mention: Int, entries: Range<Int>)] = []
  private var entries: [EntryID] = []

  var isEmpty: Bool { names.isEmpty }

  /// Notes what the mention with an index can mean; mentions come in rising order.
  mutating func append(_ mention: Int, _ readings: [EntryID]) {
    names.append((mention, entries.count..<(entries.count + readings.count)))
    entries.append(contentsOf: readings)
  }

  /// The readings of mentions that are those of others: `origins` has for each the index of
  /// the mention here whose readings it has.
  func spread(over origins: [Int]) -> PlaceReadings {
    let known = Dictionary(uniqueKeysWithValues: names.map { ($0.mention, $0.entries) })
    var readings = PlaceReadings()
    for (mention, origin) in origins.enumerated() {
      if let range = known[origin] { readings.append(mention, Array(entries[range])) }
    }
    return readings
  }

  /// Without those of some mentions.
  func without(_ left: Set<Int>) -> PlaceReadings {
    var readings = PlaceReadings()
    for name in names where !left.contains(name.mention) {
      readings.append(name.mention, Array(entries[name.entries]))
    }
    return readings
  }

  /// All that a mention can mean: its entry where that is the only one. O(log names).
  func entries(of index: Int, _ mention: Mention) -> [EntryID] {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if names[middle].mention < index { low = middle + 1 } else { high = middle }
    }
    if low < names.count, names[low].mention == index { return Array(entries[names[low].entries]) }
    return mention.entry.map { [$0] } ?? []
  }

  /// What a name can mean.
  subscript(name: Int) -> ArraySlice<EntryID> { entries[names[name].entries] }
}

/// A place that a name was weighed for.
struct PlaceAlternative: Equatable, Sendable {
  let entry: EntryID
  /// How well it fits, from 0 to 1: the scores of all that the name can mean add up to 1.
  let score: Double
}

/// An entry as the resolver weighs it.
struct Place: Sendable {
  enum Rank: Sendable {
    case country, division, district, settlement, area
  }

  let entry: EntryID
  let rank: Rank
  let country: String
  let division: String
  /// Degrees; nil where the lexicon has none.
  let point: (latitude: Double, longitude: Double)?
  /// Whether it is a town that nobody would mean without more words.
  let isLesser: Bool
  /// How likely a name means this place when nothing around it tells.
  let prior: Double

  /// - Parameter name: whether the text has the place's own name, not another one for it.
  init(_ id: EntryID, _ entry: LexiconEntry, byItsName name: Bool) {
    self.entry = id
    (country, division) = (entry.country, entry.division)
    rank =
      if entry.type != .politicalPlace {
        .area
      } else if entry.division.isEmpty, entry.feature.isEmpty {
        .country
      } else if entry.feature.isEmpty || entry.feature == "ADM1" {
        .division
      } else if entry.feature.utf8.starts(with: "ADM".utf8) {
        .district
      } else {
        .settlement
      }
    point = entry.latitude.flatMap { latitude in entry.longitude.map { (latitude, $0) } }
    isLesser = rank == .settlement && entry.isLesser
    prior = Self.prior(entry, rank) - (name ? 0 : 1) - (isLesser ? 2.5 : 0)
  }

  /// Set by hand: Georgia and Paris are first the country and the capital, and a state goes
  /// before a town of its name.
  private static func prior(_ entry: LexiconEntry, _ rank: Rank) -> Double {
    let size = Magnitude.log10(entry.population)
    return switch rank {
    case .country: 8.5 + 0.3 * size
    case .division: 4.5 + 0.4 * size
    case .district: 2.5 + 0.4 * size
    case .area: 5
    case .settlement: (size > 0 ? size : 3) + (entry.feature == "PPLC" ? 1 : 0)
    }
  }

  /// Whether the other place lies in this one.
  func contains(_ other: Place) -> Bool {
    guard !country.isEmpty, country == other.country, rank != other.rank else { return false }
    switch rank {
    case .country: return true
    case .division: return !division.isEmpty && division == other.division
    case .district: return other.rank == .settlement && division == other.division
    case .settlement, .area: return false
    }
  }

  /// How near two points are, from 1 (the same) down to 0; one half where they are 100
  /// kilometres apart.
  ///
  /// Plain arithmetic, for what a C library says of a sine differs between machines: on a
  /// plane, the cosine after Bhaskara (within 0.2 %).
  static func nearness(
    _ one: (latitude: Double, longitude: Double), _ other: (latitude: Double, longitude: Double)
  ) -> Double {
    let kilometresOfDegree = 111.2
    let middle = (one.latitude + other.latitude) / 2
    let cosine = (32_400 - 4 * middle * middle) / (32_400 + middle * middle)
    var across = (one.longitude - other.longitude).magnitude
    if across > 180 { across = 360 - across }
    let (up, east) = (one.latitude - other.latitude, across * cosine)
    let hundreds = (up * up + east * east) * kilometresOfDegree * kilometresOfDegree / 10_000
    return 1 / (1 + hundreds)
  }
}

/// Logarithm and exponential by straight lines between the powers of two: the same on every
/// machine, and near enough to weigh places by (within 3 % of a decimal power, 6 % of a share).
enum Magnitude {
  /// The logarithm to base 10 of a count; 0 for none.
  static func log10(_ count: Int) -> Double {
    guard count > 0 else { return 0 }
    let number = Double(count)
    return (Double(number.exponent) + number.significand - 1) * 0.30103
  }

  /// e to the power of a number.
  static func exp(_ power: Double) -> Double {
    let binary = max(-1_000, min(1_000, power * 1.442695))
    let whole = binary.rounded(.down)
    return Double(sign: .plus, exponent: Int(whole), significand: 1 + binary - whole)
  }
}
