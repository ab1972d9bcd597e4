/// What a word can be, whatever stands around it. A word can be several things.
struct WordClass: OptionSet, Sendable, Hashable {
  let rawValue: UInt64

  static let determiner = WordClass(rawValue: 1 << 0)
  static let quantifier = WordClass(rawValue: 1 << 1)
  static let pronoun = WordClass(rawValue: 1 << 2)
  static let preposition = WordClass(rawValue: 1 << 3)
  static let conjunction = WordClass(rawValue: 1 << 4)
  static let subordinator = WordClass(rawValue: 1 << 5)
  static let auxiliary = WordClass(rawValue: 1 << 6)
  static let modal = WordClass(rawValue: 1 << 7)
  static let negation = WordClass(rawValue: 1 << 8)
  static let adverb = WordClass(rawValue: 1 << 9)
  static let relative = WordClass(rawValue: 1 << 10)
  static let interrogative = WordClass(rawValue: 1 << 11)
  static let particle = WordClass(rawValue: 1 << 12)
  static let noun = WordClass(rawValue: 1 << 13)
  static let pluralNoun = WordClass(rawValue: 1 << 14)
  static let adjective = WordClass(rawValue: 1 << 15)
  static let base = WordClass(rawValue: 1 << 16)
  static let third = WordClass(rawValue: 1 << 17)
  static let past = WordClass(rawValue: 1 << 18)
  static let participle = WordClass(rawValue: 1 << 19)
  static let gerund = WordClass(rawValue: 1 << 20)
  static let givenName = WordClass(rawValue: 1 << 21)
  /// Heads a nominal mention: `troops`, `official`, `border`.
  static let nominalHead = WordClass(rawValue: 1 << 22)

  /// Can stand before a verb in the infinitive: `to`.
  static let infinitive = WordClass(rawValue: 1 << 23)
  /// Brings in a clause: `that`.
  static let complementizer = WordClass(rawValue: 1 << 24)
  /// A preposition before a place.
  static let locative = WordClass(rawValue: 1 << 25)
  /// Names who did it, in the passive: `by`.
  static let agentive = WordClass(rawValue: 1 << 26)
  /// Joins a part or a property to its whole: `of`.
  static let genitive = WordClass(rawValue: 1 << 27)
  /// Holds the place of the subject, or stands for a place: `there`.
  static let expletive = WordClass(rawValue: 1 << 28)
  /// A form of the verb that makes the passive.
  static let copula = WordClass(rawValue: 1 << 29)
  /// Marks the possessor: `'s`, `their`.
  static let possessive = WordClass(rawValue: 1 << 30)
  /// A form of the verb that makes the perfect.
  static let perfect = WordClass(rawValue: 1 << 31)

  /// A pronoun that can stand for people under arms: `they`.
  static let groupPronoun = WordClass(rawValue: 1 << 32)

  /// A determiner that points to something known: `the`, `these`, `its`.
  static let definite = WordClass(rawValue: 1 << 33)

  /// A pronoun for a thing or an organization: `it`.
  static let neuter = WordClass(rawValue: 1 << 34)
  /// A small word inside names: `al`, `van`, `bin`.
  static let nameParticle = WordClass(rawValue: 1 << 35)

  /// A preposition behind which even an unknown name is a place: `in`, not `from`.
  static let enclosing = WordClass(rawValue: 1 << 36)

  static let surname = WordClass(rawValue: 1 << 37)

  /// Says which part of a place is meant: `northern`.
  static let directional = WordClass(rawValue: 1 << 38)

  /// A pronoun for one person, as a subject: `she`.
  static let personal = WordClass(rawValue: 1 << 39)

  /// Says what form a company has, behind its name: `Corp`, `AG`.
  static let companyForm = WordClass(rawValue: 1 << 40)

  /// A preposition that says where something is, and not where to: `at`.
  static let resting = WordClass(rawValue: 1 << 41)

