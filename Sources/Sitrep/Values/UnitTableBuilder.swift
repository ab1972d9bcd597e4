/// Puts a `UnitTable` together from `Lexicons/units.tsv` and `currencies.tsv`.
struct UnitTableBuilder {
  private var table = UnitTable()
  private var reader = PhraseReader()
  /// By first word, in the order in which they came.
  private var byHead: [WordID: [(rest: [WordID], phrase: UnitTable.Phrase)]] = [:]
  private var prefixes: [String: Prefix] = [:]
  /// The first unit of each name, for parts.
  private var places: [String: UInt32] = [:]
  /// The parts of a unit, still by name.
  private var wanted: [(unit: UInt32, parts: Substring, row: LexiconTable.Row)] = []
  private var multiples: [(symbols: [Substring], factor: Double)] = []

  private struct Prefix {
    var names: [Substring]
    var symbols: [Substring]
    var code: Substring
    var factor: Double
  }

  init() {}

  /// The finished table.
  ///
  /// - Parameter files: the paths of the two files.
  mutating func finish(files: [String]) -> UnitTable {
    let words = byHead.keys.sorted()
    table.groups.append(0)
    table.groups.append(0)
    for (index, word) in words.enumerated() {
      precondition(index < UInt16.max - 1, "more first words than two bytes can name")
      table.heads.grow(to: Int(word.value) + 1, with: 0)
      table.heads[Int(word.value)] = UInt16(index + 1)
      // Stable: of phrases of one length the first that was read is the first to be tried,
      // but one that is written just so before one that is written anyhow.
      let group = byHead[word, default: []].enumerated().sorted {
        ($1.element.rest.count, $0.element.phrase.symbol.count == 0 ? 1 : 0, $0.offset)
          < ($0.element.rest.count, $1.element.phrase.symbol.count == 0 ? 1 : 0, $1.offset)
      }
      for (_, (rest, phrase)) in group {
        var phrase = phrase
        phrase.rest = UInt32(table.rests.count)
        for word in rest { table.rests.append(word) }
        table.phrases.append(phrase)
      }
      table.groups.append(UInt32(table.phrases.count))
    }
    table.files = files
    return table
  }

  /// Makes the keys of single words, once the vocabulary has them all.
  mutating func addKeys(_ vocabulary: Vocabulary) {
    let keys = byHead.keys.map { word in
      let letters = Array(vocabulary.text(of: word).utf8)
      return (key: WordKey(letters.span, 0..<letters.count).bits, word: word)
    }
    for (key, word) in keys.sorted(by: { $0.key < $1.key }) {
      table.keys.append(key)
      table.keyWords.append(word)
    }
  }
}

// MARK: - Units

extension UnitTableBuilder {
  mutating func addUnits(
    _ file: LexiconTable, _ vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    let names = [
      "role", "name", "dimension", "spellings", "symbols", "ucum", "factor", "offset", "si",
      "prefixes", "parts", "use",
    ]
    guard let columns = file.require(names, faults: &faults) else { return }
    for row in file.rows {
      let fields = Fields(row, columns)
      guard fields.areNumbers([6, 7], file, &faults) else { continue }
      if fields[0] == "prefix" {
        prefixes[String(fields[1])] = Prefix(
          names: [fields[1]] + fields.list(3), symbols: fields.list(4), code: fields[5],
          factor: fields.number(6) ?? 1)
      }
    }
    let rows = file.rows.map { Fields($0, columns) }.filter { $0[0] != "prefix" }
    // Other rows name units.
    for fields in rows where fields[0] == "unit" {
      addUnit(fields, file, &vocabulary, &faults)
    }
    for fields in rows where fields[0] != "unit" { add(fields, file, &vocabulary, &faults) }
  }

  private mutating func add(
    _ fields: Fields, _ file: LexiconTable, _ vocabulary: inout Vocabulary,
    _ faults: inout [ResourceFault]
  ) {
    var roles: UnitTable.Roles
    switch fields[0] {
    case "context": return addContext(fields, file, &vocabulary, &faults)
    case "rate": return addRate(fields, file, &faults)
    case "power": return addPower(fields, &vocabulary)
    case "per": roles = fields[11] == "length" ? .perLength : .per
    case "age":
      guard let use = Self.use(fields, 11, file, &faults) else { return }
      roles = use
    case "link": roles = .link
    case "sign": roles = .sign
    case "end": roles = .end
    default:
      faults.append(
        file.fault(
          fields.row, field: fields.columns[0], "no role '\(fields[0])'",
          remedy: NearestName.remedy(
            for: String(fields[0]),
            among: [
              "unit", "prefix", "power", "per", "rate", "age", "context", "end", "link", "sign",
            ])))
      return
    }
    let year = places["year"] ?? 0
    for spelling in fields.list(3) {
      add(spelling, roles, unit: year, &vocabulary)
    }
  }

