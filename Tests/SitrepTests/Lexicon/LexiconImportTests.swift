import Testing

@testable import Sitrep

@Suite struct LexiconImportTests {
  private static func geoNames(
    _ name: String, aliases: String = "", feature: String = "P\tPPL", country: String = "UA",
    population: String = "500", latitude: String = "50.45"
  ) -> String {
    "7\t\(name)\t\(name)\t\(aliases)\t\(latitude)\t30.52\t\(feature)\t\(country)\t\t12\t\t\t\t"
      + "\(population)\t\t100\tEurope/Kyiv\t2024-01-01"
  }

  /// A line of the dump, and the row it makes.
  @Test(
    "a line of GeoNames becomes a row",
    arguments: [
      (
        geoNames("Zoryane", aliases: "Zorjane,Зоряне,ZRY,Z,http://example.org/z,Zórjane"),
        "geonames:7\tGPE\tname\tZoryane\tZorjane\tUA\tUA.12\t50.45\t30.52\t500\tPPL\t\t"
      ),
      (
        geoNames("Zoryane Hill", feature: "T\tHLL", population: "0"),
        "geonames:7\tLOC\tname\tZoryane Hill\t\tUA\tUA.12\t50.45\t30.52\t\tHLL\t\t"
      ),
      (
        geoNames("Reading", aliases: "Police,Redinga", feature: "S\tAIRP"),
        "geonames:7\tFAC\tname\tReading\tRedinga\tUA\tUA.12\t50.45\t30.52\t500\tAIRP\t\tyes"
      ),
      // Codes, transcriptions, remarks, short words, months and the names of something else.
      (
        geoNames(
          "Zoryane",
          aliases: "UKZR,Z12,zo ri ya ne,Zory (old),Zor,April,Kenya,NATO,Zory-Ane,Zory Ane"),
        "geonames:7\tGPE\tname\tZoryane\tZory-Ane\tUA\tUA.12\t50.45\t30.52\t500\tPPL\t\t"
      ),
      (
        geoNames("bar zoryane", feature: "P\tPPL"),
        "geonames:7\tGPE\tname\tBar zoryane\t\tUA\tUA.12\t50.45\t30.52\t500\tPPL\t\t"
      ),
      (
        geoNames("bar"),
        "geonames:7\tGPE\tname\tBar\t\tUA\tUA.12\t50.45\t30.52\t500\tPPL\t\tyes"
      ),
      (
        geoNames("Зоряне", aliases: "Зоря,Zorjane"),
        "geonames:7\tGPE\tname\tZorjane\t\tUA\tUA.12\t50.45\t30.52\t500\tPPL\t\t"
      ),
      (
        geoNames("Kenya", feature: "T\tHLL"),
        "geonames:7\tLOC\tname\tKenya\t\tUA\tUA.12\t50.45\t30.52\t500\tHLL\t\tyes"
      ),
    ])
  func readsGeoNames(_ line: String, _ expected: String) throws {
    let row = try #require(try Self.read(line))
    #expect(try Self.rows([row]) == [expected])
  }

  /// Names, and whether a careful import takes them.
  @Test(
    "a careful import leaves out what is called like something else",
    arguments: [
      ("Zoryane", true), ("New Zoryane", true), ("Zor", false), ("Bread", false),
      ("Tuesday", false),
      ("Prince Zoryan", false), ("Kenya", false), ("Danube", false), ("Unesco", false),
      ("Paris", false), ("Wilson", true),
    ])
  func isCareful(_ name: String, _ isTaken: Bool) throws {
    let row = try #require(try Self.read(Self.geoNames(name)))
    #expect(try Self.rows([row], isCareful: true).isEmpty != isTaken)
  }

