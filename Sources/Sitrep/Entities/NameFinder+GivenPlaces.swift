// Places that somebody else has found.

extension NameFinder {
  /// Puts the given names of places in the place of whatever was found there. One that no list
  /// has, or that begins or ends inside a word, is a mention without an entry.
  func takeGivenPlaces(_ readings: inout PlaceReadings, in document: inout Document) {
    let tokens = document.tokens
    let given = Set(document.givenPlaces).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    var named: [(mention: Mention, readings: [EntryID])] = []
    var next = 0
    for span in given {
      while next < tokens.count, tokens.spans[next].end <= span.start { next += 1 }
      var end = next
      while end < tokens.count, tokens.spans[end].start < span.end { end += 1 }
      guard end > next, named.last.map({ $0.mention.tokens.upperBound <= next }) ?? true
      else { continue }
      named.append(place(next..<end, span, document))
    }
    let taken = Set(named.flatMap { Array($0.mention.tokens) })
    for (index, mention) in document.mentions.enumerated()
    where taken.isDisjoint(with: mention.tokens) {
      let all = readings.entries(of: index, mention)
      named.append((mention, all.count > 1 ? all : []))
    }
    named.sort { $0.mention.tokens.lowerBound < $1.mention.tokens.lowerBound }
    document.mentions = named.map(\.mention)
    readings = PlaceReadings()
    for (index, name) in named.enumerated() where !name.readings.isEmpty {
      readings.append(index, name.readings)
    }
  }

  private func place(
    _ name: Range<TokenID>, _ span: TextSpan, _ document: Document
  ) -> (mention: Mention, readings: [EntryID]) {
    var matches: [LexiconMatcher.Match] = []
    lexicon.matcher.matches(
      document.tokens, at: name.lowerBound, limit: name.upperBound, into: &matches)
    var entries: [EntryID] = []
    for match in matches where match.length == name.count && !entries.contains(match.entry) {
      if lexicon.level(of: match.entry) == .name { entries.append(match.entry) }
    }
    let places = lexicon.preferred(
      entries.filter { lexicon.type(of: $0).isPlace }, on: document.date)
    var mention = Mention(
      type: .politicalPlace, level: .name, span: span, rule: "places/given", tokens: name,
      head: name.upperBound - 1)
    if let id = places.first ?? entries.first(where: { lexicon.type(of: $0) == .group }) {
      let entry = lexicon[id]
      (mention.entry, mention.type, mention.canonical) = (id, entry.type, entry.name)
      mention.country = entry.country.isEmpty ? nil : entry.country
    }
    return (mention, places.count > 1 ? places : [])
  }
}
