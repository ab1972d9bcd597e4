import Testing

@testable import Sitrep

@Suite struct PipelineTests {
  /// A text with everything in it that the layers know.
  private static let passage = """
    Police reach Haiti

    NAIROBI, Oct. 28 (Wire) — Kenya has sent about 400 police officers to Haiti, Foreign \
    Minister Daniel Mwangi said on Monday. “We won’t leave,” he said. Kyïv \u{1F44D} denied \
    that its troops had entered Belarus.\r\nThey cost $1.5 million.

    Share on Facebook
    """

  @Test("gives the same bytes for the same text", arguments: OffsetUnit.allCases)
  func isDeterministic(unit: OffsetUnit) throws {
    let texts = [Self.passage] + (try Self.gold())
    #expect(Self.written(texts, unit) == Self.written(texts, unit))
  }

  @Test("gives the same bytes with another pack from the same files")
  func isDeterministicAcrossPacks() throws {
    let packs = [Shipped.pack, try Pack(Shipped.files.reversed())]
    let pipelines = packs.map { Pipeline($0) }
    for text in [Self.passage] + (try Self.gold()) {
      let written = zip(packs, pipelines).map { pack, pipeline in
        var document = Document(id: "test", text: SourceText(text))
        pipeline.process(&document)
        var json = JSONWriter()
        DocumentWriter(pack: pack).write(document, to: &json)
        return json.bytes
      }
      #expect(written[0] == written[1])
    }
  }

  @Test("lays every layer over a passage")
  func laysLayers() {
    let document = Shipped.process(Self.passage)
    #expect(document.sentences.first?.zone == .headline)
    #expect(document.sentences.last?.zone == .boilerplate)
    #expect(document.times.map { document.text[$0.span] }.contains("Monday"))
    #expect(document.quantities.map { document.text[$0.span] }.contains("about 400"))
    #expect(!document.relations.isEmpty)
    #expect(!document.confirmations.isEmpty)
    #expect(SpanCheck.faults(in: document) == [])
  }

  @Test("takes texts of nothing", arguments: ["", " ", "\n\n", "\u{FEFF}", ".", "\0", "“", "-"])
  func takesSmallTexts(_ text: String) {
    let document = Shipped.process(text)
    #expect(document.mentions.isEmpty && document.relations.isEmpty)
    #expect(SpanCheck.faults(in: document) == [])
  }

  @Test("like facts get ids of their own, and all ids differ")
  func givesIDs() {
    let document = Shipped.process(
      "Kenya sent 400 police to Haiti. Uganda sent 400 police to Haiti.")
    let ids = document.relations.map(\.id)
    #expect(ids.count == 2 && Set(ids).count == 2)
    #expect(ids.allSatisfy { $0.hasPrefix("r") && $0.count >= 13 })
  }

  @Test("takes a sentence of any length")
  func takesLongSentences() {
    let text = String(repeating: "Kenya sent 400 police to Haiti and ", count: 300)
    let document = Shipped.process(text)
    #expect(document.relations.count > 100)
    #expect(SpanCheck.faults(in: document) == [])
  }

  @Test("every span cuts its text out of the gold, in every unit")
  func cutsGold() throws {
    for text in try Self.gold() {
      #expect(SpanCheck.faults(in: Shipped.process(text)) == [])
    }
  }

  @Test(
    "every span cuts its text out of the corpora, in every unit",
    .enabled(if: Corpora.arePresent, "\(Corpora.absent)"),
    arguments: [("facts/dev.jsonl", 1000), ("news/current-events.jsonl", 2000)])
  func cutsCorpora(_ path: String, _ limit: Int) throws {
    let texts = try Corpora.texts(path, limit: limit)
    #expect(!texts.isEmpty)
    for text in texts {
      #expect(SpanCheck.faults(in: Shipped.process(text)) == [])
    }
  }

  static func gold() throws -> [String] {
    try Corpora.texts(ofLines: Shipped.file("Evaluation/gold/passages.jsonl").bytes)
  }

  private static func written(_ texts: [String], _ unit: OffsetUnit) -> [UInt8] {
    var json = JSONWriter()
    let writer = DocumentWriter(pack: Shipped.pack, unit: unit)
    for text in texts { writer.write(Shipped.process(text), to: &json) }
    return json.bytes
  }
}
