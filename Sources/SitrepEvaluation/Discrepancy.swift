/// One place where gold and prediction differ, told so that the author of a rule can find
/// what to change.
public struct Discrepancy: Equatable, Sendable, CustomStringConvertible {
  /// What differs. The raw value is what the list of errors calls it.
  public enum Kind: String, CaseIterable, Sendable {
    case missedFact = "missed-fact"
    case spuriousFact = "spurious-fact"
    case wrongStatus = "wrong-status"
    case wrongPolarity = "wrong-polarity"
    case wrongCount = "wrong-count"
    case wrongForceName = "wrong-force-name"
    case wrongDeployer = "wrong-deployer"
    case wrongOrigin = "wrong-origin"
    case wrongTime = "wrong-time"
    case wrongMeans = "wrong-means"
    case missedSource = "missed-source"
    case spuriousSource = "spurious-source"
    case wrongStance = "wrong-stance"
    case missedEntity = "missed-entity"
    case spuriousEntity = "spurious-entity"
    case wrongEntitySpan = "wrong-entity-span"
    case missedRelation = "missed-relation"
    case spuriousRelation = "spurious-relation"
    case missedPlace = "missed-place"
    case spuriousPlace = "spurious-place"
    case farPlace = "far-place"
  }

  public let kind: Kind
  /// The id of the passage.
  public let document: String
  /// The words of the fact it is about. For a fact that was found they are the
  /// prediction's; for one that was missed, gold's.
  public internal(set) var trigger: String?
  public internal(set) var force: String?
  public internal(set) var destination: String?
  /// What gold has; nil when that is nothing.
  public internal(set) var expected: String?
  /// What was predicted; nil when that is nothing. For a missed fact, the spurious one
  /// with an overlapping trigger, if there is one.
  public internal(set) var found: String?
  /// The rule that made the prediction.
  public internal(set) var rule: String?
  /// The sentence it stands in, on one line.
  public let sentence: String
  /// Where it is in the passage.
  let span: CodePointSpan

  /// Two to four lines: where and what, what was expected and found, the sentence.
  public var description: String {
    let fact = force.map { "\($0) → \(destination ?? "")" }
    let head = [
      "\(document): \(kind.rawValue)", trigger.map { "'\($0)'" }, fact, rule.map { "[\($0)]" },
    ]
    let sides = [expected.map { "  expected: \($0)" }, found.map { "  found:    \($0)" }]
    let lines = [head.compactMap(\.self).joined(separator: "  ")] + sides.compactMap(\.self)
    return (lines + ["  | \(sentence)"]).joined(separator: "\n")
  }

  /// The same as one JSON object on one line; keys without a value are left out.
  public var json: String { jsonValue.line }

  var jsonValue: JSONValue {
    let optional = { (string: String?) in string.map(JSONValue.string) }
    return JSONValue.members([
      "kind": .string(kind.rawValue), "id": .string(document), "trigger": optional(trigger),
      "force": optional(force), "destination": optional(destination),
      "expected": optional(expected), "found": optional(found), "rule": optional(rule),
      "sentence": .string(sentence),
    ])
  }
}

/// The discrepancies of one passage, put into words as they are noted.
struct PassageErrors {
  private let passage: GoldPassage
  /// The sentences of gold if it has any, otherwise the predicted ones.
  private let sentences: [CodePointSpan]
  private(set) var all: [Discrepancy] = []

  init(_ passage: GoldPassage, predictedSentences: [CodePointSpan]) {
    self.passage = passage
    sentences = passage.annotations.sentences ?? predictedSentences
  }

  mutating func missed(_ gold: Fact, near spurious: [Fact]) {
    let near = spurious.first { found in
      guard let one = gold.trigger, let other = found.trigger else { return false }
      return one.overlaps(other)
    }
    var error = about(.missedFact, gold)
    error.found = near.map { found in
      let rule = found.rule.map { " [\($0)]" } ?? ""
      return "\(cut(found.force)) → \(cut(found.destination))\(rule)"
    }
    all.append(error)
  }

  mutating func spurious(_ found: Fact) {
    all.append(about(.spuriousFact, found))
  }

  mutating func wrong(
    _ kind: Discrepancy.Kind, _ gold: Fact, _ found: Fact, _ expected: String?, _ given: String?
  ) {
    var error = about(kind, found)
    (error.expected, error.found) = (expected, given)
    all.append(error)
  }

  mutating func wrong(_ role: Role, _ gold: Fact, _ found: Fact) {
    let kind: Discrepancy.Kind =
      switch role {
      case .deployer: .wrongDeployer
      case .origin: .wrongOrigin
      case .time: .wrongTime
      case .means: .wrongMeans
      }
    wrong(kind, gold, found, gold.roles[role].map(cut), found.roles[role].map(cut))
  }

  mutating func missed(_ source: Source, of fact: Fact) {
    var error = about(.missedSource, fact, at: source.span, rule: nil)
    error.expected = words(source)
    all.append(error)
  }