  /// A preposition before where something comes from: `from`, `out`.
  static let source = WordClass(rawValue: 1 << 42)

  /// Tells that news is of a sport: `tournament`.
  static let sport = WordClass(rawValue: 1 << 43)

  /// Tells that news is of a game that teams play: `halftime`.
  static let teamSport = WordClass(rawValue: 1 << 44)

  /// Says behind the name of a team what somebody is in it: `striker`.
  static let player = WordClass(rawValue: 1 << 45)

  /// A preposition before the subject of an infinitive: `a call for troops to be sent`.
  static let subjectMarker = WordClass(rawValue: 1 << 46)

  /// Stands before a verb with a hyphen and leaves it a verb: `re-enter`.
  static let verbPrefix = WordClass(rawValue: 1 << 47)
  /// A preposition that sets those behind it against each other: `between troops and rebels`.
  static let opposing = WordClass(rawValue: 1 << 48)

  /// Names a part of those behind `of`, who are meant: `a wave of reservists`.
  static let partitive = WordClass(rawValue: 1 << 49)
  /// Likewise, but not behind `the`: `large numbers of reservists`.
  static let indefinitePartitive = WordClass(rawValue: 1 << 50)

  /// What people are called by.
  static let personName: WordClass = [.givenName, .surname]

  static let verb: WordClass = [.base, .third, .past, .participle, .gerund]
  static let closed: WordClass = [
    .determiner, .quantifier, .pronoun, .preposition, .conjunction, .subordinator, .auxiliary,
    .modal, .negation, .relative, .interrogative,
  ]

  /// The names of all classes, by their bit.
  static let bitNames = [
    "determiner", "quantifier", "pronoun", "preposition", "conjunction", "subordinator",
    "auxiliary", "modal", "negation", "adverb", "relative", "interrogative", "particle", "noun",
    "plural-noun", "adjective", "base", "third", "past", "participle", "gerund", "given-name",
    "nominal-head", "infinitive", "complementizer", "locative", "agentive", "genitive",
    "expletive", "copula", "possessive", "perfect", "group-pronoun", "definite", "neuter",
    "name-particle", "enclosing", "surname", "directional", "personal",
    "company-form", "resting", "source", "sport", "team-sport", "player",
    "subject-marker", "verb-prefix", "opposing", "partitive",
    "partitive-indefinite",
  ]

  /// The classes that `grammar/function-words.tsv` can name: all but those that other lists
  /// give.
  static let names: [String: WordClass] = {
    let open: WordClass = [.verb, .noun, .pluralNoun, .adjective, .personName, .nominalHead]
    let classes = bitNames.enumerated().map { ($1, WordClass(rawValue: 1 << UInt64($0))) }
    return Dictionary(uniqueKeysWithValues: classes.filter { $1.isDisjoint(with: open) })
  }()
}

/// The classes of every word of the vocabulary, and the lemma of every verb form: arrays
/// indexed by `WordID`.
struct WordClasses: Sendable {
  private var classes = Column<WordClass>()
  private var lemmas = Column<WordID>()
  /// The words that have a class, in the order in which they got one: a small part of a large
  /// vocabulary.
  private var known = Column<WordID>()

  /// What the word can be; nothing for the unknown word. O(1).
  subscript(word: WordID) -> WordClass {
    Int(word.value) < classes.count ? classes[Int(word.value)] : []
  }

  /// The infinitive of a verb form, the singular of an irregular plural; the word itself where
  /// it is none. O(1).
  func lemma(of word: WordID) -> WordID {
    let index = Int(word.value)
    return index < lemmas.count && lemmas[index] != .unknown ? lemmas[index] : word
  }

