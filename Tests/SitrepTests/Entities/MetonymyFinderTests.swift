import Testing

@testable import Sitrep

@Suite struct MetonymyFinderTests {
  /// The places that stand for a government are marked; no other does.
  @Test(
    "finds the places that stand for their governments",
    arguments: [
      "[Seoul] said that the talks failed.",
      "[Moscow] on Monday denied it.",
      "[Kenya] has never sent troops.",
      "[Kenya] is sending police to Haiti.",
      "[Washington] will not recognise the new leaders.",
      "The [Netherlands] summoned the ambassador.",
      "Officials said [Moscow] had agreed.",
      "But [Kyiv] rejected the plan.",
      "Officials in Seoul said little.",
      "The mayor of London said little.",
      "A driver in Paris, France said little.",
      "Kenya's army denied it.",
      "Kenya was accused of it.",
      "Syria condemned by its neighbours is alone.",
      "Lagos said little.",
      "Snow fell in Moscow.",
      "Moscow is cold.",
    ] as [MarkedExample])
  func findsGovernments(_ sample: MarkedExample) {
    let document = Shipped.process(sample.text)
    let found = document.mentions.filter { mention in
      mention.attributes.contains { $0.name == "metonymy" }
    }
    #expect(found.map(\.span) == sample.spans)
  }
}
