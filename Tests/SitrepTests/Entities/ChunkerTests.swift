import Testing

@testable import Sitrep

@Suite struct ChunkerTests {
  /// Every noun phrase is marked, and the adjective of a predicate; times, verbs and what joins them are not.
  @Test(
    "brackets noun phrases",
    arguments: [
      "[The troops] left [the town].",
      "[Several thousand troops] crossed [the border].",
      "[They] sent [two warships] to [the Red Sea].",
      "[Russia's Kursk Oblast] is [cold].",
      "[The soldiers' camp] was [small].",
      "[A senior Ukrainian official] spoke.",
      "[North Korea] has deployed [several thousand troops] to [Kursk Oblast].",
      "[Ukrainian and American officials] met.",
      "[American, French and Canadian troops] landed.",
      "[Police] and [soldiers] left.",
      "[Panama-controlled ships] sailed.",
      "[Thousands of troops] marched.",
      "[A unit of the Lebanese Army] marched.",
      "[The western region of Darfur] is dry.",
      "[5,000 soldiers] will be in [position] by Monday.",
      "On Sunday [5,000 soldiers] left [Goma].",
      "[He] wants to send [them] to [Mali].",
      "[The 300 police officers] from [Kenya] have arrived.",
      "[The deployment] of [200 troops] to [Mali] was approved.",
      "[Troops] deployed to [Mali] are tired.",
      "[The newly trained soldiers] left.",
      "[Both countries] refused.",
      "[All of its troops] left.",
      "[President Daniel Mwangi] ordered [it].",
      "[US Defense Secretary Walter Hill] confirmed [it].",
      "[Moscow's war effort] goes on.",
      "[The army] has not sent [its tanks].",
      "[The occupied West Bank] was [calm].",
      "[Two] were hurt and [three] fled.",
      "[Some 1,150 US Marines] left.",
    ] as [MarkedExample])
  func bracketsNounPhrases(_ sample: MarkedExample) {
    #expect(Self.phrases(in: sample.text) == Self.texts(sample))
  }

  /// The verb group marked, and what its auxiliaries say.
  @Test(
    "reads verb groups",
    arguments: [
      ("Kenya [sent] police.", "send", "bare"),
      ("Kenya [sends] police.", "send", "finite"),
      ("Kenya [has sent] police.", "send", "finite"),
      ("Kenya [will send] police.", "send", "finite modal:will"),
      ("Kenya [may have sent] police.", "send", "finite modal:may"),
      ("Kenya [is sending] police.", "send", "finite progressive"),
      ("Police [were sent].", "send", "finite passive"),
      ("Police [have been sent].", "send", "finite passive"),
      ("Police [will be sent].", "send", "finite passive modal:will"),
      ("Police [are to be sent].", "send", "finite passive arranged"),
      ("Kenya [did not send] police.", "send", "finite negated"),
      ("Kenya [hasn't sent] police.", "send", "finite negated"),
      ("Kenya [has never sent] police.", "send", "finite negated"),
      ("Police [are] in Mali.", "be", "finite copula"),
      ("Police [were being sent].", "send", "finite passive"),
    ] as [(MarkedExample, String, String)])
  func readsVerbGroups(_ sample: MarkedExample, _ lemma: String, _ traits: String) throws {
    let (document, chunks) = PhraseSamples.chunks(of: sample.text)
    let chunk = try #require(chunks.first { $0.kind == .verb })
    let group = try #require(chunk.verb)
    #expect(document.text[document.tokens.span(of: chunk.tokens)] == Self.texts(sample)[0])
    #expect(Shipped.pack.vocabulary.text(of: group.lemma) == lemma)
    #expect(Self.describe(group) == traits)
  }

  @Test("chunks partition a sentence, whatever the text")
  func partitionsTokens() throws {
    for seed in UInt64(0)..<500 {
      var random = SeededGenerator(seed: seed)
      let text = try SourceText(decoding: random.bytes(of: RoughText.pieces, upTo: 40))
      let (document, chunks) = PhraseSamples.chunks(
        of: String(decoding: text.bytes, as: UTF8.self))
      var covered = Set<TokenID>()
      for chunk in chunks {
        #expect(!chunk.tokens.isEmpty, "seed \(seed)")
        #expect(chunk.tokens.contains(chunk.head) && chunk.tokens.contains(chunk.core), "\(seed)")
        #expect(covered.isDisjoint(with: chunk.tokens), "seed \(seed)")
        covered.formUnion(chunk.tokens)
      }
      let expected = document.sentences.flatMap { $0.bodyStart..<$0.tokens.upperBound }
      #expect(covered == Set(expected), "seed \(seed)")
    }
  }

  private static func phrases(in text: String) -> [String] {
    let (document, chunks) = PhraseSamples.chunks(of: text)
    return chunks.filter { $0.kind == .noun }
      .map { document.text[document.tokens.span(of: $0.tokens)] }
  }

  private static func texts(_ sample: MarkedExample) -> [String] {
    sample.spans.map { SourceText(sample.text)[$0] }
  }

  private static func describe(_ group: VerbGroup) -> String {
    var words = ["\(group.form)"]
    if group.isPassive { words.append("passive") }
    if group.isProgressive { words.append("progressive") }
    if group.isArranged { words.append("arranged") }
    if group.isNegated { words.append("negated") }
    if group.isCopula { words.append("copula") }
    if let modal = group.modal { words.append("modal:" + Shipped.pack.vocabulary.text(of: modal)) }
    return words.joined(separator: " ")
  }
}