  mutating func insert(_ word: WordID, _ wordClass: WordClass, lemma: WordID = .unknown) {
    let index = Int(word.value)
    if index >= classes.count {
      let room = max(index + 1, classes.count * 2)
      classes.grow(to: room, with: [])
      lemmas.grow(to: room, with: .unknown)
    }
    if self[word].isEmpty, !wordClass.isEmpty { known.append(word) }
    // Writing what is there already would copy what lies in a pack.
    if !self[word].isSuperset(of: wordClass) { classes[index] = self[word].union(wordClass) }
    if lemma != .unknown, lemmas[index] == .unknown { lemmas[index] = lemma }
  }
}

extension WordClasses {
  /// `grammar/function-words.tsv`.
  mutating func addFunctionWords(
    _ table: LexiconTable, _ vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    guard let columns = table.require(["word", "class"], faults: &faults) else { return }
    for row in table.rows {
      let name = String(row.fields[columns[1]])
      guard let wordClass = WordClass.names[name] else {
        faults.append(
          ResourceFault(
            table.file, line: row.line, source: row.fields.joined(separator: "\t"),
            "no word class '\(name)'",
            remedy: "use one of: " + WordClass.names.keys.sorted().joined(separator: ", ")))
        continue
      }
      insert(vocabulary.insert(row.fields[columns[0]]), wordClass)
    }
  }

  /// A list of words of one class: `people/given-names.tsv`.
  mutating func addWords(
    _ table: LexiconTable, column: String, as wordClass: WordClass,
    _ vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    guard let columns = table.require([column], faults: &faults) else { return }
    for row in table.rows { insert(vocabulary.insert(row.fields[columns[0]]), wordClass) }
  }

  /// `grammar/adjectives.tsv`; the adverbs in -ly are made by rule, where the word is not known
  /// for something else: `deadly`.
  mutating func addAdjectives(
    _ table: LexiconTable, _ vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    addWords(table, column: "word", as: .adjective, &vocabulary, faults: &faults)
    guard let columns = table.require(["word"], faults: &faults) else { return }
    for row in table.rows {
      guard let adverb = Inflection.adverb(String(row.fields[columns[0]])) else { continue }
      let word = vocabulary.insert(adverb)
      if self[word].isEmpty { insert(word, .adverb) }
    }
  }

  /// `grammar/nouns.tsv`; regular plurals are made by rule.
  mutating func addNouns(
    _ table: LexiconTable, _ vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    guard let columns = table.require(["noun", "plural"], faults: &faults) else { return }
    for row in table.rows {
      let noun = String(row.fields[columns[0]])
      let written = row.fields[columns[1]].split(separator: "|")
      let id = vocabulary.insert(noun)
      insert(id, .noun)
      if written.isEmpty {
        insert(vocabulary.insert(Inflection.third(noun)), [.noun, .pluralNoun])
      }
      for plural in written {
        insert(vocabulary.insert(plural), [.noun, .pluralNoun], lemma: id)
      }
    }
  }

  /// `grammar/verbs.tsv`; forms that are regular are made by rule.
  mutating func addVerbs(
    _ table: LexiconTable, _ vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    let names = ["lemma", "past", "participle", "gerund", "third"]
    guard let columns = table.require(names, faults: &faults) else { return }
    for row in table.rows {
      let lemma = String(row.fields[columns[0]])
      func form(_ column: Int, _ regular: String) -> [Substring] {
        let written = row.fields[columns[column]]
        return written.isEmpty ? [Substring(regular)] : written.split(separator: "|")
      }
      let past = form(1, Inflection.past(lemma))
      let participle = row.fields[columns[2]].isEmpty ? past : form(2, "")
      addVerb(
        lemma, past: past, participle: participle, gerund: form(3, Inflection.gerund(lemma)),
        third: form(4, Inflection.third(lemma)), &vocabulary)
    }
  }

