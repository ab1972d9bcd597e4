/// What a force is called whose own words are a pronoun, a number or a bare noun.
///
/// Graded over the facts where gold has a name for it: a fact that was missed carries none.
struct ForceNameScores: Sendable {
  /// Right where the fact was found and what it calls the force is one of gold's names;
  /// spurious where it has another name for it than the force's own words.
  private(set) var names = Tally()
  /// Of the facts with such a force, those that were found.
  private(set) var facts = Share()
  /// The names of each passage.
  private(set) var tallies: [Tally] = []

  /// Scores a passage, and gives back the pairs whose name is not right.
  mutating func add(_ alignment: Alignment<Fact>) -> [(gold: Fact, found: Fact)] {
    var tally = Tally()
    var wrong: [(gold: Fact, found: Fact)] = []
    for (gold, found) in alignment.pairs where !gold.forceNames.isEmpty {
      facts.count(true)
      let isRight = found.forceNames.contains { Self.isOne($0, of: gold.forceNames) }
      tally.right += isRight ? 1 : 0
      if isRight { continue }
      tally.missed += 1
      tally.spurious += found.isForceRenamed ? 1 : 0
      wrong.append((gold, found))
    }
    for gold in alignment.missed where !gold.forceNames.isEmpty {
      facts.count(false)
      tally.missed += 1
    }
    names += tally
    tallies.append(tally)
    return wrong
  }

  private static func isOne(_ name: String, of names: [String]) -> Bool {
    names.contains { $0.lowercased() == name.lowercased() }
  }
}

extension PassageText {
  /// The names that gold has for a force without saying so: where the force is one word and no
  /// number, what its aliases elsewhere in the passage say, each with or without its first
  /// words (*the 300 Kenyan police*: *Kenyan police*). A name of two words at least, unless the
  /// alias itself is one.
  func names(ofForce force: CodePointSpan, aliases: [CodePointSpan]) -> [String] {
    let own = cut(force)
    let isOneWord = !own.unicodeScalars.contains {
      $0.properties.isWhitespace || $0.properties.numericType != nil
    }
    guard isOneWord else { return [] }
    return aliases.filter { !$0.overlaps(force) }.flatMap { alias -> [String] in
      let words = cut(alias).split(whereSeparator: \.isWhitespace)
      if words.last.map({ $0 == own }) ?? true, words.count < 3 { return [] }
      return (0...max(0, words.count - 2)).map { words[$0...].joined(separator: " ") }
    }
  }
}