  private mutating func addUnit(
    _ fields: Fields, _ file: LexiconTable, _ vocabulary: inout Vocabulary,
    _ faults: inout [ResourceFault]
  ) {
    guard let kind = Self.kind(fields, 2, file, &faults),
      let use = Self.use(fields, 11, file, &faults)
    else { return }
    let factor = fields.number(6) ?? 0
    let unit = addUnit(
      fields[1], kind, code: fields[5], factor: factor, fields)
    wanted.append((unit, fields[10], fields.row))
    addSpellings(fields, use.union(.behind), unit, kind, prefix: nil, &vocabulary)
    for name in fields.list(9) {
      guard let prefix = prefixes[String(name)] else {
        faults.append(
          file.fault(
            fields.row, field: fields.columns[9], "no prefix '\(name)'",
            remedy: NearestName.remedy(for: String(name), among: Array(prefixes.keys))))
        continue
      }
      let unit = addUnit(
        "\(name)\(fields[1])", kind, code: "\(prefix.code)\(fields[5])",
        factor: factor * prefix.factor, fields)
      addSpellings(fields, use.union(.behind), unit, kind, prefix: prefix, &vocabulary)
    }
  }

  private mutating func addUnit(
    _ name: Substring, _ kind: Quantity.Kind, code: Substring, factor: Double, _ fields: Fields
  ) -> UInt32 {
    let place = UInt32(table.units.count)
    let unit = UnitTable.Unit(
      factor: factor, offset: fields.number(7) ?? 0, name: text(name), code: text(code),
      si: text(fields[8]), kindPlace: UnitTable.place(of: kind),
      line: UInt32(fields.row.line))
    table.units.append(unit)
    if places[String(name)] == nil { places[String(name)] = place }
    return place
  }

  private mutating func addSpellings(
    _ fields: Fields, _ roles: UnitTable.Roles, _ unit: UInt32, _ kind: Quantity.Kind,
    prefix: Prefix?, _ vocabulary: inout Vocabulary
  ) {
    for spelling in fields.list(3) {
      for name in prefix?.names ?? [""] {
        add("\(name)\(spelling)", roles, unit: unit, &vocabulary)
      }
    }
    for symbol in fields.list(4) {
      for sign in prefix?.symbols ?? [""] {
        let symbol: Substring = "\(sign)\(symbol)"
        let roles = roles.subtracting(.alone)
        add(symbol, roles, unit: unit, symbol: symbol, &vocabulary)
        guard kind == .length else { continue }
        let square: Substring = "\(symbol)2"
        let cube: Substring = "\(symbol)3"
        add(square, roles.union(.square), unit: unit, symbol: square, &vocabulary)
        add(cube, roles.union(.cube), unit: unit, symbol: cube, &vocabulary)
      }
    }
  }

  private mutating func addPower(_ fields: Fields, _ vocabulary: inout Vocabulary) {
    let power = UInt32(min(max(fields.number(6) ?? 2, 2), 3))
    table.powers.grow(to: Int(power) + 1, with: UnitTable.Text())
    table.powers[Int(power)] = text(fields[1])
    for word in fields.list(3) { add(word, .powerBefore, unit: power, &vocabulary) }
    for sign in fields.list(4) { add(sign, .powerBehind, unit: power, symbol: sign, &vocabulary) }
  }

  private mutating func addContext(
    _ fields: Fields, _ file: LexiconTable, _ vocabulary: inout Vocabulary,
    _ faults: inout [ResourceFault]
  ) {
    let marks: [Substring: UnitTable.Marks] = [
      "temperature": .temperature, "angle": .angle, "money": .money,
    ]
    guard let mark = marks[fields[2]] else {
      faults.append(
        file.fault(
          fields.row, field: fields.columns[2], "'\(fields[2])' asks for no context",
          remedy: "use one of: \(marks.keys.sorted().joined(separator: ", "))"))
      return
    }
    for word in fields.list(3) {
      for word in reader.words(of: word, &vocabulary) { self.mark(word, mark) }
    }
  }

