import Testing

@testable import Sitrep

@Suite struct FactWriterTests {
  @Test("writes a fact flat, with names for ids")
  func writesFullFact() throws {
    let expected = """
      {"schema":"sitrep-facts/1","id":"r-1","document":"full.txt","date":"2024-10-27",\
      "force":"French troops","force_type":"FORCE","force_country":"FR","count_high":12000,\
      "count_approximate":false,"deployer":"Paris","deployer_country":"FR",\
      "destination":"Kyiv","destination_country":"UA","destination_ref":"geonames:703448",\
      "latitude":50.4501,"longitude":30.5234,"origin":"Lyon","time":"Monday",\
      "time_value":"2024-10-28","means":"trains","status":"planned","polarity":"positive",\
      "confidence":0.93,"sources":[\
      {"source":"Jean Dupont","cue":"said","stance":"states"},\
      {"source":"The ministry","cue":"warned","stance":"warns"}],\
      "evidence":"By Monday Paris will send up to 12,000 men from Lyon to Kyiv on trains, \
      he said.","evidence_start":15,"evidence_end":95,"rule":"deploy/active"}

      """
    #expect(try lines(of: .fullFact()) == expected)
  }

  @Test("leaves out what a fact does not have")
  func writesBareFact() throws {
    var sample = SampleDocument(["Men in Aden"])
    let (men, aden) = (sample.mention(.force, "Men"), sample.mention(.politicalPlace, "Aden"))
    sample.document.relations = [
      Relation(
        type: .deployedTo, id: "r", trigger: sample.span(of: "in"), sentence: 0,
        roles: [(.force, men), (.destination, aden)], status: .actual, polarity: .negative,
        rule: "be/in", confidence: 1)
    ]
    let expected = """
      {"schema":"sitrep-facts/1","id":"r","document":"sample","force":"Men",\
      "force_type":"FORCE","destination":"Aden","status":"actual","polarity":"negative",\
      "confidence":1,"evidence":"Men in Aden","evidence_start":0,"evidence_end":11,\
      "rule":"be/in"}

      """
    #expect(try lines(of: sample) == expected)
  }

  @Test("a document without facts has no line")
  func writesNothing() throws {
    var sample = SampleDocument.fullFact()
    sample.document.relations = []
    #expect(try lines(of: sample) == "")
    #expect(try lines(of: SampleDocument([""])) == "")
  }

  private func lines(of sample: SampleDocument) throws -> String {
    var json = JSONWriter()
    FactWriter(lexicon: SampleDocument.lexicon).write(sample.document, to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
