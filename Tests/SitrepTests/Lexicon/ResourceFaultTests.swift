import Testing

@testable import Sitrep

@Suite struct ResourceFaultTests {
  @Test("says where, what, and what to do")
  func describesFaults() {
    #expect(
      ResourceFault("a.tsv", "it is empty", remedy: "fill it").description
        == "a.tsv: error: it is empty\n  remedy: fill it")
    #expect(
      ResourceFault("a.tsv", line: 3, source: "x\ty", "no", remedy: "yes").description
        == "a.tsv:3: error: no\n  x\ty\n  remedy: yes")
    #expect(
      ResourceFault("a.yaml", line: 3, column: 5, source: "- é: x", "no", remedy: "yes").description
        == "a.yaml:3:5: error: no\n  - é: x\n      ^\n  remedy: yes")
  }

  @Test("an error holds every fault of every file")
  func packReportsAllFaults() throws {
    var files = Shipped.files
    let bad = "id\ttype\tlevel\tname\taliases\nx:1\tTOWN\tname\tAla\t\nx:2\tGPE\tnam\tBel\t\n"
    files.append(ResourceFile(path: "Lexicons/zz.tsv", bytes: Array(bad.utf8)))
    files.append(
      ResourceFile(path: "Models/frames/zz.yaml", bytes: Array("- fram: x\n".utf8)))
    let error = try #require(throws: ResourceError.self) { try Pack(files) }
    #expect(Set(error.faults.map(\.file)) == ["Lexicons/zz.tsv", "Models/frames/zz.yaml"])
    #expect(error.faults.filter { $0.file == "Lexicons/zz.tsv" }.map(\.line) == [2, 3])
    #expect(error.description == error.faults.map(\.description).joined(separator: "\n"))
  }

  @Test("a missing vocabulary of numbers or times is a fault, not a trap")
  func packMissesFiles() throws {
    let files = Shipped.files.filter { $0.path != "Lexicons/numbers.tsv" }
    let error = try #require(throws: ResourceError.self) { try Pack(files) }
    #expect(
      error.description.contains(
        """
        Lexicons/numbers.tsv: error: the file is missing
          remedy: put it back, or reinstall Sitrep
        """))
  }
}
