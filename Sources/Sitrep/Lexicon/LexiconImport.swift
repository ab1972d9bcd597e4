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

  /// The options that a careful import gives every row, besides `ambiguous`.
  public static let carefulColumns = ["case", "whole"]

  let pack: Pack
  /// Whether aliases in other scripts than Latin are kept.
  let keepsAllScripts: Bool
  /// Whether what could be harmful is left out, and the rest asks for context.
  let isCareful: Bool
  /// Hashes of the ids that were made up.
  private var made: Set<UInt64> = []
  /// Hashes of the ids, and of the divisions, that the lexicons have already.
  private let taken: Set<UInt64>
  /// Hashes of what the persons of the lexicons are called for short.
  private let lastNames: Set<UInt64>
  public private(set) var rows = 0
  /// How many rows were left out since the lexicons have an entry with their id, or for their
  /// division.
  public private(set) var knownRows = 0
  /// How many rows were left out since no script that is kept has their name.
  public private(set) var unreadableRows = 0
  /// How many rows a careful import has left out.
  public private(set) var harmfulRows = 0
  public internal(set) var droppedAliases = 0

  public init(_ pack: Pack, keepsAllScripts: Bool, isCareful: Bool = false) {
    (self.pack, self.keepsAllScripts, self.isCareful) = (pack, keepsAllScripts, isCareful)
    var taken: Set<UInt64> = []
    var lastNames: Set<UInt64> = []
    for entry in pack.lexicon.entries {
      taken.insert(Self.hash(entry.id))
      // Of people with an office: half of all surnames are those of some sportsman.
      if entry.type == .person, entry.level == .name, !entry.kind.isEmpty,
        let last = entry.name.split(separator: " ").last
      {
        lastNames.insert(Self.hash(String(last)))
      }
      if entry.type == .politicalPlace, !entry.division.isEmpty,
        let key = Self.key(feature: entry.feature, entry.division, entry.name)
      {
        taken.insert(key)
      }
    }
    (self.taken, self.lastNames) = (taken, lastNames)
  }

  /// The lines above the rows.
  public func header(source: String, licence: String) -> [UInt8] {
    let columns = Self.columns + (isCareful ? Self.carefulColumns : [])
    let lines = [
      "# source: \(source)", "# licence: \(licence)", "# sorted: no",
      columns.joined(separator: "\t"),
    ]
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// Appends a row as a line; leaves it out where the lexicons have an entry with its id, so
  /// that what is imported can lie beside them. O(letters).
  public mutating func append(_ row: LexiconRow, to lines: inout [UInt8]) throws(ImportFault) {
    guard !row.name.allSatisfy({ $0.isWhitespace || $0 == "|" }) else {
      throw ImportFault("there is no name", remedy: "give the entry a name, or leave it out")
    }
    guard let name = canonicalName(of: row) else {
      unreadableRows += 1
      return
    }
    let id = try row.id.isEmpty ? newID(row.type, name) : Self.cleaned(row.id)
    let division = Self.key(feature: row.feature, row.division, name)
    guard !taken.contains(Self.hash(id)), division.map(taken.contains) != true else {
      knownRows += 1
      return
    }
    guard !isCareful || isHarmless(name, row) else {
      harmfulRows += 1
      return
    }
    try Self.check(row.latitude, 90)
    try Self.check(row.longitude, 180)
    if !row.population.isEmpty, Int(row.population) == nil {
      throw ImportFault(
        "'\(row.population)' is no population", remedy: "give a whole number, or nothing")
    }
    let people = row.population == "0" ? "" : row.population
    let asksForContext =
      row.level == .name && (isCareful || isCommon(name) || meansOther(name, row))
    var fields: [String] = [
      id, row.type.rawValue, row.level.rawValue, name, aliases(row, name), row.country,
      row.division, row.latitude, row.longitude, people, row.feature, row.kind,
      asksForContext ? "yes" : "",
    ]
    if isCareful { fields += [needsItsCapitals(name) ? "sensitive" : "", "yes"] }
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

  /// What tells one division from another: its code, or that of the first level and its name;
  /// nil for what is none. A first-level division may leave its feature code out.
  private static func key(feature: String, _ division: String, _ name: String) -> UInt64? {
    switch feature {
    case "", "ADM1": division.isEmpty ? nil : hash("ADM1\u{0}\(division)")
    case "ADM2":
      hash("ADM2\u{0}\(division)\u{0}" + String(decoding: Folding.fold(name), as: UTF8.self))
    default: nil
    }
  }

  /// Whether a person of the lexicons is called so for short.
  func isLastName(_ name: String) -> Bool { lastNames.contains(Self.hash(name)) }

  /// FNV-1a, of 64 bits: the same on every run.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
