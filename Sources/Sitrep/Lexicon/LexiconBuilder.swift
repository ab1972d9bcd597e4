/// Makes a `Lexicon` from tables.
struct LexiconBuilder {
  private var matcher = LexiconMatcher.Builder()
  private var records = Column<EntryRecord>()
  private var letters = Column<UInt8>()
  private var symbols = [""]
  private var symbolNumbers: [Substring: UInt32] = ["": 0]
  private var files: [String] = []
  /// By hash of their ids, the numbers of the entries, and one more; 0 is free. Open
  /// addressing, at most half full: a dictionary of strings took ten times the memory.
  private var ids = [UInt32](repeating: 0, count: 1 << 10)
  private var phrases = PhraseReader()

  /// The lexicon of what was added. O(n log n) for n aliases.
  var lexicon: Lexicon {
    Lexicon(
      matcher: LexiconMatcher(matcher), records: records,
      texts: LexiconTexts(letters: letters, symbols: symbols), files: files)
  }

  private static let required = ["id", "type", "level", "name", "aliases"]

  /// Adds the rows of an entity lexicon: a table with the columns `id`, `type`, `level`,
  /// `name`, `aliases`, and any of `country`, `admin1`, `latitude`, `longitude`,
  /// `population`, `feature`, `class`, `abbreviations`, and of options.
  mutating func add(
    _ table: LexiconTable, _ vocabulary: inout Vocabulary, _ classes: inout WordClasses,
    faults: inout [ResourceFault]
  ) {
    guard let required = table.require(Self.required, faults: &faults) else { return }
    files.append(table.file)
    let columns = AttributeColumns(table)
    for row in table.rows {
      guard let level = append(row, table, required, columns, faults: &faults) else { continue }
      let aliases = row.fields[required[4]].split(separator: "|")
      for alias in [row.fields[required[3]]] + aliases {
        for form in columns.options.forms(of: alias, in: row) {
          let rule = columns.options.caseRule(of: form, in: row) ?? Self.caseRule(form, level)
          insert(form, rule, level, &vocabulary, &classes)
        }
      }
      for abbreviation in columns.abbreviations.map({ row.fields[$0].split(separator: "|") }) ?? []
      {
        let isAllCapitals = Self.caseRule(abbreviation, level) == .capitals
        insert(
          abbreviation, isAllCapitals ? .capitalsBehindComma : .capitalBehindComma, level,
          &vocabulary, &classes)
      }
    }
  }

  /// Gives the words of nominal entries their classes. Done for all tables before they are
  /// added, so that words with a class have low numbers, whatever number of names there is:
  /// columns by word end with the last word that they say something of.
  mutating func addNominals(
    _ table: LexiconTable, _ vocabulary: inout Vocabulary, _ classes: inout WordClasses
  ) {
    guard let level = table.index(of: "level"), let name = table.index(of: "name"),
      let aliases = table.index(of: "aliases")
    else { return }
    let options = OptionColumns(table)
    for row in table.rows where row.fields[level] == MentionLevel.nominal.rawValue {
      let names = [row.fields[name]] + row.fields[aliases].split(separator: "|")
      for alias in names.flatMap({ options.forms(of: $0, in: row) }) {
        guard let head = phrases.words(of: alias, &vocabulary).last else { continue }
        classes.insert(head, [.noun, .nominalHead])
        if Inflection.looksPlural(alias) { classes.insert(head, .pluralNoun) }
      }
    }
  }
}

// MARK: - Aliases

extension LexiconBuilder {
  /// Numbers the words from `first` on by how many aliases have them, once all tables are
  /// added. Nothing but these aliases may know them by number yet.
  mutating func renumberWords(from first: Int, _ vocabulary: inout Vocabulary) {
    let uses = matcher.uses(ofWords: vocabulary.count)
    matcher.renumber(vocabulary.renumber(from: first, byUses: uses))
  }

  private mutating func insert(
    _ alias: Substring, _ rule: LexiconMatcher.CaseRule, _ level: MentionLevel,
    _ vocabulary: inout Vocabulary, _ classes: inout WordClasses
  ) {
    let words = phrases.words(of: alias, &vocabulary)
    let entry = EntryID(value: UInt32(records.count - 1))
    matcher.insert(words, rule, entry)
    guard level == .nominal, let head = words.last else { return }
    classes.insert(head, [.noun, .nominalHead])
    if Inflection.looksPlural(alias) { classes.insert(head, .pluralNoun) }
  }

  /// Capitals in an alias are wanted in the text too; an acronym wants all of them.
  static func caseRule(
    _ alias: Substring, _ level: MentionLevel
  ) -> LexiconMatcher.CaseRule {
    var (letters, capitals, startsCapital) = (0, 0, false)
    for scalar in alias.unicodeScalars {
      let isLetter = scalar.isASCII ? scalar.isASCIILetter : scalar.properties.isAlphabetic
      guard isLetter else { continue }
      let isCapital = scalar.isASCII ? scalar.value < 0x61 : scalar.properties.isUppercase
      letters += 1
      if isCapital { capitals += 1 }
      if letters == 1 { startsCapital = isCapital }
    }
    if capitals == letters, (1...5).contains(capitals) { return .capitals }
    return startsCapital ? .capital : .any
  }
}

// MARK: - Entries

