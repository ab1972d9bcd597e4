/// Gives the dictionary form of a word whose part of speech is known: `Lexicons/grammar` says
/// it of irregular forms, rules of the others.
struct Lemmatizer: Sendable {
  private struct Form: Hashable {
    var word: String
    var tag: String
  }

  private let classes: WordClasses
  private let vocabulary: Vocabulary
  private var exceptions: [Form: String] = [:]

  /// - Parameters:
  ///   - lemmas: `grammar/lemmas.tsv`.
  ///   - vocabulary: Has the words of `Lexicons/grammar`, as does `classes`.
  init(
    _ lemmas: LexiconTable?, _ classes: WordClasses,
    _ vocabulary: Vocabulary, faults: inout [ResourceFault]
  ) {
    (self.classes, self.vocabulary) = (classes, vocabulary)
    if let lemmas, let columns = lemmas.require(["form", "tag", "lemma"], faults: &faults) {
      for row in lemmas.rows {
        let form = Form(word: String(row.fields[columns[0]]), tag: String(row.fields[columns[1]]))
        exceptions[form] = String(row.fields[columns[2]])
      }
    }
  }

  /// The dictionary form of a word.
  func lemma(of word: String, _ tag: PartOfSpeech) -> String {
    switch tag.universal {
    case "PUNCT", "SYM", "X": return word
    default: break
    }
    if tag.penn == "NNPS" { return Self.singular(word) }
    if tag.universal == "PROPN" || tag.penn == "NNP" { return word }
    let small = word.lowercased().replacing("’", with: "'")
    if let lemma = exceptions[Form(word: small, tag: tag.penn)] { return lemma }
    switch tag.penn {
    case "NNS": return singularNoun(small)
    case "VBZ", "VBD", "VBN", "VBG": return infinitive(small, tag.penn)
    case "JJR", "RBR": return positive(small, ending: "er")
    case "JJS", "RBS": return positive(small, ending: "est")
    default: return small
    }
  }

  private func `is`(_ word: String, _ wordClass: WordClass) -> Bool {
    classes[vocabulary.id(of: word)].contains(wordClass)
  }

  // MARK: Nouns

  private func singularNoun(_ word: String) -> String {
    let id = vocabulary.id(of: word)
    let singular = classes.lemma(of: id)
    if singular != id, classes[id].contains(.pluralNoun), classes[singular].contains(.noun) {
      return vocabulary.text(of: singular)
    }
    if word.hasSuffix("men"), word.count > 4 { return word.dropLast(3) + "man" }
    return Self.singular(word)
  }

  private static func singular(_ word: String) -> String {
    if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
    let hisses = ["sses", "shes", "ches", "xes", "zzes", "oes"].contains { word.hasSuffix($0) }
    if hisses, word.count > 4 { return String(word.dropLast(2)) }
    return word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
  }

  // MARK: Verbs

  private func infinitive(_ word: String, _ tag: String) -> String {
    let id = vocabulary.id(of: word)
    if !classes[id].isDisjoint(with: .verb) { return vocabulary.text(of: classes.lemma(of: id)) }
    switch tag {
    case "VBZ":
      let shorter = String(word.dropLast())
      return word.hasSuffix("es") && `is`(shorter, .base) ? shorter : Self.singular(word)
    case "VBG":
      return word.hasSuffix("ing") && word.count > 4 ? base(String(word.dropLast(3))) : word
    default:
      if word.hasSuffix("ied"), word.count > 4 { return word.dropLast(3) + "y" }
      return word.hasSuffix("ed") ? base(String(word.dropLast(2))) : word
    }
  }

  /// The infinitive whose `-ed` or `-ing` was taken off.
  private func base(_ stem: String) -> String {
    if `is`(stem, .base) { return stem }
    if `is`(stem + "e", .base) { return stem + "e" }
    let letters = Array(stem.utf8)
    if let (one, two) = Self.lastTwo(letters), one == two {
      let shorter = String(stem.dropLast())
      return `is`(shorter, .base) || !"lsz".utf8.contains(two) ? shorter : stem
    }
    return Self.losesE(letters) ? stem + "e" : stem
  }

  private static func lastTwo(_ letters: [UInt8]) -> (UInt8, UInt8)? {
    letters.count > 2 ? (letters[letters.count - 2], letters[letters.count - 1]) : nil
  }

  /// Whether an unknown stem has lost an e before `-ed` or `-ing`, to go by its end: after a
  /// consonant with one vowel before it that is no unstressed syllable (`translat`, but
  /// `offer`), and after the consonants that want one (`involv`, `settl`, `manag`).
  private static func losesE(_ letters: [UInt8]) -> Bool {
    guard let (one, two) = lastTwo(letters) else { return false }
    let vowels = Array("aeiou".utf8)
    switch two {
    case UInt8(ascii: "v"), UInt8(ascii: "c"), UInt8(ascii: "u"): return true
    case UInt8(ascii: "g"): return one != UInt8(ascii: "g")
    case UInt8(ascii: "z"): return vowels.contains(one)
    case UInt8(ascii: "l"):
      return "bcdfgkptz".utf8.contains(one) || "iu".utf8.contains(one)
    case UInt8(ascii: "s"): return one != UInt8(ascii: "s")
    case UInt8(ascii: "t"), UInt8(ascii: "d"), UInt8(ascii: "n"), UInt8(ascii: "r"),
      UInt8(ascii: "k"), UInt8(ascii: "m"), UInt8(ascii: "p"):
      let before = letters[letters.count - 3]
      return "aiu".utf8.contains(one) && !vowels.contains(before)
    default: return false
    }
  }

  // MARK: Comparison

  private func positive(_ word: String, ending: String) -> String {
    guard word.hasSuffix(ending), word.count > ending.count + 2 else { return word }
    let stem = String(word.dropLast(ending.count))
    if `is`(stem, .adjective) { return stem }
    if `is`(stem + "e", .adjective) { return stem + "e" }
    if stem.hasSuffix("i") { return stem.dropLast() + "y" }
    if let (one, two) = Self.lastTwo(Array(stem.utf8)), one == two, !"lsf".utf8.contains(two) {
      return String(stem.dropLast())
    }
    return stem
  }
}
