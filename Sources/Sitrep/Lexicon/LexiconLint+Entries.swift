/// Checks of the rows of an entity lexicon that load, but cannot be meant so.
struct EntryLint {
  private let table: LexiconTable
  private let vocabulary: Vocabulary
  private let classes: WordClasses
  private let type, level, name, aliases: Int
  private let country, division, latitude, longitude: Int?
  private let options: OptionColumns
  /// Columns whose values guard a name that is a common word, and what they are then.
  private let guards: [(column: Int, value: Substring)]
  private let isWhole: Bool

  init(_ table: LexiconTable, vocabulary: Vocabulary, classes: WordClasses) {
    (self.table, self.vocabulary, self.classes) = (table, vocabulary, classes)
    func column(_ name: String) -> Int { table.index(of: name) ?? 0 }
    (type, level) = (column("type"), column("level"))
    (name, aliases) = (column("name"), column("aliases"))
    country = table.index(of: "country")
    division = table.index(of: "admin1")
    latitude = table.index(of: "latitude")
    longitude = table.index(of: "longitude")
    options = OptionColumns(table)
    guards = [("ambiguous", "yes"), ("whole", "yes"), ("case", "sensitive")].compactMap {
      name, value in
      table.index(of: name).map { ($0, value) }
    }
    // What loading has refused for want of a column needs no second word.
    isWhole = ["type", "level", "name", "aliases"].allSatisfy { table.index(of: $0) != nil }
  }

  func faults(countries: Set<Substring>) -> [ResourceFault] {
    guard isWhole else { return [] }
    var faults = sameNames()
    for row in table.rows {
      faults += repeatedAliases(row) + commonWords(row) + coordinates(row)
      if let country, let fault = code(row, country, countries) { faults.append(fault) }
    }
    return faults
  }
}

// MARK: - Names

extension EntryLint {
  private func names(of row: LexiconTable.Row) -> [Substring] {
    [row.fields[name]] + row.fields[aliases].split(separator: "|")
  }

  /// Rows of one name and type that nothing tells apart: not the place, the class, or the
  /// time.
  private func sameNames() -> [ResourceFault] {
    let told = [
      "country", "admin1", "latitude", "longitude", "class", "feature", "from", "until",
    ]
    let columns = [type, level] + told.compactMap(table.index(of:))
    var lines: [[Substring]: Int] = [:]
    return table.rows.compactMap { row in
      let key = [Substring(decoding: Folding.fold(row.fields[name]), as: UTF8.self)]
      guard
        let first = lines.updateValue(row.line, forKey: key + columns.map { row.fields[$0] })
      else { return nil }
      return table.fault(
        row, field: name, "'\(row.fields[name])' of this type stands in line \(first) already",
        remedy: "join the rows, or say what tells the two apart"
      ).asWarning
    }
  }

  /// Aliases that find nothing that another of the row does not find.
  private func repeatedAliases(_ row: LexiconTable.Row) -> [ResourceFault] {
    var seen: [[UInt8]: Substring] = [:]
    return names(of: row).compactMap { alias in
      let rule =
        options.caseRule(of: alias, in: row) ?? LexiconBuilder.caseRule(alias, level(of: row))
      let key = words(of: alias).joined(separator: [0x20]) + [rule.rawValue]
      guard let other = seen.updateValue(alias, forKey: Array(key)) else { return nil }
      let problem =
        alias == other
        ? "the alias '\(alias)' stands twice" : "'\(alias)' finds what '\(other)' finds already"
      return fault(row, alias, problem, "delete it: case, accents and hyphens are seen through")
        .asWarning
    }
  }

  private func level(of row: LexiconTable.Row) -> MentionLevel {
    MentionLevel(rawValue: String(row.fields[level])) ?? .name
  }

  private func words(of alias: Substring) -> [[UInt8]] {
    let bytes = Array(alias.utf8)
    var tokens = TokenTable()
    Tokenizer().tokenize(bytes, into: &tokens)
    return (0..<tokens.count).filter { !tokens.isJoint($0) }.map {
      Folding.fold(String(decoding: bytes[tokens.spans[$0].range], as: UTF8.self))
    }
  }

  /// Names of one word that is a common word or a given name as well, in a row that does
  /// not say so. Acronyms that want their capitals are told from words by them.
  private func commonWords(_ row: LexiconTable.Row) -> [ResourceFault] {
    guard row.fields[level] == "name", row.fields[type] != "NORP",
      !guards.contains(where: { row.fields[$0.column] == $0.value })
    else { return [] }
    return names(of: row).compactMap { alias in
      let words = words(of: alias)
      let rule = options.caseRule(of: alias, in: row) ?? LexiconBuilder.caseRule(alias, .name)
      guard words.count == 1, rule != .capitals else { return nil }
      let wordClass = classes[vocabulary.id(of: words[0])]
      // Many a town is a surname too: the resolver tells the two apart.
      guard !wordClass.subtracting(.surname).isEmpty else { return nil }
      let isName = wordClass.subtracting(.personName).isEmpty
      let kind = isName ? "a given name" : "a common word"
      return fault(
        row, alias, "'\(alias)' is \(kind) as well",
        "write yes under 'ambiguous', or leave the alias out"
      ).asWarning
    }
  }

  /// A fault of a name or alias, told with where it begins.
  private func fault(
    _ row: LexiconTable.Row, _ alias: Substring, _ problem: String, _ remedy: String
  ) -> ResourceFault {
    let field = row.fields[name]
    let isName = alias.startIndex >= field.startIndex && alias.endIndex <= field.endIndex
    let column = isName ? name : aliases
    var fault = table.fault(row, field: column, problem, remedy: remedy)
    if !isName {
      let text = row.fields[aliases]
      fault.column += text.distance(from: text.startIndex, to: alias.startIndex)
    }
    return fault
  }
}

// MARK: - Places

extension EntryLint {
  private func coordinates(_ row: LexiconTable.Row) -> [ResourceFault] {
    guard let latitude, let longitude else { return [] }
    let (north, east) = (row.fields[latitude], row.fields[longitude])
    if north.isEmpty != east.isEmpty {
      return [
        table.fault(
          row, field: north.isEmpty ? latitude : longitude, "half a coordinate",
          remedy: "give latitude and longitude, or neither")
      ]
    }
    guard let north = Double(north), let east = Double(east), north == 0, east == 0 else {
      return []
    }
    return [
      table.fault(
        row, field: latitude, "0, 0 lies in the sea", remedy: "leave both empty if they are unknown"
      )
    ]
  }

  /// A country code that no country has, or a division that lies in another country.
  private func code(
    _ row: LexiconTable.Row, _ country: Int, _ known: Set<Substring>
  ) -> ResourceFault? {
    let code = row.fields[country]
    if !code.isEmpty, !known.isEmpty, !known.contains(code) {
      return table.fault(
        row, field: country, "no country '\(code)' in places/countries.tsv",
        remedy: "write the code of ISO 3166-1 alpha-2, as GB")
    }
    if let division, case let place = row.fields[division], !place.isEmpty,
      !place.hasPrefix(code + ".")
    {
      return table.fault(
        row, field: division, "the division '\(place)' does not begin with '\(code).'",
        remedy: "write the country's code, a dot, and that of the division")
    }
    return nil
  }
}
