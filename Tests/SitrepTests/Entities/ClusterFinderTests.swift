import Testing

@testable import Sitrep

@Suite struct ClusterFinderTests {
  /// Mentions of one thing are marked with one letter; what stands alone is not marked.
  @Test(
    "joins the mentions of one thing",
    arguments: [
      "Rain fell in [Kyiv]A. Then [Kyiv]A slept.",
      "Rain fell in [Kyiv]A. Then [Kiev]A slept.",
      "The [U.S.]A and the [US]A are one.",
      "General [Pedro Ruiz]A spoke. Later [Ruiz]A left.",
      "Rain fell in Kyiv. Snow fell in Minsk.",
      "[NATO]A met. [NATO]A agreed.",
      "General [Pedro Ruiz]A spoke. The [general]A left.",
      "Colonel [Pedro Ruiz]A spoke. This [colonel]A left.",
      "General Pedro Ruiz spoke. The general election was lost.",
      "General [Pedro Ruiz]A spoke. [He]A said little.",
      "Pedro Ruiz met Maria Lopez. He said little.",
      "Pedro Ruiz shot a driver. He fled.",
      "The [Taliban]A met. The [group]A agreed.",
      "The [Defence Ministry]A met. The [ministry]A agreed.",
      "The Defence Ministry met. The ministry license was lost.",
      "[Rwandan troops]A met. Later the [troops]A left.",
      "Rwandan troops met Ugandan troops. Later the troops left.",
      "A soldier slept. He said that troops left.",
      "The [Free Delta Army]A ([FDA]A) met. The [FDA]A agreed.",
      "The rebel [Lord's Resistance Army]A won. [LRA]A.",
      "[Al-Shabaab]A met. [Al Shabab]A agreed.",
    ] as [LabelledText])
  func joinsMentions(_ sample: LabelledText) {
    let document = Shipped.process(sample.text)
    let joined = document.mentions.filter { $0.cluster != nil }
    #expect(joined.map(\.span) == sample.marks.map(\.span))
    for one in zip(joined, sample.marks) {
      for other in zip(joined, sample.marks) {
        #expect((one.0.cluster == other.0.cluster) == (one.1.label == other.1.label))
      }
    }
  }

  @Test("a bare noun takes the country of the troops before it")
  func joinsBareNouns() throws {
    let document = Shipped.process(
      "Several thousand North Korean soldiers crossed the river. The soldiers were tired.")
    let forces = document.mentions.filter { $0.type == .force }
    #expect(forces.count == 2)
    #expect(forces.last?.country == "KP")
    #expect(forces.first?.cluster != nil)
    #expect(forces.first?.cluster == forces.last?.cluster)
  }
}
