/// Reads lines of a GeoNames dump: the 19 columns of `allCountries.txt` and of the files cut
/// from it, as their `readme.txt` gives them.
public struct GeoNamesReader: Sendable {
  /// What to leave out.
  public struct Filter: Sendable {
    public var minimumPopulation = 0
    /// The classes (`P`, `A`) and codes (`PPLC`, `ADM1`) to keep; all where there are none.
    public var featureClasses: Set<String> = []
    public var featureCodes: Set<String> = []
    /// The countries to keep; all where there are none.
    public var countries: Set<String> = []

    public init() {}
  }

  private static let columnCount = 19
  private let filter: Filter
  private var divisions: GeoNamesDivisions

  /// - Parameter divisions: The rows of tables of divisions. Their names become aliases of
  ///   the places of their codes; those that the main table leaves out get rows of their own.
  public init(_ filter: Filter, divisions: [GeoNamesDivision] = []) {
    (self.filter, self.divisions) = (filter, GeoNamesDivisions(divisions))
  }

  /// What the main table has left out, once all of its lines were read.
  public var divisionRows: [LexiconRow] {
    divisions.rows.filter { row in
      keeps("A", row.feature, row.country, Int(row.population) ?? 0)
    }
  }

  /// The row that a line makes; nil where the filter leaves it out.
  public mutating func row(_ line: ArraySlice<UInt8>) throws(ImportFault) -> LexiconRow? {
    var fields: [ArraySlice<UInt8>] = []
    fields.reserveCapacity(Self.columnCount)
    var start = line.startIndex
    for index in line.indices where line[index] == 0x09 {
      fields.append(line[start..<index])
      start = index + 1
    }
    fields.append(line[start...])
    guard fields.count == Self.columnCount else {
      throw ImportFault(
        "\(fields.count) \(fields.count == 1 ? "field" : "fields") where GeoNames has "
          + "\(Self.columnCount)",
        remedy: "give a table of the dump, as allCountries.txt or cities15000.txt, unpacked")
    }
    func text(_ column: Int) -> String { String(decoding: fields[column], as: UTF8.self) }
    let (featureClass, code, country) = (text(6), text(7), text(8))
    let population = text(14)
    let division = text(10)
    let place = "\(country).\(division)"
    let isInDivision =
      !division.isEmpty && division != "00" && !code.hasPrefix("PCL") && !divisions.lacks(place)
    if !divisions.isEmpty, isInDivision, featureClass == "P" {
      note(text(1), in: [place, "\(place).\(text(11))"], text(4), text(5), population)
    }
    guard keeps(featureClass, code, country, Int(population) ?? 0) else { return nil }
    guard !fields[0].isEmpty, fields[0].allSatisfy({ $0 &- 0x30 < 10 }) else {
      throw ImportFault("'\(text(0))' is no GeoNames id", remedy: "begin the line with a number")
    }
    var row = LexiconRow()
    row.id = "geonames:" + text(0)
    row.type = Self.type(featureClass)
    row.name = text(1)
    row.aliases = fields[3].split(separator: 0x2C).map { String(decoding: $0, as: UTF8.self) }
    if fields[2] != fields[1] { row.aliases.insert(text(2), at: 0) }
    row.country = country
    (row.latitude, row.longitude, row.population) = (text(4), text(5), population)
    row.feature = code
    if isInDivision {
      row.division = place
      let own = code == "ADM1" ? place : code == "ADM2" ? "\(place).\(text(11))" : ""
      if !own.isEmpty {
        divisions.noteRow(of: own)
        if let name = divisions.name(of: own) { row.aliases.insert(name, at: 0) }
      }
    }
    return row
  }

  private mutating func note(
    _ name: String, in codes: [String], _ latitude: String, _ longitude: String,
    _ population: String
  ) {
    // A bad coordinate is told where the row is checked.
    guard let latitude = Double(latitude), let longitude = Double(longitude) else { return }
    for code in codes {
      divisions.note(
        name, in: code, latitude: latitude, longitude: longitude,
        population: Int(population) ?? 0)
    }
  }

  private func keeps(
    _ featureClass: String, _ code: String, _ country: String, _ population: Int
  ) -> Bool {
    if population < filter.minimumPopulation { return false }
    if !filter.countries.isEmpty, !filter.countries.contains(country) { return false }
    if filter.featureClasses.isEmpty, filter.featureCodes.isEmpty { return true }
    return filter.featureClasses.contains(featureClass) || filter.featureCodes.contains(code)
  }

  /// By the classes of https://www.geonames.org/export/codes.html: A and P are governed, S
  /// is built, R leads somewhere; what is left is land and water.
  private static func type(_ featureClass: String) -> EntityType {
    switch featureClass {
    case "A", "P": .politicalPlace
    case "S", "R": .facility
    default: .location
    }
  }
}
