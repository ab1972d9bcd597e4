/// A passage as annotated by hand.
struct GoldPassage: Sendable {
  var id: String
  var text: PassageText
  var annotations: Annotations
}

/// The passages of a gold file.
///
/// One JSON object a line: `id`, `text`, and any of the layers `sentences`, `entities`,
/// `quantities`, `times`, `facts`, `relations`, `places`, `attributions`. Offsets count Unicode
/// code points and are half-open.
public struct GoldSet: Sendable {
  /// In the order of their ids, so that the order of the lines changes no score.
  let passages: [GoldPassage]

  public var count: Int { passages.count }

  /// Whether some passage has names of places.
  public var hasPlaces: Bool { passages.contains { $0.annotations.places != nil } }

  /// Where gold has names of places, by the ids of passages, in code points.
  public var places: [String: [Range<Int>]] {
    Dictionary(
      passages.map { passage in
        (passage.id, (passage.annotations.places ?? []).map { $0.span.start..<$0.span.end })
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads and checks a whole file.
  /// - Parameter file: what messages call it.
  /// - Throws: every fault in it, not the first alone.
  public init(jsonLines bytes: [UInt8], file: String) throws(FileFaults) {
    var passages: [GoldPassage] = []
    var lines = JSONLines(file: file)
    lines.forEachRecord(in: bytes) { id, record, reader in
      guard let text = reader.requiredString("text", of: record) else { return }
      let passage = PassageText(text)
      reader.read(spansOf: passage, in: .codePoints) { fitting in
        "the offsets fit as \(fitting.words); a gold file counts \(OffsetUnit.codePoints.words)"
      }
      let annotations = reader.goldAnnotations(record)
      passages.append(GoldPassage(id: id, text: passage, annotations: annotations))
    }
    if passages.isEmpty && lines.faults.count == 0 { lines.note(.noPassage, line: 1) }
    guard lines.faults.count == 0 else { throw lines.faults }
    self.passages = passages.sorted { $0.id < $1.id }
  }
}

extension GoldSet {
  /// The texts whose entities were annotated, with those of them that are names, in code
  /// points: what a recognizer of names learns from. Where no level is given all are names.
  public var namedTexts: [(text: String, names: [(start: Int, end: Int, type: String)])] {
    passages.compactMap { passage in
      passage.annotations.entities.map { entities in
        let names = entities.filter { ($0.level ?? .name) == .name }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: passage.text.scalars)
        return (String(text), names.map { ($0.span.start, $0.span.end, $0.type) })
      }
    }
  }
}

extension RecordReader {
  fileprivate mutating func goldAnnotations(_ record: Node) -> Annotations {
    // The ids that relations call entities by are those of `convert`: the place in the list
    // where there is none.
    var spans: [String: CodePointSpan] = [:]
    let entities = elements("entities", of: record)?.enumerated().compactMap {
      index, node -> Entity? in
      let entity = entity(node)
      spans[node.value["id"]?.plain ?? "e\(index + 1)"] = entity?.span
      return entity
    }
    let hasFaults = !faults.isEmpty
    return Annotations(
      sentences: elements("sentences", of: record)?.compactMap { pair($0) },
      entities: entities,
      quantities: elements("quantities", of: record)?.compactMap { quantity($0) },
      times: elements("times", of: record)?.compactMap { time($0) },
      facts: elements("facts", of: record)?.compactMap { goldFact($0) },
      // Of an entity with a fault nothing more is told.
      relations: typedRelations(of: record, spans, isChecked: !hasFaults),
      places: elements("places", of: record)?.compactMap { place($0) },
      attributions: elements("attributions", of: record)?.compactMap { attribution($0) },
      genre: string("genre", of: record))
  }

  private mutating func attribution(_ node: Node) -> Attribution? {
    guard let node = object(node) else { return nil }
    let sources = (elements("source", of: node) ?? []).compactMap { source in
      let head = member("head", of: source).flatMap { pair($0) }
      return span(source).map { ($0, head) }
    }
    return Attribution(cues: spans("cue", of: node), sources: sources)
  }

  private mutating func place(_ node: Node) -> Place? {
    let span = span(node)
    guard case .object = node.value else { return nil }
    let point = point("lat", "lon", of: node)
    return span.map { Place(span: $0, point: point) }
  }

  private mutating func goldFact(_ node: Node) -> Fact? {
    guard let node = object(node) else { return nil }
    let force = requiredSpan("force", of: node)
    let destination = requiredSpan("destination", of: node)
    let forceAliases = spans("force_aliases", of: node)
    let destinationAliases = spans("destination_aliases", of: node)
    let forceNames = strings("force_canonical", of: node)
    let trigger = span("trigger", of: node)
    var roles: [Role: CodePointSpan] = [:]
    for role in Role.allCases { roles[role] = span(role.rawValue, of: node) }
    let count = member("count", of: node).flatMap { goldCount($0) }
    let status = requiredName("status", of: node, as: Status.self)
    let polarity = requiredName("polarity", of: node, as: Polarity.self)
    let difficulty = string("difficulty", of: node)
    let sources = (elements("sources", of: node) ?? []).compactMap { goldSource($0) }
    guard let force, let destination, let status, let polarity else { return nil }
    return Fact(
      force: force, destination: destination, forceAliases: forceAliases,
      destinationAliases: destinationAliases,
      forceNames: forceNames ?? names(ofForce: force, aliases: forceAliases), trigger: trigger,
      roles: roles, count: count,
      status: status, polarity: polarity, difficulty: difficulty, sources: sources)
  }

  private mutating func goldCount(_ node: Node) -> Bounds? {
    span(node) == nil ? nil : bounds(node)
  }

  private mutating func goldSource(_ node: Node) -> Source? {
    let span = span(node)
    guard case .object = node.value else { return nil }
    let cue = self.span("cue", of: node)
    let stance = requiredName("stance", of: node, as: Stance.self)
    guard let span, let stance else { return nil }
    return Source(span: span, cue: cue, stance: stance)
  }
}
