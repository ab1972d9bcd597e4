import Testing

@testable import Sitrep

@Suite struct LexiconTests {
  private static let columns =
    "id\ttype\tlevel\tname\taliases\tcountry\tlatitude\tlongitude\tpopulation\tambiguous"

  /// Rows of an entity lexicon, and the faults they must give, word for word.
  @Test(
    "says what is wrong in a row",
    arguments: [
      (
        ["a\tTOWN\tname\tAla\t\t\t\t\t\t"],
        """
        t.tsv:2:3: error: no entity type 'TOWN'
          a\tTOWN\tname\tAla\t\t\t\t\t\t
           \t^
          remedy: use one of: PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, FORCE, EQUIPMENT, LAW, IDENTIFIER
        """
      ),
      (
        ["a\tGPE\tnoun\tAla\t\t\t\t\t\t"],
        """
        t.tsv:2:7: error: no level 'noun'
          a\tGPE\tnoun\tAla\t\t\t\t\t\t
           \t   \t^
          remedy: use name, nominal or pronoun
        """
      ),
      (
        ["\tGPE\tname\tAla\t\t\t\t\t\t"],
        """
        t.tsv:2:1: error: an entry without id or name
          \tGPE\tname\tAla\t\t\t\t\t\t
          ^
          remedy: give the row both
        """
      ),
      (
        ["a\tGPE\tname\t\t\t\t\t\t\t"],
        """
        t.tsv:2:12: error: an entry without id or name
          a\tGPE\tname\t\t\t\t\t\t\t
           \t   \t    \t^
          remedy: give the row both
        """
      ),
      (
        ["a\tGPE\tname\tAla\t\t\t\t\t\t", "a\tGPE\tname\tBel\t\t\t\t\t\t"],
        """
        t.tsv:3:1: error: the id 'a' is taken by t.tsv:2
          a\tGPE\tname\tBel\t\t\t\t\t\t
          ^
          remedy: ids are unique over all lexicons; join the rows or rename one
        """
      ),
      (
        ["a\tGPE\tname\tAla\t\t\t91\t0\t\t"],
        """
        t.tsv:2:18: error: '91' is no coordinate
          a\tGPE\tname\tAla\t\t\t91\t0\t\t
           \t   \t    \t   \t\t\t^
          remedy: give degrees between -90.0 and 90.0
        """
      ),
      (
        ["a\tGPE\tname\tAla\t\t\t0\t-180.5\t\t"],
        """
        t.tsv:2:20: error: '-180.5' is no coordinate
          a\tGPE\tname\tAla\t\t\t0\t-180.5\t\t
           \t   \t    \t   \t\t\t \t^
          remedy: give degrees between -180.0 and 180.0
        """
      ),
      (
        ["a\tGPE\tname\tAla\t\t\t5°N\t0\t\t"],
        """
        t.tsv:2:18: error: '5°N' is no coordinate
          a\tGPE\tname\tAla\t\t\t5°N\t0\t\t
           \t   \t    \t   \t\t\t^
          remedy: give degrees between -90.0 and 90.0
        """
      ),
      (
        ["a\tGPE\tname\tAla\t\t\t\t\t1.5m\t"],
        """
        t.tsv:2:20: error: '1.5m' is no population
          a\tGPE\tname\tAla\t\t\t\t\t1.5m\t
           \t   \t    \t   \t\t\t\t\t^
          remedy: give a whole number, or nothing
        """
      ),
    ] as [([String], String)])
  func tellsFaults(_ rows: [String], _ message: String) {
    let made = Self.lexicon(([Self.columns] + rows).joined(separator: "\n"))
    #expect(made.faults.map(\.description) == [message])
  }

  @Test("an id is unique over all files")
  func tellsDuplicatesAcrossFiles() {
    var (lexicon, vocabulary, classes) = (LexiconBuilder(), Vocabulary(), WordClasses())
    var faults: [ResourceFault] = []
    for path in ["one.tsv", "two.tsv"] {
      let text = Self.columns + "\na\tGPE\tname\tAla\t\t\t\t\t\t\n"
      let table = LexiconTable(ResourceFile(path: path, bytes: Array(text.utf8)), faults: &faults)
      lexicon.add(table, &vocabulary, &classes, faults: &faults)
    }
    #expect(faults.map(\.file) == ["two.tsv"])
    #expect(faults.map(\.problem) == ["the id 'a' is taken by one.tsv:2"])
  }

  @Test("reads the attributes of a row")
  func readsAttributes() throws {
    let made = Self.lexicon(
      """
      id\ttype\tlevel\tname\taliases\tcountry\tadmin1\tlatitude\tlongitude\tpopulation\tclass\tambiguous
      a\tGPE\tname\tAla\tOla|Ula\tXX\tXX.01\t-12.5\t180\t12000\ttown\tyes
      b\tORG\tname\tBel\t\t\t\t\t\t\t\t
      """)
    #expect(made.faults == [])
    let entry = try #require(made.lexicon.entries.first)
    #expect((entry.id, entry.type, entry.level, entry.name) == ("a", .politicalPlace, .name, "Ala"))
    #expect((entry.country, entry.division, entry.kind) == ("XX", "XX.01", "town"))
    #expect((entry.latitude, entry.longitude) == (-12.5, 180))
    #expect((entry.population, entry.isAmbiguous, entry.line) == (12000, true, 2))
    let plain = made.lexicon.entries[1]
    #expect((plain.latitude, plain.longitude) == (nil, nil))
    #expect((plain.population, plain.isAmbiguous, plain.line) == (0, false, 3))
  }

