import Testing

@testable import Sitrep

@Suite struct SportsNamesTests {
  /// A text, names that must be found in it with their types, and what must be no name.
  @Test(
    "results, tables, line-ups and prose tell teams from towns",
    arguments: [
      (
        "Soccer: Premier league standings\nParma 9 3 4 2 11 9 13\nVerona 9 0 3 6 8 19 3",
        ["Parma ORG", "Verona ORG"], [String]()
      ),
      (
        "NHL games of the season, league office\nOAKLAND AT BOSTON", ["OAKLAND ORG", "BOSTON ORG"],
        []
      ),
      (
        "Squash tournament, semifinal: Andres Feldmann (Germany) beat Marc Delvaux (Belgium).",
        ["Andres Feldmann PERSON", "Germany GPE", "Marc Delvaux PERSON", "Belgium GPE"], []
      ),
      (
        "The striker scored at halftime in a 2-1 win over Leeds in London.",
        ["Leeds ORG", "London GPE"], []
      ),
      (
        "LEEDS, England 1996-10-12\nThe goalkeeper was sold by Leeds to a league rival.",
        ["LEEDS GPE", "Leeds ORG"], []
      ),
      (
        "Cricket: first innings\nR. Wickremasuriya c Hartley b Nolan 34, wickets 3",
        ["R. Wickremasuriya PERSON"], []
      ),
      (
        "The army moved from Leeds to Verona, and General Motors sold a plant.",
        ["Leeds GPE", "Verona GPE"], ["Leeds ORG", "Verona ORG"]
      ),
      (
        "The Leeds police said the striker scored at halftime.", ["Leeds GPE"], ["Leeds ORG"]
      ),
    ])
  func tellsTeams(_ text: String, _ names: [String], _ others: [String]) {
    let document = Shipped.process(text)
    let found = Set(
      document.mentions.filter { $0.level == .name }
        .map { "\(document.text[$0.span]) \($0.type.rawValue)" })
    #expect(found.isSuperset(of: names), "found \(found.sorted())")
    #expect(found.isDisjoint(with: others))
  }

  @Test("a surname is a person in the headline too")
  func findsSurnames() {
    let document = Shipped.process(
      "DAY FOR WHITLOCK.\n\nDarren Whitlock won again on Sunday.\n")
    let names = document.mentions.filter { $0.type == .person && $0.level == .name }
      .map { document.text[$0.span] }
    #expect(names == ["WHITLOCK", "Darren Whitlock"])
  }

  @Test("a person's name goes on behind a hyphen")
  func extendsPersons() {
    let document = Shipped.process("Reporters met David Bar-Illan on Monday.")
    let names = document.mentions.filter { $0.type == .person && $0.level == .name }
      .map { document.text[$0.span] }
    #expect(names == ["David Bar-Illan"])
  }
}
