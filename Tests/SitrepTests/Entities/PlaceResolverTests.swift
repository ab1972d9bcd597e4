import Foundation
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

  /// The first name marked must be the place with the id.
  @Test(
    "chooses by the places around, and one for the whole document",
    arguments: [
      ("Storms hit Alabama, Florida and [Georgia]GPE.", "geonames:4197000"),
      ("[Georgia]GPE lies beside Armenia. Snow fell in Tbilisi.", "geonames:614540"),
      ("[Georgia]GPE asked the United States for bread.", "geonames:614540"),
      ("Snow fell in Atlanta. The governor of [Georgia]GPE was away.", "geonames:4197000"),
      ("Ontario is cold. Snow fell in [London]GPE.", "geonames:6058560"),
      ("Snow fell on [London]GPE. London, Ontario, is cold.", "geonames:6058560"),
      ("Snow fell on [London]GPE and Paris.", "geonames:2643743"),
      ("Rain fell in Seattle, and in Oregon and [Washington]GPE.", "geonames:5815135"),
      ("Talks between Beijing and [Washington]GPE went on.", "geonames:4140963"),
      ("The road runs to Birmingham, [Ala.]GPE and ends.", "geonames:4829764"),
      ("The road runs to Portland, [Ore.]GPE and ends.", "geonames:5744337"),
      ("The road runs to Portland, [OR]GPE and ends.", "geonames:5744337"),
      ("A hearing in [Virginia]GPE was put off.", "geonames:6254928"),
      ("[Vancouver]GPE police made no comment.", "geonames:6173331"),
      // Towns that few texts mean: behind a preposition, their kind or before their state.
      ("Snow fell in [Sindelfingen]GPE.", "geonames:2831948"),
      ("Snow fell on the German town of [Sindelfingen]GPE.", "geonames:2831948"),
      ("The mayor left the town of [Sindelfingen]GPE.", "geonames:2831948"),
      ("Steve Moore left. Snow fell in [Moore]GPE, Oklahoma.", "geonames:4542975"),
      ("The United States asked for bread. A man flew to [Geneva]GPE.", "geonames:2660646"),
    ] as [(LabelledText, String)])
  func choosesByDocument(_ sample: LabelledText, _ id: String) throws {
    let document = Shipped.process(sample.text)
    let place = try #require(document.mentions.first { $0.span == sample.marks[0].span })
    #expect(place.entry.map { Shipped.pack.lexicon[$0].id } == id)
    #expect(place.country == place.entry.map { Shipped.pack.lexicon[$0].country })
  }

  @Test(
    "leaves alone what is no place here",
    arguments: [
      "The ore. It was red", "He sold iron, or bread", "Omar Vancouver left the room",
      "The letter is for Kenny Orlando", "Regina Achterberg left the room",
      "In all, Arlington said no more",
      "Sindelfingen Hotspurs won", "The Sindelfingen Hotspurs won", "Shares of DAX fell",
    ])
  func findsNoPlace(_ text: String) {
    let document = Shipped.process(text)
    #expect(!document.mentions.contains { $0.type.isPlace })
  }

  @Test(
    "a name before a state that has no such place is another place there, all through the text",
    arguments: [
      ("Snow fell in [Edmonton]GPE, Ky., on Monday.", "US"),
      ("Snow fell in Edmonton, Ky., on Monday. [Edmonton]GPE police closed the road.", "US"),
      ("In [Moscow]GPE, Idaho, a school was closed.", "US"),
      ("Snow fell in [Aberdeen]GPE, Maryland, USA.", "US"),
      ("Snow fell near [San Rafael]GPE, Antioquia, on Monday.", "CO"),
      ("Snow fell in [Rotorua]GPE, Denmark, on Monday.", "DK"),
    ] as [(LabelledText, String)])
  func leavesElsewhere(_ sample: LabelledText, _ country: String) throws {
    let document = Shipped.process(sample.text)
    let place = try #require(document.mentions.first { $0.span == sample.marks[0].span })
    #expect(place.type == .politicalPlace && place.entry == nil && place.canonical == nil)
    #expect(place.country == country)
    #expect(place.alternatives.isEmpty)
  }

  @Test(
    "a name before what it lies in, or may lie in, keeps its place",
    arguments: [
      ("Snow fell in [Poti]GPE, Georgia.", "geonames:612366"),
      ("Snow fell in [Dublin]GPE, Texas and Ohio.", "geonames:2964574"),
      ("Snow fell in [Dublin]GPE, Texas, and Ohio.", "geonames:2964574"),
      ("Snow fell in [Dublin]GPE, Texas, Ohio and Iowa.", "geonames:2964574"),
      ("In [Paris]GPE, Texas asked for bread.", "geonames:2988507"),
      ("Snow fell in [Atlanta]GPE, Georgia, on Monday.", "geonames:4180439"),
      ("Snow fell in [Mosul]GPE, Nineveh, on Monday.", "geonames:99072"),
    ] as [(LabelledText, String)])
  func keepsPlaces(_ sample: LabelledText, _ id: String) throws {
    let document = Shipped.process(sample.text)
    let place = try #require(document.mentions.first { $0.span == sample.marks[0].span })
    #expect(place.entry.map { Shipped.pack.lexicon[$0].id } == id)
  }

  @Test(
    "a town that few texts mean gives way to a person of its name, and to a longer name",
    arguments: [
      ("Steve Moore left. A letter was sent to [Moore]PERSON.", "Moore"),
      ("Snow fell in [Tin Rotorua]GPE, Ohio.", "Tin Rotorua"),
    ] as [(LabelledText, String)])
  func givesWay(_ sample: LabelledText, _ name: String) throws {
    let document = Shipped.process(sample.text)
    let mention = try #require(document.mentions.first { $0.span == sample.marks[0].span })
    #expect(mention.type.rawValue == sample.marks[0].label)
    #expect(document.text[mention.span] == name)
  }

  /// What stands in brackets is a place, what else could be one is none.
  @Test(
    "finds a town again where its name alone would not do",
    arguments: [
      "Snow fell in [Tinvale]GPE. [Tinvale]GPE council met.",
      "[TINVALE]GPE, [Ohio]GPE — Snow fell. [Tinvale]GPE council met.",
      "Snow fell in [Tinvale]GPE. Omar Tinvale left. Tinvale said no more.",
      "Snow fell in [Tinvale]GPE. The Tinvale lost, and Tinvale 2 did.",
      "Snow fell in [Tinvale]GPE. Tinvale Brothers left.",
      "Snow fell in [Jackson]GPE. [Jackson]GPE schools were closed.",
    ] as [LabelledText])
  func findsAgain(_ sample: LabelledText) {
    let document = Shipped.process(sample.text)
    #expect(document.mentions.filter { $0.type.isPlace }.map(\.span) == sample.marks.map(\.span))
  }

  @Test("names of persons that towns share are left to the persons")
  func leavesPersons() {
    for text in ["Snow fell over Taylor Zielinski.", "The vote was won by Bill Campbell."] {
      let document = Shipped.process(text)
      #expect(!document.mentions.contains { $0.type.isPlace }, "\(text)")
    }
  }

  @Test("takes the names it is given, and finds what they mean")
  func takesGivenPlaces() throws {
    let text = "Zorx, London and Ohio State met near Kyivan. Snow fell in Paris."
    var document = Document(id: "a", text: SourceText(text))
    document.givenPlaces = TextSpan.spans(
      ofCodePoints: [0..<4, 6..<12, 17..<21, 37..<41, 60..<99], in: Array(text.utf8))
    #expect(document.givenPlaces.count == 4)
    Pipeline(Shipped.pack).process(&document)
    let places = document.mentions.filter { $0.type.isPlace }
    #expect(
      places.map { document.text[$0.span] } == ["Zorx", "London", "Ohio", "Kyiv", "Paris"])
    #expect(
      places.map { $0.entry.map { Shipped.pack.lexicon[$0].id } ?? "" } == [
        "", "geonames:2643743", "geonames:5165418", "", "geonames:2988507",
      ])
  }

  @Test("a town's name is a person's where the whole name stood before")
  func readsSurnames() throws {
    let sample: LabelledText =
      "President Daniel Orlando spoke. [Orlando]PERSON left. He lives in [Orlando]GPE."
    let document = Shipped.process(sample.text)
    for mark in sample.marks {
      #expect(document.mentions.first { $0.span == mark.span }?.type.rawValue == mark.label)
    }
  }

  @Test("says what was weighed, the best first, and the shares add up to one")
  func keepsAlternatives() throws {
    let document = Shipped.process("Snow fell on London.")
    let place = try #require(document.mentions.first)
    let ids = place.alternatives.map { Shipped.pack.lexicon[$0.entry].id }
    #expect(ids == ["geonames:2643743", "geonames:6058560"])
    #expect(place.alternatives.first?.entry == place.entry)
    let scores = place.alternatives.map(\.score)
    #expect(scores == scores.sorted(by: >))
    #expect(abs(scores.reduce(0, +) - 1) < 0.01)
    #expect(Shipped.process("Snow fell on Kabul.").mentions.first?.alternatives.isEmpty == true)
  }

  @Test("by population it looks at nothing else")
  func choosesByPopulation() throws {
    var document = Document(id: "a", text: SourceText("Snow fell on London, Ontario."))
    Pipeline(Shipped.pack, resolvingPlaces: .byPopulation).process(&document)
    #expect(document.mentions.first?.country == "GB")
    #expect(Shipped.process("Snow fell on London, Ontario.").mentions.first?.country == "CA")
  }

  @Test("a nationality is where its country is")
  func placesNationalities() throws {
    let lexicon = Shipped.pack.lexicon
    let countries = Dictionary(
      lexicon.entries.filter {
        $0.type == .politicalPlace && $0.division.isEmpty && $0.feature.isEmpty
      }
      .map { ($0.country, $0) }, uniquingKeysWith: { first, _ in first })
    let groups = lexicon.entries.filter { $0.type == .group && $0.id == "norp:\($0.country)" }
    #expect(groups.count > 150)
    for group in groups {
      #expect(group.latitude == countries[group.country]?.latitude, "\(group.id)")
      #expect(group.longitude == countries[group.country]?.longitude, "\(group.id)")
    }
  }
}

@Suite struct PlaceTests {
  @Test("logarithm and exponential are near those of the library, and rise")
  func approximates() {
    for count in [1, 9, 10, 999, 15_000, 1_000_000, 37_000_000] {
      #expect(abs(Magnitude.log10(count) - log10(Double(count))) < 0.03)
    }
    #expect(Magnitude.log10(0) == 0)
    for power in stride(from: -20.0, through: 0, by: 0.37) {
      #expect(abs(Magnitude.exp(power) / exp(power) - 1) < 0.07)
      #expect(Magnitude.exp(power) < Magnitude.exp(power + 0.1))
    }
    #expect(Magnitude.exp(0) == 1)
  }

  @Test("nearness falls with the distance, over the date line too")
  func measuresNearness() {
    let origin = (latitude: 0.0, longitude: 179.8)
    #expect(Place.nearness(origin, origin) == 1)
    #expect(abs(Place.nearness(origin, (0.9, 179.8)) - 0.5) < 0.01)
    #expect(abs(Place.nearness(origin, (0, -179.3)) - 0.5) < 0.01)
    #expect(Place.nearness((60, 0), (60, 1.8)) > Place.nearness((0, 0), (0, 1.8)))
  }
}
