import Testing

@testable import Sitrep

@Suite struct NameFinderTests {
  /// Every name is marked with its type; a row without marks must find none.
  @Test(
    "finds names and nothing else",
    arguments: [
      // persons with titles
      "President [Daniel Mwangi]PERSON spoke about bread and water on Monday.",
      "Lt. Gen. [Pedro Ruiz]PERSON took command.",
      "The visit of Defence Minister [Aisha Bello]PERSON was short.",
      "Prime Minister [Olena Kovalenko]PERSON has left the room and the country.",
      "Mr. [Okafor]PERSON left the room.",
      "President [Daniel Mwangi]PERSON spoke on Monday.",
      "Prime Minister [Olena Kovalenko]PERSON resigned.",
      "[US]GPE Defense Secretary [Walter Osei]PERSON resigned.",
      "Late that night [US]GPE Defense Secretary [Walter Hill]PERSON spoke about bread.",
      // a given name
      "The letter was signed by [Maria Silva]PERSON on Friday.",
      "A farmer, [John F. Okello]PERSON, lost his cattle.",
      // surname later
      "President [Daniel Mwangi]PERSON spoke. Later [Mwangi]PERSON left.",
      "General [Pedro Ruiz]PERSON spoke. The men cheered [Ruiz]PERSON for an hour.",
      // before a verb of speech
      "The line was cut, but [Vasquez]PERSON said nothing.",
      "The line was cut, but [Vasquez]PERSON, 34, kept on.",
      // places that no list has
      "The mill stands in [Ulverby]GPE near the road.",
      "The village of [Ulverby]GPE is small.",
      "The mill stands near [Ulverby]GPE, [Iowa]GPE.",
      "Letters to Ulverby's sister were lost.",
      "A letter from Ulverby was lost.",
      // headed runs
      "The [Lebanese Army]FORCE left the hills.",
      "Men of the [5th Mountain Brigade]FORCE rested.",
      "The [Ministry of Defence]ORG was closed.",
      // small letters, in careless text alone
      "can i get a good soup in [baghdad]GPE before noon",
      "where is a market for old maps in [san francisco]GPE [california]GPE",
      "The men sold their turkey in kabul and left in well-made boots.",
      "i like to eat turkey in front of a chad",
      // lists: organizations, media
      "[NATO]ORG and the [United Nations]ORG agreed.",
      "The [African Union]ORG met.",
      "The report by [Reuters]ORG was short.",
      "Fighters of [al-Shabaab]ORG fled.",
      "Fighters of [Al-Shabaab]ORG fled.",
      "The [UN]ORG was late.",
      // acronyms that no list has
      "Rebels of the [XQZF]ORG fled.",
      // places
      "The road from [Kabul]GPE to [Herat]GPE is shut.",
      "Snow fell in [Ukraine]GPE and [Poland]GPE.",
      "Ships crossed the [Red Sea]LOC.",
      "The [Gaza Strip]GPE is small.",
      "The men slept at [Bagram Air Base]FAC that night.",
      "Fog lay over [Port-au-Prince]GPE.",
      "Fog lay over [Port au Prince]GPE.",
      "The [U.S.]GPE was late.",
      "The [US]GPE was late.",
      "[Côte d'Ivoire]GPE and [Cote d'Ivoire]GPE are one.",
      "They reached [Kyiv]GPE's outskirts.",
      // places that no list has
      "They camped in [Zzyzxburg]GPE for a week.",
      // nationalities and groups
      "[Ukrainian]NORP and [American]NORP officials met.",
      "[Kurds]NORP fled.",
      "The [Sunni]NORP mayor left.",
      // common words
      "Reading the report took an hour.",
      "Nobody was reading in the library.",
      "The mobile phone rang twice.",
      "The turkey was cold.",
      "He had a nice chad in his hand.",
      "The troops left us on Monday.",
      "Some 1,150 [US Marines]FORCE left.",
      "They do not know who it is.",
      "March was cold and the march was long.",
      "Rain fell in June.",
      "Rain fell in August and in May.",
      "The troops will leave in March.",
      "Many went home. Some stayed. Others slept.",
      // given names that are places
      "Rain fell in [Jordan]GPE.",
      "Rain fell in [Georgia]GPE and [Chad]GPE.",
      "[Jordan]GPE closed the bridge.",
      "The king of [Jordan]GPE spoke.",
      "[Georgia]GPE and [Armenia]GPE agreed.",
      "[Chad]GPE closed its border.",
    ] as [LabelledText])
  func findsNames(_ sample: LabelledText) {
    #expect(Self.names(in: sample.text) == sample.marks)
  }

  /// The title before a person, and the country it says.
  @Test(
    "keeps the title of a person",
    arguments: [
      ("President Daniel Mwangi spoke about bread.", "President", nil),
      ("Then Kenyan President Daniel Mwangi spoke about bread.", "Kenyan President", "KE"),
      ("Then US Defense Secretary Walter Osei spoke about bread.", "US Defense Secretary", "US"),
      ("Lt. Gen. Pedro Ruiz spoke.", "Lt. Gen.", nil),
      (
        "Then Ukrainian Commander-in-Chief Colonel General Ivan Sokil spoke about bread.",
        "Ukrainian Commander-in-Chief Colonel General", "UA"
      ),
    ] as [(String, String, String?)])
  func keepsTitles(_ text: String, _ title: String, _ country: String?) throws {
    let person = try #require(Shipped.process(text).mentions.first { $0.type == .person })
    #expect(person.title == title)
    #expect(person.country == country)
  }

  @Test("a surname alone carries the whole name")
  func joinsSurnames() throws {
    let document = Shipped.process("General Pedro Ruiz spoke. On Monday Ruiz left for Lima.")
    let people = document.mentions.filter { $0.type == .person && $0.level == .name }
    #expect(people.map { document.text[$0.span] } == ["Pedro Ruiz", "Ruiz"])
    #expect(people.last?.canonical == "Pedro Ruiz")
    #expect(people.last?.rule == "people/surname")
    #expect(people.map(\.cluster).first != .some(nil))
    #expect(people.first?.cluster == people.last?.cluster)
  }

  @Test("names lie in order and apart, whatever the text")
  func keepsNamesApart() throws {
    let words = [
      "President ", "Gen. ", "John ", "Kyiv", ", ", "Ukraine", "'s ", "troops ", "of ", "the ",
      "Army ", "U.S. ", "-", " ", ".", "\n", "said ", "in ", "Xyz ", "NATO ", "12,000 ", "“", "é",
    ].map { Array($0.utf8) }
    for seed in UInt64(0)..<500 {
      var random = SeededGenerator(seed: seed)
      let text = try SourceText(decoding: random.bytes(of: words, upTo: 40))
      let document = PhraseSamples.chunks(of: String(decoding: text.bytes, as: UTF8.self)).document
      var end = 0
      for mention in document.mentions {
        #expect(mention.tokens.lowerBound >= end, "seed \(seed)")
        #expect(mention.span == document.tokens.span(of: mention.tokens), "seed \(seed)")
        end = mention.tokens.upperBound
      }
    }
  }

  private static func names(in text: String) -> [LabelledText.Mark] {
    let document = Shipped.process(text)
    return document.mentions.filter { $0.level == .name }.map {
      .init(span: $0.span, label: $0.type.rawValue, text: document.text[$0.span])
    }
  }
}
