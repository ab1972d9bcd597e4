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
      "[The western region of Darfur] is [dry].",
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
      ("Kenya [sent] police.", "send", "bare past"),
      ("Kenya [sends] police.", "send", "finite present"),
      ("Kenya [has sent] police.", "send", "finite present perfect"),
      ("Kenya [had sent] police.", "send", "finite past perfect"),
      ("Kenya [is sending] police.", "send", "finite present progressive"),
      ("Kenya [was sending] police.", "send", "finite past progressive"),
      ("Kenya [has been sending] police.", "send", "finite present perfect progressive"),
      ("Kenya [had been sending] police.", "send", "finite past perfect progressive"),
      ("Kenya [will send] police.", "send", "finite modal:will"),
      ("Kenya [will be sending] police.", "send", "finite progressive modal:will"),
      ("Kenya [will have sent] police.", "send", "finite perfect modal:will"),
      ("Kenya [would send] police.", "send", "finite modal:would"),
      ("Kenya [would have sent] police.", "send", "finite perfect modal:would"),
      ("Kenya [may send] police.", "send", "finite modal:may"),
      ("Kenya [may have sent] police.", "send", "finite perfect modal:may"),
      ("Kenya [might be sending] police.", "send", "finite progressive modal:might"),
      ("Kenya [could have been sending] police.", "send", "finite perfect progressive modal:could"),
      ("Kenya [should send] police.", "send", "finite modal:should"),
      ("Kenya [must send] police.", "send", "finite modal:must"),
      ("Kenya [must have sent] police.", "send", "finite perfect modal:must"),
      ("Kenya [can send] police.", "send", "finite modal:can"),
      ("Kenya [cannot send] police.", "send", "finite modal:cannot"),
      ("Kenya [shall send] police.", "send", "finite modal:shall"),
      ("Kenya [did not send] police.", "send", "finite past negated"),
      ("Kenya [does not send] police.", "send", "finite present negated"),
      ("Kenya [didn't send] police.", "send", "finite past negated"),
      ("Kenya [hasn't sent] police.", "send", "finite present perfect negated"),
      ("Kenya [won't send] police.", "send", "finite negated modal:wo"),
      ("Kenya [will not send] police.", "send", "finite negated modal:will"),
      ("Kenya [has never sent] police.", "send", "finite present perfect negated"),
      ("Kenya [never sent] police.", "send", "bare past negated"),
      ("Kenya [will never send] police.", "send", "finite negated modal:will"),
      ("Kenya [could not have sent] police.", "send", "finite perfect negated modal:could"),
      ("Kenya [is not sending] police.", "send", "finite present progressive negated"),
      ("Kenya [is no longer sending] police.", "send", "finite present progressive negated"),
      ("Kenya [is to send] police.", "send", "finite present arranged"),
      ("Kenya [was to send] police.", "send", "finite past arranged"),
      ("Kenya [has to send] police.", "send", "finite present arranged"),
      ("Kenya [is not to send] police.", "send", "finite present arranged negated"),
      ("Kenya [may soon be sending] police.", "send", "finite progressive modal:may"),
      ("Kenya [has already sent] police.", "send", "finite present perfect"),
      ("Kenya [did send] police.", "send", "finite past"),
      ("Police [were sent].", "send", "finite past passive"),
      ("Police [are sent].", "send", "finite present passive"),
      ("Police [are being sent].", "send", "finite present passive"),
      ("Police [were being sent].", "send", "finite past passive"),
      ("Police [have been sent].", "send", "finite present passive perfect"),
      ("Police [had been sent].", "send", "finite past passive perfect"),
      ("Police [will be sent].", "send", "finite passive modal:will"),
      ("Police [will have been sent].", "send", "finite passive perfect modal:will"),
      ("Police [would have been sent].", "send", "finite passive perfect modal:would"),
      ("Police [may be sent].", "send", "finite passive modal:may"),
      ("Police [may have been sent].", "send", "finite passive perfect modal:may"),
      ("Police [could not have been sent].", "send", "finite passive perfect negated modal:could"),
      ("Police [are to be sent].", "send", "finite present passive arranged"),
      ("Police [were to be sent].", "send", "finite past passive arranged"),
      ("Police [have to be sent].", "send", "finite present passive arranged"),
      ("Police [were not sent].", "send", "finite past passive negated"),
      ("Police [have not been sent].", "send", "finite present passive perfect negated"),
      ("Police [are no longer sent].", "send", "finite present passive negated"),
      ("Police [may later be sent].", "send", "finite passive modal:may"),
      (
        "Police [should never have been sent].", "send",
        "finite passive perfect negated modal:should"
      ),
      ("Police [got sent].", "send", "finite past passive"),
      ("Police [are] in Mali.", "be", "finite present copula"),
      ("Police [have been] in Mali.", "be", "finite present perfect copula"),
      ("Police [were not] in Mali.", "be", "finite past negated copula"),
      ("The troops [could not have reached] Goma.", "reach", "finite perfect negated modal:could"),
      ("A battalion [was being deployed].", "deploy", "finite past passive"),
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
    if let tense = group.tense { words.append(tense.rawValue) }
    if group.isPassive { words.append("passive") }
    if group.isPerfect { words.append("perfect") }
    if group.isProgressive { words.append("progressive") }
    if group.isArranged { words.append("arranged") }
    if group.isNegated { words.append("negated") }
    if group.isCopula { words.append("copula") }
    if let modal = group.modal { words.append("modal:" + Shipped.pack.vocabulary.text(of: modal)) }
    return words.joined(separator: " ")
  }
}
