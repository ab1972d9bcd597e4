@testable import SitrepEvaluation

/// A passage whose spans are marked in the text: `[400 police]force to [Haiti]destination`.
/// Marks may nest; the text is what remains without them.
struct MarkedPassage: ExpressibleByStringLiteral {
  private(set) var text = ""
  private var spans: [String: CodePointSpan] = [:]

  init(stringLiteral marked: String) {
    var open: [Int] = []
    var scalars = Substring(marked).unicodeScalars
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "[": open.append(text.unicodeScalars.count)
      case "]":
        let name = scalars.prefix { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        scalars = scalars.dropFirst(name.count)
        spans[String(name)] = CodePointSpan(open.removeLast(), text.unicodeScalars.count)
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The span marked with `name`; a test that asks for another one is wrong.
  subscript(name: String) -> CodePointSpan {
    guard let span = spans[name] else { fatalError("nothing is marked '\(name)'") }
    return span
  }

  /// A fact between two marked spans.
  func fact(
    _ force: String, _ destination: String, _ status: Status = .actual,
    _ change: (inout Fact) -> Void = { _ in }
  ) -> Fact {
    var fact = Fact(
      force: self[force], destination: self[destination], status: status, polarity: .positive)
    change(&fact)
    return fact
  }

  func source(_ span: String, _ stance: Stance = .states) -> Source {
    Source(span: self[span], stance: stance)
  }

  /// The passage as a line of gold.
  func gold(_ id: String, _ annotations: Annotations) -> GoldPassage {
    GoldPassage(id: id, text: PassageText(text), annotations: annotations)
  }
}

// MARK: - Files

extension GoldSet {
  init(_ passages: [GoldPassage]) throws {
    let lines = passages.map { $0.goldJSON.line + "\n" }.joined()
    try self.init(jsonLines: Array(lines.utf8), file: "gold.jsonl")
  }
}

extension PredictionSet {
  /// The predictions that say of each passage what its annotations say.
  init(_ passages: [GoldPassage], in unit: OffsetUnit = .codePoints, gold: GoldSet) throws {
    let lines = passages.map { $0.predictionJSON(in: unit).line + "\n" }.joined()
    try self.init(jsonLines: Array(lines.utf8), file: "out.jsonl", gold: gold)
  }
}

/// The report on `found` by `gold`, both written to JSON Lines and read again.
func report(
  gold: [GoldPassage], found: [GoldPassage], in unit: OffsetUnit = .codePoints
) throws -> EvaluationReport {
  let gold = try GoldSet(gold)
  let predictions = try PredictionSet(found, in: unit, gold: gold)
  return Evaluation(gold: gold, predictions: predictions).report()
}

extension GoldPassage {
  /// The passage as the gold format has it.
  var goldJSON: JSONValue {
    .members([
      "id": .string(id),
      "text": .string(words(CodePointSpan(0, text.scalars.count))),
      "sentences": annotations.sentences.map { sentences in
        .array(sentences.map { .array([.integer($0.start), .integer($0.end)]) })
      },
      "entities": annotations.entities.map { .array($0.map(json)) },
      "quantities": annotations.quantities.map { .array($0.map(json)) },
      "times": annotations.times.map { .array($0.map(json)) },
      "facts": annotations.facts.map { .array($0.map(json)) },
      "places": annotations.places.map { .array($0.map(json)) },
    ])
  }

  private func words(_ span: CodePointSpan) -> String { text.cut(span) }

  private func json(_ span: CodePointSpan, _ more: [JSONValue.Member] = []) -> JSONValue {
    .object(
      [
        .init(key: "start", value: .integer(span.start)),
        .init(key: "end", value: .integer(span.end)),
        .init(key: "text", value: .string(words(span))),
      ] + more)
  }

  private func json(_ entity: Entity) -> JSONValue {
    let level = entity.level.map { [JSONValue.Member(key: "level", value: .string($0.rawValue))] }
    let cluster = entity.cluster.map { [JSONValue.Member(key: "cluster", value: .string($0))] }
    return json(
      entity.span,
      [.init(key: "type", value: .string(entity.type))] + (level ?? []) + (cluster ?? []))
  }

  private func json(_ place: Place) -> JSONValue {
    let point = place.point.map {
      [
        JSONValue.Member(key: "lat", value: .number($0.latitude)),
        JSONValue.Member(key: "lon", value: .number($0.longitude)),
      ]
    }
    return json(place.span, point ?? [])
  }

  private func json(_ quantity: Quantity) -> JSONValue {
    json(quantity.span, members(quantity.bounds))
  }

  private func json(_ time: TimeExpression) -> JSONValue {
    json(time.span, time.value.map { [.init(key: "value", value: .string($0))] } ?? [])
  }

  private func members(_ bounds: Bounds) -> [JSONValue.Member] {
    [("low", bounds.low), ("high", bounds.high)].compactMap { key, bound in
      bound.map { JSONValue.Member(key: key, value: .number($0)) }
    }
  }

  private func json(_ fact: Fact) -> JSONValue {
    .members([
      "force": json(fact.force),
      "destination": json(fact.destination),
      "force_aliases": .array(fact.forceAliases.map { json($0) }),
      "destination_aliases": .array(fact.destinationAliases.map { json($0) }),
      "trigger": fact.trigger.map { json($0) },
      "deployer": fact.roles[.deployer].map { json($0) },
      "origin": fact.roles[.origin].map { json($0) },
      "time": fact.roles[.time].map { json($0) },
      "means": fact.roles[.means].map { json($0) },
      "count": fact.count.map { json(fact.force, members($0)) },
      "status": .string(fact.status.rawValue),
      "polarity": .string(fact.polarity.rawValue),
      "difficulty": fact.difficulty.map(JSONValue.string),
      "sources": .array(
        fact.sources.map { source in
          json(
            source.span,
            [.init(key: "stance", value: .string(source.stance.rawValue))]
              + (source.cue.map { [.init(key: "cue", value: json($0))] } ?? []))
        }),
    ])
  }
}

// MARK: - Predictions

extension GoldPassage {
  /// The annotations as a line of `sitrep/1` in the unit asked for. Everything that a
  /// relation points at becomes an entity, quantity or time with an id.
  func predictionJSON(in unit: OffsetUnit) -> JSONValue {
    PredictionWriter(passage: self, unit: unit).line()
  }
}

private struct PredictionWriter {
  let passage: GoldPassage
  let unit: OffsetUnit
  var entities: [JSONValue] = []
  var quantities: [JSONValue] = []
  var times: [JSONValue] = []
  var relations: [JSONValue] = []

  init(passage: GoldPassage, unit: OffsetUnit) {
    self.passage = passage
    self.unit = unit
  }

  func line() -> JSONValue {
    var writer = self
    return writer.write()
  }

  private mutating func write() -> JSONValue {
    let annotations = passage.annotations
    for entity in annotations.entities ?? [] {
      let level = entity.level.map { [("level", JSONValue.string($0.rawValue))] } ?? []
      let point = entity.point.map {
        [
          ("latitude", JSONValue.number($0.latitude)), ("longitude", .number($0.longitude)),
        ]
      }
      let cluster = entity.cluster.map { [("cluster", JSONValue.string($0))] } ?? []
      let members = [("type", JSONValue.string(entity.type))] + level + (point ?? []) + cluster
      _ = add(entity.span, "e", members, \.entities)
    }
    for quantity in annotations.quantities ?? [] {
      _ = add(quantity.span, "q", bounds(quantity.bounds), \.quantities)
    }
    for time in annotations.times ?? [] {
      _ = add(time.span, "t", time.value.map { [("value", .string($0))] } ?? [], \.times)
    }
    for fact in annotations.facts ?? [] { add(fact) }
    let sentences = (annotations.sentences ?? []).enumerated().map { index, span in
      object([("id", .string("s\(index + 1)"))] + offsets(span))
    }
    let lists = [
      ("sentences", sentences), ("entities", entities), ("quantities", quantities),
      ("times", times), ("relations", relations),
    ].filter { !$0.1.isEmpty }.map { ($0, JSONValue.array($1)) }
    let header: [(String, JSONValue)] = [
      ("schema", .string("sitrep/1")), ("id", .string(passage.id)),
    ]
    let said = unit == .codePoints ? [] : [("offsets", JSONValue.string(unit.rawValue))]
    return object(header + said + lists)
  }

  private mutating func add(_ fact: Fact) {
    // The type is one that no test grades entities by.
    let type = [("type", JSONValue.string("ROLE"))]
    let names = passage.text.names(ofForce: fact.force, aliases: fact.forceAliases)
    let name = (fact.forceNames + names).first.map { [("canonical", JSONValue.string($0))] } ?? []
    var roles = [
      ("force", add(fact.force, "e", type + name, \.entities)),
      ("destination", add(fact.destination, "e", type, \.entities)),
    ]
    for (role, span) in fact.roles.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let id = role == .time ? timeID(span) : add(span, "e", type, \.entities)
      roles.append((role.rawValue, id))
    }
    if let count = fact.count {
      roles.append(("count", quantityID(count, in: fact.force)))
    }
    let claim = "r\(relations.count + 1)"
    var members: [(String, JSONValue)] = [
      ("id", .string(claim)), ("type", .string("deployed-to")),
      ("roles", object(roles.map { ($0, .string($1)) })),
      ("status", .string(fact.status.rawValue)), ("polarity", .string(fact.polarity.rawValue)),
    ]
    if let trigger = fact.trigger { members.append(("trigger", object(offsets(trigger)))) }
    if let rule = fact.rule { members.append(("rule", .string(rule))) }
    if let confidence = fact.confidence { members.append(("confidence", .number(confidence))) }
    relations.append(object(members))
    for source in fact.sources { add(source, of: claim) }
  }

  /// The time with this span, or a new one.
  private mutating func timeID(_ span: CodePointSpan) -> String {
    let known = (passage.annotations.times ?? []).firstIndex { $0.span == span }
    return known.map { "t\($0 + 1)" } ?? add(span, "t", [], \.times)
  }

  /// The quantity of this size in the force, or a new one.
  private mutating func quantityID(_ count: Bounds, in force: CodePointSpan) -> String {
    let known = (passage.annotations.quantities ?? []).firstIndex {
      $0.span.overlaps(force) && $0.bounds.agrees(with: count)
    }
    return known.map { "q\($0 + 1)" } ?? add(force, "q", bounds(count), \.quantities)
  }

  private mutating func add(_ source: Source, of claim: String) {
    let id = add(source.span, "e", [("type", .string("ROLE"))], \.entities)
    var members: [(String, JSONValue)] = [
      ("id", .string("r\(relations.count + 1)")), ("type", .string("confirmed-by")),
      ("roles", object([("claim", .string(claim)), ("source", .string(id))])),
      ("stance", .string(source.stance.rawValue)),
    ]
    if let cue = source.cue { members.append(("cue", object(offsets(cue)))) }
    if let rule = source.rule { members.append(("rule", .string(rule))) }
    if let confidence = source.confidence {
      members.append(("confidence", .number(confidence)))
    }
    relations.append(object(members))
  }

  private mutating func add(
    _ span: CodePointSpan, _ letter: String, _ more: [(String, JSONValue)],
    _ list: WritableKeyPath<Self, [JSONValue]>
  ) -> String {
    let id = "\(letter)\(self[keyPath: list].count + 1)"
    self[keyPath: list].append(object([("id", .string(id))] + offsets(span) + more))
    return id
  }

  /// Counted anew in the unit, by the plain way: the length of what stands before.
  private func offsets(_ span: CodePointSpan) -> [(String, JSONValue)] {
    let width = { (end: Int) in
      passage.text.scalars[..<end].reduce(0) { $0 + unit.width(of: $1) }
    }
    return [
      ("start", .integer(width(span.start))), ("end", .integer(width(span.end))),
      ("text", .string(passage.text.cut(span))),
    ]
  }

  private func bounds(_ bounds: Bounds) -> [(String, JSONValue)] {
    [("low", bounds.low), ("high", bounds.high)].compactMap { key, bound in
      bound.map { (key, .number($0)) }
    }
  }

  private func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { JSONValue.Member(key: $0, value: $1) })
  }
}

