// The second look: what each name of a place means, once all names of the document are known.

extension PlaceResolver {
  /// Chooses anew, for every name in `readings`, what it means: by what a name says that
  /// stands beside it, by the other places of the document, and by size. A name means one
  /// place all through the document, unless its neighbour says otherwise.
  ///
  /// Two rounds: in the second the choices of the first speak as well. O(mentions · readings).
  func resolve(_ readings: PlaceReadings, in document: inout Document) {
    guard !readings.isEmpty else { return }
    if resolution == .byPopulation {
      chooseByPopulation(readings, in: &document)
      return
    }
    var weighing = PlaceWeighing(readings, document, lexicon, classes)
    weighing.chooseByNeighbours()
    weighing.chooseByDocument()
    weighing.chooseByDocument()
    for (mention, alternatives) in weighing.results() {
      set(alternatives, of: mention, in: &document)
    }
  }

  private func chooseByPopulation(_ readings: PlaceReadings, in document: inout Document) {
    for (index, name) in readings.names.enumerated()
    where document.mentions[name.mention].type.isPlace {
      guard
        let most = readings[index].max(by: { lexicon[$0].population < lexicon[$1].population })
      else { continue }
      set([PlaceAlternative(entry: most, score: 1)], of: name.mention, in: &document)
    }
  }

  private func set(
    _ alternatives: [PlaceAlternative], of index: Int, in document: inout Document
  ) {
    guard let best = alternatives.first else { return }
    let entry = lexicon[best.entry]
    document.mentions[index].entry = best.entry
    document.mentions[index].type = entry.type
    document.mentions[index].canonical = entry.name
    document.mentions[index].country = entry.country.isEmpty ? nil : entry.country
    document.mentions[index].rule = lexicon.rule(of: best.entry)
    document.mentions[index].alternatives = alternatives.count > 1 ? alternatives : []
  }
}

/// The readings of a document's names while they are weighed.
private struct PlaceWeighing {
  /// A name that can mean several places, wherever the document has it.
  private struct Name {
    let places: [Place]
    /// What the neighbours of its mentions say for each place.
    var hints: [Double]
    /// The place chosen, and the weight its choice has as evidence.
    var choice: (place: Int, weight: Double)?
  }

  private var names: [Name] = []
  /// For each mention in `readings` the index of its name, and its own hints.
  private var mentions: [(mention: Int, name: Int, hints: [Double])] = []
  /// For each mention of the document its place in `mentions`.
  private var indexOfMention: [Int: Int] = [:]
  private var evidence = PlaceEvidence()
  /// Mentions that mean one place only.
  private var settled: [Int: Place] = [:]

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

  /// What needs no choice speaks first.
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

// MARK: - Neighbours

extension PlaceWeighing {
  /// `Sumy, Ukraine`, `Sumy (Ukraine)`, `Sumy in Ukraine`, `Ukraine's Sumy`, `the Ukrainian
  /// city of Sumy`: a name beside another that lies in it, or that it lies in.
  private mutating func link(_ document: Document, _ classes: WordClasses) {
    for index in document.mentions.indices.dropLast() {
      let (one, next) = (document.mentions[index], document.mentions[index + 1])
      let gap = one.tokens.upperBound..<max(one.tokens.upperBound, next.tokens.lowerBound)
      guard gap.count <= 3, one.level == .name, next.level == .name else { continue }
      if next.type.isPlace, one.type.isPlace {
        guard let joint = Self.joint(gap, document.tokens, classes) else { continue }
        link(index, index + 1, joint)
        if joint == .nested, document.mentions.indices.contains(index + 2),
          document.mentions[index + 2].type.isPlace,
          document.mentions[index + 2].tokens.lowerBound - next.tokens.upperBound <= 1
        {
          link(index, index + 2, joint)
        }
      } else if one.type == .group, next.type.isPlace, let country = one.country {
        guard let ambiguous = indexOfMention[index + 1] else { continue }
        let name = mentions[ambiguous].name
        for place in names[name].places.indices where names[name].places[place].country == country {
          hint(ambiguous, place, 6)
        }
      }
    }
  }

  /// What stands between two names: a comma, a bracket or a preposition, where one may lie in
  /// the other; or a conjunction, where they are alike.
  private enum Joint { case nested, listed }

  private static func joint(
    _ gap: Range<TokenID>, _ tokens: TokenTable, _ classes: WordClasses
  ) -> Joint? {
    var joint = Joint.nested
    for token in gap where tokens.kinds[token] == .word {
      let word = classes[tokens.words[token]]
      if word.contains(.conjunction) {
        joint = .listed
      } else if word.isDisjoint(with: [.preposition, .determiner]) {
        return nil
      }
    }
    return joint
  }

  private mutating func link(_ one: Int, _ other: Int, _ joint: Joint) {
    let (first, second) = (places(of: one), places(of: other))
    if first.count == 1, second.count > 1 { alike(second, other, to: first[0]) }
    if second.count == 1, first.count > 1 { alike(first, one, to: second[0]) }
    guard joint == .nested else { return }
    for (inner, place) in first.enumerated() {
      for (outer, container) in second.enumerated()
      where container.contains(place) || place.contains(container) {
        if let ambiguous = indexOfMention[one] { hint(ambiguous, inner, 6) }
        if let ambiguous = indexOfMention[other] { hint(ambiguous, outer, 4) }
      }
    }
  }

  /// `Oregon and Washington`: in a list, a state stands beside a state of the same country.
  private mutating func alike(_ places: [Place], _ mention: Int, to neighbour: Place) {
    guard let ambiguous = indexOfMention[mention], neighbour.rank == .division else { return }
    for (index, place) in places.enumerated()
    where place.rank == .division && place.country == neighbour.country {
      hint(ambiguous, index, 3)
    }
  }

  private func places(of mention: Int) -> [Place] {
    if let place = settled[mention] { return [place] }
    return indexOfMention[mention].map { names[mentions[$0].name].places } ?? []
  }

  private mutating func hint(_ mention: Int, _ place: Int, _ weight: Double) {
    mentions[mention].hints[place] = max(mentions[mention].hints[place], weight)
    let name = mentions[mention].name
    names[name].hints[place] = max(names[name].hints[place], weight)
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
