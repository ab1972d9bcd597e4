import Testing

@testable import Sitrep

@Suite struct PlaceResolverTests {
  /// A text with one place marked, and the country and the id of the reading it must have;
  /// an empty id where only the country matters.
  @Test(
    "chooses the reading that its neighbours say",
    arguments: [
      ("Rain fell in [Tripoli]GPE.", "LY", "geonames:2210247"),
      ("Rain fell in [Tripoli]GPE, Lebanon.", "LB", ""),
      ("Rain fell in [Tripoli]GPE, Libya.", "LY", "geonames:2210247"),
      ("Rain fell in Lebanon's [Tripoli]GPE.", "LB", ""),
      ("Rain fell in [Kyiv]GPE.", "UA", "geonames:703448"),
      ("Rain fell in [Kiev]GPE.", "UA", "geonames:703448"),
      ("Rain fell in [Georgia]GPE.", "GE", ""),
      ("Rain fell in [Atlanta]GPE, Georgia.", "US", ""),
      ("Rain fell in [Paris]GPE.", "FR", ""),
      ("Rain fell in [Birmingham]GPE, Alabama.", "US", ""),
      ("Rain fell in [Kursk Oblast]GPE.", "RU", ""),
      ("Rain fell in [Sanaa]GPE.", "YE", ""),
      ("Rain fell in [Sana'a]GPE.", "YE", ""),
      ("Rain fell in [Odessa]GPE.", "UA", ""),
      ("Rain fell in [London]GPE, Ontario.", "CA", ""),
      ("Rain fell in [Hyderabad]GPE, Pakistan.", "PK", ""),
      ("Rain fell in [Hyderabad]GPE.", "IN", ""),
      ("Rain fell in [Cordoba]GPE, Argentina.", "AR", ""),
      ("Rain fell in [Jordan]GPE.", "JO", ""),
      ("Rain fell in [Chad]GPE.", "TD", ""),
      ("Rain fell in [Mobile]GPE, Alabama.", "US", ""),
    ] as [(LabelledText, String, String)])
  func choosesReadings(_ sample: LabelledText, _ country: String, _ id: String) throws {
    let document = Shipped.process(sample.text)
    let place = try #require(document.mentions.first { $0.span == sample.marks[0].span })
    #expect(place.country == country)
    let entry = try #require(place.entry.map { Shipped.pack.lexicon[$0] })
    #expect(id.isEmpty || entry.id == id)
    #expect(entry.type.rawValue == sample.marks[0].label)
  }
}
