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
