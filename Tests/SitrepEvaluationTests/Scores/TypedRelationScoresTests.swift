import Testing

@testable import SitrepEvaluation

/// Relations of gold in the formats that people have, graded against predictions in the same
/// and in other formats.
@Suite struct TypedRelationScoresTests {
  private static let text = "Kenya sent 400 police to Haiti."

  private let entities = [
    "T1|GPE 0 5|Kenya", "T2|FORCE 11 21|400 police", "T3|GPE 25 30|Haiti", "T4|Send 6 10|sent",
    "T5|FORCE 15 21|police",
  ]

  private func brat(_ relations: [String]) throws -> Corpus {
    let lines = entities + relations
    let annotations = lines.map { $0.replacing("|", with: "\t") + "\n" }.joined()
    return try Corpus(
      [CorpusFile(name: "a.ann", bytes: Array(annotations.utf8), text: Array(Self.text.utf8))],
      as: .brat)
  }

  private func scores(_ gold: Corpus, _ found: Corpus) throws -> EvaluationReport {
    let gold = try GoldSet(jsonLines: gold.goldLines, file: "gold")
    let predictions = try PredictionSet(found, file: "found", gold: gold)
    return Evaluation(gold: gold, predictions: predictions).report()
  }

  @Test(
    "pairs of brat: type and both spans, or any overlap of both",
    arguments: [
      ("R1|sentTo Arg1:T2 Arg2:T3", Tally(right: 1), Tally(right: 1), Tally(right: 2)),
      (
        "R1|sentTo Arg1:T5 Arg2:T3", Tally(missed: 1, spurious: 1), Tally(right: 1),
        Tally(right: 2)
      ),
      (
        "R1|sentTo Arg1:T1 Arg2:T3", Tally(missed: 1, spurious: 1), Tally(missed: 1, spurious: 1),
        Tally(right: 1, missed: 1, spurious: 1)
      ),
      (
        "R1|sentTo Arg1:T3 Arg2:T2", Tally(missed: 1, spurious: 1), Tally(missed: 1, spurious: 1),
        Tally(missed: 2, spurious: 2)
      ),
      // Of a type that gold does not have nothing can be said.
      ("R1|leftFrom Arg1:T2 Arg2:T3", Tally(missed: 1), Tally(missed: 1), Tally(missed: 2)),
    ] as [(String, Tally, Tally, Tally)])
  func gradesPairs(_ found: String, _ strict: Tally, _ partial: Tally, _ roles: Tally) throws {
    let report = try scores(try brat(["R1|sentTo Arg1:T2 Arg2:T3"]), try brat([found]))
    let relations = try #require(report.scores.typedRelations)
    #expect(relations.rows == ["sentTo": .init(strict: strict, partial: partial)])
    #expect(relations.roleTallies == [roles])
    #expect(report.figure("relations.strict.f1")?.value == strict.f1)
    #expect(report.figure("relations.partial.f1")?.value == partial.f1)
    #expect(report.errors.count { $0.kind == .missedRelation } == partial.missed)
    #expect(report.errors.count { $0.kind == .spuriousRelation } == partial.spurious)
    #expect(report.table.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("events of brat: role by role")
  func gradesEvents() throws {
    let gold = try brat(["E1|Send:T4 Force:T2 Place:T3 Sender:T1"])
    let report = try scores(gold, try brat(["E1|Send:T4 Force:T5 Place:T1"]))
    let relations = try #require(report.scores.typedRelations)
    #expect(
      relations.roles == [
        "Send: Force": Tally(right: 1), "Send: Place": Tally(missed: 1, spurious: 1),
        "Send: Sender": Tally(missed: 1),
      ])
    #expect(relations.all.partial == Tally(missed: 1, spurious: 1))
    #expect(try scores(gold, gold).figure("relations.strict.f1")?.value == 1)
  }

