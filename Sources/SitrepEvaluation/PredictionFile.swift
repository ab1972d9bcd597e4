/// What the engine found in one document, in code points whatever its file counts.
struct Prediction: Sendable {
  var id: String
  var annotations: Annotations
  /// Relations of types that have no score.
  var otherRelations: Int
}

/// The documents of a file of predictions in the schema `sitrep/1`, one JSON object a line.
///
/// Its offsets are checked and converted by the text of the gold passage of the same id, so
/// the same predictions in UTF-8, UTF-16 and code points score the same. Where a prediction
/// brings a `text` of its own, offsets are those of that text: one that differs in white space
/// and normalization is aligned with gold's, any other is refused.
public struct PredictionSet: Sendable {
  let predictions: [String: Prediction]

  public var count: Int { predictions.count }

  /// The ids of the documents with spans of which nothing tells whether they are of the same
  /// text: neither the text itself nor the words of a span.
  public let unchecked: [String]

  init(predictions: [String: Prediction], unchecked: [String]) {
    (self.predictions, self.unchecked) = (predictions, unchecked)
  }

  /// Reads and checks a whole file. Of documents that `gold` does not have, spans are not
  /// checked.
  /// - Parameter file: what messages call it.
  /// - Throws: every fault in it, not the first alone.
  public init(jsonLines bytes: [UInt8], file: String, gold: GoldSet) throws(FileFaults) {
    let texts = Dictionary(
      gold.passages.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
    var predictions: [String: Prediction] = [:]
    var unchecked: [String] = []
    var lines = JSONLines(file: file)
    lines.forEachRecord(in: bytes) { id, record, reader in
      guard reader.isSitrep(record) else { return }
      let unit = reader.name("offsets", of: record, as: OffsetUnit.self)
      if let gold = texts[id] {
        guard let text = reader.ownText(of: record, beside: gold) else { return }
        reader.read(spansOf: text, in: unit ?? .codePoints) { fitting in
          "the offsets fit as \(fitting.words); say \"offsets\":\"\(fitting.rawValue)\""
        }
      }
      var document = PredictionReader(reader: reader)
      let prediction = document.prediction(id, record)
      predictions[id] = prediction
      reader = document.reader
      let isCompared = reader.comparedSpans > 0 || record.value["text"] != nil
      if texts[id] != nil, !isCompared, prediction.hasSpans { unchecked.append(id) }
    }
    guard lines.faults.count == 0 else { throw lines.faults }
    self.predictions = predictions
    self.unchecked = unchecked
  }
}

extension Prediction {
  /// Whether there is anything that could have told its words.
  fileprivate var hasSpans: Bool {
    annotations.entities?.isEmpty == false || annotations.quantities?.isEmpty == false
      || annotations.times?.isEmpty == false
  }
}

extension RecordReader {
  /// The text that the offsets of a prediction are of: its own, if it brings one, or `gold`.
  /// Nil and a fault with the first difference where the two cannot be aligned.
  fileprivate mutating func ownText(of record: Node, beside gold: PassageText) -> PassageText? {
    guard let written = string("text", of: record) else { return gold }
    let text = PassageText(written)
    if text.scalars == gold.scalars { return gold }
    do throws(TextMismatch) {
      alignment = try TextAlignment(from: text, to: gold)
      return text
    } catch {
      let difference = error.difference
      let sides = [difference.one, difference.other].map { $0.isEmpty ? "the end" : "'\($0)'" }
      note(
        .broken(
          what: "'text' is not that of the gold: line \(difference.line), column "
            + "\(difference.column) of it has \(sides[0]), the gold \(sides[1])",
          remedy: "read the text of the gold; white space and normalization alone may differ"))
      return nil
    }
  }
}

extension RecordReader {
  /// How sure a relation is, if it says so.
  fileprivate mutating func confidence(of node: Node) -> Double? {
    guard let confidence = number("confidence", of: node) else { return nil }
    guard (0...1).contains(confidence) else {
      note(.outOfRange(path: node.path(to: "confidence"), value: confidence, range: 0...1))
      return nil
    }
    return confidence
  }

