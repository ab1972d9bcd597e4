import Testing

@testable import Sitrep

@Suite struct NameTrainingTests {
  /// Texts of our own with invented names that no list has.
  private static let texts: [AnnotatedText] = {
    let marked: [LabelledText] = [
      "The engineer [Orlo Brunik]PER left [Quonzel]LOC on foot.",
      "In [Quonzel]LOC the trader [Mirsa Tolvane]PER sold her boat.",
      "The trader [Orlo Brunik]PER came back to [Vostrand]LOC on foot.",
      "In [Vostrand]LOC the engineer [Mirsa Tolvane]PER left her boat.",
    ]
    return (0..<6).flatMap { _ in
      marked.map { sample in
        AnnotatedText(
          text: sample.text,
          names: sample.marks.map { (Int($0.span.start), Int($0.span.end), $0.label) })
      }
    }
  }()

  private static func train(seed: UInt64) -> NameTraining {
    var training = NameTraining(texts, pipeline: Shipped.pipeline, seed: seed)
    for _ in 0..<2 {
      for _ in 0..<4 { training.pass { _ in } }
      training.endRun()
    }
    return training
  }

  @Test("the same seed gives the same bytes")
  func isDeterministic() {
    #expect(Self.train(seed: 3).weights() == Self.train(seed: 3).weights())
  }

  @Test("learns the names that it was shown")
  func learns() {
    let score = Self.train(seed: 1).score(on: Self.texts)
    #expect(score.gold == 48)
    #expect(score.right == score.gold)
    #expect(score.found == score.gold)
  }

  @Test("with learned names a name that no list has says what found it; without, nothing changes")
  func addsNames() throws {
    let weights = ResourceFile(
      path: "Models/names.weights", bytes: Self.train(seed: 1).weights())
    let pack = try Pack(Shipped.files + [weights])
    var document = Document(id: "test", text: SourceText("It burned for two days. (Orlo Brunik)"))
    Pipeline(pack, usesLearnedNames: true).process(&document)
    #expect(document.mentions.filter { $0.rule == "names/learned" }.map(\.type) == [.organization])
    func rules(learned: Bool) -> [String] {
      let pipeline = Pipeline(pack, usesLearnedNames: learned)
      return Self.texts.prefix(4).flatMap { sample in
        var document = Document(id: "test", text: SourceText(sample.text))
        pipeline.process(&document)
        return document.mentions.map(\.rule)
      }
    }
    #expect(rules(learned: true).contains("names/learned"))
    #expect(rules(learned: false).contains("names/learned") == false)
  }

  @Test(
    "a rule's name that nothing was learned for gives way; what a list or a relation says stays",
    arguments: [true, false])
  func keepsWhatIsKnown(learned: Bool) {
    var document = Document(
      id: "test", text: SourceText("Kenya sent 400 police officers to Haiti on Friday."))
    Pipeline(Shipped.pack, usesLearnedNames: learned).process(&document)
    #expect(document.relations.count == 1)
    let places = document.mentions.filter { $0.type == .politicalPlace }
    #expect(places.map { document.text[$0.span] } == ["Kenya", "Haiti"])
    #expect(places.allSatisfy { $0.entry != nil })
  }

  @Test(
    "a person's name has no office, no country and no place of an office in it",
    arguments: [
      "The governor of Baghdad Omar Qasbani left.": "Omar Qasbani",
      "The U.S. President Omar Qasbani left.": "Omar Qasbani",
      "The death of George Qasbani was a loss.": "George Qasbani",
    ])
  func cutsOffices(text: String, person: String) throws {
    let pack = Shipped.pack
    var document = Document(id: "test", text: SourceText(text))
    Pipeline(pack, usesLearnedNames: false).process(&document)
    document.mentions = document.mentions.filter { $0.entry != nil }
    let names = LearnedNames(
      recognizer: try #require(pack.learned.names), lexicon: pack.lexicon,
      classes: pack.classes, clusters: pack.learned.clusters)
    let tokens = document.tokens
    let last = try #require(tokens.spans.indices.first { tokens.text($0, document) == "Qasbani" })
    let first = last - (text.contains("U.S.") ? 3 : text.contains("George") ? 1 : 2)
    names.merge([.init(tokens: first..<last + 1, type: "PER")], into: &document)
    let persons = document.mentions.filter { $0.type == .person && $0.level == .name }
    #expect(persons.map { document.text[$0.span] } == [person])
  }
}

extension TokenTable {
  fileprivate func text(_ token: TokenID, _ document: Document) -> String {
    document.text[spans[token]]
  }
}
