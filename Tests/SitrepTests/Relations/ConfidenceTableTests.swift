import Testing

@testable import Sitrep

@Suite struct ConfidenceTableTests {
  private func table(_ rows: String, faults: inout [ResourceFault]) -> ConfidenceTable {
    let text = "relation\tfeature\tweight\n" + rows
    let table = LexiconTable(
      ResourceFile(path: "c.tsv", bytes: Array(text.utf8)), faults: &faults)
    return ConfidenceTable(table, faults: &faults)
  }

  @Test("sums the weights of what holds, for the types that it has")
  func weighs() {
    var faults: [ResourceFault] = []
    var document = Shipped.process("Kenya sent 400 police officers to Haiti on Friday.")
    let stated = document.relations.map(\.confidence)
    table("attacked\tbias\t5\n", faults: &faults).assign(in: &document)
    #expect(document.relations.map(\.confidence) == stated)
    table("deployed-to\tbias\t0\n", faults: &faults).assign(in: &document)
    #expect(document.relations.map(\.confidence) == [0.5])
    table("deployed-to\tcount\t50\n", faults: &faults).assign(in: &document)
    #expect(document.relations.map(\.confidence) == [1])
    #expect(faults.isEmpty)
  }

  @Test("names the line of what is no weight")
  func tellsFaults() {
    var faults: [ResourceFault] = []
    _ = table("deployed-to\tbias\thigh\n", faults: &faults)
    #expect(faults.map(\.line) == [2])
  }
}
