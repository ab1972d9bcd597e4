import Testing

@testable import Sitrep

@Suite struct DocumentWriterTests {
  @Test("writes every layer, its keys in order")
  func writesFullDocument() throws {
    let expected = """
      {"schema":"sitrep/1","id":"full.txt","date":"2024-10-27","language":"en",\
      "source":{"z":1.0,"a":[1, 2]},\
      "sentences":[\
      {"id":"s1","start":0,"end":14,"zone":"body"},\
      {"id":"s2","start":15,"end":95,"zone":"body"},\
      {"id":"s3","start":96,"end":122,"zone":"body"}],\
      "entities":[\
      {"id":"e1","type":"GPE","level":"name","start":25,"end":30,"text":"Paris",\
      "attributes":{"country":"FR"},"rule":"test/rule"},\
      {"id":"e2","type":"FORCE","level":"nominal","start":41,"end":57,"text":"up to 12,000 men",\
      "cluster":"c1","canonical":"French troops","attributes":{"country":"FR"},"quantity":"q1",\
      "rule":"force/noun"},\
      {"id":"e3","type":"GPE","level":"name","start":63,"end":67,"text":"Lyon",\
      "rule":"test/rule"},\
      {"id":"e4","type":"GPE","level":"name","start":71,"end":75,"text":"Kyiv",\
      "canonical":"Kyiv","ref":"geonames:703448","latitude":50.4501,"longitude":30.5234,\
      "attributes":{"country":"UA","kind":"capital"},"rule":"places/sample",\
      "entry":"Lexicons/places/sample.tsv:2 geonames:703448"},\
      {"id":"e5","type":"EQUIPMENT","level":"nominal","start":79,"end":85,"text":"trains",\
      "rule":"test/rule"},\
      {"id":"e6","type":"PERSON","level":"pronoun","start":87,"end":89,"text":"he",\
      "canonical":"Jean Dupont","attributes":{"title":"General"},"rule":"test/rule"},\
      {"id":"e7","type":"ORG","level":"nominal","start":96,"end":108,"text":"The ministry",\
      "rule":"test/rule"}],\
      "quantities":[{"id":"q1","start":41,"end":53,"text":"up to 12,000","high":12000,\
      "approximate":false,"kind":"count","entity":"e2","rule":"quantity/test"}],\
      "times":[{"id":"t1","start":18,"end":24,"text":"Monday","type":"DATE",\
      "value":"2024-10-28","modifier":"BEFORE","rule":"time/test"}],\
      "relations":[\
      {"id":"r-1","type":"deployed-to","trigger":{"start":36,"end":40,"text":"send"},\
      "sentence":"s2","roles":{"force":"e2","destination":"e4","deployer":"e1","count":"q1",\
      "origin":"e3","time":"t1","means":"e5"},"status":"planned","polarity":"positive",\
      "rule":"deploy/active","confidence":0.93},\
      {"id":"a-1","type":"confirmed-by","roles":{"claim":"r-1","source":"e6"},\
      "cue":{"start":90,"end":94,"text":"said"},"stance":"states","rule":"attribution/said"},\
      {"id":"a-2","type":"confirmed-by","roles":{"claim":"r-1","source":"e7"},\
      "cue":{"start":109,"end":115,"text":"warned"},"stance":"warns",\
      "rule":"attribution/warned"}]}

      """
    let line = try line(of: .fullFact(), source: #"{"z":1.0,"a":[1, 2]}"#)
    #expect(line == expected)
  }

  @Test("an empty document is a line with nothing but its id")
  func writesEmptyDocument() throws {
    let line = try line(of: SampleDocument(id: "", [""]))
    #expect(line == #"{"schema":"sitrep/1","id":"","language":"en"}"# + "\n")
  }

  @Test("an id that the project gave itself is cited, but is no reference")
  func citesOwnEntry() throws {
    var sample = SampleDocument(["Donbas"])
    sample.mention(.location, "Donbas") { $0.entry = SampleDocument.donbas }
    let line = try line(of: sample)
    #expect(line.contains(#""entry":"Lexicons/places/sample.tsv:3 sitrep:donbas""#))
    #expect(!line.contains(#""ref""#))
    #expect(!line.contains(#""latitude""#))
  }

  @Test("what a name was weighed for is written with ids and shares")
  func writesAlternatives() throws {
    var sample = SampleDocument(["Kyiv"])
    sample.mention(.politicalPlace, "Kyiv") {
      $0.alternatives = [
        PlaceAlternative(entry: SampleDocument.kyiv, score: 0.874),
        PlaceAlternative(entry: SampleDocument.donbas, score: 0.126),
      ]
    }
    let line = try line(of: sample)
    #expect(
      line.contains(
        #""alternatives":[{"ref":"geonames:703448","score":0.87},{"ref":"sitrep:donbas","score":0.13}]"#
      ))
  }

  @Test("lines follow one another in one writer")
  func appends() throws {
    let lexicon = SampleDocument.lexicon
    var json = JSONWriter()
    let writer = DocumentWriter(lexicon: lexicon)
    writer.write(SampleDocument(["One"]).document, to: &json)
    writer.write(SampleDocument(["Two"]).document, to: &json)
    #expect(json.bytes.split(separator: 0x0A).count == 2)
  }

  /// Two soldiers of four bytes each, accents of one and of two code points, a byte order
  /// mark, and bytes that are no UTF-8: what offsets get lost on.
  @Test("offsets cut the text in every unit", arguments: OffsetUnit.allCases)
  func cutsText(in unit: OffsetUnit) throws {
    let head: [UInt8] = Array("\u{FEFF}🪖🪖 cafés e\u{301} ".utf8) + [0xFF, 0xE2, 0x80]
    let bytes = head + Array(" Kyïv ".utf8) + [0xC0] + Array(" naïve 🇺🇦".utf8)
    var sample = try SampleDocument(bytes: bytes)
    for words in ["🪖", "cafés", "e\u{301}", "Kyïv", "naïve", "🇺🇦"] {
      sample.mention(.event, words)
    }
    let line = try ParsedJSON(line(of: sample, unit: unit).utf8)
    let entities = line["entities"]?.elements ?? []
    #expect(entities.count == 6)
    for entity in entities {
      let start = try Int(#require(entity["start"]?.number))
      let end = try Int(#require(entity["end"]?.number))
      #expect(cut(start..<end, of: bytes, unit) == entity["text"]?.text)
    }
    #expect(line["replacements"] == .number(3))
    #expect(line["offsets"] == (unit == .codepoints ? nil : .text(unit.rawValue)))
  }

  /// Cuts the plain way, with the string that Swift makes of the bytes.
  private func cut(_ range: Range<Int>, of bytes: [UInt8], _ unit: OffsetUnit) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    switch unit {
    case .codepoints:
      var cut = String.UnicodeScalarView()
      cut.append(contentsOf: Array(text.unicodeScalars)[range])
      return String(cut)
    case .utf8: return String(validating: bytes[range], as: UTF8.self)
    case .utf16: return String(validating: Array(text.utf16)[range], as: UTF16.self)
    }
  }

  private func line(
    of sample: SampleDocument, unit: OffsetUnit = .codepoints, source: String? = nil
  ) throws -> String {
    var json = JSONWriter()
    DocumentWriter(lexicon: SampleDocument.lexicon, unit: unit)
      .write(sample.document, source: source.map { Array($0.utf8) }, to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
