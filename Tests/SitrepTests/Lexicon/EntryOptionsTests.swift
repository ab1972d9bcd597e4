import Testing

@testable import Sitrep

@Suite struct EntryOptionsTests {
  /// An option with its value, an alias, a text, and whether the alias is found at its start.
  @Test(
    "a row says how its letters have to be, and whether plurals are meant",
    arguments: [
      ("case", "any", "Orlan", "orlan", true), ("case", "", "Orlan", "orlan", false),
      ("case", "any", "BTRG", "btrg", true), ("case", "", "BTRG", "Btrg", false),
      ("case", "sensitive", "Bright Path", "Bright path", false),
      ("case", "", "Bright Path", "Bright path", true),
      ("case", "sensitive", "Bright Path", "Bright Path", true),
      ("case", "sensitive", "Bright Path", "BRIGHT PATH", false),
      ("case", "sensitive", "Front of the Sea", "Front of the Sea", true),
      ("case", "sensitive", "path", "Path", false), ("case", "sensitive", "path", "path", true),
      ("case", "sensitive", "UNIFORM", "Uniform", false),
      ("inflected", "yes", "Mi-99", "Mi-99s", true), ("inflected", "", "Mi-99", "Mi-99s", false),
      ("inflected", "yes", "Harpy", "Harpies", true), ("inflected", "yes", "Lynx", "Lynxes", true),
      ("inflected", "yes", "Harpy", "Harpy's", true),
    ])
  func readsCaseAndForms(
    _ option: String, _ value: String, _ alias: String, _ text: String, _ isFound: Bool
  ) throws {
    let pack = try Self.pack([
      "id\ttype\tlevel\tname\taliases\t\(option)", "a\tORG\tname\t\(alias)\t\t\(value)",
    ])
    var tokens = TokenTable()
    Tokenizer().tokenize(Array(text.utf8), pack.vocabulary, into: &tokens)
    var found: [LexiconMatcher.Match] = []
    pack.lexicon.matcher.matches(tokens, at: 0, limit: tokens.count, into: &found)
    #expect(!found.isEmpty == isFound)
  }