  /// An alias, a text, and whether the alias is found at its start.
  @Test(
    "wants the capitals of the alias, and no accents",
    arguments: [
      // small letters: any case
      ("troops", "troops", true), ("troops", "Troops", true), ("troops", "TROOPS", true),
      // a capital: a capital
      ("Reading", "Reading", true), ("Reading", "reading", false), ("Reading", "READING", true),
      ("Gaza Strip", "Gaza strip", true), ("Gaza Strip", "gaza strip", false),
      // short and all capitals: all capitals
      ("WHO", "WHO", true), ("WHO", "Who", false), ("WHO", "who", false), ("IS", "is", false),
      ("UN", "UN", true), ("U.S.", "U.S.", true), ("US", "us", false), ("US", "Us", false),
      // longer ones in capitals: a capital
      ("UNIFIL", "Unifil", true), ("UNIFIL", "unifil", false),
      // a small word first
      ("al-Shabaab", "al-Shabaab", true), ("al-Shabaab", "Al-Shabaab", true),
      // accents
      ("Malaga", "Málaga", true), ("Málaga", "Malaga", true), ("Łódź", "Lodz", true),
      ("Durrës", "DURRES", true), ("Sana’a", "Sana'a", true),
      // hyphens
      ("Port-au-Prince", "Port-au-Prince", true), ("Port-au-Prince", "Port au Prince", true),
      ("Port au Prince", "Port-au-Prince", true), ("Port-au-Prince", "Port–au–Prince", true),
      ("Il-76", "Il 76", true), ("Il-76", "Il76", false), ("Port-au-Prince", "Port - au", false),
      ("Port-au-Prince", "Port - au - Prince", false),
      // whole words
      ("Mali", "Malian", false), ("Mali", "Mali's", true), ("Gen. Staff", "Gen. Staff", true),
      ("11th Brigade", "11th Brigade", true), ("3rd Army", "3rd army", true),
    ])
  func findsAliases(_ alias: String, _ text: String, _ isFound: Bool) {
    let made = Self.lexicon(
      "id\ttype\tlevel\tname\taliases\na\tGPE\tname\tzzzz\t\(alias)\n")
    #expect((Self.match(text, made) != nil) == isFound)
  }

  @Test("keeps every reading of a shared alias")
  func keepsReadings() {
    let made = Self.lexicon(
      """
      id\ttype\tlevel\tname\taliases
      a\tGPE\tname\tTripoli\t
      b\tGPE\tname\tTripoli\tTripoli al-Gharb
      """)
    #expect(Self.match("Tripoli", made)?.map(\.id) == ["a", "b"])
    #expect(Self.match("Tripoli al-Gharb", made)?.map(\.id) == ["a", "b", "b"])
  }

  @Test("the head of a nominal entry is a noun")
  func notesHeads() {
    let made = Self.lexicon(
      "id\ttype\tlevel\tname\taliases\nn\tFORCE\tnominal\tpolice officer\tpolice officers\n")
    for word in ["officer", "officers"] {
      #expect(made.classes[made.vocabulary.id(of: word)].contains([.noun, .nominalHead]))
    }
    #expect(made.classes[made.vocabulary.id(of: "police")].isEmpty)
  }

  private struct Made {
    var lexicon = Lexicon()
    var vocabulary = Vocabulary()
    var classes = WordClasses()
    var faults: [ResourceFault] = []
  }

  @Test(
    "an abbreviation counts behind a capitalised word and a comma only",
    arguments: [
      ("Salem, Ore. today", true), ("Salem, OR", true), ("St. Paul, Ore.", true),
      ("Ore. today", false), ("salem, Ore.", false), ("Salem, or", false), ("Salem Ore.", false),
    ])
  func abbreviates(_ text: String, _ isFound: Bool) throws {
    let made = Self.lexicon(
      "id\ttype\tlevel\tname\taliases\tabbreviations\na\tGPE\tname\tOregon\t\tOre.|OR\n")
    let bytes = Array(text.utf8)
    var tokens = TokenTable()
    Tokenizer().tokenize(bytes, made.vocabulary, into: &tokens)
    var found: [LexiconMatcher.Match] = []
    for token in 0..<tokens.count {
      made.lexicon.matcher.matches(tokens, at: token, limit: tokens.count, into: &found)
    }
    #expect(found.isEmpty != isFound)
  }

  private static func lexicon(_ text: String) -> Made {
    var made = Made()
    let table = LexiconTable(
      ResourceFile(path: "t.tsv", bytes: Array(text.utf8)), faults: &made.faults)
    var builder = LexiconBuilder()
    builder.add(table, &made.vocabulary, &made.classes, faults: &made.faults)
    made.lexicon = builder.lexicon
    return made
  }

  /// The entries whose aliases begin the text, nil where there are none.
  private static func match(_ text: String, _ made: Made) -> [LexiconEntry]? {
    let bytes = Array(text.utf8)
    var tokens = TokenTable()
    Tokenizer().tokenize(bytes, made.vocabulary, into: &tokens)
    var found: [LexiconMatcher.Match] = []
    made.lexicon.matcher.matches(tokens, at: 0, limit: tokens.count, into: &found)
    return found.isEmpty ? nil : found.map { made.lexicon[$0.entry] }
  }
}
