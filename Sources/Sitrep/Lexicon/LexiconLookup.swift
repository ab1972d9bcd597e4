/// What a term can mean, as the lexicons have it.
public struct LexiconLookup: Sendable {
  /// One entry that bears the term.
  public struct Reading: Sendable {
    public let id: String
    public let type: EntityType
    public let level: MentionLevel
    /// The canonical name.
    public let name: String
    /// ISO 3166-1 alpha-2, or empty.
    public let country: String
    public let division: String
    public let latitude: Double?
    public let longitude: Double?
    public let population: Int
    /// The class of the file, or empty.
    public let kind: String
    /// The options of its row, as `ambiguous` or `until 1991-12-26`.
    public let options: [String]
    public let file: String
    public let line: Int
    /// Whether the term is found as it was typed; else it wants capitals.
    public let isAsTyped: Bool
  }

  public let term: String
  /// In the order of the lexicons.
  public let readings: [Reading]
  /// What the word can be besides, where the term is one word: `noun`, `given name`.
  public let wordClasses: [String]
  /// The nearest name there is, where there is nothing else to say.
  public let nearest: String?

  init(_ term: String, _ lexicon: Lexicon, _ vocabulary: Vocabulary, _ classes: WordClasses) {
    self.term = term
    let typed = lexicon.bearers(of: term, vocabulary)
    var entries = typed
    let other = Self.capitalized(term)
    entries.formUnion(lexicon.bearers(of: other, vocabulary))
    entries.formUnion(lexicon.bearers(of: term.uppercased(), vocabulary))
    entries.formUnion(lexicon.bearers(of: term.lowercased(), vocabulary))
    readings = entries.sorted { $0.value < $1.value }.map {
      Reading(lexicon[$0], lexicon, isAsTyped: typed.contains($0))
    }
    wordClasses = classes[vocabulary.id(of: term)].spelledOut
    let isKnown = !readings.isEmpty || !wordClasses.isEmpty
    nearest = isKnown ? nil : NearestName.of(term, among: lexicon.entries.map(\.name))
  }

  /// With a capital on every word.
  private static func capitalized(_ term: String) -> String {
    var (text, isStart) = ("", true)
    for letter in term {
      text += isStart ? letter.uppercased() : String(letter)
      isStart = !letter.isLetter && letter != "'" && letter != "’"
    }
    return text
  }
}

extension Lexicon {
  /// The entries with an alias that is the whole of a text.
  func bearers(of name: String, _ vocabulary: Vocabulary) -> Set<EntryID> {
    let bytes = Array(name.utf8)
    var tokens = TokenTable()
    Tokenizer().tokenize(bytes, vocabulary, into: &tokens)
    guard tokens.count > 0 else { return [] }
    var matches: [LexiconMatcher.Match] = []
    matcher.matches(tokens, at: 0, limit: tokens.count, into: &matches)
    return Set(matches.filter { $0.length == tokens.count }.map(\.entry))
  }
}

extension LexiconLookup.Reading {
  fileprivate init(_ entry: LexiconEntry, _ lexicon: Lexicon, isAsTyped: Bool) {
    (id, type, level, name) = (entry.id, entry.type, entry.level, entry.name)
    (country, division, kind) = (entry.country, entry.division, entry.kind)
    (latitude, longitude, population) = (entry.latitude, entry.longitude, entry.population)
    (file, line) = (lexicon.files[entry.file], entry.line)
    self.isAsTyped = isAsTyped
    options = entry.options.spelledOut(isAmbiguous: entry.isAmbiguous)
  }
}

extension EntryOptions {
  /// As a person reads them.
  fileprivate func spelledOut(isAmbiguous: Bool) -> [String] {
    var words: [String] = []
    if isAmbiguous { words.append("ambiguous") }
    if isWhole { words.append("whole") }
    if priority != 0 { words.append("priority \(priority)") }
    if from != .min { words.append("from \(Self.day(from))") }
    if until != .max { words.append("until \(Self.day(until))") }
    return words
  }

  private static func day(_ number: Int32) -> String {
    let date = CalendarDate(
      year: Int(number) / 10_000, month: Int(number) / 100 % 100, day: Int(number) % 100)
    return date?.description ?? "\(number)"
  }
}

extension WordClass {
  /// The names of the classes, as a person reads them.
  fileprivate var spelledOut: [String] {
    let open: [(String, WordClass)] = [
      ("noun", .noun), ("plural noun", .pluralNoun), ("head of a nominal mention", .nominalHead),
      ("adjective", .adjective), ("verb", .base), ("verb in the third person", .third),
      ("past tense", .past), ("participle", .participle), ("gerund", .gerund),
      ("given name", .givenName), ("surname", .surname),
    ]
    let closed = Self.names.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return (open + closed).filter { contains($0.1) }.map(\.0)
  }
}
