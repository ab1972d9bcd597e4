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
}

/// How a mention refers, as in ACE.
public enum MentionLevel: String, Sendable {
  case name, nominal, pronoun
}

/// The number of an entry in its `Lexicon`.
struct EntryID: Hashable, Sendable {
  let value: UInt32
}

/// One row of an entity lexicon.
struct LexiconEntry: Sendable {
  let id: String
  let type: EntityType
  let level: MentionLevel
  /// The canonical name.
  let name: String
  /// Index into the files of the lexicon.
  let file: Int
  /// 1-based.
  let line: Int
  /// ISO 3166 alpha-2, or empty.
  var country = ""
  /// GeoNames' code of the first-level division, with the country before it, or empty.
  var division = ""
  /// Degrees, WGS 84.
  var latitude: Double?
  var longitude: Double?
  var population = 0
  /// GeoNames' code of what kind of place it is (PPLC, ADM2, SEA), or empty.
  var feature = ""
  /// The file's own sub-class of the entry: `vessel`, `rank`, `agency`, `armed-group`.
  var kind = ""
  /// The name is a common word, given name or surname as well: it needs support from its
  /// context.
  var isAmbiguous = false
}