// MARK: - Two passages with everything in them

extension GoldPassage {
  /// Characters of one, two, three and four bytes stand before the spans, so that a wrong
  /// unit cannot go unnoticed.
  static let examples: [GoldPassage] = [kenya, frigates]

  private static let kenya: GoldPassage = {
    let marked: MarkedPassage = """
      [🚨 Übersicht – police for Haiti.]s1
      [[Kenya]kenya [sent]sent [[400]four police officers]police from [Nairobi]nairobi to \
      [Haiti]haiti on [[Monday]monday]time, [Foreign Minister Ana Roe]roe [confirmed]cue.]s2 \
      [[They]they may be [moved]moved on to [Gonaïves]gonaives, [officials]officials \
      [believe]believe.]s3
      """
    let sent = marked.fact("police", "haiti") { fact in
      fact.trigger = marked["sent"]
      fact.roles = [
        .deployer: marked["kenya"], .origin: marked["nairobi"], .time: marked["monday"],
      ]
      fact.count = Bounds(low: 400, high: 400)
      fact.difficulty = "plain"
      fact.sources = [
        Source(span: marked["roe"], cue: marked["cue"], stance: .confirms, rule: "said")
      ]
      fact.rule = "deploy/active"
    }
    let moved = marked.fact("they", "gonaives", .possible) { fact in
      fact.trigger = marked["moved"]
      fact.forceAliases = [marked["police"]]
      fact.difficulty = "hard"
      fact.sources = [marked.source("officials", .estimates)]
      fact.rule = "move/passive"
    }
    return marked.gold(
      "kenya",
      Annotations(
        sentences: ["s1", "s2", "s3"].map { marked[$0] },
        entities: [
          Entity(type: "GPE", level: .name, span: marked["kenya"]),
          Entity(type: "FORCE", level: .nominal, span: marked["police"]),
          Entity(type: "GPE", level: .name, span: marked["haiti"]),
          Entity(type: "FORCE", level: .pronoun, span: marked["they"]),
        ],
        quantities: [Quantity(span: marked["four"], bounds: Bounds(low: 400, high: 400))],
        times: [TimeExpression(span: marked["monday"], value: "2024-06-24")],
        facts: [sent, moved]))
  }()

  private static let frigates: GoldPassage = {
    let marked: MarkedPassage =
      "“No,” [Paris]paris [denied]cue 🛳️ that [two frigates]frigates [entered]entered [the Red Sea]sea."
    let entered = marked.fact("frigates", "sea") { fact in
      fact.trigger = marked["entered"]
      fact.polarity = .negative
      fact.count = Bounds(low: 2, high: 2)
      fact.sources = [Source(span: marked["paris"], cue: marked["cue"], stance: .denies)]
    }
    return marked.gold("frigates", Annotations(facts: [entered]))
  }()
}
