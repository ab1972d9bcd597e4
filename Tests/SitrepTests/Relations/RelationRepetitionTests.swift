import Testing

@testable import Sitrep

@Suite struct RelationRepetitionTests {
  /// A text, and the forces of the relations that are left of it.
  struct Sample: CustomTestStringConvertible, Sendable {
    var text: String
    var forces: [String]
    var testDescription: String { text }
  }

  @Test(
    "keeps the fullest of two sentences that state the same",
    arguments: [
      Sample(
        text: "Paratroopers arrive in Bunia\n\nSome 300 French paratroopers arrived in Bunia.",
        forces: ["Some 300 French paratroopers"]),
      Sample(
        text: "Some 300 French paratroopers arrived in Bunia. The paratroopers arrived in Bunia.",
        forces: ["Some 300 French paratroopers"]),
      // Other places, numbers, countries, times, senders, statuses and polarities are other facts.
      Sample(
        text: "Soldiers arrived in Bunia. Some 300 soldiers arrived in Goma.",
        forces: ["Soldiers", "Some 300 soldiers"]),
      Sample(
        text: "Some 200 soldiers arrived in Bunia. Some 300 soldiers arrived in Bunia.",
        forces: ["Some 200 soldiers", "Some 300 soldiers"]),
      Sample(
        text: "French soldiers arrived in Bunia. Kenyan soldiers arrived in Bunia.",
        forces: ["French soldiers", "Kenyan soldiers"]),
      Sample(
        text: "Soldiers arrived in Bunia in 2003. Some 300 soldiers arrived in Bunia in 2006.",
        forces: ["Soldiers", "Some 300 soldiers"]),
      Sample(
        text: "Kenya sent soldiers to Bunia. Uganda sent 300 soldiers to Bunia.",
        forces: ["soldiers", "300 soldiers"]),
      Sample(
        text: "Soldiers arrived in Bunia. Some 300 soldiers will arrive in Bunia.",
        forces: ["Soldiers", "Some 300 soldiers"]),
      Sample(
        text: "Soldiers arrived in Bunia. Some 300 soldiers did not arrive in Bunia.",
        forces: ["Soldiers", "Some 300 soldiers"]),
    ])
  func keepsTheFullest(_ sample: Sample) {
    let document = Shipped.process(sample.text)
    let forces = document.relations.compactMap { $0.mention(.force) }
      .map { document.text[document[$0].span] }
    #expect(forces == sample.forces)
  }

  @Test("what is dropped leaves its sources to what stays")
  func keepsSources() {
    let document = Shipped.process(
      "Paratroopers arrived in Bunia, officials said. Some 300 French paratroopers arrived in"
        + " Bunia.")
    #expect(document.relations.count == 1)
    #expect(document.confirmations.map { document.text[document[$0.source].span] } == ["officials"])
    #expect(document.confirmations.map(\.claim) == [0])
  }
}
