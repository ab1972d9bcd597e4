/// Words and phrases that attribute (`Lexicons/attribution-cues.tsv`).
struct CueTable: Sendable {
  /// What stands with a cue.
  struct Cue: Sendable {
    /// The column `clause`.
    enum Clause: String, CaseIterable {
      case that, either, aside, marked, quoted
    }
    /// Nil for a cue that makes no source of a fact.
    var stance: Stance?
    var clause: Clause
    /// It tells of words, not of thoughts: quotations stand with it.
    var isSpeech: Bool
    /// A gerund can follow: `denied sending`.
    var takesGerund = false

    /// Whether a clause without `that` can follow.
    var takesBareClause: Bool { clause == .that || clause == .aside }
    /// Whether a question that begins with the word can follow; with `either`, only `if` and
    /// `whether`.
    func takesQuestion(_ word: WordClass) -> Bool {
      word.contains(.interrogative)
        && (isSpeech || clause != .either
          || word.isDisjoint(with: [.pronoun, .adverb, .relative, .determiner]))
    }
    /// Whether a quotation can follow.
    var takesQuote: Bool { isSpeech && (clause == .that || clause == .aside || clause == .quoted) }
    /// Whether it can stand behind or within what it attributes.
    var takesAside: Bool {
      clause == .aside || takesQuote
    }
  }

  /// Stance of the verbs that can make a source of a fact, by dictionary form.
  private(set) var verbs: [WordID: Stance] = [:]
  /// Phrases such as `according to`.
  private(set) var phrases = LexiconMatcher()
  private(set) var phraseCues: [Cue] = []
  /// What is said stands behind them and a copula: `was like`.
  private(set) var copular = WordMap<Cue>([:])
  /// They lead to a cue in an aside of its own: `as the ministry said`.
  private(set) var introducers: Set<WordID> = []
  private(set) var adjectives = WordMap<Cue>([:])
  private(set) var nouns = WordMap<Cue>([:])
  private var cues = WordMap<Cue>([:])
  /// All words of these four, verbs by their dictionary form.
  private var words: (verbs: Set<WordID>, others: Set<WordID>) = ([], [])

  init(
    _ table: LexiconTable?, _ vocabulary: inout Vocabulary, _ classes: inout WordClasses,
    faults: inout [ResourceFault]
  ) {
    var phrases = LexiconMatcher.Builder()
    var (cues, adjectives) = ([WordID: Cue](), [WordID: Cue]())
    var (copular, nouns) = ([WordID: Cue](), [WordID: Cue]())
    defer {
      self.phrases = LexiconMatcher(phrases)
      (self.cues, self.adjectives) = (WordMap(cues), WordMap(adjectives))
      (self.copular, self.nouns) = (WordMap(copular), WordMap(nouns))
      words = (Set(cues.keys), Set(adjectives.keys).union(copular.keys).union(nouns.keys))
    }
    guard let table,
      let columns = table.require(["lemma", "kind", "stance", "clause", "gerund"], faults: &faults)
    else { return }
    for row in table.rows {
      let (lemma, kind) = (row.fields[columns[0]], row.fields[columns[1]])
      let stance = Stance(rawValue: String(row.fields[columns[2]]))
      let clause = Cue.Clause(rawValue: String(row.fields[columns[3]]))
      guard stance != nil || row.fields[columns[2]].isEmpty && kind != "phrase", let clause else {
        faults.append(
          ResourceFault(
            table.file, line: row.line, source: row.fields.joined(separator: "\t"),
            "no stance '\(row.fields[columns[2]])', or no clause '\(row.fields[columns[3]])'",
            remedy: "use one of: " + Stance.allCases.map(\.rawValue).joined(separator: ", ")
              + "; and of: " + Cue.Clause.allCases.map(\.rawValue).joined(separator: ", ")))
        continue
      }
      let cue = Cue(
        stance: stance, clause: clause,
        isSpeech: kind != "thought" && kind != "adjective" && kind != "noun",
        takesGerund: row.fields[columns[4]] == "yes")
      switch kind {
      case "verb", "speech", "thought":
        classes.addVerb(String(lemma), &vocabulary)
        let word = vocabulary.insert(lemma)
        cues[word] = cue
        if kind == "verb", let stance { verbs[word] = stance }
      case "phrase":
        let words = lemma.split(separator: " ").map { vocabulary.insert($0) }
        phrases.insert(words, .any, EntryID(value: UInt32(phraseCues.count)))
        phraseCues.append(cue)
      case "introducer": introducers.insert(vocabulary.insert(lemma))
      case "copular": copular[vocabulary.insert(lemma)] = cue
      case "adjective": adjectives[vocabulary.insert(lemma)] = cue
      default: nouns[vocabulary.insert(lemma)] = cue
      }
    }
  }

  /// What stands with a verb, by its dictionary form.
  subscript(verb: WordID) -> Cue? { cues[verb] }

  /// For each word of the vocabulary whether an attribution can hang on it.
  func isCue(_ classes: WordClasses) -> [Bool] {
    let words = classes.forms(of: words.verbs).union(words.others)
    var isCue = Array(repeating: false, count: (words.map { Int($0.value) }.max() ?? 0) + 1)
    for word in words { isCue[Int(word.value)] = true }
    return isCue
  }
}
