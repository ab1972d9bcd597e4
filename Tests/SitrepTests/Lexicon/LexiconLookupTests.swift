import Testing

@testable import Sitrep

@Suite struct LexiconLookupTests {
  @Test(
    "sees through accents, hyphens and case, and says what was typed otherwise",
    arguments: [
      ("Port-au-Prince", true), ("port au prince", false), ("PORT AU PRINCE", true),
      ("Pört-au-Prince", true),
    ])
  func findsTerms(_ term: String, _ isAsTyped: Bool) throws {
    let reading = try #require(Shipped.pack.lookUp(term).readings.first)
    #expect(
      (reading.name, reading.country, reading.type) == ("Port-au-Prince", "HT", .politicalPlace))
    #expect(reading.isAsTyped == isAsTyped)
    #expect(reading.file == "Lexicons/places/cities.tsv" && reading.line > 1)
  }

  @Test("tells word classes, options and all readings")
  func tellsAll() {
    let march = Shipped.pack.lookUp("said")
    #expect(march.readings.isEmpty && march.wordClasses.contains("past tense"))
    let zaire = Shipped.pack.lookUp("Zaire").readings
    #expect(zaire.contains { $0.options == ["from 1971-10-27", "until 1997-05-17"] })
    #expect(zaire.contains { $0.name == "Democratic Republic of the Congo" })
  }

  @Test("offers the nearest name where nothing is found")
  func offersNearest() {
    let lookup = Shipped.pack.lookUp("Afganistan")
    #expect(lookup.readings.isEmpty && lookup.nearest == "Afghanistan")
    #expect(Shipped.pack.lookUp("Qqqzzzxxxwwwvvvkkk").nearest == nil)
    #expect(Shipped.pack.lookUp("").readings.isEmpty)
  }
}
