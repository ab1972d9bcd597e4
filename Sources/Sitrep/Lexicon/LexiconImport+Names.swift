// Which names of a row are worth having.

extension LexiconImport {
  /// Without what parts fields and aliases, and with single blanks.
  static func cleaned(_ text: String) -> String {
    guard
      text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7C }) || text.utf8.first == 0x20
        || text.utf8.last == 0x20 || text.contains("  ")
    else { return text }
    return text.split { $0.isWhitespace || $0 == "|" || $0 == "\0" }.joined(separator: " ")
  }

  /// The name that goes out; nil where only scripts that are not kept have one.
  ///
  /// A place in another script is called by its first alias in Latin letters. One that has no
  /// capital gets one, for a name in small letters would be found in common words.
  func canonicalName(of row: LexiconRow) -> String? {
    var name = Self.cleaned(row.name)
    if !keepsAllScripts, !Self.isLatin(name) {
      let other = row.aliases.lazy.map(Self.cleaned).first { self.isUseful($0, row) }
      guard let other else { return nil }
      name = other
    }
    if row.type.isPlace, !name.contains(where: \.isUppercase), let first = name.first {
      name = first.uppercased() + name.dropFirst()
    }
    return name
  }

  /// The aliases worth having, joined: none twice, and none that a text would not mean.
  mutating func aliases(_ row: LexiconRow, _ name: String) -> String {
    guard !row.aliases.isEmpty else { return "" }
    var kept = ""
    var seen: [[UInt8]] = [Self.words(of: name)]
    for alias in row.aliases {
      let alias = Self.cleaned(alias)
      let words = Self.words(of: alias)
      guard isUseful(alias, row), !seen.contains(words),
        !isCareful || isHarmless(alias, row) && Self.isSpelling(alias, of: name)
      else {
        droppedAliases += 1
        continue
      }
      seen.append(words)
      if !kept.isEmpty { kept += "|" }
      kept += alias
    }
    return kept
  }

  /// As the matcher sees a name: folded, and without the hyphens between its words.
  private static func words(of name: String) -> [UInt8] {
    Folding.fold(name).map { $0 == 0x2D ? 0x20 : $0 }
  }

  /// Whether an alias is more than a letter, a code, an address, another script, a common
  /// word, or the name of something else: that would make the whole entry doubtful for the
  /// sake of one alias.
  private func isUseful(_ alias: String, _ row: LexiconRow) -> Bool {
    let bytes = alias.utf8
    guard bytes.count > 1, !alias.contains("://") else { return false }
    if !keepsAllScripts, !Self.isLatin(alias) { return false }
    if row.type.isPlace, !Self.looksLikePlace(alias) { return false }
    return row.level != .name || !isCommon(alias) && !meansOther(alias, row)
  }

  /// Tables call places by codes (LON, RU-KUR, EGLL, Q649), by transcriptions in small letters
  /// (bei jing), and with remarks in brackets, as newspapers do not; and an alias of three
  /// letters is as often a word of another language.
  private static func looksLikePlace(_ alias: String) -> Bool {
    let bytes = alias.utf8
    if bytes.contains(where: { $0 &- 0x30 < 10 || $0 == 0x28 }) { return false }
    guard bytes.contains(where: { $0 &- 0x61 < 26 || $0 >= 0x80 }) else { return false }
    return alias.count > 3 && (alias.contains(where: \.isUppercase) || !isLatin(alias))
  }

  private static func isLatin(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return true }
    return text.unicodeScalars.allSatisfy { scalar in
      // Latin, its extensions and combining accents; then punctuation, then Latin
      // Extended Additional (The Unicode Standard, names of blocks).
      scalar.value < 0x370 || (0x1E00...0x1EFF).contains(scalar.value)
        || (0x2000...0x206F).contains(scalar.value)
    }
  }

  /// Whether a name is one word that is a common word, a given name or a month too.
  func isCommon(_ name: String) -> Bool {
    guard !name.utf8.contains(0x20), !name.utf8.allSatisfy({ $0 &- 0x41 < 26 }) else {
      return false
    }
    return pack.isCommonWord(name)
  }

  /// Whether the lexicons have a name of a place for something else as well: a country, a
  /// nationality, an organization, a person.
  func meansOther(_ name: String, _ row: LexiconRow) -> Bool {
    guard row.type.isPlace else { return false }
    return isLastName(name)
      || pack.bearers(of: name).contains { entry in
        entry.level == .name
          && (!entry.type.isPlace
            || entry.type == .politicalPlace && entry.division.isEmpty && entry.feature.isEmpty)
      }
  }
}
