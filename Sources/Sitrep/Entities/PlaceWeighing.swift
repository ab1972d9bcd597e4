/// The readings of a document's names while they are weighed.
struct PlaceWeighing {
  /// A name that can mean several places, wherever the document has it.
  struct Name {
    let places: [Place]
    /// What the neighbours of its mentions say for each place.
    var hints: [Double]
    /// The place chosen, and the weight its choice has as evidence.
    var choice: (place: Int, weight: Double)?
  }

  private(set) var names: [Name] = []
  /// For each mention in `readings` the index of its name, and its own hints.
  private(set) var mentions: [(mention: Int, name: Int, hints: [Double])] = []
  /// For each mention of the document its place in `mentions`.
  private(set) var indexOfMention: [Int: Int] = [:]
  private var evidence = PlaceEvidence()
  /// Mentions that mean one place only.
  private(set) var settled: [Int: Place] = [:]

  init(
    _ readings: PlaceReadings, _ document: Document, _ lexicon: Lexicon, _ classes: WordClasses
  ) {
    var nameOfReadings: [ArraySlice<EntryID>: Int] = [:]
    for (index, ambiguous) in readings.names.enumerated() {
      let mention = document.mentions[ambiguous.mention]
      guard mention.type.isPlace else { continue }
      let entries = readings[index]
      let name = nameOfReadings[entries] ?? names.count
      if name == names.count {
        nameOfReadings[entries] = name
        let places = entries.map { Self.place($0, mention, document, lexicon) }
        names.append(Name(places: places, hints: places.map { _ in 0 }))
      }
      indexOfMention[ambiguous.mention] = mentions.count
      mentions.append((ambiguous.mention, name, names[name].places.map { _ in 0 }))
    }
    settle(document, lexicon)
    link(document, classes)
  }

  private static func place(
    _ id: EntryID, _ mention: Mention, _ document: Document, _ lexicon: Lexicon
  ) -> Place {
    let entry = lexicon[id]
    let text = document.text.bytes[mention.span.range]
    return Place(
      id, entry,
      byItsName: entry.name.utf8.count == text.count
        && zip(entry.name.utf8, text).allSatisfy { $0 | 0x20 == $1 | 0x20 })
  }

  /// What needs no choice speaks first. That small towns of one reading speak less, since
  /// others of their name may be in no lexicon, changed nothing on the development sets.
  private mutating func settle(_ document: Document, _ lexicon: Lexicon) {
    for (index, mention) in document.mentions.enumerated() {
      guard mention.level == .name, let id = mention.entry, indexOfMention[index] == nil
      else { continue }
      if mention.type.isPlace {
        let place = Place(id, lexicon[id], byItsName: true)
        settled[index] = place
        evidence.add(place, weight: 1)
      } else if mention.type == .group, let country = mention.country {
        evidence.add(group: id, country: country)
      }
    }
  }
}

// MARK: - Choosing

extension PlaceWeighing {
  /// Chooses for the names whose neighbours say what they mean.
  mutating func chooseByNeighbours() {
    for name in names.indices where names[name].hints.contains(where: { $0 > 0 }) {
      choose(name, weight: 1)
    }
  }

  /// Chooses for all names, by the evidence there is.
  mutating func chooseByDocument() {
    for name in names.indices {
      choose(name, weight: names[name].hints.contains { $0 > 0 } ? 1 : 0.5)
    }
  }

  private mutating func choose(_ name: Int, weight: Double) {
    let scores = scores(name, names[name].hints)
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return }
    if names[name].choice?.place == best { return }
    if let old = names[name].choice { evidence.remove(names[name].places[old.place], old.weight) }
    names[name].choice =
      evidence.add(names[name].places[best], weight: weight) ? (best, weight) : (best, 0)
  }

  private func scores(_ name: Int, _ hints: [Double]) -> [Double] {
    let own = names[name].choice.map { (names[name].places[$0.place], $0.weight) }
    return names[name].places.indices.map { index in
      let place = names[name].places[index]
      return place.prior + hints[index] + evidence.support(for: place, without: own)
    }
  }

  /// What each mention can mean, the most likely first, at most five.
  func results() -> [(mention: Int, alternatives: [PlaceAlternative])] {
    mentions.map { mention in
      let hints = mention.hints.contains { $0 > 0 } ? mention.hints : names[mention.name].hints
      let scores = scores(mention.name, hints)
      let best = scores.max() ?? 0
      let shares = scores.map { Magnitude.exp($0 - best) }
      let sum = shares.reduce(0, +)
      let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
      return (
        mention.mention,
        order.prefix(5).map {
          PlaceAlternative(
            entry: names[mention.name].places[$0].entry, score: shares[$0] / sum)
        }.filter { $0.score >= 0.005 }
      )
    }
  }
}

// MARK: - What neighbours say

extension PlaceWeighing {
  func places(of mention: Int) -> [Place] {
    if let place = settled[mention] { return [place] }
    return indexOfMention[mention].map { names[mentions[$0].name].places } ?? []
  }

  mutating func hint(_ mention: Int, _ place: Int, _ weight: Double) {
    mentions[mention].hints[place] = max(mentions[mention].hints[place], weight)
    let name = mentions[mention].name
    names[name].hints[place] = max(names[name].hints[place], weight)
  }
}
