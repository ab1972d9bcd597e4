/// A row of an entity lexicon on its way in from another source.
public struct LexiconRow: Sendable {
  public var id = ""
  public var type = EntityType.organization
  public var level = MentionLevel.name
  public var name = ""
  public var aliases: [String] = []
  public var country = ""
  public var division = ""
  /// As written, in degrees; empty where there is none.
  public var latitude = ""
  public var longitude = ""
  public var population = ""
  public var feature = ""
  public var kind = ""

  public init() {}
}

/// Why a line of a source makes no row.
public struct ImportFault: Error, Equatable, Sendable {
  public let problem: String
  public let remedy: String

  public init(_ problem: String, remedy: String) {
    (self.problem, self.remedy) = (problem, remedy)
  }
}

/// Turns rows from another source into lines of a lexicon: checks them, leaves out aliases
/// that no text would mean, and marks names that are common words.
///
/// Keeps nothing of a row but a number for its id where that had to be made up, so that
/// memory does not grow with a table that brings its own.
public struct LexiconImport: Sendable {
  public static let columns = [
    "id", "type", "level", "name", "aliases", "country", "admin1", "latitude", "longitude",
    "population", "feature", "class", "ambiguous",
  ]

  private let pack: Pack
  /// Whether aliases in other scripts than Latin are kept.
  private let keepsAllScripts: Bool
  /// Hashes of the ids that were made up.
  private var made: Set<UInt64> = []
  /// Hashes of the ids that the lexicons have already.
  private let taken: Set<UInt64>
  public private(set) var rows = 0
  /// How many rows were left out since the lexicons have an entry with their id.
  public private(set) var knownRows = 0
  public private(set) var droppedAliases = 0

  public init(_ pack: Pack, keepsAllScripts: Bool) {
    (self.pack, self.keepsAllScripts) = (pack, keepsAllScripts)
    taken = Set(pack.lexicon.entries.map { Self.hash($0.id) })
  }

  /// The lines above the rows.
  public static func header(source: String, licence: String) -> [UInt8] {
    let lines = [
      "# source: \(source)", "# licence: \(licence)", "# sorted: no",
      columns.joined(separator: "\t"),
    ]
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// Appends a row as a line; leaves it out where the lexicons have an entry with its id, so
  /// that what is imported can lie beside them. O(letters).
  public mutating func append(_ row: LexiconRow, to lines: inout [UInt8]) throws(ImportFault) {
    let name = Self.cleaned(row.name)
    guard !name.isEmpty else {
      throw ImportFault("there is no name", remedy: "give the entry a name, or leave it out")
    }
    let id = try row.id.isEmpty ? newID(row.type, name) : Self.cleaned(row.id)
    guard !taken.contains(Self.hash(id)) else {
      knownRows += 1
      return
    }
    try Self.check(row.latitude, 90)
    try Self.check(row.longitude, 180)
    if !row.population.isEmpty, Int(row.population) == nil {
      throw ImportFault(
        "'\(row.population)' is no population", remedy: "give a whole number, or nothing")
    }
    let people = row.population == "0" ? "" : row.population
    let fields: [String] = [
      id, row.type.rawValue, row.level.rawValue, name, aliases(row, name), row.country,
      row.division, row.latitude, row.longitude, people, row.feature, row.kind,
      row.level == .name && isCommon(name) ? "yes" : "",
    ]
    for (index, field) in fields.enumerated() {
      if index > 0 { lines.append(0x09) }
      lines.append(contentsOf: field.utf8)
    }
    lines.append(0x0A)
    rows += 1
  }

  private static func check(_ degrees: String, _ limit: Double) throws(ImportFault) {
    guard !degrees.isEmpty else { return }
    guard let number = Double(degrees), abs(number) <= limit else {
      throw ImportFault(
        "'\(degrees)' is no coordinate", remedy: "give degrees between -\(limit) and \(limit)")
    }
  }

  /// `ORG` and `Border Guard Bureau` → `org:border-guard-bureau`, with a number behind
  /// where another term has that already.
  private mutating func newID(_ type: EntityType, _ name: String) throws(ImportFault) -> String {
    let folded = String(decoding: Folding.fold(name), as: UTF8.self)
    let words = folded.split { !$0.isLetter && !$0.isNumber }
    let slug = type.rawValue.lowercased() + ":" + words.joined(separator: "-")
    guard made.insert(Self.hash(slug + "\u{0}" + folded)).inserted
    else {
      throw ImportFault(
        "'\(name)' stands there already", remedy: "leave out one, or give both an id")
    }
    var (id, number) = (slug, 1)
    while !made.insert(Self.hash(id)).inserted {
      number += 1
      id = "\(slug)-\(number)"
    }
    return id
  }

  /// FNV-1a, of 64 bits: the same on every run.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

// MARK: - Names

extension LexiconImport {
  /// Without what parts fields and aliases, and with single blanks.
  private static func cleaned(_ text: String) -> String {
    guard
      text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7C }) || text.utf8.first == 0x20
        || text.utf8.last == 0x20 || text.contains("  ")
    else { return text }
    return text.split { $0.isWhitespace || $0 == "|" || $0 == "\0" }.joined(separator: " ")
  }

  /// The aliases worth having, joined: none twice, and none that a text would not mean.
  private mutating func aliases(_ row: LexiconRow, _ name: String) -> String {
    guard !row.aliases.isEmpty else { return "" }
    var kept = ""
    var seen: [[UInt8]] = [Folding.fold(name)]
    for alias in row.aliases {
      let alias = Self.cleaned(alias)
      let folded = Folding.fold(alias)
      guard isUseful(alias, row), !seen.contains(folded) else {
        droppedAliases += 1
        continue
      }
      seen.append(folded)
      if !kept.isEmpty { kept += "|" }
      kept += alias
    }
    return kept
  }

  /// Whether an alias is more than a letter, a code, an address, another script, or a
  /// common word: that would make the whole entry doubtful for the sake of one alias.
  private func isUseful(_ alias: String, _ row: LexiconRow) -> Bool {
    let bytes = alias.utf8
    guard bytes.count > 1, !alias.contains("://") else { return false }
    let hasDigit = bytes.contains { $0 &- 0x30 < 10 }
    let hasSmall = bytes.contains { $0 &- 0x61 < 26 || $0 >= 0x80 }
    // LON, RU-KUR, Q649: what tables call a place, and newspapers do not. Organizations are
    // called by their acronyms.
    let isPlace = [.politicalPlace, .location, .facility].contains(row.type)
    if !hasSmall, isPlace, hasDigit || bytes.count <= 3 || alias.contains("-") { return false }
    if !keepsAllScripts, !Self.isLatin(alias) { return false }
    return row.level != .name || !isCommon(alias)
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

  /// Whether a name is one word that is a common word, or a given name, too.
  private func isCommon(_ name: String) -> Bool {
    guard !name.utf8.contains(0x20), !name.utf8.allSatisfy({ $0 &- 0x41 < 26 }) else {
      return false
    }
    return pack.isCommonWord(name)
  }
}
