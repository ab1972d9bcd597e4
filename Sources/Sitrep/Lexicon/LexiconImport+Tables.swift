/// Cuts comma- or tab-separated text into records, by RFC 4180: quotes double inside quotes,
/// and a quoted field may hold commas and line breaks.
///
/// Why not a package: those for Swift want the whole text as one string, and a table may be
/// larger than memory.
public struct RecordSplitter: Sendable {
  private let separator: UInt8
  private var fields: [String] = []
  private var field: [UInt8] = []
  private var isQuoted = false
  private var wasQuote = false

  public init(separator: UInt8) { self.separator = separator }

  /// Whether a quoted field goes on in the next line.
  public var isOpen: Bool { isQuoted && !wasQuote }

  /// Takes a line without its end; gives the record that ends with it, or nil where a quoted
  /// field goes on.
  public mutating func take(_ line: ArraySlice<UInt8>) -> [String]? {
    if isQuoted { field.append(0x0A) }
    for byte in line where byte != 0x0D || isQuoted {
      if isQuoted {
        takeQuoted(byte)
      } else if byte == separator {
        endField()
      } else if byte == 0x22, field.isEmpty {
        isQuoted = true
      } else {
        field.append(byte)
      }
    }
    if wasQuote { (isQuoted, wasQuote) = (false, false) }
    guard !isQuoted else { return nil }
    endField()
    defer { fields = [] }
    return fields
  }

  private mutating func takeQuoted(_ byte: UInt8) {
    switch (wasQuote, byte) {
    case (false, 0x22): wasQuote = true
    case (false, _): field.append(byte)
    case (true, 0x22):
      field.append(byte)
      wasQuote = false
    case (true, _):
      // The quotes are closed: what follows belongs to the field as it stands.
      (isQuoted, wasQuote) = (false, false)
      if byte == separator { endField() } else if byte != 0x0D { field.append(byte) }
    }
  }

  private mutating func endField() {
    fields.append(String(decoding: field, as: UTF8.self))
    field.removeAll(keepingCapacity: true)
  }
}

/// Which column of a table gives which property of a row.
public struct ColumnMap: Sendable {
  /// The properties that a column can give.
  public static let properties = [
    "id", "type", "level", "name", "aliases", "country", "admin1", "latitude", "longitude",
    "population", "feature", "class",
  ]
  /// What parts the aliases in a field: a spreadsheet has one of these.
  private static let aliasSeparators: Set<Character> = ["|", ";"]

  private var places: [String: Int] = [:]
  private let defaults: LexiconRow

  /// - Parameters:
  ///   - map: Our property to their column, by name or by number from 1.
  ///   - columns: The names of their columns.
  ///   - defaults: What rows have where no column says it.
  public init(
    _ map: [(property: String, column: String)], columns: [String], defaults: LexiconRow
  ) throws(ImportFault) {
    self.defaults = defaults
    for (property, column) in map {
      guard Self.properties.contains(property) else {
        throw ImportFault(
          "a row has no '\(property)'",
          remedy: NearestName.remedy(for: property, among: Self.properties))
      }
      let number = Int(column).map { $0 - 1 }
      guard let place = columns.firstIndex(of: column) ?? number, columns.indices.contains(place)
      else {
        throw ImportFault(
          "the table has no column '\(column)'",
          remedy: NearestName.remedy(for: column, among: columns))
      }
      places[property] = place
    }
    guard places["name"] != nil else {
      throw ImportFault("no column gives the name", remedy: "add name=COLUMN to --map")
    }
  }

  /// The row that a record makes.
  public func row(_ fields: [String]) throws(ImportFault) -> LexiconRow {
    if let last = places.values.max(), last >= fields.count {
      throw ImportFault(
        "\(fields.count) \(fields.count == 1 ? "field" : "fields"), and the map asks for number "
          + "\(last + 1)", remedy: "give every row all its fields")
    }
    func text(_ property: String, _ usual: String = "") -> String {
      places[property].map { fields[$0] } ?? usual
    }
    var row = defaults
    if places["type"] != nil { row.type = try LexiconRow.type(text("type")) }
    if places["level"] != nil {
      guard let level = MentionLevel(rawValue: text("level")) else {
        throw ImportFault("no level '\(text("level"))'", remedy: "use name, nominal or pronoun")
      }
      row.level = level
    }
    (row.id, row.name) = (text("id"), text("name"))
    row.aliases = text("aliases").split { Self.aliasSeparators.contains($0) }.map {
      String($0.drop { $0 == " " })
    }
    (row.country, row.division) = (text("country", row.country), text("admin1"))
    (row.latitude, row.longitude) = (text("latitude"), text("longitude"))
    (row.population, row.feature) = (text("population"), text("feature"))
    row.kind = text("class", row.kind)
    return row
  }
}

extension LexiconRow {
  /// The type with a name.
  public static func type(_ name: String) throws(ImportFault) -> EntityType {
    if let type = EntityType(rawValue: name) { return type }
    throw ImportFault(
      "no entity type '\(name)'",
      remedy: NearestName.remedy(for: name, among: EntityType.allCases.map(\.rawValue)))
  }
}
