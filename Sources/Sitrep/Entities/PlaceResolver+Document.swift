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
