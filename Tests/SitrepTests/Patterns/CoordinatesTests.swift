import Testing

@testable import Sitrep

@Suite struct CoordinatesTests {
  @Test(
    "reads degrees as texts write them",
    arguments: [
      ("48.5", "37.25", 48.5, 37.25), ("-12.5", "−77", -12.5, -77),
      ("48°30'N", "37°15'E", 48.5, 37.25), ("12°04′30″S", "77° 30' W", -12.075, -77.5),
      ("N48°30.6'", "W 4°", 48.51, -4), ("3 degrees 30 minutes south", "1 degree west", -3.5, -1),
      ("35º12’N", "129º06’ east", 35.2, 129.1),
    ])
  func reads(_ latitude: String, _ longitude: String, _ north: Double, _ east: Double) throws {
    let point = try #require(Coordinates(latitude: latitude, longitude: longitude))
    #expect((point.latitude, point.longitude) == (north, east))
  }

  @Test(
    "refuses what is no place",
    arguments: [
      ("91", "0"), ("0", "181"), ("48°60'N", "37°E"), ("48°E", "37°E"), ("48°N", "37°N"),
      ("-48°N", "37°E"), ("", ""), ("north", "east"), ("1 2 3 4", "5"), ("1.2.3", "4"),
      ("48°N N", "37°E"),
    ])
  func refuses(_ latitude: String, _ longitude: String) {
    #expect(Coordinates(latitude: latitude, longitude: longitude) == nil)
  }

  /// As NGA's GEOTRANS has them.
  @Test(
    "reads the military grid",
    arguments: [
      ("31N AA 66021 00000", 0.0000045, 0.0000005), ("33TWN0000000000", 46.9535337, 15.0000066),
      ("56HLH3487652284", -33.8568346, 151.2150391), ("18TWL8396907369", 40.7129656, -74.0058776),
      ("37U DQ 12345 67890", 49.3574212, 37.7929190), ("33XVG7459143593", 77.8654944, 13.9171625),
      ("32VKN5000050000", 60.8065336, 4.4030559),
      ("19FDV00000000", -55.0367050, -70.5646858), ("40RBN5000050000", 24.8445207, 54.5261482),
    ])
  func readsGrid(_ reference: String, _ latitude: Double, _ longitude: Double) throws {
    let point = try #require(MilitaryGrid.coordinates(reference))
    #expect(abs(point.latitude - latitude) < 1e-6, "\(point)")
    #expect(abs(point.longitude - longitude) < 1e-6, "\(point)")
  }

  @Test(
    "refuses squares that there are not",
    arguments: [
      "0UDQ1234", "61UDQ1234", "37IDQ1234", "37UAQ1234", "37UDW1234", "37UDQ123", "37UDQ12a4", "",
      "37U", "37UDQ123456789012", "37NDQ12ü4",
    ])
  func refusesGrid(_ reference: String) {
    #expect(MilitaryGrid.coordinates(reference) == nil)
  }
}
