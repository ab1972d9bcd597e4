/// What a mention is, in the words of OntoNotes 5, and two of this field.
public enum EntityType: String, Sendable, CaseIterable {
  case person = "PERSON"
  case organization = "ORG"
  /// Countries, divisions, cities: places with a government.
  case politicalPlace = "GPE"
  /// Places without one: seas, regions, mountains, borders.
  case location = "LOC"
  case facility = "FAC"
  /// Nationalities, religious and political groups.
  case group = "NORP"
  case event = "EVENT"
  /// People under arms: a named unit, or "several thousand troops".
  case force = "FORCE"
  /// Weapons, vehicles, vessels, aircraft.
  case equipment = "EQUIPMENT"
  /// Laws, resolutions, orders: named documents that bind.
  case law = "LAW"
  /// What one thing is found by: an address, a number, the code of a document or flight.
  case identifier = "IDENTIFIER"

  /// Whether it is a place, with a government or without.
  var isPlace: Bool { self == .politicalPlace || self == .location || self == .facility }
}

/// How a mention refers, as in ACE.
public enum MentionLevel: String, Sendable {
  case name, nominal, pronoun
}

/// The number of an entry in its `Lexicon`.
struct EntryID: Hashable, Sendable {
  let value: UInt32
}

/// One row of an entity lexicon, read from the columns of its `Lexicon` when asked.
struct LexiconEntry: Sendable {
  private let record: EntryRecord
  private let texts: LexiconTexts

  init(_ record: EntryRecord, _ texts: LexiconTexts) { (self.record, self.texts) = (record, texts) }

  /// Unique in all lexicons. Makes a string.
  var id: String { texts.text(at: record.id, length: record.idLength) }
  /// The canonical name. Makes a string.
  var name: String { texts.text(at: record.name, length: record.nameLength) }
  var type: EntityType { EntityType(code: record.type) }
  var level: MentionLevel { MentionLevel(code: record.level) }
  /// Index into the files of the lexicon.
  var file: Int { Int(record.file) }
  /// 1-based.
  var line: Int { Int(record.line) }
  /// ISO 3166 alpha-2, or empty.
  var country: String { texts.symbol(record.country) }
  /// GeoNames' code of the first-level division, with the country before it, or empty.
  var division: String { texts.symbol(record.division) }
  /// Degrees, WGS 84.
  var latitude: Double? { EntryRecord.degrees(record.latitude) }
  var longitude: Double? { EntryRecord.degrees(record.longitude) }
  var population: Int { Int(record.population) }
  /// GeoNames' code of what kind of place it is (PPLC, ADM2, SEA), or empty.
  var feature: String { texts.symbol(record.feature) }
  /// The file's own sub-class of the entry: `vessel`, `rank`, `agency`, `armed-group`.
  var kind: String { texts.symbol(record.kind) }
  /// The name is a common word, given name or surname as well: it needs support from its
  /// context.
  var isAmbiguous: Bool { record.flags & EntryRecord.ambiguous != 0 }
  /// Whether its names ask for context and for standing by themselves, as those of places that
  /// few texts mean do.
  var isLesser: Bool { isAmbiguous && record.flags & EntryRecord.whole != 0 }
  /// Whether GeoNames' code says that it is a populated place.
  var isTown: Bool { feature.utf8.starts(with: "PPL".utf8) }
  /// What else the row asks for.
  var options: EntryOptions { record.options }
}

/// An entry as a pack holds it: 64 bytes, of which none is unused.
struct EntryRecord: Sendable {
  /// Where its id and its name begin in the letters of the lexicon.
  var id: UInt32 = 0
  var name: UInt32 = 0
  /// In bytes.
  var idLength: UInt16 = 0
  var nameLength: UInt16 = 0
  /// In 10⁻⁷ degrees, a centimetre, which any decimal fraction of so many places comes back
  /// from unchanged; `noDegrees` where there are none.
  var latitude = noDegrees
  var longitude = noDegrees
  var population: UInt32 = 0
  /// Symbols of the lexicon; 0 is the empty one.
  var country: UInt32 = 0
  var division: UInt32 = 0
  var feature: UInt32 = 0
  var kind: UInt32 = 0
  var line: UInt32 = 0
  var file: UInt16 = 0
  /// Of bits: `ambiguous`, `whole`.
  var flags: UInt16 = 0
  var type: UInt16 = 0
  var level: UInt16 = 0
  var priority: Int16 = 0
  /// Holds the place of two bytes, so that there is no padding.
  private var reserved: UInt16 = 0
  /// As in `EntryOptions`.
  var from = Int32.min
  var until = Int32.max

  static let ambiguous: UInt16 = 1
  static let whole: UInt16 = 2
  static let noDegrees = Int32.min

  var options: EntryOptions {
    EntryOptions(
      isWhole: flags & Self.whole != 0,
      needsContext: flags & Self.ambiguous != 0 && type != EntityType.politicalPlace.code,
      priority: priority, from: from, until: until)
  }

  static func degrees(_ stored: Int32) -> Double? {
    stored == noDegrees ? nil : Double(stored) / 1e7
  }

  /// - Precondition: `degrees` lies between -180 and 180.
  static func stored(_ degrees: Double?) -> Int32 {
    degrees.map { Int32(($0 * 1e7).rounded()) } ?? noDegrees
  }
}

extension EntityType {
  /// What stands for the type in a pack.
  var code: UInt16 {
    switch self {
    case .person: 0
    case .organization: 1
    case .politicalPlace: 2
    case .location: 3
    case .facility: 4
    case .group: 5
    case .event: 6
    case .force: 7
    case .equipment: 8
    case .law: 9
    case .identifier: 10
    }
  }

  /// The type that a code stands for; one that stands for none is a person's.
  init(code: UInt16) {
    self =
      switch code {
      case 1: .organization
      case 2: .politicalPlace
      case 3: .location
      case 4: .facility
      case 5: .group
      case 6: .event
      case 7: .force
      case 8: .equipment
      case 9: .law
      case 10: .identifier
      default: .person
      }
  }
}

extension MentionLevel {
  /// What stands for the level in a pack.
  var code: UInt16 {
    switch self {
    case .name: 0
    case .nominal: 1
    case .pronoun: 2
    }
  }

  /// The level that a code stands for; one that stands for none is a name's.
  init(code: UInt16) { self = code == 1 ? .nominal : code == 2 ? .pronoun : .name }
}
