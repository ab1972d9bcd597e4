// Names that the text puts where no place of that name is known.

extension PlaceResolver {
  /// So many people live in a place that a comma behind its name is rather that of a list or of
  /// a clause: `In London, Texas officials said`.
  private static let isWellKnown = 1_000_000

  /// Takes back what a name was found to mean where a division behind it says that it is another
  /// place of that name: with no Tinvale but that of Ohio in the lexicons, `Tinvale, Texas` is
  /// a place in Texas and has no coordinates. The name means that all through the document,
  /// unless it stands beside what it lies in, too. Countries do not say it but
  /// of towns that few texts mean: who holds a town is not always undisputed. O(mentions log mentions).
  func leaveElsewhere(_ readings: inout PlaceReadings, in document: inout Document) {
    var places: [[EntryID]: Place] = [:]
    var known: Set<[EntryID]> = []
    for index in document.mentions.indices.dropLast() {
      guard let container = container(behind: index, document, readings) else { continue }
      let entries = readings.entries(of: index, document.mentions[index])
      if entries.contains(where: { lies($0, in: container) }) {
        known.insert(entries)
      } else if isElsewhere(entries, index + 1, document) {
        places[entries] = container.max { $0.prior < $1.prior }
      }
    }
    guard !places.isEmpty else { return }
    var left: Set<Int> = []
    for (index, mention) in document.mentions.enumerated() where mention.type.isPlace {
      let entries = readings.entries(of: index, mention)
      guard let container = places[entries], !known.contains(entries) else { continue }
      left.insert(index)
      document.mentions[index].entry = nil
      document.mentions[index].canonical = nil
      document.mentions[index].type = .politicalPlace
      document.mentions[index].country = container.country.isEmpty ? nil : container.country
      document.mentions[index].rule = "places/nested"
    }
    readings = readings.without(left)
  }

  /// The divisions that the name behind a name and a comma can mean, and the countries behind
  /// them; nil where it means no division, nor a country behind towns that few texts mean.
  private func container(
    behind index: Int, _ document: Document, _ readings: PlaceReadings
  ) -> [Place]? {
    // Before anything is copied: few names stand so.
    let end = document.mentions[index].tokens.upperBound
    guard document.mentions[index + 1].tokens.lowerBound == end + 1,
      document.tokens.kinds[end] == .comma
    else { return nil }
    let (one, next) = (document.mentions[index], document.mentions[index + 1])
    guard one.type == .politicalPlace, next.type == .politicalPlace, one.level == .name,
      next.level == .name, one.entry != nil
    else { return nil }
    let places = readings.entries(of: index + 1, next).map(place)
    let divisions = places.filter { $0.rank == .division }
    let countries = places.filter { $0.rank == .country }
    let isLesser = readings.entries(of: index, one).allSatisfy { lexicon[$0].isLesser }
    return divisions.isEmpty && !(isLesser && !countries.isEmpty) ? nil : divisions + countries
  }

  /// Whether a place can lie in one of some others: the division of a small town is not
  /// always known.
  private func lies(_ inner: EntryID, in containers: [Place]) -> Bool {
    let inner = place(inner)
    return containers.contains {
      $0.contains(inner) || inner.division.isEmpty && inner.country == $0.country
    }
  }

  private func place(_ id: EntryID) -> Place { Place(id, lexicon[id], byItsName: true) }

  /// Whether a name that stands before a state can only be that of another place there.
  private func isElsewhere(
    _ entries: [EntryID], _ state: Int, _ document: Document
  ) -> Bool {
    guard entries.allSatisfy({ place($0).rank == .settlement }) else { return false }
    // "Ky." and "KY" stand behind a comma for this alone.
    let span = document.mentions[state].span
    let isShort =
      document.tokens.flags[document.mentions[state].head].contains(.allCapitals)
      || document.text.bytes[Int(span.end) - 1] == UInt8(ascii: ".")
    let population = entries.map { lexicon[$0].population }.max() ?? 0
    if isShort { return true }
    guard !isListed(state, document) else { return false }
    return population < Self.isWellKnown || isSetOff(state, document)
  }

  /// Whether commas stand on both sides of a state: `in Moscow, Idaho, a school was closed`.
  private func isSetOff(_ state: Int, _ document: Document) -> Bool {
    let behind = document.mentions[state].tokens.upperBound
    return behind < document.tokens.count && document.tokens.kinds[behind] == .comma
  }

  /// Whether a list goes on behind the name of a state: `in Tinvale, Ohio and Texas`, `in Osaka,
  /// Aichi, and Hokkaido`. A country there is where the state lies.
  private func isListed(_ state: Int, _ document: Document) -> Bool {
    let tokens = document.tokens
    var behind = document.mentions[state].tokens.upperBound
    guard behind < tokens.count else { return false }
    let isComma = tokens.kinds[behind] == .comma
    if isComma { behind += 1 }
    if behind < tokens.count, classes[tokens.words[behind]].contains(.conjunction) { return true }
    guard isComma, state + 1 < document.mentions.count else { return false }
    let next = document.mentions[state + 1]
    guard next.tokens.lowerBound == behind, next.type.isPlace, let entry = next.entry
    else { return false }
    return place(entry).rank != .country
  }
}
