import Testing

@testable import Sitrep

@Suite struct VocabularyTests {
  @Test("gives the ids a dictionary gives", arguments: UInt64(0)..<50)
  func agreesWithDictionary(seed: UInt64) {
    var random = SeededGenerator(seed: seed)  // the failing seed is the bug report
    var (vocabulary, naive) = (Vocabulary(), [[UInt8]: WordID]())
    for _ in 0..<400 {
      let word = Array(random.text(of: "abé", upTo: 6).utf8)
      let (known, id) = (naive[word], vocabulary.insert(word))
      if let known {
        #expect(id == known)
      } else if !word.isEmpty {
        #expect(Int(id.value) == naive.count + 1)
        naive[word] = id
      }
      #expect(vocabulary.count == naive.count + 1)
    }
    for (word, id) in naive {
      #expect(vocabulary.id(of: word) == id)
      #expect(Array(vocabulary.text(of: id).utf8) == word)
    }
    for _ in 0..<100 {
      let word = Array(random.text(of: "abéx", upTo: 6).utf8)
      #expect(vocabulary.id(of: word) == naive[word] ?? .unknown)
    }
  }

  @Test("goes on past its first size")
  func grows() {
    var vocabulary = Vocabulary()
    let ids = (0..<20_000).map { vocabulary.insert("word\($0)") }
    #expect(Set(ids).count == 20_000)
    #expect((0..<20_000).allSatisfy { vocabulary.id(of: "WORD\($0)") == ids[$0] })
    #expect(vocabulary.id(of: "word20000") == .unknown)
  }

  @Test("numbers words by how often they are met, and finds them by the new number")
  func renumbers() {
    var vocabulary = Vocabulary()
    // More than there are places before the table; the letters of some need comparing.
    let words = (0..<40_000).map { $0 % 3 == 0 ? "w\($0)" : "longerword\($0)" }
    let old = words.map { vocabulary.insert($0) }
    var uses = [UInt32](repeating: 0, count: vocabulary.count)
    for (index, id) in old.enumerated() { uses[Int(id.value)] = UInt32(index % 7) }
    let new = vocabulary.renumber(from: 101, byUses: uses)
    #expect(new[..<101].elementsEqual((0..<101).map(WordID.init)))
    #expect(vocabulary.count == new.count && Set(new).count == new.count)
    for (one, other) in zip(old[100...], old[101...]) where uses[one] != uses[other] {
      #expect((new[one] < new[other]) == (uses[one] > uses[other]))
    }
    let bytes = Array((words + ["w40000", "longerword40000"]).joined(separator: " ").utf8)
    var tokens = TokenTable()
    Tokenizer().tokenize(bytes, vocabulary, into: &tokens)
    #expect(tokens.words == old.map { new[$0] } + [.unknown, .unknown])
    #expect(zip(words, old).allSatisfy { vocabulary.text(of: new[$1]) == $0 })
    // The first hundred are looked up in a table of their own.
    #expect(zip(words, old).allSatisfy { vocabulary.id(of: $0) == new[$1] })
    #expect(vocabulary.id(of: "w40000") == .unknown)
    let added = vocabulary.insert("w40000")
    #expect(Int(added.value) == new.count && vocabulary.id(of: "W40000") == added)
  }

  @Test("the empty word is the unknown one")
  func knowsNoEmptyWord() {
    var vocabulary = Vocabulary()
    #expect(vocabulary.insert("") == .unknown)
    #expect(vocabulary.insert("\u{301}") == .unknown)
    #expect(vocabulary.count == 1)
    #expect(vocabulary.text(of: .unknown) == "")
  }

  @Test("spellings that fold to the same are one word")
  func foldsWords() {
    var vocabulary = Vocabulary()
    let id = vocabulary.insert("Łódź")
    #expect(vocabulary.insert("LODZ") == id)
    #expect(vocabulary.id(of: "lodz") == id)
    #expect(vocabulary.text(of: id) == "lodz")
  }
}

extension Array {
  fileprivate subscript(word: WordID) -> Element { self[Int(word.value)] }
}
