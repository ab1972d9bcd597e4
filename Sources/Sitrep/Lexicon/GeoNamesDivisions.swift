/// A row of GeoNames' tables of divisions: `admin1CodesASCII.txt` and `admin2Codes.txt`, or
/// their forms in JSON.
public struct GeoNamesDivision: Sendable {
  /// Country code, a dot, and GeoNames' code of the first-level division; behind another dot
  /// that of the second level: `US.IL`, `US.IL.031`.
  public let code: String
  public let name: String
  /// The number of its place in GeoNames; empty where the table does not say it.
  public let id: String

  public init(code: String, name: String, id: String) {
    (self.code, self.name, self.id) = (code, name, id)
  }

  fileprivate var level: Int { code.utf8.count { $0 == 0x2E } }
}

/// Divisions, and where they lie by their places in the main table: the tables of divisions
/// have no coordinates.
///
/// Holds a few numbers for each division and none for a place, so that memory does not grow
/// with the main table.
struct GeoNamesDivisions: Sendable {
  private struct Extent: Sendable {
    var south = Double.infinity
    var north = -Double.infinity
    var west = Double.infinity
    var east = -Double.infinity
    /// Likewise, with longitudes from 0 to 360: for what lies astride of 180°.
    var westAround = Double.infinity
    var eastAround = -Double.infinity
    var population = 0
    /// Whether the main table has a row for it, or a place that bears its name.
    var isKnown = false

    /// Degrees; nil where no place is known.
    var middle: (latitude: Double, longitude: Double)? {
      guard south <= north else { return nil }
      let isAround = eastAround - westAround < east - west
      let (west, east) = isAround ? (westAround, eastAround) : (west, east)
      let longitude = (west + east) / 2
      return ((south + north) / 2, longitude > 180 ? longitude - 360 : longitude)
    }
  }

  private let divisions: [GeoNamesDivision]
  private var numbers: [String: Int] = [:]
  private var extents: [Extent]
  private let hasFirstLevel: Bool

  init(_ divisions: [GeoNamesDivision]) {
    self.divisions = divisions.filter { (1...2).contains($0.level) }
    for (number, division) in self.divisions.enumerated() { numbers[division.code] = number }
    extents = Array(repeating: Extent(), count: self.divisions.count)
    hasFirstLevel = self.divisions.contains { $0.level == 1 }
  }

  var isEmpty: Bool { divisions.isEmpty }

  /// Whether there are first-level divisions, and none has the code: old tables of places have
  /// codes that were given up since.
  func lacks(_ code: String) -> Bool { hasFirstLevel && numbers[code] == nil }

  /// The name of the division with a code.
  func name(of code: String) -> String? { numbers[code].map { divisions[$0].name } }

  /// Notes that the main table has the division itself.
  mutating func noteRow(of code: String) {
    if let number = numbers[code] { extents[number].isKnown = true }
  }

  /// Notes a populated place of the division with a code.
  mutating func note(
    _ name: String, in code: String, latitude: Double, longitude: Double, population: Int
  ) {
    guard let number = numbers[code] else { return }
    let around = longitude < 0 ? longitude + 360 : longitude
    extents[number].south = min(extents[number].south, latitude)
    extents[number].north = max(extents[number].north, latitude)
    extents[number].west = min(extents[number].west, longitude)
    extents[number].east = max(extents[number].east, longitude)
    extents[number].westAround = min(extents[number].westAround, around)
    extents[number].eastAround = max(extents[number].eastAround, around)
    extents[number].population += population
    if name == divisions[number].name { extents[number].isKnown = true }
  }

  /// The rows of divisions that the main table does not have: each in the middle between the
  /// outermost of its places, which lies nearer to where GeoNames has it than their mean.
  ///
  /// One that bears the name of a place in it has none, since a text means the place; nor has
  /// one without a place, since nobody could say where it is.
  var rows: [LexiconRow] {
    zip(divisions, extents).compactMap { division, extent in
      guard !extent.isKnown, let middle = extent.middle else { return nil }
      let parts = division.code.split(separator: ".")
      var row = LexiconRow()
      row.id =
        division.id.isEmpty
        ? "geonames-admin\(division.level):\(division.code)" : "geonames:\(division.id)"
      row.type = .politicalPlace
      row.name = division.name
      row.country = String(parts[0])
      row.division = "\(parts[0]).\(parts[1])"
      (row.latitude, row.longitude) = (
        Self.degrees(middle.latitude), Self.degrees(middle.longitude)
      )
      row.population = "\(extent.population)"
      row.feature = "ADM\(division.level)"
      return row
    }
  }

  /// With two decimals: a kilometre, and more than a middle can be relied on.
  private static func degrees(_ degrees: Double) -> String {
    let hundredths = Int((degrees * 100).rounded())
    let size = hundredths.magnitude
    let decimals = size % 100
    return "\(hundredths < 0 ? "-" : "")\(size / 100).\(decimals < 10 ? "0" : "")\(decimals)"
  }
}
