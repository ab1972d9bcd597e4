#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// References to the Military Grid Reference System, as `37U DQ 12345 67890`.
///
/// Zones, bands and squares as in NGA.STND.0037 (Universal Grids and Grid Reference Systems);
/// the polar bands A, B, Y and Z are left out. From the plane to the ellipsoid by Krüger's
/// series to the third order (Karney 2011, "Transverse Mercator with an accuracy of a few
/// nanometers", eqs. 15 and 36), which is exact to less than a millimetre within a zone.
enum MilitaryGrid {
  /// The middle of the square that a reference names, WGS 84; nil where there is no
  /// such square.
  static func coordinates(_ reference: String) -> Coordinates? {
    var rest = reference.uppercased().filter { !$0.isWhitespace }[...]
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    guard let zone = Int(digits), (1...60).contains(zone), let band = rest.popFirst(),
      let bandIndex = bands.firstIndex(of: band), let column = rest.popFirst(),
      let row = rest.popFirst(), rest.count % 2 == 0, rest.count <= 10,
      rest.allSatisfy({ $0.isASCII && $0.isNumber }),
      let columnIndex = columns[(zone - 1) % 3].firstIndex(of: column),
      let rowIndex = rows.firstIndex(of: row)
    else { return nil }
    let half = rest.count / 2
    let unit = (0..<(5 - half)).reduce(1.0) { size, _ in size * 10 }
    let easting =
      Double(columnIndex + 1) * 100_000 + ((Double(rest.prefix(half)) ?? 0) + 0.5) * unit
    // Rows repeat every 2,000 km, and begin at F in every second zone.
    let shifted = (rowIndex + (zone % 2 == 0 ? 15 : 0)) % 20
    var northing = Double(shifted) * 100_000 + ((Double(rest.suffix(half)) ?? 0) + 0.5) * unit
    let south = Double(bandIndex) * 8 - 80
    let isSouthern = south < 0
    // No square of the band begins further below its edge than its own height, and what `arc`
    // is off by.
    let least = arc(south) * scale + (isSouthern ? falseNorthing : 0) - 120_000
    while northing < least { northing += 2_000_000 }
    let point = degrees(easting, isSouthern ? northing - falseNorthing : northing, zone)
    // A band is 8° high, the last 12°, and a zone 6° wide, but for some around Norway; a square
    // across an edge has part of it beyond.
    let isWide = band == "V" || band == "X"
    guard let point, point.latitude > south - 1, point.latitude < south + (band == "X" ? 13 : 9),
      abs(point.longitude - Double(zone * 6 - 183)) < (isWide ? 7 : 4)
    else { return nil }
    return point
  }

  private static let bands = Array("CDEFGHJKLMNPQRSTUVWX")
  private static let columns = [Array("ABCDEFGH"), Array("JKLMNPQR"), Array("STUVWXYZ")]
  private static let rows = Array("ABCDEFGHJKLMNPQRSTUV")

  // WGS 84 and the Universal Transverse Mercator.
  private static let radius = 6_378_137.0
  private static let flattening = 1 / 298.257223563
  private static let scale = 0.9996
  private static let falseNorthing = 10_000_000.0
  /// The third flattening.
  private static let n = flattening / (2 - flattening)
  /// The radius of the circle as long as a meridian.
  private static let rectifying = radius / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64)

  /// How far along the meridian a latitude is from the equator, in metres, to 20 km.
  private static func arc(_ latitude: Double) -> Double { latitude * .pi / 180 * rectifying }

  /// - Parameter northing: From the equator, negative in the south.
  private static func degrees(_ easting: Double, _ northing: Double, _ zone: Int) -> Coordinates? {
    let xi = northing / (scale * rectifying)
    let eta = (easting - 500_000) / (scale * rectifying)
    let beta = [
      n / 2 - 2 * n * n / 3 + 37 * n * n * n / 96, n * n / 48 + n * n * n / 15,
      17 * n * n * n / 480,
    ]
    var (x, y) = (xi, eta)
    for (index, factor) in beta.enumerated() {
      let multiple = Double(2 * (index + 1))
      x -= factor * sin(multiple * xi) * cosh(multiple * eta)
      y -= factor * cos(multiple * xi) * sinh(multiple * eta)
    }
    let chi = asin(sin(x) / cosh(y))
    let delta = [
      2 * n - 2 * n * n / 3 - 2 * n * n * n, 7 * n * n / 3 - 8 * n * n * n / 5,
      56 * n * n * n / 15,
    ]
    let latitude = delta.enumerated().reduce(chi) { sum, term in
      sum + term.element * sin(Double(2 * (term.offset + 1)) * chi)
    }
    let longitude = Double(zone * 6 - 183) + atan2(sinh(y), cos(x)) * 180 / .pi
    return Coordinates(latitude: latitude * 180 / .pi, longitude: longitude)
  }
}
