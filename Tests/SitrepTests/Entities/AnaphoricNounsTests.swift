import Testing

@testable import Sitrep

@Suite struct AnaphoricNounsTests {
  private static let head = "noun\tnumber\tstands_for\n"

  private func read(_ rows: String) -> (AnaphoricNouns, Vocabulary, [ResourceFault]) {
    var (vocabulary, faults) = (Vocabulary(), [ResourceFault]())
    let file = ResourceFile(path: "Lexicons/nouns.tsv", bytes: Array((Self.head + rows).utf8))
    let table = LexiconTable(file, faults: &faults)
    let nouns = AnaphoricNouns(table, &vocabulary, faults: &faults)
    return (nouns, vocabulary, faults)
  }

  @Test("reads number and types")
  func readsRows() throws {
    let (nouns, vocabulary, faults) = read("ship\tsingular\tEQUIPMENT:vessel\npolice\tplural\t\n")
    #expect(faults.isEmpty)
    let ship = try #require(nouns[vocabulary.id(of: "ship")])
    #expect(ship.number == .singular)
    #expect(ship.types == [EntityClass("EQUIPMENT:vessel")].compactMap(\.self))
    #expect(nouns[vocabulary.id(of: "police")]?.types.isEmpty == true)
    #expect(nouns[vocabulary.id(of: "tank")] == nil)
  }

  @Test(
    "tells a wrong number and a wrong type", arguments: ["ship\tone\tFORCE", "ship\tany\tBOAT"])
  func tellsFaults(_ row: String) {
    #expect(read(row + "\n").2.map(\.line) == [2])
  }
}