  @Test("pairs of Prodigy, and of brat beside them")
  func gradesProdigy() throws {
    let line = """
      {"text":"Kenya sent 400 police to Haiti.","meta":{"id":"a"},"answer":"accept",\
      "tokens":[{"text":"Kenya","start":0,"end":5,"id":0,"ws":true},\
      {"text":"sent","start":6,"end":10,"id":1,"ws":true},\
      {"text":"400","start":11,"end":14,"id":2,"ws":true},\
      {"text":"police","start":15,"end":21,"id":3,"ws":true},\
      {"text":"to","start":22,"end":24,"id":4,"ws":true},\
      {"text":"Haiti","start":25,"end":30,"id":5,"ws":false},\
      {"text":".","start":30,"end":31,"id":6,"ws":false}],\
      "spans":[{"start":11,"end":21,"token_start":2,"token_end":3,"label":"FORCE"},\
      {"start":25,"end":30,"token_start":5,"token_end":5,"label":"GPE"}],\
      "relations":[{"head":3,"child":5,"label":"sentTo",\
      "head_span":{"start":11,"end":21,"token_start":2,"token_end":3,"label":"FORCE"},\
      "child_span":{"start":25,"end":30,"token_start":5,"token_end":5,"label":"GPE"}}]}

      """
    let prodigy = try Corpus(
      [CorpusFile(name: "a.jsonl", bytes: Array(line.utf8))], as: .prodigy)
    for found in [prodigy, try brat(["R1|sentTo Arg1:T2 Arg2:T3"])] {
      let report = try scores(prodigy, found)
      #expect(report.figure("relations.strict.f1")?.value == 1)
    }
    let other = try scores(prodigy, try brat(["R1|sentTo Arg1:T5 Arg2:T3"]))
    #expect(other.figure("relations.strict.f1")?.value == 0)
    #expect(other.figure("relations.partial.f1")?.value == 1)
  }

  @Test("relations of 'extract' by role: what gold never gives is left out")
  func gradesSitrep() throws {
    let gold = try GoldSet(
      jsonLines: try brat(["E1|deployed-to:T4 force:T2 destination:T3"]).goldLines, file: "gold")
    let line = """
      {"schema":"sitrep/1","id":"a","entities":[\
      {"id":"e1","type":"FORCE","start":11,"end":21,"text":"400 police"},\
      {"id":"e2","type":"GPE","start":25,"end":30,"text":"Haiti"},\
      {"id":"e3","type":"GPE","start":0,"end":5,"text":"Kenya"}],"relations":[\
      {"id":"r1","type":"deployed-to","roles":{"force":"e1","destination":"e2",\
      "deployer":"e3"},"status":"actual","polarity":"positive"}]}
      """
    let found = try PredictionSet(jsonLines: Array(line.utf8), file: "out.jsonl", gold: gold)
    let report = Evaluation(gold: gold, predictions: found).report()
    #expect(report.figure("relations.strict.f1")?.value == 1)
  }

  @Test("a document without relations among others that have some has none")
  func knowsNone() throws {
    var corpus = try brat(["R1|sentTo Arg1:T2 Arg2:T3"])
    var other = corpus.documents[0]
    (other.id, other.relations) = ("b", [])
    corpus.documents.append(other)
    let gold = try GoldSet(jsonLines: corpus.goldLines, file: "gold")
    #expect(gold.passages.map { $0.annotations.relations?.count } == [1, 0])
  }

  @Test("predictions of another text are refused, those of other white space aligned")
  func checksText() throws {
    let gold = try brat(["R1|sentTo Arg1:T2 Arg2:T3"])
    var found = gold
    found.documents[0].text = PassageText("Kenya sent 400  police to Haiti.")
    for index in found.documents[0].mentions.indices {
      let span = found.documents[0].mentions[index].span
      found.documents[0].mentions[index].span = CodePointSpan(
        span.start + (span.start > 14 ? 1 : 0), span.end + (span.end > 14 ? 1 : 0))
    }
    #expect(try scores(gold, found).figure("relations.strict.f1")?.value == 1)
    found.documents[0].text = PassageText("Kenya sent 500 police to Haiti.")
    let error = #expect(throws: FileFaults.self) { try scores(gold, found) }
    #expect(
      error?.description.contains("line 1, column 12 of it has '500 police") == true,
      "\(error?.description ?? "")")
  }

  @Test("gold whose relation names what is not there is refused")
  func refusesUnknown() {
    let line = """
      {"id":"a","text":"Kenya","entities":[{"id":"T1","type":"GPE","start":0,"end":5}],\
      "relations":[{"id":"R1","type":"in","roles":{"what":"T1","where":"T9"}}]}
      """
    let error = #expect(throws: FileFaults.self) {
      try GoldSet(jsonLines: Array(line.utf8), file: "gold.jsonl")
    }
    #expect(
      error?.description.contains(
        "gold.jsonl:1: error: relations[0].roles.where: there is no entity or relation 'T9'")
        == true, "\(error?.description ?? "")")
  }
}
