import Testing

@testable import SitrepEvaluation

@Suite struct PredictionFileTests {
  /// As in `GoldFileTests`: every unit counts differently.
  private static let gold = #"{"id":"a","text":"é🚨 400 police in Haiti","facts":[]}"#

  private static let entities = """
    "entities":[{"id":"e1","start":3,"end":13,"text":"400 police","type":"FORCE"},\
    {"id":"e2","start":17,"end":22,"type":"GPE"}]
    """

  /// A document with the two entities and these relations.
  private static func document(_ relations: String...) -> String {
    #"{"id":"a",\#(entities),"relations":[\#(relations.joined(separator: ","))]}"#
  }

  private static func deployed(
    _ roles: String = #""force":"e1","destination":"e2""#, status: String = "actual"
  ) -> String {
    """
    {"id":"r1","type":"deployed-to","roles":{\(roles)},"status":"\(status)",\
    "polarity":"positive"}
    """
  }

  private static func confirmed(claim: String, stance: String = "states") -> String {
    """
    {"id":"r2","type":"confirmed-by","roles":{"claim":"\(claim)","source":"e1"},\
    "stance":"\(stance)"}
    """
  }

  private func read(_ lines: String) throws -> PredictionSet {
    let gold = try GoldSet(jsonLines: Array(Self.gold.utf8), file: "gold.jsonl")
    return try PredictionSet(jsonLines: Array(lines.utf8), file: "out.jsonl", gold: gold)
  }

  @Test(
    "says what is wrong with a line, and what to do",
    arguments: [
      (
        #"{"id":"a","schema":"sitrep/2"}"#, "schema: 'sitrep/2' is unknown here",
        "did you mean 'sitrep/1'? use one of: sitrep/1"
      ),
      (
        #"{"id":"a","offsets":"utf-8"}"#, "offsets: 'utf-8' is unknown here",
        "did you mean 'utf8'? use one of: codepoints, utf8, utf16"
      ),
      (
        #"{"id":"a","offsets":"utf8","sentences":[{"start":1,"end":26}]}"#,
        "sentences[0]: 1 UTF-8 bytes into the text is inside a character",
        "count whole characters, or correct 'offsets'"
      ),
      (
        #"{"id":"a","offsets":"utf16","sentences":[{"start":0,"end":24}]}"#,
        "sentences[0]: 0–24 lies outside the text, which has 23 UTF-16 code units",
        "correct the offsets or the text"
      ),
      (
        #"{"id":"a","times":[{"start":4,"end":7,"text":"400"}]}"#,
        "times[0]: expected '400', found '00 '",
        #"the offsets fit as UTF-16 code units; say "offsets":"utf16""#
      ),
      (
        #"{"id":"a","quantities":[{"id":"x","start":3,"end":6}],"times":[{"id":"x","start":3,"end":6}]}"#,
        "times[0]: the id 'x' is taken, by quantities[0]", "give each an id of its own"
      ),
      (
        #"{"id":"a","relations":[{"roles":{}}]}"#, "there is no 'relations[0].type'",
        "add it; this key may not be left out"
      ),
      (
        document(deployed(#""force":"e1""#)), "there is no 'relations[0].roles.destination'",
        "add it; this key may not be left out"
      ),
      (
        document(deployed(#""force":"e1","destination":"e9""#)),
        "relations[0].roles.destination: there is no entity 'e9' on this line",
        "name the id of one that is there, or leave the role out"
      ),
      (
        document(deployed(#""force":"e1","destination":"e2","time":"t1""#)),
        "relations[0].roles.time: there is no time or entity 't1' on this line",
        "name the id of one that is there, or leave the role out"
      ),
      (
        document(deployed(#""force":"e1","destination":"e2","count":"e1""#)),
        "relations[0].roles.count: there is no quantity 'e1' on this line",
        "name the id of one that is there, or leave the role out"
      ),
      (
        document(deployed(), confirmed(claim: "r9")),
        "relations[1].roles.claim: there is no relation 'r9' on this line",
        "name the id of one that is there, or leave the role out"
      ),
      (
        document(deployed(status: "plan")), "relations[0].status: 'plan' is unknown here",
        "use one of: actual, planned, possible"
      ),
      (
        document(deployed(), confirmed(claim: "r1", stance: "deny")),
        "relations[1].stance: 'deny' is unknown here",
        "use one of: confirms, states, estimates, warns, denies"
      ),
    ] as [(String, String, String)])
  func describes(_ line: String, _ what: String, _ remedy: String) throws {
    let faults = try #require(throws: FileFaults.self) { try read(line) }
    #expect(faults.description == "out.jsonl:1: error: \(what)\n  \(remedy)")
  }

  @Test("one entity out of place is one fault, not another for each relation to it")
  func tellsEachFaultOnce() throws {
    let line = Self.document(Self.deployed()).replacing(#""end":22"#, with: #""end":23"#)
    let faults = try #require(throws: FileFaults.self) { try read(line) }
    #expect(faults.count == 1)
  }

  @Test("a source may stand before its claim; lists that are left out are empty")
  func readsRelations() throws {
    let set = try read(Self.document(Self.confirmed(claim: "r1"), Self.deployed()))
    let annotations = try #require(set.predictions["a"]?.annotations)
    #expect(annotations.facts?.first?.sources.map(\.span) == [CodePointSpan(3, 13)])
    #expect(annotations.times?.isEmpty == true)
  }

  @Test("counts relations of other types without grading them")
  func countsOtherRelations() throws {
    let other = #"{"id":"r5","type":"located-in","roles":{}}"#
    let set = try read(Self.document(other, Self.deployed()))
    #expect(set.predictions["a"]?.otherRelations == 1)
    #expect(set.predictions["a"]?.annotations.facts?.count == 1)
  }

  @Test("does not check the spans of a document that gold does not have")
  func acceptsUnknownDocument() throws {
    let line = #"{"id":"b","sentences":[{"start":0,"end":900}]}"#
    #expect(try read(line).count == 1)
  }
}