  private mutating func addRate(
    _ fields: Fields, _ file: LexiconTable, _ faults: inout [ResourceFault]
  ) {
    guard let kind = Self.kind(fields, 2, file, &faults),
      let numerator = Self.kind(fields, 3, file, &faults),
      let denominator = Self.kind(fields, 4, file, &faults)
    else { return }
    table.rates.append(
      UnitTable.Rate(
        UnitTable.place(of: numerator), per: UnitTable.place(of: denominator),
        is: UnitTable.place(of: kind), si: text(fields[8])))
  }

  private static func kind(
    _ fields: Fields, _ field: Int, _ file: LexiconTable, _ faults: inout [ResourceFault]
  ) -> Quantity.Kind? {
    if let kind = Quantity.Kind(rawValue: String(fields[field])) { return kind }
    faults.append(
      file.fault(
        fields.row, field: fields.columns[field], "no dimension '\(fields[field])'",
        remedy: NearestName.remedy(
          for: String(fields[field]), among: Quantity.Kind.allCases.map(\.rawValue))))
    return nil
  }

  private static let uses: [(name: String, role: UnitTable.Roles)] = [
    ("alone", .alone), ("calendar", .calendar), ("part", .part), ("context", .context),
    ("doubtful", .doubtful), ("before", .before), ("common", []), ("age-before", .ageBefore),
    ("age-behind", .ageBehind), ("years", .years), ("lower", .lower), ("upper", .upper),
  ]

  private static func use(
    _ fields: Fields, _ field: Int, _ file: LexiconTable, _ faults: inout [ResourceFault]
  ) -> UnitTable.Roles? {
    var roles: UnitTable.Roles = []
    for name in fields.list(field) {
      guard let role = uses.first(where: { $0.name == name })?.role else {
        faults.append(
          file.fault(
            fields.row, field: fields.columns[field], "no use '\(name)'",
            remedy: NearestName.remedy(for: String(name), among: uses.map(\.name))))
        return nil
      }
      roles.formUnion(role)
    }
    return roles
  }
}

// MARK: - Currencies

extension UnitTableBuilder {
  mutating func addCurrencies(
    _ file: LexiconTable, _ vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    let names = [
      "role", "name", "code", "spellings", "symbols", "parts", "factor", "countries", "use",
    ]
    guard let columns = file.require(names, faults: &faults) else { return }
    let rows = file.rows.map { Fields($0, columns) }
    for fields in rows where fields.areNumbers([6], file, &faults) && fields[0] == "multiple" {
      multiples.append((fields.list(4), fields.number(6) ?? 1))
    }
    for fields in rows {
      guard let use = Self.use(fields, 8, file, &faults) else { continue }
      switch fields[0] {
      case "multiple": break
      case "scale":
        let unit = currency(fields, factor: fields.number(6) ?? 1)
        for spelling in fields.list(3) { add(spelling, .scale, unit: unit, &vocabulary) }
      case "currency", "generic", "subunit": addCurrency(fields, use, &vocabulary)
      default:
        faults.append(
          file.fault(
            fields.row, field: columns[0], "no role '\(fields[0])'",
            remedy: NearestName.remedy(
              for: String(fields[0]),
              among: ["currency", "generic", "subunit", "scale", "multiple"])))
      }
    }
  }

  /// Resolves the parts of units and currencies, once all are there.
  mutating func addParts(faults: inout [ResourceFault], in files: [LexiconTable]) {
    for (unit, parts, row) in wanted {
      table.units[Int(unit)].part = UInt32(table.parts.count)
      for part in parts.split(separator: "|") {
        let pair = part.split(separator: "=", maxSplits: 1)
        guard let place = places[String(pair[0])] else {
          let file = files.first {
            $0.rows.contains { $0.line == row.line && $0.fields == row.fields }
          }
          faults.append(
            ResourceFault(
              file?.file ?? "Lexicons/units.tsv", line: row.line,
              source: row.fields.joined(separator: "\t"), "no unit '\(pair[0])'",
              remedy: NearestName.remedy(for: String(pair[0]), among: Array(places.keys))))
          continue
        }
        let whole = table.units[Int(unit)].factor
        let factor =
          pair.count == 2 ? Double(pair[1]) ?? 0 : table.units[Int(place)].factor / whole
        table.parts.append(UnitTable.Part(unit: place, factor: factor))
      }
      table.units[Int(unit)].partCount =
        UInt32(table.parts.count) - table.units[Int(unit)].part
    }
  }

  private mutating func currency(_ fields: Fields, factor: Double) -> UInt32 {
    let unit = addUnit(fields[1], .money, code: fields[2], factor: factor, fields)
    wanted.append((unit, fields[5], fields.row))
    return unit
  }

