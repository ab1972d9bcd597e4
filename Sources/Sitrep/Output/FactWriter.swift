/// Writes the deployed-to relations of a document flat: a line each, with plain values in
/// place of ids, for `jq`, DuckDB and pandas. A document without any writes nothing.
///
/// What each key means is told in `sitrep-facts-1.schema.json`, beside this file.
public struct FactWriter: Sendable {
  private let lexicon: Lexicon
  private let unit: OffsetUnit

  /// - Parameters:
  ///   - pack: The one that the documents were processed with: mentions cite its rows.
  ///   - unit: What the offsets of the evidence count.
  public init(pack: Pack, unit: OffsetUnit = .codepoints) {
    self.init(lexicon: pack.lexicon, unit: unit)
  }

  /// Of a pack, the writer needs no more than this.
  init(lexicon: Lexicon, unit: OffsetUnit = .codepoints) {
    (self.lexicon, self.unit) = (lexicon, unit)
  }

  /// Appends the lines of `document`, in the order of its relations.
  public func write(_ document: Document, to json: inout JSONWriter) {
    guard document.relations.contains(where: Self.isFact) else { return }
    let written = WrittenDocument(
      document, lexicon: lexicon, units: UnitTable(), unit: unit)
    for (index, relation) in document.relations.enumerated() where Self.isFact(relation) {
      json.beginObject()
      json.member("schema", "sitrep-facts/1")
      json.member("id", relation.id)
      json.key("document")
      json.string(document.id)
      json.member("date", document.date?.description)
      if unit != .codepoints { json.member("offsets", unit.rawValue) }
      json.force(of: relation, in: written)
      json.places(of: relation, in: written)
      json.circumstances(of: relation, in: written)
      json.sources(ofRelation: index, in: written)
      json.evidence(of: relation, in: written)
      json.endObject()
      json.endLine()
    }
  }

  /// The type of the relations that are written.
  static let type = RelationType.deployedTo

  private static func isFact(_ relation: Relation) -> Bool { relation.type == type }
}

extension JSONWriter {
  /// Who: the force, how many of them, and who sends them.
  fileprivate mutating func force(of relation: Relation, in written: WrittenDocument) {
    if let force = written.mention(.force, of: relation) {
      member("force", written.name(of: force))
      member("force_type", force.type.rawValue)
      member("force_country", force.country)
    }
    if let count = relation.count.map({ written.document.quantities[$0] }) {
      member("count_low", count.low)
      member("count_high", count.high)
      member("count_approximate", count.isApproximate)
    }
    if let deployer = written.mention(.deployer, of: relation) {
      member("deployer", written.name(of: deployer))
      member("deployer_country", deployer.country)
    }
  }

  /// Where to, and where from.
  fileprivate mutating func places(of relation: Relation, in written: WrittenDocument) {
    if let destination = written.mention(.destination, of: relation) {
      let entry = written.entry(of: destination)
      member("destination", written.name(of: destination))
      member("destination_country", destination.country)
      member("destination_ref", entry.flatMap(written.reference))
      member("latitude", destination.coordinates?.latitude ?? entry?.latitude)
      member("longitude", destination.coordinates?.longitude ?? entry?.longitude)
    }
    member("origin", written.mention(.origin, of: relation).map(written.name))
  }

  /// When, by what, what for, and how sure.
  fileprivate mutating func circumstances(of relation: Relation, in written: WrittenDocument) {
    if let time = relation.time.map({ written.document.times[$0] }) {
      member("time", written.document.text[time.span])
      member("time_value", time.value)
    } else {
      member("time", written.mention(.time, of: relation).map(written.name))
    }
    member("means", written.mention(.means, of: relation).map(written.name))
    member("purpose", relation.purpose.map { written.document.text[$0] })
    member("status", relation.status.rawValue)
    member("polarity", relation.polarity.rawValue)
    member("confidence", relation.confidence)
  }

  fileprivate mutating func sources(ofRelation index: Int, in written: WrittenDocument) {
    let attributions = written.document.confirmations
    guard attributions.contains(where: { $0.claim == index }) else { return }
    key("sources")
    beginList()
    for attribution in attributions where attribution.claim == index {
      beginObject()
      member("source", written.name(of: written.document[attribution.source]))
      member("cue", written.document.text[attribution.cue])
      member("stance", attribution.stance.rawValue)
      endObject()
    }
    endList()
  }

  /// The sentence that says so, and the rule that read it.
  fileprivate mutating func evidence(of relation: Relation, in written: WrittenDocument) {
    let sentence = written.span(ofSentence: relation.sentence)
    member("evidence", written.document.text[sentence])
    let (start, end) = written.offset(sentence)
    key("evidence_start")
    number(Int(start))
    key("evidence_end")
    number(Int(end))
    member("rule", relation.rule)
  }
}

extension WrittenDocument {
  /// The mention that fills a role.
  fileprivate func mention(_ role: Role, of relation: Relation) -> Mention? {
    relation.mention(role).map { document[$0] }
  }
}