  /// Whether the line has the schema that this file reads; one that names none passes.
  fileprivate mutating func isSitrep(_ record: Node) -> Bool {
    let known = "sitrep/1"
    guard let schema = string("schema", of: record), schema != known else { return true }
    note(.unknownName(path: "schema", name: schema, known: [known]))
    return false
  }
}

/// Reads one document of predictions and follows the ids in it.
private struct PredictionReader {
  var reader: RecordReader
  private var spans: [String: CodePointSpan] = [:]
  private var counts: [String: Bounds] = [:]
  /// What each entity is called, and whether that is not its own words.
  private var names: [String: (name: String, isRenamed: Bool)] = [:]
  /// Where each id stands, those of faulty values included: one fault is not told twice.
  private var places: [String: String] = [:]
  /// The ids in each list, by its key.
  private var ids: [String: Set<String>] = [:]

  init(reader: RecordReader) {
    self.reader = reader
  }

  mutating func prediction(_ id: String, _ record: Node) -> Prediction {
    let sentences = (reader.elements("sentences", of: record) ?? []).compactMap { reader.span($0) }
    let entities = list("entities", of: record) { $0.entity($1) }
    let quantities = list("quantities", of: record) { $0.quantity($1) }
    let times = list("times", of: record) { $0.time($1) }
    for case (let id?, let entity) in entities {
      spans[id] = entity.span
      if let name = entity.name { names[id] = (name, entity.isRenamed) }
    }
    for case (let id?, let time) in times { spans[id] = time.span }
    for case (let id?, let quantity) in quantities { counts[id] = quantity.bounds }
    let (facts, others) = relations(of: record)
    var everySpan = spans
    for case (let id?, let quantity) in quantities { everySpan[id] = quantity.span }
    let typed = reader.typedRelations(of: record, everySpan, isChecked: false)
    let attributions = (reader.elements("attributions", of: record) ?? []).compactMap { node in
      reader.requiredSpan("cue", of: node).map { cue in
        Attribution(
          cues: [cue], sources: reader.span("source", of: node).map { [($0, nil)] } ?? [])
      }
    }
    return Prediction(
      id: id,
      annotations: Annotations(
        sentences: sentences, entities: entities.map(\.value), quantities: quantities.map(\.value),
        times: times.map(\.value), facts: facts, relations: typed,
        attributions: attributions),
      otherRelations: others)
  }

  /// The values of a list with the ids that relations call them by.
  private mutating func list<Value>(
    _ key: String, of record: Node, _ read: (inout RecordReader, Node) -> Value?
  ) -> [(id: String?, value: Value)] {
    (reader.elements(key, of: record) ?? []).compactMap { node in
      let id = identify(node)
      if let id { ids[key, default: []].insert(id) }
      return read(&reader, node).map { (id, $0) }
    }
  }

  /// The id of a value, which has to be new in this document.
  private mutating func identify(_ node: Node) -> String? {
    guard case .string(let id)? = node.value["id"] else { return nil }
    guard places[id] == nil else {
      reader.note(.duplicateID(id, path: node.path, first: places[id] ?? ""))
      return nil
    }
    places[id] = node.path
    return id
  }
}

// MARK: - Relations

extension PredictionReader {
  private enum RelationType: String {
    case deployedTo = "deployed-to"
    case confirmedBy = "confirmed-by"
  }

