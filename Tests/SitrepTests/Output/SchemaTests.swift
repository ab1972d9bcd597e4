import Testing

@testable import Sitrep

@Suite struct SchemaTests {
  @Test("what is written keeps to the schema", arguments: OffsetUnit.allCases)
  func outputIsValid(in unit: OffsetUnit) throws {
    let lexicon = SampleDocument.lexicon
    for sample in [SampleDocument.fullFact(), SampleDocument([""])] {
      var documents = JSONWriter()
      var facts = JSONWriter()
      DocumentWriter(lexicon: lexicon, unit: unit)
        .write(sample.document, source: Array(#"{"any":{"thing":null}}"#.utf8), to: &documents)
      FactWriter(lexicon: lexicon, unit: unit).write(sample.document, to: &facts)
      #expect(try faults(in: documents.bytes, .documents) == [])
      #expect(try faults(in: facts.bytes, .facts) == [])
    }
  }

  /// A validator that lets everything pass would make the test above worthless.
  @Test(
    "what is not our format is refused",
    arguments: [
      #"{}"#,
      #"{"schema":"sitrep/2","id":"","language":"en"}"#,
      #"{"schema":"sitrep/1","id":"","language":"en","extra":1}"#,
      #"{"schema":"sitrep/1","id":7,"language":"en"}"#,
      #"{"schema":"sitrep/1","id":"","language":"en","sentences":[]}"#,
      #"{"schema":"sitrep/1","id":"","language":"en","sentences":[{"id":"s0","start":0,"end":1,"#
        + #""zone":"body"}]}"#,
      #"{"schema":"sitrep/1","id":"","language":"en","sentences":[{"id":"s1","start":-1,"end":1,"#
        + #""zone":"body"}]}"#,
      #"{"schema":"sitrep/1","id":"","language":"en","sentences":[{"id":"s1","start":0,"end":1,"#
        + #""zone":"footer"}]}"#,
      #"{"schema":"sitrep/1","id":"","language":"en","relations":[{"id":"r","type":"met"}]}"#,
      #"{"schema":"sitrep/1","id":"","language":"en","replacements":1.5}"#,
    ])
  func nonsenseIsRefused(_ line: String) throws {
    #expect(try faults(in: Array(line.utf8), .documents) != [])
  }

  @Test("knows every word that the types can say", arguments: EntityType.allCases)
  func knowsTypes(_ type: EntityType) throws {
    var sample = SampleDocument(["Word"])
    sample.mention(type, "Word")
    var json = JSONWriter()
    DocumentWriter(lexicon: SampleDocument.lexicon).write(sample.document, to: &json)
    #expect(try faults(in: json.bytes, .documents) == [])
  }

  @Test(
    "knows every encoding, and names it where it is not UTF-8",
    arguments: [
      ([0x61], nil), ([0xE9], "windows-1252"), ([0xFF, 0xFE], "utf-16le"),
      ([0xFE, 0xFF], "utf-16be"),
    ] as [([UInt8], String?)])
  func knowsEncodings(_ bytes: [UInt8], _ name: String?) throws {
    var json = JSONWriter()
    DocumentWriter(lexicon: SampleDocument.lexicon)
      .write(try SampleDocument(bytes: bytes).document, to: &json)
    #expect(try faults(in: json.bytes, .documents) == [])
    #expect(try ParsedJSON(json.bytes)["encoding"] == name.map { .text($0) })
  }

  private func faults(in lines: [UInt8], _ schema: OutputSchema) throws -> [String] {
    let validator = try SchemaValidator(schema.json)
    return try lines.split(separator: 0x0A).flatMap { try validator.faults(in: $0) }
  }
}
