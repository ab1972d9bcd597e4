// What a careful import takes: names for which the text around them can tell that they are meant.

extension LexiconImport {
  /// Whether a name is not that of something else, nor a word that texts have for other reasons.
  ///
  /// A place of three letters or called like a common word is left out, one called like
  /// a given name or a surname is not; nor what begins with a title.
  func isHarmless(_ name: String, _ row: LexiconRow) -> Bool {
    let words = name.split(separator: " ")
    guard let first = words.first else { return false }
    if words.count == 1 {
      if name.count < 4 || pack.isCommonWord(name, besides: .personName) { return false }
    } else if pack.isNominal(String(first), .person) {
      return false
    }
    return !isLastName(name) && !meansOther(name, row)
      && !pack.bearers(of: name).contains { entry in
        entry.level == .name
          && (entry.type != .politicalPlace || entry.isTown && entry.population >= Self.famousSize
            || isKnown(entry, row))
      }
  }

  /// Whether the lexicons have a town of that name in the country, under an id of their own.
  private func isKnown(_ entry: LexiconEntry, _ row: LexiconRow) -> Bool {
    entry.isTown && entry.country == row.country && !entry.id.utf8.starts(with: "geonames:".utf8)
  }

  /// So many people live in a place that texts mean it by its name, even where they are of its
  /// namesake's country: `Paris`, `Donetsk`.
  private static let famousSize = 1_000_000

  /// Whether other capitals would be other words: a short name is an acronym, and one with a
  /// common word in it may be no name: `Texas city`.
  func needsItsCapitals(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    if words.count == 1 { return name.count < 6 }
    return words.contains { pack.isCommonWord(String($0), besides: .personName) }
  }

  /// Whether an alias is the name in another spelling, with letters for at most a quarter of its
  /// own: a gazetteer does not tell such aliases from names that nobody uses.
  static func isSpelling(_ alias: String, of name: String) -> Bool {
    let (one, other) = (letters(of: name), letters(of: alias))
    return other.count > 4 && !alias.contains { "'`\u{2018}\u{2019}".contains($0) }
      && NearestName.distance(from: one, to: other) * 4 <= max(one.count, other.count)
  }

  private static func letters(of name: String) -> [UInt8] {
    Folding.fold(name).filter { $0 &- 0x61 < 26 || $0 >= 0x80 }
  }
}
