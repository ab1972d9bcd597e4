import ArgumentParser
import Sitrep
import Testing

@testable import SitrepCommand

@Suite struct LexiconCommandTests {
  private static let header = "# source: a\n# licence: b\nid\ttype\tlevel\tname\taliases\n"

  @Test(
    "lint ends as what it found asks",
    arguments: [
      ("a\tORG\tname\tAla\t\n", [], 0), ("a\tORG\tname\tAla \t\n", [], 0),
      ("a\tORG\tname\tAla \t\n", ["--strict"], 3), ("a\tTOWN\tname\tAla\t\n", [], 3),
    ] as [(String, [String], Int32)])
  func lints(_ rows: String, _ options: [String], _ code: Int32) throws {
    let folder = try TemporaryFolder()
    try folder.write("x/t.tsv", Self.header + rows)
    let run = try Program.run(["lexicon", "lint", folder("x")] + options)
    #expect(run.exitCode == code)
    #expect(run.output.isEmpty == rows.contains("Ala\t\n") && code == 0 || !run.output.isEmpty)
  }

  @Test("import takes divisions in both forms of GeoNames' tables")
  func importsDivisions() throws {
    let folder = try TemporaryFolder()
    let main = try folder.write(
      "main.txt", "1\tUpper Zory\t\t\t12\t20\tP\tPPL\tXX\t\t1\tB\t\t\t40\t\t\t\t\n")
    let tables = [
      #" [{"code":"XX.1.B","name":"Zory \u0048ill","geonameid":9}]"#,
      "XX.1.B\tZory Hill\tZory Hill\t9\n",
    ]
    for (number, table) in tables.enumerated() {
      let divisions = try folder.write("divisions\(number)", table)
      let run = try Program.run(["lexicon", "import", "geonames", main, "--admin2", divisions])
      #expect(run.exitCode == 0)
      #expect(
        run.output.hasSuffix(
          "\ngeonames:9\tGPE\tname\tZory Hill\t\tXX\tXX.1\t12.00\t20.00\t40\tADM2\t\t\n"))
    }
    let wrong = ["[{\"code\":\"XX.1\"}]", "[{\"code\":\"XX.1.B\",}]", ""]
    for (text, problem) in zip(
      wrong, ["no division with a code", "not JSON: byte 19", "no division"])
    {
      let divisions = try folder.write("wrong", text)
      let run = try Program.run(["lexicon", "import", "geonames", main, "--admin2", divisions])
      #expect(run.exitCode == 2 && run.errors.contains(problem), "\(run.errors)")
    }
  }

  @Test("lookup tells readings, as text and as JSON, and ends with 1 for what is unknown")
  func looksUp() throws {
    let text = try Program.run(["lexicon", "lookup", "kabul", "Afganistan"])
    #expect(text.exitCode == 1)
    #expect(text.output.contains("GPE name  Kabul") && text.output.contains("in other capitals"))
    #expect(text.output.contains("did you mean 'Afghanistan'?"))
    let json = try Program.run(["lexicon", "lookup", "--json", "Kabul"])
    #expect(json.exitCode == 0)
    #expect(json.output.contains(#""id":"geonames:1138958""#))
  }

  @Test("import writes a lexicon that lint takes, and tells lines that make no row")
  func imports() throws {
    let folder = try TemporaryFolder()
    let list = try folder.write("list.txt", "Grey Front\n# no\n\nGrey Front\nBlue Front\n")
    let table = try folder.write("t.csv", "Title,Land\n\"Front, Grey\",UA\nX\n")
    let items = [
      #"{"id":"Q1","label":"Zoryane","types":["Q9","Q7"],"country":"Q212","coordinates":[50.5,30.5]}"#,
      #"{"id":"Q2","label":"Nobody","types":"Q5"}"#, "{broken",
      #"{"id":"Q3","label":"Hill","P31":"Q7","coordinates":{"longitude":2,"latitude":1}}"#,
    ]
    let wikidata = try folder.write("w.jsonl", items.joined(separator: "\n"))
    let imports: [(arguments: [String], rows: [String], errors: String)] = [
      (
        ["list", list, "--type", "ORG", "--row-class", "party"],
        [
          "org:grey-front\tORG\tname\tGrey Front\t\t\t\t\t\t\t\tparty\t",
          "org:blue-front\tORG\tname\tBlue Front\t\t\t\t\t\t\t\tparty\t",
        ], "list.txt:4: 'Grey Front' stands there already"
      ),
      (
        ["table", table, "--type", "FORCE", "--map", "name=Title,country=Land"],
        ["force:front-grey\tFORCE\tname\tFront, Grey\t\tUA\t\t\t\t\t\t\t"],
        "t.csv:3: 1 field, and the map asks for number 2"
      ),
      (
        ["wikidata", wikidata, "--map", "Q7=GPE,Q212=UA"],
        [
          "wikidata:Q1\tGPE\tname\tZoryane\t\tUA\t\t50.5\t30.5\t\t\t\t",
          "wikidata:Q3\tGPE\tname\tHill\t\t\t\t1\t2\t\t\t\tyes",
        ], "w.jsonl:3: not JSON: column 2"
      ),
    ]
    for (arguments, rows, errors) in imports {
      let out = folder("out.tsv")
      let run = try Program.run(["lexicon", "import"] + arguments + ["-o", out])
      #expect(run.exitCode == 1)
      #expect(run.errors.contains(errors))
      #expect(
        try folder.read("out.tsv").split(separator: "\n").dropFirst(4).map(String.init) == rows)
    }
  }

  @Test("a quoted field without an end is told")
  func tellsOpenField() throws {
    let folder = try TemporaryFolder()
    let table = try folder.write("t.csv", "Title\n\"Grey\n")
    let run = try Program.run(["lexicon", "import", "table", table, "--map", "name=Title"])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("a field in quotes has no closing quote"))
  }

  @Test("mine lists new names as rows below their contexts")
  func mines() throws {
    let folder = try TemporaryFolder()
    let line = #"{"text":"Troops camped in Zzyzxburg for a week."}"# + "\n"
    let corpus = try folder.write("c.jsonl", line + line)
    let run = try Program.run(["lexicon", "mine", corpus, "--min-count", "2"])
    #expect(run.exitCode == 0)
    #expect(
      run.output == """
        id\ttype\tlevel\tname\taliases
        # 2 in 2 documents, by places/context
        #   … Troops camped in Zzyzxburg for a week. …
        #   … Troops camped in Zzyzxburg for a week. …
        gpe:zzyzxburg\tGPE\tname\tZzyzxburg\t

        """)
  }
}