  /// The deployed-to relations with their sources, and how many relations of other types
  /// there are. A source may stand before its claim, so claims are read first.
  private mutating func relations(of record: Node) -> (facts: [Fact], others: Int) {
    var relations: [(id: String?, type: RelationType?, node: Node)] = []
    for node in reader.elements("relations", of: record) ?? [] {
      guard let node = reader.object(node) else { continue }
      let type = reader.requiredString("type", of: node)
      relations.append((identify(node), type.flatMap(RelationType.init), node))
    }
    let relationIDs = Set(relations.compactMap(\.id))
    var facts: [Fact] = []
    for relation in relations where relation.type == .deployedTo {
      if let fact = fact(relation.node, id: relation.id) { facts.append(fact) }
    }
    let indexOfClaim = Dictionary(
      facts.indices.compactMap { index in facts[index].id.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    for relation in relations where relation.type == .confirmedBy {
      guard let (claim, source) = source(relation.node, relationIDs) else { continue }
      guard let index = indexOfClaim[claim] else { continue }
      // A source is as sure as its claim, unless it says otherwise.
      var sure = source
      sure.confidence = source.confidence ?? facts[index].confidence
      facts[index].sources.append(sure)
    }
    return (facts, relations.count { $0.type == nil })
  }

  private mutating func fact(_ node: Node, id: String?) -> Fact? {
    let trigger = reader.span("trigger", of: node)
    let status = reader.requiredName("status", of: node, as: Status.self)
    let polarity = reader.requiredName("polarity", of: node, as: Polarity.self)
    let rule = reader.string("rule", of: node)
    let confidence = reader.confidence(of: node)
    guard let filled = reader.required("roles", of: node) else { return nil }
    let force = requiredRole("force", of: filled)
    let destination = requiredRole("destination", of: filled)
    var roles: [Role: CodePointSpan] = [:]
    for role in Role.allCases { roles[role] = self.role(role.rawValue, of: filled) }
    let count = count(of: filled)
    guard let force, let destination, let status, let polarity else { return nil }
    let name = reader.string("force", of: filled).flatMap { names[$0] }
    return Fact(
      id: id, force: force, destination: destination,
      forceNames: name.map { [$0.name] } ?? [], isForceRenamed: name?.isRenamed ?? false,
      trigger: trigger, roles: roles,
      count: count, status: status, polarity: polarity, rule: rule, confidence: confidence)
  }

  private mutating func source(
    _ node: Node, _ relationIDs: Set<String>
  ) -> (claim: String, source: Source)? {
    let cue = reader.span("cue", of: node)
    let stance = reader.requiredName("stance", of: node, as: Stance.self)
    let rule = reader.string("rule", of: node)
    let confidence = reader.confidence(of: node)
    guard let filled = reader.required("roles", of: node) else { return nil }
    let span = requiredRole("source", of: filled)
    guard let claim = reader.requiredString("claim", of: filled) else { return nil }
    guard relationIDs.contains(claim) else {
      reader.note(.unknownID(path: filled.path(to: "claim"), id: claim, kind: "relation"))
      return nil
    }
    guard let span, let stance else { return nil }
    return (
      claim,
      Source(span: span, cue: cue, stance: stance, rule: rule, confidence: confidence)
    )
  }

  private mutating func requiredRole(_ key: String, of roles: Node) -> CodePointSpan? {
    guard reader.required(key, of: roles) != nil else { return nil }
    return role(key, of: roles)
  }

  /// The span of the entity, or the time, that fills a role.
  private mutating func role(_ key: String, of roles: Node) -> CodePointSpan? {
    guard let id = reader.string(key, of: roles) else { return nil }
    guard isThere(id, in: "entities") || isThere(id, in: "times") else {
      let kind = key == Role.time.rawValue ? "time or entity" : "entity"
      reader.note(.unknownID(path: roles.path(to: key), id: id, kind: kind))
      return nil
    }
    return spans[id]
  }

  private mutating func count(of roles: Node) -> Bounds? {
    guard let id = reader.string("count", of: roles) else { return nil }
    guard isThere(id, in: "quantities") else {
      reader.note(.unknownID(path: roles.path(to: "count"), id: id, kind: "quantity"))
      return nil
    }
    return counts[id]
  }

  private func isThere(_ id: String, in key: String) -> Bool {
    ids[key]?.contains(id) ?? false
  }
}
