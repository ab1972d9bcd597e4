import Testing

@testable import Sitrep

@Suite struct LexiconTableTests {
  @Test("reads comments, the row of columns, and the rows with their lines")
  func readsRows() throws {
    let text = "# source: by hand\n\nid\tname\n# a: b\na\tAla\r\n\nb\tBel\n"
    var faults: [ResourceFault] = []
    let table = LexiconTable(ResourceFile(path: "t.tsv", bytes: Array(text.utf8)), faults: &faults)
    #expect(faults == [])
    #expect(table.columns == ["id", "name"])
    #expect(table.rows.map(\.line) == [5, 7])
    #expect(table.rows.map { $0.fields.map(String.init) } == [["a", "Ala"], ["b", "Bel"]])
    #expect(table.index(of: "name") == 1)
    #expect(table.index(of: "Name") == nil)
  }

  @Test("keeps empty fields, and reads a last line without its end")
  func keepsEmptyFields() {
    var faults: [ResourceFault] = []
    let file = ResourceFile(path: "t.tsv", bytes: Array("a\tb\tc\n\t\t\nx\t\ty".utf8))
    let table = LexiconTable(file, faults: &faults)
    #expect(faults == [])
    #expect(table.rows.map { $0.fields.map(String.init) } == [["", "", ""], ["x", "", "y"]])
  }

  @Test("an empty file has no rows", arguments: ["", "\n\n", "# only a comment\n"])
  func readsEmptyFiles(_ text: String) {
    var faults: [ResourceFault] = []
    let table = LexiconTable(ResourceFile(path: "t.tsv", bytes: Array(text.utf8)), faults: &faults)
    #expect(table.rows.isEmpty && table.columns.isEmpty && faults == [])
  }

  @Test("reports every row with too few or too many fields")
  func reportsRows() {
    var faults: [ResourceFault] = []
    let text = "id\tname\na\nb\tBel\nc\tCam\tx\n"
    let table = LexiconTable(ResourceFile(path: "t.tsv", bytes: Array(text.utf8)), faults: &faults)
    #expect(table.rows.map(\.line) == [3])
    #expect(
      faults.map(\.description) == [
        """
        t.tsv:2: error: 1 field where the header names 2 columns
          a
          remedy: give every column its field, separated by one tab; leave a field empty where \
        there is no value
        """,
        """
        t.tsv:4: error: 3 fields where the header names 2 columns
          c\tCam\tx
          remedy: give every column its field, separated by one tab; leave a field empty where \
        there is no value
        """,
      ])
  }

  @Test("reports every column that is missing")
  func reportsColumns() {
    var faults: [ResourceFault] = []
    let file = ResourceFile(path: "t.tsv", bytes: Array("id\tname\n".utf8))
    let table = LexiconTable(file, faults: &faults)
    #expect(table.require(["name", "id"], faults: &faults) == [1, 0])
    #expect(table.require(["id", "type", "level"], faults: &faults) == nil)
    #expect(
      faults.map(\.description) == [
        """
        t.tsv: error: no column 'type'
          remedy: the row above the first entry names the columns; it must have \
        id, type, level
        """,
        """
        t.tsv: error: no column 'level'
          remedy: the row above the first entry names the columns; it must have \
        id, type, level
        """,
      ])
  }

  @Test("a file without the row of columns has one fault, however many are wanted")
  func reportsHeader() {
    var faults: [ResourceFault] = []
    let file = ResourceFile(path: "t.tsv", bytes: Array("# only a comment\n".utf8))
    let table = LexiconTable(file, faults: &faults)
    #expect(table.require(["id", "type", "level"], faults: &faults) == nil)
    #expect(
      faults.map(\.description) == [
        """
        t.tsv: error: the file has no row of column names
          remedy: begin it with the columns id, type, level, tabs between
        """
      ])
  }
}
