/// The entities that somebody wrote down: every row of the entity lexicons, and the matcher
/// that finds their aliases.
struct Lexicon: Sendable {
  private(set) var entries: [LexiconEntry] = []
  private(set) var matcher = LexiconMatcher()
  /// Type and level of each entry: what the hot path asks, without the entry's strings.
  private(set) var types: [EntityType] = []
  private(set) var levels: [MentionLevel] = []
  /// The name of the rule that each file stands for: `places/cities`.
  private(set) var rules: [String] = []
  /// Paths of the files, as they were handed in.
  private(set) var files: [String] = []

  private var ids: [String: (file: String, line: Int)] = [:]

  subscript(id: EntryID) -> LexiconEntry { entries[Int(id.value)] }

  /// The type of an entry. O(1), copies no strings.
  func type(of id: EntryID) -> EntityType { types[Int(id.value)] }

  /// The level of an entry. O(1), copies no strings.
  func level(of id: EntryID) -> MentionLevel { levels[Int(id.value)] }

  /// Adds the rows of an entity lexicon: a table with the columns `id`, `type`, `level`,
  /// `name`, `aliases`, and any of `country`, `admin1`, `latitude`, `longitude`,
  /// `population`, `feature`, `class`, `ambiguous`, `abbreviations`.
  mutating func add(
    _ table: LexiconTable, _ vocabulary: inout Vocabulary, _ classes: inout WordClasses,
    faults: inout [ResourceFault]
  ) {
    let names = ["id", "type", "level", "name", "aliases"]
    guard let required = table.require(names, faults: &faults) else { return }
    files.append(table.file)
    rules.append(Self.rule(of: table.file))
    let columns = AttributeColumns(table)
    for row in table.rows {
      guard let entry = entry(row, table, required, columns, faults: &faults) else { continue }
      let id = EntryID(value: UInt32(entries.count))
      entries.append(entry)
      types.append(entry.type)
      levels.append(entry.level)
      let aliases = row.fields[required[4]].split(separator: "|")
      for alias in [row.fields[required[3]]] + aliases {
        insert(alias, Self.caseRule(alias, entry.level), of: id, entry, &vocabulary, &classes)
      }
      for abbreviation in columns.abbreviations.map({ row.fields[$0].split(separator: "|") }) ?? []
      {
        let isWritten = Self.caseRule(abbreviation, entry.level)
        let rule: LexiconMatcher.CaseRule =
          isWritten == .capitals ? .capitalsBehindComma : .capitalBehindComma
        insert(abbreviation, rule, of: id, entry, &vocabulary, &classes)
      }
    }
  }

  /// `…/Lexicons/places/cities.tsv` → `places/cities`.
  private static func rule(of file: String) -> String {
    let parts = file.split(separator: "/")
    let below = parts.lastIndex(of: "Lexicons").map { parts[($0 + 1)...] } ?? parts[...]
    let name = below.joined(separator: "/")
    return name.hasSuffix(".tsv") ? String(name.dropLast(4)) : name
  }

  private mutating func insert(
    _ alias: Substring, _ rule: LexiconMatcher.CaseRule, of id: EntryID, _ entry: LexiconEntry,
    _ vocabulary: inout Vocabulary, _ classes: inout WordClasses
  ) {
    let bytes = Array(alias.utf8)
    var tokens = TokenTable()
    Tokenizer().tokenize(bytes, into: &tokens)
    var words: [WordID] = []
    var folded: [UInt8] = []
    for token in 0..<tokens.count where !tokens.isJoint(token) {
      folded.removeAll(keepingCapacity: true)
      Folding.append(bytes.span, tokens.spans[token].range, to: &folded)
      words.append(vocabulary.insert(folded))
    }
    guard let head = words.last else { return }
    matcher.insert(words, rule, id)
    guard entry.level == .nominal else { return }
    classes.insert(head, [.noun, .nominalHead])
    if Inflection.looksPlural(alias) { classes.insert(head, .pluralNoun) }
  }

  /// Capitals in an alias are wanted in the text too; an acronym wants all of them.
  private static func caseRule(
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

  private mutating func entry(
    _ row: LexiconTable.Row, _ table: LexiconTable, _ required: [Int],
    _ columns: AttributeColumns, faults: inout [ResourceFault]
  ) -> LexiconEntry? {
    let source = row.fields.joined(separator: "\t")
    func fault(_ problem: String, _ remedy: String) {
      faults.append(
        ResourceFault(table.file, line: row.line, source: source, problem, remedy: remedy))
    }
    let id = String(row.fields[required[0]])
    guard let type = EntityType(rawValue: String(row.fields[required[1]])) else {
      fault(
        "no entity type '\(row.fields[required[1]])'",
        "use one of: " + EntityType.allCases.map(\.rawValue).joined(separator: ", "))
      return nil
    }
    guard let level = MentionLevel(rawValue: String(row.fields[required[2]])) else {
      fault("no level '\(row.fields[required[2]])'", "use name, nominal or pronoun")
      return nil
    }
    let name = String(row.fields[required[3]])
    guard !id.isEmpty, !name.isEmpty else {
      fault("an entry without id or name", "give the row both")
      return nil
    }
    if let other = ids.updateValue((table.file, row.line), forKey: id) {
      fault(
        "the id '\(id)' is taken by \(other.file):\(other.line)",
        "ids are unique over all lexicons; join the rows or rename one")
      return nil
    }
    var entry = LexiconEntry(
      id: id, type: type, level: level, name: name, file: files.count - 1, line: row.line)
    columns.fill(&entry, from: row, fault: fault)
    return entry
  }
}

/// Where the optional attributes of an entity lexicon stand.
private struct AttributeColumns {
  let country, division, latitude, longitude, population, feature, kind, ambiguous: Int?
  let abbreviations: Int?

  init(_ table: LexiconTable) {
    country = table.index(of: "country")
    division = table.index(of: "admin1")
    latitude = table.index(of: "latitude")
    longitude = table.index(of: "longitude")
    population = table.index(of: "population")
    feature = table.index(of: "feature")
    kind = table.index(of: "class")
    ambiguous = table.index(of: "ambiguous")
    abbreviations = table.index(of: "abbreviations")
  }

  func fill(
    _ entry: inout LexiconEntry, from row: LexiconTable.Row, fault: (String, String) -> Void
  ) {
    func text(_ column: Int?) -> String { column.map { String(row.fields[$0]) } ?? "" }
    func degrees(_ column: Int?, _ limit: Double) -> Double? {
      let text = text(column)
      if text.isEmpty { return nil }
      guard let number = Double(text), abs(number) <= limit else {
        fault("'\(text)' is no coordinate", "give degrees between -\(limit) and \(limit)")
        return nil
      }
      return number
    }
    entry.country = text(country)
    entry.division = text(division)
    entry.latitude = degrees(latitude, 90)
    entry.longitude = degrees(longitude, 180)
    entry.feature = text(feature)
    entry.kind = text(kind)
    entry.isAmbiguous = text(ambiguous) == "yes"
    let people = text(population)
    if !people.isEmpty {
      if let number = Int(people) {
        entry.population = number
      } else {
        fault("'\(people)' is no population", "give a whole number, or nothing")
      }
    }
  }
}

extension Unicode.Scalar {
  /// `A` to `Z` or `a` to `z`: asking the Unicode tables for these stood at the top of the
  /// profile of a start.
  fileprivate var isASCIILetter: Bool { (value | 0x20) &- 0x61 < 26 }
}
