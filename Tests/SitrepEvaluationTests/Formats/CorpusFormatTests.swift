import Testing

@testable import SitrepEvaluation

@Suite struct CorpusFormatTests {
  /// Characters of two, three and four bytes stand before the mentions, so that a wrong unit
  /// cannot go unnoticed. The prose is original.
  private static let kenya: CorpusDocument = {
    let marked: MarkedPassage = """
      [🚨 Übersicht – police for Haiti.]one
      [[Ana Roe]roe, [Kenya]kenya's foreign minister, said [[Kenya]again]nested would send \
      [[400] police officers]police to [Cité Soleil]cite.]two
      """
    var document = CorpusDocument(id: "kenya", text: PassageText(marked.text))
    document.mentions = [
      mention("T1", "PERSON", marked["roe"]), mention("T2", "GPE", marked["kenya"]),
      mention("T3", "GPE", marked["again"]), mention("T4", "FORCE", marked["police"]),
      mention("T5", "LOC", marked["cite"]),
    ]
    document.sentences = [marked["one"], marked["two"]]
    return document
  }()

  private static func mention(
    _ id: String, _ type: String, _ span: CodePointSpan
  ) -> CorpusDocument.Mention {
    CorpusDocument.Mention(id: id, type: type, span: span)
  }

  /// The example with everything that some format holds.
  private static let rich: CorpusDocument = {
    var document = kenya
    document.mentions[1].cluster = "c1"
    document.mentions[2].cluster = "c1"
    document.mentions[3].attributes = [
      .init(name: "level", value: "nominal"), .init(name: "Checked", value: nil),
    ]
    document.mentions[4].note = "a quarter of Port-au-Prince"
    document.mentions.append(
      mention(
        "T6", "QUANTITY",
        CodePointSpan(
          document.mentions[3].span.start, document.mentions[3].span.start + 3)))
    document.mentions.append(
      mention(
        "T7", "send",
        CodePointSpan(
          document.mentions[3].span.start - 5, document.mentions[3].span.start - 1)))
    document.relations = [
      .init(
        id: "E1", type: "deployed-to", trigger: "T7",
        arguments: [
          .init(role: "force", target: "T4"), .init(role: "destination", target: "T5"),
          .init(role: "deployer", target: "T3"),
        ], attributes: [.init(name: "status", value: "planned")], note: "as announced"),
      .init(
        id: "R2", type: "speaks-for",
        arguments: [.init(role: "from", target: "T1"), .init(role: "to", target: "T2")]),
    ]
    return document
  }()

  private func written(
    _ document: CorpusDocument, _ format: CorpusFormat
  ) -> (files: [CorpusFile], losses: FormatLosses) {
    let (files, losses) = Corpus([document]).written(as: format)
    guard format == .brat else {
      return ([CorpusFile(name: "kenya.x", bytes: files[0].bytes)], losses)
    }
    return (
      [CorpusFile(name: files[1].name, bytes: files[1].bytes, text: files[0].bytes)], losses
    )
  }

  private func entities(_ document: CorpusDocument) -> [String] {
    document.mentions.sorted { ($0.span.start, -$0.span.end) < ($1.span.start, -$1.span.end) }
      .map { "\($0.type) \($0.span.start)-\($0.span.end) \(document.text.cut($0.span))" }
  }