extension LexiconBuilder {
  /// Appends the entry of a row; its level, or nil where the row has a fault.
  private mutating func append(
    _ row: LexiconTable.Row, _ table: LexiconTable, _ required: [Int],
    _ columns: AttributeColumns, faults: inout [ResourceFault]
  ) -> MentionLevel? {
    func fault(_ field: Int, _ problem: String, _ remedy: String) {
      faults.append(table.fault(row, field: field, problem, remedy: remedy))
    }
    let (id, name) = (row.fields[required[0]], row.fields[required[3]])
    guard let type = EntityType(rawValue: String(row.fields[required[1]])) else {
      fault(
        required[1], "no entity type '\(row.fields[required[1]])'",
        "use one of: " + EntityType.allCases.map(\.rawValue).joined(separator: ", "))
      return nil
    }
    guard let level = MentionLevel(rawValue: String(row.fields[required[2]])) else {
      fault(
        required[2], "no level '\(row.fields[required[2]])'", "use name, nominal or pronoun")
      return nil
    }
    guard !id.isEmpty, !name.isEmpty else {
      fault(
        required[id.isEmpty ? 0 : 3], "an entry without id or name", "give the row both")
      return nil
    }
    guard max(id.utf8.count, name.utf8.count) <= UInt16.max else {
      fault(required[0], "an id or name of more than 65,535 bytes", "shorten it")
      return nil
    }
    if let other = claim(Array(id.utf8)) {
      let (file, line) = (files[Int(records[other].file)], records[other].line)
      fault(
        required[0], "the id '\(id)' is taken by \(file):\(line)",
        "ids are unique over all lexicons; join the rows or rename one")
      return nil
    }
    var record = EntryRecord()
    (record.type, record.level) = (type.code, level.code)
    (record.id, record.idLength) = append(id)
    (record.name, record.nameLength) = append(name)
    (record.file, record.line) = (UInt16(files.count - 1), UInt32(row.line))
    columns.fill(&record, from: row, symbol: { number(of: $0) }, fault: fault)
    records.append(record)
    return level
  }

  private mutating func append(_ text: Substring) -> (start: UInt32, length: UInt16) {
    let start = UInt32(letters.count)
    letters.append(contentsOf: Array(text.utf8).span)
    return (start, UInt16(letters.count - Int(start)))
  }

  /// The number of a text that many entries share.
  private mutating func number(of symbol: Substring) -> UInt32 {
    if let known = symbolNumbers[symbol] { return known }
    // A string of its own, so that the file it was cut from is not kept.
    let text = String(symbol)
    let number = UInt32(symbols.count)
    symbols.append(text)
    symbolNumbers[text[...]] = number
    return number
  }

  /// Takes the id for the entry that is appended next; the entry that has it already, if any.
  private mutating func claim(_ id: [UInt8]) -> Int? {
    if (records.count + 1) * 2 > ids.count { growIDs() }
    var slot = slot(of: id)
    while ids[slot] != 0 {
      let other = Int(ids[slot]) - 1
      if self.id(of: other).elementsEqual(id) { return other }
      slot = (slot + 1) & (ids.count - 1)
    }
    ids[slot] = UInt32(records.count + 1)
    return nil
  }

  private mutating func growIDs() {
    ids = Array(repeating: 0, count: ids.count * 2)
    for entry in 0..<records.count {
      var slot = slot(of: self.id(of: entry))
      while ids[slot] != 0 { slot = (slot + 1) & (ids.count - 1) }
      ids[slot] = UInt32(entry + 1)
    }
  }

  private func id(of entry: Int) -> UnsafeBufferPointer<UInt8>.SubSequence {
    let record = records[entry]
    return letters.values[Int(record.id)..<(Int(record.id) + Int(record.idLength))]
  }

  private func slot(of id: some Collection<UInt8>) -> Int {
    var hash: UInt64 = 0
    for byte in id { hash = (hash ^ UInt64(byte)) &* WordKey.factor }
    return Int(truncatingIfNeeded: hash >> 20) & (ids.count - 1)
  }
}

/// Where the optional attributes of an entity lexicon stand.
private struct AttributeColumns {
  let country, division, latitude, longitude, population, feature, kind: Int?
  let abbreviations: Int?
  let options: OptionColumns

  init(_ table: LexiconTable) {
    country = table.index(of: "country")
    division = table.index(of: "admin1")
    latitude = table.index(of: "latitude")
    longitude = table.index(of: "longitude")
    population = table.index(of: "population")
    feature = table.index(of: "feature")
    kind = table.index(of: "class")
    abbreviations = table.index(of: "abbreviations")
    options = OptionColumns(table)
  }

  func fill(
    _ record: inout EntryRecord, from row: LexiconTable.Row, symbol: (Substring) -> UInt32,
    fault: (_ field: Int, _ problem: String, _ remedy: String) -> Void
  ) {
    func text(_ column: Int?) -> Substring { column.map { row.fields[$0] } ?? "" }
    func degrees(_ column: Int?, _ limit: Double) -> Double? {
      let text = text(column)
      if text.isEmpty { return nil }
      guard let number = Double(text), abs(number) <= limit else {
        fault(
          column ?? 0, "'\(text)' is no coordinate", "give degrees between -\(limit) and \(limit)")
        return nil
      }
      return number
    }
    record.country = symbol(text(country))
    record.division = symbol(text(division))
    record.latitude = EntryRecord.stored(degrees(latitude, 90))
    record.longitude = EntryRecord.stored(degrees(longitude, 180))
    record.feature = symbol(text(feature))
    record.kind = symbol(text(kind))
    options.read(row, into: &record, fault: fault)
    if let population, case let people = row.fields[population], !people.isEmpty {
      if let number = UInt32(people) {
        record.population = number
      } else {
        fault(population, "'\(people)' is no population", "give a whole number, or nothing")
      }
    }
  }
}

extension Unicode.Scalar {
  /// `A` to `Z` or `a` to `z`: asking the Unicode tables for these stood at the top of the
  /// profile of a start.
  fileprivate var isASCIILetter: Bool { (value | 0x20) &- 0x61 < 26 }
}
