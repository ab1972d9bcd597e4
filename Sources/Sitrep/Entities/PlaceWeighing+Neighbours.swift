// What stands beside the name of a place and says which of them is meant.

extension PlaceWeighing {
  /// `Sumy, Ukraine`, `Sumy (Ukraine)`, `Sumy in Ukraine`, `Ukraine's Sumy`, `the Ukrainian
  /// city of Sumy`: a name beside another that lies in it, or that it lies in.
  mutating func link(_ document: Document, _ classes: WordClasses) {
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
    if second.count > 1, let only = Self.only(of: first) { alike(second, other, to: only) }
    if first.count > 1, let only = Self.only(of: second) { alike(first, one, to: only) }
    guard joint == .nested else { return }
    for (inner, place) in first.enumerated() {
      for (outer, container) in second.enumerated()
      where container.contains(place) || place.contains(container) {
        if let ambiguous = indexOfMention[one] { hint(ambiguous, inner, 6) }
        if let ambiguous = indexOfMention[other] { hint(ambiguous, outer, 4) }
      }
    }
  }

  /// The place that a name means, where towns that few texts mean are all else it can.
  private static func only(of places: [Place]) -> Place? {
    let plain = places.filter { !$0.isLesser }
    return plain.count == 1 ? plain[0] : nil
  }

  /// `Oregon and Washington`: in a list, a state stands beside a state of the same country.
  private mutating func alike(_ places: [Place], _ mention: Int, to neighbour: Place) {
    guard let ambiguous = indexOfMention[mention], neighbour.rank == .division else { return }
    for (index, place) in places.enumerated()
    where place.rank == .division && place.country == neighbour.country {
      hint(ambiguous, index, 3)
    }
  }
}
