/// The words that anything knows, and what they can be.
struct Words {
  var vocabulary = Vocabulary()
  var classes = WordClasses()

  init() {}

  init(_ pack: PackFile) throws(PackError) {
    (vocabulary, classes) = (try Vocabulary(pack), try WordClasses(pack))
  }

  /// The lists that are all taken up in the columns of the words.
  static let files: Set = [
    "grammar/function-words.tsv", "grammar/verbs.tsv", "grammar/nouns.tsv",
    "grammar/adjectives.tsv", "people/given-names.tsv", "people/surnames.tsv",
  ]

  mutating func add(_ tables: [String: LexiconTable], _ faults: inout [ResourceFault]) {
    if let table = tables["grammar/function-words.tsv"] {
      classes.addFunctionWords(table, &vocabulary, faults: &faults)
    }
    if let table = tables["grammar/verbs.tsv"] {
      classes.addVerbs(table, &vocabulary, faults: &faults)
    }
    if let table = tables["grammar/nouns.tsv"] {
      classes.addNouns(table, &vocabulary, faults: &faults)
    }
    if let table = tables["grammar/adjectives.tsv"] {
      classes.addAdjectives(table, &vocabulary, faults: &faults)
    }
    if let table = tables["people/given-names.tsv"] {
      classes.addWords(table, column: "name", as: .givenName, &vocabulary, faults: &faults)
    }
    if let table = tables["people/surnames.tsv"] {
      classes.addWords(table, column: "name", as: .surname, &vocabulary, faults: &faults)
    }
  }
}
