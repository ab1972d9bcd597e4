import Testing

@testable import Sitrep

@Suite struct TaggerTrainingTests {
  /// A treebank of our own, repeated so that its words are frequent enough to be learned.
  private static let treebank: ResourceFile = {
    let sentences = [
      "The/DET/DT soldiers/NOUN/NNS guard/VERB/VBP the/DET/DT bridge/NOUN/NN ./PUNCT/.",
      "A/DET/DT guard/NOUN/NN saw/VERB/VBD Brelvik/PROPN/NNP ./PUNCT/.",
      "Brelvik/PROPN/NNP sent/VERB/VBD the/DET/DT guard/NOUN/NN ./PUNCT/.",
      "They/PRON/PRP guard/VERB/VBP Brelvik/PROPN/NNP ./PUNCT/.",
    ]
    var text = "# newdoc id = own_wire_1\n"
    for _ in 0..<12 {
      for sentence in sentences {
        for (index, word) in sentence.split(separator: " ").enumerated() {
          let parts = word.split(separator: "/", maxSplits: 2)
          text += "\(index + 1)\t\(parts[0])\t_\t\(parts[1])\t\(parts[2])\t_\t0\t_\t_\t_\n"
        }
        text += "\n"
      }
    }
    return ResourceFile(path: "own.conllu", bytes: Array(text.utf8))
  }()

  private static func train(seed: UInt64) throws -> TaggerTraining {
    var training = try TaggerTraining([treebank], pack: Shipped.pack, seed: seed)
    for _ in 0..<2 {
      for _ in 0..<3 { training.pass { _ in } }
      training.endRun()
    }
    return training
  }

  @Test("the same seed gives the same bytes")
  func isDeterministic() throws {
    #expect(try Self.train(seed: 7).weights() == Self.train(seed: 7).weights())
  }

  @Test("learns which of two tags a word has from its neighbours")
  func learns() throws {
    let score = try Self.train(seed: 1).score(on: Self.treebank)
    #expect(score.words == 12 * 20)
    #expect(score.universal == score.words)
    #expect(score.penn == score.words)
  }

  @Test("learns only from the documents that it is told of")
  func keepsDocuments() throws {
    let wire = try TaggerTraining(
      [Self.treebank], documents: ["own_wire_"], pack: Shipped.pack, seed: 1)
    let none = try TaggerTraining(
      [Self.treebank], documents: ["own_fiction_"], pack: Shipped.pack, seed: 1)
    #expect(wire.sentenceCount == 48)
    #expect(none.sentenceCount == 0)
  }

  @Test("a line with too few columns is named")
  func refusesShortLine() {
    let file = ResourceFile(path: "short.conllu", bytes: Array("1\tThe\tthe\n".utf8))
    #expect {
      try Treebank(file)
    } throws: {
      ($0 as? ResourceFault)?.line == 1
    }
  }

  @Test("a damaged file of weights is refused, wherever the damage is")
  func refusesDamage() throws {
    let bytes = try Self.train(seed: 1).weights()
    var faults: [ResourceFault] = []
    let whole = LearnedModels([ResourceFile(path: "t.weights", bytes: bytes)], faults: &faults)
    #expect(whole.tagger != nil && faults.isEmpty)
    for place in [0, 9, 13, 20, 50, 70, bytes.count / 2] {
      var damaged = bytes
      damaged[place] ^= 0x40
      faults = []
      _ = LearnedModels([ResourceFile(path: "t.weights", bytes: damaged)], faults: &faults)
      #expect(faults.count == 1, "byte \(place)")
    }
    faults = []
    _ = LearnedModels(
      [ResourceFile(path: "t.weights", bytes: Array(bytes.dropLast(64)))], faults: &faults)
    #expect(faults.count == 1)
  }
}

@Suite struct ShippedTaggerTests {
  @Test("the shipped weights tag a sentence of news")
  func tags() {
    var document = Shipped.sentences(
      SourceText("The two frigates didn't leave Port Brelvik, a spokesman said."))
    Pipeline(Shipped.pack).findTags(in: &document)
    #expect(
      document.tags.map(\.penn) == [
        "DT", "CD", "NNS", "VBD", "RB", "VB", "NNP", "NNP", ",", "DT", "NN", "VBD", ".",
      ])
    #expect(document.tags[2].lemma == "frigate")
    #expect(document.tags[7].universal == "PROPN")
  }

  /// Sums are made once for the words that are known; whatever they are, the rows of a word
  /// that is summed up on the spot are the same.
  @Test("words whose sums were made before are tagged like words whose were not")
  func agreesWithoutSums() throws {
    let tagger = try #require(Shipped.pack.learned.tagger)
    let model = TaggerModel(
      weights: tagger.model.weights, words: tagger.model.words, forms: PackedLines([]))
    let slow = PartOfSpeechTagger(model, tagger.clusters)
    let document = Shipped.sentences(
      SourceText("Troops from Kenya will guard the Brelvik bridge; NATO 's envoy denied it."))
    var (one, other) = (PartOfSpeechTagger.Scratch(), PartOfSpeechTagger.Scratch())
    for sentence in document.sentences {
      let spans = document.tokens.spans[sentence.tokens]
      tagger.tag(document.text.bytes.span, spans, &one)
      slow.tag(document.text.bytes.span, spans, &other)
      #expect(one.tagged.map(\.label) == other.tagged.map(\.label))
    }
  }
}

@Suite struct LemmatizerTests {
  /// A form, its Penn tag, and the lemma.
  @Test(
    "gives the dictionary form",
    arguments: [
      "soldiers NNS soldier", "armies NNS army", "people NNS people", "went VBD go",
      "deployed VBN deploy", "moving VBG move", "carries VBZ carry", "stopped VBD stop",
      "larger JJR large", "Men NNS man", "are VBP be", "n't RB not", "translating VBG translate",
    ])
  func lemma(_ sample: String) {
    let parts = sample.split(separator: " ").map(String.init)
    let universal = parts[1].hasPrefix("N") ? "NOUN" : parts[1].hasPrefix("V") ? "VERB" : "ADJ"
    let tag = PartOfSpeech(universal: universal, penn: parts[1])
    #expect(Shipped.pack.lemmatizer.lemma(of: parts[0], tag) == parts[2])
  }
}
