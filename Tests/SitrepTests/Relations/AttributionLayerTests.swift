import Testing

@testable import Sitrep

/// What a sentence gives as somebody's words or thoughts, whether or not it holds a fact.
@Suite struct AttributionLayerTests {
  @Test(
    "finds the cue and the whole source",
    arguments: [
      "[The mayor]source [said]cue that the market would close.",
      "[The mayor]source [said]cue the market would close.",
      "[A spokesman for the ministry]source [said]cue the road was safe.",
      "[An official from the Ministry of Defence]source [said]cue that the road was safe.",
      "The road is safe, [an official in the capital]source [said]cue.",
      "[The mayor]source [told]cue reporters that the market would close.",
      "The market will close, [said]cue [the mayor]source.",
      "The market will close, [the mayor]source [said]cue.",
      "“The market will close,” [she]source [said]cue.",
      "[According to]cue [the ministry]source, the road is safe.",
      "As [the mayor]source [said]cue, the market will close.",
      "The market will close, as [the mayor]source [said]cue on Monday.",
      "[The mayor]source famously [said]cue that the market would close.",
      "[We]source are [sure]cue that the road is safe.",
      "[I]source [think]cue the road is safe.",
      "[She]source [asked]cue whether the road was safe.",
      "[They]source [know]cue which road was closed.",
      "[The minister]source [pointed]cue out that the road was closed.",
      "[The minister]source [denied]cue sending troops to the port.",
      "[We]source now [know]cue that the bridge fell.",
      "[I]source [suspect]cue that's not true.",
      "[The president]source [says]cue talks to end the war will start soon.",
      "The road is quite safe [I]source [think]cue.",
      // nothing is attributed
      "The mayor said nothing.",
      "They know the road.",
      "The company posted a loss, with two shops closed.",
      "Six people died, with 30 people reported missing.",
    ] as [LabelledText])
  func findsAttributions(_ sample: LabelledText) {
    let document = Shipped.process(sample.text)
    #expect(document.attributions.map { document.text[$0.cue] } == sample.texts("cue"))
    #expect(
      document.attributions.compactMap { $0.source.map { document.text[$0] } }
        == sample.texts("source"))
  }

  @Test("cuts what is said, in two pieces around an aside")
  func cutsContent() {
    let document = Shipped.process("The market, the mayor said, will close.")
    let content = document.attributions.first?.content.map { document.text[$0] }
    #expect(content == ["The market", "will close"])
  }

  @Test("tells what is not said")
  func tellsPolarity() {
    let document = Shipped.process("The mayor did not say that the market would close.")
    #expect(document.attributions.map(\.polarity) == [.negative])
  }

  @Test("names the mention that speaks")
  func linksMention() {
    let document = Shipped.process("NATO said that the road was safe.")
    let mention = document.attributions.first?.mention.map { document[$0] }
    #expect(mention.map { document.text[$0.span] } == "NATO")
  }
}