  mutating func spurious(_ source: Source, of fact: Fact) {
    var error = about(.spuriousSource, fact, at: source.span, rule: source.rule)
    error.found = words(source)
    all.append(error)
  }

  mutating func wrongStance(_ gold: Source, _ found: Source, of fact: Fact) {
    var error = about(.wrongStance, fact, at: found.span, rule: found.rule)
    (error.expected, error.found) = (words(gold), words(found))
    all.append(error)
  }

  /// Notes what is wrong with the entities, `alignment` being by overlap.
  mutating func note(_ overlaps: EntityOverlaps) {
    for (gold, found) in overlaps.shifted {
      note(.wrongEntitySpan, gold: gold, found: found, at: gold.span)
    }
    for gold in overlaps.missed {
      note(.missedEntity, gold: gold, found: nil, at: gold.span)
    }
    for found in overlaps.spurious {
      note(.spuriousEntity, gold: nil, found: found, at: found.span)
    }
  }

  /// Notes the relations of any type that only one side has.
  mutating func note(_ relations: (missed: [TypedRelation], spurious: [TypedRelation])) {
    for relation in relations.missed {
      guard let span = relation.arguments.first?.span else { continue }
      note(
        .missedRelation, expected: words(relation), found: nil, rule: nil, at: span)
    }
    for relation in relations.spurious {
      guard let span = relation.arguments.first?.span else { continue }
      note(
        .spuriousRelation, expected: nil, found: words(relation), rule: nil, at: span)
    }
  }

  private func words(_ relation: TypedRelation) -> String {
    let arguments = relation.arguments.map { "\($0.role) '\(cut($0.span))'" }
    return "\(relation.type): \(arguments.joined(separator: ", "))"
  }

  /// Notes what is wrong with the names of places, and how far off those are that are found.
  mutating func note(
    missed: [Place], spurious: [Entity], far: [(gold: Place, found: Entity)]
  ) {
    for gold in missed {
      note(.missedPlace, expected: cut(gold.span), found: nil, rule: nil, at: gold.span)
    }
    for entity in spurious {
      note(
        .spuriousPlace, expected: nil, found: words(entity), rule: entity.rule, at: entity.span)
    }
    for (gold, entity) in far {
      note(
        .farPlace, expected: words(gold.point), found: words(entity.point), rule: entity.rule,
        at: entity.span)
    }
  }

  private mutating func note(
    _ kind: Discrepancy.Kind, expected: String?, found: String?, rule: String?,
    at span: CodePointSpan
  ) {
    all.append(
      Discrepancy(
        kind: kind, document: passage.id, trigger: cut(span), expected: expected, found: found,
        rule: rule, sentence: sentence(around: span), span: span))
  }

  private mutating func note(
    _ kind: Discrepancy.Kind, gold: Entity?, found: Entity?, at span: CodePointSpan
  ) {
    all.append(
      Discrepancy(
        kind: kind, document: passage.id, expected: gold.map(words), found: found.map(words),
        rule: found?.rule, sentence: sentence(around: span), span: span))
  }
}

// MARK: - Words

extension PassageErrors {
  private func about(_ kind: Discrepancy.Kind, _ fact: Fact) -> Discrepancy {
    about(kind, fact, at: fact.trigger ?? fact.force, rule: fact.rule)
  }

  private func about(
    _ kind: Discrepancy.Kind, _ fact: Fact, at span: CodePointSpan, rule: String?
  ) -> Discrepancy {
    Discrepancy(
      kind: kind, document: passage.id, trigger: fact.trigger.map(cut), force: cut(fact.force),
      destination: cut(fact.destination), rule: rule, sentence: sentence(around: span),
      span: span)
  }

  private func words(_ source: Source) -> String {
    "\(cut(source.span)) \(source.stance.rawValue)\(source.cue.map { " ('\(cut($0))')" } ?? "")"
  }

  private func words(_ entity: Entity) -> String {
    "\(entity.type) '\(cut(entity.span))'"
  }

  private func words(_ point: GeoPoint?) -> String? {
    point.map { "\($0.latitude), \($0.longitude)" }
  }

  private func cut(_ span: CodePointSpan) -> String {
    Self.onOneLine(passage.text.cut(span))
  }

  /// The sentence that `span` begins in or, where none is known, the line.
  private func sentence(around span: CodePointSpan) -> String {
    let known = sentences.first { $0.start <= span.start && span.start < $0.end }
    return Self.onOneLine(passage.text.cut(known ?? line(around: span)))
  }

  private func line(around span: CodePointSpan) -> CodePointSpan {
    let scalars = passage.text.scalars
    let start = scalars[..<span.start].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    return CodePointSpan(start, scalars[span.end...].firstIndex(of: "\n") ?? scalars.count)
  }

  private static func onOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Bounds: CustomStringConvertible {
  /// As the annotation guide writes a range: `200–`, `–600`, `850–850`.
  var description: String {
    let written = { (bound: Double?) in
      bound.map { Int(exactly: $0).map(String.init) ?? "\($0)" } ?? ""
    }
    return "\(written(low))–\(written(high))"
  }
}
