import Testing

@testable import Sitrep

@Suite struct AttributionTests {
  /// A text with one fact: the source and the cue are marked, the stance stands behind. A
  /// row without marks has no source.
  @Test(
    "finds who says so",
    arguments: [
      // verbs before
      ("[Kenya]source [said]cue it had sent 400 police to Haiti.", .confirms),
      (
        "[The New York Times]source [reported]cue that Kenya had sent 400 police to Haiti.", .states
      ),
      (
        "[US Defense Secretary Walter Osei]source [confirmed]cue that 400 police were sent to Haiti.",
        .confirms
      ),
      (
        "[A senior Ukrainian official]source [estimates]cue that 5,000 soldiers were sent to Kursk.",
        .estimates
      ),
      ("[Ukraine]source [warned]cue that Russia had sent 5,000 troops to Belarus.", .warns),
      ("[Rwanda]source [denied]cue that its troops had entered Goma.", .denies),
      ("[The army]source [announced]cue that 300 soldiers had arrived in Goma.", .confirms),
      ("[NATO]source [believes]cue that Russia has moved two battalions to Belarus.", .estimates),
      ("[He]source [said]cue 400 police had been sent to Haiti.", .states),
      ("[Witnesses]source [said]cue that tanks had entered Grozny.", .states),
      ("[The ministry]source [acknowledged]cue that 200 troops were sent to Mali.", .confirms),
      ("[The opposition]source [claims]cue that 200 troops were sent to Mali.", .warns),
      ("[The minister]source [told]cue reporters that 200 troops had been sent to Mali.", .states),
      ("[The mayor]source has [revealed]cue that 200 troops were sent to Mali.", .states),
      // verbs behind
      ("Kenya has sent 400 police to Haiti, [the minister]source [said]cue.", .states),
      ("Kenya has sent 400 police to Haiti, [the minister]source [said]cue on Monday.", .states),
      ("400 police have arrived in Haiti, [officials]source [confirmed]cue.", .confirms),
      ("“We have sent 400 police to Haiti,” [the minister]source [said]cue.", .states),
      // behind, the verb first
      ("Kenya has sent 400 police to Haiti, [said]cue [the minister]source.", .states),
      ("Kenya has sent 400 police to Haiti, [said]cue [the minister]source on Monday.", .states),
      ("Kenya has sent 400 police to Haiti, [said]cue [Reuters]source.", .states),
      ("“We have sent 400 police to Haiti,” [said]cue [the minister]source.", .states),
      // phrases
      ("[According to]cue [Reuters]source, Kenya has sent 400 police to Haiti.", .states),
      ("Kenya has sent 400 police to Haiti, [according to]cue [Reuters]source.", .states),
      ("Kenya has sent 400 police to Haiti, [according to]cue [a senior official]source.", .states),
      ("Kenya has sent 400 police to Haiti [according to]cue [the United Nations]source.", .states),
      // none
      ("Kenya has sent 400 police to Haiti.", nil),
      ("400 police arrived in Haiti on Monday.", nil),
      ("The president ordered 400 troops to deploy to Mali.", nil),
      ("Haiti asked for bread, and Kenya sent 400 police to Haiti.", nil),
      ("The minister said nothing; 400 police were sent to Haiti.", nil),
      ("NAIROBI (Reuters) - Kenya has sent 400 police to Haiti.", nil),
      ("The mayor said it was cold. 400 police arrived in Haiti.", nil),
    ] as [(LabelledText, Stance?)])
  func findsSources(_ sample: LabelledText, _ stance: Stance?) {
    Self.check(sample, stance)
  }

  @Test(
    "does not yet find these right",
    arguments: [
      (
        "France, which has 1,500 soldiers in Niger, said nothing.", nil,
        "the nearest noun before the cue is taken, and what it said is no clause"
      )
    ] as [(LabelledText, Stance?, Comment)])
  func knownIssues(_ sample: LabelledText, _ stance: Stance?, _ reason: Comment) {
    withKnownIssue(reason) { Self.check(sample, stance) }
  }

  @Test("gives each of several sources its own attribution")
  func findsSeveralSources() {
    let document = Shipped.process(
      "Ukraine and the United States said that Russia had sent 5,000 troops to Belarus.")
    #expect(document.relations.count == 1)
    #expect(document.confirmations.map(\.claim) == [0, 0])
    let sources = document.confirmations.map { document.text[document[$0.source].span] }
    #expect(sources == ["Ukraine", "United States"])
  }

  @Test("says which stances there are")
  func tellsFaults() {
    let text = "lemma\tkind\tstance\tclause\tgerund\nsay\tverb\tsays\tthat\t\n"
    var (vocabulary, classes, faults) = (Vocabulary(), WordClasses(), [ResourceFault]())
    let table = LexiconTable(
      ResourceFile(path: "c.tsv", bytes: Array(text.utf8)), faults: &faults)
    _ = CueTable(table, &vocabulary, &classes, faults: &faults)
    #expect(
      faults.map(\.description) == [
        """
        c.tsv:2: error: no stance 'says', or no clause 'that'
          say\tverb\tsays\tthat\t
          remedy: use one of: confirms, states, estimates, warns, denies; and of: that, either, \
        aside, marked, quoted
        """
      ])
  }

  private static func check(_ sample: LabelledText, _ stance: Stance?) {
    let document = Shipped.process(sample.text)
    #expect(document.relations.count == 1)
    let sources = document.confirmations.map { document.text[document[$0.source].span] }
    let marked = sample.texts("source")
    #expect(sources.count == marked.count)
    for (found, wanted) in zip(sources, marked) {
      // The article is no part of a mention, a title may be.
      #expect(wanted.hasSuffix(found) || wanted == "The " + found, "\(found)")
    }
    #expect(document.confirmations.map { document.text[$0.cue] } == sample.texts("cue"))
    #expect(document.confirmations.map(\.stance) == (stance.map { [$0] } ?? []))
  }
}