  private mutating func addCurrency(
    _ fields: Fields, _ use: UnitTable.Roles, _ vocabulary: inout Vocabulary
  ) {
    var roles = use.union([.behind, .currency])
    if fields[0] == "generic" { roles.insert(.generic) }
    let unit = currency(fields, factor: 1)
    for spelling in fields.list(3) {
      let hasSign = Self.hasSign(spelling)
      let own = hasSign ? roles.union(.before).subtracting(.alone) : roles
      add(spelling, own, unit: unit, &vocabulary)
    }
    let isCommon = fields.list(8).contains("common")
    let sign = roles.union(.before).subtracting([.alone, .doubtful])
    for symbol in fields.list(4) {
      let isSure = Self.hasSign(symbol) || isCommon
      let isPart = fields[0] == "subunit"
      let own = isPart ? roles : isSure ? sign : sign.union(.doubtful)
      add(symbol, own, unit: unit, symbol: symbol, &vocabulary)
    }
    guard fields[0] == "currency", !fields[2].isEmpty else { return }
    let code = isCommon ? sign : sign.union([.doubtful, .capitals])
    add(fields[2], code, unit: unit, &vocabulary)
    guard isCommon else { return }
    for (symbols, factor) in multiples {
      let unit = currency(fields, factor: factor)
      for symbol in symbols {
        let symbol: Substring = "\(symbol)\(fields[2])"
        add(symbol, sign, unit: unit, symbol: symbol, &vocabulary)
      }
    }
  }

  /// Whether it is no mere word: `US$`, `€`, `B/.`
  private static func hasSign(_ spelling: Substring) -> Bool {
    spelling.unicodeScalars.contains { $0.properties.generalCategory == .currencySymbol }
  }
}

// MARK: - Phrases

extension UnitTableBuilder {
  /// Adds a spelling of a unit, or of a word beside one.
  private mutating func add(
    _ phrase: Substring, _ roles: UnitTable.Roles, unit: UInt32, symbol: Substring = "",
    _ vocabulary: inout Vocabulary
  ) {
    let words = reader.words(of: phrase, &vocabulary)
    guard let head = words.first else { return }
    let rest = Array(words.dropFirst())
    if !roles.isDisjoint(with: UnitTable.Roles.leading) {
      mark(head, rest.isEmpty ? .leading : .leadingPhrase)
    }
    byHead[head, default: []].append(
      (
        rest,
        UnitTable.Phrase(
          rest: 0, restCount: UInt32(rest.count), roles: roles, unit: unit, symbol: text(symbol))
      ))
  }

  private mutating func mark(_ word: WordID, _ mark: UnitTable.Marks) {
    let index = Int(word.value)
    table.marks.grow(to: index + 1, with: 0)
    table.marks[index] = table.marks[index] | mark.rawValue
  }

  private mutating func text(_ text: Substring) -> UnitTable.Text {
    let start = UInt32(table.letters.count)
    table.letters.append(contentsOf: Array(text.utf8).span)
    return UnitTable.Text(start: start, count: UInt32(table.letters.count) - start)
  }
}

/// The fields of a row, in the order in which they were asked for.
private struct Fields {
  let row: LexiconTable.Row
  let columns: [Int]

  init(_ row: LexiconTable.Row, _ columns: [Int]) { (self.row, self.columns) = (row, columns) }

  subscript(place: Int) -> Substring { row.fields[columns[place]] }

  func list(_ place: Int) -> [Substring] { self[place].split(separator: "|") }

  func number(_ place: Int) -> Double? { Double(self[place]) }

  func areNumbers(
    _ places: [Int], _ file: LexiconTable, _ faults: inout [ResourceFault]
  ) -> Bool {
    for place in places where !self[place].isEmpty && number(place) == nil {
      faults.append(
        file.fault(
          row, field: columns[place], "'\(self[place])' is no number",
          remedy: "write it in digits, without separators"))
      return false
    }
    return true
  }
}

extension UnitTable {
  /// Reads the two files; every fault in them is appended to `faults`.
  init(
    units: LexiconTable, currencies: LexiconTable, _ vocabulary: inout Vocabulary,
    faults: inout [ResourceFault]
  ) {
    var builder = UnitTableBuilder()
    builder.addCurrencies(currencies, &vocabulary, faults: &faults)
    builder.addUnits(units, &vocabulary, faults: &faults)
    builder.addParts(faults: &faults, in: [units, currencies])
    builder.addKeys(vocabulary)
    self = builder.finish(files: [units.file, currencies.file])
  }
}
