import Foundation
import Testing

@testable import SitrepEvaluation

@Suite struct EvaluationReportTests {
  private let marked: MarkedPassage = """
    A line before.
    [Kenya]kenya [sent]sent [400 police]police
    to [Haiti]haiti, [Roe]roe [said]said.
    """

  private func errors(_ gold: [Fact], _ found: [Fact]) throws -> [Discrepancy] {
    try report(
      gold: [marked.gold("a", Annotations(facts: gold))],
      found: [marked.gold("a", Annotations(facts: found))]
    ).errors
  }

  /// The fact of the passage with a change.
  private func sent(_ change: (inout Fact) -> Void = { _ in }) -> Fact {
    marked.fact("police", "haiti") { fact in
      fact.trigger = marked["sent"]
      fact.rule = "deploy/active"
      change(&fact)
    }
  }

  @Test("puts a missed fact beside the spurious one with the same trigger")
  func listsMissedFact() throws {
    let errors = try errors([sent()], [sent { $0.force = marked["kenya"] }])
    #expect(
      errors.map(\.description) == [
        """
        a: missed-fact  'sent'  400 police → Haiti
          found:    Kenya → Haiti [deploy/active]
          | Kenya sent 400 police
        """,
        """
        a: spurious-fact  'sent'  Kenya → Haiti  [deploy/active]
          | Kenya sent 400 police
        """,
      ])
  }

  @Test("lists what is wrong with a fact that was found")
  func listsWrongDetails() throws {
    let gold = sent { fact in
      fact.status = .planned
      fact.count = Bounds(low: 400, high: 400)
      fact.roles = [.deployer: marked["kenya"]]
      fact.sources = [Source(span: marked["roe"], cue: marked["said"], stance: .states)]
    }
    let found = sent { fact in
      fact.polarity = .negative
      fact.count = Bounds(low: 400)
      fact.roles = [.origin: marked["kenya"]]
      fact.sources = [
        Source(span: marked["roe"], stance: .warns, rule: "warn"), marked.source("kenya"),
      ]
    }
    let errors = try errors([gold], [found])
    let rows = errors.map {
      [$0.kind.rawValue, $0.expected ?? "", $0.found ?? "", $0.rule ?? ""]
    }
    #expect(
      rows == [
        ["wrong-status", "planned", "actual", "deploy/active"],
        ["wrong-polarity", "positive", "negative", "deploy/active"],
        ["wrong-count", "400–400", "400–", "deploy/active"],
        ["wrong-deployer", "Kenya", "", "deploy/active"],
        ["wrong-origin", "", "Kenya", "deploy/active"],
        ["wrong-stance", "Roe states ('said')", "Roe warns", "warn"],
        ["spurious-source", "", "Kenya states", ""],
      ])
  }

  @Test("lists entities that are missed, spurious or of another length")
  func listsEntities() throws {
    let marked: MarkedPassage = "[[Port]port Sudan]sudan and [Haiti]haiti"
    let gpe = { Entity(type: "GPE", span: marked[$0]) }
    let report = try report(
      gold: [marked.gold("a", Annotations(entities: [gpe("sudan"), gpe("haiti")]))],
      found: [marked.gold("a", Annotations(entities: [gpe("port"), gpe("port")]))])
    #expect(report.errors.map(\.kind) == [.wrongEntitySpan, .missedEntity, .spuriousEntity])
    #expect(
      report.errors.first?.json == """
        {"kind":"wrong-entity-span","id":"a","expected":"GPE 'Port Sudan'",\
        "found":"GPE 'Port'","sentence":"Port Sudan and Haiti"}
        """)
  }

  @Test("takes the sentence from gold, or else from the prediction, or else the line")
  func findsSentence() throws {
    let gold = marked.gold("a", Annotations(facts: [sent()]))
    let whole = [CodePointSpan(15, marked.text.unicodeScalars.count)]
    let predicted = marked.gold("a", Annotations(sentences: whole, facts: []))
    let report = try report(gold: [gold], found: [predicted])
    #expect(report.errors.map(\.sentence) == ["Kenya sent 400 police to Haiti, Roe said."])
  }

  @Test("the table fits 80 columns, whatever the names", arguments: [1, 30])
  func tableFits(_ length: Int) throws {
    let long = { (name: String) in String(repeating: name, count: length) }
    var gold: [GoldPassage] = []
    var found: [GoldPassage] = []
    for (index, example) in (0..<8).flatMap({ index in GoldPassage.examples.map { (index, $0) } }) {
      var passage = example
      passage.id = long(passage.id) + "\(index)"
      gold.append(passage)
      passage.annotations.entities = passage.annotations.entities?.map { entity in
        Entity(type: long(entity.type), span: entity.span)
      }
      passage.annotations.facts?[0].rule = long("deploy/active")
      if index == 0 { passage.id = long("stranger") + passage.id }
      found.append(passage)
    }
    let table = try report(gold: gold, found: found).table
    for line in table.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(table.contains("deployed-to.f1"))
  }

  @Test("writes the table as it stands here")
  func writesTable() throws {
    var half = GoldPassage.examples
    half[0].annotations.facts?.removeLast()
    half[0].annotations.entities?[1].span = CodePointSpan(40, 47)
    let table = try report(gold: GoldPassage.examples, found: half).table
    #expect(table == Self.table)
  }

  private static let table = """
    Passages 2, without a prediction 0

    Headline                      score 95 % low     high
    deployed-to.f1                 80.0     66.7    100.0
    deployed-to.precision         100.0    100.0    100.0
    deployed-to.recall             66.7     50.0    100.0
    confirmed-by.f1                80.0     66.7    100.0
    force-names.recall              0.0      0.0      0.0
    entities.f1                    66.7        –        –
    entities.strict.f1             66.7        –        –
    entities.exact.f1              66.7        –        –
    entities.partial.f1            83.3        –        –
    entities.type.f1              100.0        –        –
    entities.conll.f1              66.7        –        –
    entities.words.f1              66.7        –        –
    sentences.f1                  100.0        –        –
    quantities.f1                 100.0        –        –
    quantities.value              100.0        –        –
    times.f1                      100.0        –        –
    times.value                   100.0        –        –

    Relations                      gold    found    right        P        R       F1
    deployed-to                       3        2        2    100.0     66.7     80.0
      found, hard                     1                 0               0.0
      found, plain                    1                 1             100.0
      status                          2                 2             100.0
      polarity                        2                 2             100.0
      count, both bounds              2                 2             100.0
      count given, none is due        0                 0                 –
      found, force unnamed            1                 0               0.0
        named rightly                 1        0        0        –      0.0      0.0
      deployer                        1        1        1    100.0    100.0    100.0
      origin                          1        1        1    100.0    100.0    100.0
      time                            1        1        1    100.0    100.0    100.0
      means                           0        0        0        –        –        –
    confirmed-by                      3        2        2    100.0     66.7     80.0
      on matched facts                2        2        2    100.0    100.0    100.0
      stance                          2                 2             100.0

    Rules                                                            right  spurious
    (no rule)                                                            2         0
    deploy/active                                                        1         0
    said                                                                 1         0

    Entities          gold   found       P       R      F1 part. P       R      F1
    FORCE                1       1     0.0     0.0     0.0   100.0   100.0   100.0
    GPE                  2       2   100.0   100.0   100.0   100.0   100.0   100.0
    all                  3       3    66.7    66.7    66.7   100.0   100.0   100.0
    of types that gold does not have, not graded: 5

    Other layers                   gold    found    right        P        R       F1
    sentence boundaries               3        3        3    100.0    100.0    100.0
    quantities, overlap               1        1        1    100.0    100.0    100.0
      value                           1                 1             100.0
    times, overlap                    1        1        1    100.0    100.0    100.0
      value                           1                 1             100.0

    """

  @Test("the JSON is JSON, keys in their order")
  func writesJSON() throws {
    let json = try report(gold: GoldPassage.examples, found: [GoldPassage.examples[0]]).json
    let parsed = try JSONParser.parse(json.utf8)
    guard case .object(let members) = parsed else {
      Issue.record("not an object")
      return
    }
    #expect(
      members.map(\.key) == [
        "schema", "documents", "headline", "deployed_to", "confirmed_by", "rules", "entities",
        "entity_schemes", "conll",
        "sentences", "quantities", "times", "by_document",
      ])
    #expect(
      parsed["by_document"]?.line.contains(#"{"id":"frigates","deployed-to":[0,1,0]"#) == true)
    let score: JSONValue = .members([
      "gold": .integer(3), "found": .integer(2), "right": .integer(2), "precision": .number(1),
      "recall": .number(0.666667), "f1": .number(0.8),
    ])
    #expect(parsed["deployed_to"]?["score"] == score)
    #expect(parsed["documents"]?["missing"] == .array([.string("frigates")]))
    #expect((try? JSONSerialization.jsonObject(with: Data(json.utf8))) != nil)
  }

  @Test("errors as JSON Lines are a line each")
  func writesErrors() throws {
    let report = try report(gold: GoldPassage.examples, found: [])
    let lines = report.errorsAsJSONLines.split(separator: "\n")
    #expect(lines.count == report.errors.count)
    for line in lines { #expect((try? JSONParser.parse(line.utf8)) != nil) }
  }
}