  /// A verb that only a frame knows, with regular forms. Does nothing for a known verb.
  mutating func addVerb(_ lemma: String, _ vocabulary: inout Vocabulary) {
    guard !self[vocabulary.insert(lemma)].contains(.base) else { return }
    addVerb(
      lemma, past: [Substring(Inflection.past(lemma))],
      participle: [Substring(Inflection.past(lemma))],
      gerund: [Substring(Inflection.gerund(lemma))], third: [Substring(Inflection.third(lemma))],
      &vocabulary)
  }

  private mutating func addVerb(
    _ lemma: String, past: [Substring], participle: [Substring], gerund: [Substring],
    third: [Substring], _ vocabulary: inout Vocabulary
  ) {
    let id = vocabulary.insert(lemma)
    insert(id, .base, lemma: id)
    let forms: [([Substring], WordClass)] = [
      (past, .past), (participle, .participle), (gerund, .gerund), (third, .third),
    ]
    for (words, wordClass) in forms {
      for word in words { insert(vocabulary.insert(word), wordClass, lemma: id) }
    }
  }
}

/// The regular inflections of English, for verbs and, with `third`, for plurals.
enum Inflection {
  private static let vowels = Set("aeiou")

  private static func endsInConsonantY(_ word: String) -> Bool {
    word.last == "y" && !(word.dropLast().last.map(vowels.contains) ?? true)
  }

  static func third(_ word: String) -> String {
    if endsInConsonantY(word) { return word.dropLast() + "ies" }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].contains { word.hasSuffix($0) }
    return word + (hisses ? "es" : "s")
  }

  /// Whether a noun ends as regular plurals do: in an s that is not part of `ss`, `us` or
  /// `is`.
  static func looksPlural(_ word: some StringProtocol) -> Bool {
    word.hasSuffix("s") && !["ss", "us", "is"].contains { word.hasSuffix($0) }
  }

  /// The adverb of an adjective; nil for a word with a hyphen and for one in -ly itself.
  static func adverb(_ word: String) -> String? {
    if word.hasSuffix("ly") || word.contains("-") || word.contains(" ") { return nil }
    if endsInConsonantY(word) { return word.dropLast() + "ily" }
    if word.hasSuffix("ic") { return word == "public" ? "publicly" : word + "ally" }
    if word.hasSuffix("le"), !(word.dropLast(2).last.map(vowels.contains) ?? true) {
      return word.dropLast() + "y"
    }
    return word + (word.hasSuffix("ll") ? "y" : "ly")
  }

  static func past(_ word: String) -> String {
    if endsInConsonantY(word) { return word.dropLast() + "ied" }
    return word + (word.last == "e" ? "d" : "ed")
  }

  static func gerund(_ word: String) -> String {
    let keepsE = ["ee", "oe", "ye"].contains { word.hasSuffix($0) }
    return (word.last == "e" && !keepsE ? String(word.dropLast()) : word) + "ing"
  }
}

extension WordClasses {
  /// All words of a class. O(words that have one); for building stages.
  func words(_ wordClass: WordClass) -> Set<WordID> {
    Set(known.values.filter { self[$0].contains(wordClass) })
  }

  /// All forms of some verbs. O(words that have a class); for building stages.
  func forms(of verbs: Set<WordID>) -> Set<WordID> {
    // An array answers every known word faster than a set.
    let isWanted = WordMap(
      Dictionary(verbs.map { ($0, true) }, uniquingKeysWith: { one, _ in one }))
    return Set(
      known.values.filter {
        !self[$0].isDisjoint(with: .verb) && isWanted[lemma(of: $0)] == true
      })
  }
}

// MARK: - In a pack

extension WordClasses {
  func write(to pack: inout PackWriter) {
    pack.add("classes", classes)
    pack.add("classes.lemmas", lemmas)
    pack.add("classes.known", known)
  }

  init(_ pack: PackFile) throws(PackError) {
    classes = try pack.column("classes")
    lemmas = try pack.column("classes.lemmas")
    known = try pack.column("classes.known")
    guard classes.count == lemmas.count else { throw PackError(pack.name, .corrupt("classes")) }
  }
}
