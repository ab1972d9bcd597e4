#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A point on the Earth, in degrees.
struct GeoPoint: Equatable, Sendable {
  var latitude: Double
  var longitude: Double

  /// The mean radius that IUGG gives, in kilometres.
  static let radius = 6371.0088

  /// Kilometres along the great circle, by the haversine formula.
  func distance(to other: GeoPoint) -> Double {
    let radians = Double.pi / 180
    let up = sin((other.latitude - latitude) * radians / 2)
    let across = sin((other.longitude - longitude) * radians / 2)
    let cosines = cos(latitude * radians) * cos(other.latitude * radians)
    return 2 * Self.radius * asin(min(1, (up * up + cosines * across * across).squareRoot()))
  }
}
