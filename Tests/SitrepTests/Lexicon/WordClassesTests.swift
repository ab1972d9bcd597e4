import Testing

@testable import Sitrep

@Suite struct WordClassesTests {
  /// A word, its third person (and plural), its past and its gerund.
  @Test(
    "inflects regular words",
    arguments: [
      ("deploy", "deploys", "deployed", "deploying"),
      ("station", "stations", "stationed", "stationing"),
      ("dispatch", "dispatches", "dispatched", "dispatching"),
      ("push", "pushes", "pushed", "pushing"),
      ("mass", "masses", "massed", "massing"),
      ("carry", "carries", "carried", "carrying"),
      ("stay", "stays", "stayed", "staying"),
      ("move", "moves", "moved", "moving"),
      ("agree", "agrees", "agreed", "agreeing"),
      ("box", "boxes", "boxed", "boxing"),
      ("go", "goes", "goed", "going"),
      ("dye", "dyes", "dyed", "dyeing"),
    ])
  func inflects(_ word: String, _ third: String, _ past: String, _ gerund: String) {
    #expect(Inflection.third(word) == third)
    #expect(Inflection.past(word) == past)
    #expect(Inflection.gerund(word) == gerund)
  }

  /// A verb form, its dictionary form, and what it can be.
  @Test(
    "knows the forms of verbs, regular or not",
    arguments: [
      ("deployed", "deploy", [.past, .participle]), ("sends", "send", .third),
      ("sent", "send", [.past, .participle]), ("left", "leave", [.past, .participle]),
      ("sending", "send", .gerund), ("arrived", "arrive", [.past, .participle]),
      ("fled", "flee", [.past, .participle]), ("flew", "fly", .past),
      ("put", "put", [.base, .past, .participle]), ("began", "begin", .past),
      ("is", "be", .third), ("was", "be", .past), ("said", "say", [.past, .participle]),
      ("went", "go", .past), ("gone", "go", .participle),
      ("planning", "plan", .gerund), ("submitted", "submit", [.past, .participle]),
    ] as [(String, String, WordClass)])
  func knowsForms(_ form: String, _ lemma: String, _ wordClass: WordClass) {
    let pack = Shipped.pack
    let id = pack.vocabulary.id(of: form)
    #expect(pack.vocabulary.text(of: pack.classes.lemma(of: id)) == lemma)
    #expect(pack.classes[id].contains(wordClass))
  }

  @Test("reads nouns with their plurals")
  func readsNouns() {
    let made = Self.classes { classes, vocabulary, faults in
      classes.addNouns(
        Self.table("noun\tplural\nconvoy\t\nman\tmen\nstaff\tstaffs|staves\n"), &vocabulary,
        faults: &faults)
    }
    #expect(made.faults == [])
    for (word, isPlural) in [
      ("convoy", false), ("convoys", true), ("man", false), ("men", true), ("staves", true),
    ] {
      let found = made.classes[made.vocabulary.id(of: word)]
      #expect(found.contains(.noun) && found.contains(.pluralNoun) == isPlural, "\(word)")
    }
    #expect(made.classes[made.vocabulary.id(of: "mans")].isEmpty)
  }

  @Test("says which word classes there are")
  func tellsFaults() {
    let made = Self.classes { classes, vocabulary, faults in
      classes.addFunctionWords(
        Self.table("word\tclass\nthe\tdeterminer\nof\tprepositon\n"), &vocabulary, faults: &faults)
    }
    #expect(made.classes[made.vocabulary.id(of: "the")] == .determiner)
    #expect(made.faults.map(\.line) == [3])
    #expect(made.faults.map(\.problem) == ["no word class 'prepositon'"])
    #expect(made.faults.first?.source == "of\tprepositon")
    #expect(
      made.faults.first?.remedy.hasPrefix("use one of: adverb, agentive, auxiliary, ") == true)
  }

  @Test("gives back the words of a class and the forms of a verb")
  func listsWords() {
    let (pack, vocabulary) = (Shipped.pack, Shipped.pack.vocabulary)
    let forms = pack.classes.forms(of: [vocabulary.id(of: "send")])
    #expect(Set(forms.map { vocabulary.text(of: $0) }) == ["send", "sends", "sent", "sending"])
    let agents = pack.classes.words(.agentive).map { vocabulary.text(of: $0) }
    #expect(agents.contains("by"))
  }

  private static func table(_ text: String) -> LexiconTable {
    var faults: [ResourceFault] = []
    return LexiconTable(ResourceFile(path: "w.tsv", bytes: Array(text.utf8)), faults: &faults)
  }

  private static func classes(
    _ fill: (inout WordClasses, inout Vocabulary, inout [ResourceFault]) -> Void
  ) -> (classes: WordClasses, vocabulary: Vocabulary, faults: [ResourceFault]) {
    var (classes, vocabulary, faults) = (WordClasses(), Vocabulary(), [ResourceFault]())
    fill(&classes, &vocabulary, &faults)
    return (classes, vocabulary, faults)
  }

  @Test("the names of classes stand at their bits")
  func namesBits() {
    #expect(WordClass.indefinitePartitive.rawValue == 1 << UInt64(WordClass.bitNames.count - 1))
    #expect(WordClass.names["locative"] == .locative)
    #expect(WordClass.names["enclosing"] == .enclosing)
    for name in ["noun", "base", "given-name", "nominal-head"] {
      #expect(WordClass.names[name] == nil, "other lists give it")
    }
  }
}
