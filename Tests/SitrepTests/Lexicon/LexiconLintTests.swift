import Testing

@testable import Sitrep

@Suite struct LexiconLintTests {
  private static let columns =
    "id\ttype\tlevel\tname\taliases\tcountry\tlatitude\tlongitude\tclass\tambiguous"
  private static let header = "# source: by hand\n# licence: none\n# classes: town, camp\n"

  /// Rows, and what must be said of them: line, column and words.
  @Test(
    "tells what is wrong in a row, where it stands and what to do",
    arguments: [
      (["a\tGPE\tname\tAla\t\tXX\t1.5\t2.5\ttown\t"], []),
      (["a\tTOWN\tname\tAla\t\t\t\t\t\t"], ["5:3: error: no entity type 'TOWN'"]),
      (["a\tGPE\tname\tAla\t\t\t91\t0\t\t"], ["5:18: error: '91' is no coordinate"]),
      (["a\tGPE\tname\tAla\t\t\t0\t0.00\t\t"], ["5:18: error: 0, 0 lies in the sea"]),
      (["a\tGPE\tname\tAla\t\t\t5.5\t\t\t"], ["5:22: error: half a coordinate"]),
      (
        ["a\tGPE\tname\tAla\t\tZZ\t\t\t\t"],
        ["5:17: error: no country 'ZZ' in places/countries.tsv"]
      ),
      (["a\tGPE\tname\tAla\t\t\t\t\thamlet\t"], ["5:20: error: no class 'hamlet' in this file"]),
      (
        ["a\tGPE\tname\tAla\t\t\t\t\t\t", "a\tGPE\tname\tBel\t\t\t\t\t\t"],
        ["6:1: error: the id 'a' is taken by t.tsv:5"]
      ),
      (
        ["a\tGPE\tname\tAla\t\tXX\t\t\t\t", "b\tGPE\tname\tÀla\t\tXX\t\t\t\t"],
        ["6:12: warning: 'Àla' of this type stands in line 5 already"]
      ),
      (["a\tGPE\tname\tAla\t\tXX\t\t\t\t", "b\tGPE\tname\tAla\t\tYY\t\t\t\t"], []),
      (
        ["a\tORG\tname\tAla\tBel|Cam|Bél\t\t\t\t\t"],
        ["5:24: warning: 'Bél' finds what 'Bel' finds already"]
      ),
      (
        ["a\tORG\tname\tAla\tBel|Bel\t\t\t\t\t"], ["5:20: warning: the alias 'Bel' stands twice"]
      ),
      (["a\tORG\tname\tAla\tBel|BEL|bel\t\t\t\t\t"], []),
      (
        ["a\tGPE\tname\tReading\tMaria\t\t\t\t\t"],
        [
          "5:12: warning: 'Reading' is a common word as well",
          "5:20: warning: 'Maria' is a given name as well",
        ]
      ),
      (["a\tGPE\tname\tReading\t\t\t\t\t\tyes"], []), (["a\tORG\tname\tAID\t\t\t\t\t\t"], []),
      (
        ["b\tORG\tname\tBel\t\t\t\t\t\t", "a\tORG\tname\tAla\t\t\t\t\t\t"],
        [
          "6:1: warning: the row is not in its place"
        ]
      ),
      (["a\tORG\tname\tAla \t\t\t\t\t\t"], ["5:15: warning: a blank at the end of a field"]),
      (["a\tORG\tname\tAla  Bel\t\t\t\t\t\t"], ["5:16: warning: two blanks"]),
      (["a\tORG\tname\tAla\t|Bel\t\t\t\t\t"], ["5:16: warning: an empty alias"]),
      (
        ["a\tORG\tname\tAla\u{200B}\t\t\t\t\t\t"],
        ["5:15: warning: the unseen character U+200B"]
      ),
      (["a\tORG\tname\tAla"], ["5: error: 4 fields where the header names 10 columns"]),
      (["a\tORG\tname\tA\u{0}la\t\t\t\t\t\t"], ["5:13: error: a NUL byte"]),
    ] as [([String], [String])])
  func tellsFaults(_ rows: [String], _ expected: [String]) {
    let text = Self.header + ([Self.columns] + rows).joined(separator: "\n") + "\n"
    #expect(Self.faults(in: Array(text.utf8)) == expected)
  }

  @Test("tells bytes that are not UTF-8 with their column")
  func tellsBadBytes() {
    let text = Array((Self.header + Self.columns + "\na\tORG\tname\tÀ").utf8)
    let rest = [0xFF] + Array("la\t\t\t\t\t\t\n".utf8)
    #expect(Self.faults(in: text + rest) == ["5:13: error: bytes that are not UTF-8"])
  }

  @Test("tells what a header lacks, a misspelt column, and a last line without its end")
  func tellsHeaders() {
    let text = "id\ttype\tlevel\tname\taliases\tprioritty\na\tORG\tname\tAla\t\t"
    #expect(
      Self.faults(in: Array(text.utf8)) == [
        "warning: the header does not say its source",
        "warning: the header does not say its licence",
        "warning: nothing reads a column 'prioritty'", "2: warning: the last line has no end",
      ])
  }

  @Test("the order is that of the columns that the header names")
  func readsOrder() {
    func faults(_ sorted: String) -> [String] {
      let rows = "2\tORG\tname\tÀla\t\n1\tORG\tname\tBel\t\n"
      return Self.faults(
        in: Array(
          ("# source: a\n# licence: b\n# sorted: \(sorted)\nid\ttype\tlevel\tname\taliases\n" + rows)
            .utf8))
    }
    #expect(faults("name") == [] && faults("no") == [] && faults("type, name") == [])
    #expect(faults("id") == ["6:1: warning: the row is not in its place"])
    #expect(faults("nam") == ["error: the header sorts by 'nam', which is no column"])
  }

  @Test("the shipped lexicons have no errors")
  func checksShipped() {
    let files = Shipped.files.filter { $0.path.hasSuffix(".tsv") }
    let errors = LexiconLint(Shipped.files).faults(in: files).filter { $0.severity == .error }
    #expect(errors == [])
  }

  /// Where each fault stands and what is wrong, without file and remedy.
  private static func faults(in bytes: [UInt8]) -> [String] {
    let countries =
      "id\ttype\tlevel\tname\taliases\tcountry\n1\tGPE\tname\tX\t\tXX\n2\tGPE\tname\tY\t\tYY\n"
    let names = "name\nMaria\n"
    let nouns = "noun\tplural\nreading\t\naid\t\n"
    let resources = [
      ("Lexicons/places/countries.tsv", countries), ("Lexicons/people/given-names.tsv", names),
      ("Lexicons/grammar/nouns.tsv", nouns),
    ].map { ResourceFile(path: $0.0, bytes: Array($0.1.utf8)) }
    return LexiconLint(resources).faults(in: [ResourceFile(path: "t.tsv", bytes: bytes)]).map {
      let place = [$0.line, $0.column].filter { $0 > 0 }.map { "\($0):" }.joined()
      return (place.isEmpty ? "" : place + " ") + "\($0.severity.rawValue): \($0.problem)"
    }
  }
}