  @Test("entities come back from every format as they were", arguments: CorpusFormat.allCases)
  func roundTrip(_ format: CorpusFormat) throws {
    let isOfWords = [.conll2003, .bio, .bilou].contains(format)
    let (files, losses) = written(Self.kenya, format)
    let back = try Corpus(files, as: format)
    #expect(back.count == 1)
    let document = try #require(back.documents.first)
    #expect(document.id == "kenya")
    if isOfWords {
      // The punctuation stands apart then, which is told; the words are the same.
      #expect(losses.counts == ["texts whose white space is another then": 1])
      #expect(
        document.mentions.map { "\($0.type) \(document.text.cut($0.span))" }
          == Self.kenya.mentions.map { "\($0.type) \(Self.kenya.text.cut($0.span))" })
      #expect(document.sentences?.count == 2)
    } else {
      #expect(document.wholeText == Self.kenya.wholeText)
      #expect(entities(document) == entities(Self.kenya))
    }
    // What was read is written to the byte as it was read.
    let (again, _) = written(document, format)
    #expect(again == files)
  }

  @Test("brat and Sitrep hold everything but sentences and other layers")
  func keepsAll() throws {
    for format in [CorpusFormat.brat, .sitrep] {
      let (files, losses) = written(Self.rich, format)
      var document = try #require(try Corpus(files, as: format).documents.first)
      #expect(losses.counts == (format == .brat ? ["sentences": 2] : [:]))
      document.sentences = Self.rich.sentences
      #expect(document == Self.rich)
    }
  }

  @Test("CoNLL-U holds clusters, and mentions inside and across others")
  func keepsClusters() throws {
    var document = Self.rich
    let (start, end) = (document.mentions[0].span.start, document.mentions[1].span.end + 2)
    document.mentions.append(Self.mention("T8", "OFFICE-1", CodePointSpan(start, end)))
    document.mentions.append(
      Self.mention("T9", "ODD (%|)", CodePointSpan(document.mentions[1].span.start, end + 8)))
    let (files, losses) = written(document, .conllu)
    let back = try #require(try Corpus(files, as: .conllu).documents.first)
    #expect(entities(back) == entities(document))
    #expect(back.wholeText == document.wholeText)
    #expect(
      back.mentions.filter { $0.cluster == "c1" }.map { back.text.cut($0.span) } == [
        "Kenya", "Kenya",
      ])
    #expect(back.mentions.count { $0.cluster != nil } == 2)
    #expect(losses.counts["relations"] == 2)
  }

  @Test("relations of two entities come back from the tools that have them")
  func keepsPairs() throws {
    var pairs = Self.rich
    pairs.relations = [pairs.relations[1]]
    for format in [CorpusFormat.prodigy, .doccano, .labelStudio] {
      let (files, losses) = written(pairs, format)
      let document = try #require(try Corpus(files, as: format).documents.first)
      let relation = try #require(document.relations.first)
      #expect(document.relations.count == 1)
      #expect(relation.type == "speaks-for")
      let words = relation.arguments.map { argument in
        document.mentions.first { $0.id == argument.target }.map { document.text.cut($0.span) }
      }
      #expect(words == ["Ana Roe", "Kenya"])
      #expect(losses.counts["clusters of entities"] == 2)
    }
  }

  @Test(
    "what has no place is counted",
    arguments: [
      (
        .bio,
        [
          "entities inside or across others": 1, "relations": 2, "clusters of entities": 2,
          "'level' of entities": 1, "'Checked' of entities": 1, "notes": 2,
          "attributes of relations": 1, "texts whose white space is another then": 1,
        ]
      ),
      (
        .doccano,
        [
          "relations that are no pair of entities": 1, "clusters of entities": 2,
          "'level' of entities": 1, "'Checked' of entities": 1, "notes": 2,
          "attributes of relations": 1, "sentences": 2,
        ]
      ),
    ] as [(CorpusFormat, [String: Int])])
  func countsLosses(_ format: CorpusFormat, _ expected: [String: Int]) {
    #expect(written(Self.rich, format).losses.counts == expected)
  }

  @Test("layers that only Sitrep holds stay in it, and are counted elsewhere")
  func carriesOthers() throws {
    let line = #"""
      {"id":"a","date":"2024-06-24","text":"Kenya sent two.","entities":[{"id":"e1","start":0,"end":5,"text":"Kenya","type":"GPE","level":"name"}],"quantities":[{"start":11,"end":14,"text":"two","low":2,"high":2}],"facts":[]}
      """#
    let corpus = try Corpus([CorpusFile(name: "a.jsonl", bytes: Array(line.utf8))], as: .sitrep)
    let (files, losses) = corpus.written(as: .sitrep)
    #expect(losses.isEmpty)
    #expect(String(decoding: files[0].bytes, as: UTF8.self) == line + "\n")
    #expect(
      corpus.written(as: .brat).losses.counts == ["quantities": 1, "values of 'date'": 1])
    #expect(
      corpus.written(as: .prodigy).losses.counts == ["quantities": 1, "'level' of entities": 1])
  }

  private static func read(
    _ text: String, _ format: CorpusFormat, _ passage: String? = nil
  ) throws -> CorpusDocument {
    let file = CorpusFile(
      name: "a.x", bytes: Array(text.utf8), text: passage.map { Array($0.utf8) })
    return try #require(try Corpus([file], as: format).documents.first)
  }

  @Test(
    "reads what others write",
    arguments: [
      // IOB1, as the files of the shared task have it.
      (
        .conll2003,
        "-DOCSTART- -X- O O\n\nAcre NNP I-NP I-LOC\nBahia NNP I-NP B-LOC\nsent VBD O O\n"
          + "Ana NNP I-NP I-PER\nRoe NNP I-NP I-PER\n\n", ["LOC Acre", "LOC Bahia", "PER Ana Roe"]
      ),
      (.conll2003, "Acre NNP I-NP B-LOC\nBahia NNP I-NP I-LOC\n", ["LOC Acre Bahia"]),
      (.bio, "# a comment\nAcre\tB-LOC\nBahia\tB-LOC\nX\tI-LOC\n", ["LOC Acre", "LOC Bahia X"]),
      (
        .bilou, "Acre B-LOC\nBahia L-LOC\nX U-LOC\nY S-PER\n", ["LOC Acre Bahia", "LOC X", "PER Y"]
      ),
      (
        .conllu,
        "# newdoc id = a\n# text = Don't go\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
          + "1\tDo\t_\t_\t_\t_\t_\t_\t_\tNER=B-X\n2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
          + "3\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n\n", ["X Don't"]
      ),
      (
        .conllu,
        "# global.Entity = eid-etype-head-other\n"
          + "1\tAcre\t_\t_\t_\t_\t_\t_\t_\tEntity=(e1-place-1-new(e2-org-1-\n"
          + "2\tArmy\t_\t_\t_\t_\t_\t_\t_\tEntity=e2)e1)(e3-x-1-)|SpaceAfter=No\n"
          + "3\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n", ["place Acre Army", "org Acre Army", "x Army"]
      ),
      (.doccano, #"{"id":7,"text":"Acre sent","label":[[0,4,"LOC"]]}"#, ["LOC Acre"]),
      (
        .prodigy,
        #"{"text":"Acre sent","_input_hash":1,"spans":[{"start":0,"end":4,"label":"LOC"}],"answer":"accept"}"#,
        ["LOC Acre"]
      ),
      (
        .labelStudio,
        #"{"id":1,"data":{"text":"Acre sent"},"annotations":[{"result":[{"id":"x","type":"labels","value":{"start":0,"end":4,"text":"Acre","labels":["LOC","GPE"]}}]}]}"#,
        ["LOC Acre", "GPE Acre"]
      ),
    ] as [(CorpusFormat, String, [String])])
  func readsOthers(_ format: CorpusFormat, _ text: String, _ expected: [String]) throws {
    let document = try Self.read(text, format)
    let found = document.mentions.map { "\($0.type) \(document.text.cut($0.span))" }
    #expect(Set(found) == Set(expected))
    #expect(found.count == expected.count)
  }

  @Test("brat's mentions in pieces are left out and counted, with what names them")
  func leavesOutPieces() throws {
    let annotations =
      "T1\tLOC 0 2;5 9\tAc sent\nT2\tX 5 9\tsent\nR1\tr Arg1:T1 Arg2:T2\nN1\tReference T2 geo:1\tx\n"
    let file = CorpusFile(
      name: "a.ann", bytes: Array(annotations.utf8), text: Array("Acre sent".utf8))
    let corpus = try Corpus([file], as: .brat)
    #expect(corpus.documents[0].mentions.map(\.id) == ["T2"])
    #expect(
      corpus.documents[0].mentions[0].attributes == [.init(name: "Reference", value: "geo:1")])
    #expect(
      corpus.losses.counts == ["entities in several pieces": 1, "relations of such entities": 1])
  }

  @Test("examples that were rejected are no gold")
  func leavesOutRejected() throws {
    let text = #"{"text":"a","spans":[]}"# + "\n" + #"{"text":"b","spans":[],"answer":"reject"}"#
    let corpus = try Corpus([CorpusFile(name: "a.jsonl", bytes: Array(text.utf8))], as: .prodigy)
    #expect(corpus.documents.map(\.id) == ["a-1"])
    #expect(corpus.losses.lines == ["left out: examples that were answered 'reject': 1"])
  }

  // MARK: - Damaged files

  /// Format, file, text beside it, line, what is said, remedy.
  typealias Damage = (CorpusFormat, String, String?, Int, String, String)

  private static let task = #"{"data":{"text":"🚨 Acre sent"},"annotations":[{"result":["#

  @Test(
    "a damaged file is told with its line, and what to do",
    arguments: [
      (.sitrep, "\n" + #"{"id":"a","entities":[]}"#, nil, 2, "there is no 'text'", "add it"),
      (
        .sitrep,
        #"{"id":"a","text":"🚨 Acre","entities":[{"start":5,"end":9,"text":"Acre","type":"LOC"}]}"#,
        nil, 1, "lies outside the text", "the offsets fit as UTF-8 bytes"
      ),
      (
        .sitrep,
        #"{"id":"a","text":"x","entities":[],"relations":[{"type":"r","roles":{"from":"e9"}}]}"#,
        nil, 1, "relations[0].roles.from: there is no entity or relation 'e9'", "name the id"
      ),
      (.brat, "T1\tLOC 0 4\tAcre\n", nil, 1, "there is no text beside it", "a.txt"),
      (
        .brat, "T1\tLOC 0 40\tAcre\n", "Acre sent", 1, "lies outside the text",
        "correct the offsets"
      ),
      (
        .brat, "\nT1\tLOC 5 9\tAcre\n", "🚨 Acre sent", 2, "expected 'Acre', found 'e se'",
        "say --offsets utf8"
      ),
      (
        .brat, "T1\tLOC 0 4\tAcre\nR1\tr Arg1:T1 Arg2:T9\n", "Acre", 2,
        "there is no annotation 'T9'", "name the id"
      ),
      (.brat, "T1\tLOC 0\tAcre\n", "Acre", 1, "'LOC 0' is no type with two offsets", "GPE 0 5"),
      (.brat, "T1 LOC 0 4 Acre\n", "Acre", 1, "has no second column", "put a tab"),
      (
        .conll2003, "Acre NNP I-NP B-LOC\nsent VBD O O\nBahia NNP I-NP I-LOC\n", nil, 3,
        "'I-LOC' goes on with an entity that no tag before it began", "write B-"
      ),
      (.conll2003, "Acre NNP I-NP LOC\n", nil, 1, "'LOC' is no tag", "write B-TYPE, I-TYPE or O"),
      (.bio, "sent\tO\nAcre\tI-LOC\n", nil, 2, "'I-LOC' goes on", "write B-"),
      (
        .bio, "sent\tO\nAcre\n", nil, 2, "there is one column only: 'Acre'",
        "write a word and its tag"
      ),
      (.bio, "Acre\tU-LOC\n", nil, 1, "is no tag of this format", "--from bilou"),
      (.bilou, "Acre\tB-LOC\nsent\tO\n", nil, 1, "the entity of type 'LOC' has no end", "write L-"),
      (.bilou, "Acre\tL-LOC\n", nil, 1, "'L-LOC' goes on", "B- or U-"),
      (
        .conllu, "1\tAcre\t_\t_\t_\t_\t_\t_\tNER=B-LOC\n", nil, 1, "there are 9 columns",
        "write ten"
      ),
      (.conllu, "1\tAcre\t_\t_\t_\t_\t_\t_\t_\tNER=I-LOC\n", nil, 1, "'I-LOC' goes on", "write B-"),
      (
        .conllu, "1\tAcre\t_\t_\t_\t_\t_\t_\t_\tEntity=(e1-LOC\n", nil, 1,
        "the entity 'e1' has no end", "Entity=e1)"
      ),
      (
        .conllu, "1\tAcre\t_\t_\t_\t_\t_\t_\t_\tEntity=e1)\n", nil, 1, "nothing before it began",
        "Entity=(e1-TYPE"
      ),
      (
        .conllu,
        "# text = Acre fell\n1\tAcre\t_\t_\t_\t_\t_\t_\t_\t_\n2\tsent\t_\t_\t_\t_\t_\t_\t_\t_\n",
        nil, 1, "column 6 has 'fell', the words 'sent'", "correct '# text'"
      ),
      (.prodigy, "\n\n" + #"{"spans":[]}"#, nil, 3, "there is no 'text'", "add it"),
      (
        .prodigy, #"{"text":"Acre","spans":[{"start":0,"end":5,"label":"LOC"}]}"#, nil, 1,
        "0–5 lies outside the text", "correct the offsets"
      ),
      (
        .prodigy,
        #"{"text":"Acre","spans":[{"start":0,"end":4,"label":"LOC"}],"relations":[{"label":"r","head_span":{"start":0,"end":4},"child_span":{"start":0,"end":2}}]}"#,
        nil, 1, "relations[0].child_span: there is no span '0–2'", "name the id"
      ),
      (.doccano, #"{"id":1,"label":[]}"#, nil, 1, "there is no 'text'", "add it"),
      (
        .doccano, #"{"text":"Acre","label":[[0,9,"LOC"]]}"#, nil, 1, "lies outside",
        "correct the offsets"
      ),
      (
        .doccano,
        #"{"text":"Acre","entities":[],"relations":[{"from_id":1,"to_id":2,"type":"r"}]}"#,
        nil, 1, "there is no entity '1'", "name the id"
      ),
      (.labelStudio, #"{"id":1,"data":{}}"#, nil, 1, "there is no 'data.text'", "add it"),
      (
        .labelStudio,
        task
          + #"{"id":"x","type":"labels","value":{"start":3,"end":7,"text":"Acre","labels":["LOC"]}}]}]}"#,
        nil, 1, "expected 'Acre', found 'cre '", "say --offsets utf16"
      ),
      (
        .labelStudio, task + #"{"type":"relation","from_id":"x","to_id":"y"}]}]}"#, nil, 1,
        "there is no entity 'x'", "name the id"
      ),
      (.labelStudio, "[{}]", nil, 1, "expected an object, found a list", "write an object"),
    ] as [Damage])
  func tellsDamage(_ damage: Damage) throws {
    let (format, content, text, line, what, remedy) = damage
    let file = CorpusFile(
      name: "a.ann", bytes: Array(content.utf8), text: text.map { Array($0.utf8) })
    let faults = try #require(throws: FileFaults.self) { try Corpus([file], as: format) }
    let fault = try #require(faults.faults.first)
    #expect(fault.file == "a.ann")
    #expect(fault.line == line)
    #expect(fault.description.contains(what))
    #expect(fault.description.contains(remedy))
    #expect(faults.count == 1)
  }

  @Test(
    "a file without a document, or not in UTF-8, is a mistake", arguments: CorpusFormat.allCases)
  func refusesEmpty(_ format: CorpusFormat) throws {
    for bytes: [UInt8] in [[0x0A], [0x41, 0x0A, 0xFF]] {
      let file = CorpusFile(name: "a.ann", bytes: bytes)
      #expect(throws: FileFaults.self) { try Corpus([file], as: format) }
    }
  }

  @Test("offsets in another unit are read when it is said")
  func readsUnits() throws {
    let line = #"{"id":"a","text":"🚨 Acre","label":[[5,9,"LOC"]]}"#
    let file = CorpusFile(name: "a.jsonl", bytes: Array(line.utf8))
    let document = try #require(try Corpus([file], as: .doccano, counting: .utf8).documents.first)
    #expect(document.text.cut(document.mentions[0].span) == "Acre")
  }

  /// No bytes, however they are mixed, may trap a reader.
  @Test("damaged at random, a file is read or refused", arguments: UInt64(0)..<60)
  func survivesDamage(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for format in CorpusFormat.allCases {
      var file = written(Self.rich, format).files[0]
      for _ in 0..<4 {
        let place = Int(random.next() % UInt64(file.bytes.count))
        switch random.next() % 3 {
        case 0: file.bytes.remove(at: place)
        case 1: file.bytes[place] = UInt8(truncatingIfNeeded: random.next())
        default:
          file.bytes.insert(file.bytes[Int(random.next() % UInt64(file.bytes.count))], at: place)
        }
      }
      let corpus = try? Corpus([file], as: format)
      for other in CorpusFormat.allCases { _ = corpus?.written(as: other) }
    }
  }
}

/// Sebastiano Vigna's SplitMix64.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