  /// Names and aliases, the aliases kept, and the options `ambiguous`, `case` and `whole`.
  @Test(
    "what a careful import takes asks for context",
    arguments: [
      ("Zoryane", "Zorjane,Zorianne,Aldenburg,Zoryan'e", "Zorjane|Zorianne", "yes\t\tyes"),
      ("Zory City", "", "", "yes\tsensitive\tyes"), ("Zoria", "", "", "yes\tsensitive\tyes"),
    ])
  func asksForContext(
    _ name: String, _ aliases: String, _ kept: String, _ options: String
  ) throws {
    let row = try #require(try Self.read(Self.geoNames(name, aliases: aliases)))
    let line = try #require(try Self.rows([row], isCareful: true).first)
    #expect(line.contains("\t\(name)\t\(kept)\tUA\t"))
    #expect(line.hasSuffix("\t\(options)"))
    let lexicon = LexiconImport(Shipped.pack, keepsAllScripts: false, isCareful: true)
    let header = String(decoding: lexicon.header(source: "a", licence: "b"), as: UTF8.self)
    #expect(header.hasSuffix("\tambiguous\tcase\twhole\n"))
    #expect(
      line.split(separator: "\t", omittingEmptySubsequences: false).count
        == LexiconImport.columns.count + LexiconImport.carefulColumns.count)
  }

  @Test("keeps other scripts where they are wanted")
  func keepsScripts() throws {
    let line = Self.geoNames("Zoryane", aliases: "Зоряне,Zóryané Sèlo")
    let row = try #require(try Self.read(line))
    #expect(try Self.rows([row], keepsAllScripts: true)[0].contains("\tЗоряне|Zóryané Sèlo\t"))
    #expect(try Self.rows([row])[0].contains("\tZóryané Sèlo\t"))
  }

  @Test("leaves out what the filter does, and adds the name of a division")
  func filters() throws {
    func isKept(_ line: String, _ change: (inout GeoNamesReader.Filter) -> Void) throws -> Bool {
      var filter = GeoNamesReader.Filter()
      change(&filter)
      return try Self.read(line, filter) != nil
    }
    let town = Self.geoNames("Zoryane")
    #expect(try isKept(town) { $0.minimumPopulation = 500 })
    #expect(try !isKept(town) { $0.minimumPopulation = 501 })
    #expect(try isKept(town) { $0.featureClasses = ["P"] })
    #expect(try !isKept(town) { $0.featureClasses = ["A"] })
    #expect(try isKept(town) { ($0.featureClasses, $0.featureCodes) = (["A"], ["PPL"]) })
    #expect(try !isKept(town) { $0.countries = ["MD", "RO"] })
    let line = Self.geoNames("Zoryanska", feature: "A\tADM1")
    let division = GeoNamesDivision(code: "UA.12", name: "Zoryane Oblast", id: "9")
    let row = try Self.read(line, divisions: [division])
    #expect(row?.aliases == ["Zoryane Oblast"])
  }

  @Test(
    "tells lines that make no row",
    arguments: [
      ("7\tKyiv", "2 fields where GeoNames has 19"),
      (geoNames(""), "there is no name"),
      (geoNames("Ala", latitude: "95"), "'95' is no coordinate"),
      (geoNames("Ala", population: "many"), "'many' is no population"),
    ])
  func tellsFaults(_ line: String, _ problem: String) {
    let error = #expect(throws: ImportFault.self) {
      try Self.rows([try Self.read(line) ?? LexiconRow()])
    }
    #expect(error?.problem == problem)
  }

  /// Places of two districts; what is known of `XX.1.B` but its name is where its towns lie.
  @Test("gives divisions that the main table leaves out a row in the middle of their places")
  func addsDivisions() throws {
    let divisions = [
      ("XX.1", "Zory Region", ""), ("XX.1.A", "Grey District", ""),
      ("XX.1.B", "Hill District", "9"),
      ("XX.1.C", "Zoryane", ""), ("XX.1.D", "Empty District", ""), ("XX.2", "East Region", ""),
    ].map { GeoNamesDivision(code: $0, name: $1, id: $2) }
    let lines = [
      "1\tZoryane\tZoryane\t\t10\t20\tP\tPPL\tXX\t\t1\tC\t\t\t700\t\t\t\t",
      "2\tUpper Zory\t\t\t12\t20\tP\tPPL\tXX\t\t1\tB\t\t\t40\t\t\t\t",
      "3\tLower Zory\t\t\t10\t24\tP\tPPL\tXX\t\t1\tB\t\t\t30\t\t\t\t",
      "4\tGrey District\t\t\t11\t21\tA\tADM2\tXX\t\t1\tA\t\t\t\t\t\t\t",
      "5\tWest Cape\t\t\t-5\t179\tP\tPPL\tXX\t\t2\t\t\t\t5\t\t\t\t",
      "6\tEast Cape\t\t\t-6\t-178\tP\tPPL\tXX\t\t2\t\t\t\t5\t\t\t\t",
    ]
    var reader = GeoNamesReader(.init(), divisions: divisions)
    for line in lines { _ = try reader.row(Array(line.utf8)[...]) }
    let rows = try Self.rows(reader.divisionRows)
    #expect(
      rows == [
        "geonames-admin1:XX.1\tGPE\tname\tZory Region\t\tXX\tXX.1\t11.00\t22.00\t770\tADM1\t\t",
        "geonames:9\tGPE\tname\tHill District\t\tXX\tXX.1\t11.00\t22.00\t70\tADM2\t\t",
        "geonames-admin1:XX.2\tGPE\tname\tEast Region\t\tXX\tXX.2\t-5.50\t-179.50\t10\tADM1\t\t",
      ])
  }

  /// Lines of a table, and its records: fields with quotes, separators and line breaks.
  @Test(
    "cuts records by RFC 4180",
    arguments: [
      (["a,b,c"], [["a", "b", "c"]]), ([",,"], [["", "", ""]]), (["a,b\r"], [["a", "b"]]),
      ([#""a,b",c"#], [["a,b", "c"]]), ([#""say ""no""",c"#], [[#"say "no""#, "c"]]),
      ([#""two"#, #"lines",c"#, "d,e"], [["two\nlines", "c"], ["d", "e"]]),
      ([#"a "b" c,d"#], [[#"a "b" c"#, "d"]]), ([#"a,"""#], [["a", ""]]),
    ] as [([String], [[String]])])
  func cutsRecords(_ lines: [String], _ expected: [[String]]) {
    var splitter = RecordSplitter(separator: 0x2C)
    #expect(lines.compactMap { splitter.take(Array($0.utf8)[...]) } == expected)
    #expect(!splitter.isOpen)
  }

  @Test("knows a quoted field that never ends")
  func knowsOpenField() {
    var splitter = RecordSplitter(separator: 0x2C)
    #expect(splitter.take(Array(#"a,"b"#.utf8)[...]) == nil)
    #expect(splitter.isOpen)
  }

  @Test("maps columns by name and number")
  func mapsColumns() throws {
    var defaults = LexiconRow()
    (defaults.type, defaults.kind) = (.force, "unit")
    let map = try ColumnMap(
      [("name", "Title"), ("aliases", "2"), ("country", "Land")],
      columns: ["Title", "Other", "Land"], defaults: defaults)
    let row = try map.row(["Grey Brigade", "Greys; The Greys", "XX"])
    #expect(
      try Self.rows([row]) == [
        "force:grey-brigade\tFORCE\tname\tGrey Brigade\tGreys|The Greys\tXX\t\t\t\t\t\tunit\t"
      ])
    #expect(throws: ImportFault.self) { try map.row(["Grey Brigade"]) }
    for (property, column) in [("nom", "Title"), ("name", "Titel"), ("id", "Title")] {
      #expect(throws: ImportFault.self) {
        try ColumnMap([(property, column)], columns: ["Title"], defaults: defaults)
      }
    }
  }

  @Test("makes ids that are unique, and tells a term that stands twice")
  func makesIDs() throws {
    let names = ["Grey Front", "Grey-Front!", "Grey Front"]
    var lexicon = LexiconImport(try EntryOptionsTests.pack([]), keepsAllScripts: false)
    var lines: [UInt8] = []
    var problems: [String] = []
    for name in names {
      var row = LexiconRow()
      row.name = name
      do throws(ImportFault) {
        try lexicon.append(row, to: &lines)
      } catch {
        problems.append(error.problem)
      }
    }
    let ids = String(decoding: lines, as: UTF8.self).split(separator: "\n").map {
      $0.prefix { $0 != "\t" }
    }
    #expect(ids == ["org:grey-front", "org:grey-front-2"])
    #expect(problems == ["'Grey Front' stands there already"])
    #expect(lexicon.rows == 2)
  }

  @Test("leaves out divisions that the lexicons have under another id")
  func leavesOutKnownDivisions() throws {
    let rows = [("Illinois", "ADM1"), ("cook county", "ADM2"), ("Zory County", "ADM2")].map {
      var row = LexiconRow()
      (row.id, row.type, row.name) = ("x:\($0)", .politicalPlace, $0)
      (row.country, row.division, row.feature) = ("US", "US.IL", $1)
      return row
    }
    #expect(try Self.rows(rows).map { $0.prefix { $0 != "\t" } } == ["x:Zory County"])
  }

  @Test("leaves out what the lexicons have already")
  func leavesOutKnownIDs() throws {
    let known = try #require(Shipped.pack.lexicon.entries.first?.id)
    var lexicon = LexiconImport(Shipped.pack, keepsAllScripts: false)
    var lines: [UInt8] = []
    for id in [known, known + "-new"] {
      var row = LexiconRow()
      (row.id, row.name) = (id, "Zoryane")
      try lexicon.append(row, to: &lines)
    }
    #expect(lines.count { $0 == 0x0A } == 1)
    #expect((lexicon.rows, lexicon.knownRows) == (1, 1))
  }

  /// The row that a line makes.
  private static func read(
    _ line: String, _ filter: GeoNamesReader.Filter = .init(), divisions: [GeoNamesDivision] = []
  ) throws -> LexiconRow? {
    var reader = GeoNamesReader(filter, divisions: divisions)
    return try reader.row(Array(line.utf8)[...])
  }

  /// The lines that rows become.
  private static func rows(
    _ rows: [LexiconRow], keepsAllScripts: Bool = false, isCareful: Bool = false
  ) throws -> [String] {
    var lexicon = LexiconImport(
      Shipped.pack, keepsAllScripts: keepsAllScripts, isCareful: isCareful)
    var lines: [UInt8] = []
    for row in rows { try lexicon.append(row, to: &lines) }
    return String(decoding: lines, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
