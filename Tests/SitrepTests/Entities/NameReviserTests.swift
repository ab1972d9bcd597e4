import Testing

@testable import Sitrep

@Suite struct NameReviserTests {
  /// A text, and its names with their types.
  @Test(
    "companies, teams and long names of persons are told by what stands beside them",
    arguments: [
      ("Profits of General Motors Corp rose.", ["General Motors Corp ORG"]),
      ("He left Zorbex Holdings, Inc. last year.", ["Zorbex Holdings, Inc. ORG"]),
      ("Boston Ltd paid.", ["Boston Ltd ORG"]),
      (
        "Leeds 0 Everton 1; Coventry 12 Wimbledon 3.",
        [
          "Leeds ORG", "Everton ORG", "Coventry ORG", "Wimbledon ORG",
        ]
      ),
      ("Kenya 2 Ghana 1.", ["Kenya GPE", "Ghana GPE"]),
      ("In London 3 Paris 4 streets were closed.", ["London GPE", "Paris GPE"]),
      ("German Chancellor Angela Merkel spoke.", ["German NORP", "Angela Merkel PERSON"]),
    ])
  func revisesNames(_ text: String, _ names: [String]) {
    let document = Shipped.process(text)
    let found = document.mentions.filter { $0.level == .name }
      .map { "\(document.text[$0.span]) \($0.type.rawValue)" }
    #expect(found == names)
  }

  @Test("a person's name goes on behind small words")
  func extendsPersons() {
    var document = Document(
      id: "a", text: SourceText("Nikolaus van der Pas, spokesman for the Commission, said so."))
    Pipeline(Shipped.pack).process(&document)
    #expect(document.mentions.first.map { document.text[$0.span] } == "Nikolaus van der Pas")
  }

  @Test("what a revised name was taken for before is forgotten")
  func forgetsPlaces() throws {
    let document = Shipped.process("The shares of Turin Plc rose.")
    let name = try #require(document.mentions.first { $0.level == .name })
    #expect(name.entry == nil && name.country == nil && name.rule == "names/company")
  }
}