  /// The columns of options and a row's values for them, and what must be said of them.
  @Test(
    "what is no value of an option is a fault",
    arguments: [
      ("whole", "no", "'no' is no value of this option", "write yes, or nothing"),
      ("case", "upper", "'upper' is no value of this option", "write any or sensitive, or nothing"),
      ("ambiguous", "maybe", "'maybe' is no value of this option", "write yes, or nothing"),
      ("priority", "high", "'high' is no priority", "give a whole number, or nothing"),
      ("from", "1991-13", "'1991-13' is no date", "write YYYY, YYYY-MM or YYYY-MM-DD, or nothing"),
      ("from\tuntil", "1997\t1996", "it ended before it began", "put the earlier day under 'from'"),
    ])
  func tellsFaults(_ columns: String, _ values: String, _ problem: String, _ remedy: String) {
    let error = #expect(throws: ResourceError.self) {
      try Self.pack([
        "id\ttype\tlevel\tname\taliases\t\(columns)", "a\tORG\tname\tAla\t\t\(values)",
      ])
    }
    #expect(error?.faults.map(\.problem) == [problem])
    #expect(error?.faults.map(\.remedy) == [remedy])
  }

  /// The date of a document, and the ids of the readings of `Ala` that count then.
  @Test(
    "what held on the day of the document goes before what did not",
    arguments: [
      ("1994-05-01", ["old"]), ("1995", ["old"]), ("1995-12-31", ["old"]), ("1996", ["new"]),
      ("2020-01-01", ["new"]), ("1980", ["new"]), (nil, ["new"]),
    ] as [(String?, [String])])
  func weighsTime(_ date: String?, _ expected: [String]) throws {
    let rows = [
      "id\ttype\tlevel\tname\taliases\tcountry\tfrom\tuntil",
      "new\tGPE\tname\tBel\tAla\tXX\t\t", "old\tGPE\tname\tAla\t\tXX\t1990\t1995",
    ]
    #expect(try Self.readings(of: rows, on: date) == expected)
  }

  @Test("a name that nothing bears on that day is taken all the same")
  func keepsPast() throws {
    let rows = [
      "id\ttype\tlevel\tname\taliases\tcountry\tfrom\tuntil",
      "first\tPERSON\tname\tAla\t\tXX\t1990\t1995", "second\tPERSON\tname\tAla\t\tXX\t2000\t2005",
    ]
    #expect(try Self.readings(of: rows, on: "1991") == ["first"])
    #expect(try Self.readings(of: rows, on: "2003") == ["second"])
    #expect(try Self.readings(of: rows, on: "2010") == ["first", "second"])
    #expect(try Self.readings(of: rows, on: nil) == ["first", "second"])
  }

  @Test("the higher priority comes first")
  func weighsPriority() throws {
    let rows = [
      "id\ttype\tlevel\tname\taliases\tpriority", "a\tORG\tname\tAla\t\t",
      "b\tFORCE\tname\tAla\t\t2", "c\tLOC\tname\tAla\t\t-1",
    ]
    #expect(try Self.readings(of: rows, on: "2020") == ["b", "a", "c"])
  }

  /// A name that asks for context, a text with it, and whether it is one there.
  @Test(
    "a whole name is no part of a longer one, a common word no name where sentences begin",
    arguments: [
      ("whole", "The Gazelle left.", true), ("whole", "Gazelle left.", true),
      ("whole", "The Gazelle Ridge road is shut.", false),
      ("whole", "The Blue Gazelle left.", false), ("whole", "Meanwhile Gazelle left.", true),
      ("whole", "The Gazelle-Mirage pact holds.", false),
      ("ambiguous", "The Gazelle left.", true), ("ambiguous", "Gazelle left.", false),
      ("ambiguous", "\"Gazelle is gone.\"", false), ("ambiguous", "The Gazelle Ridge left.", false),
      ("priority", "Gazelle left.", true), ("priority", "The Gazelle Ridge left.", true),
    ])
  func looksAround(_ column: String, _ text: String, _ isFound: Bool) throws {
    let value = column == "priority" ? "1" : "yes"
    let pack = try Self.pack([
      "id\ttype\tlevel\tname\taliases\t\(column)", "a\tORG\tname\tGazelle\t\t\(value)",
    ])
    var document = Document(id: "t", text: SourceText(text))
    Pipeline(pack).process(&document)
    #expect(document.mentions.contains { $0.entry != nil } == isFound)
  }

  @Test(
    "shipped rows resolve former names and offices by the document's date",
    arguments: [
      ("1995-02-01", "Fighting reached Zaire.", "Zaire"),
      ("2004-02-01", "Fighting reached Zaire.", "Democratic Republic of the Congo"),
      ("2010-06-01", "He flew to Macedonia.", "Macedonia"),
      ("2022-06-01", "He flew to Macedonia.", "North Macedonia"),
      ("2021-06-01", "He flew to Nur-Sultan.", "Nur-Sultan"),
      ("2023-06-01", "He flew to Nur-Sultan.", "Astana"),
      ("2005-06-01", "He flew to the Soviet Union.", "Soviet Union"),
    ])
  func resolvesFormerNames(_ date: String, _ text: String, _ name: String) throws {
    let document = Shipped.process(text, date: CalendarDate(date))
    #expect(document.mentions.contains { $0.type == .politicalPlace && $0.canonical == name })
  }

  @Test("a shipped office is that of the day")
  func resolvesOffices() throws {
    for (date, office) in [("2006-01-01", "president"), ("2010-01-01", "prime-minister")] {
      let document = Shipped.process(
        "The hall fell silent as Vladimir Putin came in.", date: CalendarDate(date))
      let entry = try #require(document.mentions.first { $0.type == .person }?.entry)
      #expect(Shipped.pack.entry(entry).id.hasPrefix("office-holder/ru-\(office)/"))
    }
  }
}

extension EntryOptionsTests {
  /// A pack of one entity lexicon and the tables without which there is none.
  static func pack(_ rows: [String]) throws(ResourceError) -> Pack {
    let text = rows.joined(separator: "\n") + "\n"
    let shipped = [
      "numbers.tsv", "units.tsv", "currencies.tsv", "calendar.tsv",
      "holidays.tsv", "grammar/function-words.tsv",
    ]
    return try Pack(
      shipped.map { Shipped.file("Lexicons/\($0)") }
        + [ResourceFile(path: "Lexicons/t.tsv", bytes: Array(text.utf8))])
  }

  private static func readings(of rows: [String], on date: String?) throws -> [String] {
    let lexicon = try pack(rows).lexicon
    let all = lexicon.entries.indices.map { EntryID(value: UInt32($0)) }
    return lexicon.preferred(all, on: date.flatMap { CalendarDate($0) }).map { lexicon[$0].id }
  }
}
